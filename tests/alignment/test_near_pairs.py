"""Pairs of sets that share enough are found as if each had been compared with each."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from assistant.alignment.near_pairs import alike_pairs, covering_pairs

_SETS = st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=7), max_size=14)


@given(_SETS, st.sampled_from([0.5, 0.72, 0.9]))
def test_alike_sets_are_all_found(sets: list[frozenset[str]], share: float) -> None:
    expected = {
        (i, j)
        for (i, one), (j, other) in combinations(enumerate(sets), 2)
        if one
        and other
        and (
            len(one & other) >= share * len(one | other)
            or ((one <= other or other <= one) and len(one ^ other) <= 1)
        )
    }

    assert set(alike_pairs(sets, share)) == expected


@given(_SETS, st.data())
def test_sets_that_lie_in_each_other_are_all_found(
    sets: list[frozenset[str]], data: st.DataObject
) -> None:
    some = [i for i in range(len(sets)) if data.draw(st.booleans())]
    expected = {
        (i, j)
        for (i, one), (j, other) in combinations(enumerate(sets), 2)
        if (i in some) != (j in some)
        and one & other
        and len(one & other) >= 0.8 * min(len(one), len(other))
    }

    assert set(covering_pairs(sets, some, 0.8)) == expected
