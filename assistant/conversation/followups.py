"""A question after earlier turns -> the question as it stands alone, by rules.

What stands alone is left as it is: a wrong rewriting misleads more than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.chat import plainly_asked
from assistant.conversation.earlier import Earlier
from assistant.conversation.leaning import (
    bare_asking,
    bare_phrase,
    is_request_for_more,
    lacks_subject,
    leaning_pronoun,
    leans_as_a_whole,
    without_opening,
)
from assistant.conversation.pronouns import resolved
from assistant.conversation.swapping import is_passive, which_of, with_asking, with_phrase
from assistant.types import Turn

_TURNS = 6
_SETTLES = re.compile(
    r"\b(?:vote[sd]?|decisions?|decided|views?|debate|opinion|said|happened)\b", re.I
)
_KIND_OF = re.compile(r"^(?P<which>[\w-]+(?: [\w-]+)?) ones$", re.I)
_LONGEST_EARLIER = 400
# Who writes so much says what it is about.
_LONGEST_FOLLOW_UP = 300


def standalone(question: str, conversation: Sequence[Turn], titles: Sequence[str] = ()) -> str:
    """Return the question as it can be understood without the earlier turns.

    `titles` are those of the documents that the reader may read.
    """
    earlier: Earlier | None = None
    for text, answer in _exchanges(conversation[-_TURNS:]):
        asked = _after(text, earlier)
        earlier = Earlier(asked, answer, titles)
    return _after(question, earlier)


def _exchanges(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """Return each earlier question with the answer behind it."""
    found: list[tuple[str, str]] = []
    for turn in turns:
        text = " ".join(turn.text.split())
        if turn.role == "user":
            found.append((plainly_asked(text)[:_LONGEST_EARLIER], ""))
        elif found:
            found[-1] = (found[-1][0], text)
    return [one for one in found if one[0]]


def _after(question: str, earlier: Earlier | None) -> str:
    """Return a question after one earlier exchange, as it stands alone."""
    if earlier is None or not earlier.question or len(question) > _LONGEST_FOLLOW_UP:
        return question
    text = without_opening(question)
    is_opened = len(text) < len(question.strip().rstrip(" ?.!"))
    rewritten = _rewritten(text, earlier, is_opened=is_opened)
    return question if rewritten is None else _tidy(rewritten)


def _rewritten(text: str, earlier: Earlier, *, is_opened: bool) -> str | None:
    """Return the question with what it lacks; None when it lacks nothing."""
    if is_request_for_more(text):
        topic = earlier.subject()
        return f"Tell me more about {topic}." if topic else None
    if asking := bare_asking(text):
        return _asked_again(asking, earlier)
    if phrase := bare_phrase(text, earlier.question, is_opened=is_opened):
        return with_phrase(earlier.question, phrase)
    return _completed(text, earlier)


def _completed(text: str, earlier: Earlier) -> str | None:
    """Return a question that has a verb with what its pronouns stand for, or its subject."""
    if kind := _KIND_OF.match(text):
        return _of_kind(kind["which"], earlier)
    if leans_as_a_whole(text) and is_passive(earlier.question):
        return with_asking(earlier, "by whom")
    if leaning_pronoun(text):
        return resolved(text, earlier)
    if lacks_subject(text) and (topic := earlier.things() or earlier.thing()):
        return f"{text} {'on' if _SETTLES.search(text) else 'for'} {topic}?"
    return None


def _of_kind(which: str, earlier: Earlier) -> str | None:
    """Turn "affordable ones" into the earlier question, asked of affordable homes."""
    many = next((one for one in earlier.phrases if one.is_plural), None)
    if many is None:
        return None
    question = earlier.question
    return f"{question[: many.start]}{which} {many.bare}{question[many.end :]}"


def _asked_again(asking: str, earlier: Earlier) -> str:
    if asking.startswith("which"):
        again = which_of(earlier)
        topic = earlier.things() or earlier.topic()
        return again or (f"Which are {topic}?" if topic else earlier.question)
    return with_asking(earlier, asking)


def _tidy(text: str) -> str:
    words = re.sub(r"\s+([?,.])", r"\1", " ".join(text.split())).rstrip(" ")
    words = words if words.endswith((".", "?", "!")) else f"{words}?"
    return words[:1].upper() + words[1:]
