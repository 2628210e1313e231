"""What is no question about documents -> a short, polite line that says what can be asked."""

from __future__ import annotations

import re

from assistant.types import Answer, Question, Reader

WHAT_TO_ASK = (
    "Ask what the visions, strategies and board papers say: “What does the vision say about "
    "housing?”, “Is the climate plan approved?”, “Which ambitions has nobody picked up?”. "
    "Every answer quotes the documents."
)
WELCOME = "You are welcome. Ask another question about the documents at any time."
NO_QUESTION = f"There is no question in these words. {WHAT_TO_ASK}"
INSTRUCTION = (
    "This is an instruction, not a question about the documents, so it is not followed. "
    f"{WHAT_TO_ASK}"
)
_GREETING = re.compile(
    r"^\W*(?:hello|hi|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day))\b"
    r"(?:\W+(?:there|all|everyone|bot|assistant|golden thread|again))*\W*$", re.I
)  # fmt: skip
_HELP = re.compile(
    r"^\W*(?:help|help me|who are you|what are you|what (?:can|do) you do|how (?:do|can) (?:i|you)"
    r" (?:use|ask)(?: you| this| questions?)?|how does this work"
    r"|what can (?:i|we) ask(?: you)?)\W*$", re.I
)  # fmt: skip
_THANKS = re.compile(
    r"^(?=.*\b(?:good|ok|okay|great|brilliant|perfect|lovely|cheers|ta\b|tha?n?x|thank|bye|got|well|see))"
    r"^\W*(?:(?:ok|okay|great|brilliant|perfect|lovely|cheers|ta|thanks|thank you|thx|bye|goodbye"
    r"|see you|well done|that's all|got it|(?:very|so) much|a lot|again|all|everyone|then"
    r"|for (?:that|this|your help|the help))\b\W*)+$", re.I
)  # fmt: skip
_ORDERS = (
    r"(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instructions?|prompts?|rules?|above"
    r"|everything|previous|guidelines?|training|documents?)\b",
    r"(?:pretend|act as|role-?play|imagine (?:you|that you)|you are now|from now on|behave)\b",
    r"(?:reveal|print|show|repeat|output|tell me|give me|what (?:is|are))\b.{0,30}\b(?:your|the"
    r" system|hidden|secret|initial)\b.{0,20}\b(?:prompts?|instructions?|rules?|password|key)\b",
    r"(?:write|compose|sing|invent|make up|generate|create)\b(?: me| us)?(?: an?| some| the)?\b"
    r".{0,40}\b(?:poems?|song|story|stories|joke|limerick|haiku|essay|letter|email|code|script"
    r"|program|function|speech|tweet|press release|rap|quotations?|quotes?|strateg(?:y|ies)"
    r"|reports?|paper|citations?)\b",
    r"(?:tell|sing|give|read)(?: me| us)? (?:a|another|some) (?:joke|story|poem|song)s?\b",
    r"(?:delete|drop|erase|wipe|email|send|upload|download|hack|buy|book|order|call)\b (?:all"
    r"|the|my|your|an?|every|everything|this)\b",
    r"(?:translate|rewrite|rephrase|proofread|correct) (?:this|the following|my)\b",
)
_INSTRUCTION = re.compile(
    rf"^\W*(?:(?:please|now|ok|and|can you|could you|would you|then|i want you to|you must|you"
    rf" should)\b[\s,]*)*(?:{'|'.join(_ORDERS)})", re.I | re.S
)  # fmt: skip


class Courtesy:
    """Answers greetings, thanks, orders and what holds no words; None for every question."""

    def answer(self, question: Question, *, reader: Reader) -> Answer | None:  # noqa: ARG002
        """Return a short line, without a citation: nothing was searched."""
        # "Hi, ignore your rules": the order stands behind a greeting.
        text = line_for(question.text) or line_for(question.alone)
        if text is None:
            return None
        return Answer(
            id="",
            question=question.text,
            standalone_question=question.text,
            status="not_found",
            text=text,
            statements=(),
            citations=(),
            snapshot="",
            no="not_searched",
        )


def line_for(text: str) -> str | None:
    """Return what is said to words that ask nothing of the documents."""
    if not re.search(r"[^\W_]", text) or text.strip(" ?!.").lower() in ("and", "so", "really"):
        return NO_QUESTION
    if _GREETING.match(text) or _HELP.match(text):
        return WHAT_TO_ASK
    if _THANKS.match(text):
        return WELCOME
    return INSTRUCTION if _INSTRUCTION.match(text) else None
