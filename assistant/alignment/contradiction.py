"""A statement and sentences -> whether they point the same way: more or less, effect or none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.alignment.direction import DOWN, UP
from assistant.alignment.words import rarity, stems
from assistant.language.commitment import commitment
from assistant.language.terms import stem

_DENIES = re.compile(r"\b(?:not|no|never|neither|nor|cannot|none|nothing)\b|n['’]t\b", re.I)
# What only asks, or says what was studied, carries no statement.
_ASKS = re.compile(
    r"^\W*(?:objectives?|aims?|background|purpose|design|setting|methods?|hypothesis|introduction"
    r"|context|importance)\b"
    r"|\b(?:to (?:assess|determine|investigate|examine|evaluate|test|explore|compare|estimate|study"
    r"|clarify|address)|whether|remains? (?:unclear|unknown|controversial|poorly|elusive|to be)"
    r"|(?:is|are|was|were) (?:unclear|unknown|controversial|poorly|not (?:clear|known|understood))"
    r"|little is known|poorly understood|hypothesi[sz]ed?|unclear|merits? further|it is unknown"
    r"|we (?:aimed|sought|asked|tested|investigated|examined|assessed|compared|evaluated)"
    r"|was lacking)\b",
    re.I,
)
_NO_EFFECT = re.compile(
    r"\b(?:not? (?:\w+ ){0,2}?(?:associat\w+|effect|differ\w*|correlat\w+|evidence|significan\w+"
    r"|relat\w+|change\w*|impact|influence|increase\w*|risk)|unrelated|unaffected|unchanged"
    r"|similar (?:in|to|between)|did not (?:differ|affect|change)|was stable|independent of)\b",
    re.I,
)
_CLAUSE = re.compile(
    r"[;:]\s+|,\s+(?=(?:and|but|whereas|while|although|which|who|with|thereby|thus|suggesting"
    r"|indicating)\b)|\s+(?:whereas|while|although|but|however)\s+"
)
_COMPARES = re.compile(
    r"(.*?)\b(higher|lower|greater|more|less|fewer|larger|smaller|better|worse|longer|shorter|faster"
    r"|slower|older|younger)\b.*?\b(?:than|compared)\b(.*)",
    re.I,
)
_ALL = re.compile(r"\b(?:all|every|each|always|entire(?:ly)?|whole|everyone|everywhere)\b", re.I)
_SOME = re.compile(
    r"\b(?:some|most|many|several|few|part(?:ly|ial\w*)?|sometimes|often|almost|nearly|half|not all"
    r"|only)\b"
    r"|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r" of (?:the|our|its)\b"
    r"|(?<![\d.])\d{1,2}(?:\.\d+)? ?(?:%|per ?cent) of\b",
    re.I,
)
# A promise is not yet the deed, nor an intention the promise.
_FIRMNESS = {"done": 3, "will": 2, "aims": 1, "explores": 0}
_UPWARD = UP | {"older", "faster"}
_PREFIXES = ("un", "in", "im", "ir", "non", "dis", "anti", "de")
_SHORTEST_ROOT, _SHORTEST_CLAUSE = 5, 4


def contradiction_features(statement: str, best: Sequence[str]) -> dict[str, float]:
    """Return how the direction of a statement agrees with the sentences nearest to it."""
    told = [one for one in best if not asks(one)] or list(best)
    nearest = told[0]
    clause = _best_clause(statement, nearest)
    mine = _way(statement)
    here, whole = _way(clause), _way(nearest)
    directed = {stem(word) for word in _spelt(statement) if word in UP or word in DOWN}
    there = {stem(word) for word in _spelt(" ".join(told[:2]))}
    denials = [_NO_EFFECT.search(one) is not None for one in told[:3]]
    denied = _NO_EFFECT.search(statement) is not None
    compared = [_comparison(statement, one) for one in told[:3]]
    return {
        "directed": float(any(mine)),
        "parity_clause": _parity(mine, here),
        "parity_whole": _parity(mine, whole),
        "reversed_clause": float(_is_reversed(mine, here, only=True)),
        "reversed_whole": float(_is_reversed(mine, whole, only=False)),
        "same_way": float(_is_same_way(mine, here)),
        "way_only_here": float(mine[0] + mine[1] > 0 and not any(here)),
        "way_in_words": len(directed & there) / len(directed) if directed else 0.5,
        "asks": float(asks(best[0])),
        "asks_only": float(all(asks(one) for one in best[:3])),
        "no_effect_there": float(not denied and denials[0]),
        "no_effect_near": float(not denied and any(denials)),
        "no_effect_both": float(denied and any(denials)),
        "no_effect_here": float(denied and not any(denials)),
        "prefix_differs": float(any(_prefix_differs(statement, one) for one in told[:2])),
        "denial_differs_here": float((mine[2] > 0) != (here[2] > 0) and bool(mine[2] or here[2])),
        "only_some": float(_only_some(statement, nearest)),
        "less_firm": float(_is_less_firm(statement, nearest)),
        "compared": float(min(compared) if min(compared) < 0 else max(compared)),
    }


def asks(sentence: str) -> bool:
    """Say whether a sentence only asks, or says what was studied."""
    return _ASKS.search(sentence) is not None


def points_away(features: Mapping[str, float]) -> bool:
    """Say whether the evidence plainly points another way, or only asks."""
    return (
        features["compared"] < 0
        or features["aims"] < 0
        or any(
            features[name] > 0
            for name in (
                "reversed_clause",
                "reversed_whole",
                "prefix_differs",
                "no_effect_there",
                "no_effect_here",
                "asks_only",
                "denial_differs_here",
                "only_some",
                "less_firm",
                "opposed",
                "of_another",
            )
        )
    )


def says_otherwise(features: Mapping[str, float]) -> bool:
    """Say whether the evidence denies what is stated, or says its opposite."""
    return any(features[name] > 0 for name in ("reversed_whole", "denial_differs_here", "opposed"))


def _only_some(statement: str, sentence: str) -> bool:
    """Say whether a statement about all rests on a sentence about some."""
    here = _ALL.search(statement) is not None and _ALL.search(sentence) is None
    return here and _SOME.search(sentence) is not None


def _is_less_firm(statement: str, sentence: str) -> bool:
    mine = _FIRMNESS.get(commitment(statement).strength)
    theirs = _FIRMNESS.get(commitment(sentence).strength)
    return mine is not None and theirs is not None and theirs < mine


def _way(text: str) -> tuple[int, int, int]:
    """Return how many words say more, say less, and deny."""
    found = _spelt(text)
    ups = sum(word in UP for word in found)
    downs = sum(word in DOWN for word in found)
    return ups, downs, len(_DENIES.findall(text))


def _spelt(text: str) -> list[str]:
    """Return the words, and the parts of those with a hyphen."""
    found = re.findall(r"[A-Za-z][A-Za-z'’-]*", text.lower())
    return found + [part for word in found if "-" in word for part in word.split("-")]


def _parity(mine: tuple[int, int, int], theirs: tuple[int, int, int]) -> float:
    """Return 1 where both have an even or both an odd number of words that turn the sense."""
    if not any(mine) or not any(theirs):
        return 0.0
    return 1.0 if (mine[1] + mine[2] + theirs[1] + theirs[2]) % 2 == 0 else -1.0


def _is_reversed(mine: tuple[int, int, int], theirs: tuple[int, int, int], *, only: bool) -> bool:
    up, down, _ = theirs
    if mine[0] > mine[1]:
        return down > 0 and up == 0 if only else down > up
    return mine[1] > mine[0] and (up > 0 and down == 0 if only else up > down)


def _is_same_way(mine: tuple[int, int, int], theirs: tuple[int, int, int]) -> bool:
    up, down, denials = theirs
    return not denials and ((mine[0] > mine[1] and up > down) or (mine[1] > mine[0] and down > up))


def _best_clause(statement: str, sentence: str) -> str:
    mine = set(stems(statement))
    parts = [p for p in _CLAUSE.split(sentence) if p and len(p.split()) >= _SHORTEST_CLAUSE]
    return max(
        parts or [sentence],
        key=lambda part: (sum(rarity(s) for s in mine & set(stems(part))), -len(part)),
    )


def _prefix_differs(statement: str, sentence: str) -> bool:
    """Say whether one has "accurate" where the other has "inaccurate"."""
    mine, theirs = set(_spelt(statement)), set(_spelt(sentence))
    return any(_has_turned(word, theirs) for word in mine - theirs)


def _has_turned(word: str, others: set[str]) -> bool:
    if len(word) < _SHORTEST_ROOT:
        return False
    return any(
        prefix + word in others
        or (
            word.startswith(prefix)
            and len(word) - len(prefix) >= _SHORTEST_ROOT
            and word[len(prefix) :] in others
        )
        for prefix in _PREFIXES
    )


def _comparison(statement: str, sentence: str) -> int:
    """Return 1 where both compare two things alike, -1 the other way round, 0 where unknown."""
    mine, theirs = _COMPARES.match(statement), _COMPARES.match(sentence)
    if mine is None or theirs is None:
        return 0
    left, right = set(stems(mine[1])), set(stems(mine[3]))
    their_left, their_right = set(stems(theirs[1])), set(stems(theirs[3]))
    same = len(left & their_left) + len(right & their_right)
    crossed = len(left & their_right) + len(right & their_left)
    if same == crossed:
        return 0
    order = 1 if same > crossed else -1
    ways = [1 if found[2].lower() in _UPWARD else -1 for found in (mine, theirs)]
    return 1 if order * ways[0] * ways[1] > 0 else -1
