"""A model's reply as it grows -> the sentences in it, as JSON or as lines that end in [numbers]."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from assistant.errors import ModelOutputError
from assistant.generation.checking import Draft
from assistant.language.sentences import sentence_spans

_LONGEST_REPLY = 40_000
_MOST_SENTENCES = 16
# A text in the reply that is longer than this is no sentence: small models fall into loops.
_LONGEST_STRING = 1_500
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_NUMBERS = re.compile(
    r"[\[【]\s*(?:evidence|sources?|quotes?|ref\.?|no\.?|\^|#)?\s*(\d+(?:\s*[,;]\s*\d+)*)(?:†[^\]】]*)?[\]】]",
    re.IGNORECASE,
)
_ROUND = re.compile(r"\((\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\)(?=[.!?]*\s*$)")
# What models call a sentence and the numbers of its evidence, whatever they were asked for.
_TEXTS = ("text", "sentence", "statement", "claim", "answer")
_CITED = ("evidence", "citations", "citation", "sources", "refs", "evidence_ids", "numbers")
_REFUSAL = re.compile(
    r"\b(?:not (?:answer|enough|stated|provided|mentioned|found)|no (?:evidence|answer|information)"
    r"|cannot (?:answer|be answered|find)|unanswerable|do(?:es)? not (?:say|answer|contain))",
    re.IGNORECASE,
)


class ReplyReader:
    """Reads one reply; what it holds beside sentences is passed over."""

    def __init__(self) -> None:
        self._text = ""
        self._read = 0
        self._opened: list[int] = []
        self._in_string = False
        self._escaped = False
        self._string = 0
        self._count = 0
        self.says_unanswerable = False

    @property
    def is_cut_off(self) -> bool:
        """Whether the reply has begun JSON that it has not ended."""
        return bool(self._opened)

    def feed(self, piece: str) -> list[Draft]:
        """Take a piece; return the sentences that it completes.

        Raises:
            ModelOutputError: the reply does not end.
        """
        self._text += piece
        if len(self._text) > _LONGEST_REPLY:
            raise ModelOutputError("The language model does not stop writing.")
        if "<think" in self._text.lower()[:200]:
            if "</think" not in self._text.lower():
                return []
            self._text, self._read = _THOUGHT.sub("", self._text), 0
        if self._in_string and len(self._text) - self._string > _LONGEST_STRING:
            raise ModelOutputError("The language model does not end a sentence.")
        found = [draft for start, end in self._closed() for draft in self._drafts(start, end)]
        return self._limited(found)

    def finish(self) -> list[Draft]:
        """Return what is left when the reply has ended: the sentences of a reply without JSON.

        Raises:
            ModelOutputError: there was nothing to use in the whole reply.
        """
        if self._count or self.says_unanswerable:
            return []
        text = _THOUGHT.sub("", self._text).rpartition("</think>")[2]
        found = [] if "{" in text else _from_lines(text)
        if not found:
            self.says_unanswerable = _REFUSAL.search(text) is not None and "{" not in text
            if not self.says_unanswerable:
                raise ModelOutputError("The language model replied with something unusable.")
        return self._limited(found)

    def _limited(self, found: list[Draft]) -> list[Draft]:
        kept = found[: max(0, _MOST_SENTENCES - self._count)]
        self._count += len(kept)
        return kept

    def _closed(self) -> list[tuple[int, int]]:
        """Return the spans of the JSON objects that are complete now, inner ones first."""
        found = []
        for place in range(self._read, len(self._text)):
            start = self._step(place, self._text[place])
            if start is not None:
                found.append((start, place + 1))
        self._read = len(self._text)
        return found

    def _step(self, place: int, letter: str) -> int | None:
        if self._in_string:
            self._in_string = self._escaped or letter != '"'
            self._escaped = letter == "\\" and not self._escaped
        elif letter == '"' and self._opened:
            self._in_string, self._escaped, self._string = True, False, place
        elif letter == "{":
            self._opened.append(place)
        elif letter == "}" and self._opened:
            return self._opened.pop()
        return None

    def _drafts(self, start: int, end: int) -> list[Draft]:
        try:
            holder = json.loads(self._text[start:end])
        except ValueError:
            return []
        if holder.get("answerable") is False:
            self.says_unanswerable = True
        if not isinstance(holder, dict):
            return []
        text = next((holder[one] for one in _TEXTS if isinstance(holder.get(one), str)), None)
        cited = next((holder[one] for one in _CITED if one in holder), None)
        texts = [text] if text is not None else _told(holder.get("statements"))
        return [draft for one in texts for draft in _sentences(one, _whole_numbers(cited))]


def _told(statements: Any) -> list[str]:
    """Return statements that are given as mere texts, with their numbers printed behind them."""
    found = statements if isinstance(statements, list) else []
    return [one for one in found if isinstance(one, str)]


def _whole_numbers(value: Any) -> tuple[int, ...]:
    found = value if isinstance(value, list) else [value]
    text = " ".join(str(one) for one in found if isinstance(one, (int, str)))
    return tuple(int(digits) for digits in re.findall(r"\d{1,6}", text))


def _sentences(text: str, numbers: Sequence[int]) -> list[Draft]:
    """Return each sentence by itself; numbers printed behind it count as its citations too."""
    found = []
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        groups = _NUMBERS.findall(sentence) or ([] if numbers else _ROUND.findall(sentence))
        printed = [n for group in groups for n in _whole_numbers(group)]
        if any(letter.isalpha() for letter in _NUMBERS.sub("", sentence)):
            found.append(Draft(sentence, tuple(dict.fromkeys([*numbers, *printed]))))
    return found


def _from_lines(text: str) -> list[Draft]:
    """Return the sentences of prose; a number behind a full stop is of the sentence before."""
    joined = re.sub(rf"([.!?])((?:\s*{_NUMBERS.pattern})+)", _mark_first, text, flags=re.IGNORECASE)
    lines = [line for line in joined.splitlines() if line.strip()]
    return [draft for line in lines for draft in _sentences(line, ()) if draft.citations]


def _mark_first(match: re.Match[str]) -> str:
    return f"{match.group(2)}{match.group(1)}"
