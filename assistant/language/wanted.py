"""A question's text -> the type of thing that would answer it, and the words of its relation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Literal

from assistant.language.irregular import IRREGULAR
from assistant.language.terms import stem
from assistant.language.wordlists import word_set

WantedType = Literal[
    "count", "money", "share", "amount", "duration", "distance", "frequency", "date", "office",
    "speaker", "holder", "who", "body", "place", "reason", "other",
]  # fmt: skip

_MONEY = r"(?:costs?|price|salary|salaries|budget|fee|fare|grant|savings?|bill|income|debt|value)"
_PAID = (
    r"(?:costs?|spen[dt]\w*|pay|pays|paid|saved?|saves|raised?|earn\w*|receiv\w*|award\w*|worth"
    r"|money|funding|capital|budget|borrow\w*|owed?)"
)
_BODY = (
    r"(?:compan\w+|firms?|business\w*|suppliers?|contractors?|manufacturers?|vendors?|banks?"
    r"|charit\w+|councils?|authorit\w+|departments?|ministr(?:y|ies)|agenc\w+|organi[sz]ations?"
    r"|bod(?:y|ies)|universit\w+|colleges?|schools?|hospitals?|committees?|partnerships?|unions?"
    r"|newspapers?|countr(?:y|ies)|count(?:y|ies)|cit(?:y|ies)|towns?|villages?|districts?|wards?"
    r"|funds?|grants?|awards?|levy"
    r"|boroughs?|institut\w+|brands?|consultan\w+|developers?|trusts?|part(?:y|ies))"
)
# "Who chairs", "the chief executive of", "the name of the treasurer": a person by office.
_OFFICE_NOUN = (
    r"(?:chief (?:executive|officer|constable|inspector)|managing director|chair\w*|leader|head"
    r"|director|secretary|treasurer|minister|mayor|president|manager|owner|commissioner|author"
    r"|founder|architect|editor|lead|officer|principal|governor|spokes\w+|vice-chair)"
)
# "Who is the Home Office's new digital leader?", not "Who is to be told by the leader?"
_APART = (
    r"(?!(?:for|of|to|in|on|by|as|at|from|with|under|over|above|not|no|\w+(?:ing|ed|[ai]ble))\b)"
)
_INVESTED = r"money|investment|funding|spending|savings|grants|contracts|fees|rents?|tax(?:es)?"
_SUM = r"(?:money|funding|funds|savings?|cash|income|revenue|capital)"
# "What do companies call it?" asks for no company.
_DOES = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)"
_PERSONS = r"(?:councillors?|members?|officers?|directors?|ministers?|leaders?)"
# "Who owns", "who leads", "who is in charge of": a person or a body, by what it holds.
_HOLDS = r"own(?:s|ed)?|leads?|led|runs?|manages?|responsible|accountable|in charge|overse\w+"
# "People who score 3", "where it is possible": neither asks who nor where.
_ASKS = (
    r"(?:^|[^\w\s]|\b(?:(?-i:[A-Z])|\d+|and|or|but|so|by|for|to|with|from|of|on|about|at|in|is|are|was"
    r"|were|then|than|know|say|says|said|tell|tells|told|me|us|see|ask|shows?|find|decides?|out))\W*"
)
_NOT_ONE = rf"(?:{_DOES}|about|kinds?|sorts?|types?)"
# "Ferry fare?", "cost of the flood?": a question in so few words that it has no word of asking.
_BRIEF = (
    r"^(?!.*\b(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had"
    r"|can|could|will|would|should|may|might|must|shall)\b)[^?]*\b(?:%s)"
    r"(?: (?:of|for|to|in|at|from)\b[^?,–-]*)?\W*\?\W*$"
)
# Tried in this order; the first that matches names the type.
_PATTERNS: tuple[tuple[WantedType, str], ...] = (
    ("share", r"\bas a (?:percentage|proportion|share)\b|\bin per ?cent\b"),
    ("frequency", r"\bhow (?:often|frequently|regularly)\b"),
    ("share", r"\bhow many per ?cent\b"),
    ("count", r"\bhow many\b|\bwhat (?:is|was|were|are) the (?:\w+ )?number of\b"),
    ("count", r"\bwhat number\b"),
    ("share", r"\b(?:what|which) (?:\w+ )?(?:percentage|proportion|fraction|per ?cent)\b"),
    ("share", r"\bwhat (?:share|part) of\b|\bhow much of (?:the|its|their)\b"),
    ("money", r"\bhow much (?:money|funding|capital|cash)\b|\bin (?:millions of )?pounds\b"),
    ("money", rf"\bwhat (?:\w+ )?(?:amount|sum|value) of (?:the )?(?:\w+ )?(?:{_INVESTED})\b"),
    ("money", rf"\bhow much in (?:\w+ )?(?:{_INVESTED})\b"),
    ("money", rf"\bhow much\b.*\b{_PAID}\b|\bhow (?:expensive|costly)\b"),
    ("money", r"\bwhat (?:is|was|were|are|will be) (?:the|its|their) (?:(?!of )\w+ ){0,3}?"
     rf"{_MONEY}\b"),
    ("money", r"\bwhat (?:will|would|does|do|did|is|was|are)\b.*\bcosts?\b(?! of)"),
    ("money", r"\bwhat (?:do|does|did|must|will) [^?]*\bpay\b(?! (?:for|to|into)\b)"),
    ("money", r"\bat what (?:cost|price)"),
    ("money", r"\bwhat (?:did|do|does|will|would|has|have)\b(?!.*\b(?:for|on|to|of|with)\W*$)"
     r".*\b(?:pay|paid|charged?|spend|spent)\b(?! attention)"),
    ("money", r"\bhow much (?:is|was|are|were|will|would)\b.*\b(?:fee|fare|price|charge|rent|salary"
     r"|grant|budget)s?\b"),
    ("money", r"\bwhat(?:['’]s| is| was| are| will be)"
     r" (?:(?!of\b|for\b|in\b|about\b|on\b)\S+ ){1,5}?(?:budget|salary|fee|fare)\b"),
    ("money", r"\bwhat (?:\w+ ){0,2}(?:price|fee|fare|salary|grant) (?:do|did|is|was|w)\w*\b"),
    ("money", _BRIEF % r"costs?|price|salary|fee|fare|budget"),
    ("date", _BRIEF % r"dates?|deadline"),
    ("duration", r"\bhow (?:long|old|soon|quickly)\b"),
    ("distance", r"\bhow (?:far|tall|high|wide|deep)\b"),
    ("amount", r"\bhow (?:much|large|big|fast)\b|\bwhat (?:rate|score|temperature|speed|size)\b"),
    ("office", rf"\bwho(?: is| was|'s)? (?:the |its )?(?:\w+ ){{0,2}}?{_OFFICE_NOUN}\b(?! for)"),
    ("office", rf"\bname of the (?:\w+ ){{0,3}}?{_OFFICE_NOUN}\b|\bwho (?:chair|head)(?:s|ed)\b"),
    ("office", rf"\bwho(?: is| was|['’]?s) (?:{_APART}[\w'’-]+ ){{1,5}}?{_OFFICE_NOUN}\b(?! for)"),
    ("speaker", r"\bwho (?:said|says|signed|wrote|writes|took)\b|\bwhose (?:words|signature)\b"),
    ("speaker", rf"\bwhich (?:\w+ ){{0,2}}?{_PERSONS} (?:vot|abstain|sign|spoke|said)\w*"),
    ("holder", rf"\bwho(?:se)? (?:is |are |will (?:be )?)?(?:{_HOLDS})\b"),
    ("who", rf"{_ASKS}who(?:m|se)?\b|\bperson who\b|^\W*(?:name|list|identify)\b.*\bwho\b"),
    ("who", r"\bwhich (?:person|people|councillor|officer|director|minister)\b"),
    ("date", r"(?:^|[,;?]|\band|\bby|\bsince|\buntil|\bfrom)\W*when\b"),
    ("date", r"\bwhat is the (?:deadline|target date)\b"),
    ("date", r"\b(?:what|which) (?:\w+ )?(?:year|date|day|month|decade|century|deadline)s?\b"),
    ("other", rf"\bwhere (?:do|does|did|is|was|will) (?:the|its|their) (?:\w+ ){{0,3}}?{_SUM}\b"),
    ("place", rf"{_ASKS}where\b|\b(?:what|which) (?:place|location)s?\b"),
    ("reason", r"\bwhy\b|\b(?:what|for which) (?:is |was |are )?(?:the )?reasons?\b"),
    ("reason", r"\bwhat caused\b"),
    ("body", rf"\b(?:which|what) (?!{_NOT_ONE}\b)(?:\w+ ){{0,2}}?{_BODY}\b(?! of\b)"),
)  # fmt: skip
# "What does the table show about costs?", "What does 'low pay' mean?": no sum is asked for.
_OF_WORDS = re.compile(
    r"\bwhat (?:do|does|did|will) [^?]*?\b(?:mean|stand for|show|cover|do (?:about|for|in|to|with)"
    r"|(?:say|tell us|report) about)\b", re.IGNORECASE
)  # fmt: skip
_TYPES = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)(?: \w+ly| already| ever| now| yet)? (\w+)\b"
    r"(?! (?:off|up|out|on|in|down|away|over|back|forward)\b)", re.IGNORECASE
)  # fmt: skip
_LIST = re.compile(
    r"^\W*(?:list|name)\b|\b(?:what|which) are\b"
    r"|\b(?:what|which) (?:\w+ ){0,3}?\w+s (?:are|were|have|do|does|did|will|make|is)\b",
    re.IGNORECASE,
)
# Offices and deeds that stand for one another when a person is sought by them; nothing looser.
_OFFICES = tuple(
    re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    for pattern in (
        r"chair(?:s|ed|ing|man|woman|person)?|presid(?:e|es|ed|ing)",
        r"chief executives?|CEO|chief exec",
        r"chief officer",
        r"managing director",
        r"(?<!managing )director|directs|directed",
        r"leaders?|leads?|led|leading|heads?|headed|owners?|owns|owned|responsible|in charge|runs",
        r"secretary|clerk",
        r"treasurer",
        r"minister",
        r"mayor",
        r"president",
        r"manager|manages|managed",
        r"author|wrote|written|writes",
        r"sign(?:s|ed)|signature|signatory",
        r"founder|founded",
        r"architect",
        r"editor|edited",
        r"minutes",
    )
)
# Bodies of one class: a question for one is not answered by a name of another class.
_BODIES = """
company firm business supplier contractor provider vendor manufacturer maker developer plc ltd
consultant consultancy adviser
bank lender
charity
council district authority county borough city
department ministry agency
university college institute school
hospital trust nhs
union
newspaper broadcaster
country nation
fund grant award levy pot
town village ward parish city
"""
# By whole words: "provide" and "develop" tell no provider and no developer.
_CLASSES = [frozenset(line.split()) for line in _BODIES.strip().splitlines()]
# Words that a question is put with: a text that answers it need not have them.
LIGHT = frozenset(
    stem(word)
    for word in word_set(
        """many much often long far big large go going come get take make have hold find give use
        call happen become keep put look set seem stand turn bring try way thing people person
        month year date day time part share amount number kind type sort percentage proportion
        actually exactly expected supposed meant due job role body organisation whether whom
        according per new cent anything something everything anybody anyone somebody someone nobody
        common compare describe roughly
        approximately besides apart example instance aside yet currently really overall told
        want know please total altogether moment ever precisely
        everyone everybody none instead rather nearly almost simply"""
    )
)


def wanted_type(text: str) -> WantedType:
    """Return the type of thing that would answer the question."""
    found: WantedType = next((kind for kind, pattern in _TYPES if pattern.search(text)), "other")
    is_of_words = found == "money" and _OF_WORDS.search(text) is not None
    return "other" if is_of_words else found


def passive_deed(text: str) -> str | None:
    """Return the stem of what was done: of "evicted" in "How many tenants were evicted?"."""
    return next(
        (
            stem(match[1])
            for match in _PASSIVE.finditer(text)
            if match[1].endswith("ed") or match[1].lower() in IRREGULAR
        ),
        None,
    )


def wants_list(text: str) -> bool:
    """Say whether several things are asked for: "What are the aims ...", "Which plans do ..."."""
    return _LIST.search(text) is not None


def offices(text: str) -> tuple[re.Pattern[str], ...]:
    """Return what tells the office or the deed that a person is sought by."""
    return tuple(pattern for pattern in _OFFICES if pattern.search(text))


def bodies(heads: frozenset[str]) -> frozenset[str]:
    """Return the words that tell a body of the class asked for; none when any will do.

    `heads` are stems.
    """
    return frozenset().union(*(group for group in _CLASSES if heads & set(map(stem, group))))


def is_of_a_class(words: Collection[str]) -> bool:
    """Say whether one of the words, in small letters, tells a body of any class."""
    return any(tells_body(words, group) for group in _CLASSES)


def tells_body(words: Iterable[str], sought: frozenset[str]) -> bool:
    """Say whether one of the words, in small letters, is one of the class, or its plural."""
    return any(_singular(word) in sought or word in sought for word in words)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s")
