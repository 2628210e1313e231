"""Findings now and before -> which moved and why; a person's decision on one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast, get_args

from assistant.alignment.findings import fingerprint
from assistant.alignment_types import Decision, Finding, Stance
from assistant.errors import UsageError


@dataclass(frozen=True, slots=True)
class Change:
    """One finding that moved between two snapshots."""

    finding_id: str
    before: str
    after: str
    why: str


def changed(before: Mapping[str, tuple[str, str, str]], now: Sequence[Finding]) -> list[Change]:
    """Return the findings whose stance or quoted text moved, and those that came or went."""
    moved: list[Change] = []
    current = {one.id: one for one in now}
    for finding_id, finding in current.items():
        if finding_id not in before:
            if finding.stance != "silent":
                moved.append(Change(finding_id, "new", finding.stance, "The document is new."))
            continue
        stance, mark, _ = before[finding_id]
        if stance != finding.stance:
            moved.append(Change(finding_id, stance, finding.stance, finding.reason))
        elif mark != fingerprint(finding):
            moved.append(Change(finding_id, stance, stance, "The quoted text has changed."))
    gone = [one for one in before if one not in current and before[one][0] != "silent"]
    moved += [Change(one, before[one][0], "gone", "The document is gone.") for one in gone]
    return moved


def decision_on(finding: Finding, stance: str | None, name: str, reason: str) -> Decision:
    """Return a person's decision; without a stance the finding is accepted as it is.

    Raises:
        UsageError: the name or the reason is empty, or the stance is none.
    """
    if not name.strip() or not reason.strip():
        raise UsageError("A decision needs a name and a reason.")
    chosen = stance or finding.stance
    if chosen not in get_args(Stance):
        raise UsageError(f"{chosen!r} is no stance. Use one of {', '.join(get_args(Stance))}.")
    made = datetime.now(UTC).isoformat(timespec="seconds")
    mark = fingerprint(finding)
    accepted = chosen == finding.stance
    return Decision(
        finding.id, accepted, cast(Stance, chosen), name.strip(), reason.strip(), mark, made
    )
