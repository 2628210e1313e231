"""The front door over HTTP: the methods of Assistant, asked of a running service.

The service knows the key's audiences; a reader given here only narrows them. What the service
lists for the key is narrowed here again, so that a reader never sees more than in process.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote as percent_encoded

import httpx

from assistant.alignment_types import Report
from assistant.client_bodies import (
    answer_of,
    citation_of,
    document_of,
    filters_body,
    filters_query,
    locator_of,
    statement_of,
)
from assistant.client_stream import events
from assistant.errors import (
    GoldenThreadError,
    NotAllowedError,
    NotFoundError,
    StoreUnavailableError,
    UsageError,
)
from assistant.protocols import Listener
from assistant.types import (
    Answer,
    Document,
    DocumentText,
    Filters,
    Question,
    Reader,
    SearchResult,
)

TIMEOUT_SECONDS = 60.0
NO_FILTERS = Filters()
Body = Mapping[str, Any]

_TRANSIENT = frozenset({429, 502, 503, 504})


class AssistantClient:
    """Asks a service; its methods and their errors are those of Assistant."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    @classmethod
    def at(cls, url: str, *, api_key: str | None) -> AssistantClient:
        """Return a client of the service at this address."""
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        return cls(httpx.Client(base_url=url, headers=headers, timeout=TIMEOUT_SECONDS))

    def ask(
        self, question: Question, *, reader: Reader, listener: Listener | None = None
    ) -> Answer:
        """Answer a question with checked citations, or say plainly that nothing answers it.

        A listener hears each statement as soon as the service has checked it; when it says that
        it is gone, the service is left, which stops its work, and GoldenThreadError is raised.
        """
        body = {
            "question": question.text,
            "conversation": [{"role": t.role, "text": t.text} for t in question.conversation],
            "filters": filters_body(question.filters),
            "answerer": question.answerer,
            **_audiences(reader),
        }
        if listener is None:
            return answer_of(self._call("POST", "/v1/answers", body))
        return self._streamed(body, listener)

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> Sequence[SearchResult]:
        """Return ranked passages."""
        body = {
            "query": query, "top": top, "filters": filters_body(filters), **_audiences(reader)
        }  # fmt: skip
        found = self._call("POST", "/v1/search", body)["results"]
        return [SearchResult(r["rank"], r["score"], r["text"], locator_of(r)) for r in found]

    def documents(self, *, reader: Reader) -> list[Document]:
        """List the documents that the reader may read."""
        listed = map(document_of, self._call("GET", "/v1/documents")["documents"])
        return [document for document in listed if reader.may_read(document.audience)]

    def document(self, document_id: str, *, reader: Reader) -> Document:
        """Return one document; NotFoundError also when the reader may not read it."""
        found = document_of(self._call("GET", f"/v1/documents/{_encoded(document_id)}"))
        if not reader.may_read(found.audience):
            raise NotFoundError(f"There is no document {document_id}.")
        return found

    def text(self, document_id: str, *, reader: Reader, version: str | None = None) -> DocumentText:
        """Return a document's canonical text, now or in an earlier version."""
        document = self.document(document_id, reader=reader)
        query = f"?version={_encoded(version)}" if version else ""
        found = self._call("GET", f"/v1/documents/{_encoded(document_id)}/text{query}")
        return DocumentText(document, found["version"], found["text"])

    def earlier_answer(self, answer_id: str, *, reader: Reader) -> Answer:
        """Return a kept answer to a reader who may read all that its asker might."""
        path = f"/v1/answers/{_encoded(answer_id)}"
        return answer_of(self._call("GET", path, params=_narrowed(reader)))

    def visions(self, *, reader: Reader) -> list[tuple[str, str]]:
        """Return the id and the title of every vision whose goals the reader may read."""
        found = self._call("GET", "/v1/frameworks", params=_narrowed(reader))["frameworks"]
        return [(framework["vision"], framework["title"]) for framework in found]

    def check(
        self,
        name: str,
        content: bytes,
        *,
        reader: Reader,
        vision: str | None = None,
        form: str = "docx",
    ) -> Report:
        """Check a draft against a vision and the approved documents; nothing of it is kept."""
        draft = {"file": (name, content)}
        chosen = {} if vision is None else {"vision": vision}

        def ask(wanted: str) -> httpx.Response:
            fields = {**chosen, "format": wanted}
            params = _narrowed(reader)
            return self._send("POST", "/v1/checks", files=draft, data=fields, params=params)

        return Report(ask("json").json(), form, ask(form).content)

    def matrix(
        self,
        *,
        reader: Reader,
        filters: Filters = NO_FILTERS,
        vision: str | None = None,
        form: str = "xlsx",
    ) -> Report:
        """Hold every document that the reader may read against the goals of a vision."""

        def ask(wanted: str) -> httpx.Response:
            chosen = {} if vision is None else {"vision": vision}
            params = {**_narrowed(reader), **filters_query(filters), **chosen, "format": wanted}
            return self._send("GET", "/v1/alignment", params=params)

        return Report(ask("json").json(), form, ask(form).content)

    def give_feedback(
        self, answer_id: str, *, helpful: bool, comment: str, person: str | None = None
    ) -> None:
        """Keep a person's judgement of an answer; a later one of the same person replaces it."""
        path = f"/v1/answers/{_encoded(answer_id)}/feedback"
        headers = {"X-On-Behalf-Of": person} if person else {}
        self._call("POST", path, {"helpful": helpful, "comment": comment}, headers=headers)

    def _call(self, method: str, path: str, body: Body | None = None, **more: Any) -> Any:
        response = self._send(method, path, json=body, **more)
        return response.json() if response.content else None

    def _streamed(self, body: Body, listener: Listener) -> Answer:
        content = {**body, "stream": True}
        with (
            self._reached(),
            self._http.stream("POST", "/v1/answers", json=content) as response,
        ):
            if response.is_error:
                response.read()
                raise _error(response)
            if not response.headers.get("content-type", "").startswith("text/event-stream"):
                # A service, or a proxy before it, that does not stream.
                return answer_of(json.loads(response.read()))
            try:
                return _told(events(response, listener.is_gone), listener)
            except httpx.HTTPError:
                if listener.is_gone():
                    raise GoldenThreadError("Nobody waits for the answer any more.") from None
                raise

    def _send(self, method: str, path: str, **content: Any) -> httpx.Response:
        with self._reached():
            response = self._http.request(method, path, **content)
        if response.is_error:
            raise _error(response)
        return response

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except httpx.HTTPError as error:
            raise StoreUnavailableError(
                f"The service at {self._http.base_url} cannot be reached: {error}. "
                "Check GOLDEN_THREAD_URL and that it runs."
            ) from error


def _told(heard: Iterator[tuple[str, Body]], listener: Listener) -> Answer:
    """Let the listener hear the events, and return the answer that ends them."""
    for name, content in heard:
        match name:
            case "status":
                listener.note(content["status"])
            case "statement":
                listener.hear(
                    statement_of(content), [citation_of(one) for one in content.get("sources", ())]
                )
            case "answer":
                return answer_of(content)
            case "error":
                raise _problem_error(content["status"], content)
    raise StoreUnavailableError("The service broke off in the middle of an answer. Ask again.")


def _error(response: httpx.Response) -> GoldenThreadError:
    """Return the error that the service met, with the message that it gave."""
    return _problem_error(response.status_code, _problem(response))


def _problem_error(status: int, problem: Body) -> GoldenThreadError:
    message = str(problem.get("detail") or f"The service answers {status}.")
    if status in _TRANSIENT:
        return StoreUnavailableError(message)
    if status in (401, 403):
        return NotAllowedError(f"{message} Check GOLDEN_THREAD_API_KEY.")
    if status == 404:
        return NotFoundError(message)
    if status < 500:
        fields = problem.get("errors") or [{}]
        return UsageError(message, field=fields[0].get("field"))
    return GoldenThreadError(message)


def _problem(response: httpx.Response) -> Body:
    try:
        problem = response.json()
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}


def _encoded(name: str) -> str:
    return percent_encoded(name, safe="")


def _audiences(reader: Reader) -> Body:
    return {} if reader.audiences is None else {"audiences": sorted(reader.audiences)}


def _narrowed(reader: Reader) -> Body:
    """Return the query that narrows; a reader of nothing has a label that nobody has."""
    return {} if reader.audiences is None else {"audiences": sorted(reader.audiences) or [""]}
