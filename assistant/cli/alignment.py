"""`goals`, `match`, `verify`, `align`, `thread`, `check`: the golden thread on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from assistant.cli.exits import NOTHING_FOUND
from assistant.cli.filtering import filter_options
from assistant.cli.options import (
    audience_option,
    index_option,
    json_option,
    print_json,
    reader_of,
    settings_for,
    words_of,
)
from assistant.errors import UnreadableDocumentError, UsageError
from assistant.types import Filters

FORMATS = ("text", "json", "csv", "html", "docx", "xlsx")
_BINARY = {"docx", "xlsx"}

vision_option = click.option("--vision", help="Id of the vision, when there are several.")
file_option = click.option(
    "--file", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="One text a line; prints one JSON object a line.",
)  # fmt: skip
format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="Form of the report."
)
output_option = click.option(
    "-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)


@click.command()
@vision_option
@filter_options
@audience_option
@index_option
@json_option
def goals(
    vision: str | None,
    filters: Filters,
    audiences: tuple[str, ...],
    index_dir: Path | None,
    as_json: bool,
) -> int:
    """List the goals of visions (found or given in goals.yaml) and the objectives of strategies."""
    from assistant.alignment.frameworks import chosen
    from assistant.alignment.showing import framework_body, framework_text, objectives_text
    from assistant.alignment.showing import objectives_body as body
    from assistant.wiring import open_aligner

    aligner, reader = open_aligner(settings_for(index_dir)), reader_of(audiences)
    frameworks = aligner.frameworks(reader=reader, filters=filters)
    if vision is not None:
        frameworks = [chosen(frameworks, vision)]
    objectives = aligner.objectives(reader=reader, filters=filters)
    if as_json:
        listed = [framework_body(one) for one in frameworks]
        print_json({"frameworks": listed, "objectives": [body(one) for one in objectives]})
    else:
        shown = [framework_text(one) for one in frameworks]
        shown += [objectives_text(one) for one in objectives]
        click.echo("\n\n".join(shown) or "No goals were found.")
    return 0 if frameworks else NOTHING_FOUND


@click.command()
@click.argument("text", required=False)
@file_option
@vision_option
@click.option("--top", type=click.IntRange(min=1), help="Only the best so many goals.")
@audience_option
@index_option
@json_option
def match(
    text: str | None,
    path: Path | None,
    vision: str | None,
    top: int | None,
    audiences: tuple[str, ...],
    index_dir: Path | None,
    as_json: bool,
) -> int:
    """Say which goals TEXT serves, best first, with stance and reason."""
    _one_of(text, path, "a text")
    if path is None and not (text or "").strip():
        raise UsageError("The text is empty. Give the words to hold against the goals.")
    from assistant.alignment.showing import matches_body, matches_text
    from assistant.wiring import open_aligner

    matcher = open_aligner(settings_for(index_dir)).matcher(
        reader=reader_of(audiences), vision=vision
    )
    for line in [text or ""] if path is None else _lines(path):
        found = matcher.match(line, top=top)
        if path is not None:
            click.echo(json.dumps(matches_body(found), ensure_ascii=False))
        elif as_json:
            print_json(matches_body(found))
        else:
            click.echo(matches_text(found))
    return 0


@click.command()
@click.argument("statement", required=False)
@click.option("--evidence", multiple=True, help="Text that may support it; repeat for several.")
@click.option(
    "--file", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON lines of {"statement", "evidence": [..]}; prints one JSON object a line.',
)  # fmt: skip
@json_option
def verify(
    statement: str | None, evidence: tuple[str, ...], path: Path | None, as_json: bool
) -> int:
    """Say whether the evidence supports STATEMENT: yes, partly or no."""
    _one_of(statement, path, "a statement")
    if path is None and not (statement or "").strip():
        raise UsageError("The statement is empty.", field="statement")
    if path is None and not evidence:
        raise UsageError("Give the evidence with --evidence TEXT.", field="evidence")
    from assistant.alignment.showing import verification_body
    from assistant.alignment.verifying import verify as judge
    from assistant.wiring import open_model

    embedder = open_model(settings_for()).embedder
    if path is not None:
        for asked, texts in _statements(path):
            body = verification_body(judge(asked, texts, embedder))
            click.echo(json.dumps(body, ensure_ascii=False))
        return 0
    found = judge(statement or "", evidence, embedder)
    if as_json:
        print_json(verification_body(found))
    else:
        click.echo(f"{found.supported} ({found.score:.2f}). {found.reason}")
    return 0


@click.command()
@vision_option
@format_option
@output_option
@filter_options
@audience_option
@index_option
def align(
    vision: str | None,
    form: str,
    output: Path | None,
    filters: Filters,
    audiences: tuple[str, ...],
    index_dir: Path | None,
) -> int:
    """Show the alignment matrix: goals x documents, with evidence, gaps, orphans and conflicts."""
    _needs_file(form, output)
    from assistant.alignment.reports import report_bytes
    from assistant.cli.options import ProgressOnStderr
    from assistant.wiring import open_aligner

    aligner = open_aligner(settings_for(index_dir))
    report = aligner.align(
        reader=reader_of(audiences), vision=vision, filters=filters, progress=ProgressOnStderr()
    )
    _write(report_bytes(report, form), output)
    if not report.documents:
        click.echo("No document is left to hold against the goals.", err=True)
        return NOTHING_FOUND
    return 0


@click.command()
@click.argument("subject")
@vision_option
@filter_options
@audience_option
@index_option
@json_option
def thread(
    subject: str,
    vision: str | None,
    filters: Filters,
    audiences: tuple[str, ...],
    index_dir: Path | None,
    as_json: bool,
) -> int:
    """Show the golden thread for SUBJECT: vision, strategy, board, and what is missing."""
    from assistant.alignment.showing import thread_body, thread_text
    from assistant.wiring import open_aligner

    words = words_of(subject, "subject")
    found = open_aligner(settings_for(index_dir)).thread(
        words, reader=reader_of(audiences), vision=vision, filters=filters
    )
    if as_json:
        print_json(thread_body(found))
    else:
        click.echo(thread_text(found))
    return 0 if found.links else NOTHING_FOUND


@click.command()
@click.argument("draft", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@vision_option
@format_option
@output_option
@audience_option
@index_option
def check(
    draft: Path,
    vision: str | None,
    form: str,
    output: Path | None,
    audiences: tuple[str, ...],
    index_dir: Path | None,
) -> int:
    """Check DRAFT, which is not in the corpus, against the framework; it is never stored."""
    _needs_file(form, output)
    from assistant.alignment.draft_reports import draft_bytes
    from assistant.cli.options import ProgressOnStderr
    from assistant.parsing.parse import parse_safely
    from assistant.wiring import open_aligner

    aligner = open_aligner(settings_for(index_dir))
    [(_, parsed)] = parse_safely([draft], workers=1)
    if isinstance(parsed, UnreadableDocumentError):
        raise parsed
    reader = reader_of(audiences)
    progress = ProgressOnStderr()
    found = aligner.check(draft.stem, parsed, reader=reader, vision=vision, progress=progress)
    _write(draft_bytes(found, form), output)
    return 0


def _one_of(argument: str | None, path: Path | None, what: str) -> None:
    if (argument is None) == (path is None):
        raise UsageError(f"Give either {what} or --file FILE.")


def _needs_file(form: str, output: Path | None) -> None:
    if form in _BINARY and output is None:
        raise UsageError(f"Give -o FILE for the format {form}.", field="output")


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(content.decode("utf-8"), nl=False)
    else:
        output.write_bytes(content)
        click.echo(f"Written to {output}.", err=True)


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


def _statements(path: Path) -> Iterator[tuple[str, list[str]]]:
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            entry: Any = json.loads(line)
            statement, evidence = entry["statement"], entry["evidence"]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                f'{path}, line {number}: not {{"statement": ..., "evidence": [...]}}.'
            ) from error
        yield (
            str(statement),
            [evidence] if isinstance(evidence, str) else [str(e) for e in evidence],
        )
