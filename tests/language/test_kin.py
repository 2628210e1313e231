"""Words of one kin: what officers use for one another, and what only looks alike."""

from __future__ import annotations

import pytest

from assistant.language.kin import kin, kin_of_all, root
from assistant.language.terms import stem, words


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("published", "launched"),
        ("referrals", "referred"),
        ("decision", "agreed"),
        ("funding", "grants"),
        ("percentage", "share"),
        ("uncertain", "uncertainty"),
        ("owner", "responsible"),
        ("slogan", "motto"),
        ("lift", "revoke"),
        ("warned", "cautioned"),
        ("September", "Sept"),
        ("breaks", "contravenes"),
    ],
)
def test_words_that_officers_use_for_one_another_are_kin(asked: str, said: str) -> None:
    assert root(stem(said)) in kin(stem(asked))


@pytest.mark.parametrize(
    ("asked", "said"),
    [("police", "policy"), ("community", "communication"), ("homes", "board")],
)
def test_words_that_only_look_alike_are_not_kin(asked: str, said: str) -> None:
    assert root(stem(said)) not in kin(stem(asked))


def test_two_words_that_say_one_are_read_together() -> None:
    asked = kin_of_all(words("How many people were passed on to the team?"))
    apart = kin_of_all(words("Was the pass on sale?"))

    assert root(stem("referrals")) in asked[stem("passed")]
    assert root(stem("published")) in kin_of_all(words("When was it made public?"))[stem("made")]
    assert root(stem("published")) not in apart[stem("pass")]
