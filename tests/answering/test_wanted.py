"""The type of answer that a question wants, and what tells an office or a class of bodies."""

import pytest

from assistant.answering.asking import read_question
from assistant.language.terms import stem
from assistant.language.wanted import bodies, offices, passive_deed, wanted_type


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many councillors sit on it?", "count"),
        ("How many per cent of the clubs replied?", "share"),
        ("How often does the board meet?", "frequency"),
        ("How much did the new system cost?", "money"),
        ("What is the salary of the director?", "money"),
        ("What did the trust pay for its new system?", "money"),
        ("What will a claimant have to pay?", "money"),
        ("How much is the fee going to be?", "money"),
        ("What is the team's yearly budget?", "money"),
        ("What amount of new investment has the port drawn?", "money"),
        ("By how much in pounds did the toll rise?", "money"),
        ("How much in harbour fees has the port taken?", "money"),
        ("What does the budget pay for?", "other"),
        ("What did they spend the grant on?", "other"),
        ("What is the purpose of the budget?", "other"),
        ("What proportion of adults are inactive?", "share"),
        ("How long does it take?", "duration"),
        ("How soon must the list be published?", "duration"),
        ("Who chairs the partnership?", "office"),
        ("Who is the chief executive of the trust?", "office"),
        ("Who signed the foreword?", "speaker"),
        ("Which town councillors voted against it?", "speaker"),
        ("What does a claimant have to pay from July?", "money"),
        ("What does the levy pay for?", "other"),
        ("Who pays for the hubs?", "who"),
        ("Which company built the platform?", "body"),
        ("What kind of companies will it use?", "other"),
        ("What does the review show about the costs of the pool?", "other"),
        ('What does "low paid" mean?', "other"),
        ("What is the target number of swimmers?", "count"),
        ("What is the motto of those who swim?", "other"),
        ("What should they do where a pool is closed?", "other"),
        ("Under option B who would run the pool?", "who"),
        ("Name the councillor who opened the pool.", "who"),
        ("The pool is run by whom?", "who"),
        ("By when will the wall be finished?", "date"),
        ("What happens when the grant has run out?", "other"),
        ("Wildfowl warden – salary?", "money"),
        ("cost of the Ferry Row flood?", "money"),
        ("roundabout completion date?", "date"),
        ("budget savings forecast?", "other"),
        ("permit needed?", "other"),
    ],
)
def test_the_type_is_read_from_the_words(question: str, wanted: str) -> None:
    assert wanted_type(question) == wanted


@pytest.mark.parametrize(
    ("question", "counted", "kind"),
    [
        ("How many people took part in the survey?", "people", set()),
        ("How many full-time posts could be saved?", "posts", {"full-time"}),
        ("How many second homes are there in Northwen?", "homes", {"second"}),
        ("How many companies answered the call?", "companies", set()),
        ("How many tonnes of paper did the shop sell?", "tonnes", set()),
    ],
)
def test_what_is_counted_is_the_noun_and_its_kind_stays_with_it(
    question: str, counted: str, kind: set[str]
) -> None:
    asked = read_question(question)

    assert asked.counted == {stem(counted)}
    assert asked.counted_as == {stem(word) for one in kind for word in one.split("-")}


def test_many_is_a_word_to_ask_with_and_not_to_look_for() -> None:
    assert "mani" not in read_question("How many homes are there?").stems


def test_an_office_is_told_by_its_own_words_only() -> None:
    (chair,) = offices("Who chairs the Climate Partnership?")

    assert chair.search("Dame Oriel Castledine (Chair)")
    assert not chair.search("Idris Penhallow, climate lead and owner of the plan")


def test_a_supplier_is_no_council() -> None:
    assert stem("contractor") in bodies(frozenset({stem("companies")}))
    assert stem("council") not in bodies(frozenset({stem("companies")}))
    assert not bodies(frozenset({stem("organisation")}))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who owns the objective on homes?", "holder"),
        ("Who is responsible for the flood wall?", "holder"),
        ("Which grant pays for it?", "body"),
        ("Where did the money for the hubs come from?", "other"),
        ("How many of them had been online, as a percentage?", "share"),
    ],
)
def test_the_type_is_read_from_what_the_words_are_about(question: str, wanted: str) -> None:
    assert wanted_type(question) == wanted


def test_a_verb_of_two_words_is_asked_for_as_one() -> None:
    asked = read_question("Why did the council give up the scheme?")

    assert "give" in asked.stems
    assert asked.is_two_words("give")


def test_who_says_it_is_no_name_to_be_found_in_it() -> None:
    assert not read_question("Which aim comes first, according to Collaborate?").names


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("How many tenants were evicted?", "evicted"),
        ("How many trees have been planted?", "planted"),
        ("How many homes were already built?", "built"),
        ("How many offenders were let off?", None),
        ("How many homes are there?", None),
    ],
)
def test_what_was_done_is_read_from_the_passive(question: str, deed: str | None) -> None:
    assert passive_deed(question) == (deed and stem(deed))
