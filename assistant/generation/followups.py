"""A question after earlier turns -> one that stands alone, with all its names and numbers."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from assistant.errors import ModelError
from assistant.generation.naming import lowercase_words, missing_names
from assistant.generation.plain import why_not_plain
from assistant.generation.prompts import one_line, to_rewrite
from assistant.generation.session import Session
from assistant.generation.suspicion import speaks_to_a_model
from assistant.generation.values import missing_values
from assistant.language.terms import content_stems
from assistant.types import Question, Turn

logger = logging.getLogger(__name__)

_TURNS = 6
_LONGEST = 400
_DEPENDS = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|he|she|his|her|there|then|one|ones|same"
    r"|other|others|former|latter)\b"
    r"|^\W*(?:and|but|so|or|what about|how about|why|when|where|who)\b",
    re.IGNORECASE,
)
_SHORT = 4


def standalone(question: Question, session: Session) -> str:
    """Return the question as it can be understood alone; as asked when the model does not help."""
    turns = question.conversation[-_TURNS:]
    if not turns or not _depends(question.text):
        return question.text
    try:
        reply = session.fields(to_rewrite(question.text, turns)).get("question")
    except ModelError as error:
        logger.warning("A follow-up is answered as asked: %s", error)
        return question.text
    rewritten = one_line(reply) if isinstance(reply, str) else ""
    return rewritten if is_faithful(rewritten, question.text, turns) else question.text


def is_faithful(rewritten: str, asked: str, turns: Sequence[Turn]) -> bool:
    """Say whether a rewritten question keeps what was asked and brings nothing from elsewhere."""
    if not rewritten or len(rewritten) > max(_LONGEST, 2 * len(asked)):
        return False
    if why_not_plain(rewritten) or speaks_to_a_model(rewritten):
        return False
    said = [asked, *(turn.text for turn in turns)]
    known = lowercase_words([*said, rewritten])
    kept = not missing_values(asked, [rewritten]) and not missing_names(asked, [rewritten], known)
    new = missing_values(rewritten, said) or missing_names(rewritten, said, known)
    stems = {stem for text in said for stem in content_stems(text)}
    foreign = [stem for stem in content_stems(rewritten) if stem not in stems]
    return kept and not new and len(foreign) <= 2


def _depends(text: str) -> bool:
    return _DEPENDS.search(text) is not None or len(content_stems(text)) < _SHORT
