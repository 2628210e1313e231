"""Every path x role x audience: who gets which planted word, and who never does."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote

from assistant.records.keys import ROLES, Role

AUDIENCES = ("public", "partners", "board")
# Documents of each audience say this of a thing that all may ask about; only they hold the word.
MARKERS = {"public": "quokka77", "partners": "pelican88", "board": "basilisk99"}
SUBJECT = "lighthouse"
ADMINISTRATION = ("/v1/records", "/v1/records?format=csv", "/v1/records?format=jsonl",
                  "/v1/records/unanswered", "/v1/jobs/none")  # fmt: skip


def planted(audience: str) -> tuple[str, str]:
    """Return the file name and the text of the document planted for an audience."""
    word = MARKERS[audience]
    return f"{word}-paper.md", f"The lighthouse of the {word} coast will be rebuilt by 2031."


class Reply(Protocol):
    """What the matrix needs of a response, of whichever client."""

    @property
    def status_code(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


@dataclass(frozen=True)
class MatrixCaller:
    """A key's text with what it may read and do."""

    key: str
    audiences: tuple[str, ...]
    role: Role


@dataclass
class Matrix:
    """Sends random requests as random callers and keeps what went wrong."""

    # A TestClient or an httpx.Client: their types share no base.
    http: Any
    callers: list[MatrixCaller]
    seed: int = 1
    answers: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)
    asked_again: list[str] = field(default_factory=list)

    def run(self, requests: int, *, meanwhile: Callable[[int], None] = lambda _n: None) -> None:
        """Send this many random requests."""
        chance = random.Random(self.seed)
        actions = self._actions
        for number in range(requests):
            meanwhile(number)
            action = chance.choice(actions)
            action(chance.choice(self.callers), chance)
            name = action.__name__.strip("_")
            self.sent[name] = self.sent.get(name, 0) + 1

    @property
    def _actions(self) -> list[Any]:
        return [
            self._ask, self._stream, self._chat, self._tool, self._search, self._list,
            self._frameworks, self._document, self._text, self._page, self._home, self._again,
            self._narrowed, self._administer, self._operate,
        ]  # fmt: skip

    def _asked(self, _chance: random.Random) -> tuple[str, tuple[str, ...]]:
        """Return a question, and of which audiences its answer tells."""
        return SUBJECT, AUDIENCES

    def _named(self, audience: str, _chance: random.Random) -> tuple[str, str]:
        """Return the id of a document of an audience, and one like it that does not exist."""
        word = MARKERS[audience]
        return f"{word}-paper", f"{word[::-1]}-paper"

    def _send(self, caller: MatrixCaller, method: str, path: str, **options: Any) -> Reply:
        headers = {"Authorization": f"Bearer {caller.key}", **options.pop("headers", {})}
        reply: Reply = self.http.request(method, path, headers=headers, **options)
        if reply.status_code == 503 and "retry-after" in reply.headers:
            # A document was withdrawn under a request that was reading it: documented, and passing.
            self.asked_again.append(f"{method} {path}: {reply.text}")
            reply = self.http.request(method, path, headers=headers, **options)
        said = reply.text + str(dict(reply.headers))
        for audience, word in MARKERS.items():
            # The word may come back only where the request itself named it.
            if audience not in caller.audiences and word in said and word not in path:
                self.leaks.append(f"{method} {path} told {caller.audiences} of {word}")
        if reply.status_code >= 500:
            self.misses.append(f"{method} {path} failed: {reply.status_code}")
        return reply

    def _expect(
        self, caller: MatrixCaller, what: str, text: str, told: tuple[str, ...] = AUDIENCES
    ) -> None:
        for audience in caller.audiences:
            if audience in told and MARKERS[audience] not in text:
                self.misses.append(f"{what} did not tell {caller.audiences} of {audience}")

    def _ask(self, caller: MatrixCaller, chance: random.Random) -> None:
        question, told = self._asked(chance)
        reply = self._send(caller, "POST", "/v1/answers", json={"question": question})
        self._expect(caller, "answers", reply.text, told)
        if "extra-" not in reply.text:  # what is withdrawn takes the answers that quote it along
            self.answers.append((json.loads(reply.text)["id"], caller.audiences))

    def _stream(self, caller: MatrixCaller, chance: random.Random) -> None:
        question, told = self._asked(chance)
        body = {"question": question, "stream": True}
        reply = self._send(caller, "POST", "/v1/answers", json=body)
        self._expect(caller, "stream", reply.text, told)

    def _chat(self, caller: MatrixCaller, chance: random.Random) -> None:
        question, told = self._asked(chance)
        messages = [{"role": "user", "content": question}]
        body = {"model": "golden-thread", "messages": messages, "stream": chance.random() < 0.5}
        reply = self._send(caller, "POST", "/v1/chat/completions", json=body)
        self._expect(caller, "chat", reply.text, told)

    def _tool(self, caller: MatrixCaller, chance: random.Random) -> None:
        question, told = self._asked(chance)
        name, arguments, told = chance.choice(
            [("ask", {"question": question}, told), ("search", {"query": SUBJECT}, AUDIENCES),
             ("list_documents", {}, AUDIENCES)]
        )  # fmt: skip
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                "params": {"name": name, "arguments": arguments}}  # fmt: skip
        accept = {"Accept": "application/json, text/event-stream"}
        reply = self._send(caller, "POST", "/mcp", json=call, headers=accept)
        self._expect(caller, name, reply.text, told)

    def _search(self, caller: MatrixCaller, _chance: random.Random) -> None:
        body = {"query": SUBJECT, "top": 100}
        self._expect(caller, "search", self._send(caller, "POST", "/v1/search", json=body).text)

    def _list(self, caller: MatrixCaller, _chance: random.Random) -> None:
        self._expect(caller, "documents", self._send(caller, "GET", "/v1/documents").text)

    def _frameworks(self, caller: MatrixCaller, _chance: random.Random) -> None:
        self._expect(caller, "frameworks", self._send(caller, "GET", "/v1/frameworks").text)

    def _document(self, caller: MatrixCaller, chance: random.Random) -> None:
        self._open(caller, chance, "/v1/documents/{}")

    def _text(self, caller: MatrixCaller, chance: random.Random) -> None:
        self._open(caller, chance, "/v1/documents/{}/text")

    def _page(self, caller: MatrixCaller, chance: random.Random) -> None:
        self._open(caller, chance, "/documents/{}")

    def _open(self, caller: MatrixCaller, chance: random.Random, path: str) -> None:
        """A document that may not be read answers exactly as one that does not exist."""
        audience = chance.choice(AUDIENCES)
        name, other = self._named(audience, chance)
        same = {"X-Request-ID": "same"}
        reply = self._send(caller, "GET", path.format(name), headers=same)
        if audience in caller.audiences:
            if reply.status_code != 200:
                self.misses.append(f"{path} hid {name} from {caller.audiences}")
            return
        absent = self._send(caller, "GET", path.format(other), headers=same)
        if reply.text != absent.text.replace(other, name) or reply.status_code != 404:
            self.leaks.append(f"{path} tells {caller.audiences} that {name} exists")

    def _home(self, caller: MatrixCaller, chance: random.Random) -> None:
        question, told = self._asked(chance)
        reply = self._send(caller, "GET", f"/?q={quote(question)}")
        self._expect(caller, "home", reply.text, told)

    def _again(self, caller: MatrixCaller, chance: random.Random) -> None:
        if not self.answers:
            return
        answer_id, audiences = chance.choice(self.answers)
        reply = self._send(caller, "GET", f"/v1/answers/{answer_id}")
        may_read = set(audiences) <= set(caller.audiences)
        if (reply.status_code == 200) != may_read:
            self.misses.append(f"an answer for {audiences} gave {caller.audiences} "
                               f"{reply.status_code}")  # fmt: skip

    def _narrowed(self, caller: MatrixCaller, chance: random.Random) -> None:
        """A request may narrow its audiences and never gains any."""
        asked = chance.sample(AUDIENCES, chance.randint(1, len(AUDIENCES)))
        kept = tuple(one for one in asked if one in caller.audiences)
        narrowed = MatrixCaller(caller.key, kept, caller.role)
        body = {"query": SUBJECT, "top": 100, "audiences": asked}
        self._expect(
            narrowed, "narrowed", self._send(narrowed, "POST", "/v1/search", json=body).text
        )

    def _administer(self, caller: MatrixCaller, chance: random.Random) -> None:
        path = chance.choice(ADMINISTRATION)
        reply = self._send(caller, "GET", path)
        is_let_in = reply.status_code != 403
        if is_let_in != (caller.role == "administer"):
            self.misses.append(f"{path} gave the role {caller.role} {reply.status_code}")

    def _operate(self, caller: MatrixCaller, chance: random.Random) -> None:
        self._send(caller, "GET", chance.choice(["/metrics", "/readyz", "/healthz", "/docs"]))


def every_caller(create: Callable[[Role, tuple[str, ...]], str]) -> list[MatrixCaller]:
    """Return a caller for each role and each set of audiences."""
    sets = [
        chosen
        for size in range(1, len(AUDIENCES) + 1)
        for chosen in itertools.combinations(AUDIENCES, size)
    ]
    return [
        MatrixCaller(create(role, audiences), audiences, role)
        for role in ROLES
        for audiences in sets
    ]
