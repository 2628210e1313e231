"""A request's key -> the caller: who asks, what they may read, what they may do."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends, Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.addresses import host_name, is_loopback
from assistant.api.problems import on_error, on_http_error
from assistant.api.rates import Rates
from assistant.errors import GoldenThreadError, NotAllowedError
from assistant.records.answers import Asker
from assistant.records.keys import ROLES, Key, Keys, Role
from assistant.types import PUBLIC, Reader

# What a supervisor, a browser or a client generator needs before it has a key.
OPEN_PATHS = frozenset({"/healthz", "/readyz", "/openapi.json", "/docs"})
UPLOAD = ("POST", "/v1/documents")
ON_BEHALF_OF = "X-On-Behalf-Of"
_LONGEST_PERSON = 200
# What browsers send, whatever a script asks for; programs hardly ever do.
_OF_BROWSERS = ("sec-fetch-site", "accept-language", "origin", "referer")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: `key` is None when no keys are configured."""

    key: Key | None
    reader: Reader
    role: Role
    asker: Asker


class Authenticate:
    """Finds the caller before a body is read; strangers go no further.

    Nor does an upload of whoever may not upload: it may be large.
    """

    def __init__(self, app: ASGIApp, keys: Keys, rates: Rates, public_url: str | None) -> None:
        self._app = app
        self._keys = keys
        self._rates = rates
        self._public_host = (public_url or "").partition("://")[2].partition("/")[0]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] in OPEN_PATHS:
            await self._app(scope, receive, send)
            return
        try:
            caller = self._caller(Headers(scope=scope))
            if (scope["method"], scope["path"]) == UPLOAD:
                require(caller, "administer")
            scope["state"]["caller"] = caller
        except (HTTPException, GoldenThreadError) as error:
            show = on_http_error if isinstance(error, HTTPException) else on_error
            response = await show(Request(scope), error)
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _caller(self, headers: Headers) -> Caller:
        if not self._keys.are_configured():
            self._refuse_other_sites(headers)
            person = _person(headers)
            return Caller(None, Reader(frozenset({PUBLIC})), "administer", Asker(None, person))
        text, is_ambient = _key_text(headers)
        key = self._keys.find(text)
        if key is None:
            raise _no_key(headers)
        if is_ambient:
            self._refuse_cross_site(headers)
        self._rates.take(key)
        asker = Asker(key.id, _person(headers))
        return Caller(key, Reader(frozenset(key.audiences)), key.role, asker)

    def _refuse_other_sites(self, headers: Headers) -> None:
        """Keep web pages of others from using a service that trusts everyone on this machine.

        A page may have its own name lead to this machine: then host and origin are alike, and the
        browser does not say where the page came from. No name but ours is answered to a browser.
        """
        self._refuse_cross_site(headers)
        host = headers.get("host", "")
        is_ours = is_loopback(host_name(host)) or host == self._public_host
        if not is_ours and any(name in headers for name in _OF_BROWSERS):
            raise HTTPException(403, f"Without keys this service is not opened as {host}.")

    def _refuse_cross_site(self, headers: Headers) -> None:
        ours = (headers.get("host"), self._public_host)
        is_foreign = "origin" in headers and headers["origin"].partition("://")[2] not in ours
        is_navigation = headers.get("sec-fetch-mode") == "navigate"
        is_cross_site = headers.get("sec-fetch-site") == "cross-site" and not is_navigation
        if is_foreign or is_cross_site:
            raise HTTPException(403, "Pages of other sites may not use this service.")


def _key_text(headers: Headers) -> tuple[str, bool]:
    """Return the key that was sent, and whether a browser sends it by itself (as a password)."""
    scheme, _, credentials = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip(), False
    if scheme.lower() != "basic":
        return "", False
    try:
        decoded = base64.b64decode(credentials, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return "", True
    return decoded.partition(":")[2], True


def _no_key(headers: Headers) -> HTTPException:
    # A person who opens a citation in a browser is asked for the key there, as a password.
    is_page = "text/html" in headers.get("accept", "")
    challenge = 'Basic realm="Golden Thread: key as password"' if is_page else "Bearer"
    detail = "The request has no key, or one that is unknown, expired or revoked."
    return HTTPException(401, detail, {"WWW-Authenticate": challenge})


def _person(headers: Headers) -> str | None:
    return headers.get(ON_BEHALF_OF, "").strip()[:_LONGEST_PERSON] or None


def _caller(request: Request) -> Caller:
    return cast(Caller, request.scope["state"]["caller"])


TheCaller = Annotated[Caller, Depends(_caller)]


def _reader(caller: TheCaller) -> Reader:
    return caller.reader


TheReader = Annotated[Reader, Depends(_reader)]


def needs(role: Role, *, with_key: bool = False) -> Any:
    """Return the dependency of a route that takes this role, or a higher one.

    Without keys everyone on the machine administers, but what is `with_key` shows what others did:
    it stays shut until a key says who may see it.
    """

    def check(caller: TheCaller) -> None:
        if with_key and caller.key is None:
            raise NotAllowedError(
                "What people asked is shown to administrators only, and no keys are configured. "
                "Create one: golden-thread keys create NAME --role administer"
            )
        require(caller, role)

    return Depends(check)


def require(caller: Caller, role: Role) -> None:
    """Let those through who have this role, or a higher one.

    Raises:
        NotAllowedError: the caller has a lower one.
    """
    if ROLES.index(caller.role) < ROLES.index(role):
        raise NotAllowedError(f"This needs a key with the role {role}; yours may {caller.role}.")
