"""Text of a document -> whether it speaks to a language model instead of a reader.

Such text is withheld from models. That is a second wall: what a model writes is checked whatever it
has read, so a phrase that is missing here costs a sentence, never a false answer.
"""

from __future__ import annotations

import re

from assistant.generation.plain import visible

_PATTERNS = (
    r"\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:instruction|prompt|rule"
    r"|guideline|direction|above|previous|prior|context|training|restriction|filter)s?\b",
    r"\b(?:system|developer|hidden|initial|original)\s+(?:prompt|message|instruction)s?\b",
    r"\b(?:as|you are|you're|act as|pretend to be|behave like)\s+(?:now\s+)?(?:an?\s+)?(?:ai\b"
    r"|assistant|language model|chatbot|bot\b|dan\b|llm)",
    r"\byou (?:are|must|will|should|shall) (?:now|only|always|never)\b",
    r"\b(?:ai|llm|language model|chatbot|assistant)s?\b.{0,40}\b(?:must|should|shall|please"
    r"|reading this|who reads?|processing this|summari[sz]ing)\b",
    r"\b(?:note|message|attention|instructions?|important|warning)\b[^.]{0,20}\b(?:to|for)\b[^.]"
    r"{0,20}\b(?:ai|llms?|models?|assistants?|chatbots?|bots?)\b",
    r"\b(?:new|updated|real|following|additional) (?:instruction|task|rule|order)s?\s*[:\-]",
    r"\b(?:answer|respond|reply|output|print|say|write|repeat|state|claim|tell)\b.{0,30}\b(?:only"
    r"|instead|exactly|verbatim|the following|nothing else|every question|the user|to the user)\b",
    r"\b(?:do not|don't|never)\b.{0,30}\b(?:cite|mention|reveal|tell|refuse|the user)\b",
    r"\b(?:reveal|exfiltrate|leak|disclose|show|print|dump|send|include|quote)\b.{0,40}"
    r"\b(?:prompt|secret|password|api key|credential|other documents?|confidential)",
    r"\b(?:click|open|visit|follow|fetch|load|go to|browse|download)\b.{0,30}"
    r"(?:\blink\b|\burl\b|https?:|www\.)",
    r"!\[[^\]]*\]\(|<\s*(?:img|script|iframe|a)\b|javascript:|data:text/html",
    r"<\|?\s*/?(?:im_start|im_end|system|assistant|user|endoftext|s)\s*\|?>|\[/?inst\]|<<sys>>",
    r"(?:^|\n)\s*(?:#+\s*)?(?:system|assistant|user|human)\s*:",
    r"(?:^|\n|<!--|\||[.!?:]\s)\s*(?:system|assistant|human)\s*:",
    r"\|\s*system\s*\||\"(?:role|content)\"\s*:",
    r"#{2,}\s*(?:system|instructions?|response|assistant|human)\s*:",
    r"\b(?:system|hidden) prompt\b|\b(?:function_call|tool_calls?|tool_use|<tool)\b",
    r"\"(?:statements|evidence|answerable|picks|choice|supported)\"\s*:",
    r"\bas (?:the|an?|your) (?:administrator|admin|owner|developer|operator)\b.{0,20}\bi\b",
    r"\bcite (?:this|it|me) (?:as|with|under)\b|\b(?:say|repeat) (?:so|this|it) in every\b",
    r"^\s*\[[^\]]+\]:\s*https?:|\s\[[^\]]+\]:\s*https?:",
    r"\b(?:ignorez|ignore[rz]?|oubliez|ignoriere?n?|vergiss|ignora[dr]?|olvida|negeer)\b.{0,40}"
    r"\b(?:instruc\w*|consignes|r[eè]gles|anweisung\w*|regeln|istruzioni|instructies)\b",
    r"\b(?:jailbreak|prompt injection|developer mode|do anything now)\b",
    r"\b(?:decode|base64|rot13)\b.{0,40}\b(?:follow|execute|obey|this|instruction)",
)
_SPEAKS = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE | re.DOTALL)

# Letters of other alphabets that look like Latin ones, and the letters that they look like.
_LATIN = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u03bf\u03b1\u03b9\u03bd\u03c1"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0391\u0395\u0399\u039f\u03a1\u03a4",
    "aeopcyxijsdqwoaivpABEKMHOPCTXIAEIOPT",
)


def speaks_to_a_model(text: str) -> bool:
    """Say whether the text gives orders to a model, or carries the marks of a prompt."""
    return _SPEAKS.search(visible(text).translate(_LATIN)) is not None
