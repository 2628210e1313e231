"""A folder in BEIR's format -> documents, queries and what is relevant to each."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parent.parent.parent.parent / "shared"
BEIR = SHARED / "eval" / "beir"


@dataclass(frozen=True, slots=True)
class BeirDocument:
    """One document; `whole` is what a single vector is made of."""

    id: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        return f"{self.title} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class BeirSet:
    """One set: `relevant` gives each query's documents with their grade."""

    name: str
    documents: tuple[BeirDocument, ...]
    queries: dict[str, str]
    relevant: dict[str, dict[str, int]]


def read_set(folder: Path, split: str = "test") -> BeirSet:
    """Read corpus.jsonl, queries.jsonl and the split's qrels; only judged queries are kept."""
    relevant = _read_qrels(folder / "qrels" / f"{split}.tsv")
    documents = tuple(
        BeirDocument(row["_id"], row.get("title", "").strip(), row["text"].strip())
        for row in _rows(folder / "corpus.jsonl")
    )
    queries = {
        row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl") if row["_id"] in relevant
    }
    return BeirSet(folder.name, documents, queries, relevant)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    relevant: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if int(row["score"]) > 0:
                relevant.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    return relevant
