"""A parsed draft and a framework -> what its writer should know; nothing of the draft is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.alignment.against_decisions import against_decisions
from assistant.alignment.findings import Finder
from assistant.alignment.matching import GoalMatcher, best_goals
from assistant.alignment.remarks import (
    goals_by_number,
    references_to_superseded,
    shortened_names,
    wrong_names,
)
from assistant.alignment.stances import is_process, judge
from assistant.alignment.statements import Said, Source
from assistant.alignment_types import (
    DraftCheck,
    Framework,
    Goal,
    Match,
    Remark,
    SectionCheck,
    Stance,
)
from assistant.citing import cite
from assistant.errors import UsageError
from assistant.language.commitment import commitment, is_act
from assistant.language.conflicts import LEAST_ALIKE, clash, is_near_enough, refuses
from assistant.language.sentences import sentence_spans
from assistant.protocols import Embedder
from assistant.types import Block, Citation, Document, Locator, ParsedText

# A section of a draft serves a goal from here on; below, it is only near its words.
_SERVES = 0.35
_BY_SUBJECT, _BY_CHILD = 0.35, 0.75
_NAMED = "It is named by its number."
_SPEAKER = re.compile(r"\b(?:we|our|council|partnership|partners|board|trust|team)\b", re.I)
_SERVED = {"supports", "partly"}
_LONGEST_QUOTE = 300
# A commitment may be shorter than any other sentence that is judged: "We will insulate lofts."
_SHORTEST, _SHORTEST_PROMISE = 5, 4
# About 400 pages; a check of so many takes minutes.
_MOST_STATEMENTS = 10_000


@dataclass(frozen=True, slots=True)
class Approved:
    """What the draft is held against: the statements of the corpus, its documents, its texts."""

    sources: Sequence[Source]
    documents: Sequence[Document]
    texts: dict[str, str]


def check_draft(
    title: str, parsed: ParsedText, matcher: GoalMatcher, embedder: Embedder, approved: Approved
) -> DraftCheck:
    """Return the check of a draft, section by section and as a whole.

    Raises:
        UsageError: the draft holds nothing to judge, or more than is judged at once.
    """
    framework = matcher.framework
    draft = _as_source(title, parsed, embedder)
    if not draft.said:
        raise UsageError(
            f"The draft {title} holds no sentence that could be judged. Check that it is the right "
            "file."
        )
    near = Finder(framework, embedder).near(draft)
    served: dict[str, Stance] = {
        g.id: judge(near[g.id], "strategy").stance for g in framework.goals
    }
    sections = [_section(path, said, matcher) for path, said in _sections(draft)]
    remarks = [
        *_conflicts(draft, approved),
        *_decided_otherwise(draft, approved),
        *_references(draft, framework, approved),
        *_vague(draft),
        *_aimless(sections, framework, served),
    ]
    missing = [
        g for g in framework.goals if g.parent is None and served[g.id] in {"silent", "mentions"}
    ]
    subject = _subjects(sections, framework)
    anchors = [
        (g, _anchor(g, framework)) for g in missing if g.id in subject or served[g.id] == "mentions"
    ]
    notes = tuple(parsed.problems)
    return DraftCheck(
        title, framework, tuple(sections), served, tuple(remarks), tuple(anchors), notes
    )


def _as_source(title: str, parsed: ParsedText, embedder: Embedder) -> Source:
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
    vectors = embedder.embed(texts or [title])[[rows[one.text] for one in said]]
    return Source(document, None, tuple(said), vectors)


def _locator(title: str, block: Block, start: int, end: int) -> Locator:
    return Locator(
        "draft", title, "strategy", "", start, end, section=block.section, page=block.page
    )


def _sections(draft: Source) -> Iterator[tuple[tuple[str, ...], list[Said]]]:
    found: dict[tuple[str, ...], list[Said]] = {}
    for said in draft.said:
        found.setdefault(said.locator.section, []).append(said)
    yield from found.items()


def _section(path: tuple[str, ...], said: Sequence[Said], matcher: GoalMatcher) -> SectionCheck:
    text = " ".join(one.text for one in said)
    matches = tuple(m for m in best_goals(matcher.match(text, top=3)) if m.score >= _SERVES)
    near = {one.goal_id for one in matches}
    named = [g for g in goals_by_number(text, matcher.framework) if g.id not in near]
    matches += tuple(Match(g.id, g.level, g.text, _SERVES, "mentions", _NAMED) for g in named)
    firmest = max(said, key=lambda one: is_act(one.commitment.strength) + one.commitment.date)
    return SectionCheck(path, matches, firmest.commitment, firmest.text[:_LONGEST_QUOTE])


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
        advice = f"{how} Follow {paper.title}, or say why it should be decided anew."
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


def _subjects(sections: Sequence[SectionCheck], framework: Framework) -> set[str]:
    """Return the goals that sections are about, themselves or plainly by a goal below them."""
    parents = {goal.id: goal.parent for goal in framework.goals}
    matches = [match for section in sections for match in section.matches[:3]]
    own = {one.goal_id for one in matches if one.score >= _BY_SUBJECT}
    above = {parents[one.goal_id] for one in matches if one.score >= _BY_CHILD}
    return own | {one for one in above if one is not None}


def _aimless(
    sections: Sequence[SectionCheck], framework: Framework, served: dict[str, Stance]
) -> Iterator[Remark]:
    """Yield the sections that touch no goal, with the goals that the draft serves elsewhere."""
    tops = [g for g in framework.goals if g.parent is None and served[g.id] in _SERVED]
    names = " or ".join(f"{goal.id} {goal.text}" for goal in tops)
    goal = f" ({names}?)" if tops else ""
    advice = f"Say which goal it serves{goal}, or leave it as a section on how you work."
    for section in sections:
        if not section.matches:
            name = section.section[-1] if section.section else "The opening"
            what = "in its words" if tops else "of the vision"
            yield Remark("no_goal", section.quote, f"“{name}” touches no goal {what}. {advice}")


def _cited(said: Said, approved: Approved) -> Citation:
    text = approved.texts[said.locator.document_id]
    return cite(1, said.locator, text[said.locator.start : said.locator.end], text)


def _anchor(goal: Goal, framework: Framework) -> str:
    quote = goal.citation.quote if goal.citation else goal.text
    below = "; ".join(f"{one.id} “{one.text}”" for one in framework.goals if one.parent == goal.id)
    more = f" Its priorities: {below}." if below else ""
    return f"Say how the draft serves {goal.level} {goal.id}, in its own words: “{quote}”.{more}"
