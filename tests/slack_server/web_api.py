"""The Web API over HTTP: arguments read, tokens and scopes checked, faults done, calls recorded."""

from __future__ import annotations

import asyncio
import copy
import json
import uuid
from typing import Any

from aiohttp import web

from tests.slack_server import (
    api_chat,
    api_conversations,
    api_files,
    api_streams,
    api_threads,
    api_views,
)
from tests.slack_server.api_files import use_response_url
from tests.slack_server.ledger import Call, Fault, Ledger
from tests.slack_server.methods import METHODS, Method, MethodContext, SlackError, bad
from tests.slack_server.workspace import Json

REGISTERED = (api_chat, api_conversations, api_files, api_streams, api_threads, api_views)
STRUCTURED = frozenset(
    ("attachments", "blocks", "chunks", "files", "loading_messages", "metadata", "prompts", "view")
)
FORMAT_ERRORS = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}


class WebApi:
    """Answers /api/METHOD, response_urls, uploads and downloads."""

    def __init__(self, ledger: Ledger, ctx: MethodContext, bot_token: str, app_token: str) -> None:
        self._ledger = ledger
        self._ctx = ctx
        self.bot_token = bot_token
        self._app_token = app_token
        self.scopes: set[str] | None = None

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/api/{method}", self._on_api),
            web.post("/response_url/{id}", self._on_response_url),
            web.route("*", "/upload/v1/{id}", self._on_upload),
            web.get("/files-pri/{tail:.*}", self._on_download),
        ]

    async def _on_api(self, request: web.Request) -> web.StreamResponse:
        with self._ledger.changed:
            self._ledger.in_flight += 1
        try:
            return await self._answer(request)
        finally:
            with self._ledger.changed:
                self._ledger.in_flight -= 1

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        refusal = None
        try:
            args = await _arguments(request)
        except SlackError as error:
            args, refusal = {}, error
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        token = token or str(args.get("token", ""))
        args.pop("token", None)
        call = Call(name, copy.deepcopy(args))
        fault = self._ledger.take_fault(name, args) or Fault()
        if not fault.late:
            await asyncio.sleep(fault.delay)
        if fault.drop and not fault.late:
            return self._drop(request, call)
        if fault.status or fault.error:
            return self._faulty(call, fault)
        response = self._carry_out(call, token, refusal)
        if fault.late:
            await asyncio.sleep(fault.delay)
        if fault.drop:
            return self._drop(request, None)
        headers = {"X-Slack-Req-Id": uuid.uuid4().hex}
        if self.scopes is not None:
            headers["X-OAuth-Scopes"] = ",".join(sorted(self.scopes))
        return web.json_response(response, headers=headers)

    def _carry_out(self, call: Call, token: str, refusal: SlackError | None) -> Json:
        with self._ledger.changed:
            try:
                if refusal:
                    raise refusal
                method = self._checked(call.method, call.args, token)
                response = {"ok": True, **method.run(self._ctx, copy.deepcopy(call.args))}
            except SlackError as error:
                response = {"ok": False, "error": error.code}
                if error.messages:
                    response["response_metadata"] = {"messages": error.messages}
                if error.fault:
                    self._ledger.violate(call.method, error.code, "; ".join(error.messages))
            self._ledger.record(call, 200, response)
            return response

    def _checked(self, name: str, args: Json, token: str) -> Method:
        method = METHODS.get(name)
        if method is None:
            raise bad("unknown_method")
        if method.token != "none":
            self._check_token(method, token)
        if method.token == "bot" and method.scopes and self._lacks(method.scopes):
            raise bad("missing_scope", f"[ERROR] needs {','.join(method.scopes)}")
        # An empty status is how an app clears it; nothing else may be empty.
        absent = [
            n for n in method.required if args.get(n) in ((None,) if n == "status" else (None, ""))
        ]
        if absent:
            raise bad(
                "invalid_arguments", *(f"[ERROR] missing required field: {n}" for n in absent)
            )
        return method

    def _lacks(self, scopes: tuple[str, ...]) -> bool:
        return self.scopes is not None and self.scopes.isdisjoint(scopes)

    def _check_token(self, method: Method, token: str) -> None:
        if not token:
            raise bad("not_authed")
        if token not in (self.bot_token, self._app_token):
            raise bad("invalid_auth")
        if token != (self._app_token if method.token == "app" else self.bot_token):
            raise bad("not_allowed_token_type")

    def _drop(self, request: web.Request, call: Call | None) -> web.Response:
        if call:
            self._ledger.record(call, 0, {}, fault=True)
        if request.transport:
            request.transport.close()
        return web.Response()

    def _faulty(self, call: Call, fault: Fault) -> web.Response:
        status = fault.status or 200
        if status >= 500 and not fault.error:
            self._ledger.record(call, status, {}, fault=True)
            page = "<html>server error</html>"
            return web.Response(status=status, text=page, content_type="text/html")
        headers = {"Retry-After": str(fault.retry_after or 1)} if status == 429 else {}
        response = {"ok": False, "error": fault.error or "ratelimited"}
        self._ledger.record(call, status, response, fault=True)
        return web.json_response(response, status=status, headers=headers)

    async def _on_response_url(self, request: web.Request) -> web.Response:
        try:
            body = json.loads(await request.text())
        except ValueError:
            body = None
        call = Call("response_url", body if isinstance(body, dict) else {})
        fault = self._ledger.take_fault("response_url", call.args)
        if fault:
            await asyncio.sleep(fault.delay)
            if fault.status or fault.error:
                return self._faulty(call, fault)
        with self._ledger.changed:
            try:
                if not isinstance(body, dict):
                    raise bad("invalid_payload")
                use_response_url(self._ctx, request.match_info["id"], body)
            except SlackError as error:
                status = 404 if "url" in error.code else 400
                self._ledger.record(call, status, {"ok": False, "error": error.code})
                if error.fault:
                    self._ledger.violate("response_url", error.code, "; ".join(error.messages))
                return web.json_response(call.response, status=status)
            self._ledger.record(call, 200, {"ok": True})
        return web.Response(text="ok")

    async def _on_upload(self, request: web.Request) -> web.Response:
        content = await _uploaded(request)
        with self._ledger.changed:
            file = self._ctx.store.files.get(request.match_info["id"])
            call = Call("upload", {"id": request.match_info["id"], "size": len(content)})
            self._ledger.record(call, 200 if file else 404, {})
            if file is None:
                return web.Response(status=404, text="no such upload")
            file.content = content
            return web.Response(text=f"OK - {len(content)}")

    async def _on_download(self, request: web.Request) -> web.Response:
        file_id = request.match_info["tail"].split("/")[0].rpartition("-")[2]
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        with self._ledger.changed:
            file = self._ctx.store.files.get(file_id)
            call = Call("download", {"id": file_id})
            if token != self.bot_token:
                # Slack answers with a page to sign in on, not with an error.
                self._ledger.violate("download", "unauthenticated_download", file_id)
                self._ledger.record(call, 200, {"ok": False})
                page = "<!DOCTYPE html><html><title>Sign in to Slack</title></html>"
                return web.Response(text=page, content_type="text/html")
            found = file is not None and file.completed
            self._ledger.record(call, 200 if found else 404, {})
            if file is None or not found:
                return web.Response(status=404)
            return web.Response(body=file.content, content_type=file.mimetype)


async def _uploaded(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    form = await request.post()
    part = next((v for v in form.values() if isinstance(v, web.FileField)), None)
    return part.file.read() if part else b""


async def _arguments(request: web.Request) -> Json:
    """The arguments of a Web API call: query string, form or JSON."""
    args: Json = dict(request.query)
    if request.method == "POST":
        args.update(await _body_arguments(request))
    for name in STRUCTURED & args.keys():
        if isinstance(args[name], str) and args[name]:
            args[name] = _structured(name, args[name])
    return args


async def _body_arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise bad("invalid_json") from None
        if not isinstance(body, dict):
            raise bad("json_not_object")
        return body
    return {k: v for k, v in (await request.post()).items() if isinstance(v, str)}


def _structured(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        code = FORMAT_ERRORS.get(name, "invalid_arguments")
        raise bad(code, f"[ERROR] {name} is not JSON") from None
