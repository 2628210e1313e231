"""Text <-> Slack's dialect: nothing in a document or question can ping, link or format; pure."""

from __future__ import annotations

import re

WORD_JOINER = "\u2060"
# Without the spaces a line end would be a space.
MARKDOWN_LINE_END = "  \n"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PING = re.compile(r"@(?=(?:here|channel|everyone)\b)", re.IGNORECASE)
_TAG = re.compile(r"<(?=[!@#]|[a-z][a-z0-9+.-]*:)", re.IGNORECASE)
_LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>~]|^[#=+]|&(?=#?\w+;)", re.MULTILINE)
# The numbers of sources at the end of a line: nothing follows that could make a link of them.
_SOURCE_MARKS = re.compile(r"(?:\\\[\d{1,3}\\\])+$", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*(?:> ?)+", re.MULTILINE)
_MARKED = re.compile(r"\\([\\`*_\[\]<>#=+~&])")
# What Slack makes a link of by itself: a scheme, or the dot inside a name of a host.
_SCHEME = re.compile(r"(?<=\w):(?=//)")
_HOST_DOT = re.compile(r"(?<=www)\.|(?<=[a-z0-9])\.(?=[a-z]{2,}\b)", re.IGNORECASE)


def literal(text: str) -> str:
    """Return text for a rich_text element, which shows it as it is.

    A word joiner stands in the middle of what Slack's own syntax would be: a client or an
    integration that reads the text again as mrkdwn finds no ping and no link in it.
    """
    clean = _CONTROL.sub(" ", text)
    return _TAG.sub("<" + WORD_JOINER, _PING.sub("@" + WORD_JOINER, clean))


def escape(text: str) -> str:
    """Return text for a `text` field: Slack's three characters escaped, @here broken."""
    clean = _unlinked(_PING.sub("@" + WORD_JOINER, _CONTROL.sub(" ", text)))
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def markdown(text: str) -> str:
    """Return text for a Markdown field, where it formats, links and pings nothing.

    Lists at the start of a line stay lists, and line ends stay line ends.
    """
    lines = "\n".join(_unlinked(literal(text)).strip().splitlines())
    marked = _MARKDOWN.sub(r"\\\g<0>", lines)
    shown = _SOURCE_MARKS.sub(lambda found: found[0].replace("\\", ""), marked)
    return shown.replace("\n", MARKDOWN_LINE_END)


def unmarked(text: str) -> str:
    """Return the text that `markdown` was given, but for its pings and links."""
    return _MARKED.sub(r"\1", text).replace(MARKDOWN_LINE_END, "\n").replace(WORD_JOINER, "")


def plain(text: str, *, bot_user_id: str = "") -> str:
    """Return what a person typed, from the text of an event: the bot's mention taken out."""
    without_bot = re.sub(rf"<@{re.escape(bot_user_id)}(\|[^>]*)?>", " ", text)
    shown = _LINK.sub(_shown, without_bot)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        shown = shown.replace(entity, character)
    # A question in a code block or a quotation is a question.
    bare = _QUOTED.sub("", shown.replace("`", ""))
    return re.sub(r"[ \t]+", " ", bare).strip()


def cut(text: str, limit: int) -> str:
    """Return text of at most `limit` characters, cut at a space where there is one."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at = head.rfind(" ", limit * 2 // 3)
    return (head[:at] if at > 0 else head).rstrip() + "…"


def _unlinked(text: str) -> str:
    broken = _SCHEME.sub(":" + WORD_JOINER, text)
    return _HOST_DOT.sub("." + WORD_JOINER, broken)


def _shown(match: re.Match[str]) -> str:
    target, label = match[1], match[2]
    if label:
        return ("#" if target.startswith("#") else "") + label
    return target.lstrip("!#") if target[:1] in "!#" else target
