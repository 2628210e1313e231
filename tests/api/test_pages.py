"""The pages that people open: the document at its citation, and the page to ask on."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.api.document_page import document_page
from assistant.types import DocumentText
from tests.api.fakes import VISION, FakeIndex, Lines, document, laid_out

MARK = re.compile(r'<mark id="c">(.*?)</mark>', re.DOTALL)
VOID = {"meta", "link", "br"}


class Balanced(HTMLParser):
    """Fails on an element that is closed out of order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(lines: Lines, span: tuple[int, int] | None) -> tuple[str, str]:
    text, blocks = laid_out(lines)
    shown = DocumentText(document("d", text), document("d", text).version, text, blocks)
    return text, document_page(shown, span)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["heading", "paragraph", "list_item", "table_row", "table_head"]),
            st.text(st.characters(exclude_characters="\n\r\0", codec="utf-8"), min_size=1)
            | st.sampled_from(["a | b", "</mark>", "<mark id='c'>", "&amp;"]),
            st.sampled_from([None, 1, 2]),
        ),
        min_size=1,
        max_size=6,
    ),
    st.data(),
)
def test_the_mark_holds_exactly_the_quote_wherever_it_stands(
    lines: Lines, data: st.DataObject
) -> None:
    length = len(laid_out(lines)[0])
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))

    text, page = page_of(lines, (start, end))

    [marked] = MARK.findall(page)
    assert unescape(marked) == text[start:end]
    parser = Balanced()
    parser.feed(page)
    assert parser.open == []


def test_structure_survives_around_the_mark(client: TestClient) -> None:
    text, _ = laid_out(VISION)
    start = text.index("train 200")
    end = start + len("train 200 fitters & “finishers”")

    page = client.get("/documents/our-vision", params={"c": f"{start}-{end}"}).text

    assert '<li><mark id="c">train 200 fitters &amp; “finishers”</mark></li>' in page
    assert "<h2>Ambition 1: Warm homes</h2>" in page
    assert "<th>Year</th><th>Homes</th>" in page
    assert "<td>2030</td><td>4,000</td>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page


def test_a_citation_opens_its_page_on_the_quote(client: TestClient) -> None:
    citation = client.post("/v1/answers", json={"question": "warm"}).json()["citations"][1]

    reply = client.get(citation["url"].partition("#")[0])

    assert reply.status_code == 200
    assert [citation["quote"]] == [unescape(found) for found in MARK.findall(reply.text)]


def test_an_old_citation_opens_on_the_words_that_it_quoted(
    client: TestClient, index: FakeIndex
) -> None:
    citation = client.post("/v1/answers", json={"question": "warm"}).json()["citations"][1]
    index.put("our-vision", (("paragraph", "New words.", None),))

    page = client.get(citation["url"].partition("#")[0]).text

    assert [citation["quote"]] == [unescape(found) for found in MARK.findall(page)]
    assert "earlier version" in page
    assert "earlier version" not in client.get("/documents/our-vision").text


def test_a_link_to_no_place_shows_the_document_and_says_so(client: TestClient) -> None:
    for place in ("5-5", "9-2", "0-99999", "70000-80000"):
        reply = client.get("/documents/our-vision", params={"c": place})
        assert reply.status_code == 200
        assert "does not have" in reply.text
        assert "<mark" not in reply.text
    assert client.get("/documents/our-vision", params={"c": "a-b"}).status_code == 422


def test_a_browser_gets_a_page_when_there_is_no_document(client: TestClient) -> None:
    reply = client.get("/documents/none", headers={"Accept": "text/html"})

    assert reply.status_code == 404
    assert reply.headers["content-type"].startswith("text/html")
    assert "There is no such thing" in reply.text


def test_pages_load_nothing_and_run_no_script_but_their_own(client: TestClient) -> None:
    for path in ("/", "/docs", "/documents/our-vision"):
        reply = client.get(path)
        policy = reply.headers["content-security-policy"]
        assert reply.status_code == 200
        assert "unsafe" not in policy
        assert not re.search(r'(src|href)="(https?:)?//', reply.text)
        assert ("script-src" in policy) == (path == "/")


def test_the_web_page_answers_without_script(client: TestClient) -> None:
    reply = client.get("/", params={"q": "fitters <b>"})

    cited = '<a class="cite" href="#s1" aria-label="Source 1">[1]</a>'
    assert f"train 200 fitters &amp; “finishers” {cited}" in reply.text
    assert "fitters &lt;b&gt;" in reply.text
    assert '<li id="s1" value="1"><a href="/documents/our-vision?v=' in reply.text


def test_a_follow_up_without_script_knows_what_came_before(client: TestClient) -> None:
    first = client.get("/", params={"q": "fitters"}).text
    answer_id = re.findall(r'name="f" value="([0-9a-f]+)"', first)[0]

    follow_up = client.get("/", params={"q": "homes", "f": answer_id})
    unknown = client.get("/", params={"q": "homes", "f": "never"})

    assert follow_up.status_code == unknown.status_code == 200
    assert "<h2>homes</h2>" in follow_up.text
