"""A question as typed -> the same without frame and short forms: "hasn't" is "has not"."""

from __future__ import annotations

import re

_ASKS = r"(?=(?:who|what|which|where|when|why|how|if|whether)\b)"
_FRAME = re.compile(
    r"^(?:(?:hi|hello|hey|ok|okay|so|and|right|well|now|please|sorry|also|then)\b[\s,!.:-]*)*"
    r"(?:(?:please )?(?:can|could|would|will) (?:you|we|anyone|someone) (?:please )?"
    rf"(?:tell|show|remind) (?:me|us)\b[\s,:-]*{_ASKS}"
    r"|(?:can|could|would|will) (?:you|we) (?:please )?(?=list\b|name\b|show\b|tell\b)"
    r"|(?:i|we)(?:['’]d| would)? (?:like|want|need) to (?:know|see|find out)\b[\s,:-]*"
    r"|(?:do|does) (?:you|we|anyone|anybody) know\b[\s,:-]*"
    rf"|(?:tell|show|remind) (?:me|us)\b[\s,:-]*{_ASKS}"
    r"|any idea\b[\s,:-]*|i wonder\b[\s,:-]*|just\b[\s,:-]*)*", re.I
)  # fmt: skip
_SHORT = (
    (re.compile(r"\bwon['’]?t\b", re.I), "will not"),
    (re.compile(r"\b(?:can['’]t|cannot)\b", re.I), "can not"),
    (re.compile(r"\b(has|have|had|is|are|was|were|do|does|did|could|should|would)n['’]t\b", re.I),
     r"\1 not"),
    (re.compile(r"\b(nobody|no[ -]one|we|they)['’](?:s|ve)\b", re.I), r"\1 has"),
    (re.compile(r"\b(who|what|where|how|there)['’]s\b", re.I), r"\1 is"),
)  # fmt: skip


def plainly(text: str) -> str:
    """Return a question without greeting, courtesy, short forms and closing marks."""
    plain = " ".join(text.split()).strip(" ?.!")
    for pattern, full in _SHORT:
        plain = pattern.sub(full, plain)
    return _FRAME.sub("", plain, count=1).removesuffix(" please").rstrip(" ,") or plain
