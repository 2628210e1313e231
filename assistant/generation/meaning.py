"""A sentence and the texts that it cites -> the words whose sense none of them carries."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.generation.wording import carried, plainly
from assistant.language.synonyms import GLUE, is_act
from assistant.language.terms import words

_MOST_UNKNOWN = 0.12


def meaning_faults(sentence: str, quotes: Sequence[str], around: Sequence[str]) -> list[str]:
    """Return what the sentence says in words of a sense that the texts do not have.

    What is done must be carried by them. Of other words a few may be new: they join and comment.
    """
    quoted = {word.stem for text in quotes for word in words(plainly(text))}
    there = quoted | {word.stem for text in around for word in words(text)}
    said = [word for word in words(plainly(sentence)) if word.is_content and word.stem not in GLUE]
    new = [word for word in said if not word.is_capital and not word.text[0].isdigit()]
    acts = [word for word in new if is_act(word.stem) and not carried(word.stem, quoted)]
    faults = [f"the evidence does not say “{word.text}”" for word in acts]
    new = [word for word in new if not carried(word.stem, there)]
    if not faults and len(new) > _MOST_UNKNOWN * len(said):
        faults.append(f"the evidence does not say “{new[0].text}”")
    return faults
