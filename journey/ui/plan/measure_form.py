"""A measure in three forms over one record: what is measured, whether it is a good measure, and its target.

Only one of them is drawn at a time. Each saves its own fields, over the version that it has seen; a target is set
beside the points that are worth a thought before one is.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar, Self

import streamlit as st

from journey.model import Direction, Frequency, Measure, MeasureContent, Subject, SubjectKind
from journey.service.plan import measures
from journey.service.plan.fields import TEXT_LIMIT, WHAT_LIMIT, WHO_LIMIT
from journey.service.plan.measure_ties import Ties
from journey.service.plan.measures import NAME_LIMIT, NOTE_LIMIT, UNIT_LIMIT
from journey.service.plan.place import PlanPlace
from journey.ui.shared import day_field, presses, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.ui.shared.versioned_form import Press, VersionedForm, Written
from journey.wording import check_points, days, formatting, measure_criteria, numbers, periods, target_check
from journey.wording import measures as words
from journey.wording.catalogue import _
from journey.wording.check_points import Point

CHANGE, TARGET = "change", "target"
"""The fold with the three forms, and the last of them."""
_ALONE = ""
_NUMBER_LENGTH = 40


@dataclass(frozen=True, slots=True)
class _MeasureForm(VersionedForm[MeasureContent]):
    """What the three have in common: they save their own fields (``own``) of one measure."""

    place: PlanPlace
    ties: Ties
    stored: Measure
    own: ClassVar[tuple[str, ...]]
    part: ClassVar[str]

    @property
    def key(self) -> str:
        return f"measure-{self.part}-{self.place.key}-{self.stored.id}"

    @property
    def version(self) -> int:
        return self.stored.version

    def reread(self) -> Self:
        organisation_id = self.place.organisation_id
        return replace(self, stored=measures.get(state.product(), organisation_id, self.stored.id).measure)

    def buttons(self) -> Press | None:
        label = _("Save") if self.version else _("Write it down")
        pressed = presses.submit(label, key=self.name("save"))
        return (lambda: partial(self.save, self.content())) if pressed else None

    def what(self) -> str:
        return _("Measure: {name}", name=formatting.shortened(self.stored.content.name))

    @abstractmethod
    def typed(self) -> Mapping[str, Any]:
        """What the widgets give, by the field of the content."""

    def content(self) -> MeasureContent:
        return replace(self.stored.content, **self.typed())

    def save(self, content: MeasureContent, seen: int) -> Written:
        # What others saved meanwhile of the other fields stays.
        mine = {name: getattr(content, name) for name in self.own}
        whole = measures.valid(replace(self.stored.content, **mine))
        saved = measures.change(
            state.product(),
            self.place.organisation_id,
            self.stored.id,
            whole,
            expected_version=seen,
            writer=state.window().writer,
        )
        return Written(saved.version, _("Saved."))

    def show_stored(self) -> None:
        st.warning(
            _(
                "Not saved: somebody else has changed this measure since this page was opened. What you entered is "
                "still in the form above. This is what is stored:"
            )
        )
        show_measure(self.stored.content, self.ties)

    def keep_label(self) -> str:
        return _("Keep what is stored")

    def replace_label(self, content: MeasureContent) -> str:  # noqa: ARG002  a measure is too long to be quoted
        return _("Save what I entered")


@dataclass(frozen=True, slots=True)
class MeasureForm(_MeasureForm):
    """What is measured; a new measure where its version is 0."""

    first_field: ClassVar[str] = "name"
    part: ClassVar[str] = "what"
    own: ClassVar[tuple[str, ...]] = (
        *("name", "definition", "owner", "source", "unit_name", "direction", "frequency"),
        *("is_share", "is_seasonal", "action_id", "section"),
    )

    def fill(self) -> None:
        content, widgets = self.stored.content, st.session_state
        for name in self.own[:7]:
            widgets[self.name(name)] = getattr(content, name)
        widgets[self.name("is_share")] = content.is_share
        widgets[self.name("is_seasonal")] = content.is_seasonal
        widgets[self.name("tie")] = _tie_of(content)

    def fields(self) -> None:
        st.text_input(_("What it is called"), max_chars=room(NAME_LIMIT), key=self.name("name"))
        st.text_area(
            _("How it is counted, so that two people get the same number"),
            height=80,
            max_chars=room(TEXT_LIMIT),
            key=self.name("definition"),
        )
        with st.container(horizontal=True):
            st.text_input(_("What it counts: %, days, people"), max_chars=room(UNIT_LIMIT), key=self.name("unit_name"))
            st.text_input(_("Who reads it: a post or a team"), max_chars=room(WHO_LIMIT), key=self.name("owner"))
        st.radio(
            _("Which way is better"),
            list(Direction),
            format_func=words.DIRECTIONS.__getitem__,
            horizontal=True,
            key=self.name("direction"),
        )
        st.radio(
            _("How often it is read"),
            list(Frequency),
            format_func=periods.OFTEN.__getitem__,
            horizontal=True,
            key=self.name("frequency"),
        )
        st.checkbox(_("It is a share of a whole, from 0 to 100"), key=self.name("is_share"))
        st.checkbox(_("It goes up and down with the seasons"), key=self.name("is_seasonal"))
        st.text_input(_("Where the readings come from"), max_chars=room(WHAT_LIMIT), key=self.name("source"))
        options = _ties(self.ties, self.stored.content)
        st.selectbox(
            _("What it belongs to"),
            list(options),
            format_func=lambda key: options.get(key, key),
            key=self.name("tie"),
        )

    def typed(self) -> Mapping[str, Any]:
        widgets = st.session_state
        action_id, section = _tied(widgets[self.name("tie")])
        return {
            **{name: widgets[self.name(name)] or "" for name in self.own[:5]},
            **{name: widgets[self.name(name)] for name in self.own[5:9]},
            "action_id": action_id,
            "section": section,
        }

    def what(self) -> str:
        return _("Measure: {name}", name=formatting.shortened(st.session_state[self.name("name")] or ""))

    def save(self, content: MeasureContent, seen: int) -> Written:
        if self.version:
            return super(MeasureForm, self).save(content, seen)
        added = measures.add(state.product(), self.place, content, writer=state.window().writer)
        state.seek(spot_of(added))
        widgets, number = st.session_state, number_key(self.place)
        widgets[number] = widgets.get(number, 0) + 1
        widgets[step_key(added.id)] = TARGET
        widgets[fold_key(added)] = widgets[fold_key(added, CHANGE)] = True
        return Written(added.version, _("Written down. Next: has it a target? Then add the first reading."))


@dataclass(frozen=True, slots=True)
class CriteriaForm(_MeasureForm):
    """The eight points of a good measure, each with a note."""

    first_field: ClassVar[str] = measure_criteria.POINTS[0].key
    part: ClassVar[str] = "criteria"
    own: ClassVar[tuple[str, ...]] = ("criteria",)

    def fill(self) -> None:
        _fill_notes(self, measure_criteria.POINTS, self.stored.content.criteria)

    def fields(self) -> None:
        st.markdown(
            _("Eight points that make a measure worth keeping. A few words each are enough; none of them stops you.")
        )
        _note_fields(self, measure_criteria.POINTS)

    def typed(self) -> Mapping[str, Any]:
        return {"criteria": _notes(self, measure_criteria.POINTS, self.stored.content.criteria)}


@dataclass(frozen=True, slots=True)
class TargetForm(_MeasureForm):
    """Target and tolerance, and what is worth a thought before one is set."""

    first_field: ClassVar[str] = "target"
    part: ClassVar[str] = "target"
    own: ClassVar[tuple[str, ...]] = ("target", "upper", "tolerance", "agreed_by", "agreed_on", "target_check")

    def fill(self) -> None:
        content, widgets = self.stored.content, st.session_state
        for name in ("target", "upper", "tolerance"):
            value = getattr(content, name)
            widgets[self.name(name)] = "" if value is None else words.number(value)
        widgets[self.name("agreed_by")] = content.agreed_by
        widgets[self.name("agreed_on")] = formatting.day(content.agreed_on) if content.agreed_on else ""
        _fill_notes(self, target_check.POINTS, content.target_check)

    def fields(self) -> None:
        content = self.stored.content
        is_band = content.direction is Direction.WITHIN
        counted = f" ({plain(content.unit_name)})" if content.unit_name else ""
        target = _("Target: from{counted}", counted=counted) if is_band else _("Target{counted}", counted=counted)
        with st.container(horizontal=True):
            st.text_input(target, max_chars=room(_NUMBER_LENGTH), key=self.name("target"))
            if is_band:
                st.text_input(_("to{counted}", counted=counted), max_chars=room(_NUMBER_LENGTH), key=self.name("upper"))
            st.text_input(
                _("Tolerance: so far off is still all right"),
                max_chars=room(_NUMBER_LENGTH),
                key=self.name("tolerance"),
            )
        with st.container(horizontal=True):
            st.text_input(_("Who agreed it"), max_chars=room(WHO_LIMIT), key=self.name("agreed_by"))
            day_field.ask(day_field.label(_("Agreed when?")), key=self.name("agreed_on"))
        st.markdown(_("**Is a target the right tool here?** A few words each are enough; none of them stops you."))
        _note_fields(self, target_check.RIGHT_TOOL)
        st.markdown(_("**What to think of as it is set**"))
        _note_fields(self, target_check.CHECKLIST)

    def typed(self) -> Mapping[str, Any]:
        widgets, content = st.session_state, self.stored.content
        is_band = content.direction is Direction.WITHIN
        return {
            "target": numbers.parse_number(widgets[self.name("target")] or ""),
            "upper": numbers.parse_number(widgets[self.name("upper")] or "") if is_band else None,
            "tolerance": numbers.parse_number(widgets[self.name("tolerance")] or ""),
            "agreed_by": widgets[self.name("agreed_by")] or "",
            "agreed_on": days.parse_day(widgets[self.name("agreed_on")] or ""),
            "target_check": _notes(self, target_check.POINTS, content.target_check),
        }


def step_key(measure_id: str) -> str:
    """The key of the choice between the forms of a measure."""
    return f"measure-step-{measure_id}"


def number_key(place: PlanPlace) -> str:
    """Where it is kept how many measures were added in this window: each has an empty form of its own."""
    return f"measure-number-{place.key}"


def fold_key(measure: Measure, name: str = "card") -> str:
    """The key of the fold of a measure, or of one within its card."""
    return f"measure-{name}-{measure.id}"


def spot_of(measure: Measure) -> str:
    """The spot of the card of a measure."""
    return f"measure-{measure.id}"


def show_measure(content: MeasureContent, ties: Ties) -> None:
    """A measure as it was typed: what, how it is counted, and what is wanted of it."""
    st.text(content.name)
    if content.definition:
        st.text(content.definition)
    for line in facts(content, ties):
        st.caption(plain(line))


def facts(content: MeasureContent, ties: Ties) -> list[str]:
    """What is known of a measure beside its readings, line by line."""
    read = _("Read {often} by {owner}", often=periods.OFTEN[content.frequency], owner=content.owner or _("nobody yet"))
    first = [read, words.DIRECTIONS[content.direction]]
    if content.source:
        first.append(_("from {source}", source=content.source))
    if tied := ties.named(content):
        first.append(_("belongs to “{tied}”", tied=formatting.shortened(tied)))
    return [" · ".join(first), " · ".join(_wanted(content))]


def _wanted(content: MeasureContent) -> list[str]:
    if content.target is None:
        return [_("No target")]
    found = [_("Target {target}", target=words.target(content))]
    if content.tolerance is None:
        return [*found, _("no tolerance agreed")]
    found.append(_("tolerance {tolerance}", tolerance=words.off(content, content.tolerance)))
    if content.agreed_by:
        found.append(_("agreed by {who}", who=content.agreed_by))
    if content.agreed_on:
        found.append(_("on {day}", day=formatting.day(content.agreed_on)))
    return found


def points_said(content: MeasureContent) -> str:
    """How far the two checklists are, the second one only where there is a target."""
    found = [_("A good measure: {far}", far=check_points.how_far(measure_criteria.POINTS, content.criteria))]
    if content.target is not None:
        far = check_points.how_far(target_check.POINTS, content.target_check)
        found.append(_("Its target: {far}", far=far))
    return " ".join(found)


def _note_fields(form: _MeasureForm, points: Sequence[Point]) -> None:
    for point in points:
        title = formatting.capital(point.title)
        st.text_input(f"{title}: {point.question}", max_chars=room(NOTE_LIMIT), key=form.name(point.key))


def _fill_notes(form: _MeasureForm, points: Sequence[Point], notes: Mapping[str, str]) -> None:
    for point in points:
        st.session_state[form.name(point.key)] = notes.get(point.key, "")


def _notes(form: _MeasureForm, points: Sequence[Point], before: Mapping[str, str]) -> dict[str, str]:
    """The notes of the widgets; those of points that are not asked any more stay."""
    return {**before, **{point.key: st.session_state[form.name(point.key)] or "" for point in points}}


def _ties(ties: Ties, content: MeasureContent) -> dict[str, str]:
    """What can be chosen, by a key; what a measure is tied to is always among it."""
    found = {_ALONE: _("The unit as a whole")}
    found |= {f"action:{id_}": _("Action: {what}", what=what) for id_, what in ties.in_hand.items()}
    found |= {_section_key(section): _("Section: {title}", title=title) for section, title in ties.sections.items()}
    found.setdefault(_tie_of(content), ties.named(content) or _("What it belonged to before"))
    return found


def _tie_of(content: MeasureContent) -> str:
    if content.action_id is not None:
        return f"action:{content.action_id}"
    return _section_key(content.section) if content.section else _ALONE


def _section_key(section: Subject) -> str:
    return f"section:{section.of}:{section.id}"


def _tied(key: str) -> tuple[str | None, Subject | None]:
    kind, _sep, rest = (key or _ALONE).partition(":")
    if kind == "action":
        return rest, None
    of, _sep, id_ = rest.partition(":")
    return None, Subject(SubjectKind.SECTION, id_, of) if kind == "section" else None
