"""POST /slack/events -> the Bolt app: nothing unsigned, oversized or unreadable gets through."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt import App, BoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

EVENTS_PATH = "/slack/events"
# The largest thing that Slack sends is a message of 40,000 characters, twice, with its blocks.
BODY_BYTES = 1024 * 1024
# A caller that is still sending would see a broken connection instead of the refusal.
DISCARDED_BYTES = 64 * BODY_BYTES
_RETRY_HEADERS = ("x-slack-retry-num", "x-slack-retry-reason")


INTERACTIONS = frozenset(
    ("block_actions", "message_action", "shortcut", "view_closed", "view_submission")
)


class RefusedError(Exception):
    """The request is not one that Slack would send; `status` is the answer to it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def create_http_app(bolt: App, signing_secret: str) -> Starlette:
    """Return the ASGI app that takes Slack's requests."""
    verifier = SignatureVerifier(signing_secret)

    async def receive(request: Request) -> Response:
        try:
            body = await _read(request)
            _verify(verifier, body, request.headers)
            payload = read_payload(body, request.headers.get("content-type", ""))
        except RefusedError as refused:
            return PlainTextResponse(str(refused), status_code=refused.status)
        headers = {
            name: request.headers[name] for name in _RETRY_HEADERS if name in request.headers
        }
        return await run_in_threadpool(_dispatch, bolt, payload, headers)

    async def live(_: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(
        routes=[Route(EVENTS_PATH, receive, methods=["POST"]), Route("/healthz", live)]
    )


def read_payload(body: bytes, content_type: str) -> dict[str, Any]:
    """Return the object that a request carries: JSON, or a form as commands and clicks send it.

    Bolt takes any form in which the word "payload" occurs for a click, so that it never sees one.
    """
    try:
        text = body.decode()
        if content_type.split(";")[0].strip().lower() == "application/x-www-form-urlencoded":
            form = dict(parse_qsl(text, keep_blank_values=True))
            payload = json.loads(form["payload"]) if "payload" in form else form
        else:
            payload = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "the body cannot be read") from error
    if not isinstance(payload, dict) or not payload:
        raise RefusedError(400, "the body is no object")
    _check_shape(payload)
    return payload


def _check_shape(payload: dict[str, Any]) -> None:
    """Refuse what Bolt would stumble over, with a 500."""
    objects = ["event", "view", "message", "container"]
    if payload.get("type") in INTERACTIONS:
        objects.append("user")
    for name in objects:
        if not isinstance(payload.get(name, {}), dict):
            raise RefusedError(400, f"{name} is no object")
    if payload.get("type") == "block_actions":
        actions = payload.get("actions")
        if not isinstance(actions, list) or not actions or not isinstance(actions[0], dict):
            raise RefusedError(400, "there is no action")


async def _read(request: Request) -> bytes:
    body, size = bytearray(), 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= BODY_BYTES:
            body += chunk
        elif size > DISCARDED_BYTES:
            break
    if size > BODY_BYTES:
        raise RefusedError(413, "the body is too large")
    return bytes(body)


def _verify(verifier: SignatureVerifier, body: bytes, headers: Mapping[str, str]) -> None:
    try:
        is_slack = verifier.is_valid_request(body, dict(headers))
    except (TypeError, ValueError) as error:
        # A timestamp that is no number, a body that is no text, a signature that is not ASCII.
        raise RefusedError(401, "the signature cannot be checked") from error
    if not is_slack:
        raise RefusedError(401, "the signature is not Slack's")


def _dispatch(bolt: App, payload: dict[str, Any], headers: Mapping[str, str]) -> Response:
    """Hand the payload to Bolt as Socket Mode does: read and verified."""
    try:
        request = BoltRequest(body=payload, headers=dict(headers), mode="socket_mode")
    except (AttributeError, KeyError, TypeError, ValueError):
        return PlainTextResponse("the body is not as Slack sends it", status_code=400)
    answer = bolt.dispatch(request)
    return Response(answer.body, answer.status, answer.first_headers_without_set_cookie())
