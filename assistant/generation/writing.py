"""Evidence -> sentences that a model writes, each checked as it comes; wrong ones go back once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.errors import ModelError
from assistant.generation.checking import Checker, Verdict
from assistant.generation.evidence import Evidence
from assistant.generation.judging import Judge
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

    def add(self, verdict: Verdict, on_right: OnRight) -> None:
        """Take a sentence whose fate is known."""
        if verdict.is_right:
            self.right.append(verdict)
            on_right(verdict)
        else:
            self.wrong.append(verdict)

    @property
    def is_too_little(self) -> bool:
        """Whether so much is wrong that the rest cannot be an answer."""
        return len(self.right) * 2 < len(self.wrong) or not self.right


@dataclass(frozen=True, slots=True)
class Writer:
    """What writing needs: the model's calls, the checks, a judge of doubts if it is good enough."""

    session: Session
    checker: Checker
    judge: Judge | None = None


def write(
    question: str, evidence: Sequence[Evidence], writer: Writer, on_right: OnRight
) -> Written:
    """Let the model write; `on_right` hears each right sentence at once.

    Raises:
        ModelError: nothing usable came.
    """
    written = _round(to_write(question, evidence), writer, on_right)
    if written.wrong and not written.is_cut:
        _mend(question, evidence, written, writer, on_right)
    return written


def _mend(
    question: str,
    evidence: Sequence[Evidence],
    written: Written,
    writer: Writer,
    on_right: OnRight,
) -> None:
    """Send the wrong sentences back once; what is wrong again stays dropped."""
    writer.session.note("mending")
    try:
        mended = _round(to_mend(question, evidence, written.wrong), writer, on_right)
    except ModelError as error:
        logger.info("Sentences could not be mended: %s", error)
        return
    said = {one.sentence for one in written.right}
    new = [one for one in mended.right if one.sentence not in said]
    written.right += new
    del written.wrong[: len(new)]


def _round(prompt: Prompt, writer: Writer, on_right: OnRight) -> Written:
    """Read and check one reply; one that breaks off keeps what was right so far."""
    reader, written = ReplyReader(), Written()
    left: list[Verdict] = []
    places: dict[str, int] = {}

    def take(verdicts: Sequence[Verdict]) -> None:
        for verdict in verdicts:
            places.setdefault(verdict.sentence, len(places))
            if writer.judge and (verdict.is_doubtful or (verdict.is_retold and verdict.is_right)):
                left.append(verdict)
            else:
                written.add(verdict, on_right)

    try:
        for text in writer.session.pieces(prompt):
            take([writer.checker.check(draft) for draft in reader.feed(text)])
        take([writer.checker.check(draft) for draft in reader.finish()])
        written.is_cut = reader.is_cut_off
    except ModelError:
        if not (written.right or left) or writer.session.is_gone():
            raise
        written.is_cut = True
    for verdict in _judged(left, writer.judge, is_cut=written.is_cut):
        written.add(verdict, on_right)
    # The model put the most important first; what was judged came later.
    written.right.sort(key=lambda verdict: places[verdict.sentence])
    written.says_unanswerable = reader.says_unanswerable and not written.right
    return written


def _judged(verdicts: Sequence[Verdict], judge: Judge | None, *, is_cut: bool) -> Sequence[Verdict]:
    """Let the judge lift doubts and refuse; when it fails, the checks alone count."""
    if judge is None or not verdicts or is_cut:
        return verdicts
    try:
        return judge.judged(verdicts)
    except ModelError as error:
        logger.info("Sentences could not be judged: %s", error)
        return verdicts
