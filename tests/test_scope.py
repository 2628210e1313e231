"""What was searched and what was not, said without giving hidden documents away."""

from __future__ import annotations

from dataclasses import replace

from assistant.scope import refusal, scope, why_not_searched, with_what_was_not_searched
from assistant.types import Document, Filters, Question

PLAN = Document("plan", "plan.md", "Wenshire Climate Plan", "strategy", "", "v", date="2024-04")
SCAN = replace(
    PLAN, id="scan", title="Wenshire Flood Report", reading="refused", reason="needs_ocr"
)
ASKED = Question("What does the Wenshire flood report say on barriers?")


def test_the_scope_counts_what_was_read_and_what_was_not() -> None:
    assert scope([PLAN]) == "Searched 1 document; the newest is dated 2024-04."
    assert scope([PLAN, SCAN]).startswith("Searched 1 document; 1 document could not be read")


def test_an_unknown_document_is_said_to_be_unknown_whether_hidden_or_absent() -> None:
    words = why_not_searched(Filters(documents=("secret",)), [PLAN], [])

    assert words == "There is no document “secret” that this reader may read. Nothing was searched."


def test_filters_that_leave_nothing_and_readers_without_documents_are_told() -> None:
    assert "fits these filters" in (why_not_searched(Filters(kinds=("vision",)), [PLAN], []) or "")
    assert "may read" in (why_not_searched(Filters(), [], []) or "")
    assert why_not_searched(Filters(), [PLAN], [PLAN]) is None


def test_unreadable_documents_are_named_with_the_reason() -> None:
    words = why_not_searched(Filters(documents=("scan",)), [PLAN, SCAN], [SCAN])

    assert words is not None
    assert "Wenshire Flood Report" in words
    assert "pages are pictures" in words


def test_a_question_about_an_unreadable_document_says_that_it_was_not_searched() -> None:
    plain = refusal(ASKED, "The documents do not answer this question.", "nothing")

    answer = with_what_was_not_searched(plain, ASKED, [PLAN, SCAN], [PLAN, SCAN])
    other = with_what_was_not_searched(plain, Question("Who pays?"), [PLAN], [PLAN, SCAN])

    assert answer.no == "not_searched"
    assert "Wenshire Flood Report" in answer.text
    assert other == plain


def test_one_unknown_document_beside_a_known_one_is_named() -> None:
    asked = Question("Who pays?", filters=Filters(documents=("plan", "plam")))

    answer = with_what_was_not_searched(refusal(asked, "No.", "nothing"), asked, [PLAN], [PLAN])

    assert answer.text == "No. There is no document “plam” that this reader may read."
