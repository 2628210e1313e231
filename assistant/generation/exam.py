"""A small model -> whether its yes and no can be believed: questions whose answers are known.

A model that says yes to everything, or no to everything, would put worse quotes, or none, in the
place of good ones. It is examined once; what it said is kept.
"""

from __future__ import annotations

import logging
from threading import Lock

from assistant.generation.judged import Judged, mark_of
from assistant.generation.judging import Judge
from assistant.generation.session import Session

logger = logging.getLogger(__name__)
# Who guesses passes this one time in thirty.
_NEEDED = 7
ITEMS = (
    (
        "How many trees will be planted?",
        "The council will plant 4,000 trees by 2028.",
        "yes",
    ),
    (
        "Who chairs the audit committee?",
        "The audit committee is chaired by Councillor Joan Ashby.",
        "yes",
    ),
    (
        "When does the new library open?",
        "The new library on Mill Street opens on 3 May 2026.",
        "yes",
    ),
    (
        "What does a parking permit cost?",
        "A parking permit costs £45 a year for residents.",
        "yes",
    ),
    (
        "How many trees will be planted?",
        "The audit committee met four times last year.",
        "no",
    ),
    (
        "Who chairs the audit committee?",
        "A parking permit costs £45 a year for residents.",
        "no",
    ),
    (
        "When does the new library open?",
        "The new library on Mill Street will have a room for children.",
        "no",
    ),
    (
        "What does a parking permit cost?",
        "Residents may ask for a second parking permit.",
        "no",
    ),
)


class Exam:
    """The questions and what one model answered to them."""

    def __init__(self, name: str, judged: Judged | None = None) -> None:
        self._name = name
        self._judged = Judged() if judged is None else judged
        self._lock = Lock()
        self._is_told = False

    def is_passed(self, session: Session) -> bool:
        """Say whether the model answers nearly all of them rightly; ask it what is not known.

        Raises:
            ModelError: it fails before the end; what it said so far is kept.
        """
        with self._lock:
            marks = [mark_of("exam", self._name, question, text) for question, text, _ in ITEMS]
            self._judged.recall(marks)
            judge = Judge(session)
            for mark, (question, text, _) in zip(marks, ITEMS, strict=True):
                if self._judged.get(mark) is None:
                    said = "yes" if judge.is_answer(question, text) else "no"
                    self._judged.keep(mark, said)
            right = sum(
                self._judged.get(mark) == answer
                for mark, (_, _, answer) in zip(marks, ITEMS, strict=True)
            )
            if right < _NEEDED and not self._is_told:
                self._is_told = True
                logger.warning(
                    "The language model %s answers %d of %d easy questions rightly: it is not "
                    "believed, and answers stay extractive. Try a larger one.",
                    self._name, right, len(ITEMS),
                )  # fmt: skip
            return right >= _NEEDED
