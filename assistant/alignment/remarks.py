"""Texts, documents and goals -> references to superseded documents and wrong names of ambitions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.alignment_types import Framework, Goal
from assistant.language.terms import content_stems
from assistant.types import Document

# A name ends where the next goal is named.
_NUMBERED = re.compile(
    r"\b(Ambition|Priority|Goal)\s+(\d+|(?-i:[A-Z])\b)"
    r"(?:\s*[,:–-]\s*([A-Z](?:(?!\b(?:Ambition|Priority|Goal)\s+\d)[^.;:()]){3,60}))?",
    re.I,
)

_NUMBER = re.compile(r"^\s*\d+(?:\.\d+)*[.)]?\s+")


def references_to_superseded(
    text: str, documents: Sequence[Document]
) -> Iterator[tuple[str, Document]]:
    """Yield the title as it is used and the superseded document that it refers to."""
    for document in documents:
        if document.status != "superseded" and document.superseded_by is None:
            continue
        if document.title.lower() in text.lower():
            yield document.title, document


def wrong_names(text: str, framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield each number of a goal that stands with a name of another, and what is wrong."""
    by_id = {goal.id: goal for goal in framework.goals}
    for match in _NUMBERED.finditer(text):
        level, number, name = match.groups()
        goal = by_id.get(number)
        if goal is None or goal.level != level.lower():
            if goal is None and level.lower() == "ambition" and number.isdigit():
                yield match.group(), f"There is no {level.lower()} {number}."
            continue
        if (
            name
            and name[0].isupper()
            and not _shares(name, [goal.text, *(w.quote for w in goal.wordings)])
        ):
            meant = _meant(name, framework)
            perhaps = ""
            if meant is not None and meant.id != goal.id:
                perhaps = f" Perhaps {meant.level} {meant.id}, “{meant.text}”, is meant."
            wrong = f"{level.capitalize()} {number} is “{goal.text}”.{perhaps}"
            yield match.group().strip(), wrong


def _meant(name: str, framework: Framework) -> Goal | None:
    """Return the goal at the top whose name, and those of its priorities, have most of a name."""
    wanted = set(content_stems(name))
    shared: list[tuple[int, Goal]] = []
    for goal in (one for one in framework.goals if one.parent is None):
        texts = [goal.text, *(one.text for one in framework.goals if one.parent == goal.id)]
        shared.append((len(wanted & {s for text in texts for s in content_stems(text)}), goal))
    shared.sort(key=lambda one: -one[0])
    is_clear = len(shared) > 1 and shared[0][0] > shared[1][0] and 2 * shared[0][0] >= len(wanted)
    return shared[0][1] if is_clear and wanted else None


def shortened_names(text: str, framework: Framework) -> Iterator[str]:
    """Yield what to say of each goal that a text gives by its number and a part of its name."""
    for goal, rest in _numbered(text, framework):
        names = [goal.text, *(one.quote for one in goal.wordings)]
        if rest[:1].isupper() and _shares(rest, names) and not any(_gives(rest, n) for n in names):
            yield f"The whole name of {goal.level} {goal.id} is “{goal.text}”."


def goals_by_number(text: str, framework: Framework) -> list[Goal]:
    """Return the goals that a text names by their numbers, whatever it calls them."""
    return list(dict.fromkeys(goal for goal, _ in _numbered(text, framework)))


def _numbered(text: str, framework: Framework) -> Iterator[tuple[Goal, str]]:
    """Yield each goal whose number stands in the text, with what follows the number."""
    by_id = {goal.id: goal for goal in framework.goals}
    for match in _NUMBERED.finditer(text):
        goal = by_id.get(match[2])
        if goal is not None and goal.level == match[1].lower():
            yield goal, text[match.end(2) :].lstrip(" ,:–-“\"'")


def _gives(rest: str, name: str) -> bool:
    wanted, given = content_stems(name), content_stems(rest)
    return given[: len(wanted)] == wanted


def renamed(section: Sequence[str], text: str, framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield a heading that gives an ambition another name than the vision does."""
    match = re.search(r"\breports? on Ambition (\d+)\b", text)
    goal = next((g for g in framework.goals if match and g.id == match.group(1)), None)
    if goal is not None and section and not _shares(section[-1], [goal.text]):
        here = _NUMBER.sub("", section[-1])
        yield (
            section[-1],
            f"Here it is “{here}”; the vision calls ambition {goal.id} “{goal.text}”.",
        )


def _shares(name: str, texts: Sequence[str]) -> bool:
    """Say whether the name begins with a word of one of the texts."""
    first = content_stems(name)[:1]
    return not first or any(first[0] in content_stems(text) for text in texts)
