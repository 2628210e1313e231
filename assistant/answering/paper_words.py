"""The words that papers go by, and by which one stage of a paper is told from another."""

from __future__ import annotations

from assistant.language.wordlists import word_set

# What most papers may be called: by itself such a word means none in particular.
_WIDE = (
    r"strateg(?:y|ies)|plans?|visions?|reports?|papers?|documents?|minutes|polic(?:y|ies)"
    r"|programmes?"
)
_NARROW = (
    r"frameworks?|principles?|practices?|catalogu?e?s?|agendas?|notes|templates?|standards?|guides?"
    r"|guidance|guidelines|codes?|charters?|memorand(?:um|a)|letters?|presentations?|slides"
    r"|surveys?|annex(?:es)?|appendi(?:x|ces)|chapters?|forewords?|introductions?|summar(?:y|ies)"
    r"|reviews?|assessments?|briefings?|updates?|statements?|handbooks?|manuals?|roadmaps?"
    r"|toolkits?|protocols?|agreements?|evaluations?|stud(?:y|ies)|audits?|submissions?"
    r"|prospectus(?:es)?|proposals?|playbooks?|blueprints?|manifestos?|compacts?|glossar(?:y|ies)"
    r"|recommendations|consultations?|schedules?|(?:speaking|talking) points"
)
NOUN = rf"(?:{_WIDE}|{_NARROW})"
HEAD = rf"(?:{NOUN}|drafts?(?! (?:[\w-]+ ){{0,2}}?{NOUN}))"
WIDE = rf"(?:{_WIDE})"
# Things that are done, or that most papers have: alone these mean none in particular either.
NOT_ALONE = word_set(
    """
    review reviews assessment assessments survey surveys study studies audit audits evaluation
    evaluations update updates statement statements proposal proposals submission submissions
    recommendations consultation consultations summary summaries introduction introductions
    letter letters notes slides code codes guide guides guidance agreement agreements standard
    standards presentation presentations draft drafts schedule schedules
    """
)
# A plain word for any paper, which need not stand in its title.
ANY_PAPER = word_set("paper papers document documents report reports text texts")
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = rf"{MONTH} (?:19|20)\d\d"
OLD = word_set("old older earlier previous former superseded")
NEW = word_set("new newer final current present latest approved adopted")
STAGE = rf"(?:{'|'.join(sorted(OLD | NEW))}|draft|{DATE}|{MONTH}|(?:19|20)\d\d)"
