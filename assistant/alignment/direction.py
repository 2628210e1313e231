"""Sentences -> which way they point (more or less, for or against), and their opposite in words."""

from __future__ import annotations

import re

from assistant.language.terms import words
from assistant.language.wordlists import word_set

UP = word_set(
    """increase increases increased increasing increasingly raise raises raised raising enhance
    enhances enhanced enhancing enhancement promote promotes promoted promoting promotion
    elevate elevated elevates elevation higher high greater more larger longer stronger induce
    induces induced inducing induction activate activates activated activating activation
    improve improves improved improving improvement upregulate upregulates upregulated
    upregulation up-regulated stimulate stimulates stimulated stimulation strengthen
    strengthens strengthened facilitate facilitates facilitated rise rises risen rose gain
    gains gained grow grows grew growth boost boosts boosted encourage encourages encouraged
    favour favours favor favors accelerate accelerates accelerated augment augments augmented
    amplify amplified expand expands expanded enable enables enabled support supports
    supported restore restores restored rescue rescues rescued overexpression overexpressing
    overexpressed positive positively exacerbate exacerbates exacerbated exacerbation
    aggravate worsen worsens worsened double doubled allow allows trigger triggers triggered
    drive drives driven contribute contributes potentiate potentiates efficient effective
    effectively benefit benefits beneficial better extend extends sustain maintain maintains
    susceptible susceptibility sensitivity sensitive accumulate accumulation cause causes
    caused"""
)
DOWN = word_set(
    """decrease decreases decreased decreasing reduce reduces reduced reducing reduction
    reductions inhibit inhibits inhibited inhibiting inhibition inhibitory suppress suppresses
    suppressed suppressing suppression diminish diminishes diminished lower lowers lowered
    lowering low less fewer smaller shorter weaker impair impairs impaired impairing
    impairment block blocks blocked blocking blockade prevent prevents prevented preventing
    prevention attenuate attenuates attenuated attenuation downregulate downregulates
    downregulated downregulation down-regulated deplete depletes depleted depletion decline
    declines declined declining fall falls fell deficiency deficient loss lose loses lost lack
    lacks lacked lacking absence absent without knockout knockdown silencing deletion deleted
    abolish abolishes abolished abrogate abrogates abrogated disrupt disrupts disrupted
    disruption hinder hinders limit limits limited restrict restricts slow slows slowed slower
    delay delays delayed damage damages damaged damaging resist resistant resistance immune
    protect protects protected protective protection negative negatively inverse inversely
    shrink shrinks cut cuts unable fail fails failed failure inactive inactivation inactivates
    insensitive ineffective inefficient worse poor poorer stop stops stopped eliminate
    eliminates eliminated remove removes removed removal avoid avoids avoided destabilize
    destabilizes antagonist antagonize antagonizes counteract counteracts independent
    independently discourage discourages deteriorate unrelated"""
)
_NOT = re.compile(
    r"\b(does not|do not|did not|is not|are not|was not|were not|has not|have not|cannot|will not"
    r"|not|no|never|fails to|without)\b",
    re.I,
)
_WITHOUT_NOT = {
    "does not": "does", "do not": "do", "did not": "did", "is not": "is", "are not": "are",
    "was not": "was", "were not": "were", "cannot": "can", "will not": "will", "has not": "has",
    "have not": "have", "no": "a", "without": "with",
}  # fmt: skip
_BOTH_WAYS = """increase decrease|increases decreases|increased decreased|increasing decreasing
higher lower|high low|more less|greater smaller|induces inhibits|induce inhibit|induced inhibited
promote inhibit|enhance reduce|improve worsen|improves worsens|raises lowers|stimulates suppresses
upregulates downregulates|longer shorter|encourages discourages|worsens improves
damages improves|slows accelerates|slow accelerate|resistant susceptible|attenuates augments
attenuated augmented|exacerbates attenuates|positive negative|faster slower|better worse
stronger weaker|larger smaller|early late|presence absence|gain loss|activation inhibition
induction suppression|accurate inaccurate|dependent independent|effective ineffective
beneficial harmful|supports opposes|raises cuts|expands shrinks|opens closes|starts ends"""
_ONE_WAY = """promotes inhibits|enhances reduces|activates inhibits|facilitates prevents
reduces increases|reduce increase|reduced increased|inhibits promotes|suppresses stimulates
decline rise|prevents causes|lacks has|lack have|impairs improves|all no"""


def _swaps() -> dict[str, str]:
    table: dict[str, str] = {}
    for pair in _BOTH_WAYS.replace("\n", "|").split("|"):
        one, other = pair.split()
        table |= {one: other, other: one}
    one_way = [pair.split() for pair in _ONE_WAY.replace("\n", "|").split("|")]
    return table | {pair[0]: pair[1] for pair in one_way}


_SWAPS = _swaps()


def direction(text: str) -> int:
    """Return 1 when the words say more, -1 when they say less, 0 when neither."""
    found = [word.text.lower() for word in words(text)]
    balance = sum(word in UP for word in found) - sum(word in DOWN for word in found)
    return (balance > 0) - (balance < 0)


def is_denied(text: str) -> bool:
    """Say whether the text has a word of denial."""
    return _NOT.search(text) is not None


def opposite(statement: str) -> str:
    """Return a sentence that says the opposite, good enough to compare closeness with."""
    denial = _NOT.search(statement)
    if denial:
        plain = _WITHOUT_NOT.get(denial.group().lower(), "")
        return re.sub(r"\s+", " ", statement[: denial.start()] + plain + statement[denial.end() :])
    for word in re.finditer(r"[A-Za-z]+", statement):
        other = _SWAPS.get(word.group().lower())
        if other is not None:
            return statement[: word.start()] + other + statement[word.end() :]
    verb = re.search(r"\b(is|are|was|were|has|have|can|will|may|does|had)\b", statement)
    if verb:
        return f"{statement[: verb.end()]} not{statement[verb.end() :]}"
    return f"It is not true that {statement[:1].lower()}{statement[1:]}"
