"""E-mail (EML, MSG) -> pieces: the subject is the title, sender and date are properties."""

from __future__ import annotations

import email
import email.policy
import email.utils
from email.message import EmailMessage
from pathlib import Path

from oxmsg import Message

from assistant.errors import UnreadableDocumentError
from assistant.parsing.decode import decode
from assistant.parsing.html import read_html
from assistant.parsing.pieces import Piece, Reading, fold
from assistant.parsing.plain import read_plain

_TITLE_DEPTH = 0.5
_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")


def read_eml(path: Path) -> Reading:
    """Read a message in the format of the Internet."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    heads = {name: _header(message, name) for name in ("subject", "from", "to", "date")}
    if message.get_content_type() in _ENCRYPTED and "signed" not in str(
        message.get("content-type", "")
    ):
        raise UnreadableDocumentError(
            f"{path.name} is encrypted: save it without encryption.", reason="encrypted"
        )
    html, plain, attached = "", "", []
    for part in message.walk():
        if part.is_multipart():
            continue
        name = part.get_filename()
        if name or part.get_content_disposition() == "attachment":
            attached.append(fold(str(name or "a part without a name")))
        elif part.get_content_type() == "text/html":
            html = html or _content(part)
        elif part.get_content_type() == "text/plain":
            plain = plain or _content(part)
    return _reading(heads, html, plain, attached)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return fold(str(message.get(name, "")))
    except (ValueError, IndexError, LookupError, AttributeError):
        return ""  # a header that the library cannot read, as spam has them


def _content(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError, AssertionError, KeyError):
        payload = part.get_payload(decode=True)
        return decode(payload) if isinstance(payload, bytes) else ""


def read_msg(path: Path) -> Reading:
    """Read a message in the format of Outlook."""
    try:
        message = Message.load(str(path))
        heads = {
            "subject": message.subject or "",
            "from": message.sender or "",
            "to": ", ".join(r.email_address or r.name or "" for r in message.recipients),
            "date": message.sent_date.isoformat() if message.sent_date else "",
        }
        attached = [fold(a.file_name or "a part without a name") for a in message.attachments]
        html, plain = message.html_body or "", message.body or ""
    except (OSError, KeyError, ValueError, IndexError, AttributeError, TypeError) as error:
        raise UnreadableDocumentError(
            f"{path.name} is damaged: the message cannot be read.", reason="damaged"
        ) from error
    return _reading(heads, html, plain, attached)


def _reading(heads: dict[str, str], html: str, plain: str, attached: list[str]) -> Reading:
    body = read_plain(plain) if plain.strip() else read_html(html)
    pieces = []
    if heads["subject"]:
        pieces.append(Piece("heading", heads["subject"], level=1, depth=_TITLE_DEPTH))
    for name, label in (("from", "From"), ("to", "To"), ("date", "Date")):
        if heads[name]:
            pieces.append(Piece("paragraph", f"{label}: {heads[name]}"))
    for piece in body.pieces:
        if piece.kind == "heading" and piece.depth is not None and piece.depth < 1:
            piece.depth = 1.0
    problems = [f"Attachment {name} was not read: put it into the corpus." for name in attached]
    properties = {"title": heads["subject"], "author": heads["from"], "date": _date(heads["date"])}
    return Reading([*pieces, *body.pieces], properties=properties, problems=problems)


def _date(text: str) -> str:
    try:
        return email.utils.parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return text[:10] if text[:4].isdigit() else ""
