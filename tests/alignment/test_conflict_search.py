"""Conflicts are found without comparing all with all, and none is lost by that."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml

from assistant.alignment.conflict_search import clashing
from assistant.alignment.statements import Said, Source
from assistant.language.commitment import commitment
from assistant.language.conflicts import clash
from assistant.types import Document, Locator, Status

PAIRS = Path(__file__).parents[1] / "quality" / "alignment" / "conflict_pairs.yaml"


def _source(name: str, texts: list[str], status: Status = "approved") -> Source:
    """Return a document whose statements are all alike in meaning, so that words alone decide."""
    document = Document(name, name, name, "strategy", "", "v", status=status)
    said = [
        Said(Locator(name, name, "strategy", "v", 0, len(text)), text, False, commitment(text))
        for text in texts
    ]
    vectors = np.ones((len(texts), 1), dtype=np.float32)
    return Source(document, None, tuple(said), vectors)


def test_every_clash_of_the_pairs_is_found_among_all_others() -> None:
    pairs = yaml.safe_load(PAIRS.read_text(encoding="utf-8"))["conflicting"]
    ones = _source("one", [pair["a"] for pair in pairs])
    others = _source("other", [pair["b"] for pair in pairs])

    found = {frozenset((one.a.text, one.b.text)) for one in clashing([ones, others])}

    strengths = {"will", "aims"}
    expected = {
        frozenset((a.text, b.text))
        for a in ones.said
        for b in others.said
        if {a.commitment.strength, b.commitment.strength} <= strengths and clash(a.text, b.text)
    }
    assert found == expected
    assert len(found) >= 10


def test_a_conflict_that_many_documents_repeat_is_shown_once() -> None:
    first = [_source(f"a{n}", ["We will plant 9,000 trees in Aldmarsh by 2030."]) for n in range(3)]
    second = [_source("b", ["We will plant 14,000 trees in Aldmarsh by 2030."])]

    [found] = clashing([*first, *second])

    assert found.also == 2


def test_superseded_documents_and_one_document_with_itself_do_not_clash() -> None:
    one, other = (
        "We will plant 9,000 trees in Aldmarsh by 2030.",
        "We will plant 14,000 trees in Aldmarsh by 2030.",
    )

    assert not clashing([_source("a", [one, other])])
    assert not clashing([_source("a", [one]), _source("b", [other], "superseded")])
