"""What a model wrote -> plain text on one line, or a reason why it cannot be shown."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SENTENCE = 600
_NOT_PLAIN = re.compile(
    r"https?:|www\.|ftp:|mailto:|javascript:|data:\w+/|://"
    r"|\]\s*\(|!\[|<\s*/?[a-z!]|&(?:#\d+|[a-z]+);|`|\{|\}|^\s*#+\s"
    r"|\b[\w.-]+@[\w-]+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|gov|uk|eu|info|biz|ai|co|ly)\b"
    r"|<[@!#]",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\s*[\[【(]\s*(?:(?:evidence|sources?|quotes?|ref\.?|no\.?|\^|#)\s*)?\d+(?:\s*[,;–-]\s*\d+)*"
    r"(?:†[^\]】]*)?\s*[\]】)]",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1")
_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|\(?\d{1,2}[.)]\s+)")
_MARK = re.compile(
    r"^\s*(?:[-*•–—]\s+|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]\s+|\d{1,3}(?:\.\d{1,3})+\s+)+"
)


def unmarked(quote: str) -> str:
    """Return a quote on one line without its bullet or its printed number."""
    return _MARK.sub("", " ".join(quote.split()))


def visible(text: str) -> str:
    """Return the text without characters that no reader sees, in one form of each letter."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if one in "\n\t" or unicodedata.category(one)[0] != "C")


def plain_sentence(text: str) -> str:
    """Return the text on one line, without emphasis, bullets and citation numbers."""
    seen = "".join(one if unicodedata.category(one)[0] != "C" else " " for one in text)
    line = _BULLET.sub("", " ".join(seen.split()))
    line = _EMPHASIS.sub(r"\2", _BRACKETED.sub("", line)).strip()
    if line and line[-1] not in ".!?…”’\"'":
        line = f"{line.rstrip(' ,;:')}."
    return line[:1].upper() + line[1:]


def why_not_plain(sentence: str) -> str | None:
    """Return what forbids showing the sentence: a link, mark-up, or its length; None if nothing."""
    if len(sentence) > LONGEST_SENTENCE:
        return "it is too long"
    if _NOT_PLAIN.search(visible(sentence)):
        return "it holds a link, an address or mark-up"
    return None
