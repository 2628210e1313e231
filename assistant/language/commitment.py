"""A sentence -> how firmly it commits: will, done, aims, explores or none; target, date, owner."""

from __future__ import annotations

import re

from assistant.alignment_types import Commitment, Strength
from assistant.language.quantities import quantities

_EXPLORES = re.compile(
    r"\b(?:explor\w+|consider(?:s|ed|ing)?\b|investigat\w+|look(?:s|ing)? (?:at|into)|may\b|might\b"
    r"|could\b|would (?:start|explore|run|ask|cost)\b|discuss\w*)",
    re.I,
)
_AIMS = re.compile(
    r"\b(?:aims?|aimed|hopes?|hoped|intends?|plans? to|planning to|wants?|seeks?|would like"
    r"|aspires?|work(?:s|ing)? towards|should|strives?|ambition is|keen to|a goal of"
    r"|asks? the board)\b",
    re.I,
)
# What something shows of others commits nobody: "This reflects an understanding that ...".
_OBSERVES = re.compile(
    r"^\W*(?:this|these|those|it|they|the (?:results?|findings?|evidence|figures?|survey|data))\s+"
    r"(?:\w+\s+){0,2}?(?:reflect|show|demonstrate|suggest|indicate|highlight|illustrate|mean|reveal)"
    r"(?:s|ed)?\b",
    re.I,
)
# What is asked, or would follow from what may happen, is no promise.
_ASKS = re.compile(r"\?[\s\"”']*$|^\W*neither\b", re.I)
_IF = re.compile(r"^\W*(?:\w+\.\s+)?(?:if|unless)\b", re.I)
_NOT_YET = re.compile(
    r"\b(?:not set out|taken no|no actions?|have not|has not|do not|does not|did not|will not"
    r"|cannot|no partner|nobody|not yet|none of)\b",
    re.I,
)
_WILL = re.compile(
    r"\b(?:will|shall|must|commits? to|committed to|agreed?(?: to| that| funding| capital| £|\b)"
    r"|approved?|resolved|decided to|is to|are to|adopt(?:ed)?|appoint(?:ed)?)\b"
    r"|\bDecision:|\bAction:",
    re.I,
)
# A promise or a decision stays one when an aim only follows: "We will pay for all who want to go",
# "agreed to open a pool, with a goal of 350". What is decided may itself be only to explore.
_PROMISES = re.compile(
    r"\b(?:(?:we|council|partnership|board|partners?|it|they) (?:will|shall|must)"
    r"|agreed (?:to|that))\s+"
    r"(?!(?:\w+ly |also |now |be |not |its? |the |that ){0,3}"
    r"(?:explor|consider|investigat|look|may\b|might|could|discuss|aim|hop|intend|plan\b|want|seek"
    r"|aspir|work towards|striv|should|tr(?:y|ies)|review|ask))",
    re.I,
)
_DONE = re.compile(
    r"\b(?:have|has|had)\s+(?:\w+ly\s+|also\s+|now\s+|been\s+|already\s+){0,3}"
    r"(?:\w+ed|set|built|put|made|led|run|begun|grown|given|taken|held|won|cut|seen)\b"
    r"|\b(?:is|are|was|were)\s+(?:\w+ly\s+|now\s+|being\s+|also\s+){0,2}"
    r"(?:\w+ed|supporting|delivering|building|establishing|running|funding|commissioning|working|open)\b"
    r"|\b(?:awarded|launched|opened|secured|trained|recruited|delivered|provided|strengthened)\b",
    re.I,
)
# An order or an objective in a plan: "Build 2,400 new homes a year".
_ORDER = re.compile(
    r"^\W*(?:build|cut|raise|reduce|deliver|open|train|plant|restore|run|create|develop|provide"
    r"|support|protect|bring|give|help|improve|increase|invest|establish|promote|publish|fund"
    r"|appoint|replace|end|keep|make|sign|write|place|submit|embed|tackle|extend|recruit)\b",
    re.I,
)
_OWNER = re.compile(
    r"\b(?:owner|led by|leads? (?:this|the|on)|responsible|reports? to|accountable|to lead)\b", re.I
)


def commitment(text: str) -> Commitment:
    """Return how firmly one sentence, list item or table row commits."""
    found = quantities(text)
    is_dated = any(one.kind in {"date", "year"} for one in found)
    has_target = any(one.kind in {"money", "percent", "number"} for one in found)
    return Commitment(_strength(text), has_target, is_dated, _OWNER.search(text) is not None)


def denies(text: str) -> bool:
    """Say whether a sentence says that nothing is done or that something will not be done."""
    return _NOT_YET.search(text) is not None


def is_act(strength: Strength) -> bool:
    """Say whether something is done or promised, not only intended."""
    return strength in {"will", "done"}


def _first_soft(text: str) -> int:
    found = (pattern.search(text) for pattern in (_EXPLORES, _AIMS))
    return min(one.start() for one in found if one)


def _strength(text: str) -> Strength:
    if _OBSERVES.search(text) or _ASKS.search(text):
        return "none"
    if _IF.search(text):
        return "explores" if _PROMISES.search(text) else "none"
    softer = _EXPLORES.search(text) or _AIMS.search(text)
    promise = _PROMISES.search(text)
    if softer and not (promise and promise.start() < _first_soft(text)):
        return "explores" if _EXPLORES.search(text) else "aims"
    if _WILL.search(text) or _ORDER.search(text):
        return "will"
    return "done" if _DONE.search(text) else "none"
