"""What hovers and what swims: in the air by itself, seen from above the water, leaping."""

from __future__ import annotations

from rushes.engines.animatic.staging.goings import doing_of, is_afloat, seen_from_above
from rushes.film.shot_list import Thing


def test_what_never_stands_is_aloft_though_nothing_is_told_of_it() -> None:
    for name in ("bee", "butterfly", "jellyfish", "fish"):
        assert doing_of(Thing(name)).is_aloft, name
        assert doing_of(Thing(name)).actions == ("idle",), name
    assert not doing_of(Thing("dog")).is_aloft


def test_what_lives_in_the_water_is_told_from_what_walks() -> None:
    assert is_afloat(Thing("whale"))
    assert is_afloat(Thing("swan"))
    assert not is_afloat(Thing("crab"))
    assert not is_afloat(Thing("never heard of"))


def test_from_above_the_water_its_back_is_seen_unless_it_leaps() -> None:
    assert doing_of(seen_from_above(Thing("whale", actions=("swim",)))).actions == ("surface",)
    leaping = doing_of(seen_from_above(Thing("dolphin", actions=("jump",))))
    assert leaping.actions[0] == "jump"
    assert leaping.is_aloft
    assert seen_from_above(Thing("swan", actions=("swim",))).actions == ("swim",)
