"""Goals, matches, verifications and threads over HTTP."""

from __future__ import annotations

from fastapi.testclient import TestClient

from assistant.settings import Settings
from tests.api.fakes import FakeIndex


def test_frameworks_are_those_that_the_caller_may_read(client: TestClient) -> None:
    [framework] = client.get("/v1/frameworks").json()["frameworks"]

    assert framework["vision"] == "our-vision"
    assert framework["goals"][0]["citation"]["quote"] == "Ambition 1: Warm homes"
    assert client.get("/v1/frameworks/our-vision").json() == framework
    hidden = client.get("/v1/frameworks/board-paper", headers={"X-Request-ID": "r"})
    absent = client.get("/v1/frameworks/board-qaper", headers={"X-Request-ID": "r"})
    assert hidden.status_code == absent.status_code == 404
    assert hidden.text.replace("paper", "qaper") == absent.text


def test_a_text_is_matched_to_goals(client: TestClient) -> None:
    found = client.post("/v1/goals/match", json={"text": "We insulate homes.", "top": 1}).json()

    assert set(found["goals"][0]) == {"goal_id", "level", "text", "score", "stance", "reason"}
    hidden = client.post("/v1/goals/match", json={"text": "x", "vision": "board-paper"})
    assert hidden.status_code == 404
    narrowed = client.post("/v1/goals/match", json={"text": "x", "audiences": ["board"]})
    assert narrowed.status_code == 404


def test_a_statement_is_verified(client: TestClient) -> None:
    ask = {"statement": "It is so.", "evidence": ["It is so."]}

    assert client.post("/v1/verifications", json=ask).json()["supported"] == "yes"
    assert client.post("/v1/verifications", json={**ask, "evidence": []}).status_code == 422
    assert client.post("/v1/verifications", json={"statement": "x"}).status_code == 422


def test_a_thread_names_its_links_and_gaps(client: TestClient) -> None:
    thread = client.post("/v1/threads", json={"subject": "homes"}).json()

    assert thread["gaps"] == ["strategy", "board"]
    assert thread["links"][0]["citation"]["url"].startswith("/documents/our-vision?v=")


def test_the_goals_follow_the_snapshot(client: TestClient, index: FakeIndex) -> None:
    client.get("/v1/frameworks")
    index.put("second", (("paragraph", "Second vision.", None),))
    index.snapshot_id = "snapshot-2"

    assert len(client.get("/v1/frameworks").json()["frameworks"]) == 2


def test_the_matrix_comes_as_json_and_as_files(client: TestClient) -> None:
    matrix = client.get("/v1/alignment").json()

    assert matrix["findings"][0]["evidence"][0]["url"].startswith("/documents/our-vision?v=")
    assert matrix["gaps"] == [{"goal_id": "1", "kind": "no_board", "reason": "No board paper."}]
    assert client.get("/v1/findings").json()["findings"] == matrix["findings"]
    for form in ("csv", "html", "docx", "xlsx"):
        reply = client.get("/v1/alignment", params={"format": form})
        assert reply.status_code == 200
        assert f'alignment.{form}"' in reply.headers["content-disposition"]
    assert client.get("/v1/alignment", params={"vision": "board-paper"}).status_code == 404
    tag = client.get("/v1/alignment").headers["etag"]
    assert client.get("/v1/alignment", headers={"If-None-Match": tag}).status_code == 304


def test_a_draft_is_checked_and_not_kept(client: TestClient, settings: Settings) -> None:
    draft = ("file", ("draft.md", b"# Plan\n\nWe will insulate 40 homes.\n"))

    reply = client.post("/v1/checks", files=[draft])
    as_file = client.post("/v1/checks", files=[draft], data={"format": "docx"})
    unread = client.post("/v1/checks", files=[("file", ("draft.exe", b"x"))])
    empty = client.post("/v1/checks", files=[("file", ("draft.md", b""))])

    assert reply.json()["served"] == {"1": "supports"}
    assert "insulate" in reply.json()["sections"][0]["quote"] or reply.json()["sections"]
    assert as_file.headers["content-type"].endswith("wordprocessingml.document")
    assert (unread.status_code, empty.status_code) == (415, 422)
    assert empty.json()["title"] == "The file cannot be read"
    assert not list(settings.corpus_dir.rglob("*draft*"))


def test_a_person_decides_on_a_finding_and_it_shows(client: TestClient) -> None:
    path = "/v1/findings/our-vision:1@our-vision/decision"
    decision = {"stance": "partly", "name": "A. Officer", "reason": "Only in one district."}

    found = client.put(path, json=decision).json()

    assert (found["stance"], found["found_stance"]) == ("partly", "supports")
    assert found["decision"]["name"] == "A. Officer"
    [listed] = client.get("/v1/findings", params={"decided": "true"}).json()["findings"]
    assert listed["decision"] == found["decision"]
    assert client.get("/v1/findings", params={"stance": "silent"}).json()["findings"] == []


def test_a_decision_is_taken_back_and_who_did_so_stays_known(client: TestClient) -> None:
    path = "/v1/findings/our-vision:1@our-vision/decision"
    client.put(path, json={"stance": "partly", "name": "A. Officer", "reason": "Perhaps."})
    who = {"name": "B. Officer", "reason": "Read wrongly."}

    back = client.post(f"{path}/withdrawal", json=who)

    assert (back.status_code, back.json()["stance"], back.json()["decision"]) == (
        200, "supports", None,
    )  # fmt: skip
    events = client.get(f"{path}/history").json()["events"]
    assert (events[-1]["action"], events[-1]["name"]) == ("withdraw", "B. Officer")
    assert client.post(f"{path}/withdrawal", json=who).status_code == 404
    assert client.post(f"{path}/withdrawal", json={"name": "B"}).status_code == 422


def test_a_decision_needs_a_name_and_a_reason(client: TestClient) -> None:
    path = "/v1/findings/our-vision:1@our-vision/decision"

    for body in ({"name": "A"}, {"name": " ", "reason": "B"}, {"name": "A", "reason": ""}):
        assert client.put(path, json=body).status_code == 422
    odd = {"name": "A", "reason": "B", "stance": "perhaps"}
    assert client.put(path, json=odd).status_code == 422


def test_a_hidden_finding_is_as_unknown_as_an_absent_one(client: TestClient) -> None:
    decision = {"name": "A. Officer", "reason": "So."}

    hidden = client.put("/v1/findings/board-paper:1@board-paper/decision", json=decision,
                        headers={"X-Request-ID": "r"})  # fmt: skip
    absent = client.put("/v1/findings/board-qaper:1@board-qaper/decision", json=decision,
                        headers={"X-Request-ID": "r"})  # fmt: skip

    assert hidden.status_code == absent.status_code == 404
    assert hidden.text.replace("paper", "qaper") == absent.text


def test_changes_name_both_snapshots_and_the_reason(client: TestClient) -> None:
    found = client.get("/v1/changes", params={"from": "snapshot-0"}).json()

    assert (found["from"], found["to"]) == ("snapshot-0", "snapshot-1")
    assert found["changes"][0]["before"] == "partly"
    assert found["changes"][0]["why"]


def test_the_matrix_is_filtered(client: TestClient) -> None:
    filtered = client.get("/v1/alignment", params={"kind": "board", "dated_from": "2020"})

    assert filtered.status_code == 200
    assert filtered.json()["findings"] == []
    assert client.get("/v1/alignment", params={"kind": "novel"}).status_code == 422
    assert client.get("/v1/alignment", params={"dated_to": "soon"}).status_code == 422
