"""Makes awkward files, each with the ends it may come to: read, or refused with a reason."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from pptx import Presentation
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

READ = "read"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>%s</w:body></w:document>"
)
PARAGRAPH = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"


@dataclass(frozen=True)
class Case:
    """A file and how reading it may end: "read" or reasons of a refusal."""

    path: Path
    ends: tuple[str, ...]
    holds: str = ""


def make(folder: Path) -> list[Case]:
    folder.mkdir(parents=True, exist_ok=True)
    makers = (_texts, _markup, _pdfs, _damaged_pdfs, _packed, _bombs, _office, _mails, _others)
    return [case for maker in makers for case in maker(folder)]


def _write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _texts(folder: Path) -> Iterator[Case]:
    def case(name: str, content: bytes | str, *ends: str, holds: str = "") -> Case:
        return Case(_write(folder, name, content), ends or (READ,), holds)

    text = "Café: the council’s plan — a long–term view of £5 homes.\n\nIt will build 120 homes."
    yield case("empty.txt", b"", "empty")
    yield case("only-spaces.md", b" \n\t\r\n " * 500, "empty")
    yield case("only-mark.txt", b"\xef\xbb\xbf", "empty")
    yield case("latin-1.txt", "Café à la carte: déjà vu à Zürich.".encode("latin-1"), holds="Café")
    yield case("windows-1252.txt", text.encode("cp1252"), holds="council’s")
    yield case("utf-8-mark.txt", b"\xef\xbb\xbf" + text.encode(), holds="Café")
    yield case("utf-16-mark.txt", text.encode("utf-16"), holds="Café")
    yield case("utf-16-bare.txt", text.encode("utf-16-le"), holds="Café")
    yield case("utf-32.txt", text.encode("utf-32"), holds="Café")
    yield case("mojibake.txt", text.encode().decode("cp1252", "replace"), holds="council’s")
    yield case("mac-ends.txt", text.replace("\n", "\r"), holds="120 homes")
    yield case(
        "right-to-left.txt", "رؤية المدينة للمستقبل\n\nسنبني مئة وعشرين منزلا.", holds="رؤية"
    )
    yield case("hebrew.md", "# חזון\n\nנבנה 120 בתים.", holds="חזון")
    yield case("bidi-controls.txt", "safe \u202egnp.exe\u202c text with controls\n" * 3)
    yield case("zero-width.txt", "vi\u200bsion and ambi\u00adtion for all of us", holds="vision")
    yield case("one-long-line.txt", "word " * 1_000_000, holds="word")
    yield case("no-space-line.txt", "x" * 5_000_000)
    yield case("hundred-megabytes.txt", b"A line of text that repeats.\n" * 3_600_000, "too_large")
    yield case("nul-bytes.txt", b"text\x00with\x00nul\x00bytes" * 50, READ, "wrong_type")
    yield case("control-bytes.txt", bytes(range(1, 32)) * 100, "wrong_type", "empty", READ)
    yield case("random.bin", bytes((i * 7919 + i * i) % 256 for i in range(50_000)), "wrong_type")
    yield case("many-short-lines.txt", "\n".join(f"Line {i}" for i in range(60_000)))
    yield case("deep-quotes.md", "> " * 3_000 + "deep", READ)
    yield case("deep-list.md", "\n".join("  " * i + "- item" for i in range(600)), READ)
    yield case("brackets.md", "[" * 20_000 + "a" + "](" * 5_000, READ)
    yield case("wide-table.md", "|" + "a|" * 3_000 + "\n|" + "-|" * 3_000 + "\n|" + "b|" * 3_000)


def _markup(folder: Path) -> Iterator[Case]:
    page = "<html><head><title>T</title></head><body>%s</body></html>"
    outside = (
        '<img src="http://127.0.0.1:9/x.png"><link rel="stylesheet" href="http://127.0.0.1:9/s.css">'
        '<iframe src="http://127.0.0.1:9/"></iframe><p>The text itself stays.</p>'
    )
    entities = (
        '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
        + "]><html><body><p>Before &j; after</p></body></html>"
    )
    for name, content, holds in (
        ("outside.html", page % outside, "text itself"),
        ("script.html", page % "<script>document.write('no')</script><p>Only this.</p>", "Only"),
        ("nested.html", page % ("<div>" * 150 + "deep" + "</div>" * 150), "deep"),
        ("unclosed.html", "<html><body><p>One<p>Two<table><tr><td>A<td>B", "Two"),
        ("entities.html", entities, "Before"),
        ("hidden.html", page % '<p style="display:none">secret</p><p>shown here</p>', "shown"),
        (
            "wide.html",
            page % ("<table><tr>" + "<td>c</td>" * 5_000 + "</tr></table><p>end</p>"),
            "end",
        ),
    ):
        yield Case(_write(folder, name, content), (READ,), holds)
    deep = page % ("<div>" * 5_000 + "deep" + "</div>" * 5_000)
    yield Case(_write(folder, "deep.html", deep), (READ, "empty"))


def _pdf(pages: int, text: str = "Page {} of the plan: we will build homes.") -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, text.format(number))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _pdfs(folder: Path) -> Iterator[Case]:
    yield Case(_write(folder, "two-thousand-pages.pdf", _pdf(2_000)), (READ,), "Page 2000")
    yield Case(_write(folder, "too-many-pages.pdf", _pdf(5_200)), ("too_large",))
    yield Case(_write(folder, "pdf-named.docx", _pdf(1)), (READ,), "build homes")
    yield Case(_write(folder, "junk-before.pdf", b"junk\n" * 20 + _pdf(1)), (READ,), "build homes")
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, encrypt="secret")
    canvas.drawString(72, 700, "Locked away.")
    canvas.save()
    yield Case(_write(folder, "locked.pdf", buffer.getvalue()), ("encrypted",))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pagesize=(14_400, 14_400))
    for at in range(4_000):
        canvas.line(at % 97 * 10, at % 89 * 10, at % 83 * 10, at % 79 * 10)
    canvas.drawString(72, 700, "A drawing of many lines.")
    canvas.save()
    yield Case(_write(folder, "poster.pdf", buffer.getvalue()), (READ,), "many lines")


def _damaged_pdfs(folder: Path) -> Iterator[Case]:
    whole = _pdf(3)
    bomb = zlib.compress(b"q " * 30_000_000)
    stream = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
        b"/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>"
        b"endobj\n4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(bomb)
    ) + bomb
    loop = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>"
    )
    ends = (READ, "damaged", "empty", "too_large", "timeout", "needs_ocr")
    for name, content in (
        ("half.pdf", whole[: len(whole) // 2]),
        ("head-only.pdf", b"%PDF-1.7\n"),
        ("stream-bomb.pdf", stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>"),
        ("page-loop.pdf", loop),
        ("flipped.pdf", bytes(b ^ 0x55 if i % 97 == 0 else b for i, b in enumerate(whole))),
    ):
        yield Case(_write(folder, name, content), ends)


def _docx(path: Path, document: str, **parts: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>',
        )
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _packed(folder: Path) -> Iterator[Case]:
    good = BODY % (PARAGRAPH % "A plain paragraph.")
    yield Case(_docx(folder / "plain.docx", good), (READ,), "plain paragraph")
    up = _docx(folder / "path-traversal.docx", good, **{"../../escaped.txt": "out"})
    yield Case(up, (READ,), "plain paragraph")
    macro = _docx(folder / "macro.docm", good, **{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99})
    yield Case(macro, (READ,), "plain paragraph")
    outside = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + BODY % (PARAGRAPH % "Shown &x;")
    )
    yield Case(_docx(folder / "external-entity.docx", outside), (READ, "damaged"), "")
    broken = _docx(folder / "broken-xml.docx", good[:-20])
    yield Case(broken, ("damaged",))
    content = (folder / "plain.docx").read_bytes()
    yield Case(_write(folder, "half.docx", content[: len(content) // 2]), ("damaged",))
    yield Case(_write(folder, "docx-named.pdf", content), (READ,), "plain paragraph")
    deep = BODY % ("<w:ins>" * 20_000 + PARAGRAPH % "deep" + "</w:ins>" * 20_000)
    yield Case(_docx(folder / "deep.docx", deep), (READ, "damaged", "empty"))
    hidden = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>" + PARAGRAPH % "open"
    )
    yield Case(_docx(folder / "hidden.docx", BODY % hidden), (READ,), "open")
    with zipfile.ZipFile(folder / "no-document.docx", "w") as archive:
        archive.writestr("readme.txt", "nothing here")
    yield Case(folder / "no-document.docx", ("wrong_type",))
    yield Case(_write(folder, "empty.zip", b"PK\x05\x06" + bytes(18)), ("wrong_type", "damaged"))


def _bombs(folder: Path) -> Iterator[Case]:
    spaces = BODY % (PARAGRAPH % ("a" * 400_000_000))
    yield Case(_docx(folder / "zip-bomb.docx", spaces), ("too_large",))
    laughs = (
        '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "haha">'
        + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
        + "]>"
        + BODY % (PARAGRAPH % "&j;")
    )
    yield Case(_docx(folder / "laughs.docx", laughs), (READ, "damaged", "empty"))
    with zipfile.ZipFile(folder / "many-parts.docx", "w") as archive:
        for number in range(25_000):
            archive.writestr(f"word/{number}.xml", "")
    yield Case(folder / "many-parts.docx", ("too_large",))
    packed = (folder / "plain.docx").read_bytes()
    # The declared size of a part is no promise: here it says that there are four gigabytes.
    lie = packed.replace(struct.pack("<L", len(BODY % (PARAGRAPH % "A plain paragraph."))),
                         struct.pack("<L", 0xFFFFFFF0))  # fmt: skip
    yield Case(_write(folder, "lying-size.docx", lie), ("too_large", "damaged"))


def _office(folder: Path) -> Iterator[Case]:
    book = Workbook()
    sheet = book.create_sheet("Names", 0)
    for row in range(1, 3_001):
        sheet.append([f"Name {row}", row, row / 7, "=1/0"])
    book.create_sheet("Secret").sheet_state = "hidden"
    book.save(folder / "many-rows.xlsx")
    yield Case(folder / "many-rows.xlsx", (READ,), "Name 3000")
    Workbook().save(folder / "empty.xlsx")
    yield Case(folder / "empty.xlsx", ("empty",))
    deck = Presentation()
    for number in range(150):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Slide {number}"
    deck.save(folder / "many-slides.pptx")
    yield Case(folder / "many-slides.pptx", (READ,), "Slide 149")
    document = Document()
    for number in range(2_000):
        document.add_paragraph(f"Paragraph {number}.", style="List Number")
    document.save(folder / "many-items.docx")
    yield Case(folder / "many-items.docx", (READ,), "Paragraph 1999")
    yield Case(_write(folder, "report.rtf", r"{\rtf1\ansi A report.}"), (READ, "wrong_type"))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
    yield Case(_write(folder, "broken.doc", ole), ("damaged", "wrong_type"))
    yield Case(_write(folder, "broken.msg", ole[:300]), ("damaged", "wrong_type"))


def _mails(folder: Path) -> Iterator[Case]:
    heads = "From: a@example.org\nTo: b@example.org\nSubject: {}\n"
    heads += "Date: Tue, 3 Sep 2024 10:00:00 +0100\n"
    mail = heads.format("=?utf-8?q?A_plan_=E2=80=93_agreed?=") + "\nWe agreed to build 120 homes.\n"
    yield Case(_write(folder, "plan.eml", mail), (READ,), "120 homes")
    yield Case(_write(folder, "mail-named.txt", mail), (READ,), "120 homes")
    odd = heads.format("odd") + "Content-Type: text/plain; charset=no-such\n\nStill read as text.\n"
    yield Case(_write(folder, "odd-charset.eml", odd), (READ,), "Still read")
    nested = heads.format("deep") + "".join(
        f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(300)
    )
    yield Case(_write(folder, "nested.eml", nested), (READ, "damaged", "empty"))


def _others(folder: Path) -> Iterator[Case]:
    png = b"\x89PNG\r\n\x1a\n" + bytes(200)
    yield Case(_write(folder, "picture.pdf", png), ("wrong_type", "damaged"))
    yield Case(_write(folder, "program.docx", b"MZ" + bytes(500)), ("wrong_type", "damaged"))
    yield Case(
        _write(folder, "text-named.pdf", "Not a PDF but a note to all.\n"), (READ, "damaged")
    )
    odd = _write(folder, "naïve \u202e name; $(rm -rf) 'x'\n.txt", "A text in a file of odd name.")
    yield Case(odd, (READ,), "odd name")
    target = _write(folder, "target.md", "# Linked\n\nText behind a link.")
    (folder / "link.md").symlink_to(target.name)
    yield Case(folder / "link.md", (READ,), "behind a link")
    (folder / "nowhere.md").symlink_to("missing.md")
    yield Case(folder / "nowhere.md", ("wrong_type",))
    (folder / "loop.md").symlink_to("loop.md")
    yield Case(folder / "loop.md", ("wrong_type", "damaged"))
    (folder / "folder.pdf").mkdir(exist_ok=True)
    yield Case(folder / "folder.pdf", ("wrong_type",))
    os.mkfifo(folder / "pipe.txt")
    yield Case(folder / "pipe.txt", ("wrong_type",))
    (folder / "same").mkdir(exist_ok=True)
    yield Case(_write(folder / "same", "plan.eml", "Just a text of the same name."), (READ,))
