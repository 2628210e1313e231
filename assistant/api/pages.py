"""Titles and HTML bodies -> whole pages that need no script and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from html import escape

STYLE = """
:root{color-scheme:light dark}
body{font:1.0625rem/1.6 Georgia,"Times New Roman",serif;max-width:42rem;margin:0 auto;
padding:1.5rem 1rem 4rem;overflow-wrap:break-word}
h1,h2,h3,h4,h5,h6{font-family:system-ui,sans-serif;line-height:1.25;margin:1.8em 0 .5em}
h1{font-size:1.7rem;margin-top:.5em}h2{font-size:1.35rem}h3{font-size:1.15rem}
h4,h5,h6{font-size:1rem}
header,.note,form,nav,.sources{font-family:system-ui,sans-serif;font-size:.95rem}
.note{border-left:.3rem solid #b58900;padding:.5rem .9rem;margin:1rem 0}
.plain{list-style:none;padding-left:1.2rem}
.wide{overflow-x:auto}table{border-collapse:collapse;margin:1rem 0}
td,th{border:1px solid #8888;padding:.3rem .6rem;text-align:left;vertical-align:top}
mark{background:#ffe58a;color:#111;padding:.08em 0;scroll-margin-top:30vh}
.verbatim{white-space:pre-wrap}
label{display:block;font-weight:600;margin-bottom:.3rem}
textarea{width:100%;box-sizing:border-box;font:inherit;padding:.5rem}
button{font:inherit;padding:.45rem 1.2rem;margin-top:.5rem}
blockquote{margin:.2rem 0 1rem;padding-left:.8rem;border-left:.2rem solid #8888}
@media print{body{max-width:none;font-size:11pt;padding:0}nav,form{display:none}
mark{background:none;outline:1.5pt solid;color:inherit}h1,h2,h3,h4{break-after:avoid}
tr,li{break-inside:avoid}}
"""


def source_hash(source: str) -> str:
    """Return what a Content-Security-Policy calls an inline style or script that it allows."""
    digest = hashlib.sha256(source.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


PAGE_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src {source_hash(STYLE)}; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "Vary": "Accept, Authorization",
}


def page(title: str, body: str, script: str = "", style: str = "") -> str:
    """Return a whole page; `body` is HTML, already escaped where it must be."""
    code = f"<script>{script}</script>\n" if script else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}{style}</style>\n</head>\n"
        f"<body>\n{body}\n{code}</body>\n</html>\n"
    )


def problem_page(title: str, detail: str, remedy: str) -> str:
    """Return the page that a person sees instead of problem+json."""
    body = (
        f"<main>\n<h1>{escape(title)}</h1>\n<p>{escape(detail)}</p>\n<p>{escape(remedy)}</p>\n"
        '<p><a href="/">Ask a question</a></p>\n</main>'
    )
    return page(title, body)
