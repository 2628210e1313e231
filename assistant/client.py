"""The front door over HTTP: the methods of Assistant, asked of a running service.

The service knows the key's audiences; a reader given here only narrows them. What the service
lists for the key is narrowed here again, so that a reader never sees more than in process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote as percent_encoded

import httpx

from assistant.alignment_types import Report
from assistant.errors import (
    GoldenThreadError,
    NotAllowedError,
    NotFoundError,
    StoreUnavailableError,
    UsageError,
)
from assistant.types import (
    Answer,
    Citation,
    Document,
    DocumentText,
    Filters,
    Locator,
    Question,
    Reader,
    SearchResult,
    Statement,
    ThreadLinks,
)

TIMEOUT_SECONDS = 60.0
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

    def ask(self, question: Question, *, reader: Reader) -> Answer:
        """Answer a question with checked citations, or say plainly that nothing answers it."""
        body = {
            "question": question.text,
            "conversation": [{"role": t.role, "text": t.text} for t in question.conversation],
            "filters": _filters_body(question.filters),
            "answerer": question.answerer,
            **_audiences(reader),
        }
        return _answer(self._call("POST", "/v1/answers", body))

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> Sequence[SearchResult]:
        """Return ranked passages."""
        body = {
            "query": query, "top": top, "filters": _filters_body(filters), **_audiences(reader)
        }  # fmt: skip
        found = self._call("POST", "/v1/search", body)["results"]
        return [SearchResult(r["rank"], r["score"], r["text"], _locator(r)) for r in found]

    def documents(self, *, reader: Reader) -> list[Document]:
        """List the documents that the reader may read."""
        listed = map(_document, self._call("GET", "/v1/documents")["documents"])
        return [document for document in listed if reader.may_read(document.audience)]

    def document(self, document_id: str, *, reader: Reader) -> Document:
        """Return one document; NotFoundError also when the reader may not read it."""
        found = _document(self._call("GET", f"/v1/documents/{_encoded(document_id)}"))
        if not reader.may_read(found.audience):
            raise NotFoundError(f"There is no document {document_id}.")
        return found

    def text(self, document_id: str, *, reader: Reader, version: str | None = None) -> DocumentText:
        """Return a document's canonical text, now or in an earlier version."""
        document = self.document(document_id, reader=reader)
        query = f"?version={_encoded(version)}" if version else ""
        found = self._call("GET", f"/v1/documents/{_encoded(document_id)}/text{query}")
        return DocumentText(document, found["version"], found["text"])

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

    def matrix(self, *, reader: Reader, vision: str | None = None, form: str = "xlsx") -> Report:
        """Hold every document that the reader may read against the goals of a vision."""

        def ask(wanted: str) -> httpx.Response:
            chosen = {} if vision is None else {"vision": vision}
            params = {**_narrowed(reader), **chosen, "format": wanted}
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

    def _send(self, method: str, path: str, **content: Any) -> httpx.Response:
        try:
            response = self._http.request(method, path, **content)
        except httpx.HTTPError as error:
            raise StoreUnavailableError(
                f"The service at {self._http.base_url} cannot be reached: {error}. "
                "Check GOLDEN_THREAD_URL and that it runs."
            ) from error
        if response.is_error:
            raise _error(response)
        return response


def _error(response: httpx.Response) -> GoldenThreadError:
    """Return the error that the service met, with the message that it gave."""
    problem = _problem(response)
    message = str(problem.get("detail") or f"The service answers {response.status_code}.")
    if response.status_code in _TRANSIENT:
        return StoreUnavailableError(message)
    if response.status_code in (401, 403):
        return NotAllowedError(f"{message} Check GOLDEN_THREAD_API_KEY.")
    if response.status_code == 404:
        return NotFoundError(message)
    if response.status_code < 500:
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


def _filters_body(filters: Filters) -> Body | None:
    if filters == Filters():
        return None
    return {
        "kinds": list(filters.kinds),
        "documents": list(filters.documents),
        "organisations": list(filters.organisations),
        "statuses": list(filters.statuses),
        "dated_from": filters.dated_from,
        "dated_to": filters.dated_to,
    }


def _answer(body: Body) -> Answer:
    return Answer(
        id=body["id"],
        question=body["question"],
        standalone_question=body["standalone_question"],
        status=body["status"],
        text=body["text"],
        statements=tuple(
            Statement(s["text"], tuple(s["citations"]), s["support"]) for s in body["statements"]
        ),
        citations=tuple(map(_citation, body["citations"])),
        snapshot=body["snapshot"],
        no=body.get("no"),
        conflicts=tuple(tuple(group) for group in body.get("conflicts") or ()),
        thread=_thread(body.get("thread")),
        nearest=tuple(map(_citation, body.get("nearest") or ())),
        answerer=body.get("answerer", "extractive"),
        model=body.get("model"),
        took_ms=body.get("took_ms", 0),
        scope=body.get("scope") or "",
    )


def _thread(body: Body | None) -> ThreadLinks | None:
    if body is None:
        return None
    return ThreadLinks(
        tuple(body["vision"]), tuple(body["strategy"]), tuple(body["board"]), tuple(body["gaps"])
    )


def _citation(body: Body) -> Citation:
    return Citation(body["number"], _locator(body), body["quote"])


def _locator(body: Body) -> Locator:
    return Locator(
        document_id=body["document_id"],
        title=body["title"],
        kind=body["kind"],
        version=body["version"],
        start=body["start"],
        end=body["end"],
        organisation=body.get("organisation"),
        date=body.get("date"),
        section=tuple(body.get("section") or ()),
        paragraph=body.get("paragraph"),
        page=body.get("page"),
        page_label=body.get("page_label"),
    )


def _document(body: Body) -> Document:
    return Document(
        id=body["document_id"],
        path=body["path"],
        title=body["title"],
        kind=body["kind"],
        sha256="",  # of the file, which only the service has
        version=body.get("version") or "",
        organisation=body.get("organisation"),
        date=body.get("date"),
        status=body.get("status"),
        superseded_by=body.get("superseded_by"),
        audience=tuple(body["audience"]),
        url=body.get("url"),
        pages=body.get("pages"),
        inferred=tuple(body.get("inferred") or ()),
        reading=body["reading"],
        reason=body.get("reason"),
        problems=tuple(body.get("problems") or ()),
        stale=body.get("stale", False),
    )
