"""The front door of the alignment: goals, match, verify, align, thread, check, for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.alignment.checking import Approved, check_draft
from assistant.alignment.findings import Finder, TextOf, cite_said, fingerprint
from assistant.alignment.frameworks import chosen, found_frameworks, merged
from assistant.alignment.gaps import conflicts, gaps, measures, orphans
from assistant.alignment.library import Library
from assistant.alignment.matching import GoalMatcher
from assistant.alignment.remarks import references_to_superseded, renamed, wrong_names
from assistant.alignment.statements import Progress, Source, read_sources
from assistant.alignment.threading import golden_thread
from assistant.alignment.verifying import verify
from assistant.alignment_types import (
    AlignmentReport,
    Decision,
    DraftCheck,
    Finding,
    Framework,
    GoldenThread,
    Match,
    Verification,
)
from assistant.citing import CitationList
from assistant.errors import IndexMissingError
from assistant.protocols import Embedder
from assistant.types import Citation, Filters, ParsedText, Reader

NO_FILTERS = Filters()
# A subject of a few words belongs to a goal from here on.
_SUBJECT = 0.12
# A statement this close to the words of a subject speaks of it.
_SPEAKS_OF = 0.45


def no_progress(stage: str, done: int, total: int) -> None:
    """Show nothing."""


class Aligner:
    """Holds texts and documents against the goals of visions.

    `index` may be None: then only what goals.yaml gives is known, which is enough for `match`.
    """

    def __init__(
        self,
        embedder: Embedder,
        given: Sequence[Framework],
        index: Library | None,
        decisions: Mapping[str, Decision] | None = None,
    ) -> None:
        self._embedder = embedder
        self._given = given
        self._index = index
        self._decisions = decisions or {}
        self._matchers: dict[int, GoalMatcher] = {}

    def frameworks(self, *, reader: Reader) -> list[Framework]:
        """Return the frameworks found in visions and given in goals.yaml."""
        found = found_frameworks(self._index, reader) if self._index is not None else []
        if self._index is not None:
            open_ids = {one.id for one in self._index.documents(reader=reader)}
            hidden = {one.id for one in self._index.documents(reader=Reader(None))} - open_ids
        else:
            hidden = set()
        return merged(found, [one for one in self._given if one.vision not in hidden])

    def goals(self, *, reader: Reader, vision: str | None = None) -> Framework:
        """Return the goals of one framework.

        Raises:
            NotFoundError: there is none, or none of that name.
            UsageError: there are several and none is named.
        """
        return chosen(self.frameworks(reader=reader), vision)

    def match(
        self, text: str, *, reader: Reader, vision: str | None = None, top: int | None = None
    ) -> list[Match]:
        """Return which goals of the framework a text serves, best first."""
        return self.matcher(reader=reader, vision=vision).match(text, top=top)

    def matcher(self, *, reader: Reader, vision: str | None = None) -> GoalMatcher:
        """Return the matcher of one framework, for several texts."""
        framework = self.goals(reader=reader, vision=vision)
        key = hash(framework)
        if key not in self._matchers:
            self._matchers[key] = GoalMatcher(framework, self._embedder)
        return self._matchers[key]

    def verify(self, statement: str, evidence: Sequence[str]) -> Verification:
        """Say whether the evidence supports the statement."""
        return verify(statement, evidence, self._embedder)

    def align(
        self,
        *,
        reader: Reader,
        vision: str | None = None,
        filters: Filters = NO_FILTERS,
        progress: Progress = no_progress,
    ) -> AlignmentReport:
        """Return the matrix of a framework against the documents that the reader may read."""
        index = self._opened()
        framework = self.goals(reader=reader, vision=vision)
        sources = [one for one in self._sources(reader, progress) if _is_wanted(one, filters)]
        judged = [one for one in sources if not _is_the_vision(one, framework)]
        finder, citations = Finder(framework, self._embedder), CitationList()
        texts = {one.document.id: index.canonical_text(one.document.id) for one in sources}
        findings: list[Finding] = []
        for number, source in enumerate(judged, 1):
            findings += self._decided(finder.findings(source, texts, citations))
            progress("Judging documents", number, len(judged))
        current = [f for f in findings if not _is_superseded(f, sources)]
        found_measures, _ = measures(current, framework)
        return AlignmentReport(
            framework=framework,
            documents=tuple((one.key, one.title, one.kind, one.date) for one in judged),
            findings=tuple(findings),
            gaps=tuple(gaps(framework, current)),
            orphans=tuple(orphans(judged, finder, texts, citations)),
            conflicts=tuple(conflicts(judged, texts, citations)),
            measures=tuple(found_measures),
            remarks=tuple(_remarks(judged, framework, texts, citations)),
            scope=self._scope(reader),
            snapshot=index.snapshot.id,
        )

    def thread(self, subject: str, *, reader: Reader, vision: str | None = None) -> GoldenThread:
        """Return the golden thread for a goal (by its id or name) or for any subject."""
        matcher = self.matcher(reader=reader, vision=vision)
        goals = [g for g in matcher.framework.goals if subject.lower() in {g.id, g.text.lower()}]
        if not goals:
            served = [m for m in matcher.match(subject, top=2) if m.score >= _SUBJECT]
            ids = [one.goal_id for one in served]
            goals = [goal for goal in matcher.framework.goals if goal.id in ids]
        is_goal = bool(goals) and subject.lower() in {goals[0].id, goals[0].text.lower()}
        report = self.align(reader=reader, vision=vision)
        findings = list(report.findings)
        if not is_goal:
            findings = self._on_subject(subject, findings, reader)
        return golden_thread(subject, goals, findings, self._unread(reader))

    def check(
        self, title: str, draft: ParsedText, *, reader: Reader, vision: str | None = None
    ) -> DraftCheck:
        """Check a draft against a framework and the approved documents; nothing of it is kept."""
        index = self._index
        sources = self._sources(reader, no_progress) if index is not None else []
        documents = index.documents(reader=reader) if index is not None else []
        texts = {one.document.id: self._opened().canonical_text(one.document.id) for one in sources}
        matcher = self.matcher(reader=reader, vision=vision)
        return check_draft(
            title, draft, matcher, self._embedder, Approved(sources, documents, texts)
        )

    def _on_subject(
        self, subject: str, findings: Sequence[Finding], reader: Reader
    ) -> list[Finding]:
        """Return the findings of documents that speak of the subject, with those statements."""
        vector = self._embedder.embed([subject])[0]
        texts: TextOf = {}
        citations = CitationList()
        quoted: dict[str, tuple[float, Citation]] = {}
        for source in self._sources(reader, no_progress):
            closeness = source.vectors @ vector
            best = int(closeness.argmax())
            if closeness[best] >= _SPEAKS_OF:
                key = source.document.id
                texts[key] = self._opened().canonical_text(key)
                citation = cite_said(source.said[best], texts, citations)
                quoted[source.key] = (float(closeness[best]), citation)
        return [
            replace(one, evidence=(quoted[key][1],), score=quoted[key][0])
            for one in findings
            if (key := one.id.split("@", 1)[1]) in quoted
        ]

    def _opened(self) -> Library:
        if self._index is None:
            raise IndexMissingError("There is no index yet. Build one: golden-thread ingest FOLDER")
        return self._index

    def _sources(self, reader: Reader, progress: Progress) -> list[Source]:
        return read_sources(self._opened(), reader=reader, progress=progress)

    def _decided(self, findings: Sequence[Finding]) -> list[Finding]:
        """Put valid decisions of people on the findings."""
        decided = []
        for finding in findings:
            decision = self._decisions.get(finding.id)
            is_valid = decision is not None and decision.fingerprint == fingerprint(finding)
            decided.append(replace(finding, decision=decision) if is_valid else finding)
        return decided

    def _unread(self, reader: Reader) -> int:
        return sum(one.reading == "refused" for one in self._opened().documents(reader=reader))

    def _scope(self, reader: Reader) -> str:
        documents = self._opened().documents(reader=reader)
        refused = [one.title for one in documents if one.reading == "refused"]
        words = (
            f"Judged on the {len(documents) - len(refused)} documents that this reader may read."
        )
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


def _is_superseded(finding: Finding, sources: Sequence[Source]) -> bool:
    return any(
        one.document.id == finding.document_id and one.document.status == "superseded"
        for one in sources
    )


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
