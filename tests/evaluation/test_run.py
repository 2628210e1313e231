import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.evaluation.baseline import changes
from assistant.evaluation.marks import Answered, Found, Outcome
from assistant.evaluation.run import Run, read_run, run_as_json
from assistant.evaluation.table import as_table

ANSWERED = Answered(
    status="answered",
    facts=True,
    cited=True,
    citations=1,
    not_verbatim=0,
    words=12,
    quotes=(80,),
    statements=1,
    statements_needed=1,
    took_ms=9,
)
OUTCOME = Outcome("How many homes?", "answerable", Found(2, 150, 1.0, 150), ANSWERED)
RUN = Run("essex.yaml", "snapshot", (OUTCOME,))


def test_a_run_kept_as_json_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(json.dumps(run_as_json(RUN)), encoding="utf-8")

    assert read_run(path) == RUN


def test_a_file_that_is_no_run_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("{}", encoding="utf-8")

    with pytest.raises(UsageError, match="not a run of golden-thread eval"):
        read_run(path)


def test_what_moved_is_named_the_worse_first() -> None:
    after = replace(OUTCOME, found=Found(1, 40, 1.0, 150), answered=replace(ANSWERED, facts=False))

    moved = changes([OUTCOME], [after])

    assert [(one.mark, one.before, one.after, one.is_better) for one in moved] == [
        ("right", "yes", "no", False),
        ("facts", "yes", "no", False),
        ("rank of the evidence", "2", "1", True),
    ]


def test_evidence_that_is_lost_is_worse_than_any_rank() -> None:
    lost = replace(OUTCOME, found=Found(None, None, 0.0, 150))

    (change,) = changes([OUTCOME], [lost])

    assert (change.before, change.after, change.is_better) == ("2", "none", False)


def test_the_table_shows_questions_figures_and_changes() -> None:
    after = Run("essex.yaml", "later", (replace(OUTCOME, found=Found(1, 40, 1.0, 150)),))

    table = as_table(after, RUN)

    assert "How many homes?" in table
    assert "recall@1 of the evidence" in table
    assert "(before: 0.0 %)" in table
    assert "better  rank of the evidence: 2 -> 1  How many homes?" in table


def test_the_table_says_when_nothing_changed() -> None:
    assert as_table(RUN, RUN).endswith("No question changed.")


def test_a_question_that_was_dropped_or_added_is_named() -> None:
    other = Run("essex.yaml", "later", (replace(OUTCOME, question="Who pays?"),))

    table, body = as_table(other, RUN), run_as_json(other, RUN)

    assert "new     Who pays?" in table
    assert "gone    How many homes?" in table
    assert (body["added"], body["gone"]) == (["Who pays?"], ["How many homes?"])


def test_a_question_asked_twice_is_held_against_itself() -> None:
    second = replace(OUTCOME, found=Found(5, 400, 1.0, 150))
    better = replace(second, found=Found(1, 40, 1.0, 150))

    (change,) = changes([OUTCOME, second], [OUTCOME, better])

    assert (change.before, change.after) == ("5", "1")
