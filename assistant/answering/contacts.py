"""A question for a number to ring, an address or an hour, and a unit -> whether it has none.

"It runs a telephone line" and "open to all" stand near such a question, and answer none.
"""

from __future__ import annotations

import re

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence

_HOUR = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday"
    r"|midnight)"
)
_SITE = r"(?:url|web ?link|hyperlink|web ?(?:site|page)(?= (?:for|of|where)\b|\W*$))"
_STREET = (
    r"(?:street|road|lane|avenue|square|place|house|hall|way|drive|court|close|buildings?|terrace|row"
    r"|gate|hill|park|green|quay|cent(?:re|er)|library)"
)
_MAY = "do|can|should|must|would|could|may"
_BETWEEN = (
    r"(?:(?!(?:do|does|did|can|could|will|would|should|must|may|if|when|that|who|happens|happened|about"
    r"|with|is|are|was|were|has|have|had|be|to|how|why|where)\b)[\w'’&.-]+ ){0,8}?"
)
_ASKS = rf"(?:^\W*|\b(?:what|which)(?:['’]?s| is| are| was| were)? ){_BETWEEN}"
# The opening address is a speech.
_NO_SPEECH = r"(?<!opening )(?<!closing )(?<!keynote )(?<!welcome )"
# What it is called, what asks for it, and what it looks like.
_KINDS = (
    (
        "phone number",
        rf"{_ASKS}(?:(?:tele)?phone|mobile|fax|helpline|hotline|switchboard|contact) numbers?\b"
        rf"|\b(?:what|which) number (?:{_MAY}) [^?]*\b(?:call|ring|phone|dial|text)\b",
        r"(?<![\d,.£$€])(?!(?:19|20)\d\d\b)\d(?:[ ()-]{0,2}\d){6,}(?![\d,.%])"
        r"|\b(?:call|ring|phone|dial|text|tel\.?:?)(?:ing)? (?:us )?(?:on |at )?\d{2,}",
    ),
    (
        "e-mail address",
        rf"{_ASKS}e-?mail(?: address(?:es)?|(?= (?:for|of|do|can|should)\b|\W*$))",
        r"\S@\S|\(at\)",
    ),
    (
        "web address",
        rf"{_ASKS}(?:(?:web|internet|online) address(?:es)?|{_SITE})\b",
        r"https?:|www\.|\.(?:gov|org|com|net|co|ac|nhs|info|eu|uk|us|ca|ie)\b|\.[a-z]{2,4}/",
    ),
    (
        "address",
        rf"{_ASKS}(?:{_NO_SPEECH}address(?! (?:about|by|on)\b)|post ?codes?)\b",
        r"\b(?-i:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b|\S@\S|https?:|www\.|\bP\.?O\.? box\b"
        rf"|\b(?-i:[A-Z][\w'’-]+) {_STREET}\b",
    ),
    (
        "time of day",
        rf"{_ASKS}opening (?:hours|times)\b|(?:^|[,;]|\band) ?what time\b"
        r"|\b(?:at|from|until|till|by) what (?:time|hour)s?\b",
        rf"\b{_HOUR}(?:[.:]\d\d)? ?(?:am|pm|a\.m|p\.m|o['’]?clock|h\b)|\b[0-2]?\d[.:h][0-5]\d\b"
        rf"|\b\d{{4}} hours\b|\b(?:noon|midday|midnight)\b"
        rf"|\b(?:at|from|until|till|to|by|before|after|past|between|and) (?:half past )?{_HOUR}\b"
        r"|\b(?:any|all|every) (?:time|hours?)\b|\bround the clock\b|\b24 hours\b"
        r"|\b(?:morning|afternoon|evening|night|dawn|daybreak|dusk|sunrise|sunset|dark)s?\b",
    ),
)  # fmt: skip
_NONE = ("", re.compile(""))
_JUDGES = tuple(
    (name, re.compile(asks, re.I), re.compile(looks, re.I)) for name, asks, looks in _KINDS
)


def contact_asked(asked: Asked) -> str:
    """Return what of this kind is asked for, by its name: "phone number"; empty when nothing is."""
    return _judge(asked)[0]


def lacks_contact(asked: Asked, evidence: Evidence) -> bool:
    """Say whether such a thing is asked for, and neither the unit nor what leads it has one."""
    name, looks = _judge(asked)
    return bool(name) and not looks.search(f"{evidence.lead} {evidence.text}")


def _judge(asked: Asked) -> tuple[str, re.Pattern[str]]:
    found = ((name, looks) for name, asks, looks in _JUDGES if asks.search(asked.text))
    is_other = asked.wanted != "other" or asked.kind == "yes_no"
    return _NONE if is_other else next(found, _NONE)
