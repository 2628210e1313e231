"""A language model as a judge: one word of a few. It grades, and it ranks texts for a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.errors import ModelOutputError
from assistant.generation.checking import Verdict
from assistant.generation.prompts import one_line, to_confirm, to_judge
from assistant.generation.session import Session

_UNSUPPORTED = "what it cites does not say all of this"
_GRADES = ("no", "partly", "yes")


class Judge:
    """Judges with a model that may be too small to write."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def choose(self, task: str, choices: Sequence[str]) -> str:
        """Return the choice that the model makes for a task given in words.

        Raises:
            ModelOutputError: it chooses something else.
        """
        chosen = str(self._session.fields(to_judge(task, choices)).get("choice", "")).strip()
        matching = [one for one in choices if one.lower() == chosen.lower().rstrip(".")]
        if not matching:
            raise ModelOutputError("The language model chose what was not offered.")
        return matching[0]

    def is_answer(self, question: str, text: str) -> bool:
        """Say whether the text answers the question."""
        task = (
            f"Question: {one_line(question)}\nText: {one_line(text)}\n"
            "Does the text give the answer to exactly this question?"
        )
        return self.choose(task, ("yes", "no")) == "yes"

    def judged(self, verdicts: Sequence[Verdict]) -> list[Verdict]:
        """Return the sentences freed of doubt where their quotes support them, else refused.

        Raises:
            ModelOutputError: the model does not say which.
        """
        chosen = self._session.fields(to_confirm(verdicts)).get("supported")
        if not isinstance(chosen, list):
            raise ModelOutputError("The language model does not say which sentences hold.")
        return [
            replace(one, faults=() if number in chosen else one.faults or (_UNSUPPORTED,))
            for number, one in enumerate(verdicts, 1)
        ]

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return 0, 0.5 or 1 for each text: how well it answers the query (a Reranker)."""
        return [self._grade(query, text) / (len(_GRADES) - 1) for text in texts]

    def _grade(self, query: str, text: str) -> int:
        task = (
            f"Question: {one_line(query)}\nText: {one_line(text)}\n"
            "Does the text answer the question?"
        )
        return _GRADES.index(self.choose(task, _GRADES))
