"""What a change report tells: what moved and why, and nothing of what only stayed silent."""

from __future__ import annotations

from dataclasses import replace

from assistant.alignment.changing import changed, decision_on, seen_findings
from assistant.alignment_types import Commitment, Finding, SeenFinding, Stance
from assistant.citing import cite
from assistant.types import Document, Locator

DOCUMENTS = {"d": Document("d", "d", "Plan", "strategy", "", "v")}


def _finding(stance: Stance, quote: str, version: str) -> Finding:
    locator = Locator("d", "Plan", "strategy", version, 0, len(quote))
    evidence = (cite(1, locator, quote, quote),) if stance != "silent" else ()
    return Finding("v:1@d", "1", "d", "Plan", "strategy", None, stance, 0.5, Commitment("will"),
                   "It does.", None, evidence, version=version)  # fmt: skip


def _seen(finding: Finding) -> dict[str, SeenFinding]:
    return {one.id: one for one in seen_findings([finding], DOCUMENTS, "v")}


def test_a_document_that_changes_and_stays_silent_has_not_moved() -> None:
    before = _finding("silent", "", "one")

    assert changed(_seen(before), [_finding("silent", "", "two")]) == []


def test_other_words_under_the_same_stance_are_told() -> None:
    before = _finding("supports", "We will build 400 homes.", "one")

    [moved] = changed(_seen(before), [_finding("supports", "We will build 300 homes.", "two")])

    assert (moved.before, moved.after) == ("supports", "supports")
    assert "text has changed" in moved.why


def test_whose_decision_lapsed_with_the_text_is_told() -> None:
    found = _finding("supports", "We will build 400 homes.", "one")
    decided = replace(found, decision=decision_on(found, "partly", "A. Officer", "Only some."))

    [moved] = changed(_seen(decided), [_finding("supports", "We will build 300 homes.", "two")])

    assert (moved.before, moved.after) == ("partly", "supports")
    assert "A. Officer" in moved.why
    assert "no longer stands" in moved.why


def test_a_decision_that_is_taken_back_is_told() -> None:
    found = _finding("supports", "We will build 400 homes.", "one")
    decided = replace(found, decision=decision_on(found, "partly", "A. Officer", "Only some."))

    [moved] = changed(_seen(decided), [found])

    assert (moved.before, moved.after) == ("partly", "supports")
    assert "no longer stands" in moved.why
