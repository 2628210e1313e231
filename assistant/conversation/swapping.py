"""An earlier question and a new question word or phrase -> the earlier question with it inside."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.conversation.earlier import Earlier
from assistant.conversation.phrases import (
    AUXILIARIES,
    DATE,
    MODALS,
    PREPOSITIONS,
    Phrase,
    classified,
    phrases,
    sort_of,
)

_PREPOSITION = re.compile(rf"^(?P<word>{'|'.join(sorted(PREPOSITIONS))})\s+(?P<rest>.+)$", re.I)
_ABOUT = ("about", "on", "regarding", "concerning", "to", "for", "with", "from", "in", "of")
_ASKING = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?(?P<wh>(?:by|since|until|from|for|in|at|to)?\s*"
    r"(?:how (?:many|much|long|often|far)|who|whom|what|which|when|where|why|how))\b"
    r"\s*(?P<rest>.*)$",
    re.I,
)
_PASSIVE = re.compile(r"\b(?:be|been|is|are|was|were)\b.*\b\w+(?:ed|en|t|wn)\b", re.I)


def with_phrase(earlier: str, phrase: str) -> str:
    """Return the earlier question with the phrase in the place of the one of the same sort."""
    match = _PREPOSITION.match(phrase)
    before, words = (match["word"].lower(), match["rest"]) if match else (None, phrase)
    old = _slot(earlier, before, words)
    if old is None:
        joined = f"{before} {words}" if before else f"{_joining(words)} {words}"
        return f"{earlier.rstrip(' ?.!')} {joined}?"
    return earlier[: old[0]] + words + earlier[old[1] :]


def with_asking(earlier: Earlier, word: str) -> str:
    """Return the earlier question asked with another question word: when, why, by whom."""
    asked = earlier.question.strip().rstrip("?.! ")
    match = _ASKING.match(asked)
    asks = word[:1].upper() + word[1:]
    if match is None:
        opens = asked.split(" ", 1)[0].lower() in AUXILIARIES
        return f"{asks} {asked[:1].lower()}{asked[1:]}?" if opens else _about(asks, earlier)
    rest = match["rest"]
    first, _, behind = rest.partition(" ")
    is_of_whoever = match["wh"].lower() == "who" and first.lower() not in MODALS
    if first.lower() in AUXILIARIES and behind and not is_of_whoever:
        return f"{asks} {rest}?"
    turned = None if is_of_whoever else _turned(rest)
    return f"{asks} {turned}?" if turned else _about(asks, earlier)


def is_passive(question: str) -> bool:
    """Say whether something is done to the subject: "When will the vision be reviewed?"."""
    return _PASSIVE.search(question) is not None


def which_of(earlier: Earlier) -> str | None:
    """Turn "How many districts do they cover?" into "Which districts do they cover?"."""
    match = re.match(r"^\W*how many\s+(?P<rest>.+)$", earlier.question, re.I)
    return f"Which {match['rest']}" if match else None


def _about(asks: str, earlier: Earlier) -> str:
    topic = earlier.topic()
    return f"{asks} is that, for {topic}?" if topic else f"{asks}: {earlier.question}"


def _turned(rest: str) -> str | None:
    """Turn "electric buses are planned" into "are electric buses planned"."""
    words = rest.split()
    at = next((n for n, word in enumerate(words) if word.lower() in AUXILIARIES), None)
    if at is None or at == 0:
        return None
    noun, auxiliary, behind = words[:at], words[at].lower(), words[at + 1 :]
    if auxiliary in MODALS or (behind and _is_subject(behind[0])):
        is_passive_noun = bool(behind) and behind[0] in ("be", "have")
        order = [*noun, *behind] if is_passive_noun else [*behind, *noun]
        return " ".join([auxiliary, *order])
    if auxiliary in ("have", "has", "had") and not (behind and behind[0].endswith("ed")):
        support = {"have": "do", "has": "does", "had": "did"}[auxiliary]
        return " ".join([support, *noun, "have", *behind])
    return " ".join([auxiliary, *noun, *behind])


def _is_subject(word: str) -> bool:
    """Say whether a word can only begin a subject: "Which ambitions has nobody picked up?"."""
    kind = classified(word)[0][1]
    return kind in ("determiner", "pronoun") or word[:1].isupper()


def _slot(earlier: str, before: str | None, words: str) -> tuple[int, int] | None:
    """Return the span that the phrase replaces; None when nothing of the same sort is there."""
    sort = sort_of(words)
    if sort == "date":
        dates = list(DATE.finditer(earlier))
        return dates[-1].span() if dates else None
    found = [one for one in phrases(earlier) if one.sort != "date"]
    same = [one for one in found if one.sort == sort]
    if sort == "numbered":
        found_number = re.search(rf"\b{re.escape(words.split()[0])} \d+", earlier, re.I)
        return found_number.span() if found_number else None
    if sort == "document":
        return _span(_document(same, words))
    if before is not None:
        prepositions = {before, *(("about", "on") if before in ("about", "on") else ())}
        same_place = _last(one for one in found if one.preposition in prepositions)
        is_place = sort == "name" and before in ("in", "for", "across", "at", "near")
        subjects = [one for one in same if one.preposition is None and _is_whole(one, earlier)]
        return _span(same_place or (_last(subjects) if is_place else None))
    if sort == "name" and same:
        return _span(same[-1])
    spoken_of = [one for one in found if one.preposition in ("about", "on")]
    behind = [one for one in found if one.preposition in _ABOUT]
    other = [one for one in found if one.sort == "subject"]
    return _span(_last(spoken_of) or _last(behind) or _last(other))


def _is_whole(phrase: Phrase, question: str) -> bool:
    """Say whether nothing belongs to the phrase by "of": "the Future of Essex" is one name."""
    return not question[phrase.end :].lstrip().startswith("of ")


def _document(same: list[Phrase], words: str) -> Phrase | None:
    """Return the document of the same kind (strategy for strategy), else the first."""
    kind = words.rstrip("s").split()[-1].lower()
    alike = [one for one in same if kind in one.text.lower()]
    return next(iter([*alike, *same]), None)


def _last(found: Iterable[Phrase]) -> Phrase | None:
    items = list(found)
    return items[-1] if items else None


def _span(phrase: Phrase | None) -> tuple[int, int] | None:
    return (phrase.start, phrase.end) if phrase else None


def _joining(words: str) -> str:
    return {"date": "in", "document": "in", "name": "in"}.get(sort_of(words), "about")


def is_phrase(text: str) -> bool:
    """Say whether a text is a phrase alone: no verb, no question word, no pronoun."""
    kinds = [kind for _, kind in classified(text)]
    return bool(kinds) and not {"wh", "aux", "pronoun", "verb"} & set(kinds)
