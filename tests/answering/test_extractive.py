"""Extractive answers: what is quoted, what is refused, who may see it."""

import pytest

from assistant.answering.answerability import answer_features
from assistant.answering.asking import read_question
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.answering.model import packaged_weights
from assistant.answering.ranking import rank
from assistant.types import EVERYTHING, Answer, Question, Reader
from tests.answering.small_library import SmallLibrary

VISION = """# Our ambitions

The vision for Wenshire was launched at the Assembly on 19 September 2017.

The three ambitions of the vision are to:

- Enjoy life long into old age
- Provide an equal start for every child
- Connect us to each other

# Homes

Over the next 20 years Wenshire will need 140,000 new homes. They should be near good transport.
"""
STRATEGY = """# Homes

The housing strategy serves the ambition of the vision with 900 new homes a year in Wenshire.
"""


def library() -> SmallLibrary:
    return SmallLibrary().add("vision", VISION, "vision").add("housing", STRATEGY, "strategy")


def ask(question: str, books: SmallLibrary, reader: Reader = EVERYTHING) -> Answer:
    answerer = ExtractiveAnswerer(books.embedder, books)
    return answerer.answer(Question(question), books.passages(question), reader=reader)


def test_the_sentence_with_the_fact_is_quoted() -> None:
    answer = ask("How many new homes will Wenshire need over the next 20 years?", library())

    assert answer.status == "answered"
    assert "140,000 new homes" in answer.statements[0].text
    assert answer.text.endswith("[1]")


FEES = """# Permits

| Permit: Skip | First week: £40 | Each further week: £12

| Permit: Scaffold | First month: £90 | Each further week: £30

| Year: 2024 | Permits sold: 310 | Refused: 14
"""


@pytest.mark.parametrize(
    ("question", "is_none"),
    [
        ("First week of a skip permit?", 0.0),
        ("First week of a market stall permit?", 1.0),
        ("First week of a skip permit.", 1.0),
    ],
)
def test_a_phrase_with_a_question_mark_asks_for_what_tells_all_of_it(
    question: str, is_none: float
) -> None:
    books = SmallLibrary().add("fees", FEES)
    selection = packaged_weights().selection
    passages = books.passages(question)
    ranking = rank(read_question(question), passages, books, selection, books.embedder)

    assert answer_features(ranking)["no_question"] == is_none


@pytest.mark.parametrize(
    ("question", "is_lost"),
    [
        ("Which divers are not insured?", 1.0),
        # It is told above, by a word of its kin, or the asker knows it beforehand.
        ("How many of the unpaid, unable divers are trained?", 0.0),
        ("Who bears the risk of failing to train divers?", 0.0),
        ("There is no pool, so where do divers train?", 0.0),
    ],
)
def test_what_is_denied_in_a_question_may_be_told_above_or_known_beforehand(
    question: str, is_lost: float
) -> None:
    text = "# Willing but unable divers\n\nDivers train in the dock. Failure is the club's risk."
    if is_lost:
        text = "# Divers\n\nDivers train in the dock."
    books = SmallLibrary().add("divers", text)
    passages, selection = books.passages(question), packaged_weights().selection
    ranking = rank(read_question(question), passages, books, selection, books.embedder)

    assert answer_features(ranking)["negation"] == is_lost


def test_a_row_that_begins_with_a_year_is_told_whole() -> None:
    answer = ask("How many permits were sold in 2024?", SmallLibrary().add("fees", FEES))

    assert answer.text.startswith("2024 – permits sold: 310; refused: 14")


def test_a_list_is_given_whole_with_its_lead() -> None:
    answer = ask("What are the three ambitions of the vision?", library())

    quote = answer.citations[0].quote
    assert quote.startswith("The three ambitions")
    assert quote.endswith("Connect us to each other")
    assert "Enjoy life long into old age; Provide an equal start" in answer.text


@pytest.mark.parametrize("question", ["asdf qwerty zxcv", "What is the best recipe for apple pie?"])
def test_what_the_documents_do_not_speak_of_is_refused(question: str) -> None:
    answer = ask(question, library())

    assert (answer.status, answer.statements) == ("not_found", ())
    assert len(answer.nearest) <= 3
    assert answer.no in ("near", "nothing")


def test_no_passages_and_a_question_without_words_are_refused() -> None:
    answerer = ExtractiveAnswerer(library().embedder, library())

    assert answerer.answer(Question("Homes?"), [], reader=EVERYTHING).no == "nothing"
    assert ask("???", library()).no == "nothing"


def test_a_passage_that_the_reader_may_not_read_is_never_shown() -> None:
    books = SmallLibrary().add("secret", VISION, "vision", audience=("board",))

    answer = ask("How many new homes will Wenshire need?", books, Reader(frozenset({"public"})))

    assert (answer.citations, answer.nearest, answer.no) == ((), (), "nothing")


def test_alignment_is_answered_as_a_thread_with_its_gaps() -> None:
    answer = ask("Does the strategy on new homes serve the vision for homes?", library())

    assert answer.thread is not None
    assert answer.thread.vision
    assert answer.thread.strategy
    assert answer.thread.gaps == ("board",)
    assert "No board paper was found that speaks of it." in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How many new homes will Wenshire need?",
        "What are the ambitions?",
        "When was the vision launched?",
        "How does the housing strategy serve the vision?",
        "Who leads Wenshire?",
    ],
)
def test_every_statement_is_cited_and_every_quote_stands_in_its_text(question: str) -> None:
    books = library()

    answer = ask(question, books)

    for citation in (*answer.citations, *answer.nearest):
        place = citation.locator
        assert books.texts[place.document_id][place.start : place.end] == citation.quote
        assert len(citation.quote) <= 800
    numbers = {citation.number for citation in answer.citations}
    assert all(one.citations and numbers.issuperset(one.citations) for one in answer.statements)


TABLE_AND_NOTES = """# Equality implications

None

# Costs

The plan will cost £3 million.[4] It was agreed.
"""


def test_a_word_alone_is_said_with_its_heading_and_marks_of_notes_are_no_citations() -> None:
    books = SmallLibrary().add("report", TABLE_AND_NOTES, "board")

    answer = ask("How much will the plan cost?", books)

    assert "[4]" not in answer.text
    assert answer.citations[0].quote.startswith("The plan will cost £3 million.[4]")


def test_an_amount_is_not_answered_by_words_without_one() -> None:
    books = SmallLibrary().add(
        "report", "# Libraries\n\nThe budget of the libraries is set by the cabinet.\n", "board"
    )

    answer = ask("How much is the budget of the libraries?", books)

    assert answer.status == "not_found"


ARCHIVE = """# Maps

A team at the archive is responsible for putting old maps online. Ann Lark leads this with joy.

# Talks

Talks with growers were held in August 2019. In all there were 14 talks with growers of apples.
"""


def test_who_holds_it_is_named_by_the_sentence_behind_the_one_that_tells_of_it() -> None:
    answer = ask(
        "Who leads the team that puts old maps online?", SmallLibrary().add("archive", ARCHIVE)
    )

    assert "Ann Lark leads this" in answer.text


def test_the_second_fact_is_taken_from_the_sentence_before() -> None:
    question = "When were the talks with growers, and how many talks with growers were there?"

    answer = ask(question, SmallLibrary().add("archive", ARCHIVE))

    assert answer.status == "answered"
    assert "August 2019" in answer.text
    assert "14 talks" in answer.text


def test_who_signed_a_foreword_is_the_name_that_stands_under_it() -> None:
    books = SmallLibrary().add(
        "plan", "# Foreword\n\nWe begin anew here.\n\nAnn Lark, Mayor of Tarn"
    )
    books.add("report", "# Annex\n\nThe foreword was signed by all who came to Tarn.")

    answer = ask("Who signed the foreword to the plan?", books)

    assert answer.text == "Ann Lark, Mayor of Tarn. [1]"
