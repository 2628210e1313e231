"""Evidence -> sentences that a model writes, each checked as it comes; wrong ones go back once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.errors import ModelError
from assistant.generation.checking import Checker, Verdict
from assistant.generation.evidence import Evidence
from assistant.generation.prompts import to_mend, to_write
from assistant.generation.replies import ReplyReader
from assistant.generation.session import Session
from assistant.types import Prompt

logger = logging.getLogger(__name__)

OnRight = Callable[[Verdict], None]


@dataclass
class Written:
    """What became of the sentences that a model wrote."""

    right: list[Verdict] = field(default_factory=list)
    wrong: list[Verdict] = field(default_factory=list)
    is_cut: bool = False
    says_unanswerable: bool = False

    @property
    def is_too_little(self) -> bool:
        """Whether so much is wrong that the rest cannot be an answer."""
        return len(self.right) * 2 < len(self.wrong) or not self.right


def write(
    question: str,
    evidence: Sequence[Evidence],
    session: Session,
    checker: Checker,
    on_right: OnRight,
) -> Written:
    """Let the model write; `on_right` hears each right sentence at once.

    Raises:
        ModelError: nothing usable came.
    """
    written = _round(to_write(question, evidence), session, checker, on_right)
    if written.wrong and not written.is_cut:
        _mend(question, evidence, written, session, checker, on_right)
    return written


def _mend(
    question: str,
    evidence: Sequence[Evidence],
    written: Written,
    session: Session,
    checker: Checker,
    on_right: OnRight,
) -> None:
    """Send the wrong sentences back once; what is wrong again stays dropped."""
    session.note("mending")
    try:
        mended = _round(to_mend(question, evidence, written.wrong), session, checker, on_right)
    except ModelError as error:
        logger.info("Sentences could not be mended: %s", error)
        return
    said = {one.sentence for one in written.right}
    new = [one for one in mended.right if one.sentence not in said]
    written.right += new
    del written.wrong[: len(new)]


def _round(prompt: Prompt, session: Session, checker: Checker, on_right: OnRight) -> Written:
    """Read and check one reply; one that breaks off keeps what was right so far."""
    reader, written = ReplyReader(), Written()

    def take(drafts: Sequence[Verdict]) -> None:
        for verdict in drafts:
            if verdict.is_right:
                written.right.append(verdict)
                on_right(verdict)
            else:
                written.wrong.append(verdict)

    try:
        for text in session.pieces(prompt):
            take([checker.check(draft) for draft in reader.feed(text)])
        take([checker.check(draft) for draft in reader.finish()])
        written.is_cut = reader.is_cut_off
    except ModelError:
        if not written.right or session.is_gone():
            raise
        written.is_cut = True
    written.says_unanswerable = reader.says_unanswerable and not written.right
    return written
