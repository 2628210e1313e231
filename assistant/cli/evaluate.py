"""`golden-thread eval`: a question file -> a table of marks, or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from assistant.cli.options import (
    ProgressOnStderr,
    audience_option,
    index_option,
    json_option,
    print_json,
    reader_of,
    settings_for,
)
from assistant.evaluation.exam import Exam
from assistant.evaluation.marks import Outcome
from assistant.evaluation.questions import ExamQuestion, read_questions
from assistant.evaluation.run import Run, read_run, run_as_json
from assistant.evaluation.table import as_table

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("eval")
@click.argument("questions", type=_FILE)
@click.option("--baseline", type=_FILE, help="An earlier run (its --json) to compare with.")
@click.option("--search-only", is_flag=True, help="Measure what is found; ask nothing.")
@audience_option
@index_option
@json_option
def evaluate(
    questions: Path,
    baseline: Path | None,
    search_only: bool,
    audiences: tuple[str, ...],
    index_dir: Path | None,
    as_json: bool,
) -> None:
    """Measure retrieval, answers, citations and refusals on the file QUESTIONS."""
    asked = read_questions(questions)
    earlier = read_run(baseline) if baseline else None
    settings = settings_for(index_dir)
    from assistant.wiring import open_assistant, open_model

    assistant = open_assistant(settings)
    tokens, reader = open_model(settings).tokens, reader_of(audiences)
    exam = Exam(assistant, tokens, reader=reader, with_answers=not search_only)
    run = Run(questions.name, assistant.snapshot().id, _outcomes(exam, asked))
    if as_json:
        print_json(run_as_json(run, earlier))
    else:
        click.echo(as_table(run, earlier))


def _outcomes(exam: Exam, questions: Sequence[ExamQuestion]) -> tuple[Outcome, ...]:
    progress = ProgressOnStderr()
    outcomes = []
    for done, outcome in enumerate(exam.outcomes(questions), 1):
        outcomes.append(outcome)
        progress("Asking", done, len(questions))
    return tuple(outcomes)
