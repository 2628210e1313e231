"""Goals are found by the structure of a vision."""

from assistant.alignment.goal_finding import find_goals, same_wording
from assistant.types import Block

TEXT = (
    "Our two ambitions\nGood schools\nWe want good schools.\nOur priority\n"
    "Raising standards, keeping teachers and opening doors.\nClean rivers\nWe want clean rivers.\n"
)


def _blocks() -> list[Block]:
    def block(words: str, kind: str, section: tuple[str, ...], level: int | None = None) -> Block:
        start = TEXT.index(words)
        return Block(kind, start, start + len(words), section, level)  # type: ignore[arg-type]

    top = "Our two ambitions"
    return [
        block(top, "heading", (), 1),
        block("Good schools", "heading", (top,), 2),
        block("We want good schools.", "paragraph", (top, "Good schools")),
        block("Our priority", "heading", (top, "Good schools"), 3),
        block(
            "Raising standards, keeping teachers and opening doors.",
            "paragraph",
            (top, "Good schools", "Our priority"),
        ),
        block("Clean rivers", "heading", (top,), 2),
        block("We want clean rivers.", "paragraph", (top, "Clean rivers")),
    ]


def test_the_headings_under_our_ambitions_are_ambitions() -> None:
    goals = find_goals(TEXT, _blocks(), 0, len(TEXT))

    ambitions = [TEXT[g.start : g.end] for g in goals if g.level == "ambition"]
    assert ambitions == ["Good schools", "Clean rivers"]


def test_a_sentence_of_priorities_is_taken_apart_word_for_word() -> None:
    goals = find_goals(TEXT, _blocks(), 0, len(TEXT))

    priorities = [(g.id, TEXT[g.start : g.end]) for g in goals if g.level == "priority"]
    assert priorities == [
        ("1.1", "Raising standards"),
        ("1.2", "keeping teachers"),
        ("1.3", "opening doors"),
    ]


def test_two_wordings_of_one_ambition_are_one() -> None:
    assert same_wording(
        "Provide an equal start for every child", "Provide an equal foundation for every child"
    )
    assert not same_wording("Develop our county sustainably", "Share prosperity with everyone")
