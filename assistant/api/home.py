"""A question and perhaps its answer -> the web page; works without script, better with it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from assistant.api.pages import PAGE_HEADERS, STYLE, page, source_hash
from assistant.api.requests import MAX_QUESTION
from assistant.api.schemas import AnswerBody, CitationBody

# With script the answer comes in place; text goes in as text, never as HTML.
SCRIPT = """
const form=document.querySelector("form"),out=document.querySelector("#answer");
const add=(to,tag,text,more)=>{const e=Object.assign(document.createElement(tag),more||{});
e.textContent=text;to.append(e);return e};
const source=(list,c)=>{const item=add(list,"li","",{value:c.number});
const place=[c.title,...c.section].join(", ");
add(item,"a",place,{href:c.url.replace(/^https?:[/][/][^/]+/,"")});add(item,"blockquote",c.quote)};
form.addEventListener("submit",async event=>{event.preventDefault();
const question=form.elements.q.value.trim();if(!question)return;
history.replaceState(null,"","/?q="+encodeURIComponent(question));
out.replaceChildren();add(out,"p","Reading the documents…");
try{const reply=await fetch("/v1/answers",{method:"POST",
headers:{"Content-Type":"application/json"},body:JSON.stringify({question})});
const body=await reply.json();out.replaceChildren();
if(!reply.ok){add(out,"p",body.detail+" "+body.remedy,{role:"alert"});return}
add(out,"h2",body.question);for(const line of body.text.split("\\n"))if(line)add(out,"p",line);
const cited=body.citations.length?body.citations:body.nearest;
if(cited.length){add(out,"h3",body.citations.length?"Sources":"Nearest");
const list=add(out,"ol","",{className:"sources"});for(const c of cited)source(list,c)}
}catch(error){out.replaceChildren();
add(out,"p","The service could not be reached. Please try again.",{role:"alert"})}});
"""

HOME_HEADERS: Mapping[str, str] = {
    **PAGE_HEADERS,
    "Content-Security-Policy": (
        f"default-src 'none'; style-src {source_hash(STYLE)}; script-src {source_hash(SCRIPT)}; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}


def home_page(question: str = "", answer: AnswerBody | None = None) -> str:
    """Return the page with its form, and the answer when a question was asked."""
    body = f"""<main>
<h1>Golden Thread</h1>
<p>Ask about the visions, strategies and board papers. Every answer quotes them.</p>
<form method="get" action="/">
<label for="q">Your question</label>
<textarea id="q" name="q" rows="3" maxlength="{MAX_QUESTION}" required>{escape(question)}</textarea>
<button type="submit">Ask</button>
</form>
<div id="answer" aria-live="polite">{_answer(answer) if answer else ""}</div>
</main>"""
    return page("Golden Thread", body, SCRIPT)


def _answer(answer: AnswerBody) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in answer.text.splitlines() if line)
    return f"<h2>{escape(answer.question)}</h2>{lines}{_sources(answer)}"


def _sources(answer: AnswerBody) -> str:
    cited = answer.citations or answer.nearest
    if not cited:
        return ""
    heading = "Sources" if answer.citations else "Nearest"
    entries = "".join(_source(citation) for citation in cited)
    return f'<h3>{heading}</h3><ol class="sources">{entries}</ol>'


def _source(citation: CitationBody) -> str:
    place = ", ".join([citation.title, *citation.section])
    return (
        f'<li value="{citation.number}"><a href="{escape(citation.url)}">{escape(place)}</a>'
        f"<blockquote>{escape(citation.quote)}</blockquote></li>"
    )
