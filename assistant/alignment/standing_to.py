"""A document, a goal and a report -> how the one stands to the other: verdict, evidence, gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.alignment.asking import label
from assistant.alignment.findings import stance_of
from assistant.alignment.telling import Telling, Told, acting_quotes, is_claim, plural
from assistant.alignment_types import AlignmentReport, Finding, Goal, Stance
from assistant.language.dates import in_words
from assistant.types import Citation, Document, Kind

_SERVING = ("supports", "partly")
_VERDICTS: Mapping[Stance, str] = {
    "supports": "Yes. {goal}, is served by {document}",
    "partly": "In part. A part of {goal}, is served by {document}",
    "mentions": "In words only. {goal}, is spoken of in {document} without a commitment",
    "silent": "No. {goal}, is not served by anything in {document}",
    "conflicts": "No. {goal}, is worked against by {document}",
}
_ACTING_KINDS: tuple[Kind, ...] = ("strategy", "board")
_GAPS: Mapping[Kind, str] = {
    "strategy": "No strategy that was searched acts on it.",
    "board": "No board paper that was searched acts on it.",
}
_ORDER: tuple[Stance, ...] = ("silent", "mentions", "partly", "supports", "conflicts")
_MOST_BELOW = 3
_MOST_OTHERS = 2


def tell_standing(
    documents: Sequence[Document], goal: Goal, report: AlignmentReport
) -> Telling | None:
    """Say whether a document serves a goal, by which of its words, and what the Board did.

    Of several, the one that serves it best speaks. None when the report holds none of them (a
    filter leaves them out).
    """
    named = {one.id: one for one in documents}
    below = [one for one in report.framework.goals if one.parent == goal.id]
    found = _best(
        one for one in report.findings if one.goal_id == goal.id and one.document_id in named
    )
    if found is None:
        return None
    document = named[found.document_id]
    own = [one for one in report.findings if one.document_id == document.id]
    told = [_verdict(document, goal, found)]
    served = [(one, _best(f for f in own if f.goal_id == one.id)) for one in below]
    shown = set(told[0].quotes)
    for part, finding in served:
        quotes = _new_quotes(finding, shown) if finding and stance_of(finding) in _SERVING else ()
        if quotes and len(told) <= _MOST_BELOW:
            told.append(Told(f"{label(part)}: {_said(quotes)}", quotes))
            shown |= set(quotes)
    if stance_of(found) != "silent":
        told += _unserved([one for one, f in served if f is None or stance_of(f) == "silent"])
    family = {goal.id, *(one.id for one in below)}
    others = [kind for kind in _ACTING_KINDS if kind != document.kind]
    acting = {kind: _acting(kind, document, family, report) for kind in others}
    for kind in others:
        told += [_said_by(one) for one in acting[kind] if one.evidence[0] not in shown]
    gaps = tuple(kind for kind in others if not acting[kind])
    if stance_of(found) not in _SERVING and not _acting(document.kind, document, family, report):
        gaps = (*gaps, document.kind)
    plain = " ".join(_GAPS[kind] for kind in gaps if kind in _GAPS and kind != document.kind)
    return Telling(told, plain=plain, gaps=tuple(one for one in gaps if one in _ACTING_KINDS))


def tell_standing_to_all(document: Document, report: AlignmentReport) -> Telling | None:
    """Say which goals at the top of the vision a document serves, and which it leaves."""
    tops = [one for one in report.framework.goals if one.parent is None]
    own = [one for one in report.findings if one.document_id == document.id]
    best = [(goal, _best(one for one in own if one.goal_id == goal.id)) for goal in tops]
    if not any(finding for _, finding in best):
        return None
    served = [
        (goal, one) for goal, one in best if one and stance_of(one) in _SERVING and one.evidence
    ]
    served.sort(key=lambda pair: (stance_of(pair[1]) != "supports", -pair[1].score))
    left = [goal for goal, one in best if one is None or stance_of(one) == "silent"]
    goals = f"{len(tops)} {plural(tops[0].level, len(tops))}"
    count = f"{len(served)} of the {goals}"
    opening = f"{_named(document)} serves {count} of {report.framework.title}, at least in part."
    told = [
        Told(f"{label(goal)}{_in_part(one)}: {_said(quotes)}", quotes)
        for goal, one in served
        if (quotes := acting_quotes(one)[-1:])
    ]
    if not told:
        quotes = tuple(one.citation for one in tops if one.citation is not None)
        none = f"No. None of the {goals} is served by {_named(document)}"
        return Telling([Told(none, quotes)], gaps=())
    return Telling([*told, *_unserved(left)], opening=opening, gaps=())


def _verdict(document: Document, goal: Goal, finding: Finding) -> Told:
    words = _VERDICTS[stance_of(finding)].format(document=_named(document), goal=label(goal))
    evidence = acting_quotes(finding) if finding.evidence else ()
    quotes = (*((goal.citation,) if goal.citation else ()), *evidence)
    if stance_of(finding) == "supports" and finding.commitment.strength in ("aims", "explores"):
        words += f", though it {finding.commitment.strength} rather than commits"
    return Told(f"{words}: {_said(evidence)}" if evidence else words, quotes)


def _unserved(goals: Sequence[Goal]) -> list[Told]:
    """Name in one sentence the goals that the document leaves out."""
    if not goals:
        return []
    quotes = tuple(one.citation for one in goals if one.citation is not None)
    return [Told(f"Nothing in it serves {'; '.join(map(label, goals))}", quotes)]


def _acting(
    kind: Kind, document: Document, goal_ids: set[str], report: AlignmentReport
) -> list[Finding]:
    """Return the best findings of other documents of a kind that serve the goals, oldest first."""
    acting: dict[str, Finding] = {}
    for one in report.findings:
        is_other = one.kind == kind and one.document_id != document.id
        if is_other and one.goal_id in goal_ids and stance_of(one) in _SERVING and one.evidence:
            kept = acting.get(one.document_id, one)
            acting[one.document_id] = max(kept, one, key=_weight)
    best = sorted(acting.values(), key=_weight, reverse=True)[:_MOST_OTHERS]
    return sorted(best, key=lambda one: one.date or "")


def _said_by(finding: Finding) -> Told:
    date = in_words(finding.date) if finding.date else ""
    dated = f", {date}" if date and date not in finding.title else ""
    quotes = acting_quotes(finding)[-1:]
    return Told(f"{finding.title}{dated}: {_said(quotes)}", quotes)


def _best(findings: Iterable[Finding]) -> Finding | None:
    """Return the strongest of the findings on the parts of one document."""
    return max(findings, key=_weight, default=None)


def _weight(finding: Finding) -> tuple[int, bool, float]:
    """Rather what serves more, rather what acts than what claims to, rather the nearer."""
    acts = any(not is_claim(one) for one in finding.evidence)
    return _ORDER.index(stance_of(finding)), acts, finding.score


def _new_quotes(finding: Finding, shown: set[Citation]) -> tuple[Citation, ...]:
    """Return one quote that was not shown yet, rather of an action than of a claim."""
    new = [one for one in finding.evidence if one not in shown]
    return tuple(sorted(new, key=is_claim)[:1])


def _in_part(finding: Finding) -> str:
    return ", in part" if stance_of(finding) == "partly" else ""


def _named(document: Document) -> str:
    is_told = document.status in ("draft", "superseded")
    return f"{document.title} (a {document.status} document)" if is_told else document.title


def _said(quotes: Sequence[Citation]) -> str:
    return " ".join(f"“{' '.join(one.quote.split())}”" for one in quotes)
