"""One run of an exam: its outcomes as JSON and back, so that a later run can be held against it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.errors import UsageError
from assistant.evaluation.baseline import changes, only_in_first
from assistant.evaluation.figures import figures_of
from assistant.evaluation.marks import Outcome


@dataclass(frozen=True, slots=True)
class Run:
    """The outcomes of one question file on one snapshot.

    `remarks`: what in the file no answer could meet.
    """

    questions: str
    snapshot: str
    outcomes: tuple[Outcome, ...]
    remarks: tuple[str, ...] = ()


def run_as_json(run: Run, baseline: Run | None = None) -> dict[str, Any]:
    """Return the run with its figures, and what moved since the baseline, as JSON has it."""
    entries = [{**asdict(one), "right": one.is_right} for one in run.outcomes]
    figures = {one.name: {"value": one.value, "of": one.of} for one in figures_of(run.outcomes)}
    body = {
        "questions": run.questions,
        "snapshot": run.snapshot,
        "remarks": list(run.remarks),
        "figures": figures,
        "outcomes": entries,
    }
    if baseline is not None:
        body["changes"] = [asdict(one) for one in changes(baseline.outcomes, run.outcomes)]
        body["added"] = only_in_first(run.outcomes, baseline.outcomes)
        body["gone"] = only_in_first(baseline.outcomes, run.outcomes)
    return body


_RUN = TypeAdapter(Run)


def read_run(path: Path) -> Run:
    """Return a run that was kept with `--json`.

    Raises:
        UsageError: the file cannot be read or holds something else.
    """
    try:
        return _RUN.validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"The baseline {path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        raise UsageError(
            f"{path.name} is not a run of golden-thread eval. Keep one with --json > FILE."
        ) from error
