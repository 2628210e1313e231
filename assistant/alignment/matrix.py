"""Sources, a framework and a reader -> the alignment report: findings, gaps, orphans, conflicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from assistant.alignment.anew import Anew
from assistant.alignment.findings import (
    TextOf,
    cite_said,
    column_of,
    findings_of,
    fingerprint,
)
from assistant.alignment.gaps import conflicts, coverage, gaps, measure_of
from assistant.alignment.looks import looks
from assistant.alignment.readings import Readings
from assistant.alignment.standing import Standing
from assistant.alignment.statements import Progress, Source
from assistant.alignment_types import (
    AlignmentReport,
    Decision,
    Finding,
    Framework,
    ObjectiveRow,
)
from assistant.citing import CitationList
from assistant.types import Document, Filters, Reader


def matrix(
    readings: Readings,
    anew: Anew,
    reader: Reader,
    filters: Filters,
    decisions: Mapping[str, Decision],
    progress: Progress,
) -> AlignmentReport:
    """Return how the documents that the reader may read stand to the goals of a framework."""
    framework = anew.framework
    documents = readings.documents(reader)
    sources = [s for s in readings.sources(reader, progress) if is_wanted(s, filters)]
    judged = held_against(framework, sources)
    texts, citations = readings.texts(sources), CitationList()
    findings: list[Finding] = []
    rows: list[ObjectiveRow] = []
    stood: list[tuple[Source, Standing]] = []
    for number, source in enumerate(judged, 1):
        stands = anew.standing(readings.standing(framework, source))
        stood.append((source, stands))
        found = findings_of(framework, source, stands.whole, texts, citations)
        findings += _decided(found, decisions)
        rows += _rows(framework, source, stands, texts, citations)
        progress("Judging documents", number, len(judged))
    current = [one for one in judged if one.document.status != "superseded"]
    keys = {one.key for one in current}
    standing_findings = [f for f in findings if column_of(f.id) in keys]
    stated = [
        measure_of(goal.id, cite_said(said, texts, citations))
        for goal in framework.goals
        for source in current
        for said in readings.standing(framework, source).measures[goal.id]
    ]
    orphans = [
        cite_said(said, texts, citations)
        for source in current
        for said in readings.standing(framework, source).orphans
    ]
    missing = gaps(framework, standing_findings) if judged else []
    unread = tuple(one.title for one in documents.values() if one.reading == "refused")
    return AlignmentReport(
        framework=framework,
        documents=tuple((one.key, one.title, one.kind, one.date) for one in judged),
        findings=tuple(findings),
        gaps=tuple(missing),
        orphans=tuple(orphans),
        conflicts=tuple(conflicts(judged, texts, citations)),
        measures=tuple(stated),
        remarks=tuple(
            (note, cite_said(said, texts, citations))
            for note, said in looks(stood, framework, missing)
        ),
        scope=_scope(len(documents) - len(unread), len(judged), unread, filters, reader)
        + anew.told(findings),
        snapshot=readings.index.snapshot.id,
        coverage=tuple(coverage(framework, standing_findings)),
        objectives=tuple(rows),
        unread=unread,
        audiences=None if reader.audiences is None else tuple(sorted(reader.audiences)),
        made=datetime.now(UTC).date().isoformat(),
    )


def _rows(
    framework: Framework,
    source: Source,
    stands: Standing,
    texts: TextOf,
    citations: CitationList,
) -> list[ObjectiveRow]:
    """Return the objectives of a strategy with their findings."""
    return [
        ObjectiveRow(
            source.document.id,
            source.title,
            objective.goal,
            tuple(
                findings_of(
                    framework, source, judged, texts, citations, inside=f"/{objective.goal.id}"
                )
            ),
        )
        for objective, judged in stands.by_objective
    ]


def _decided(findings: Sequence[Finding], decisions: Mapping[str, Decision]) -> list[Finding]:
    """Put valid decisions of people on the findings."""
    decided = []
    for finding in findings:
        decision = decisions.get(finding.id)
        is_valid = decision is not None and decision.fingerprint == fingerprint(finding)
        decided.append(replace(finding, decision=decision) if is_valid else finding)
    return decided


def _scope(
    readable: int, judged: int, unread: Sequence[str], filters: Filters, reader: Reader
) -> str:
    """Say on what the report rests, so that nobody takes its gaps for more than they are."""
    who = "this reader may read"
    if reader.audiences is not None:
        who += f" ({', '.join(sorted(reader.audiences)) or 'no audience'})"
    words = f"Judged on the {readable} documents that {who}"
    if filters != Filters():
        words += f"; {judged} columns are left after the filters"
    gaps_are = " Gaps and counts are relative to these."
    lost = f" Could not be read: {', '.join(unread)}." if unread else ""
    return f"{words}.{gaps_are}{lost}"


def is_wanted(source: Source, filters: Filters) -> bool:
    """Say whether the filters let a source through; undated ones fail those of dates."""
    body = (source.part and source.part.organisation) or source.document.organisation
    return (
        (not filters.kinds or source.kind in filters.kinds)
        and _is_of(source.document, body, filters)
        and _is_dated_within(source.date, filters.dated_from, filters.dated_to)
    )


def is_vision_wanted(document: Document | None, filters: Filters) -> bool:
    """Say whether the filters let a vision through; one that no document holds passes none."""
    return (
        document is not None
        and _is_of(document, document.organisation, filters)
        and _is_dated_within(document.date, filters.dated_from, filters.dated_to)
    )


def _is_of(document: Document, organisation: str | None, filters: Filters) -> bool:
    bodies = {name.casefold() for name in filters.organisations}
    return (
        (not filters.documents or document.id in filters.documents)
        and (not bodies or (organisation or "").casefold() in bodies)
        and (not filters.statuses or document.status in filters.statuses)
    )


def _is_dated_within(date: str | None, dated_from: str | None, dated_to: str | None) -> bool:
    """Compare periods as text: a partial date stands for its whole period."""
    if dated_from is None and dated_to is None:
        return True
    if date is None:
        return False
    first, last = date.ljust(10, "0"), date.ljust(10, "9")
    from_ = (dated_from or "").ljust(10, "0")
    return first <= (dated_to or "9").ljust(10, "9") and from_ <= last


def held_against(framework: Framework, sources: Sequence[Source]) -> list[Source]:
    """Return the sources that are held against a framework: all but the vision itself."""
    return [one for one in sources if not _is_the_vision(one, framework)]


def _is_the_vision(source: Source, framework: Framework) -> bool:
    return source.document.id == framework.vision and source.kind == "vision"
