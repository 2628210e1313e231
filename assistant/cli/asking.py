"""`ask` and `search`: words on the command line, an answer or passages for people or as JSON.

What is heavy is imported inside the commands, so that `--help` and errors of usage are instant.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Literal

import click

from assistant.assistant import checked_words
from assistant.cli.exits import NOTHING_FOUND
from assistant.cli.options import (
    audience_option,
    document_option,
    filters_of,
    index_option,
    json_option,
    kind_option,
    print_json,
    reader_of,
    settings_for,
    words_of,
)
from assistant.cli.printing import print_answer, print_results
from assistant.types import Question, Turn


@click.command()
@click.argument("question")
@kind_option
@document_option
@audience_option
@click.option("--answerer", type=click.Choice(["extractive", "generative"]), help="How to answer.")
@click.option(
    "--after",
    "earlier",
    multiple=True,
    metavar="QUESTION",
    help="An earlier question that this one follows; repeat for several, oldest first.",
)
@index_option
@json_option
def ask(
    question: str,
    kinds: tuple[str, ...],
    documents: tuple[str, ...],
    audiences: tuple[str, ...],
    answerer: Literal["extractive", "generative"] | None,
    earlier: tuple[str, ...],
    index_dir: Path | None,
    as_json: bool,
) -> int:
    """Answer QUESTION with citations. A hyphen reads the question from standard input."""
    settings = settings_for(index_dir)
    words = words_of(question, "question")
    said = tuple(Turn("user", checked_words(one, "earlier question")) for one in earlier)
    asked = Question(words, said, filters_of(kinds, documents), answerer)
    from assistant.wiring import open_assistant

    answer = open_assistant(settings).ask(asked, reader=reader_of(audiences))
    if as_json:
        from assistant.api.bodies import answer_body

        print_json(answer_body(answer, settings.public_url))
    else:
        print_answer(answer)
    return NOTHING_FOUND if answer.status == "not_found" else 0


@click.command()
@click.argument("query")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 100))
@kind_option
@document_option
@audience_option
@index_option
@json_option
def search(
    query: str,
    top: int,
    kinds: tuple[str, ...],
    documents: tuple[str, ...],
    audiences: tuple[str, ...],
    index_dir: Path | None,
    as_json: bool,
) -> int:
    """Print the passages that fit QUERY best. A hyphen reads it from standard input."""
    settings = settings_for(index_dir)
    words = words_of(query, "query")
    from assistant.wiring import open_assistant

    assistant = open_assistant(settings)
    started = time.perf_counter()
    filters = filters_of(kinds, documents)
    results = list(assistant.search(words, reader=reader_of(audiences), filters=filters, top=top))
    took_ms = round((time.perf_counter() - started) * 1000)
    if as_json:
        from assistant.api.bodies import search_body

        print_json(search_body(results, assistant.snapshot(), took_ms, settings.public_url))
    else:
        print_results(results)
    return 0 if results else NOTHING_FOUND
