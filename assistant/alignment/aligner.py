"""The front door of the alignment: goals, match, verify, align, thread, check, for a reader."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from assistant.alignment.anew import Anew
from assistant.alignment.changing import (
    changed,
    decision_on,
    readable,
    seen_findings,
    withdrawal_of,
)
from assistant.alignment.checking import Approved, check_draft
from assistant.alignment.findings import cite_said, prefix_of
from assistant.alignment.frameworks import chosen, found_frameworks, merged
from assistant.alignment.library import Judgements, Library
from assistant.alignment.matching import GoalMatcher
from assistant.alignment.matrix import held_against, is_vision_wanted, is_wanted, matrix
from assistant.alignment.meaning import goal_meant, goals_meant, is_plain, with_unrelated
from assistant.alignment.readings import Readings
from assistant.alignment.statements import Progress, Said
from assistant.alignment.subjects import family, named_goals, spoken_of
from assistant.alignment.threading import (
    golden_thread,
    links_of_goals,
    links_of_subject,
    links_of_vision,
)
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
    ThreadLink,
    Verification,
)
from assistant.citing import CitationList
from assistant.errors import IndexMissingError, NotFoundError, StoreUnavailableError
from assistant.protocols import StanceJudge, TokenEmbedder
from assistant.types import EVERYTHING, Citation, Filters, ParsedText, Reader

NO_FILTERS = Filters()
logger = logging.getLogger(__name__)


def no_progress(stage: str, done: int, total: int) -> None:
    """Show nothing."""


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
        found = self._finding(finding_id, reader, vision)
        decision = decision_on(found, stance, name, reason)
        if self._judgements is not None:
            self._judgements.keep(decision)
        return replace(found, decision=decision)

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

        Raises:
            NotFoundError: there is no such finding that the reader may read, or no decision on it.
            UsageError: the name or the reason is empty.
        """
        found = self._finding(finding_id, reader, vision)
        withdrawal = withdrawal_of(finding_id, name, reason)
        if self._judgements is None or not self._judgements.withdraw(withdrawal):
            raise NotFoundError(f"There is no decision on {finding_id!r} to withdraw.")
        return replace(found, decision=None)

    def history(self, *, reader: Reader, finding_id: str | None = None) -> list[DecisionEvent]:
        """Return what people decided and withdrew, on one finding or all that may be read."""
        one_id = {self._finding(finding_id, reader, None).id} if finding_id else None
        shown = self.finding_ids(reader=reader) if one_id is None else one_id
        events = self._judgements.history() if self._judgements else []
        return [one for one in events if one.finding_id in shown]

    def finding_ids(self, *, reader: Reader) -> set[str]:
        """Return the ids of the findings that the reader may read, of all visions."""
        names = [one.vision for one in self.frameworks(reader=reader)]
        reports = [self.align(reader=reader, vision=name) for name in names]
        return {one.id for report in reports for one in report.findings}

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
        readings, framework = self._opened(), self.goals(reader=reader, vision=vision)
        report = self.align(reader=reader, vision=vision, filters=filters)
        every = readings.sources(reader, no_progress)
        texts, citations = readings.texts(every), CitationList()

        def cite(said: Said) -> Citation:
            return cite_said(said, texts, citations)

        goals = named_goals(subject, framework)
        links: list[ThreadLink] = []
        are_plain = bool(goals)
        if not goals:
            near = readings.finder(framework).goals_of(subject, self._embedder.embed([subject]))
            meant = goals_meant(subject, framework, self._embedder)
            are_plain = any(is_plain(subject, one, framework, self._embedder) for one in meant[:1])
            goals = with_unrelated(meant, near, are_plain=are_plain)
            sources = [one for one in every if is_wanted(one, filters)]
            links = links_of_subject(goals, spoken_of(subject, sources, self._embedder), cite)
        if are_plain and all(one.stance != "supports" for one in links):
            # The goal itself is asked for, or the documents act on it in words of their own.
            links += links_of_goals(family(goals[:1], framework), report.findings)
        links += links_of_vision(goals, every, cite)
        return golden_thread(subject, goals, links, len(report.unread))

    def check(
        self, title: str, draft: ParsedText, *, reader: Reader, vision: str | None = None
    ) -> DraftCheck:
        """Check a draft against a framework and the approved documents; nothing of it is kept."""
        readings, matcher = self._readings, self.matcher(reader=reader, vision=vision)
        sources = readings.sources(reader, no_progress) if readings else []
        documents = list(readings.documents(reader).values()) if readings else []
        approved = Approved(sources, documents, readings.texts(sources) if readings else {})
        return check_draft(title, draft, matcher, self._embedder, approved)

    def _opened(self) -> Readings:
        if self._readings is None:
            raise IndexMissingError("There is no index yet. Build one: golden-thread ingest FOLDER")
        return self._readings

    def _finding(self, finding_id: str, reader: Reader, vision: str | None) -> Finding:
        report = self.align(reader=reader, vision=vision or self._vision_of(finding_id, reader))
        found = next((one for one in report.findings if one.id == finding_id), None)
        if found is None:
            raise NotFoundError(f"There is no finding {finding_id!r}. List them: findings list")
        return found

    def _vision_of(self, finding_id: str, reader: Reader) -> str:
        """Return the vision whose findings begin like this id."""
        for framework in self.frameworks(reader=reader):
            if finding_id.startswith(prefix_of(framework.vision)):
                return framework.vision
        raise NotFoundError(f"There is no finding {finding_id!r}. List them: findings list")
