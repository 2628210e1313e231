"""`golden-thread eval`: a question file -> a table of marks, or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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
from assistant.evaluation.unmeetable import remarks_on
from assistant.evaluation.wrong import told_wrong
from assistant.types import Reader

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("eval")
@click.argument("questions", type=_FILE)
@click.option("--baseline", type=_FILE, help="An earlier run (its --json) to compare with.")
@click.option("--wrong", is_flag=True, help="Tell what each wrong answer said and lacks.")
@click.option("--search-only", is_flag=True, help="Measure what is found; ask nothing.")
@audience_option
@index_option
@json_option
def evaluate(
    questions: Path,
    baseline: Path | None,
    wrong: bool,
    search_only: bool,
    audiences: tuple[str, ...],
    index_dir: Path | None,
    as_json: bool,
) -> None:
    """Measure retrieval, answers, citations and refusals on the file QUESTIONS.

    \b
    answerable:
    - q: How many homes are planned?
      must: [["140,000"], ["20 years", "twenty years"]]   one of each group is in the answer
      document: [future-of-essex]                         one of these is cited
      evidence: ["140,000 new homes"]                     one quote holds one of these
    alignment:
    - q: Which strategies serve the ambition on health?
      documents_all: [future-of-essex, health-strategy]   all of these are cited
    unanswerable:
    - How many homes did Kent build?

    In the table, rank is that of the first passage that holds the evidence among ten, 600 says
    whether it stands within the first 600 tokens shown, words counts those of the answer. What in
    the file no answer could meet, a document that is not there or a quote that stands nowhere, is
    named first.
    """
    asked = read_questions(questions)
    earlier = read_run(baseline) if baseline else None
    settings = settings_for(index_dir)
    from assistant.wiring import open_assistant, open_model

    assistant = open_assistant(settings)
    tokens, reader = open_model(settings).tokens, reader_of(audiences)
    remarks = _remarks(assistant, asked, reader)
    exam = Exam(assistant, tokens, reader=reader, with_answers=not search_only)
    run = Run(questions.name, assistant.snapshot().id, _outcomes(exam, asked), remarks)
    if as_json:
        print_json(run_as_json(run, earlier))
    else:
        click.echo(as_table(run, earlier))
        if wrong:
            click.echo(f"\n{told_wrong(run.outcomes)}")


def _remarks(
    assistant: Assistant, questions: Sequence[ExamQuestion], reader: Reader
) -> tuple[str, ...]:
    """Say, before the long work begins, what in the file no answer could meet."""
    documents = assistant.documents(reader=reader)
    known = [one.id for one in documents if one.reading != "refused"]
    remarks = remarks_on(questions, known, lambda name: assistant.text(name, reader=reader).text)
    for remark in remarks:
        click.echo(f"Note: {remark}", err=True)
    return tuple(remarks)


def _outcomes(exam: Exam, questions: Sequence[ExamQuestion]) -> tuple[Outcome, ...]:
    progress = ProgressOnStderr()
    outcomes = []
    for done, outcome in enumerate(exam.outcomes(questions), 1):
        outcomes.append(outcome)
        progress("Asking", done, len(questions))
    return tuple(outcomes)
