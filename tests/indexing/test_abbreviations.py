from pathlib import Path

from assistant.indexing.abbreviations import Expander, read_abbreviations, write_abbreviations
from assistant.indexing.catalogue import Catalogue
from assistant.types import EVERYTHING, Document, Reader
from tests.retrieval.passages import chunk

PUBLIC = Reader(frozenset({"public"}))
CATALOGUE = Catalogue(
    [
        Document("plan", "plan.md", "Plan", "strategy", "", "1"),
        Document("secret", "secret.md", "Secret", "board", "", "1", audience=("board",)),
    ]
)
CHUNKS = [
    chunk("The Better Care Fund (BCF) pays for two Integrated Care Boards (ICBs)."),
    chunk("Project Quiet Harbour Works (QHW) is not public.", document="secret"),
]


def _expander(tmp_path: Path) -> Expander:
    write_abbreviations(tmp_path / "abbreviations.json", CHUNKS)
    return Expander(read_abbreviations(tmp_path / "abbreviations.json"), CATALOGUE)


def test_both_forms_are_asked_for(tmp_path: Path) -> None:
    expander = _expander(tmp_path)

    short = expander.other_forms("What does the BCF pay for?", reader=PUBLIC)
    long = expander.other_forms("Which integrated care board leads?", reader=PUBLIC)

    assert short == "Better Care Fund"
    assert long == "ICB"


def test_a_question_that_names_both_or_neither_stays_as_it_is(tmp_path: Path) -> None:
    expander = _expander(tmp_path)

    for question in ("Is the Better Care Fund (BCF) new?", "Who pays?", "Is bcf a word?"):
        assert expander.other_forms(question, reader=PUBLIC) == ""


def test_what_a_secret_paper_spells_out_stays_secret(tmp_path: Path) -> None:
    expander = _expander(tmp_path)

    assert expander.other_forms("What is QHW?", reader=PUBLIC) == ""
    assert "Quiet Harbour" in expander.other_forms("What is QHW?", reader=EVERYTHING)


def test_a_snapshot_from_before_has_none(tmp_path: Path) -> None:
    assert read_abbreviations(tmp_path / "abbreviations.json") == []
