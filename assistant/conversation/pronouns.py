"""A question with pronouns -> the question with what they stand for in their place."""

from __future__ import annotations

import re

from assistant.conversation.earlier import Earlier
from assistant.conversation.leaning import leaning_pronoun

_POSSESSIVE = ("its", "their", "his", "theirs")
_PEOPLE = ("he", "she", "him", "his", "her", "hers")
_MANY = ("they", "them", "their", "theirs", "those", "these", "ones")
_MOST_PRONOUNS = 3
_COUNTED_THERE = re.compile(r"^how many (?:are|were) there$", re.I)
_NAMED_AGAIN = re.compile(r"^\s+(?P<noun>[a-z]+)\b", re.I)
# What only people and bodies do.
_ACTS = re.compile(r"^\s+(?:approve|agree|decide|say|vote|think|want|plan|promise)\w*\b", re.I)
_SAYS = re.compile(r"\b(?:say|says|said|mention|mentions)(?: (?:exactly|then|else))?$", re.I)


def resolved(text: str, earlier: Earlier) -> str | None:
    """Return the question with its pronouns replaced; None when nothing stands behind them."""
    if _COUNTED_THERE.match(text) and (many := earlier.things() or earlier.topic()):
        return f"How many {re.sub(r'^the ', '', many)} are there?"
    replaced = text
    for _ in range(_MOST_PRONOUNS):
        match = leaning_pronoun(replaced)
        if match is None:
            break
        put = _put(replaced, match, earlier)
        if put is None or put == replaced:
            break
        replaced = put
    about = earlier.spoken_of()
    if replaced != text and _SAYS.search(replaced) and about and about not in replaced:
        replaced += f" about {about}"
    return None if replaced == text else replaced


def _put(text: str, match: re.Match[str], earlier: Earlier) -> str | None:
    word = match["word"].lower()
    end = match.end()
    if word in ("that", "this", "those", "these") and (again := _NAMED_AGAIN.match(text[end:])):
        span = (match.start(), end + again.end())
        if again["noun"].lower() in ("person", "man", "woman"):
            return _spliced(text, *span, earlier.person())
        if again["noun"].lower() in earlier.question.lower().split():
            return _of_noun(text, *span, again["noun"], earlier)
    if word == "they" and _ACTS.match(text[end:]):
        return _spliced(text, match.start(), end, earlier.agents())
    stands_for = _stands_for(word, earlier)
    if stands_for is None:
        return None
    if word in _POSSESSIVE or (word == "her" and re.match(r"\s+\w", text[end:])):
        stands_for += "'" if stands_for.endswith("s") else "'s"
    return _spliced(text, match.start(), end, stands_for)


def _stands_for(word: str, earlier: Earlier) -> str | None:
    if word in _PEOPLE:
        return earlier.person()
    if word == "there":
        return earlier.place() or (f"for {topic}" if (topic := earlier.topic()) else None)
    if word in _MANY:
        return earlier.things() or earlier.somebody() or earlier.thing()
    return earlier.thing() or earlier.things()


def _of_noun(text: str, start: int, end: int, noun: str, earlier: Earlier) -> str | None:
    """Turn "that target" into the target that was spoken of, with all that was said of it."""
    phrase = next((one for one in earlier.phrases if noun.lower() in one.text.lower()), None)
    if phrase is None:
        return None
    behind = earlier.question[phrase.end :].rstrip(" ?.")
    is_attached = re.match(r"^\s+(?:for|of|on|in|to|by)\b", behind) is not None
    return _spliced(text, start, end, phrase.text + (behind if is_attached else ""))


def _spliced(text: str, start: int, end: int, put: str | None) -> str | None:
    return None if put is None else f"{text[:start]}{put}{text[end:]}"
