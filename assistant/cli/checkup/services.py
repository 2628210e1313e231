"""The services that the settings name -> findings: Chroma, language model, Slack, addresses."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx

from assistant.answerers import open_language_model
from assistant.api.addresses import is_loopback
from assistant.cli.checkup.findings import Checked, State
from assistant.errors import GoldenThreadError
from assistant.settings import Settings
from assistant.types import Prompt

_SECONDS = 10.0
# The smallest of calls: it costs a few tokens.
_HELLO = Prompt(
    rules="Reply in JSON.",
    task='Reply with {"word": "ready"}.',
    shape={
        "type": "object",
        "properties": {"word": {"type": "string"}},
        "required": ["word"],
        "additionalProperties": False,
    },
    most_tokens=30,
)


def check_chroma(settings: Settings) -> Iterator[Checked]:
    """Check that the Chroma server answers, if one is named; else vectors are embedded."""
    if settings.chroma_url is None:
        yield Checked("chroma", "ok", "Embedded in the index; no server is needed.")
        return
    address = settings.chroma_url.rstrip("/")
    try:
        httpx.get(f"{address}/api/v2/heartbeat", timeout=_SECONDS).raise_for_status()
    except httpx.HTTPError as error:
        remedy = "Start it, or unset GOLDEN_THREAD_CHROMA_URL and ingest again."
        yield Checked("chroma", "problem", f"{address} does not answer: {error}.", remedy)
    else:
        yield Checked("chroma", "ok", f"{address} answers.")


def check_language_model(settings: Settings) -> Iterator[Checked]:
    """Have the language model say one word, if one is named; answers do not need any."""
    model = open_language_model(settings)
    if model is None:
        yield Checked("language model", "ok", "None; answers are extracted.")
        return
    seconds = min(settings.llm_timeout_seconds, 30.0)
    name = settings.llm_model or settings.llm
    try:
        pieces = list(model.pieces(_HELLO, seconds=seconds, is_gone=lambda: False))
    except GoldenThreadError as error:
        remedy = (
            "Check GOLDEN_THREAD_LLM_URL, _MODEL and _API_KEY; meanwhile answers are extracted."
        )
        yield Checked("language model", "problem", str(error), remedy)
        return
    if "".join(piece.text for piece in pieces).strip():
        yield Checked("language model", "ok", f"{name} replies.")
    else:
        remedy = "Try another model; meanwhile answers are extracted."
        yield Checked("language model", "problem", f"{name} replies with nothing.", remedy)


def check_slack() -> Iterator[Checked]:
    """Check tokens and scopes, if the bot is set up here."""
    if not any(name in os.environ for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")):
        yield Checked("slack", "ok", "Not set up here (no SLACK_BOT_TOKEN).")
        return
    # By name: the assistant may not depend on the bot, which is a voice beside it.
    settings = importlib.import_module("bot.settings").load_bot_settings()
    found = importlib.import_module("bot.doctor").problems(settings)
    for problem in found:
        yield Checked("slack", "problem", problem, "See docs/how-to/slack.md.")
    if not found:
        yield Checked("slack", "ok", "Slack takes the tokens; every scope is granted.")


def check_addresses(settings: Settings) -> Iterator[Checked]:
    """Check the address that readers open citations at, and that of the bot's service."""
    if settings.public_url is None:
        remedy = "Set GOLDEN_THREAD_PUBLIC_URL when citations are opened from elsewhere."
        yield Checked("public address", "note", "None: links to sources are relative.", remedy)
    else:
        yield from _check_public(settings.public_url)
    if settings.url is not None:
        yield from _check_service(settings.url, settings)


def _check_public(address: str) -> Iterator[Checked]:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        remedy = "Set GOLDEN_THREAD_PUBLIC_URL to https://HOST."
        yield Checked("public address", "problem", f"{address} is no web address.", remedy)
        return
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        remedy = "Put a proxy with TLS in front of the service."
        yield Checked("public address", "note", f"{address} is not encrypted.", remedy)
    yield _reached("public address", f"{address.rstrip('/')}/healthz", {}, "note")


def _check_service(address: str, settings: Settings) -> Iterator[Checked]:
    key = settings.api_key.get_secret_value() if settings.api_key else None
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    yield _reached("service", f"{address.rstrip('/')}/v1/models", headers, "problem")


def _reached(part: str, url: str, headers: dict[str, str], failed: State) -> Checked:
    try:
        reply = httpx.get(url, headers=headers, timeout=_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        found = f"{url} cannot be reached from here: {error}."
        return Checked(part, failed, found, "Start the service, or correct the address.")
    if reply.is_success:
        return Checked(part, "ok", f"{url} answers.")
    remedy = "Check GOLDEN_THREAD_API_KEY." if reply.status_code in (401, 403) else "Check it."
    return Checked(part, failed, f"{url} answers {reply.status_code}.", remedy)
