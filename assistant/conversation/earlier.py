"""An earlier question and its answer -> what a later one may lean on: topic, people, places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation.phrases import AUXILIARIES, Phrase, phrases
from assistant.language.names import looks_like_person, names

_MARK = re.compile(r"\s*\[\d+\]")
# "Which measures does the plan set?": the words that ask, the noun that is asked for, the rest.
_ASKS_NOUN = re.compile(r"^\W*(?:which|what|how many)\s+(?P<rest>(?!of\b).+)$", re.I)
# The answer to these names a document, which "it" stands for from then on.
_CHOOSES = re.compile(r"^\W*which\b|\b(?:newest|latest|most recent|oldest|earliest)\b", re.I)
_CLAUSE = re.compile(rf"^(?P<noun>.+?)\s+(?P<aux>{'|'.join(sorted(AUXILIARIES))})\s+(?P<rest>.+)$")
_WHAT_IS = re.compile(
    r"^\W*what (?:is|was) (?P<whole>(?:the|an?|our) [^?]+?)(?: (?:about|for|like))?\W*$", re.I
)
_PERSON = re.compile(r"^\W*who\s+(?P<rest>.+?)\W*$", re.I)
_DO = ("do", "does", "did")
_PLACED = re.compile(r"\b(?:at|in|near|across)\s+(?:the\s+)?[^?]+", re.I)


@dataclass(frozen=True)
class Earlier:
    """An earlier question that stands alone, and what was answered ("" when not known)."""

    question: str
    answer: str
    titles: Sequence[str]

    @property
    def phrases(self) -> list[Phrase]:
        """The noun phrases of the question, "of" kept with what it belongs to."""
        joined: list[Phrase] = []
        for one in phrases(self.question):
            last = joined[-1] if joined else None
            between = self.question[last.end : one.start].strip().lower() if last else ""
            if last is not None and between in ("of", "and", "for the"):
                text = self.question[last.start : one.end]
                joined[-1] = Phrase(text, last.start, one.end, last.preposition)
            else:
                joined.append(one)
        return joined

    def topic(self) -> str | None:
        """Return what the question is about, as a phrase."""
        return self.thing() or self.things()

    def subject(self) -> str | None:
        """Return the topic with where it was asked for: "small firms in the digital strategy"."""
        topic = self.topic()
        behind = [one for one in self.phrases if one.preposition in ("about", "on", "to", "for")]
        if topic is None or not behind or behind[-1].text == topic:
            return topic
        return f"{behind[-1].text} in {topic}"

    def thing(self) -> str | None:
        """Return what "it" stands for: a thing in particular, rather one than many."""
        if _CHOOSES.search(self.question) and (title := self._answered_title()):
            return title
        if match := _WHAT_IS.match(self.question):
            return match["whole"]
        particular = [one for one in self.phrases if not one.is_general and one.sort != "date"]
        named = [one for one in particular if not one.is_plural]
        if chosen := _first_of(named):
            return chosen.text
        many = _first_of(particular)
        return self.things() or (many.text if many else None)

    def things(self) -> str | None:
        """Return what "they" stands for."""
        if clause := self._asked_noun():
            return clause
        plural = [one for one in self.phrases if one.is_plural]
        chosen = (
            next((one for one in plural if any(map(str.isupper, one.bare))), None)
            or next((one for one in plural if not one.is_general), None)
            or next(iter(plural), None)
        )
        if chosen is None:
            return None
        of, _, many = chosen.text.partition(" of ")
        is_of_one = many and not Phrase(of, chosen.start, chosen.end, None).is_plural
        return many if is_of_one else chosen.text

    def spoken_of(self) -> str | None:
        """Return what somebody said something about, or what was last named."""
        behind = [one for one in self.phrases if one.preposition in ("about", "on", "to", "for")]
        return next((one.text for one in reversed([*self.phrases[1:], *behind])), None)

    def agents(self) -> str | None:
        """Return who acted: those named in the question or the answer."""
        general = [one for one in self.phrases if one.is_general or one.sort == "name"]
        return next((one.text for one in general), None) or self.somebody()

    def person(self) -> str | None:
        """Return whom "he", "she" or "that person" stands for."""
        for text in (_MARK.sub("", self.answer), self.question):
            people = [one.text for one in names(text) if looks_like_person(one)]
            people = [one for one in people if one not in self.titles]
            if people:
                return people[0]
        match = _PERSON.match(self.question)
        return f"the person who {match['rest']}" if match else None

    def somebody(self) -> str | None:
        """Return the first name of the answer: whoever did what was asked about."""
        found = names(_MARK.sub("", self.answer))
        opening = re.match(r"\W*((?:[A-Z][\w’'-]+\s+)+)(?=[a-z])", self.answer)
        if opening and not re.match(r"(?:the|a|in|we|it|by)\b", opening[1], re.I):
            return opening[1].strip()
        return found[0].text if found else None

    def place(self) -> str | None:
        """Return where "there" is, with its preposition."""
        match = _PLACED.search(self.question)
        return match.group().rstrip(" ?.") if match else None

    def _asked_noun(self) -> str | None:
        """Turn "Which measures does the plan set?" into "the measures that the plan set"."""
        asked = _ASKS_NOUN.match(self.question)
        clause = _CLAUSE.match(asked["rest"].rstrip(" ?.")) if asked else None
        if clause is None or clause["noun"].lower() in AUXILIARIES:
            return None
        noun = clause["noun"]
        if clause["aux"] in _DO:
            return f"the {noun} that {clause['rest']}"
        return f"the {noun} that {clause['aux']} {clause['rest']}"

    def _answered_title(self) -> str | None:
        answer = self.answer.lower()
        found = [(answer.find(title.lower()), title) for title in self.titles]
        return min(((at, title) for at, title in found if at >= 0), default=(0, None))[1]


def _first_of(found: Sequence[Phrase]) -> Phrase | None:
    """Return the phrase that is spoken of: without a preposition first, then about or on."""
    for wanted in ((None,), ("about", "on", "of"), ("for", "in", "to", "from", "with", "at", "by")):
        one = next((phrase for phrase in found if phrase.preposition in wanted), None)
        if one is not None:
            return one
    return None
