"""A question and perhaps its answer -> the web page; works without script, better with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlsplit

from assistant.api.pages import PAGE_HEADERS, STYLE, page, source_hash
from assistant.api.requests import MAX_QUESTION
from assistant.api.schemas import AnswerBody, CitationBody
from assistant.language.dates import in_words
from assistant.types import is_reworded

# With script the answer comes in place: the same page is fetched, and its answer put into this one.
SCRIPT = """
const form=document.querySelector("form"),box=form.elements.q,say=document.querySelector("#say");
let under=null;
const show=async url=>{if(under)under.abort();const mine=under=new AbortController();
say.textContent="Reading the documents…";
try{const reply=await fetch(url,{headers:{Accept:"text/html"},signal:mine.signal});
const got=new DOMParser().parseFromString(await reply.text(),"text/html");
const fresh=got.querySelector("#answer")||got.querySelector("main");
document.querySelector("#answer").replaceChildren(...fresh.childNodes);
const more=got.querySelector("#more");document.querySelector("#more").replaceChildren(
...(more?more.childNodes:[]));
say.textContent="";const head=document.querySelector("#answer h2,#answer h1");
if(head){head.tabIndex=-1;head.focus()}
}catch(error){if(error.name!=="AbortError")
say.textContent="The service could not be reached. Please try again."}};
form.addEventListener("submit",event=>{event.preventDefault();if(!box.value.trim())return;
const url="/?"+new URLSearchParams(new FormData(form));history.pushState(null,"",url);show(url)});
box.addEventListener("keydown",event=>{
if(event.key==="Enter"&&!event.shiftKey&&!event.isComposing){event.preventDefault();
form.requestSubmit()}});
addEventListener("popstate",()=>{const asked=new URLSearchParams(location.search);
box.value=asked.get("q")||"";if(box.value)show(location.href);
else document.querySelector("#answer").replaceChildren()});
document.addEventListener("click",async event=>{const button=event.target.closest("[data-helpful]");
if(!button)return;const part=button.closest("[data-answer]");
try{const reply=await fetch("/v1/answers/"+part.dataset.answer+"/feedback",{method:"POST",
headers:{"Content-Type":"application/json"},
body:JSON.stringify({helpful:button.dataset.helpful==="yes"})});
part.textContent=reply.ok?"Thank you.":"That could not be kept.";
}catch(error){part.textContent="That could not be kept."}});
document.documentElement.classList.add("script");
"""

HOME_STYLE = """
.ask{margin:1.5rem 0}.hint{margin:.3rem 0 0;font-size:.85rem;opacity:.8}
.script-only{display:none}.script .script-only{display:block}
#more label{display:inline;font-weight:400}#say:empty{display:none}
#answer h2{margin-top:1.2em}#answer h2:focus{outline:none}
a{color:#0b57a4}a:focus-visible,button:focus-visible,textarea:focus-visible,
input:focus-visible{outline:.2rem solid #d98200;outline-offset:.15rem}
.cite{text-decoration:none;font:.85em system-ui,sans-serif;white-space:nowrap}
.sources li{margin:0 0 1rem;scroll-margin-top:1rem}.sources li:target{background:#ffe58a44}
.sources .where{display:block;font-size:.9rem;opacity:.85}
.said{font-size:1.12rem}.scope,.thread{font:.9rem system-ui,sans-serif}
.scope{opacity:.85}button{border:1px solid #0b57a4;border-radius:.3rem;background:#0b57a4;
color:#fff;cursor:pointer}.feedback button{background:none;color:inherit;border-color:#888;
padding:.2rem .9rem;margin:0 .3rem}
.feedback{font:.9rem system-ui,sans-serif;margin-top:1.5rem}
@media (prefers-color-scheme:dark){a{color:#8ab8f0}}
"""
_KINDS = {"vision": "Vision", "strategy": "Strategy", "board": "Board paper", "other": "Document"}
# Statements that are still read in one breath.
_SHORT = 2
_AFTER_CITATIONS = re.compile(r"(?<=\[\d\]) (?!\[)|(?<=\[\d\d\]) (?!\[)")
_MARK = re.compile(r"\[(\d{1,3})\]")

HOME_HEADERS: Mapping[str, str] = {
    **PAGE_HEADERS,
    "Content-Security-Policy": (
        f"default-src 'none'; style-src {source_hash(STYLE + HOME_STYLE)}; "
        f"script-src {source_hash(SCRIPT)}; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
}


def home_page(question: str = "", answer: AnswerBody | None = None) -> str:
    """Return the page with its form, and the answer when a question was asked."""
    body = f"""<header><h1>Golden Thread</h1>
<p>Ask about the visions, strategies and board papers. Every answer quotes them, and every quote
opens where it stands.</p></header>
<main>
<form class="ask" method="get" action="/">
<label for="q">Your question</label>
<textarea id="q" name="q" rows="3" maxlength="{MAX_QUESTION}" required
 aria-describedby="hint"{"" if answer else " autofocus"}>{escape(question)}</textarea>
<p id="hint" class="hint script-only">Enter asks; Shift and Enter begin a new line.</p>
<div id="more">{_follow_up(answer)}</div>
<button type="submit">Ask</button>
</form>
<p id="say" role="status"></p>
<section id="answer" aria-label="Answer">{_answer(answer) if answer else ""}</section>
</main>"""
    title = f"{question[:80]} - Golden Thread" if question else "Golden Thread"
    return page(title, body, SCRIPT, HOME_STYLE)


def _follow_up(answer: AnswerBody | None) -> str:
    if answer is None:
        return ""
    return (
        f'<p><input type="checkbox" id="f" name="f" value="{escape(answer.id)}"> '
        '<label for="f">This follows on from the answer below</label></p>'
    )


def _answer(answer: AnswerBody) -> str:
    return "\n".join(
        [
            f"<h2>{escape(answer.question)}</h2>",
            *_understood(answer),
            *(f'<p class="said">{_linked(line, answer)}</p>' for line in _lines(answer)),
            *_conflicts(answer),
            *_thread(answer),
            *_sources(answer),
            f'<p class="scope">{escape(answer.scope)}</p>' if answer.scope else "",
            _feedback(answer),
        ]
    )  # fmt: skip


def _lines(answer: AnswerBody) -> list[str]:
    """Return the lines of the text; a long answer has one for each statement."""
    text = answer.text
    if len(answer.statements) > _SHORT:
        text = _AFTER_CITATIONS.sub("\n", text)
    return [line for line in text.splitlines() if line.strip()]


def _understood(answer: AnswerBody) -> Iterable[str]:
    """Say how a follow-up was understood, when it was put into other words."""
    if is_reworded(answer.question, answer.standalone_question):
        yield f'<p class="scope">Understood as: {escape(answer.standalone_question)}</p>'


def _linked(line: str, answer: AnswerBody) -> str:
    """Return a line of the answer whose citation numbers lead to their sources."""
    known = {citation.number for citation in answer.citations}

    def link(mark: re.Match[str]) -> str:
        number = int(mark[1])
        if number not in known:
            return mark[0]
        return f'<a class="cite" href="#s{number}" aria-label="Source {number}">[{number}]</a>'

    return _MARK.sub(link, escape(line))


def _conflicts(answer: AnswerBody) -> Iterable[str]:
    for group in answer.conflicts:
        numbers = " and ".join(f"[{number}]" for number in group)
        yield f'<p class="note" role="note">The sources {numbers} do not agree.</p>'


def _thread(answer: AnswerBody) -> Iterable[str]:
    """Say where the golden thread runs, and where it breaks."""
    if answer.thread is None:
        return
    links = {"vision": answer.thread.vision, "strategy": answer.thread.strategy,
             "board": answer.thread.board}  # fmt: skip
    steps = [
        f"{_KINDS[kind]} " + (" ".join(f"[{number}]" for number in numbers) or "(nothing found)")
        for kind, numbers in links.items()
    ]
    yield f'<p class="thread">{_linked(" → ".join(steps), answer)}</p>'


def _sources(answer: AnswerBody) -> Iterable[str]:
    cited = answer.citations or answer.nearest
    if not cited:
        return
    heading = "Sources" if answer.citations else "The passages that come nearest"
    entries = "\n".join(_source(citation) for citation in cited)
    yield f'<h3>{heading}</h3>\n<ol class="sources">\n{entries}\n</ol>'


def _source(citation: CitationBody) -> str:
    headings = [one for one in citation.section if one != citation.title]
    where = [_KINDS[citation.kind], citation.organisation, in_words(citation.date or ""),
             " › ".join(headings),
             citation.paragraph and f"paragraph {citation.paragraph}",
             citation.page and f"page {citation.page_label or citation.page}"]  # fmt: skip
    # Wherever this page was opened, the source lies beside it.
    parts = urlsplit(citation.url)
    link = f"{parts.path}?{parts.query}#{parts.fragment}"
    return (
        f'<li id="s{citation.number}" value="{citation.number}">'
        f'<a href="{escape(link)}">{escape(citation.title)}</a>'
        f'<span class="where">{escape(" · ".join(str(one) for one in where if one))}</span>'
        f"<blockquote>{escape(citation.quote)}</blockquote></li>"
    )


def _feedback(answer: AnswerBody) -> str:
    return (
        f'<p class="feedback script-only" data-answer="{escape(answer.id)}">Did this help? '
        '<button type="button" data-helpful="yes">Yes</button> '
        '<button type="button" data-helpful="no">No</button></p>'
    )
