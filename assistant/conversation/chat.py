"""A question as typed in a chat -> the question: no greeting, no "remind me", no "thanks".

What a message says beside its question is no part of what is looked for: "Hi, who chairs the
Board?" asks the same as "Who chairs the Board?". A sentence about the subject stays.
"""

from __future__ import annotations

import re

from assistant.conversation.form import plain_form, with_mark

_WH = r"(?:who(?:m|se)?|what|which|where|when|why|how)"
_DOES = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|must|may|might)"
)
_PREPOSED = r"(?:(?:by|to|from|in|at|until|since|for|with|of|on|under|about) )?"
# What a question begins with; "if" and "whether" need the words that go before them.
_ASKS = rf"(?={_PREPOSED}(?:{_WH}|{_DOES})(?:['’]?s)?\b)"
_PEOPLE = (
    r"(?:all|there|team|folks|everyone|everybody|both|again|bot|assistant|colleagues?"
    r"|golden thread)"
)
_GREETING = re.compile(
    rf"^\W*(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|morning|afternoon|evening"
    rf"|greetings|dear)\b(?: {_PEOPLE})*\s*(?:[,.!:;–—-]+\s*|\s(?={_PREPOSED}{_WH}\b))"
    r"(?:(?:hope|trust) (?:you|all|this|everyone)\b[^.!?,]*[.!,]\s*)?", re.IGNORECASE
)  # fmt: skip
_ME = r"(?:me|us)"
_YOU = r"(?:you|we|anyone|anybody|someone|somebody|u)"
_ASIDE = (
    r"(?:(?:(?:just |a )*quick (?:one|question|query|check)|(?:one|another|a) (?:more )?question"
    r"|one more(?: thing)?|question|query|(?:sorry|apologies)(?: (?:if|to|for) [^,.;:–—]{3,60})?"
    r"|not sure (?:if|whether) [^,.;:–—]{3,70}"
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
    r"(?:i|we)(?: am| are| was| were|['’]m|['’]re)? (?:just )?(?:wondering|curious(?: about)?"
    r"|not sure|unsure|trying to (?:find out|work out|remember))",
    r"(?:i|we) (?:just )?(?:wonder|wondered|forget|forgot"
    r"|(?:can['’]?t|cannot|don['’]?t) (?:remember|recall|know))",
    r"(?:just |only )?(?:wondering|checking|curious)",
    r"(?:someone|somebody|a \w+|my \w+|the \w+)(?: (?:in|from|on|at) [\w ]{2,30}?)?"
    r" (?:just |has )?(?:asked|asks|is asking|wants to know|wanted to know)(?: me| us)?",
    r"(?:i|we)(?:['’]ve| have| was| were)? (?:just )?been asked",
)
_OPENING = re.compile(
    rf"^\W*{_ASIDE}*(?:(?:{'|'.join(_LEAD_INS)})\b\s*[,:;–—-]*\s*)?{_ASKS}",
    re.IGNORECASE,
)
# "I'm told some were trained - how many?" says what was done, and by no word of its own.
_HEARSAY = re.compile(
    r"^\W*(?:(?:i|we)(?:['’]m| am| was| were|['’]ve been| have been) told(?: that)?"
    r"|(?:i|we)(?:['’]ve| have)? (?:hear|heard|read|understand|gather|believe|think)(?: that)?"
    r"|apparently)\b[\s,]*", re.IGNORECASE
)  # fmt: skip
# No sentence ends at "i.e." or "No.".
_BETWEEN = re.compile(r"(?<=[?!])\s+|(?<=\w\w\w\.)\s+|(?<=\w\w\.)\s+(?=[A-Z])")
# What is to be told, and how, is part of what is asked; a source is named anyway.
_TO_BE_TOLD = re.compile(
    r"^\W*(?:and )?(?:give|list|show|include|say|name|tell|explain|describe)\b"
    r"(?!.*\b(?:source|link|page|quote|reference|citation)s?\b)", re.IGNORECASE
)  # fmt: skip
_IS_ASKED = re.compile(rf"\?\W*$|^\W*{_PREPOSED}{_WH}\b", re.IGNORECASE)
_OF_WHO_ASKS = re.compile(
    r"\b(?:i|i['’](?:m|d|ve|ll)|me|my|mine|you|your|u)\b"
    r"|^\W*(?:many |much )?(?:thanks|thank you|thx|cheers|ta|please|asking for|sorry|no rush|urgent"
    r"|asap|need (?:it|this)|it['’]?s (?:for|urgent)|just (?:curious|checking|wondering))\b",
    re.IGNORECASE,
)
_PLEASE = re.compile(
    r"^\W*(?:please|pls|plz|kindly)\s+(?=(?:list|show|name|tell|give|explain|describe|summari[sz]e)\b)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[\s,;–—-]+(?:(?:many )?thanks(?: in advance| so much| a lot)?|thank you|thx|cheers|ta|please"
    r"|pls|plz)\W*$", re.IGNORECASE
)  # fmt: skip


_IS_THANKS = re.compile(
    r"^\W*(?:thanks|thank you|thx|cheers|ta|hi|hello|hey|sorry"
    r"|good (?:morning|afternoon|evening))\b", re.IGNORECASE
)  # fmt: skip
_AT_WORK = re.compile(
    r"^\W*(?:(?:i|we)(?: am| are|['’]m|['’]re) (?:now |just |currently )?(?:preparing|writing"
    r"|drafting|working|putting together|updating|reviewing|checking|looking|trying)\b"
    r"|(?:i|we)(?:['’]ll)? (?:urgently )?(?:need|want) (?:it|this|that|an answer|the answer"
    r"|to know)\b)(?!.*\?)", re.IGNORECASE
)  # fmt: skip
# Every answer is short, and names its paper.
_OF_THE_ANSWER = re.compile(
    r"^\W*(?:(?:give|show) (?:me|us) )?(?:(?:a |the |with |just |in |some |more |full )*"
    r"(?:short|brief|quick|detail(?:ed|s)?|evidence|sources?|quotes?|citations?|references?|links?"
    r"|page numbers?|answer|one sentence|few words|summary)\b[\s,]*(?:and |please)*)+\W*$"
    r"|^\W*what do(?:es)? (?:the|our|your) (?:papers?|documents?) say"
    r"(?: about (?:it|this|that))?\W*$"
    r"|^\W*(?:and )?(?:(?:which|what) (?:paper|document|page) (?:says|is) (?:so|that|it|this)"
    r"|where (?:does it say (?:so|that|this)|is (?:that|this|it) (?:said|written|from))"
    r"|what(?: is|['’]s) (?:the|your) (?:source|evidence))\W*$", re.IGNORECASE
)  # fmt: skip


# "I thought the levy was turned down. Is that right?" asks whether it was.
_CLAIM = re.compile(
    r"^\W*(?:(?:i|we)(?:['’]m| am| was| were|['’]ve| have)? (?:been )?(?:told|thought|think|heard"
    r"|hear|read|understand|understood|gather|believe)(?: that)?|apparently,?"
    r"|is it (?:right|true) that)\s+(?P<claim>[^?]+?)[.,;–—-]*\s+"
    r"(?:(?:is|isn['’]t) (?:that|this|it) (?:right|correct|true|so|still the case)"
    r"|right|correct|true|is it true|is it)\W*$", re.IGNORECASE
)  # fmt: skip
_LEANS = re.compile(
    r"\b(?:it|its|this|that|they|them|their|those|these|he|she|his|her|there)\b", re.IGNORECASE
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
        asked = _HEARSAY.sub("", asked, count=1)
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
    greeted = _PLEASE.sub("", _GREETING.sub("", text, count=1), count=1)
    return _OPENING.sub("", greeted, count=1) or text


def _without_asides(text: str) -> str:
    """Leave out the sentences that only whoever asks stands in, where another one asks.

    One that the question leans on stays: "I can't find the levy paper. When does it start?"
    """
    sentences = _BETWEEN.split(text)
    asking = [n for n, one in enumerate(sentences) if _IS_ASKED.search(one) and not _is_aside(one)]
    if not asking:
        return text
    leans = _LEANS.search(sentences[asking[0]]) is not None
    return " ".join(
        one
        for n, one in enumerate(sentences)
        if not _is_aside(one) or (leans and n < asking[0] and not _IS_THANKS.match(one))
    )


def _is_aside(sentence: str) -> bool:
    if _AT_WORK.match(sentence) or _OF_THE_ANSWER.match(sentence):
        return True
    is_of_who_asks = _OF_WHO_ASKS.search(sentence) and not _TO_BE_TOLD.match(sentence)
    return bool(is_of_who_asks) and not _IS_ASKED.search(sentence)
