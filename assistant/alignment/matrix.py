"""Sources, a framework and a reader -> the alignment report: findings, gaps, orphans, conflicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.alignment.findings import TextOf, cite_said, findings_of, fingerprint
from assistant.alignment.gaps import conflicts, gaps, measures, orphans
from assistant.alignment.readings import Readings
from assistant.alignment.remarks import references_to_superseded, renamed, wrong_names
from assistant.alignment.statements import Progress, Source
from assistant.alignment_types import AlignmentReport, Decision, Finding, Framework
from assistant.citing import CitationList
from assistant.types import Citation, Document, Filters, Reader


def matrix(
    readings: Readings,
    framework: Framework,
    reader: Reader,
    filters: Filters,
    decisions: Mapping[str, Decision],
    progress: Progress,
) -> AlignmentReport:
    """Return how the documents that the reader may read stand to the goals of a framework."""
    documents = readings.documents(reader)
    sources = [s for s in readings.sources(reader, progress) if _is_wanted(s, filters)]
    judged = [one for one in sources if not _is_the_vision(one, framework)]
    texts, citations = readings.texts(sources), CitationList()
    findings: list[Finding] = []
    for number, source in enumerate(judged, 1):
        found = findings_of(framework, source, readings.judged(framework, source), texts, citations)
        findings += _decided(found, decisions)
        progress("Judging documents", number, len(judged))
    current = [f for f in findings if documents[f.document_id].status != "superseded"]
    found_measures, _ = measures(current, framework)
    return AlignmentReport(
        framework=framework,
        documents=tuple((one.key, one.title, one.kind, one.date) for one in judged),
        findings=tuple(findings),
        gaps=tuple(gaps(framework, current)),
        orphans=tuple(orphans(judged, readings.finder(framework), texts, citations)),
        conflicts=tuple(conflicts(judged, texts, citations)),
        measures=tuple(found_measures),
        remarks=tuple(_remarks(judged, framework, texts, citations)),
        scope=_scope(documents),
        snapshot=readings.index.snapshot.id,
    )


def _decided(findings: Sequence[Finding], decisions: Mapping[str, Decision]) -> list[Finding]:
    """Put valid decisions of people on the findings."""
    decided = []
    for finding in findings:
        decision = decisions.get(finding.id)
        is_valid = decision is not None and decision.fingerprint == fingerprint(finding)
        decided.append(replace(finding, decision=decision) if is_valid else finding)
    return decided


def _scope(documents: Mapping[str, Document]) -> str:
    refused = [one.title for one in documents.values() if one.reading == "refused"]
    read = len(documents) - len(refused)
    words = f"Judged on the {read} documents that this reader may read."
    return f"{words} Could not be read: {', '.join(refused)}." if refused else words


def _is_wanted(source: Source, filters: Filters) -> bool:
    document, date = source.document, source.date or ""
    return (
        (not filters.kinds or source.kind in filters.kinds)
        and (not filters.documents or document.id in filters.documents)
        and (not filters.organisations or document.organisation in filters.organisations)
        and (not filters.statuses or document.status in filters.statuses)
        and (filters.dated_from is None or date >= filters.dated_from)
        and (filters.dated_to is None or (date != "" and date <= filters.dated_to + "~"))
    )


def _is_the_vision(source: Source, framework: Framework) -> bool:
    return source.document.id == framework.vision and source.kind == "vision"


def _remarks(
    sources: Sequence[Source], framework: Framework, texts: TextOf, citations: CitationList
) -> Iterator[tuple[str, Citation]]:
    documents = list({one.document.id: one.document for one in sources}.values())
    for source in sources:
        for said in source.said:
            others = [one for one in documents if one.id != source.document.id]
            for _, document in references_to_superseded(said.text, others):
                if document.superseded_by == source.document.id:
                    continue
                by = f" by {document.superseded_by}" if document.superseded_by else ""
                note = f"{document.title} has been superseded{by}."
                yield note, cite_said(said, texts, citations)
            for _, wrong in wrong_names(said.text, framework):
                yield wrong, cite_said(said, texts, citations)
            for _, other in renamed(said.locator.section, said.text, framework):
                yield other, cite_said(said, texts, citations)
