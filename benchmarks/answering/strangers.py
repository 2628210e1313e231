"""Command: papers of fictional bodies and questions on them by strangers -> what the answerer does.

    python -m benchmarks.answering.strangers [NAME ...] [--even | --odd] [--wrong]

`strangers/*.jsonl` holds 901 statements with what stands around them, three questions that each
answers (near its words, in quite other words, brief) and three near misses. Every second one may
be read; of the others ("--odd") only sums are to be looked at.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering.extractive import ExtractiveAnswerer
from assistant.types import EVERYTHING, Answer, Filters, Question
from benchmarks.answering.corpora import Corpus, open_corpus

_SETS = Path(__file__).parent / "strangers"
_PASSAGES = 10
# So many of the statement's words the quotes must hold to be the right ones.
_HELD = 0.8
_WAYS = ("near its words", "in other words", "brief")
_SEED = 4


@dataclass(frozen=True)
class Outcome:
    """A question, how it is put, whether the statement answers it, and what came of it."""

    question: str
    way: str
    answerable: bool
    answer: Answer
    statement: str

    @property
    def refused(self) -> bool:
        return self.answer.status == "not_found"

    @property
    def right(self) -> bool:
        """Say whether the quotes hold the statement, or an unanswerable question is refused."""
        if not self.answerable:
            return self.refused
        quoted = _words(" ".join(one.quote for one in self.answer.citations))
        told = _words(self.statement)
        return not self.refused and len(told & quoted) >= _HELD * len(told)


def papers(entries: Sequence[dict[str, Any]], folder: Path) -> None:
    """Write the papers that the statements stand in, in an order that is always the same."""
    chance = random.Random(_SEED)
    titles = dict.fromkeys(str(one["title"]) for one in entries)
    for number, title in enumerate(titles):
        lines = [f"# {title}", ""]
        for one in entries:
            if one["title"] == title:
                lines += _section(one, chance)
        (folder / f"paper{number}.md").write_text("\n".join(lines), encoding="utf-8")


def _section(one: dict[str, Any], chance: random.Random) -> Iterator[str]:
    for depth, heading in enumerate(str(one["section"]).split(" > ")):
        yield from (f"{'#' * (depth + 2)} {heading}", "")
    others, unit, before = list(one["siblings"]), str(one["unit"]), str(one["before"] or "")
    place = chance.randint(0, len(others))
    told = [*others[:place], unit, *others[place:]]
    if _is_row(unit):
        yield from _table(told, unit, before)
    elif before.rstrip().endswith(":"):
        yield from (before, "", *(f"- {line}" for line in told), "")
    else:
        yield from (" ".join([*told[:place], before, *told[place:]]), "")


def _is_row(unit: str) -> bool:
    return unit.count(": ") > 1 and ";" in unit


def _table(told: Sequence[str], unit: str, before: str) -> Iterator[str]:
    heads = [head for head, _ in _cells(unit)]
    rows = [_cells(line) for line in told]
    yield from (before, "", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|")
    for row in rows:
        if len(row) == len(heads):
            yield f"| {' | '.join(value for _, value in row)} |"
    rest = [line for line, row in zip(told, rows, strict=True) if len(row) != len(heads)]
    yield from ("", " ".join(rest), "")


def _cells(line: str) -> list[tuple[str, str]]:
    parted = [cell.partition(": ") for cell in line.strip(". ").split("; ")]
    return [(head, value) if colon else ("", head) for head, colon, value in parted]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def ask_all(corpus: Corpus, entries: Sequence[dict[str, Any]]) -> Iterator[Outcome]:
    """Ask every question of the statements."""
    answerer = ExtractiveAnswerer(corpus.model.embedder, corpus.index)
    for one in entries:
        for answerable, questions in ((True, one["right"]), (False, one["near"])):
            for way, question in zip(_WAYS, questions, strict=True):
                found = corpus.retriever.retrieve(
                    question, reader=EVERYTHING, filters=Filters(), top=_PASSAGES
                )
                answer = answerer.answer(Question(question), found, reader=EVERYTHING)
                yield Outcome(question, way, answerable, answer, one["unit"])


def _report(name: str, asked: Sequence[Outcome]) -> None:
    for way in (*_WAYS, ""):
        chosen = [one for one in asked if way in ("", one.way)]
        right = [one for one in chosen if one.answerable]
        near = [one for one in chosen if not one.answerable]
        print(
            f"{name:20} {way or 'all':15} right {_share([o.right for o in right]):5.1f}  "
            f"wrongly refused {_share([o.refused for o in right]):5.1f}  "
            f"near misses refused {_share([o.refused for o in near]):5.1f}  "
            f"of {len(right)} + {len(near)}",
            flush=True,
        )


def _share(flags: Sequence[bool]) -> float:
    return 100 * sum(flags) / max(1, len(flags))


def main(arguments: Sequence[str]) -> None:
    """Ask the sets named, or all; print the sums, and with --wrong what went wrong."""
    sets = sorted(_SETS.glob("*.jsonl"))
    every: list[Outcome] = []
    for path in [one for one in sets if one.stem in arguments] or sets:
        asked = list(ask_all(*_opened(path, arguments)))
        _report(path.stem, asked)
        every += asked
    _report("all", every)
    if "--wrong" in arguments and "--odd" not in arguments:
        for one in every:
            if not one.right:
                print(f"  - {one.question}\n      {one.statement}\n      {one.answer.text}")


def _opened(path: Path, arguments: Sequence[str]) -> tuple[Corpus, list[dict[str, Any]]]:
    """Return the papers of a set, searchable, and the statements that are asked for."""
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    folder = Path(tempfile.gettempdir()) / "golden-thread-strangers" / path.stem
    folder.mkdir(parents=True, exist_ok=True)
    papers(entries, folder)
    if "--odd" in arguments:
        return open_corpus(folder), entries[1::2]
    return open_corpus(folder), entries[::2] if "--even" in arguments else entries


if __name__ == "__main__":
    main(sys.argv[1:])
