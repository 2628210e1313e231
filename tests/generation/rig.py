"""The product over the sample corpus with a fake language model: settings in, answers out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.types import EVERYTHING, Answer, Citation, Question, Stage, Statement
from assistant.wiring import open_assistant
from tests.llm_server.replies import Asked, Brain, Said, statements
from tests.llm_server.server import FakeModelServer

HOMES = "How many people took part in the conversations that led to Wenshire 2040?"
FACT = "4,218 people"
RIGHT = "4,218 people told us what they want"


@dataclass
class Rig:
    """An assistant and the fake service that it asks."""

    server: FakeModelServer
    assistant: Assistant
    indexes_dir: Path

    def ask(self, text: str = HOMES, **more: Any) -> Answer:
        """Ask as someone who may read everything."""
        return self.assistant.ask(Question(text, **more), reader=EVERYTHING)


@contextmanager
def rig(indexes_dir: Path, tmp_path: Path, brain: Brain, **settings: Any) -> Iterator[Rig]:
    """Run a fake service and an assistant that is set to use it."""
    server = FakeModelServer(brain)
    given = {
        "llm": "openai-like",
        "llm_model": "fake-70b",
        "llm_url": f"{server.address}/v1",
        "llm_timeout_seconds": 4.0,
        "records_path": tmp_path / "records.sqlite",
        **settings,
    }
    with server.running():
        yield Rig(server, open_assistant(Settings(indexes_dir=indexes_dir, **given)), indexes_dir)


def number_of(asked: Asked, words: str) -> int:
    """Return the number of the evidence that holds the words."""
    return next(number for number, text in asked.evidence.items() if words in text)


def quoting(words: str, then: Callable[[Asked, str, int], Said | str] | None = None) -> Brain:
    """Return a model that says, word for word, the evidence with these words; or what `then` says.

    Asked to judge, it says yes.
    """

    def brain(asked: Asked) -> Said:
        if asked.wants("judge"):
            return Said('{"choice": "yes"}')
        number = number_of(asked, words)
        text = asked.evidence[number].split(") ", 1)[-1]
        said = then(asked, text, number) if then else statements((text, [number]))
        return Said(said) if isinstance(said, str) else said

    return brain


@dataclass
class Ear:
    """A listener that keeps what it hears, and may be gone."""

    heard: list[Statement] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    gone: Callable[[], bool] = lambda: False

    def note(self, stage: Stage) -> None:
        """Keep what happens."""
        self.stages.append(stage)

    def hear(self, statement: Statement, citations: Sequence[Citation]) -> None:
        """Keep a statement and what it is quoted from."""
        self.heard.append(statement)
        self.quotes += [one.quote for one in citations]

    def is_gone(self) -> bool:
        """Say whether nobody waits."""
        return self.gone()
