"""Nothing that stands in a document or a question can ping, link or format in Slack."""

from __future__ import annotations

import re

import pytest

from bot.mrkdwn import cut, escape, literal, markdown, plain
from tests.bot.fakes import answer, citation
from tests.bot.rig import Rig, as_json, shown

SAFE_BLOCKS = {"rich_text", "context", "actions", "context_actions"}
HOSTILE = (
    "Fish & chips < 5 > 4, <!channel> <!here|here> <@U0BOB0001> <#C1|x> @here @channel @everyone "
    "<https://evil.test|click> `code` ```block``` *bold* _it_ ~no~ [a](https://evil.test)"
)


@pytest.mark.slack
def test_hostile_words_of_a_document_stay_words(either: Rig) -> None:
    either.assistant.reply = lambda _q, _r: answer(
        f"{HOSTILE} [1]", citation(quote=HOSTILE, title=HOSTILE[:60])
    )

    (reply,) = either.replies(either.mention(HOSTILE))

    (call,) = either.slack.calls("chat.postMessage")
    sent = as_json(call.args)
    assert not re.search(r"<[!@#]|<https?:|@(here|channel|everyone)\b", sent)
    assert {block["type"] for block in call.args["blocks"]} <= SAFE_BLOCKS
    assert "link_names" not in call.args
    assert call.args.get("parse") in (None, "none")
    assert "&lt;!channel&gt;" in reply["text"]
    assert "Fish & chips < 5 > 4" in shown(reply)
    assert "`code`" in shown(reply)


@pytest.mark.slack
def test_links_of_a_public_address_open_on_the_quote(http: Rig) -> None:
    http.replies(http.mention("How many homes?"))

    (call,) = http.slack.calls("chat.postMessage")
    assert '"type": "link"' not in as_json(call.args)


def test_what_a_person_typed_is_read_as_typed() -> None:
    text = "<@U0DOCSBOT> what of &lt;A&gt; &amp; <https://x.test|this> in <#C1|general>, <!here>?"

    assert plain(text, bot_user_id="U0DOCSBOT") == "what of <A> & this in #general, here?"


def test_escaping_leaves_slack_nothing_to_interpret() -> None:
    assert escape("<!here> & @here") == "&lt;!here&gt; &amp; @\u2060here"
    assert literal("<!here> a<b <https://x>") == "<\u2060!here> a<b <\u2060https://x>"
    assert markdown("*x* [a](https://b)\n- y") == "\\*x\\* \\[a\\](https:\u2060//b)  \n- y"


def test_a_cut_text_keeps_to_its_limit() -> None:
    assert cut("short", 10) == "short"
    assert len(cut("word " * 100, 50)) <= 50
    assert len(cut("x" * 100, 50)) == 50
