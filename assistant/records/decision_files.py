"""People's decisions and withdrawals -> a file to hand on, and such a file -> the records."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.alignment_types import Decision, DecisionEvent
from assistant.errors import UsageError
from assistant.records.decisions import Decisions


@dataclass(frozen=True)
class _Content:
    """What a file holds; files written before decisions could be withdrawn have no withdrawals."""

    decisions: list[Decision]
    withdrawals: list[DecisionEvent] = field(default_factory=list)


def exported(kept: Decisions, findings: Collection[str] | None = None) -> str:
    """Return the decisions and withdrawals on these findings (None: on all) as JSON."""
    decided = [asdict(one) for one in kept.all().values()]
    withdrawn = [asdict(one) for one in _withdrawals(kept)]
    content: dict[str, list[dict[str, Any]]] = {
        "decisions": [one for one in decided if _is_wanted(one, findings)],
        "withdrawals": [one for one in withdrawn if _is_wanted(one, findings)],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def import_file(path: Path, kept: Decisions) -> tuple[int, int, int]:
    """Take over what is later than what is kept; return how many taken, left out and withdrawn.

    Raises:
        UsageError: it is no file that `exported` wrote.
    """
    content = _read(path)
    before, last = kept.all(), {one.finding_id: one.made for one in _withdrawals(kept)}
    fresh = [one for one in content.decisions if _is_later(one, before, last)]
    for decision in fresh:
        kept.keep(decision)
    withdrawn = sum(kept.undo(one) for one in content.withdrawals)
    return len(fresh), len(content.decisions) - len(fresh), withdrawn


def _is_later(one: Decision, before: dict[str, Decision], withdrawn: dict[str, str]) -> bool:
    known = before.get(one.finding_id)
    if known is not None and known.made > one.made:
        return False
    return known == one or one.made > withdrawn.get(one.finding_id, "")


def _withdrawals(kept: Decisions) -> list[DecisionEvent]:
    return [one for one in kept.history() if one.action == "withdraw"]


def _is_wanted(row: dict[str, Any], findings: Collection[str] | None) -> bool:
    return findings is None or row["finding_id"] in findings


def _read(path: Path) -> _Content:
    try:
        rows: Any = json.loads(path.read_text(encoding="utf-8"))
        return TypeAdapter(_Content).validate_python(rows)
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise UsageError(f"{path} is no file of decisions: {error}") from error
