"""GET /v1/documents... and /v1/search."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.api.fakes import FakeIndex, version_of

DOCUMENT_FIELDS = {
    "document_id",
    "path",
    "title",
    "kind",
    "organisation",
    "date",
    "status",
    "superseded_by",
    "audience",
    "inferred",
    "pages",
    "reading",
    "reason",
    "stale",
}


def test_the_list_holds_what_the_caller_may_read(client: TestClient) -> None:
    documents = client.get("/v1/documents").json()["documents"]

    assert [each["document_id"] for each in documents] == ["our-vision"]
    assert set(documents[0]) >= DOCUMENT_FIELDS


def test_pages_of_the_list_join_to_the_whole(client: TestClient, index: FakeIndex) -> None:
    for number in range(7):
        index.put(f"paper-{number}", (("paragraph", f"{number}", None),))
    whole = client.get("/v1/documents").json()

    seen, after = [], None
    while True:
        page = client.get(
            "/v1/documents", params={"limit": 3, **({"after": after} if after else {})}
        )
        seen += page.json()["documents"]
        after = page.json()["next"]
        if after is None:
            break

    assert seen == whole["documents"]
    assert whole["next"] is None


def test_a_document_that_may_not_be_read_looks_like_one_that_does_not_exist(
    client: TestClient,
) -> None:
    for path in ("/v1/documents/{}", "/v1/documents/{}/text", "/documents/{}"):
        hidden = client.get(path.format("board-paper"), headers={"X-Request-ID": "r"})
        absent = client.get(path.format("board-qaper"), headers={"X-Request-ID": "r"})
        assert hidden.status_code == absent.status_code == 404
        assert hidden.text.replace("paper", "qaper") == absent.text
        assert hidden.headers.raw == absent.headers.raw


def test_a_successor_that_may_not_be_read_is_not_named(
    client: TestClient, index: FakeIndex
) -> None:
    index.put("old", (("paragraph", "old", None),), superseded_by="board-paper")
    index.put("older", (("paragraph", "older", None),), superseded_by="our-vision")

    listed = {d["document_id"]: d for d in client.get("/v1/documents").json()["documents"]}

    assert listed["old"]["superseded_by"] is None
    assert listed["older"]["superseded_by"] == "our-vision"
    assert client.get("/v1/documents/old").json()["superseded_by"] is None
    assert "board-paper" not in client.get("/documents/old").text
    assert 'href="/documents/our-vision"' in client.get("/documents/older").text


def test_an_earlier_text_stays_readable_by_its_version(
    client: TestClient, index: FakeIndex
) -> None:
    before = client.get("/v1/documents/our-vision/text").json()
    index.put("our-vision", (("paragraph", "New words.", None),))

    earlier = client.get("/v1/documents/our-vision/text", params={"version": before["version"]})

    assert earlier.json() == before
    assert version_of(before["text"]) == before["version"]
    assert client.get("/v1/documents/our-vision/text").json()["text"] == "New words."
    for unknown in ("0" * 64, "../../etc/passwd"):
        reply = client.get("/v1/documents/our-vision/text", params={"version": unknown})
        assert reply.status_code == 404


def test_search_returns_ranked_passages_that_stand_in_their_text(client: TestClient) -> None:
    reply = client.post("/v1/search", json={"query": "homes warm", "top": 2}).json()

    text = client.get("/v1/documents/our-vision/text").json()["text"]
    assert [result["rank"] for result in reply["results"]] == [1, 2]
    for result in reply["results"]:
        assert result["text"] == text[result["start"] : result["end"]]
    assert reply["snapshot"] == "snapshot-1"


def test_search_finds_nothing_that_is_not_for_the_caller(client: TestClient) -> None:
    assert client.post("/v1/search", json={"query": "basilisk pelican"}).json()["results"] == []
