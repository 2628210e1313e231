"""Text -> the spans of its sentences, whatever abbreviations, numbering and quotes it holds."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.language.wordlists import word_set

# A run of end marks with what may close behind it. A closing mark after a space occurs in texts
# that were tokenised before we got them ("the folly . ''").
_END = re.compile(r"""[.!?…]+(?:["'”’»)\]]|\s(?:''|[)\]”’]))*(?=\s|$)""")
_BREAK = re.compile(r"\n[ \t]*\n")
_OPENING = " \t\n\"'“‘«([`*_-–—•"
_WORD_BEFORE = re.compile(r"[\w.&'’-]*\w\s?$")
_NUMBERING = re.compile(r"^[\s\W]*(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z]|[A-Z])$", re.ASCII)

_NEVER_LAST = word_set(
    "mr mrs ms mx dr prof st cllr cllrs rev hon sgt capt col gen lt fr sr jr messrs e.g eg i.e ie "
    "cf vs v viz nr approx est fig figs para paras sec ch pp vol no nos ref tel ext incl al "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri"
)
# These end a sentence only when the next word looks like the start of one.
_SOMETIMES_LAST = word_set("etc inc ltd co corp bros ave rd p c ca a.m p.m am pm ph.d")
_STARTERS = word_set(
    "the this that these those it its he she they we you i in on at by for from as if when while "
    "after before since there here a an however but and our their his her all many some most "
    "what who why how where although during under with"
)
# "No." before a capital is a word; only before a figure is it "number".
_NEEDS_FIGURE = word_set("no nos fig figs p pp para paras sec ch vol mar may")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence of `text`, in order, without outer white space."""
    spans: list[tuple[int, int]] = []
    for start, end in _paragraph_spans(text):
        cuts = [start, *_cuts(text, start, end), end]
        spans.extend(_stripped(text, a, b) for a, b in pairwise(cuts))
    return [(start, end) for start, end in spans if start < end]


def _paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Blank lines always separate sentences."""
    breaks = [(match.start(), match.end()) for match in _BREAK.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    return list(zip(starts, ends, strict=True))


def _cuts(text: str, start: int, end: int) -> list[int]:
    cuts: list[int] = []
    for match in _END.finditer(text, start, end):
        sentence_start = cuts[-1] if cuts else start
        if match.end() < end and _ends_sentence(text, sentence_start, match, end):
            cuts.append(match.end())
    return cuts


def _ends_sentence(text: str, sentence_start: int, match: re.Match[str], end: int) -> bool:
    following = text[match.end() : min(end, match.end() + 80)].lstrip(_OPENING)
    if not following or following[0].islower():
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    before = text[sentence_start : match.start()]
    return not _NUMBERING.match(before) and not _is_abbreviation(before, following)


def _is_abbreviation(before: str, following: str) -> bool:
    """Say whether the full stop after `before` belongs to its last word, not to the sentence."""
    match = _WORD_BEFORE.search(before)
    if not match:
        return False
    printed = match.group().rstrip()
    word = printed.lower()
    if word in _NEEDS_FIGURE:
        return following[0].isdigit()
    if word in _NEVER_LAST:
        return True
    if len(word) == 1 and printed.isupper():
        return not _starts_sentence(following)
    is_dotted = "." in word and not any(character.isdigit() for character in word)
    return (word in _SOMETIMES_LAST or is_dotted) and not _starts_sentence(following)


def _starts_sentence(following: str) -> bool:
    word = re.match(r"\w*", following)
    return word is not None and word.group().lower() in _STARTERS


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
