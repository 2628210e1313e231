"""A question -> whether and how it leans on what was said before."""

from __future__ import annotations

import re

from assistant.conversation.phrases import Phrase, classified, phrases, sort_of
from assistant.conversation.swapping import is_phrase
from assistant.language.names import names
from assistant.language.terms import content_stems, words
from assistant.language.wordlists import word_set

_OPENING = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|thanks|thank you|right|now|well|great|please|yes|no)\b[\s,.!]*)*"
    r"(?:(?:and|but|so|or|then)\b[\s,]*)*", re.I
)  # fmt: skip
_WHAT_ABOUT = re.compile(
    r"^(?:(?:(?:what|how) about|what of|anything (?:about|on|for))(?: the same (?:for|in|of))?"
    r"|(?:the )?same (?:question )?for)\s+", re.I
)  # fmt: skip
_MORE = re.compile(
    r"^(?:(?:can you |could you |please )*(?:tell (?:me|us) )?(?:a (?:bit|little) )?more"
    r"(?: (?:details?|information|on (?:that|this|it)|about (?:that|this|it)))*|go on|continue"
    r"|more details?|details|elaborate|expand(?: on (?:that|this|it))?|what else|anything else"
    r"|explain(?: (?:that|this|it))?)(?:,? please)?$", re.I
)  # fmt: skip
_PREPOSED = r"(?:(?:by|since|until|from|for|in|at|to|with|under) )?"
_BARE = re.compile(
    rf"^(?P<word>{_PREPOSED}(?:who|whom|when|where|why|how(?: (?:much|many|long|often|far))?"
    r"|what (?:year|date)|which(?: ones?)?|which of (?:them|these|those)))"
    r"(?: (?:not|then|there|exactly|is that|was that|so|come))*$", re.I
)  # fmt: skip
_PRONOUN = re.compile(
    r"\b(?P<word>it|its|itself|they|them|their|theirs|he|she|him|her|his|hers"
    r"|that|this|those|these|there|ones?)\b", re.I
)  # fmt: skip
_PLURAL = word_set("they them their theirs those these ones")
_PEOPLE = word_set("he she him her his hers")
# Things that a question points at without anything having been said of them.
_HERE = word_set(
    "vision strategy plan report county partnership year corpus board document council service area"
)
_EXPLETIVE = re.compile(
    r"^\W*(?:(?:possible|true|clear|likely|known|necessary|important|allowed|worth|said)\b"
    r"|(?:is|was) (?:the|an?) .*\bthat\b"
    r"|(?:take|takes|took|mean|means|cost|costs)\b.*\bto [a-z])", re.I
)  # fmt: skip
_AUXILIARY_PHRASE = re.compile(
    r"^(?:does|do|did|is|are|was|were|will|would|has|have|can|could)\s+(?P<phrase>.+)$", re.I
)
_DOES_THAT = re.compile(r"\b(?:do|does|did|done|doing) (?:that|it|this|so)$", re.I)
# What every reader of the corpus may ask for without having said more.
_OF_THE_CORPUS = re.compile(
    r"\b(?:ambitions?|priorit\w+|goals?|visions?|strateg\w+|plans?|documents?|gaps?|our|your|we"
    r"|contradict\w*|conflicts?|orphans?|newest|latest)\b", re.I
)  # fmt: skip
_OBJECTS = word_set("it them him her")
_CLAUSE_OPENS = re.compile(
    r"(?:, | \b)(?:and|or|but|when|if|that|who|which|what|whether|how|why|where)\b", re.I
)
# "how many interviews were there" counts; it points nowhere.
_COUNTED = re.compile(r"\bhow (?:many|much)\s+\w+(?:\s+\w+)*?\s+(?:is|are|was|were)\s*$", re.I)
# "Those signed up for the vote" says itself who they are.
_DEED_OF = re.compile(
    r"^ \w+(?:ed|wn|rn|ing|ught) (?:up|in|for|by|to|on|out|off|at|with|from|as|under)\b", re.I
)
# "Who said that they ...": they are those who said it.
# "What should someone do if they are stopped?"
_ANYONE = re.compile(r"\b(?:some|any|every)(?:one|body)\b|\bwhoever\b|\bpeople\b", re.IGNORECASE)
_THEY = ("they", "them", "their")
# "Which segment is the oldest, and how many of them are online?"
_OF_THEM = re.compile(r"^(?:which|what) (?!is\b|are\b)\w+ .*,? and how many of $", re.IGNORECASE)
# "Who did they get as broker, and when did they start?": whoever it was.
_CHOSEN = re.compile(r"^whom? (?:did|have|had|will) they (?:get|got|pick|choose|hire)\b", re.I)
_WHO_SAY = re.compile(
    r"^who (?!(?:is|are|was|were|do|does|did|will|would|can|should) $)\w+ .*$", re.I
)
# "After finishing their lists, must agencies ...": who they are comes behind.
_OPENING_DEED = re.compile(r"\b(?:after|before|while|when|since|on|by|without) \w+ing $", re.I)
# So many words of meaning before "that", or "ones", are what it stands for.
_CLAUSE = 4
_MOST_WORDS = 7
# Without "and" or "what about" a longer run of words is a search of its own, or nonsense.
_MOST_WORDS_ALONE = 2


def without_opening(question: str) -> str:
    """Return a question without "and", "but", "thanks, now" in front, and without its end mark."""
    text = " ".join(question.split()).rstrip(" ?.!")
    return text[_match_end(_OPENING, text) :]


def is_request_for_more(text: str) -> bool:
    """Say whether only more of the same is asked for."""
    return _MORE.match(text) is not None


def bare_asking(text: str) -> str | None:
    """Return the question word of a question that has nothing else: "why?", "by when?"."""
    match = _BARE.match(text)
    return match["word"].lower() if match else None


def bare_phrase(text: str, earlier: str, *, is_opened: bool) -> str | None:
    """Return the phrase of a question that has no verb of its own: "in Tendring?".

    `is_opened`: "and" or the like stood before it.
    """
    about = _WHAT_ABOUT.match(text)
    rest = text[about.end() :] if about else text
    if about and len(rest.split()) <= _MOST_WORDS and not _PRONOUN.fullmatch(rest):
        return rest
    if len(rest.split()) <= _MOST_WORDS and is_phrase(rest):
        kinds = [kind for _, kind in classified(rest)]
        if "content" not in kinds:
            return None
        opens = kinds[0] in ("preposition", "determiner") or is_opened
        is_short = opens or kinds.count("content") <= _MOST_WORDS_ALONE
        return rest if is_short and len(phrases(rest)) <= 2 else None
    auxiliary = _AUXILIARY_PHRASE.match(rest)
    if auxiliary and is_phrase(auxiliary["phrase"]) and len(phrases(auxiliary["phrase"])) == 1:
        sort = sort_of(auxiliary["phrase"])
        has_same = any(one.sort == sort for one in phrases(earlier))
        return auxiliary["phrase"] if sort in ("document", "numbered") and has_same else None
    return None


def leans_as_a_whole(text: str) -> bool:
    """Say whether a whole clause is pointed at: "who will do that?"."""
    return _DOES_THAT.search(text) is not None and text.lower().startswith("who")


def leaning_pronoun(text: str) -> re.Match[str] | None:
    """Return the first pronoun that nothing before it in the question explains."""
    for match in _PRONOUN.finditer(text):
        if match["word"] == "IT" and not text.isupper():
            continue  # information technology
        if _points_back(text, match):
            return match
    return None


def lacks_subject(text: str) -> bool:
    """Say whether a question asks something of nothing: "who is responsible?"."""
    kinds = classified(text)
    if not kinds or kinds[0][1] not in ("wh", "aux") or _OF_THE_CORPUS.search(text):
        return False
    content = [word for word in words(text) if word.is_content]
    return len(content) <= 1 and not names(text) and len(kinds) >= 2


def _points_back(text: str, match: re.Match[str]) -> bool:
    word = match["word"].lower()
    before, after = text[: match.start()], text[match.end() :]
    if word in ("that", "this", "those", "these"):
        return len(content_stems(before)) < _CLAUSE and _is_demonstrative(word, before, after)
    if word == "there":
        is_explained = _COUNTED.search(before) or len(content_stems(before)) > _CLAUSE
        return not after.strip() and not is_explained
    if word in ("one", "ones"):
        is_explained = len(content_stems(before)) >= _CLAUSE
        return word == "ones" and not after.strip() and not is_explained
    if word == "it" and _EXPLETIVE.match(after):
        return False
    if word in _THEY and (
        any(one.search(before) for one in (_WHO_SAY, _ANYONE, _OF_THEM)) or _CHOSEN.match(text)
    ):
        return False
    explaining = _may_explain(before, after, word)
    if word in ("their", "its") and _OPENING_DEED.search(before):
        explaining = [*explaining, *phrases(after)]
    return not any(_explains(one, word) for one in explaining)


def _may_explain(before: str, after: str, word: str) -> list[Phrase]:
    """Return the phrases before a pronoun; an object is never the subject of its own clause."""
    following = [kind for _, kind in classified(f"{word}{after}")[1:2]]
    is_object = word in _OBJECTS and not {"aux", "verb"} & set(following)
    if not is_object or len(content_stems(before)) > _CLAUSE:
        return phrases(before)
    opens = [match.start() for match in _CLAUSE_OPENS.finditer(before)]
    return phrases(before[: opens[-1]] if opens else "")


def _explains(phrase: Phrase, word: str) -> bool:
    """Say whether a phrase of the same question is what the pronoun stands for."""
    if word in _PEOPLE:
        return phrase.sort == "name" or phrase.is_general
    if word in _PLURAL:
        return phrase.is_plural or phrase.is_general
    return not phrase.is_plural


def _is_demonstrative(word: str, before: str, after: str) -> bool:
    following = re.match(r"\W*(\w+)", after)
    if following is None:
        return True
    kinds = classified(f"{before}{word}{after}")
    at = next(n for n, (one, _) in enumerate(kinds) if one.start() == len(before))
    previous = kinds[at - 1][1] if at else None
    following_kind = kinds[at + 1][1]
    if word in ("those", "these") and following[1].lower() in ("who", "that", "which", "with"):
        return False
    if word == "those" and _DEED_OF.match(after):
        return False
    if word in ("this", "these", "that", "those") and following_kind == "content":
        is_last = not after[following.end() :].strip()
        is_predicate = previous == "aux" and (is_last or following[1].lower().endswith("ed"))
        is_object = previous in ("verb", "aux", "preposition", None) or at == 0
        return is_predicate or (is_object and following[1].lower().rstrip("s") not in _HERE)
    return previous in ("aux", "preposition", "wh", None) and following_kind in (
        "aux", "verb", "preposition", "stop"
    )  # fmt: skip


def _match_end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0
