"""The big screen: what the whole room looks at. It has no controls, asks nobody to sign in, and shows only what
``room.see`` gives to everybody. The code opens it on any computer.

The page asks each second whether something has changed (``now``), and then gets the part that changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from math import ceil
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from journey import qr
from journey.join.guard import NO_TOKEN, light, look_up
from journey.join.pages import HEADERS, page, render
from journey.join.phone.begin import heading, place
from journey.join.screen.distribution import Distribution, picture
from journey.model import ASKED_ON_LEVELS, LEVEL_NAMES, Action, EarlierMedian, QuestionKind
from journey.service.answering import respondents
from journey.service.answering.respondents import JoinContext
from journey.service.context import Product
from journey.service.workshop import actions, room
from journey.service.workshop.room import Pulse, Room
from journey.service.workshop.room_items import Item
from journey.wording import reveal
from journey.wording.catalogue import _
from journey.wording.formatting import capital, count, spaced_code

MOST_PICTURES = 2
"""Up to so many questions of one batch have a large picture each; of more, small ones are listed."""


@dataclass(frozen=True, slots=True)
class ScreenResult:
    """A revealed question as the screen draws it. ``first`` is the picture of the first vote, where this is the second;
    ``notes`` are short sentences below it, ``because`` why a case was written as it was."""

    item: Item
    finding: str
    picture: Distribution
    first: Distribution | None
    notes: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What is on the screen: ``name`` is the scene, and ``says`` what is announced to those who hear the screen."""

    name: str
    says: str
    shown: tuple[ScreenResult, ...] = ()
    ranking: tuple[reveal.RankedPriority, ...] = ()
    actions: tuple[Action, ...] = ()
    seconds_left: int | None = None

    @property
    def rounds(self) -> list[str]:
        """The earlier rounds whose medians are marked."""
        return list(
            dict.fromkeys(column.last for result in self.shown for column in result.picture.columns if column.last)
        )


def routes() -> list[BaseRoute]:
    """The screen's page and what it asks for each second."""
    return [
        Route("/screen/{code}", light(show, methods=("GET", "HEAD"))),
        Route("/screen/{code}/now", light(now, methods=("GET", "HEAD"))),
    ]


async def show(request: Request) -> Response:
    """The whole page."""
    return page("screen.html", **await _drawn(request))


async def now(request: Request) -> Response:
    """The part of the page that changes; nothing (204) where ``seen`` says that the screen shows it already."""
    pulse = await look_up(request, room.pulse_by_code)
    if request.query_params.get("seen") == seen(pulse):
        return Response(status_code=204, headers=HEADERS)
    return Response(render("screen_now.html", **await _drawn(request)), 200, HEADERS, media_type="text/html")


def seen(pulse: Pulse) -> str:
    """What a screen shows, in short: it changes whenever the screen would."""
    return "-".join(map(str, (pulse.display_version, pulse.joined, pulse.people, *pulse.answered.values())))


async def _drawn(request: Request) -> dict[str, Any]:
    return await look_up(request, _context)


def _context(product: Product, code: str) -> dict[str, Any] | None:
    """What the templates need; None where the code leads to no workshop."""
    context = respondents.find_invitation(product, code, NO_TOKEN)
    if context is None or context.workshop is None:
        return None
    live_room = room.see(product, context.organisation.id, context.workshop.id)
    origin = product.settings.join_address
    pulse = Pulse(
        live_room.workshop.display_version,
        live_room.workshop.control_version,
        live_room.joined,
        live_room.people,
        {item.question.number: item.answered for item in live_room.items},
    )
    return {
        "code": code,
        "spaced": spaced_code(code),
        "room": live_room,
        "scene": scene(product, live_room),
        "seen": seen(pulse),
        "heading": heading(context),
        "place": place(context),
        "promise": _promise(context),
        "address": f"{origin}/join".partition("://")[2],
        "qr": _picture_of(f"{origin}/join/{code}"),
        "level_names": LEVEL_NAMES,
        "kinds": QuestionKind,
    }


@lru_cache(maxsize=64)
def _picture_of(address: str) -> str:
    """The QR code that leads to an address, as the source of an image; it is drawn once."""
    return f"data:image/svg+xml,{quote(qr.svg(address))}"


def _promise(context: JoinContext) -> str:
    """The promise in one line, as its first line says it."""
    return context.promise.lines[0]


def scene(product: Product, live_room: Room) -> Scene:
    """What to show of the room now."""
    if not live_room.items:
        return _between(product, live_room)
    if not live_room.is_revealed:
        return _open(product, live_room)
    last = room.earlier(product, live_room.items)
    results: list[reveal.Result] = [
        result for item in live_room.items for result in (item.question.result, item.first) if result
    ]
    shown = [_shown(item, last, results) for item in live_room.items]
    (kind, *others) = {item.question.kind for item in live_room.items}
    if len(shown) == 1:
        only = shown[0].item
        if kind is QuestionKind.PRIORITY:
            ranking = reveal.ranked_priorities(only.options, only.question.result or {})
            return Scene("ranking", shown[0].finding, tuple(shown), ranking=ranking)
        return Scene("revealed", f"{shown[0].finding}. {only.text}", tuple(shown))
    if len(shown) <= MOST_PICTURES and not others and kind in ASKED_ON_LEVELS:
        return Scene("revealed", " ".join(f"{result.finding}." for result in shown), tuple(shown))
    by = reveal.still_open if kind is QuestionKind.PITFALL else reveal.disagreement
    shown.sort(key=lambda result: by(result.item.question.result or {}), reverse=True)
    return Scene("list", _("The answers to {shown} are shown.", shown=count(len(shown), "question")), tuple(shown))


def _between(product: Product, live_room: Room) -> Scene:
    """The lobby; later on what was agreed to be done, once there is any of it."""
    recorded = actions.of_workshop(product, live_room.workshop)
    if recorded and live_room.asked:
        return Scene(
            "actions", _("What we will do: {actions}.", actions=count(len(recorded), "action")), actions=tuple(recorded)
        )
    if live_room.asked:
        return Scene("pause", _("Nothing is open at the moment."))
    return Scene("lobby", _("Join on your phone."))


def _open(product: Product, live_room: Room) -> Scene:
    first = live_room.items[0]
    says = (
        first.text
        if len(live_room.items) == 1
        else _("{items} are open.", items=capital(count(len(live_room.items), "question")))
    )
    about = tuple(actions.of_workshop(product, live_room.workshop)) if first.question.kind is QuestionKind.FIST else ()
    seconds = first.question.seconds
    if seconds is None:
        return Scene("open", says, actions=about)
    left = first.question.opened_at + timedelta(seconds=seconds) - product.clock()
    return Scene("open", says, actions=about, seconds_left=max(0, ceil(left.total_seconds())))


def _shown(item: Item, last: Mapping[int, EarlierMedian], beside: Sequence[reveal.Result]) -> ScreenResult:
    """A revealed question with its picture and what stands beside it."""
    question, result = item.question, item.question.result or {}
    mark = last.get(question.number)
    notes = []
    if item.first is not None:
        notes.append(reveal.revote(item.first, result))
    if mark is not None:
        notes.append(reveal.since(mark.level, mark.round_name, reveal.median(question.kind, result)))
    if item.vignette is not None:
        notes.append(reveal.intended(item.vignette.level, result))
    return ScreenResult(
        item,
        reveal.finding(question.kind, item.options, result),
        picture(question.kind, item.options, result, mark, beside),
        None if item.first is None else picture(question.kind, item.options, item.first, beside=beside),
        tuple(notes),
        item.vignette.because if item.vignette else "",
    )
