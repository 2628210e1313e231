"""Nothing that stands in a document or a question can ping, link or format in Slack."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.types import Locator
from bot.blocks import answer_message
from bot.mrkdwn import cut, escape, literal, markdown, plain
from tests.bot.fakes import answer, citation
from tests.bot.rig import Rig, as_json, shown
from tests.slack_server.limits import check_blocks

PINGS = re.compile(r"<[!@#]|<https?:|@(here|channel|everyone)\b", re.IGNORECASE)
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
    assert not PINGS.search(sent)
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


WORDS = st.sampled_from(
    (
        *("http://x.test", "www.x.test", "x.gov.uk", "# ", "=====", "&lt;", "\n> ", "\n```\n"),
        *("<!channel>", "@here", "@Everyone", "<https://x.test|y>", "https://x.test", "<@U1>"),
        *("`", "*", "_", "~", "&", "<", ">", "\n", "\n- ", "[1]", "[a](b)", "\\", " ", "é", "\x00"),
    )
)


@settings(deadline=None)
@given(st.lists(WORDS | st.text(max_size=5), max_size=12).map("".join))
def test_no_text_whatever_leaves_slack_something_to_interpret(text: str) -> None:
    shown_ = answer_message(
        answer(text, citation(quote=text, title=text)), question=text, public_url=None
    )

    assert check_blocks(shown_.blocks) == []
    assert not re.search(r"<|>|@(here|channel|everyone)\b", shown_.text)
    assert not PINGS.search(as_json(shown_.blocks))
    # The numbers of sources at the end of a line are ours, and nothing that links.
    marked = re.sub(r"(?m)(?:\[\d+\])+( *)$", "", shown_.markdown.replace("\\\\", ""))
    assert not re.search(r"(?<!\\)[<>`*_~\[\]]", marked)
    assert not re.search(r"(?i)https?://|www\.\w", shown_.markdown + shown_.text)


@pytest.mark.parametrize("size", [1, 50, 5_000, 200_000])
@pytest.mark.parametrize("many", [1, 60])
def test_an_answer_of_any_size_keeps_to_the_limits(size: int, many: int) -> None:
    long = "word <!here> & `code` " * (size // 10 + 1)
    citations = [
        replace(citation(n, quote=long, title=long), locator=_deep(long)) for n in range(many)
    ]
    whole = replace(answer(long, *citations), conflicts=((1, 2),) * 500, scope=long)

    shown_ = answer_message(whole, question=long, public_url=None, private=True)

    assert check_blocks(shown_.blocks) == []
    assert len(shown_.text) <= 4_000
    assert len(shown_.markdown) <= 12_000


def test_a_part_of_an_answer_is_a_list_where_the_answer_has_one() -> None:
    block = answer_message(
        answer("The aims are: [1]\n- warm homes\n- safe streets\nand no more."),
        question="q",
        public_url=None,
    ).blocks[0]

    kinds = [element["type"] for element in block["elements"]]
    assert kinds == ["rich_text_section", "rich_text_list", "rich_text_section"]
    assert len(block["elements"][1]["elements"]) == 2


def _deep(text: str) -> Locator:
    return replace(citation().locator, title=text, section=(text,) * 9, paragraph="4.3")


def test_a_follow_up_says_how_it_was_understood() -> None:
    reply = replace(answer(), question="and homes?", standalone_question="How many homes?")

    blocks = str(answer_message(reply, question="and homes?", public_url=None).blocks)

    assert "Understood as: How many homes?" in blocks
    assert "Understood" not in str(answer_message(answer(), question="?", public_url=None).blocks)
