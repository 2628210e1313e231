"""The nouns of the golden thread: goals, findings, conflicts, reports; data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.types import Citation, Kind

Level = Literal["ambition", "priority", "objective"]
Stance = Literal["supports", "partly", "mentions", "silent", "conflicts"]
Strength = Literal["will", "done", "aims", "explores", "none"]
Supported = Literal["yes", "partly", "no"]
ConflictKind = Literal["figure", "date", "will_not"]
GapKind = Literal["unserved", "uncommitted", "no_strategy", "no_board"]
GoalSource = Literal["found", "given"]
JudgedBy = Literal["rules", "model"]
DecisionAction = Literal["accept", "override", "withdraw"]

STANCES: tuple[Stance, ...] = ("conflicts", "supports", "partly", "mentions", "silent")


@dataclass(frozen=True, slots=True)
class Goal:
    """An ambition, a priority under one, or an objective of a strategy.

    `wordings` are other words for the same goal found in other places, each with its citation.
    """

    id: str
    level: str
    text: str
    description: str = ""
    parent: str | None = None
    citation: Citation | None = None
    wordings: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """The goals of one vision; `source` says whether they were found or given in goals.yaml."""

    vision: str
    title: str
    goals: tuple[Goal, ...]
    source: GoalSource = "found"


@dataclass(frozen=True, slots=True)
class Match:
    """How far a text serves one goal; `score` is between 0 and 1, comparable within one text."""

    goal_id: str
    level: str
    text: str
    score: float
    stance: Stance
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether evidence supports a statement."""

    supported: Supported
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """How firmly a text commits, and what stands beside it."""

    strength: Strength
    target: bool = False
    date: bool = False
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a finding; valid while what it quotes (`fingerprint`) stays."""

    finding_id: str
    accepted: bool
    stance: Stance
    name: str
    reason: str
    fingerprint: str
    made: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A person takes the decision on a finding back; what was found holds again."""

    finding_id: str
    name: str
    reason: str
    made: str


@dataclass(frozen=True, slots=True)
class DecisionEvent:
    """One thing that a person did about a finding; the stance of a withdrawal is the one undone."""

    finding_id: str
    action: DecisionAction
    stance: Stance
    name: str
    reason: str
    made: str


@dataclass(frozen=True, slots=True)
class Finding:
    """How one document (or part of one) stands to one goal, with quotes from both sides.

    `version` is that of the document's text: a silent finding quotes nothing of it.
    """

    id: str
    goal_id: str
    document_id: str
    title: str
    kind: Kind
    date: str | None
    stance: Stance
    score: float
    commitment: Commitment
    reason: str
    goal_citation: Citation | None
    evidence: tuple[Citation, ...]
    decision: Decision | None = None
    version: str = ""
    judged_by: JudgedBy = "rules"


@dataclass(frozen=True, slots=True)
class SeenFinding:
    """A finding as it stood in an earlier snapshot, and who might read each of its sides."""

    id: str
    stance: Stance
    fingerprint: str
    reason: str
    version: str
    audiences: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One finding that moved between two snapshots; `before` may be "new", `after` "gone"."""

    finding_id: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """Which findings moved between two snapshots."""

    since: str
    now: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that cannot both hold."""

    kind: ConflictKind
    reason: str
    a: Citation
    b: Citation


@dataclass(frozen=True, slots=True)
class Gap:
    """A goal that is not served, and by whom it is not."""

    goal_id: str
    kind: GapKind
    reason: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What a document states for a goal: figures, dates and owner as printed in the quote."""

    goal_id: str
    citation: Citation
    commitment: Commitment
    targets: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How one kind of document serves a goal: its best stance, how many serve it, of how many."""

    goal_id: str
    kind: Kind
    stance: Stance
    serving: int
    documents: int


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective inside a strategy and how it stands to each goal."""

    document_id: str
    title: str
    objective: Goal
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Objectives:
    """The objectives of one strategy."""

    document_id: str
    title: str
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class AlignmentReport:
    """The matrix of one framework against the documents that the reader may read.

    `documents` are the columns; `unread` could not be read; `made` is the day of the report.
    """

    framework: Framework
    documents: tuple[tuple[str, str, Kind, str | None], ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    orphans: tuple[Citation, ...]
    conflicts: tuple[Conflict, ...]
    measures: tuple[Measure, ...] = ()
    remarks: tuple[tuple[str, Citation], ...] = ()
    scope: str = ""
    snapshot: str = ""
    coverage: tuple[Coverage, ...] = ()
    objectives: tuple[ObjectiveRow, ...] = ()
    unread: tuple[str, ...] = ()
    audiences: tuple[str, ...] | None = None
    made: str = ""


@dataclass(frozen=True, slots=True)
class ThreadLink:
    """One link of a golden thread: which goal, which kind of document, its quote."""

    kind: Kind
    stance: Stance
    goal_id: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class GoldenThread:
    """The chain vision -> strategy -> board for one subject, in order of time, with its gaps."""

    subject: str
    goals: tuple[Goal, ...]
    links: tuple[ThreadLink, ...]
    gaps: tuple[Kind, ...]
    text: str


@dataclass(frozen=True, slots=True)
class SectionCheck:
    """One section of a draft: the goals that it serves and how firmly."""

    section: tuple[str, ...]
    matches: tuple[Match, ...]
    commitment: Commitment
    quote: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a draft that its writer should look at; `advice` says what to do."""

    kind: str
    quote: str
    advice: str
    against: Citation | None = None


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """A draft held against a framework."""

    title: str
    framework: Framework
    sections: tuple[SectionCheck, ...]
    served: Mapping[str, Stance]
    remarks: tuple[Remark, ...]
    anchors: tuple[tuple[Goal, str], ...] = ()
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Report:
    """A matrix or the check of a draft: its JSON (`body`), and a file of the form named."""

    body: Mapping[str, Any]
    form: str
    content: bytes
