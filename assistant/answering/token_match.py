"""A question and a text, both as the model reads them -> how well the text meets its words.

Each token of the question looks for the token of the text that means most nearly the same where
it stands; telling words weigh more. "Passed on" finds "referrals", which no stem does.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answering.asking import Asked
from assistant.language.token_weights import token_weights
from assistant.protocols import Reading


class QuestionTokens:
    """The tokens of a question, each with how telling it is."""

    def __init__(self, asked: Asked, reading: Reading, weights: Mapping[str, float]) -> None:
        rows = [row for row, span in enumerate(reading.spans) if span[1] > span[0]]
        self.asked = asked
        self.rarity = weights
        self._tokens = reading.tokens[rows]
        spans = [reading.spans[row] for row in rows]
        self._weights = token_weights(asked.text, spans, weights)
        self._rows = {
            term.stem: [
                row
                for row, (start, end) in enumerate(spans)
                if start < term.end and end > term.start
            ]
            for term in asked.terms
        }

    def met_by(self, reading: Reading, start: int) -> float:
        """Return 0 to 1: how well the tokens from the offset `start` on meet the question's."""
        rows = [row for row, span in enumerate(reading.spans) if span[1] > span[0] >= start]
        if not rows or not len(self._tokens):
            return 0.0
        best = (self._tokens @ reading.tokens[rows].T).max(axis=1)
        return float(best @ self._weights)

    def nearest(self, reading: Reading) -> Mapping[str, float]:
        """Return for each term how near the nearest token of the text comes to it."""
        rows = [row for row, span in enumerate(reading.spans) if span[1] > span[0]]
        if not rows or not len(self._tokens):
            return dict.fromkeys(self._rows, 0.0)
        best = (self._tokens @ reading.tokens[rows].T).max(axis=1)
        return {stem: float(best[own].mean()) if own else 1.0 for stem, own in self._rows.items()}
