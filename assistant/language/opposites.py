"""Words -> whether they deny, and whether two texts stand on opposite sides."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.language.terms import Word, stem
from assistant.language.wordlists import word_set

_NEGATIONS = word_set(
    """not no never none neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent
    wont wouldnt shouldnt couldnt hasnt havent hadnt non unable fail refuse reject deny"""
)
_PAIRS = """
    increase decrease|increase reduce|rise fall|rise drop|grow shrink|gain lose|win lose|start end
    begin end|open close|first last|before after|early late|most least|more less|more few|many few
    high low|large small|big small|great small|long short|old new|young old|strong weak|fast slow
    accept reject|accept refuse|approve reject|support oppose|allow forbid|allow ban|permit ban
    include exclude|public private|urban rural|internal external|major minor|maximum minimum
    majority minority|best worst|good bad|positive negative|north south|east west|northern southern
    eastern western|above below|top bottom|inside outside|arrive leave|enter exit|buy sell
    hire fire|appoint dismiss|create destroy|build demolish|join leave|attract repel|easy difficult
    simple complex|strengthen weaken|improve worsen|success failure|succeed fail|agree disagree
    legal illegal|male female|rich poor|cheap expensive|formal informal|direct indirect
    introduce abolish|establish abolish|oldest newest|largest smallest|highest lowest
    longest shortest|fewer more|richest poorest|earliest latest|voluntary compulsory
    optional mandatory|freed jailed|faster slower|stronger weaker|better worse|cause prevent
    cut protect|cut keep|back oppose|favour oppose|welcome oppose|keep scrap|keep close|
    online offline|widen narrow|ease tighten|lift impose|grant refuse|war peace|ally enemy
    victory defeat
"""


def _opposites() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in " ".join(_PAIRS.split()).replace("|", " ").split():
        table.setdefault(stem(pair), set())
    flat = [stem(word) for word in _PAIRS.replace("|", " ").split()]
    for one, other in zip(flat[::2], flat[1::2], strict=True):
        table[one].add(other)
        table[other].add(one)
    return {word: frozenset(others) for word, others in table.items()}


_OPPOSITES = _opposites()


def is_negated(words: Iterable[Word]) -> bool:
    """Say whether any of the words denies."""
    return any(_plain(word.text) in _NEGATIONS or word.stem in _NEGATIONS for word in words)


def opposed(asked: Iterable[str], found: frozenset[str]) -> bool:
    """Say whether a stem that is asked for is missing while its opposite is there."""
    return any(
        one not in found and not found.isdisjoint(_OPPOSITES.get(one, frozenset())) for one in asked
    )


def _plain(word: str) -> str:
    return word.lower().replace("’", "").replace("'", "")
