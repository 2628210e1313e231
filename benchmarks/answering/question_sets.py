"""The question sets that the answerer is measured on -> questions with what is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.types import Answer

REPOSITORY = Path(__file__).parents[2]
SHARED = REPOSITORY.parent / "shared"
_QUESTIONS = REPOSITORY / "tests" / "quality" / "questions"
_DOCUMENTS = SHARED / "documents"
_REFUSAL = SHARED / "eval" / "refusal"

# name: (folder of documents, question file); the *_sealed files are never opened here.
SETS: dict[str, tuple[Path, Path]] = {
    "squad2": (_REFUSAL / "squad2" / "documents", _REFUSAL / "squad2" / "questions.yaml"),
    "clapnq": (_REFUSAL / "clapnq" / "documents", _REFUSAL / "clapnq" / "questions.yaml"),
    "essex": (_DOCUMENTS / "essex", SHARED / "eval" / "essex_dev.yaml"),
    "essex_more": (_DOCUMENTS / "essex", _QUESTIONS / "essex_more_dev.yaml"),
    "uk_digital": (_DOCUMENTS / "uk-digital-strategy", _QUESTIONS / "uk_digital_dev.yaml"),
    "uk_justice": (_DOCUMENTS / "uk-justice-digital-strategy", _QUESTIONS / "uk_justice_dev.yaml"),
    "us_federal": (_DOCUMENTS / "us-federal-data-strategy", _QUESTIONS / "us_federal_dev.yaml"),
    "canada": (_DOCUMENTS / "canada-it-strategy", _QUESTIONS / "canada_dev.yaml"),
}
SETS["sample"] = (
    REPOSITORY / "corpus" / "sample",
    REPOSITORY / "tests" / "data" / "sample_questions.yaml",
)
for _name, _over in (("sample", "sample"), ("essex", "essex"), ("uk_digital", "uk_digital")):
    SETS[f"near_{_name}"] = (SETS[_over][0], _QUESTIONS / f"near_misses_{_name}_dev.yaml")
for _name in ("essex", "uk_justice", "us_federal", "uk_digital"):
    SETS[f"fresh_{_name}"] = (SETS[_name][0], _QUESTIONS / f"fresh_{_name}_dev.yaml")
for _name in ("essex", "uk_justice", "us_federal", "uk_digital", "canada", "sample"):
    SETS[f"fresh2_{_name}"] = (SETS[_name][0], _QUESTIONS / f"fresh2_{_name}_dev.yaml")
    SETS[f"fresh3_{_name}"] = (SETS[_name][0], _QUESTIONS / f"fresh3_{_name}_dev.yaml")
for _name in ("sample", "uk_digital"):
    SETS[f"independent_{_name}"] = (SETS[_name][0], _QUESTIONS / f"independent_{_name}.yaml")
OFFICERS = tuple(name for name in SETS if name not in ("squad2", "clapnq"))
_PLAIN = str.maketrans("‘’“”‐‑‒–—―−", "''\"\"-------")


@dataclass(frozen=True, slots=True)
class Item:
    """One question with what a right answer has; `answerable` is false for those to be refused."""

    question: str
    answerable: bool
    aligned: bool = False
    must: tuple[tuple[str, ...], ...] = ()
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()


def available() -> list[str]:
    """Return the names of the sets whose files are there."""
    return [name for name, paths in SETS.items() if all(path.exists() for path in paths)]


def items_of(name: str) -> list[Item]:
    """Return the questions of a set."""
    fields = yaml.safe_load(SETS[name][1].read_text(encoding="utf-8"))
    answerable = [_item(one, aligned=False) for one in fields.get("answerable", [])]
    aligned = [_item(one, aligned=True) for one in fields.get("alignment", [])]
    return [
        *answerable,
        *aligned,
        *(Item(one, answerable=False) for one in fields.get("unanswerable", [])),
    ]


def _item(fields: dict[str, Any], *, aligned: bool) -> Item:
    return Item(
        question=fields["q"],
        answerable=True,
        aligned=aligned,
        must=tuple(tuple(group) for group in fields.get("must", [])),
        any_of=tuple(fields.get("document", [])),
        all_of=tuple(fields.get("documents_all", [])),
        evidence=tuple(fields.get("evidence", [])),
        gold=tuple(fields.get("gold_sentences", [])),
    )


def plain(text: str) -> str:
    """Return text as it is compared: lower case, one space, plain quotes and dashes."""
    return " ".join(text.lower().translate(_PLAIN).split())


def holds(text: str, wanted: str) -> bool:
    """Say whether `wanted` stands in `text` from a word boundary on."""
    return re.search(rf"(?<!\w){re.escape(plain(wanted))}", plain(text)) is not None


def facts_right(item: Item, answer: Answer) -> bool:
    """Say whether the answer holds every needed fact."""
    said = " ".join([answer.text, *(citation.quote for citation in answer.citations)])
    if item.gold:
        return gold_share(item, answer) >= 0.5
    return all(any(holds(said, one) for one in group) for group in item.must)


def gold_share(item: Item, answer: Answer) -> float:
    """Return the share of the words of the gold sentences that stand in the right quotes."""
    quotes = [one.quote for one in answer.citations if one.locator.document_id in item.any_of]
    quoted = set(re.findall(r"\w+", " ".join(quotes).lower()))
    wanted = re.findall(r"\w+", " ".join(item.gold).lower())
    return sum(word in quoted for word in wanted) / max(1, len(wanted))


def cited_right(item: Item, answer: Answer) -> bool:
    """Say whether the right documents are cited, and one quote holds the evidence."""
    cited = {one.locator.document_id for one in answer.citations}
    if item.all_of:
        return cited.issuperset(item.all_of)
    if cited.isdisjoint(item.any_of):
        return False
    return not item.evidence or any(
        holds(one.quote, wanted) for one in answer.citations for wanted in item.evidence
    )


def carrying(item: Item, answer: Answer) -> Sequence[bool]:
    """Say of each statement whether it, or its quote, carries a needed fact."""
    numbered = {one.number: one.quote for one in answer.citations}
    wanted = [one for group in item.must for one in group] + list(item.evidence)
    return [
        any(holds(" ".join([one.text, *(numbered[n] for n in one.citations)]), w) for w in wanted)
        for one in answer.statements
    ]
