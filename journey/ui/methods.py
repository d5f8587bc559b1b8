"""How it works: what the numbers mean, who sees what, where the content comes from, what is not accessible."""

from __future__ import annotations

import streamlit as st

from journey.model import LEVEL_NAMES, Questionnaire
from journey.ui.shared import state
from journey.ui.shared.escaping import plain

LEVELS_MEAN = {
    1: "nothing yet that a visitor could be shown, or very little",
    2: "something is in place, in parts or depending on people",
    3: "it is established, and used across the organisation",
    4: "it is part of how things are done, has been tested, and improves outcomes",
}

NUMBERS = """
**Index.** The mean of a section’s statements, from 1.00 to 4.00: how far along you are. A statement that weighs more
counts more. What is unanswered, “I don’t know” and “does not apply” are left out; nothing is filled in.

**Secure level.** What can be relied on: the highest level that statements with four fifths of the weight reach, with
none more than one level below it. One strong habit does not make up for a gap. With fewer than three scored statements
there is no secure level, and the index is called indicative.

**What blocks the next level.** The statements that stand below it, the lowest first.

**Coverage.** The share of answers that give a level, “does not apply” left out. Below 70 % a score is drawn hollow and
called provisional; below 50 % there is none.

**Band.** Where the index falls on the scale: level 1 below 1.75, 2 below 2.5, 3 below 3.25, 4 from there on.

**Evidence.** A level of 3 or 4 is evidenced when it says what could be shown; a statement about leaders also needs one
dated act from the last 90 days. Evidence never changes a score. High levels without it are drawn hatched.

**Agreement,** where three or more answered: *two camps* where a quarter or more stand on either side of a gap, *agree*
where answers lie on average within two thirds of a level of their mean, otherwise *mixed*.

**Ready to move on.** A stage is ready when its index is 2.5 or more, its secure level 2 or more, no critical pitfall is
open, and at least 80 % of the pitfalls that apply are avoided, those partly avoided counting half. You may move on all
the same, with a written reason that the next round brings up again.

**Agreed level.** What a workshop agreed about a statement, with its reason and the dissent: a record of its own, which
never changes anybody’s answer. The agreed view scores agreed levels and nothing else.

There is no single grade: a council is a profile, and its weakest part is where to begin.
"""

CHANGE = """
**What is compared.** Statements with the same id and the same revision that were asked in both rounds. What was
reworded, added, dropped, moved or asked only once is left out, and named.

**Difference and interval.** The index over those statements, now less before. The 95 % interval says how far chance may
have moved it: Welch’s, with the delete-one jackknife for its standard errors. Responses that give levels to fewer than
half of the statements are left out. In a confidential assessment they stay in, and a role’s view is its index: the
figures without them would, beside the profile, show what they said.

**Higher, lower.** Only where the interval leaves 0 out and the difference is a quarter of a level or more. Otherwise
there is *no clear change*. With fewer than five responses in either round it is *too few to tell*: the difference is
shown, and nothing is claimed.

**What explains it.** The difference of the two indexes in the profiles is the sum of four parts: *changed statements*,
what the statements that cannot be compared add; *within roles*, how far each role’s view moved; *mix of roles*, what it
did that other shares of each role answered (Kitagawa’s split, over the roles shown in both rounds, if at least two
are); and *the rest*, missing answers and roles that are hidden or answered only once.

**Targets** are reached by an index that is not below them. **All units together**: the mean of the units whose figures
are shown, each counted once or by its responses, as chosen. A hidden unit is left out of the mean as well: otherwise
the mean would show it.
"""

PRIVACY = """
Answers are kept in this installation’s own store. The product sends nothing anywhere: no statistics, no fonts or
pictures from elsewhere.

An assessment is either *open*, one person or team answering in the unit’s name and everybody entitled to the unit
seeing the answers as they are, or *confidential*, many people answering and nobody’s answers being shown singly. Which
one it is, is said before the first answer. A confidential assessment with fewer than {k} responses shows how many have
answered, and nothing else.

Confidential answers are shown only by these rules, on every page, in every picture, table and file:

- **When.** Once, when the round is closed; before that, counts alone. A round may be opened again with a reason. Its
  figures are then replaced only if at least {twice} responses are new or changed and no section was shown in part
  before, and roles are not shown any more.
- **How many.** No group, of a unit or of a role, is shown with fewer than {k} responses, and no section or statement
  that fewer of them answered. This number may be raised, is never below 3, and a lower setting does not touch what was
  promised when an assessment began.
- **Alike.** Where everybody in a group of fewer than {twice} gave the same answer to a statement, the statements of
  that section are hidden, and its score too where it would give the answers away. Of a role nothing of that section is
  shown.
- **Subtraction.** Where a role is hidden, more roles are, the smallest first, until nothing can be found by taking the
  shown ones from the whole.
- **Words.** Notes and evidence are shown section by section without name, role, time or statement, in alphabetical
  order, and only where at least {k} people wrote something there. Who writes may still be known by what they write.

What is hidden is said to be hidden, and why. Comparisons and means are worked out from what may be shown, so they
cannot show more.

One cookie is set, which this service cannot do without: a random number by which it knows this browser again. It is
not used for anything else, and the store keeps only a fingerprint of it.
"""

TOGETHER = """
**By a link.** Where many answer for a unit, they come by one link and code, without an account. Before the first
question they read who sees what they say; once somebody has come, that promise does not change. Each device has one
response. Whoever invited them sees how many have begun and finished, and never who. The device keeps one cookie, by
which it finds its answers again; the store keeps only a fingerprint of it. A code that is wrong, closed or over leads
to one and the same page, and whoever tries many has to wait.

**Reveal.** In a workshop nobody sees an answer before it is revealed, the facilitator included: only how many have
answered. The reveal shows how many chose each level, all at once and to everybody, and from then on those answers stay
as they are, one revote aside. That is more than the rules above allow, so it happens only where everybody was told
before they answered; they are also told that in a group of fewer than {k} others may guess who said what.

**The brief.** Before the room opens the facilitator may be told, once, where answers given beforehand differ: how many
have answered in all, and of each statement whether people agree and how many don’t know, each in a word and only where
at least {k} people stand behind it and the rules above would hide nothing of the section: beside its score, words could
give away what is hidden. No level, no median, no role. It is kept as it was taken: two of them could be compared, and
the difference would show what the latest one said.

**The pack.** What a workshop leaves on paper holds what was revealed and recorded. How many chose what is printed of a
section only where the rules above would hide none of it, for paper travels further than the room.

**On paper.** Cards are typed in as counts, which join the other answers. Counts do not say which answers stood on one
card. They are laid on the cards in order of level, statement by statement: of all arrangements the one in which cards
differ most, so that no change is claimed that another arrangement would not bear.

**What is talked about first.** Statements on which the room agrees are accepted together, at the median. The others
come in the order of spread (the average deviation of the levels) × weight × gap in coverage (1 + the share that gave
no level), as many as fit into the minutes that are left.

**What is written down.** The agreed level, its reason, the dissent, open questions with an owner, and at most five
actions. None of it changes anybody’s answer. Votes on pitfalls, priorities, support and time are shown as counts once
they are revealed.
"""

ACCESS = """
The pages are made to meet the Web Content Accessibility Guidelines 2.2 at level AA: by keyboard alone, at 320 pixels
wide, in light and dark, with each picture also as a sentence, a table and a file. They are tested with axe in a real
browser. No test with people who use a screen reader every day has been made yet. Known shortcomings come from
Streamlit, with which the pages are made: after going to another page the focus stays on the link, and an error is shown
next to its field without being tied to it for a screen reader.
"""


def page() -> None:
    """The methods page."""
    st.title("How it works", anchor=False)
    st.header("The four levels", anchor=False)
    st.markdown("\n".join(f"- **{level} {LEVEL_NAMES[level]}**: {LEVELS_MEAN[level]}" for level in LEVEL_NAMES))
    st.header("The numbers", anchor=False)
    st.markdown(NUMBERS)
    st.header("Change and comparison", anchor=False)
    st.markdown(CHANGE)
    st.header("Who sees what", anchor=False)
    k = state.product().settings.min_group
    st.markdown(PRIVACY.format(k=k, twice=2 * k))
    st.header("Answering by a link, and in a workshop", anchor=False)
    st.markdown(TOGETHER.format(k=k))
    st.header("Where the statements come from", anchor=False)
    library = state.product().library
    sources(library.questionnaire("stages"), library.questionnaire("breakthroughs"))
    st.header("Access", anchor=False)
    st.markdown(ACCESS)


def sources(*questionnaires: Questionnaire) -> None:
    """The documents behind the content, each once."""
    documents = {key: found for one in questionnaires for key, found in one.documents.items()}
    st.markdown(
        "Each statement names where it comes from. The ideas are those of these documents; the words are the product’s "
        "own.\n\n"
        + "\n".join(
            f"- **{key}**: {plain(found.title)}. {plain(found.publisher)}, {found.year}."
            for key, found in sorted(documents.items())
        )
    )
