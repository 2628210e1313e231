"""The matrix over every path that is left: decisions, changes, drafts as files, tools, feedback.

A decision's reason holds the marker of the paper that it is about, so that a decision which shows
to the wrong reader is a leak like any other.
"""

from __future__ import annotations

import json
import random
from typing import Any
from urllib.parse import quote

from tests.api.matrix import AUDIENCES, MARKERS, MatrixCaller, Reply
from tests.api.real_matrix import ABSENT, ALIASES, DRAFT, SUBJECTS, RealMatrix

_SAME = {"X-Request-ID": "same"}


def _snapshot(reply: Reply) -> str | None:
    """Return the snapshot that a matrix or its findings were read from."""
    content = json.loads(reply.text)
    return str(content["snapshot"]) if "snapshot" in content else None


class WholeMatrix(RealMatrix):
    """Adds what changes things and what comes as a file or through a tool."""

    @property
    def _actions(self) -> list[Any]:
        return [
            *super()._actions, self._decide, self._decide_across, self._take_back,
            self._history, self._changes, self._filtered,
            self._draft_file, self._thread_tool, self._draft_tool, self._read_tool,
            self._conversation, self._feedback, self._withdraw, self._upload_over, self._verify,
        ]  # fmt: skip

    def _decide(self, caller: MatrixCaller, chance: random.Random) -> None:
        """A decision is for writers who read both sides; what is hidden answers as absent."""
        audience = chance.choice(AUDIENCES)
        reply, absent = (
            self._decision(caller, f"{name}-vision:1@{name}-board", audience)
            for name in (ALIASES[audience], ABSENT)
        )
        wanted = 403 if caller.role == "read" else 200 if audience in caller.audiences else 404
        if reply.status_code != wanted:
            self.misses.append(f"decision gave {caller} {reply.status_code}: {reply.text[:200]}")
        if wanted != 200 and reply.text.replace(ALIASES[audience], ABSENT) != absent.text:
            self.leaks.append(f"a decision tells {caller.audiences} of {audience}: {reply.text}")

    def _decide_across(self, caller: MatrixCaller, chance: random.Random) -> None:
        """A finding between two audiences is for those who have both."""
        of_goal, of_paper = chance.sample(AUDIENCES, 2)
        name = f"{ALIASES[of_goal]}-vision:1@{ALIASES[of_paper]}-board"
        reply = self._decision(caller, name, of_paper)
        has_both = {of_goal, of_paper} <= set(caller.audiences)
        if caller.role != "read" and (reply.status_code == 200) != has_both:
            self.leaks.append(f"{name} gave {caller.audiences} {reply.status_code}")

    def _decision(self, caller: MatrixCaller, finding: str, audience: str) -> Reply:
        body = {"stance": "supports", "name": "An officer"}
        # The caller may name only what they know; the reply is searched for what they do not.
        known = audience in caller.audiences
        body["reason"] = f"As {MARKERS[audience]} says." if known else "It says so."
        return self._send(
            caller, "PUT", f"/v1/findings/{quote(finding)}/decision", json=body, headers=_SAME
        )

    def _take_back(self, caller: MatrixCaller, chance: random.Random) -> None:
        audience = chance.choice(AUDIENCES)
        body = {"name": "An officer", "reason": "It was read wrongly."}

        def send(name: str) -> Reply:
            path = f"/v1/findings/{quote(f'{name}-vision:1@{name}-board')}/decision/withdrawal"
            return self._send(caller, "POST", path, json=body, headers=_SAME)

        reply, absent = send(ALIASES[audience]), send(ABSENT)
        if caller.role == "read" or audience not in caller.audiences:
            wanted = 403 if caller.role == "read" else 404
            is_alike = reply.text.replace(ALIASES[audience], ABSENT) == absent.text
            if reply.status_code != wanted or not is_alike:
                self.leaks.append(f"taking back tells {caller} of {audience}: {reply.text}")
        elif reply.status_code not in (200, 404):  # 404: there is nothing to take back
            self.misses.append(f"taking back gave {caller} {reply.status_code}")

    def _history(self, caller: MatrixCaller, chance: random.Random) -> None:
        of_goal, of_paper = chance.choice(AUDIENCES), chance.choice(AUDIENCES)

        def send(goal: str, paper: str) -> Reply:
            path = f"/v1/findings/{quote(f'{goal}-vision:1@{paper}-board')}/decision/history"
            return self._send(caller, "GET", path, headers=_SAME)

        reply = send(ALIASES[of_goal], ALIASES[of_paper])
        may_read = {of_goal, of_paper} <= set(caller.audiences)
        if (reply.status_code == 200) != may_read or reply.status_code not in (200, 404):
            self.leaks.append(f"history of {of_goal}@{of_paper} gave {caller.audiences} "
                              f"{reply.status_code}")  # fmt: skip

    def _changes(self, caller: MatrixCaller, chance: random.Random) -> None:
        audience = chance.choice(AUDIENCES)
        since = chance.choice(("", "&from=20200101T000000000000-00000000"))
        reply, absent = (
            self._send(caller, "GET", f"/v1/changes?vision={name}-vision{since}", headers=_SAME)
            for name in (ALIASES[audience], ABSENT)
        )
        if audience in caller.audiences:
            is_told = reply.status_code == 200 or "snapshot" in reply.text
            if not is_told or reply.text == absent.text:
                self.misses.append(f"changes gave {caller.audiences} {reply.text[:200]}")
        elif reply.text.replace(ALIASES[audience], ABSENT) != absent.text:
            self.leaks.append(f"changes tell {caller.audiences} of {audience}: {reply.text}")

    def _filtered(self, caller: MatrixCaller, chance: random.Random) -> None:
        """Filters that name what is hidden find no more than filters that name nothing."""
        audience = chance.choice(AUDIENCES)
        path = chance.choice(("/v1/findings", "/v1/alignment"))
        own = ALIASES[caller.audiences[0]]

        def send(name: str) -> Reply:
            where = f"vision={own}-vision&document={name}-board&decided=false&format=json"
            return self._send(caller, "GET", f"{path}?{where}", headers=_SAME)

        reply = send(ALIASES[audience])
        if audience in caller.audiences:
            return
        absent = send(ABSENT)
        # Papers come and go meanwhile: only what is of one snapshot can be compared.
        while _snapshot(reply) != _snapshot(absent):
            reply, absent = absent, send(ABSENT)
            if _snapshot(reply) == _snapshot(absent):
                reply = send(ALIASES[audience])
        if (reply.status_code, reply.text) != (absent.status_code, absent.text):
            self.leaks.append(
                f"{path} tells {caller.audiences} that {audience} exists: "
                f"{reply.text[:300]} ... {absent.text[:300]}"
            )

    def _draft_file(self, caller: MatrixCaller, chance: random.Random) -> None:
        audience = chance.choice(AUDIENCES)
        form = chance.choice(("json", "csv", "html"))

        def send(vision: str) -> Reply:
            data = {"vision": vision, "format": form}
            files = {"file": ("draft.md", DRAFT)}
            return self._send(caller, "POST", "/v1/checks", files=files, data=data, headers=_SAME)

        self._told(audience, self._hidden_alike(caller, audience, send), f"check {form}")

    def _tool_call(self, caller: MatrixCaller, name: str, arguments: dict[str, str]) -> Reply:
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                "params": {"name": name, "arguments": arguments}}  # fmt: skip
        accept = {"Accept": "application/json, text/event-stream", **_SAME}
        return self._send(caller, "POST", "/mcp", json=call, headers=accept)

    def _tool_alike(
        self, caller: MatrixCaller, audience: str, tool: str, given: dict[str, str]
    ) -> None:
        """A tool that names a hidden vision or paper answers as if it did not exist."""
        (field, value), rest = next(iter(given.items())), dict(list(given.items())[1:])
        reply, absent = (
            self._tool_call(caller, tool, {field: value.format(name), **rest})
            for name in (ALIASES[audience], ABSENT)
        )
        if audience in caller.audiences:
            self._told(audience, reply, tool)
        elif reply.text.replace(ALIASES[audience], ABSENT) != absent.text:
            self.leaks.append(f"{tool} tells {caller.audiences} of {audience}: {reply.text[:300]}")

    def _thread_tool(self, caller: MatrixCaller, chance: random.Random) -> None:
        audience = chance.choice(AUDIENCES)
        given = {"vision": "{}-vision", "subject": SUBJECTS[audience]}
        self._tool_alike(caller, audience, "golden_thread", given)

    def _draft_tool(self, caller: MatrixCaller, chance: random.Random) -> None:
        given = {"vision": "{}-vision", "text": DRAFT.decode()}
        self._tool_alike(caller, chance.choice(AUDIENCES), "check_draft", given)

    def _read_tool(self, caller: MatrixCaller, chance: random.Random) -> None:
        given = {"document_id": "{}-board"}
        self._tool_alike(caller, chance.choice(AUDIENCES), "read_document", given)

    def _conversation(self, caller: MatrixCaller, chance: random.Random) -> None:
        """Earlier turns are the caller's own words: they open nothing."""
        audience = chance.choice(AUDIENCES)
        turns = [
            {"role": "user", "text": f"Who will rebuild the {SUBJECTS[audience]}?"},
            {"role": "assistant", "text": "Builders will."},
        ]
        body = {"question": "And for how much money?", "conversation": turns,
                "filters": {"documents": [f"{ALIASES[audience]}-board"]}}  # fmt: skip
        self._send(caller, "POST", "/v1/answers", json=body)

    def _feedback(self, caller: MatrixCaller, chance: random.Random) -> None:
        if not self.answers:
            return
        answer_id, audiences = chance.choice(self.answers)
        body = {"helpful": True, "comment": "Good."}
        reply = self._send(caller, "POST", f"/v1/answers/{answer_id}/feedback", json=body)
        may_read = set(audiences) <= set(caller.audiences)
        if (reply.status_code < 300) != may_read:
            self.leaks.append(f"feedback on {audiences} gave {caller.audiences} "
                              f"{reply.status_code}")  # fmt: skip

    def _withdraw(self, caller: MatrixCaller, chance: random.Random) -> None:
        """Nobody withdraws what they may not read, and only administrators what they may."""
        audience = chance.choice(AUDIENCES)
        if caller.role == "administer" and audience in caller.audiences:
            return
        reply, absent = (
            self._send(caller, "DELETE", f"/v1/documents/{name}-board", headers=_SAME)
            for name in (ALIASES[audience], ABSENT)
        )
        if reply.status_code != (404 if caller.role == "administer" else 403):
            self.leaks.append(f"withdrawing gave {caller} {reply.status_code}")
        if reply.text.replace(ALIASES[audience], ABSENT) != absent.text:
            self.leaks.append(f"withdrawing tells {caller.audiences} of {audience}: {reply.text}")

    def _upload_over(self, caller: MatrixCaller, chance: random.Random) -> None:
        if caller.role == "administer":
            return
        files = [("files", (f"{ALIASES[chance.choice(AUDIENCES)]}-board.md", DRAFT))]
        reply = self._send(caller, "POST", "/v1/documents", files=files)
        if reply.status_code != 403:
            self.leaks.append(f"an upload gave {caller} {reply.status_code}")

    def _verify(self, caller: MatrixCaller, _chance: random.Random) -> None:
        body = {"statement": "It will be rebuilt.", "evidence": ["It will be rebuilt by 2031."]}
        reply = self._send(caller, "POST", "/v1/verifications", json=body)
        if json.loads(reply.text)["supported"] != "yes":
            self.misses.append(f"verify gave {reply.text}")
