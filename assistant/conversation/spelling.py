"""A question as typed -> the same with slips of the fingers mended, by the words of the papers.

Only a word that the reader's papers do not hold, and that English does not have, is mended; how
the question was understood is shown with the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.language.english import is_english
from assistant.protocols import TokenCounter
from assistant.types import Reader

# A word -> the word of the reader's papers that was meant; None when it is known or none is near.
Respell = Callable[[str, Reader], str | None]

_WORD = re.compile(r"(?<![\w@#/.-])[^\W\d_]{4,}(?![\w@/]|\.\w)")
_ASKING = {
    "wat": "what", "wot": "what", "waht": "what", "wich": "which", "whcih": "which",
    "wen": "when", "whne": "when", "wher": "where", "wheer": "where", "hwo": "how", "woh": "who",
    "hwat": "what", "whta": "what", "wht": "what",
}  # fmt: skip
_SHORTEST_NAME = 6
_FIRST = re.compile(rf"^\W*(?P<word>{'|'.join(_ASKING)})\b", re.I)


class Spelling:
    """Mends questions."""

    def __init__(self, respell: Respell, tokens: TokenCounter) -> None:
        self._respell = respell
        self._tokens = tokens

    def mended(self, text: str, reader: Reader) -> str:
        """Return the question with its slips mended; as it is when there are none."""
        first = _FIRST.match(text)
        if first is not None:
            start, end = first.span("word")
            text = f"{text[:start]}{_ASKING[first['word'].lower()]}{text[end:]}"
        return _WORD.sub(lambda match: self._word(match.group(), reader), text)

    def _word(self, word: str, reader: Reader) -> str:
        # What the embedding model knows as one piece is a common word; capitals are short forms.
        lowered = word.lower()
        if word.isupper() or self._tokens.count(lowered) == 1 or is_english(lowered):
            return word
        # Short names are near one another by chance.
        if word[0].isupper() and len(word) < _SHORTEST_NAME:
            return word
        meant = self._respell(word, reader)
        if meant is None:
            return word
        return meant[0].upper() + meant[1:] if word[0].isupper() else meant
