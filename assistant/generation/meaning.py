"""A sentence and the texts that it cites -> the words whose sense none of them carries."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.generation.wording import carried, plainly
from assistant.language.synonyms import GLUE, is_act
from assistant.language.terms import Word, words

_MOST_UNKNOWN = 0.12
_MOST_INVENTED = 0.6


def invention_faults(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return whether the quotes have hardly a word of what the sentence tells beside its names.

    Who is named in a quote can be said to have done anything; no judge may let that pass.
    """
    there = {word.stem for text in quotes for word in words(plainly(text))}
    told = [word for word in _told(sentence) if not word.start or not _is_name_or_figure(word)]
    new = [word for word in told if not carried(word.stem, there)]
    if told and len(new) > _MOST_INVENTED * len(told):
        return [f"the evidence does not say “{new[0].text}”"]
    return []


def _told(sentence: str) -> list[Word]:
    found = words(plainly(sentence))
    return [word for word in found if word.is_content and word.stem not in GLUE]


def _is_name_or_figure(word: Word) -> bool:
    return word.is_capital or word.text[0].isdigit()


def meaning_faults(sentence: str, quotes: Sequence[str], around: Sequence[str]) -> list[str]:
    """Return what the sentence says in words of a sense that the texts do not have.

    What is done must be carried by them. Of other words a few may be new: they join and comment.
    """
    said = _told(sentence)
    quoted = {word.stem for text in quotes for word in words(plainly(text))}
    there = quoted | {word.stem for text in around for word in words(text)}
    new = [word for word in said if not _is_name_or_figure(word)]
    acts = [word for word in new if is_act(word.stem) and not carried(word.stem, quoted)]
    faults = [f"the evidence does not say “{word.text}”" for word in acts]
    new = [word for word in new if not carried(word.stem, there)]
    if not faults and len(new) > _MOST_UNKNOWN * len(said):
        faults.append(f"the evidence does not say “{new[0].text}”")
    return faults
