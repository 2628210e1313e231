"""Follow-ups with a language model: its rewriting comes first, the rules stand behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.types import Turn
from tests.generation.rig import rig
from tests.llm_server.replies import Asked, Said

pytestmark = pytest.mark.model
TURNS = (Turn("user", "How many new homes were built in Pellgate?"),)
BY_RULES = "How many new homes were built in Tarrowby?"


@pytest.mark.parametrize(
    "reply",
    ["nonsense", '{"question": ""}', '{"question": "How many homes burnt down in Atlantis?"}'],
)
def test_the_rules_stand_when_the_model_does_not_help(
    reply: str, sample_indexes: Path, tmp_path: Path
) -> None:
    def brain(_asked: Asked) -> Said:
        return Said(reply)

    with rig(sample_indexes, tmp_path, brain) as made:
        answer = made.ask("and in Tarrowby?", conversation=TURNS)

    assert (answer.question, answer.standalone_question) == ("and in Tarrowby?", BY_RULES)
    assert "Tarrowby" in " ".join(one.quote for one in answer.citations)


def test_a_status_needs_no_model(sample_indexes: Path, tmp_path: Path) -> None:
    calls: list[Asked] = []

    def brain(asked: Asked) -> Said:
        calls.append(asked)
        return Said("nonsense")

    with rig(sample_indexes, tmp_path, brain) as made:
        answer = made.ask("Is the climate plan approved?")

    assert answer.text.startswith("Yes. Wenshire Climate Plan")
    assert calls == []
