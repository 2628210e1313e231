"""What is said when papers are set against each other: each in its own words, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.threads import Threads
from assistant.types import EVERYTHING, Answer, Document, Filters, Passage, Question, Reader
from tests.answering.small_library import SmallLibrary


class Shelf:
    """A small library whose passages are found by document and kind, as an index would."""

    def __init__(self, library: SmallLibrary) -> None:
        self.library = library

    def searched(self, *, reader: Reader, filters: Filters) -> list[Document]:
        return [
            self.library.document(one)
            for one in self.library.texts
            if reader.may_read(self.library.document(one).audience)
            and (not filters.documents or one in filters.documents)
        ]

    def find(self, question: Question, reader: Reader) -> Sequence[Passage]:
        filters = question.filters
        allowed = {one.id for one in self.searched(reader=reader, filters=filters)}
        return [
            one
            for one in self.library.passages(question.alone)
            if one.chunk.document_id in allowed
            and (not filters.kinds or one.chunk.kind in filters.kinds)
        ]


def library() -> SmallLibrary:
    shelf = SmallLibrary()
    shelf.add("wen-vision", "# Aims\n\nBring gigabit broadband to 98 per cent of homes.", "vision")
    shelf.add(
        "digital-strategy",
        "# Aims\n\nWe will bring gigabit broadband to 90 per cent of homes by 2027.\n\n"
        "We will lend tablets to people who have none.",
        "strategy",
    )
    shelf.add(
        "minutes",
        "# Broadband\n\nDecision: The Board agreed to pay for gigabit broadband in homes.",
        "board",
    )
    return shelf


def answer(question: str, shelf: SmallLibrary | None = None, **narrowed: object) -> Answer | None:
    books = Shelf(shelf or library())
    threads = Threads(books, books.library, books.find, books.library.embedder)
    reader = narrowed.get("reader", EVERYTHING)
    assert isinstance(reader, Reader)
    return threads.answer(Question(question), reader=reader)


def test_figures_of_two_papers_stand_side_by_side_vision_first() -> None:
    found = answer(
        "How does the digital strategy's gigabit broadband target compare with the vision's?"
    )

    assert found is not None
    assert [one.locator.document_id for one in found.citations] == [
        "wen-vision",
        "digital-strategy",
    ]
    assert re.search(r"98 per cent.*90 per cent", found.text)
    assert found.thread is None


def test_a_subject_is_followed_from_the_vision_to_the_board() -> None:
    found = answer("What has become of gigabit broadband in homes, from the vision to the Board?")

    assert found is not None
    assert found.thread is not None
    kinds = [one.locator.kind for one in found.citations]
    assert kinds == ["vision", "strategy", "board"]
    assert found.thread.gaps == ()


def test_a_named_paper_that_is_silent_is_told() -> None:
    shelf = library().add("climate-plan", "# Land\n\nThe marsh floods in winter.", "strategy")

    found = answer(
        "How do the digital strategy and the climate plan deal with gigabit broadband?", shelf
    )

    assert found is not None
    assert found.status == "partial"
    assert "Nothing on this was found in Climate-Plan." in found.text
    assert {one.locator.document_id for one in found.citations} == {"digital-strategy"}


def test_a_paper_for_others_neither_speaks_nor_is_named() -> None:
    shelf = library()
    shelf.add(
        "secret-plan", "# Aims\n\nGigabit broadband to 10 homes only.", "strategy", ("board",)
    )

    found = answer(
        "How do the digital strategy and the secret plan deal with gigabit broadband?",
        shelf,
        reader=Reader(frozenset(("public",))),
    )

    assert found is None or "ecret" not in found.text


def test_a_plain_question_is_left_to_others() -> None:
    assert answer("How many homes will have broadband?") is None


def test_who_acts_may_be_another_paper_of_the_same_kind_as_the_one_named() -> None:
    shelf = library()
    shelf.add(
        "village-plan", "# Aims\n\nGigabit broadband: we take the homes in the hills.", "strategy"
    )

    named = answer("How does the digital strategy take up gigabit broadband in homes?", shelf)
    acting = answer("After the digital strategy, who takes up gigabit broadband in homes?", shelf)

    assert named is not None
    assert acting is not None
    assert "village-plan" not in {one.locator.document_id for one in named.citations}
    assert "village-plan" in {one.locator.document_id for one in acting.citations}


def test_at_most_four_papers_that_are_not_named_are_quoted() -> None:
    shelf = library()
    for number in range(6):
        text = f"# Aims\n\nWe will bring gigabit broadband to the homes of valley {number}."
        shelf.add(f"plan-{number}", text, "strategy" if number % 2 else "board")

    given = answer("Who takes up gigabit broadband in homes, from the vision to the Board?", shelf)
    every = answer("Which strategies speak of gigabit broadband in homes?", shelf)

    assert given is not None
    assert every is not None
    others = {one.locator.document_id for one in given.citations} - {"wen-vision"}
    assert 0 < len(others) <= 4
    assert {one.locator.kind for one in every.citations} == {"strategy"}


def test_the_english_half_of_a_bilingual_paper_is_quoted() -> None:
    shelf = library()
    shelf.add(
        "hill-guide",
        "# Broadband\n\nGigabit broadband pour toutes les maisons de la commune et du pays."
        "\n\nGigabit broadband is for all of the homes, the farms and the inns in the hills.",
        "other",
    )

    given = answer(
        "How do the hill guide and the digital strategy compare on gigabit broadband?", shelf
    )

    assert given is not None
    quotes = " ".join(one.quote for one in given.citations)
    assert "in the hills" in quotes
    assert "maisons" not in quotes
