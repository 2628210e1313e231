from dataclasses import replace

import pytest

from assistant.retrieval.asked_for import AskedFor
from assistant.retrieval.duplicates import fold_duplicates, lower_repeats
from assistant.retrieval.fragments import weigh_fragments
from assistant.retrieval.fusion import fuse
from assistant.retrieval.joining import MOST_TOKENS, Joiner
from assistant.retrieval.reranking import rerank
from assistant.retrieval.variety import spans_documents, vary
from assistant.types import Hit, Passage
from tests.fakes import WordCounter
from tests.retrieval.passages import chunk, passage

HOMES = "We will build 2,400 homes a year with our partners across the county by 2030."


def test_a_chunk_that_both_ways_find_comes_first() -> None:
    fused = fuse({"dense": [Hit(1, 0.9), Hit(2, 0.8), Hit(3, 0.1)], "lexical": [Hit(2, 9.0)]})

    assert [hit.row for hit, _ in fused] == [2, 1, 3]
    assert fused[0][1] == {"dense": 0.8, "lexical": 9.0}


def test_a_way_that_finds_nothing_takes_nothing_away() -> None:
    assert [hit.row for hit, _ in fuse({"dense": [Hit(5, 0.3)], "lexical": []})] == [5]


def test_the_same_words_in_two_papers_are_shown_once_with_both_places() -> None:
    (kept,) = fold_duplicates([passage(HOMES), passage(HOMES.upper(), 0.5, document="report")])

    assert kept.chunk.document_id == "plan"
    assert [place.document_id for place in kept.also] == ["report"]


@pytest.mark.parametrize(
    "other", [HOMES.replace("2,400", "1,400"), HOMES.replace("will build", "will not build")]
)
def test_another_figure_or_a_denial_is_no_repeat(other: str) -> None:
    assert len(fold_duplicates([passage(HOMES), passage(other, document="report")])) == 2


def test_the_number_of_a_paragraph_makes_no_other_text() -> None:
    numbered = [passage(f"17. {HOMES} [3]"), passage(f"2. {HOMES}", 0.5, document="report")]

    assert len(fold_duplicates(numbered)) == 1


AROUND = "The plan was agreed by the Board in March and is looked at every year."


def _order(*texts: str) -> list[str]:
    weighed = lower_repeats(passage(text, 1 - place / 10) for place, text in enumerate(texts))
    return [one.chunk.text for one in weighed]


def test_what_a_better_passage_tells_already_comes_after_what_is_new() -> None:
    assert _order(f"{HOMES} {AROUND}", HOMES, "Other.") == [f"{HOMES} {AROUND}", "Other.", HOMES]


@pytest.mark.parametrize(
    "other",
    [
        HOMES.replace("2,400", "1,400"),
        HOMES.replace("will build", "will not build"),
        "Our county homes will, with a year, build partners by the 2030.",
    ],
)
def test_what_differs_in_figure_denial_or_order_is_not_lowered(other: str) -> None:
    assert _order(f"{HOMES} {AROUND}", other, "Other.")[1] == other


def test_what_denies_the_better_passage_no_more_is_not_lowered() -> None:
    denied = HOMES.replace("will build", "will not build")

    assert _order(f"{denied} {AROUND}", HOMES, "Other.")[1] == HOMES


TEXT = "One two three.\n\nFour five six.\n\nSeven eight nine."


def _piece(words: str, score: float = 1.0) -> Passage:
    return passage(words, score, start=TEXT.index(words))


def _joined(*passages: Passage, text: str = TEXT) -> list[Passage]:
    return Joiner(lambda _: text, WordCounter()).join(passages)


def test_neighbours_that_were_both_found_become_one_passage() -> None:
    first, other, second = (
        _piece("Four five six."),
        passage("x", document="b"),
        _piece("One two three."),
    )

    joined = _joined(first, other, second)

    assert [one.chunk.text for one in joined] == ["One two three.\n\nFour five six.", "x"]
    whole = joined[0].chunk
    assert TEXT[whole.start : whole.end] == whole.text
    assert whole.id == f"{second.chunk.id}+{first.chunk.id}"
    assert whole.blocks == (second.chunk.blocks[0], first.chunk.blocks[1])


def test_a_third_neighbour_joins_through_the_second() -> None:
    (whole,) = _joined(
        _piece("One two three."), _piece("Seven eight nine."), _piece("Four five six.")
    )

    assert whole.chunk.text == TEXT


def test_chunks_with_words_between_them_stay_apart() -> None:
    assert len(_joined(_piece("One two three."), _piece("Seven eight nine."))) == 2


def test_chunks_of_two_sections_stay_apart() -> None:
    second = _piece("Four five six.")
    elsewhere = replace(second, chunk=replace(second.chunk, section=("2",)))

    assert len(_joined(_piece("One two three."), elsewhere)) == 2


def test_a_joined_passage_is_never_longer_than_a_passage_may_be() -> None:
    words = [f"w{number} " * 100 for number in range(4)]
    text = "".join(words)
    pieces = [passage(part.strip(), start=text.index(part)) for part in words]

    joined = _joined(*pieces, text=text)

    assert [WordCounter().count(one.chunk.text) for one in joined] == [200, 200]
    assert MOST_TOKENS == 250


@pytest.mark.parametrize(
    "question",
    [
        "How does Move More align with the vision?",
        "Which strategies serve the ambition A good start?",
        "Do the two plans agree on the number of homes?",
        "How does the skills strategy serve the ambition Work worth having?",
    ],
)
def test_a_question_of_alignment_spans_documents(question: str) -> None:
    assert spans_documents(question)


@pytest.mark.parametrize("question", ["How many homes?", "Who chairs the Board?"])
def test_a_plain_question_does_not(question: str) -> None:
    assert not spans_documents(question)


def test_a_second_document_comes_before_the_third_passage_of_the_first() -> None:
    found = [
        passage("a", 1.0),
        passage("b", 0.95),
        passage("c", 0.9),
        passage("d", 0.8, document="b"),
    ]

    assert [one.chunk.text for one in vary(found)] == ["a", "b", "d", "c"]


class _LikesLongTexts:
    def scores(self, query: str, texts: list[str]) -> list[float]:
        return [float(len(text)) for text in texts]


def test_a_reranker_sets_the_order_and_scores_go_on_falling() -> None:
    found = [passage("short", 0.9), passage("much longer", 0.4)]

    ranked = rerank("?", found, _LikesLongTexts())

    assert [one.chunk.text for one in ranked] == ["much longer", "short"]
    assert [one.score for one in ranked] == [0.9, 0.4]
    assert ranked[0].found_by["reranker"] == len("plan\nmuch longer")


def test_chunks_of_different_documents_stay_apart() -> None:
    one, other = chunk("One."), chunk(" Two.", document="b", start=4)

    assert len(_joined(Passage(one, 1.0), Passage(other, 0.9))) == 2


def test_a_scrap_of_a_title_page_does_not_come_before_a_sentence() -> None:
    scrap, sentence = passage("Board paper", 1.0), passage(HOMES, 0.9, document="report")

    assert weigh_fragments([scrap, sentence])[0].chunk == sentence.chunk


def test_a_short_sentence_that_fits_far_better_stays_first() -> None:
    short, sentence = passage("The fee is £40.", 1.0), passage(HOMES, 0.4, document="report")

    assert weigh_fragments([short, sentence])[0].chunk == short.chunk


def test_a_signature_is_no_scrap_to_who_asks_who_signed() -> None:
    signature, sentence = passage("Cllr Ada Fenn", 1.0), passage(HOMES, 0.9, document="report")

    weighed = weigh_fragments([signature, sentence], answers=AskedFor.of("Who signed?").is_held)

    assert weighed[0].chunk == signature.chunk
