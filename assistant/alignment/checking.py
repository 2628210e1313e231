"""A parsed draft and a framework -> what its writer should know; nothing of the draft is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.alignment.against_decisions import against_decisions
from assistant.alignment.draft_sections import Sections, acted_on, aimless, subjects
from assistant.alignment.findings import Finder
from assistant.alignment.matching import GoalMatcher
from assistant.alignment.remarks import references_to_superseded, shortened_names, wrong_names
from assistant.alignment.stances import Judged, is_process, judge
from assistant.alignment.statements import Progress, Said, Source, no_progress
from assistant.alignment_types import DraftCheck, Framework, Goal, Remark, Stance
from assistant.citing import cite
from assistant.errors import UsageError
from assistant.language.commitment import commitment, is_act
from assistant.language.conflicts import LEAST_ALIKE, clash, is_near_enough, refuses
from assistant.language.sentences import sentence_spans
from assistant.protocols import Embedder, Vectors
from assistant.types import Block, Citation, Document, Locator, ParsedText

_SPEAKER = re.compile(r"\b(?:we|our|council|partnership|partners|board|trust|team)\b", re.I)
# A commitment may be shorter than any other sentence that is judged: "We will insulate lofts."
_SHORTEST, _SHORTEST_PROMISE = 5, 4
# About 400 pages; a check of so many takes minutes.
_MOST_STATEMENTS = 10_000
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Approved:
    """What the draft is held against: the statements of the corpus, its documents, its texts."""

    sources: Sequence[Source]
    documents: Sequence[Document]
    texts: dict[str, str]


def check_draft(
    title: str,
    parsed: ParsedText,
    matcher: GoalMatcher,
    embedder: Embedder,
    approved: Approved,
    progress: Progress = no_progress,
) -> DraftCheck:
    """Return the check of a draft, section by section and as a whole.

    Raises:
        UsageError: the draft holds nothing to judge, or more than is judged at once.
    """
    framework = matcher.framework
    draft = _as_source(title, parsed, embedder, progress)
    if not draft.said:
        raise UsageError(
            f"The draft {title} holds no sentence that could be judged. Check that it is the right "
            "file."
        )
    near = Finder(framework, embedder).near(draft)
    titles = [one.title for one in approved.documents]
    sections = Sections(matcher, near, titles).judged(draft, progress)
    judged = {g.id: judge(near[g.id], "strategy") for g in framework.goals}
    served = _rolled_up(framework, judged, acted_on(sections))
    remarks = [
        *_conflicts(draft, approved),
        *_decided_otherwise(draft, approved),
        *_references(draft, framework, approved),
        *_vague(draft),
        *aimless(sections, framework, served),
    ]
    missing = [
        g for g in framework.goals if g.parent is None and served[g.id] in {"silent", "mentions"}
    ]
    subject = subjects(sections, framework)
    anchors = [
        (g, _anchor(g, framework)) for g in missing if g.id in subject or served[g.id] == "mentions"
    ]
    notes = tuple(parsed.problems)
    return DraftCheck(
        title, framework, tuple(sections), served, tuple(remarks), tuple(anchors), notes
    )


def _rolled_up(
    framework: Framework, judged: Mapping[str, Judged], acted: set[str]
) -> dict[str, Stance]:
    """Return the stances; what serves a goal below is never silent on the one above.

    A goal that a section plainly acts on is served in part at least.
    """
    served: dict[str, Stance] = {goal.id: judged[goal.id].stance for goal in framework.goals}
    served |= {one: "partly" for one in acted if served[one] in {"silent", "mentions"}}
    for goal in framework.goals:
        below = [one.id for one in framework.goals if one.parent == goal.id]
        serving = [one for one in below if served[one] in {"supports", "partly"}]
        acting = any(one in acted or is_act(judged[one].commitment.strength) for one in serving)
        if served[goal.id] in {"silent", "mentions"} and acting:
            served[goal.id] = "partly"
        elif served[goal.id] == "silent" and serving:
            served[goal.id] = "mentions"
    return served


def _as_source(title: str, parsed: ParsedText, embedder: Embedder, progress: Progress) -> Source:
    said: list[Said] = []
    for block in parsed.blocks:
        if block.kind in {"heading", "table_head"}:
            continue
        words = parsed.text[block.start : block.end]
        for start, end in sentence_spans(words) if block.kind == "paragraph" else [(0, len(words))]:
            text = words[start:end]
            made = commitment(text)
            shortest = _SHORTEST if made.strength == "none" else _SHORTEST_PROMISE
            if len(text.split()) >= shortest:
                locator = _locator(title, block, block.start + start, block.start + end)
                said.append(Said(locator, text, block.kind == "table_row", made))
        if len(said) > _MOST_STATEMENTS:
            raise UsageError(
                f"The draft {title} has more than {_MOST_STATEMENTS:,} statements, which is more "
                "than is checked at once. Check it in parts."
            )
    document = Document("draft", title, title, "strategy", "", "")
    texts = list(dict.fromkeys(one.text for one in said))
    rows = {text: row for row, text in enumerate(texts)}
    vectors = _vectors(texts, embedder, progress)
    return Source(document, None, tuple(said), vectors[[rows[one.text] for one in said]])


def _vectors(texts: Sequence[str], embedder: Embedder, progress: Progress) -> Vectors:
    found: list[Vectors] = []
    for start in range(0, len(texts), _AT_ONCE):
        found.append(embedder.embed(texts[start : start + _AT_ONCE]))
        progress("Reading the draft", min(start + _AT_ONCE, len(texts)), len(texts))
    return np.concatenate(found) if found else embedder.embed([""])


def _locator(title: str, block: Block, start: int, end: int) -> Locator:
    return Locator(
        "draft", title, "strategy", "", start, end, section=block.section, page=block.page
    )


def _conflicts(draft: Source, approved: Approved) -> Iterator[Remark]:
    for source in approved.sources:
        if source.document.status in {"draft", "superseded"} or not draft.said:
            continue
        alike = draft.vectors @ source.vectors.T
        for i, j in zip(*(alike >= LEAST_ALIKE).nonzero(), strict=True):
            mine, theirs = draft.said[int(i)], source.said[int(j)]
            if not is_near_enough(float(alike[i, j]), mine.text, theirs.text):
                continue
            why = clash(mine.text, theirs.text)
            if why is not None:
                against = _cited(theirs, approved)
                advice = (
                    f"{why.reason} Agree one of them with {source.title}, or say why it differs."
                )
                yield Remark("conflict", mine.text, advice, against)


def _decided_otherwise(draft: Source, approved: Approved) -> Iterator[Remark]:
    for mine, theirs, paper, how in against_decisions(draft, approved.sources):
        look = f"Look at this: {how[:1].lower()}{how[1:]}"
        advice = f"{look} Follow {paper.title}, or say why it should be decided anew."
        yield Remark("decided", mine.text, advice, _cited(theirs, approved))


def _references(draft: Source, framework: Framework, approved: Approved) -> Iterator[Remark]:
    titles = {one.id: one.title for one in approved.documents}
    for said in draft.said:
        for _, document in references_to_superseded(said.text, approved.documents):
            successor = titles.get(document.superseded_by or "")
            by = f" Refer to {successor}." if successor else ""
            yield Remark("superseded", said.text, f"{document.title} has been superseded.{by}")
        for _, wrong in wrong_names(said.text, framework):
            advice = f"{wrong[:1].upper()}{wrong[1:]} Use the name of the vision."
            yield Remark("wrong_name", said.text, advice)
        for wrong in shortened_names(said.text, framework):
            yield Remark("wrong_name", said.text, f"{wrong} Give all of it.")


def _vague(draft: Source) -> Iterator[Remark]:
    for said in draft.said:
        made = said.commitment
        if not _SPEAKER.search(said.text) or is_process(said.text) or refuses(said.text):
            continue
        if made.strength in {"aims", "explores"} and not said.is_row:
            yield Remark(
                "vague", said.text, "Say who will do what, by when: it only intends to act."
            )
        elif made.strength == "will" and not (made.target or made.date or made.owner):
            yield Remark("vague", said.text, "Add a target, a date or an owner.")


def _cited(said: Said, approved: Approved) -> Citation:
    text = approved.texts[said.locator.document_id]
    return cite(1, said.locator, text[said.locator.start : said.locator.end], text)


def _anchor(goal: Goal, framework: Framework) -> str:
    quote = goal.citation.quote if goal.citation else goal.text
    below = "; ".join(f"{one.id} “{one.text}”" for one in framework.goals if one.parent == goal.id)
    more = f" Its priorities: {below}." if below else ""
    return f"Say how the draft serves {goal.level} {goal.id}, in its own words: “{quote}”.{more}"
