"""A message as it was typed -> its words in plain form: one space, one mark, no shouting.

"Q: HOW MANY HOMES WERE BUILT???" asks what "How many homes were built?" asks.
"""

from __future__ import annotations

import re

_EMOJI = re.compile(
    r"(?<![\w:]):[a-z][\w+-]*:(?:skin-tone-\d:)?(?![\w:])"
    r"|(?<!\w)[:;]-?[()DPp](?!\w)"
    "|[\U0001f000-\U0001faff\ufe0f\u200d]+"
    # A tick or a star may be what is asked about; behind the mark it is not.
    "|(?<=[?.!])\\s*[\u2600-\u27bf]+\\s*$"
)
# "Q:", "Re:", "1." and "- " before a question number it or say that it is one.
_LABEL = re.compile(
    r"^(?:(?:q|question(?:\s?\d{1,2})?|re|fwd?|fw|subject|query)\s?[:.)]\s*|\(?\d{1,2}[.)]\s+|\(?[a-h]\)\s+"
    r"|[>•*·–—-]+\s+)+(?=\w|[\"'“‘*_])", re.IGNORECASE
)  # fmt: skip
_WRAPPED = re.compile(
    r"^([\"“”'‘’*_~`]{1,3})(?P<inside>[^\"“”*_~`]+?)([\"“”'‘’*_~`]{1,3})(?P<mark>\??)$"
)
_MARKS = re.compile(r"(?<![?!.\s])\s*(?=[?!]*\?)[?!.]+$")
_TRAILING = re.compile(r"\s*(?:\.{2,}|…)$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASKS = re.compile(
    r"(?:whom?|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|can|could"
    r"|will|would|should|must)(?:['’]?s)?\b[^.?!;:]*[^\W_]$", re.IGNORECASE
)  # fmt: skip
# So many words are enough to tell how somebody types.
_ENOUGH = 4
_SHORTEST = 4
_SHOUTED = 0.8


def plain_form(text: str) -> str:
    """Return the text in plain form; what is not only a matter of form stays."""
    plain = " ".join(_EMOJI.sub(" ", text).split())
    plain = _LABEL.sub("", plain)
    wrapped = _WRAPPED.match(plain)
    if wrapped is not None:
        plain = wrapped["inside"] + wrapped["mark"]
    plain = _TRAILING.sub("", _MARKS.sub("?", plain)).strip()
    return (_in_small_letters(plain) if _is_all_capital(plain) else plain) or text


def with_mark(text: str) -> str:
    """Return a question that lacks its mark with one."""
    return f"{text}?" if _ASKS.fullmatch(text) else text


def _is_all_capital(text: str) -> bool:
    """Say whether capitals tell nothing: every letter is one, or every word begins with one."""
    found = _WORD.findall(text)
    letters = "".join(found)
    if len(found) < _ENOUGH:
        return False
    is_shouted = sum(one.isupper() for one in letters) >= _SHOUTED * len(letters)
    small = [one for one in found[1:] if len(one) < _SHORTEST]
    is_titled = bool(small) and all(one[0].isupper() for one in found)
    return is_shouted or is_titled


def _in_small_letters(text: str) -> str:
    """Return the text in small letters; a short form among words with one capital stays."""
    if all(word.isupper() for word in _WORD.findall(text)):
        return text[:1].upper() + text[1:].lower()
    small = _WORD.sub(lambda word: word[0].lower() if word[0].istitle() else word[0], text)
    return small[:1].upper() + small[1:]
