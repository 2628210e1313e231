from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.evaluation.questions import ExamQuestion, read_questions


def _file(folder: Path, content: str) -> Path:
    path = folder / "questions.yaml"
    path.write_text(content, encoding="utf-8")
    return path


def test_every_section_of_a_question_file_is_read(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        """
answerable:
- q: How many homes?
  must: [["140,000"], ["20 years", "twenty years"]]
  document: [the-vision]
  evidence: ["140,000 new homes"]
alignment:
- q: Who serves it?
  documents_all: [the-vision, the-strategy]
  must: [["homes"]]
unanswerable:
- How many in Kent?
""",
    )

    answerable, alignment, unanswerable = read_questions(path)

    assert answerable == ExamQuestion(
        "How many homes?",
        "answerable",
        must=(("140,000",), ("20 years", "twenty years")),
        documents=("the-vision",),
        evidence=("140,000 new homes",),
    )
    assert alignment.documents == ("the-vision", "the-strategy")
    assert unanswerable == ExamQuestion("How many in Kent?", "unanswerable")


def test_gold_sentences_stand_in_for_must(tmp_path: Path) -> None:
    path = _file(tmp_path, "answerable:\n- {q: A, must: [], gold_sentences: [It is so .]}\n")

    (question,) = read_questions(path)

    assert question.gold_sentences == ("It is so .",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("answerable: [", "not valid YAML, line 1"),
        ("answerable:\n- q: Why: now", "line 2, column 9.*needs quotes around it"),
        ("answerable:\n- {q: A, must: [[]]}", "answerable 1: a group of must holds no text"),
        ("- a question", "must have the sections"),
        ("answers: []", "unknown section answers"),
        ("answerable: {q: A}", "answerable must be a list"),
        ("answerable:\n- {must: [[a]]}", "answerable 1 has no question"),
        (
            "answerable:\n- q: A\n- {q: B, documents: [x]}",
            "answerable 2 has an .* documents; known: doc",
        ),
        ("answerable:\n- {q: A, must: yes}", "must is a list of lists"),
        ("answerable:\n- {q: A, evidence: ['']}", "evidence must be texts"),
        ("unanswerable: []", "holds no questions"),
    ],
)
def test_a_file_of_another_form_is_refused_with_the_place(
    tmp_path: Path, content: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        read_questions(_file(tmp_path, content))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_questions(Path("nowhere.yaml"))
