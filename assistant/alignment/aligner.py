"""The front door of the alignment: goals, match, verify, align, thread, check, for a reader."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from assistant.alignment.anew import Anew
from assistant.alignment.changing import changed, readable, seen_findings
from assistant.alignment.checking import Approved, check_draft
from assistant.alignment.deciding import Deciding
from assistant.alignment.frameworks import chosen, found_frameworks, merged
from assistant.alignment.library import Judgements, Library
from assistant.alignment.matching import GoalMatcher
from assistant.alignment.matrix import held_against, is_vision_wanted, is_wanted, matrix
from assistant.alignment.meaning import goal_meant
from assistant.alignment.readings import Readings
from assistant.alignment.statements import Progress, no_progress
from assistant.alignment.tracing import traced
from assistant.alignment.verifying import verify
from assistant.alignment_types import (
    AlignmentReport,
    ChangeReport,
    DecisionEvent,
    DraftCheck,
    Finding,
    Framework,
    Goal,
    GoldenThread,
    Match,
    Objectives,
    Verification,
)
from assistant.errors import IndexMissingError, NotFoundError, StoreUnavailableError
from assistant.protocols import StanceJudge, TokenEmbedder
from assistant.types import EVERYTHING, Filters, ParsedText, Reader

NO_FILTERS = Filters()
logger = logging.getLogger(__name__)


class Aligner:
    """Holds texts and documents against the goals of visions.

    `index` may be None: then only what goals.yaml gives is known, which is enough for `match`.
    """

    def __init__(
        self,
        embedder: TokenEmbedder,
        given: Sequence[Framework],
        index: Library | None,
        judgements: Judgements | None = None,
        judge: StanceJudge | None = None,
    ) -> None:
        self._embedder = embedder
        self._given = given
        self._readings = Readings(index, embedder) if index is not None else None
        self._index = index
        self._judgements = judgements
        self._judge = judge
        self._matchers: dict[Framework, GoalMatcher] = {}
        self._remembered: set[tuple[str, int]] = set()
        self._deciding = Deciding(
            judgements,
            lambda reader: self.frameworks(reader=reader),
            lambda reader, name: self.align(reader=reader, vision=name),
            lambda: self._opened().documents(EVERYTHING),
        )

    def frameworks(self, *, reader: Reader, filters: Filters = NO_FILTERS) -> list[Framework]:
        """Return the frameworks found in visions and given in goals.yaml."""
        index = self._index
        if index is None:
            return merged([], self._given)
        readable = {one.id: one for one in index.documents(reader=reader)}
        hidden = {one.id for one in index.documents(reader=EVERYTHING)} - set(readable)
        every = merged(
            found_frameworks(index, reader),
            [one for one in self._given if one.vision not in hidden],
        )
        if filters == NO_FILTERS:
            return every
        return [one for one in every if is_vision_wanted(readable.get(one.vision), filters)]

    def objectives(self, *, reader: Reader, filters: Filters = NO_FILTERS) -> list[Objectives]:
        """Return the objectives found in the strategies that the reader may read."""
        if self._readings is None:
            return []
        found: list[Objectives] = []
        for source in self._readings.sources(reader, no_progress):
            goals = tuple(one.goal for one in self._readings.objectives(source))
            if goals and is_wanted(source, filters):
                found.append(Objectives(source.key, source.title, goals))
        return found

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
        if framework not in self._matchers:
            self._matchers[framework] = GoalMatcher(framework, self._embedder)
        return self._matchers[framework]

    def goal_about(self, subject: str, framework: Framework, level: str) -> Goal | None:
        """Return the goal of a level ("ambition", "priority") that a few words speak of."""
        return goal_meant(subject, framework, level, self._embedder)

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
        asks_model: bool = True,
    ) -> AlignmentReport:
        """Return the matrix of a framework against the documents that the reader may read.

        A language model that judges findings is asked about those that it does not know yet, unless
        `asks_model` forbids it: a question in words does not wait for that.
        """
        readings = self._opened()
        framework = self.goals(reader=reader, vision=vision)
        anew = Anew(framework, self._judge)
        if self._judge is not None:  # before, and not inside the lock of reports
            sources = [s for s in readings.sources(reader, progress) if is_wanted(s, filters)]
            judged = held_against(framework, sources)
            anew.learn(readings, judged, progress, may_ask=asks_model)
        decisions = dict(self._judgements.all()) if self._judgements else {}
        known = self._judge.count() if self._judge else 0
        key = (reader, framework, filters, tuple(decisions.values()), known)
        made = readings.report(
            key, lambda: matrix(readings, anew, reader, filters, decisions, progress)
        )
        if (framework.vision, known) not in self._remembered:
            self._remembered.add((framework.vision, known))
            self.remember(vision=framework.vision)
        return made

    def decide(
        self,
        finding_id: str,
        *,
        stance: str | None,
        name: str,
        reason: str,
        reader: Reader,
        vision: str | None = None,
    ) -> Finding:
        """Accept a finding as it is, or put another stance in its place; return it as it is then.

        Raises:
            NotFoundError: there is none with this id that the reader may read.
            UsageError: the name or the reason is empty, or the stance is none.
        """
        return self._deciding.decide(
            finding_id, stance, name=name, reason=reason, reader=reader, vision=vision
        )

    def withdraw(
        self,
        finding_id: str,
        *,
        name: str,
        reason: str,
        reader: Reader,
        vision: str | None = None,
    ) -> Finding:
        """Take back what a person decided on a finding; return it as it was found.

        Also when its document has gone, by a reader who might read it then.

        Raises:
            NotFoundError: there is no such finding that the reader may read, or no decision on it.
            UsageError: the name or the reason is empty.
        """
        return self._deciding.withdraw(
            finding_id, name=name, reason=reason, reader=reader, vision=vision
        )

    def history(self, *, reader: Reader, finding_id: str | None = None) -> list[DecisionEvent]:
        """Return what people decided and withdrew, on one finding or all that may be read."""
        return self._deciding.history(reader, finding_id)

    def finding_ids(self, *, reader: Reader) -> set[str]:
        """Return the ids of the findings that the reader may read, of all visions."""
        return self._deciding.finding_ids(reader)

    def remember(self, *, vision: str | None = None) -> None:
        """Store the findings of this snapshot, so that later ones can be compared with it."""
        readings = self._opened()
        if self._judgements is None:
            return
        report = self.align(reader=EVERYTHING, vision=vision, asks_model=False)
        documents = readings.documents(EVERYTHING)
        seen = seen_findings(report.findings, documents, report.framework.vision)
        try:
            self._judgements.remember(report.snapshot, report.framework.vision, seen)
        except StoreUnavailableError as error:
            logger.warning("The findings of this snapshot are not kept: %s", error)

    def changes(
        self, *, reader: Reader, vision: str | None = None, since: str | None = None
    ) -> ChangeReport:
        """Say which findings moved since an earlier snapshot (by default the one before), and why.

        Raises:
            NotFoundError: no earlier snapshot is known, or not that one.
        """
        report = self.align(reader=reader, vision=vision)
        name, judgements = report.framework.vision, self._judgements
        self.remember(vision=name)
        known = judgements.snapshots(name) if judgements is not None else []
        earlier = [one for one in known if one < report.snapshot]
        if judgements is None or not (since or earlier):
            raise NotFoundError("There is no earlier snapshot whose findings are known.")
        chosen_one = since or earlier[-1]
        before = judgements.of_snapshot(chosen_one, name)
        if not before:
            raise NotFoundError(f"The findings of the snapshot {chosen_one!r} are not known.")
        documents = self._opened().documents(EVERYTHING)
        moved = changed(readable(before, documents, reader), report.findings)
        return ChangeReport(chosen_one, report.snapshot, tuple(moved))

    def thread(
        self,
        subject: str,
        *,
        reader: Reader,
        vision: str | None = None,
        filters: Filters = NO_FILTERS,
    ) -> GoldenThread:
        """Return the golden thread for a goal (by its id or name) or for any subject."""
        readings = self._opened()
        report = self.align(reader=reader, vision=vision, filters=filters)
        every = readings.sources(reader, no_progress)
        return traced(subject, report, readings, every, self._embedder, filters)

    def check(
        self,
        title: str,
        draft: ParsedText,
        *,
        reader: Reader,
        vision: str | None = None,
        progress: Progress = no_progress,
    ) -> DraftCheck:
        """Check a draft against a framework and the approved documents; nothing of it is kept."""
        readings, matcher = self._readings, self.matcher(reader=reader, vision=vision)
        sources = readings.sources(reader, progress) if readings else []
        documents = list(readings.documents(reader).values()) if readings else []
        approved = Approved(sources, documents, readings.texts(sources) if readings else {})
        return check_draft(title, draft, matcher, self._embedder, approved, progress)

    def _opened(self) -> Readings:
        if self._readings is None:
            raise IndexMissingError("There is no index yet. Build one: golden-thread ingest FOLDER")
        return self._readings
