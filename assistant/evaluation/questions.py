"""A question file -> questions with what a right answer must hold.

The form is that of INTERFACES.md section 5. `gold_sentences` may stand instead of `must` and
`evidence`: sentences of which at least half of the words should stand in the quotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.errors import UsageError

Expectation = Literal["answerable", "alignment", "unanswerable"]
_FIELDS: Mapping[Expectation, frozenset[str]] = {
    "answerable": frozenset({"q", "must", "document", "evidence", "gold_sentences", "gold_answer"}),
    "alignment": frozenset({"q", "must", "documents_all"}),
    "unanswerable": frozenset({"q"}),
}


@dataclass(frozen=True, slots=True)
class ExamQuestion:
    """A question and its expectations.

    `must`: of each group one alternative stands in a right answer. `documents`: one of them is
    cited, all of them when the question is one of alignment. `evidence`: one cited quote holds one
    of these. `gold_sentences`: instead of `must`, half of their words stand in the quotes.
    """

    text: str
    expectation: Expectation
    must: tuple[tuple[str, ...], ...] = ()
    documents: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    gold_sentences: tuple[str, ...] = ()


def read_questions(path: Path) -> list[ExamQuestion]:
    """Return the questions of a file in its order.

    Raises:
        UsageError: the file cannot be read or does not have the form of INTERFACES.md; the message
            names the question at fault.
    """
    sections = _load(path)
    questions = [
        _question(entry, expectation, f"{path.name}, {expectation} {number}")
        for expectation in _FIELDS
        for number, entry in enumerate(_entries(sections, expectation, path), 1)
    ]
    if not questions:
        raise UsageError(f"{path.name} holds no questions. See the example in docs/retrieval.md.")
    return questions


def _load(path: Path) -> Mapping[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"The question file {path} cannot be read: {error.strerror}.") from error
    except yaml.MarkedYAMLError as error:
        raise UsageError(f"{path.name} is not valid YAML{_fault(error)}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} is not valid YAML: {error}") from error
    if not isinstance(content, Mapping):
        raise UsageError(f"{path.name} must have the sections {_names(_FIELDS)}.")
    if unknown := content.keys() - _FIELDS.keys():
        raise UsageError(
            f"{path.name} has an unknown section {_names(unknown)}; known: {_names(_FIELDS)}."
        )
    return content


def _fault(error: yaml.MarkedYAMLError) -> str:
    """Return where the fault is and what it is, as a person counts lines."""
    mark = error.problem_mark or error.context_mark
    place = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
    problem = error.problem or error.context or "unreadable"
    if problem.startswith("mapping values"):
        problem += " (a text with a colon in it needs quotes around it)"
    return f"{place}: {problem}."


def _entries(sections: Mapping[str, Any], expectation: Expectation, path: Path) -> list[Any]:
    entries = sections.get(expectation) or []
    if not isinstance(entries, list):
        raise UsageError(f"{path.name}: {expectation} must be a list of questions.")
    return entries


def _question(entry: Any, expectation: Expectation, where: str) -> ExamQuestion:
    fields = entry if isinstance(entry, Mapping) else {"q": entry}
    if unknown := fields.keys() - _FIELDS[expectation]:
        known = _names(_FIELDS[expectation])
        raise UsageError(f"{where} has an unknown field {_names(unknown)}; known: {known}.")
    text = fields.get("q")
    if not isinstance(text, str) or not text.strip():
        raise UsageError(f"{where} has no question in q.")
    documents = fields.get("documents_all" if expectation == "alignment" else "document")
    return ExamQuestion(
        text=text,
        expectation=expectation,
        must=_groups(fields.get("must"), where),
        documents=_texts(documents, f"{where}: the documents"),
        evidence=_texts(fields.get("evidence"), f"{where}: evidence"),
        gold_sentences=_texts(fields.get("gold_sentences"), f"{where}: gold_sentences"),
    )


def _groups(given: Any, where: str) -> tuple[tuple[str, ...], ...]:
    if given is not None and not isinstance(given, list):
        raise UsageError(f'{where}: must is a list of lists, such as [["20 years"], ["2040"]].')
    groups = tuple(_texts(group, f"{where}: each group of must") for group in given or ())
    if not all(groups):
        raise UsageError(f"{where}: a group of must holds no text, so no answer could have it.")
    return groups


def _texts(given: Any, where: str) -> tuple[str, ...]:
    """Return a list of texts; a single text stands for a list of one, a figure for its digits."""
    listed = given if isinstance(given, list) else [] if given is None else [given]
    if not all(isinstance(one, str | int | float) and str(one).strip() for one in listed):
        raise UsageError(f"{where} must be texts, none of them empty.")
    return tuple(str(one) for one in listed)


def _names(names: Any) -> str:
    return ", ".join(sorted(str(name) for name in names))
