from dataclasses import replace

from assistant.evaluation.exam import Exam
from assistant.evaluation.figures import figures_of
from assistant.evaluation.marks import Answered, Outcome
from assistant.evaluation.questions import ExamQuestion
from assistant.types import Answer, Reader
from tests.evaluation.fakes import FakeExamined, answer, citation
from tests.fakes import WordCounter

READER = Reader(frozenset({"public"}))
HOMES = ExamQuestion(
    "How many homes?",
    "answerable",
    must=(("140,000",), ("20 years", "twenty years")),
    documents=("vision",),
    evidence=("140,000 new homes",),
)
SENTENCE = "Essex needs 140,000 new homes over 20 years."


def _outcome(question: ExamQuestion, given: Answer | None = None) -> Outcome:
    answers = {question.text: given} if given else {}
    exam = Exam(FakeExamined(answers), WordCounter(), reader=READER)
    (outcome,) = exam.outcomes([question])
    return outcome


def _answered(question: ExamQuestion, given: Answer) -> Answered:
    answered = _outcome(question, given).answered
    assert answered is not None
    return answered


def test_an_answer_with_the_facts_and_the_evidence_is_right() -> None:
    outcome = _outcome(HOMES, answer(f"{SENTENCE} [1]", citation(1, "vision", SENTENCE)))

    assert outcome.is_right
    assert outcome.answered is not None
    assert (outcome.answered.words, outcome.answered.quotes) == (8, (len(SENTENCE),))
    assert outcome.answered.statements_needed == 1


def test_a_missing_fact_makes_an_answer_wrong() -> None:
    marked = _answered(HOMES, answer("140,000 new homes. [1]", citation(1, "vision", SENTENCE)))

    assert marked.facts is False
    assert marked.cited is True


def test_a_citation_of_another_document_is_no_right_citation() -> None:
    quote = "We will build homes near stations."

    assert _answered(HOMES, answer(SENTENCE, citation(1, "strategy", quote))).cited is False


def test_a_quote_without_the_evidence_is_no_right_citation() -> None:
    given = answer(SENTENCE, citation(1, "vision", "Children come first."))

    assert _answered(HOMES, given).cited is False


def test_a_quote_that_does_not_stand_at_its_place_is_counted() -> None:
    true = citation(1, "vision", SENTENCE)
    shifted = replace(true, locator=replace(true.locator, start=1, end=true.locator.end + 1))

    assert _answered(HOMES, answer(SENTENCE, shifted)).not_verbatim == 1


def test_refusing_is_wrong_for_an_answerable_question_and_right_for_another() -> None:
    assert _outcome(HOMES).is_right is False
    assert _outcome(ExamQuestion("How many in Kent?", "unanswerable")).is_right is True


def test_an_alignment_question_needs_every_document() -> None:
    question = ExamQuestion("Who serves it?", "alignment", documents=("vision", "strategy"))
    both = [citation(1, "vision", SENTENCE), citation(2, "strategy", "We will build homes")]

    assert _answered(question, answer("Homes.", *both)).cited is True
    assert _answered(question, answer("Homes.", *both[:1])).cited is False


def test_half_of_the_gold_words_in_the_quotes_make_an_answer_right() -> None:
    question = ExamQuestion(
        "how many", "answerable", documents=("vision",), gold_sentences=("Essex needs homes now .",)
    )

    assert _outcome(question, answer("It does.", citation(1, "vision", SENTENCE))).is_right
    assert not _outcome(question, answer("No.", citation(1, "vision", "Children come"))).is_right


def test_the_rank_and_the_tokens_shown_are_those_of_the_first_passage_with_the_evidence() -> None:
    exam = Exam(FakeExamined({}, ["strategy", "vision"]), WordCounter(), reader=READER)

    (outcome,) = exam.outcomes([HOMES])

    assert outcome.found is not None
    assert (outcome.found.rank, outcome.found.tokens) == (2, 6 + 5)


def test_evidence_in_a_document_that_is_not_named_does_not_count() -> None:
    outcome = _outcome(replace(HOMES, documents=("strategy",)))

    assert outcome.found is not None
    assert outcome.found.rank is None


def test_an_exam_reads_only_as_its_reader() -> None:
    examined = FakeExamined({HOMES.text: answer(SENTENCE, citation(1, "vision", SENTENCE))})

    list(Exam(examined, WordCounter(), reader=READER).outcomes([HOMES]))

    assert set(examined.readers) == {READER}


def test_without_answers_nothing_is_asked() -> None:
    exam = Exam(FakeExamined({}), WordCounter(), reader=READER, with_answers=False)

    (outcome,) = exam.outcomes([HOMES])

    assert outcome.answered is None
    assert outcome.is_right is None


def test_the_figures_sum_up_what_was_right() -> None:
    right = _outcome(HOMES, answer(f"{SENTENCE} [1]", citation(1, "vision", SENTENCE)))
    refused = _outcome(HOMES)
    near_miss = _outcome(ExamQuestion("How many in Kent?", "unanswerable"))

    figures = {one.name: one.value for one in figures_of([right, refused, near_miss])}

    assert figures["recall_1"] == figures["ndcg_10"] == 1.0
    assert figures["facts"] == figures["right"] == figures["wrongly_refused"] == 0.5
    assert figures["cited"] == figures["refused"] == figures["verbatim"] == 1.0
    assert figures["balance"] == 0.75
    assert figures["alignment_cited"] is None
