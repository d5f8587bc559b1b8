"""A browser's half of the conversation with Streamlit, without the browser: protobuf messages over a websocket.

A click sends the state of every widget on the page, as the browser does, and waits until the script has run. What
comes back is read only as far as measuring needs: the widgets, the marks under the answers, and failures.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from journey.http import COOKIE
from tests.benchmarks.servers import Server

SECONDS_TO_ANSWER = 30
MARK = "mark-"
SAVED = "✓ Saved"


@dataclass(frozen=True, slots=True)
class Widget:
    """A widget on the page. ``key`` is the name that the script gave it, ``fragment`` what runs when it is used."""

    id: str
    key: str
    label: str
    options: tuple[str, ...]
    fragment: str


@dataclass(slots=True)
class Run:
    """What came of one run of the script: how long it took, the marks by their keys, and failures in words."""

    seconds: float = 0.0
    marks: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


class Tab:
    """One page, open in one window."""

    def __init__(self, socket: ClientConnection, page: str) -> None:
        self._socket = socket
        self._page = page
        self._page_hash = ""
        self._values: dict[str, str | None] = {}
        self._containers: dict[tuple[int, ...], str] = {}
        self.widgets: dict[str, Widget] = {}
        self.clocks: list[str] = []
        """The fragments that ask to be run again and again by themselves."""

    async def choose(self, radio: Widget, option: str) -> Run:
        """Choose an option."""
        self._values[radio.id] = option
        return await self._run(radio.fragment)

    async def press(self, button: Widget) -> Run:
        """Press a button."""
        return await self._run(button.fragment, pressed=button.id)

    async def load(self) -> Run:
        """Run the whole page, as when it is opened."""
        return await self._run("")

    async def tick(self) -> Run:
        """Run the last of the fragments that run again and again, as the browser does when it is time."""
        return await self._run(self.clocks[-1])

    async def _run(self, fragment: str, pressed: str | None = None) -> Run:
        """Send what the widgets hold and take in what comes back. Raises TimeoutError, ConnectionClosed."""
        message = self._message(fragment, pressed)
        self.widgets = {id_: widget for id_, widget in self.widgets.items() if fragment and widget.fragment != fragment}
        if not fragment:
            self._containers.clear()
            self.clocks.clear()
        run = Run()
        began = time.perf_counter()
        await self._socket.send(message)
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            while not self._take_in(await self._received(), run):
                pass
        run.seconds = time.perf_counter() - began
        self._values = {id_: value for id_, value in self._values.items() if id_ in self.widgets}
        return run

    async def _received(self) -> ForwardMsg:
        message = ForwardMsg()
        message.ParseFromString(await self._socket.recv(decode=False))
        return message

    def _message(self, fragment: str, pressed: str | None) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.page_name = "" if self._page_hash else self._page
        state.page_script_hash = self._page_hash
        state.fragment_id = fragment
        state.context_info.timezone = "Europe/London"
        state.context_info.locale = "en-GB"
        for id_, value in self._values.items():
            widget = state.widget_states.widgets.add(id=id_)
            if value is not None:
                widget.string_value = value
        if pressed:
            state.widget_states.widgets.add(id=pressed, trigger_value=True)
        sent: bytes = message.SerializeToString()
        return sent

    def _take_in(self, message: ForwardMsg, run: Run) -> bool:
        """Note what a message says; True when it says that the run has ended."""
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                run.failures.append("the script could not be read")
            return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        if kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "auto_rerun":
            self.clocks.append(message.auto_rerun.fragment_id)
        elif kind == "delta":
            path = tuple(message.metadata.delta_path)
            if message.delta.HasField("add_block"):
                self._containers[path] = key_of(message.delta.add_block.id)
            elif message.delta.HasField("new_element"):
                within = self._containers.get(path[:-1], "")
                self._take_in_element(message.delta.new_element, message.delta.fragment_id, within, run)
        return False

    def _take_in_element(self, element: Element, fragment: str, within: str, run: Run) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            run.failures.append(element.exception.message)
        elif kind == "alert" and element.alert.format == Alert.ERROR:
            run.failures.append(element.alert.body)
        elif kind in ("markdown", "alert") and within.startswith(MARK):
            answer, _, _version = within.rpartition("-v")
            run.marks[answer] = element.markdown.body if kind == "markdown" else element.alert.body
        elif kind == "radio":
            radio = element.radio
            chosen = radio.options[radio.default] if radio.HasField("default") else None
            self._add(Widget(radio.id, key_of(radio.id), radio.label, tuple(radio.options), fragment), chosen)
        elif kind == "text_area":
            self._add(_written(element.text_area.id, fragment), element.text_area.default)
        elif kind == "text_input":
            self._add(_written(element.text_input.id, fragment), element.text_input.default)
        elif kind == "button":
            button = element.button
            self.widgets[button.id] = Widget(button.id, key_of(button.id), button.label, (), fragment)

    def _add(self, widget: Widget, value: str | None) -> None:
        self.widgets[widget.id] = widget
        self._values.setdefault(widget.id, value)


def _written(id_: str, fragment: str) -> Widget:
    return Widget(id_, key_of(id_), "", (), fragment)


def key_of(id_: str) -> str:
    """The key within a widget's or container's id, which is ``$$ID-<hash>-<key>``; empty where there is none."""
    _, _, rest = id_.removeprefix("$$ID-").partition("-")
    return "" if rest == "None" else rest


@asynccontextmanager
async def opened(server: Server, *, page: str = "", token: str = "") -> AsyncIterator[Tab]:
    """A page that has run once. ``token`` is what the browser's cookie holds. Raises CannotMeasure."""
    cookies = {**server.key_cookie, **({COOKIE: token} if token else {})}
    address = f"ws://{server.url.removeprefix('http://')}/_stcore/stream"
    async with connect(
        address,
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(server.url),
        additional_headers={"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())},
        compression=None,
        max_size=None,
    ) as socket:
        tab = Tab(socket, page)
        first = await tab.load()
        if first.failures:
            raise server.failure(f"The page {page!r} failed: {'; '.join(first.failures)}")
        yield tab
