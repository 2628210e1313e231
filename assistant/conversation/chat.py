"""A question as typed in a chat -> the question: no greeting, no "remind me", no "thanks".

What a message says beside its question is no part of what is looked for: "Hi, who chairs the
Board?" asks the same as "Who chairs the Board?". Only what is known to be chat is left out: a
sentence that may tell what is meant ("I mean council homes only") stays.
"""

from __future__ import annotations

import re

from assistant.conversation.form import plain_form, with_mark
from assistant.conversation.question_words import ASKING, AUXILIARY

_PREPOSED = r"(?:(?:by|to|from|in|at|until|since|for|with|of|on|under) )?"
# What a question begins with; "if" and "whether" need the words that go before them.
_ASKS = rf"(?={_PREPOSED}(?:{ASKING}|{AUXILIARY})(?:['’]?s)?\b)"
_PEOPLE = (
    r"(?:all|there|team|folks|everyone|everybody|both|again|bot|assistant|colleagues?"
    r"|golden thread)"
)
_GREETING = re.compile(
    rf"^\W*(?:(?:(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings)\b"
    rf"(?: {_PEOPLE})*|dear(?: {_PEOPLE})+)\s*(?:[,.!;]+\s*|\s[–—-]\s|\s(?={_PREPOSED}{ASKING}\b))"
    rf"|(?:morning|afternoon|evening)(?: {_PEOPLE})*(?:[!.]\s+|,\s+{_ASKS}))", re.IGNORECASE
)  # fmt: skip
_ME = r"(?:me|us)"
_YOU = r"(?:you|we|anyone|anybody|someone|somebody|u)"
_ASIDE = (
    r"(?:(?:(?:just |a )*quick (?:one|question|query|check)|(?:one|another|a) (?:more )?question"
    r"|one more(?: thing)?|question|query|(?:sorry|apologies)(?: (?:if|to|for) [^,.;:–—-]{3,60})?"
    r"|not sure (?:if you know|whether you know|who to ask|where to ask)"
    r"|for (?:my|our) (?:next )?(?:report|paper|meeting|notes?|slides?|presentation|briefing"
    r"|newsletter|colleagues?|boss|manager|team)|help (?:me|us) out(?: here)?|please|pls|plz"
    r"|ok|okay|right|well|now|so)"
    r"\s*[,.:;–—-]+\s*(?:but )?|(?:please|pls|plz|kindly) )"
)
_LEAD_INS = (
    rf"(?:(?:can|could|would|will) {_YOU} )?(?:please |kindly )?(?:tell|remind|inform|show|let)"
    rf" {_ME}(?: know| again)?",
    rf"(?:can|could|would|will) {_YOU} (?:please )?(?:find out|check|look up|say|confirm|see)"
    r"(?: for (?:me|us))?",
    rf"(?:do|does|would) {_YOU}(?: happen to)? (?:know|remember|recall)(?: offhand)?",
    r"(?:any|no) idea",
    r"(?:i|we)(?:['’]d| would)? (?:just )?(?:like|want|wanted|need|needed) to (?:know|find out|see"
    r"|check|ask)",
    r"what (?:i|we) (?:want|need|wanted|needed|['’]?d like) to know is",
    r"(?:i|we)(?: am| are| was| were|['’]m|['’]re)? (?:just )?(?:wondering|curious"
    r"|not sure|unsure|trying to (?:find out|work out|remember))",
    r"(?:i|we) (?:just )?(?:wonder|wondered|forget|forgot"
    r"|(?:can['’]?t|cannot|don['’]?t) (?:remember|recall|know))",
    r"(?:just |only )?(?:wondering|checking|curious)",
    r"(?:someone|somebody|(?:a|my|our) (?:colleague|manager|boss|director|team|member|councillor"
    r"|resident))(?: (?:in|from|on|at) [\w ]{2,30}?)?"
    r" (?:just |has )?(?:asked|asks|is asking|wants to know|wanted to know)(?: me| us)?",
    r"(?:i|we)(?:['’]ve| have| was| were)? (?:just )?been asked",
)
_OPENING = re.compile(
    rf"^\W*{_ASIDE}{{0,6}}(?:(?:{'|'.join(_LEAD_INS)})\b\s*[,:;–—-]*\s*)?{_ASKS}",
    re.IGNORECASE,
)
_PLEASE = re.compile(
    r"^\W*(?:please|pls|plz|kindly)\s+(?=(?:list|show|name|tell|give|explain|describe|summari[sz]e)\b)",
    re.IGNORECASE,
)
# "I'm told some were trained - how many?" says what was done, and by no word of its own.
_HEARSAY = re.compile(
    r"^\W*(?:(?:i|we)(?:['’]m| am| was| were|['’]ve been| have been) told(?: that)?"
    r"|(?:i|we)(?:['’]ve| have)? (?:hear|heard|read|understand|gather|believe|think)(?: that)?"
    r"|apparently)\b(?!,? not)[\s,]*", re.IGNORECASE
)  # fmt: skip
# "I thought the levy was turned down. Is that right?" asks whether it was.
_CLAIM = re.compile(
    r"^\W*(?:(?:i|we)(?:['’]m| am| was| were|['’]ve| have)? (?:been )?(?:told|thought|think|heard"
    r"|hear|read|understand|understood|gather|believe)(?: that)?|apparently,?|is it true that)"
    rf"\s+(?P<claim>(?:(?!\.\s|\b(?:{ASKING}|nothing)\b)[^?])+?)(?:[.!]\s+|\s*[,;–—]\s*|\s-\s)"
    r"(?:(?:is|isn['’]t) (?:that|this|it) (?:right|correct|true|so|still the case)"
    r"|right|correct|true)\W*$", re.IGNORECASE
)  # fmt: skip
# No sentence ends at "i.e." or "No.".
_BETWEEN = re.compile(r"(?<=[?!])\s+|(?<=\w\w\w\.)\s+|(?<=\w\w\.)\s+(?=[A-Z])")
_WORK = (
    r"(?:briefing|report|paper|note|notes|speech|slides|presentation|answer|reply|newsletter"
    r"|summary|e-?mail|letter)"
)
_SOON = (
    r"(?:asap|urgently|soon|today|tonight|tomorrow|noon|lunch\w*|(?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)day|this (?:morning|afternoon|evening|week)|next week|\d{1,2} ?[ap]m"
    rf"|(?:a|the|my|our) (?:meeting|board|{_WORK}))"
)
_OF_SOURCES = (
    r"(?:short|brief|quick|detail(?:ed|s)?|evidence|sources?|quotes?|citations?|references?|links?"
    r"|page numbers?|answer|one sentence|few words)"
)
# Whole sentences that say nothing of what is asked; every answer is short and names its papers.
_CHAT = re.compile(
    r"^\W*(?:"
    r"(?:many |much )?(?:thanks|thank you|thx|cheers|ta|sorry|please)(?: (?:in advance|so much|very"
    r" much|a lot|again|all|for (?:your|the|any|all) \w+))*(?:,? that was (?:very )?helpful)?"
    r"|(?:i )?hope (?:you(?: are|['’]re)?|all is|everyone is|this finds you)(?: all)? well"
    r"|(?:i|we) (?:can['’]?t|cannot|couldn['’]?t) (?:find|see) (?:it|this|that|the answer|anything)"
    r"(?: anywhere| myself)?"
    r"|(?:i['’]?m |i am )?asking for (?:a|my) (?:colleague|friend|manager|boss|member|councillor)"
    r"|(?:i|we)(?:['’]ll)? (?:urgently )?(?:need|want) (?:it|this|that|an answer|the answer)"
    rf"(?: (?:by|for|before|on))?(?: {_SOON})+"
    r"|(?:i am|i['’]m|we are|we['’]re) (?:now |just |currently )?(?:preparing|writing|drafting"
    rf"|working on|putting together) (?:a|an|the|my|our|some) (?:[a-z]+ ){{0,2}}?{_WORK}"
    r"(?: for (?:the )?[a-z]+)?(?: on (?:this|it))?"
    r"|no rush|(?:it['’]?s |this is )?(?:quite |very )?urgent|asap"
    r"|(?:i am|i['’]m )?just (?:curious|checking|wondering|asking)"
    r"|(?:please )?(?:be brief|keep it (?:short|brief))"
    rf"|(?:please )?(?:(?:give|show|include|add)(?: me| us)? )?(?:(?:a|the|your|with|just|in|some"
    rf"|more|full) )*{_OF_SOURCES}(?:,? (?:and |with |the |a |please )*{_OF_SOURCES})*(?: please)?"
    r"|what do(?:es)? (?:the|our|your) (?:papers?|documents?) say(?: about (?:it|this|that))?"
    r"|(?:and )?(?:(?:which|what) (?:paper|document|page) (?:says|is) (?:so|that|it|this)"
    r"|where (?:does it say (?:so|that|this)|is (?:that|this|it) (?:said|written|from))"
    r"|what(?: is|['’]s) (?:the|your) (?:source|evidence))"
    r")\W*$", re.IGNORECASE
)  # fmt: skip
_CLOSING = re.compile(
    r"(?:[,;–—]\s*|\s-\s)(?:(?:many )?thanks(?: in advance| so much| a lot)?|thank you|thx|cheers"
    r"|ta|please|pls|plz)\W*$"
    r"|(?<!\bsay)(?<!\bsaid)(?<!\bno)(?<!\byes)(?<!\bto)(?<!\babout)(?<!\bfor)\s+"
    r"(?:please|pls|plz|thanks|thx|cheers)[\s.!?]*$"
)


def plainly_asked(text: str) -> str:
    """Return what a message asks, in plain form."""
    return with_mark(without_chat(plain_form(text)))


def without_chat(text: str) -> str:
    """Return what is asked; the text as it is where nothing else stands beside it."""
    claim = _CLAIM.match(text)
    if claim is not None:
        return f"Is it true that {claim['claim']}?"
    asked = _without_opening(_without_asides(text))
    if "?" in asked:
        asked = _without(_HEARSAY, asked)
    closed = _CLOSING.sub("", asked)
    if closed != asked and "?" in asked:
        asked = f"{closed.rstrip(' ?.!')}?"
    elif closed.strip():
        asked = closed
    asked = asked.strip()
    if not re.search(r"\w", asked) or asked == text.strip():
        return text
    return asked[0].upper() + asked[1:] if text.strip()[0].isupper() else asked


def _without_opening(text: str) -> str:
    greeted = _without(_PLEASE, _GREETING.sub("", text, count=1))
    return _without(_OPENING, greeted) or text


def _without(opening: re.Pattern[str], text: str) -> str:
    """Leave out an opening, unless it is a name: "We Think: who pays?" asks of We Think."""
    match = opening.match(text)
    if match is None:
        return text
    behind_first = match.group().split()[1:]
    is_name = any(word[0].isupper() and word[0] != "I" for word in behind_first)
    return text if is_name else text[match.end() :]


def _without_asides(text: str) -> str:
    """Leave out the sentences that are but chat."""
    kept = [one for one in _BETWEEN.split(text) if not _CHAT.match(one)]
    return " ".join(kept) or text
