"""What may be asked of a framework -> the forms of words that ask it, tried one after another."""

from __future__ import annotations

import re
from typing import Literal

Wanted = Literal[
    "goals", "about", "unserved", "uncommitted", "unmeasured", "coverage", "served_by", "serving",
    "not_serving", "conflicts", "orphans", "verdict", "owners", "measures", "last_board",
]  # fmt: skip
GOAL = r"(?:ambitions?|goals?|priorit(?:y|ies)|aims?)"
AIMED = r"(?:ambitions?|goals?|priorit(?:y|ies)|aims?|visions?)"
_VERB = (
    r"(?:serv|support|contribut|further|deliver|address|help|advanc|pick\w* up|work\w* towards?"
    r"|act\w* on|meet|tackle|tak\w+ forward|carr\w+ forward|speak\w* to|relat\w+ to|touch\w* on"
    r"|bear\w* on|link\w* to)"
)
_SERVES = (
    rf"(?:{_VERB}\w*(?: to| on| towards?)?|align\w* (?:with|to)|fit\w*(?: in)?(?: with)?"
    r"|follow\w*(?: from)?|carr\w+ (?:out|forward))"
)
# "... is doing something for", "... has picked up": with up to two words before what is served.
_ACTS = (
    r"(?:serv|support|contribut|further|deliver|address|help|advanc|pick|work|act|meet|tackl|tak"
    r"|carr|do)\w*(?: \w+){0,2}?"
)
# These name no paper and no body in particular.
_ANY = r"(?:(?:the|our|any|all) )?(?:boards?|strateg\w+|plans|partners?|papers|documents|we|they)\b"
_NOT = (
    r"(?:nobody|no[ -]?one|nothing|no (?:strateg\w+|plans?|documents?|papers?|partners?|board"
    r"(?: papers?)?)|not|unserved|neglected|ignored|missing|left out|forgotten|overlooked|orphaned"
    r"|without|never|un(?:met|supported|addressed|covered)"
    r"|(?:fall|fell|slip|slipp)\w* (?:through|between)|dropped|lost sight|lacks?|lacking)"
)
_KIND = (
    r"(?P<kind>strateg(?:y|ies)|plans?|documents?|(?:board )?papers?|board documents"
    r"|board(?:['’]s)? decisions?)"
)
_RANK = r"(?:best|most|better|strong\w*|worst|least|fewest|weak\w*|poor\w*|thin\w*|little)"
_COVERED = (
    r"(?:cover\w*|serv\w+|support\w*|strateg\w+|plans|papers|documents|attention|commit\w*"
    r"|work|behind it|address\w*|link)"
)
_MEASURE = r"(?:measur\w+|targets?|indicators?|kpis?|metrics?|milestones?)"
_OUR = r"(?: of (?:the|our)(?: vision['’]s)?)?"
_WHICH_GOAL = rf"^(?:which|what){_OUR} {GOAL}(?: of (?:the|our) vision)?"
_DOES = r"(?:does|do|did|is|are|has|have|will)"
# A goal as it is spoken of: "ambition 3", "the ambition on homes", "the housing ambition".
_THE_GOAL = (
    rf"(?P<goal>(?:the |our )?{GOAL} (?:\d|on\b|of\b|for\b|about\b|to\b).*"
    rf"|(?:the |our )(?:\S+ ){{1,3}}?{GOAL})"
)
_SOME_GOAL = rf"(?P<goal>.*\b{GOAL}\b.*)"
_SOME_AIM = rf"(?P<goal>.*\b{AIMED}\b.*)"

_PATTERNS: tuple[tuple[Wanted, str], ...] = (
    ("unmeasured", rf"{_WHICH_GOAL}\b.*?\b(?:no|without an?|without|not|lack\w*)"
     rf"(?: (?:any|clear|an?|the))? (?P<kind>{_MEASURE}|owners?|lead|leads)\b"),
    ("not_serving", rf"^(?:which|what){_OUR} {_KIND}\b(?: {_DOES})?"
     r" (?:not|nothing|never|no|out of step|misaligned|unaligned)\b.*?"
     rf"(?P<goal>(?:the |our |an? |any )?(?:\S+ )??{AIMED}\b.*)$"),
    ("conflicts", r"^(?:where|which|what|how|do|does|are|is) .*\b(?:strateg\w+|plans|documents"
     r"|papers|partners|they)\b.*\b(?:contradict\w*|conflict\w*|disagree\w*|clash\w*"
     r"|inconsisten\w+)\b"),
    ("conflicts", r"^(?:where|what|which) (?:are|is) (?:the|our) (?:contradictions?|conflicts?)\b"),
    ("conflicts", r"^are there (?:any )?(?:contradictions?|conflicts?|inconsistencies)\b"),
    ("orphans", rf"^(?:which|what|are there(?: any)?){_OUR}(?: \w+)? (?:objectives?|actions?"
     r"|projects?)\b.*\b(?:serve no|not serv\w*|not support|not link\w*|not fit|without an?"
     r"|no ambition|no goal|belong to no|orphan\w*|outside)\b"),
    ("uncommitted", rf"{_WHICH_GOAL}\b.*\b(?:only (?:.*\b)?(?:intentions?|intended|part|partly"
     r"|aspirations?|words|warm words)|(?:no|without an?|lack\w*(?: an?)?) (?:firm |real )?"
     r"commitments?|uncommitted|without commitment)\b"),
    ("coverage", rf"{_WHICH_GOAL}\b.*?\b{_RANK}\b.*\b{_COVERED}\b"),
    ("coverage", rf"{_WHICH_GOAL}\b.*\b{_COVERED}\b.*\b{_RANK}$"),
    ("coverage", rf"{_WHICH_GOAL} (?:is|are) (?:well|best) {_COVERED}\b"),
    ("coverage", r"^how (?:well|far|much|many .*?) (?:is|are|serve\w*|support\w*) (?:each|every"
     rf"|all|the|our)(?: of)?(?: the| our)? {GOAL}(?: {_COVERED}.*)?$"),
    ("coverage", r"^(?:what|where) is the weakest (?:link|part|point)\b.*\b(?:golden thread|chain"
     r"|framework|vision)$"),
    ("coverage", r"^(?:how well |how far )?(?:are|do|does|is) (?:all )?(?:of )?(?:the|our)"
     r" (?:strategies|plans)(?: and (?:board )?papers)? (?:align\w*|in line|consistent|serve"
     r"|support|fit|follow|deliver)\b.*\bvision$"),
    ("unserved", rf"{_WHICH_GOAL}\b.*\b{_NOT}\b"),
    ("unserved", rf"^(?:which|what) (?:parts?|bits?|pieces?) of (?:the|our) vision\b.*\b{_NOT}\b"),
    ("unserved", rf"^what (?:is|are|has|have)\b.*\b{_NOT}\b.*\b(?:from|in|by|of) (?:the|our)"
     r" (?:vision|strateg\w+|plans)$"),
    ("unserved", r"^what (?:parts? )?(?:in|of) (?:the|our) vision (?:has|have|is|are)\b"
     rf".*\b{_NOT}\b"),
    ("unserved", r"^(?:what|which|where are the|are there(?: any)?|do we have(?: any)?"
     r"|show me the|list the) gaps\b.*\b(?:vision|strateg\w+|golden thread|framework|ambitions?"
     r"|alignment)\b.*$"),
    ("unserved", r"^(?:where|how) (?:is|does|has) the golden thread\b.*\b(?:broken|break|breaks"
     r"|missing|snap\w*|gap|gaps|weak\w*)$"),
    ("unserved", r"^is the golden thread (?:broken|intact|whole|complete|unbroken)\b.*$"),
    ("unserved", r"^(?:is|are|does|do|has|have) (?:every|each|all)(?: of)?(?: the| our)?(?: \w+)?"
     rf" {GOAL}\b.*\b(?:{_VERB}\w*|cover\w*|strateg\w+|plan|plans|papers?)\b.*$"),
    ("unserved", rf"^(?:is|are|do we have)(?: there)? (?:an?y? )?{GOAL}\b.*\b{_NOT}\b"),
    ("unserved", r"^(?:where|what) are (?:the|our) gaps(?: in (?:the|our) (?:golden thread"
     r"|strategies|alignment|framework|vision))?$"),
    ("owners", r"^who (?:is|are) (?:responsible|accountable|answerable|in charge|leading"
     rf"|the (?:lead|owner)s?|owners?)(?: for| of| on)? {_SOME_GOAL}$"),
    ("owners", r"^who (?:owns|leads|runs|drives|answers for|is leading|leads on|looks after)"
     rf"(?: on)? {_SOME_GOAL}$"),
    ("last_board", r"^when (?:was|did|has|is|were) (?:the board (?:last )?(?:\w+ ){1,2}?)?"
     rf"{_THE_GOAL}(?<=\S)(?: (?:last|been|ever|come|go))* ?(?:discuss\w*|consider\w*|mention\w*"
     r"|review\w*|decid\w*|looked at|talked about|on the agenda|(?:before|at|to|by) the board)"
     r"\b.*$"),
    ("last_board", rf"^when did (?:the )?board last \w+(?: (?:about|at|on))? {_SOME_GOAL}$"),
    ("measures", rf"^(?:how|what|which|list|are there)\b.*\b{_MEASURE}\b.*?\b(?:on|for|of|under"
     rf"|towards?|against|meet|behind|in|to) {_THE_GOAL}$"),
    ("goals", r"^(?:what are|which are|list|name|show me|tell me)(?: all)?(?: of)? (?:the|our)"
     rf"(?: \w+)? {GOAL}"
     r"(?: (?:of|in) (?:the|our) (?:vision|framework)| (?:of|in) (?P<name>.+))?$"),
    ("about", rf"{_WHICH_GOAL} (?:is|are|deals?|speaks?|talks?)(?: (?:with|of))?"
     r" (?:about|on|for|concerned with|concerning) (?P<goal>.+)$"),
    ("goals", rf"^(?:what|which) {GOAL} (?:are there|do we have|have we(?: got)?|does the vision"
     r" (?:set(?: out)?|have|name|hold))$"),
    ("goals", rf"^what are (?:the )?{GOAL} (?:under|of|for|below) (?P<under>ambition \d+)$"),
    ("served_by", rf"{_WHICH_GOAL} (?:does|do|is|are|will) (?P<name>.+?) {_VERB}\w*(?: to| on)?$"),
    ("serving", rf"^(?:which|what)(?:{_OUR} {_KIND})? {_VERB}\w*(?: to| on)? (?P<goal>.+)$"),
    ("serving", rf"^(?:{_DOES} (?:any|any of (?:the|our)) |(?:which|what){_OUR} ){_KIND}"
     rf"(?: {_DOES}| been| not)*(?: \w+)?? {_ACTS} "
     rf"(?P<goal>(?:the |our )?(?:\S+ ){{0,3}}?{GOAL}\b.*)$"),
    ("serving", rf"^(?:who|{_DOES} (?:anyone|anybody|anything|someone|somebody|any partners?))"
     rf"(?: {_DOES}| been| at all)* {_ACTS} "
     rf"(?P<goal>(?:the |our )?(?:\S+ ){{0,3}}?{GOAL}\b.*)$"),
    ("verdict", rf"^(?:does|do|did|will|if|whether) (?P<name>.+?) {_SERVES} {_SOME_AIM}$"),
    ("verdict", rf"^how(?: well| far)? (?:does|do|did|will) (?P<name>.+?) {_SERVES} {_SOME_AIM}$"),
    ("verdict", rf"^what (?:does|do|did|is|are|will) (?P<name>(?!{_ANY}).+?) (?:do|doing)"
     rf" (?:for|about|towards?|on) {_SOME_AIM}$"),
    ("verdict", r"^(?:is|are) (?P<name>.+?) (?:aligned|in line|consistent|in keeping) (?:with|to)"
     rf" {_SOME_AIM}$"),
)  # fmt: skip
COMPILED = tuple((wanted, re.compile(pattern, re.I)) for wanted, pattern in _PATTERNS)
