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


def _headed(*headings: tuple[int, str]) -> tuple[str, list[Block]]:
    """Return a text of headings at these levels, each with a paragraph, and its blocks."""
    text, blocks = "", []
    path: list[str] = []
    for level, words in headings:
        path = path[: level - 1]
        section = tuple(path)
        start = len(text)
        text += f"{words}\n"
        blocks.append(Block("heading", start, start + len(words), section, level))
        path.append(words)
        begin = len(text)
        text += "Something follows here.\n"
        blocks.append(Block("paragraph", begin, len(text) - 1, tuple(path)))
    return text, blocks


def _found(text: str, blocks: list[Block]) -> list[tuple[str, str, str]]:
    goals = find_goals(text, blocks, 0, len(text))
    return [(g.id, g.level, text[g.start : g.end]) for g in goals]


def test_ambitions_may_be_lettered_or_numbered_in_words() -> None:
    lettered = _headed((1, "Our vision"), (2, "Ambition A: Warmth"), (2, "Ambition B: Work"))
    worded = _headed((1, "Our vision"), (2, "2.1 Theme one: Warmth"), (2, "2.2 Theme two – Work"))

    assert _found(*lettered) == [("A", "ambition", "Warmth"), ("B", "ambition", "Work")]
    assert _found(*worded) == [("1", "ambition", "Warmth"), ("2", "ambition", "Work")]


def test_numbered_priorities_under_an_ambition_are_no_ambitions() -> None:
    text, blocks = _headed(
        (1, "Ambition 1: Warmth"),
        (2, "Priority 1: Lofts"),
        (2, "Priority 2: Pumps"),
        (1, "Ambition 2: Work"),
        (2, "Priority 1: Skills"),
    )

    assert _found(text, blocks) == [
        ("1", "ambition", "Warmth"),
        ("1.1", "priority", "Lofts"),
        ("1.2", "priority", "Pumps"),
        ("2", "ambition", "Work"),
        ("2.1", "priority", "Skills"),
    ]


def test_an_ambition_in_the_contents_and_over_its_page_is_found_once_with_its_page() -> None:
    text, blocks = _headed(
        (1, "Contents"), (2, "Ambition 1: Warmth"), (2, "Ambition 2: Work"),
        (1, "The ambitions"), (2, "Ambition 1: Warmth"), (3, "Our priorities"),
        (2, "Ambition 2: Work"), (3, "Why"),
    )  # fmt: skip

    goals = [g for g in find_goals(text, blocks, 0, len(text)) if g.level == "ambition"]

    assert [g.id for g in goals] == ["1", "2"]
    assert all(g.start > text.index("The ambitions") for g in goals)
