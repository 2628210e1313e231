"""An index and goals.yaml -> the frameworks that a reader may see, each goal with its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.alignment.goal_finding import (
    FoundGoal,
    find_goals,
    goal_list,
    name_span,
    same_wording,
)
from assistant.alignment.library import Library
from assistant.alignment_types import Framework, Goal
from assistant.citing import CitationList
from assistant.errors import NotFoundError, UsageError
from assistant.types import Block, Citation, Document, Kind, Locator, Part, Reader


def found_frameworks(index: Library, reader: Reader) -> list[Framework]:
    """Return a framework for each vision that the reader may read and that states goals."""
    frameworks = []
    for document in index.documents(reader=reader):
        if document.reading == "refused":
            continue
        for part in visions_of(document):
            framework = _framework(index, document, part)
            if framework.goals:
                frameworks.append(framework)
    return frameworks


def chosen(frameworks: Sequence[Framework], vision: str | None) -> Framework:
    """Return the framework that is asked for, or the only one.

    Raises:
        NotFoundError: there is none of that name, or none at all.
        UsageError: there are several and none is named.
    """
    if vision is not None:
        for framework in frameworks:
            if vision in {framework.vision, framework.title}:
                return framework
        known = ", ".join(one.vision for one in frameworks) or "none"
        raise NotFoundError(f"There is no framework {vision!r}. There are: {known}.")
    if not frameworks:
        raise NotFoundError(
            "No vision with ambitions was found. Ingest one, or give its goals in goals.yaml."
        )
    if len(frameworks) > 1:
        names = ", ".join(one.vision for one in frameworks)
        raise UsageError(
            f"There are several frameworks; choose one with --vision: {names}.", field="vision"
        )
    return frameworks[0]


def merged(found: Sequence[Framework], given: Sequence[Framework]) -> list[Framework]:
    """Return all frameworks; a given one replaces the found one, and keeps its citations by id."""
    by_vision = {one.vision: one for one in found}
    for framework in given:
        before = by_vision.get(framework.vision)
        by_vision[framework.vision] = _with_citations(framework, before) if before else framework
    return list(by_vision.values())


def visions_of(document: Document) -> list[Part | None]:
    """Return the parts that are visions; None stands for the whole document."""
    parts: list[Part | None] = [part for part in document.parts if part.kind == "vision"]
    return parts or ([None] if document.kind == "vision" else [])


def locator_of(
    document: Document, block: Block, start: int, end: int, part: Part | None
) -> Locator:
    """Return where a span of a document stands."""
    kind: Kind = part.kind if part else document.kind
    return Locator(
        document_id=document.id,
        title=part.title if part else document.title,
        kind=kind,
        version=document.version,
        start=start,
        end=end,
        organisation=(part.organisation if part else None) or document.organisation,
        date=(part.date if part else None) or document.date,
        section=block.section,
        paragraph=block.number,
        page=block.page,
        page_label=block.page_label,
    )


def _framework(index: Library, document: Document, part: Part | None) -> Framework:
    text, blocks = index.canonical_text(document.id), index.blocks(document.id)
    start, end = (part.start, part.end) if part else (0, len(text))
    citations = CitationList()

    def cite(span: tuple[int, int]) -> Citation:
        block = next(b for b in reversed(blocks) if b.start <= span[0])
        number = citations.add(locator_of(document, block, *span, part), text)
        return citations.citations[number - 1]

    outside = [n for n, b in enumerate(blocks) if b.end <= start or b.start >= end]
    repeated = [name_span(text, blocks[n]) for n in goal_list(text, blocks, outside)]
    goals = []
    for found in find_goals(text, blocks, start, end):
        name = text[found.start : found.end]
        others = [*found.wordings, *_reworded(text, found, name, repeated)]
        goals.append(
            Goal(
                id=found.id,
                level=found.level,
                text=" ".join(name.split()),
                description=" ".join(" ".join(text[a:b] for a, b in found.described).split()),
                parent=found.parent,
                citation=cite((found.start, found.end)),
                wordings=tuple(cite(span) for span in others),
            )
        )
    title = part.title if part else document.title
    return Framework(document.id, title, tuple(goals))


def _reworded(
    text: str, found: FoundGoal, name: str, repeated: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the places where the same document words an ambition in another way."""
    if found.level != "ambition":
        return []
    return [(a, b) for a, b in repeated if text[a:b] != name and same_wording(text[a:b], name)]


def _with_citations(framework: Framework, found: Framework) -> Framework:
    known = {goal.id: goal for goal in found.goals}
    goals = []
    for goal in framework.goals:
        before = known.get(goal.id)
        if before is not None and same_wording(before.text, goal.text):
            goals.append(
                replace(
                    goal,
                    citation=before.citation,
                    wordings=before.wordings,
                    description=goal.description or before.description,
                )
            )
        else:
            goals.append(goal)
    return replace(framework, goals=tuple(goals))
