"""Which files are documents, what they are called, who may read them, where their parts lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.corpus.describing import describe
from assistant.corpus.files import CorpusFile, find_files
from assistant.corpus.ids import assign_ids, slug
from assistant.errors import CorpusError
from assistant.types import Document, Identity, ParsedText


def write(folder: Path, **files: str) -> None:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def described(
    folder: Path, name: str, text: str = "Text.", identity: Identity | None = None
) -> Document:
    file = next(one for one in find_files([folder]).files if one.name == name)
    parsed = ParsedText(text, ())
    return describe(file, slug(file.path.stem), parsed, "v", identity or Identity())


def test_hidden_files_locks_manifests_and_ignored_folders_are_no_documents(
    tmp_path: Path,
) -> None:
    write(tmp_path, a_md="A", documents_yaml="documents: []", goals_yaml="frameworks: []")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "~$a.docx").write_text("x")
    write(tmp_path, source__b_md="B")
    (tmp_path / "source" / ".goldenignore").write_text("")

    assert [file.name for file in find_files([tmp_path]).files] == ["a.md"]


def test_a_link_out_of_the_corpus_is_not_followed_and_is_reported(tmp_path: Path) -> None:
    write(tmp_path, corpus__a_md="A", secret_md="S")
    (tmp_path / "corpus" / "link.md").symlink_to(tmp_path / "secret.md")

    found = find_files([tmp_path / "corpus"])

    assert [file.name for file in found.files] == ["a.md"]
    assert "link.md" in found.notes[0]


def test_a_missing_folder_is_an_error_that_says_nothing_was_published(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="Nothing was published"):
        find_files([tmp_path / "unmounted"])


def test_a_wrong_field_in_a_manifest_is_named(tmp_path: Path) -> None:
    write(tmp_path, a_md="A", documents_yaml="documents:\n- {file: a.md, kind: vison}")

    with pytest.raises(CorpusError, match="kind"):
        find_files([tmp_path])


def test_dates_in_a_manifest_stay_as_they_were_written(tmp_path: Path) -> None:
    write(tmp_path, a_md="A", documents_yaml="documents:\n- {file: a.md, date: 2017-09}")

    assert described(tmp_path, "a.md").date == "2017-09"


def test_an_entry_without_its_file_is_reported(tmp_path: Path) -> None:
    write(tmp_path, a_md="A", documents_yaml="documents:\n- {file: gone.md}")

    assert "gone.md" in find_files([tmp_path]).notes[0]


def test_a_folder_sets_the_kind_and_the_manifest_beats_it(tmp_path: Path) -> None:
    write(tmp_path, board__a_md="A", vision__b_md="B")
    write(tmp_path, documents_yaml="documents:\n- {file: vision/b.md, kind: strategy}")

    assert described(tmp_path, "board/a.md").kind == "board"
    assert described(tmp_path, "vision/b.md").kind == "strategy"


def test_what_the_manifest_leaves_out_is_marked_as_inferred(tmp_path: Path) -> None:
    write(tmp_path, a_md="A", documents_yaml="documents:\n- {file: a.md, title: Given}")

    document = described(tmp_path, "a.md", identity=Identity(date="2020"))

    assert (document.title, document.date) == ("Given", "2020")
    assert set(document.inferred) == {"kind", "organisation", "date", "status"}


def test_without_an_audience_a_document_is_public(tmp_path: Path) -> None:
    write(tmp_path, a_md="A")

    assert described(tmp_path, "a.md").audience == ("public",)


def test_the_manifests_default_audience_holds_for_what_has_none(tmp_path: Path) -> None:
    write(tmp_path, a_md="A", b_md="B")
    write(
        tmp_path,
        documents_yaml="default_audience: partners\ndocuments:\n- {file: b.md, audience: board}",
    )

    assert described(tmp_path, "a.md").audience == ("partners",)
    assert described(tmp_path, "b.md").audience == ("board",)


def test_a_document_that_says_it_is_exempt_is_restricted_whatever_the_default(
    tmp_path: Path,
) -> None:
    write(tmp_path, a_md="A", documents_yaml="default_audience: [public]")

    document = described(tmp_path, "a.md", identity=Identity(restricted=True))

    assert document.audience == ("restricted",)
    assert "not for publication" in document.problems[0]


def test_parts_lie_where_their_lines_start(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_md="A",
        documents_yaml=(
            "documents:\n- file: a.md\n  parts:\n"
            "  - {from: The Vision, to: End of vision, kind: vision, title: V}\n"
            "  - {from: Appendix 2, kind: strategy}\n"
            "  - {from: Missing, kind: board}\n"
        ),
    )
    text = "See The Vision below.\nThe Vision\nWords.\nEnd of vision\nReport.\nAppendix 2\nMore."

    document = described(tmp_path, "a.md", text)

    assert [text[part.start : part.end] for part in document.parts] == [
        "The Vision\nWords.\n",
        "Appendix 2\nMore.",
    ]
    assert "Missing" in document.problems[0]


def corpus_file(name: str) -> CorpusFile:
    return CorpusFile(Path("/corpus") / name, name, "0", None, None)


def test_ids_are_slugs_and_clashes_take_folder_then_ending() -> None:
    files = [corpus_file(n) for n in ("x/Plan 2030.md", "y/plan-2030.pdf", "y/plan-2030.docx")]

    ids = assign_ids(files, {})

    assert list(ids.values()) == ["plan-2030", "y-plan-2030", "y-plan-2030-pdf"]


def test_a_document_that_is_indexed_already_keeps_its_id() -> None:
    files = [corpus_file("a/plan.md"), corpus_file("b/plan.md")]

    ids = assign_ids(files, {"b/plan.md": "plan"})

    assert ids[files[1].path] == "plan"
    assert ids[files[0].path] == "a-plan"


def test_an_entry_holds_when_only_the_case_of_its_name_differs(tmp_path: Path) -> None:
    write(tmp_path, deep__Wumpus_md="A")
    write(tmp_path, documents_yaml="documents:\n- {file: deep/wumpus.md, audience: board}")

    assert described(tmp_path, "deep/Wumpus.md").audience == ("board",)


def test_a_slip_in_a_name_does_not_open_a_paper_that_was_to_be_kept(tmp_path: Path) -> None:
    write(tmp_path, wumpus_report_md="A", minutes_md="B")
    write(tmp_path, documents_yaml="documents:\n- {file: wumpus_reprot.md, audience: board}")

    assert described(tmp_path, "wumpus_report.md").audience == ("board",)
    assert described(tmp_path, "minutes.md").audience == ("public",)


def test_a_manifest_above_the_folder_given_still_says_who_may_read(tmp_path: Path) -> None:
    write(tmp_path, strategy__plan_md="A")
    write(tmp_path, documents_yaml="documents:\n- {file: strategy/plan.md, audience: board}")

    assert described(tmp_path / "strategy", "plan.md").audience == ("board",)


def test_a_name_that_is_not_utf_8_is_shown_as_well_as_it_can_be(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text("A")

    assert [file.name for file in find_files([tmp_path]).files] == [
        "caf\N{REPLACEMENT CHARACTER}.md"
    ]
