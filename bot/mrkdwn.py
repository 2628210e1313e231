"""Text <-> Slack's dialect: nothing in a document or question can ping, link or format; pure."""

from __future__ import annotations

import re

WORD_JOINER = "\u2060"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PING = re.compile(r"@(?=(?:here|channel|everyone)\b)", re.IGNORECASE)
_TAG = re.compile(r"<(?=[!@#]|[a-z][a-z0-9+.-]*:)", re.IGNORECASE)
_LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_FORMATTING = re.compile(r"[*_~`]")


def literal(text: str) -> str:
    """Return text for a rich_text element, which shows it as it is.

    A word joiner stands in the middle of what Slack's own syntax would be: a client or an
    integration that reads the text again as mrkdwn finds no ping and no link in it.
    """
    clean = _CONTROL.sub(" ", text)
    return _TAG.sub("<" + WORD_JOINER, _PING.sub("@" + WORD_JOINER, clean))


def escape(text: str) -> str:
    """Return text for a `text` field: Slack's three characters escaped, @here broken."""
    clean = _PING.sub("@" + WORD_JOINER, _CONTROL.sub(" ", text))
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unformatted(text: str) -> str:
    """Return escaped text in which mrkdwn finds no bold, italic, strike, code or bare link.

    mrkdwn has no escape for its marks, so that a word joiner is put behind each of them.
    """
    marked = _FORMATTING.sub(lambda mark: WORD_JOINER + mark[0] + WORD_JOINER, escape(text))
    return marked.replace("://", ":" + WORD_JOINER + "//")


def plain(text: str, *, bot_user_id: str = "") -> str:
    """Return what a person typed, from the text of an event: the bot's mention taken out."""
    without_bot = re.sub(rf"<@{re.escape(bot_user_id)}(\|[^>]*)?>", " ", text)
    shown = _LINK.sub(_shown, without_bot)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        shown = shown.replace(entity, character)
    return re.sub(r"[ \t]+", " ", shown).strip()


def cut(text: str, limit: int) -> str:
    """Return text of at most `limit` characters, cut at a space where there is one."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at = head.rfind(" ", limit * 2 // 3)
    return (head[:at] if at > 0 else head).rstrip() + "…"


def _shown(match: re.Match[str]) -> str:
    target, label = match[1], match[2]
    if label:
        return ("#" if target.startswith("#") else "") + label
    return target.lstrip("!#") if target[:1] in "!#" else target
