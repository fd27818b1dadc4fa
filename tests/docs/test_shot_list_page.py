"""The published format and its page name the same fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from rushes.film import shot_list

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "shot-list.md").read_text(encoding="utf-8")
STRUCTS = [
    getattr(shot_list, name)
    for name in (
        "ShotList Shot Person PersonInShot Thing Hair Garment Speech Move Music Words Span"
    ).split()
]


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_every_field_is_on_the_page(struct: type) -> None:
    missing = [name for name in struct.__struct_fields__ if f"`{name}`" not in PAGE]  # type: ignore[attr-defined]
    assert not missing


def test_every_size_move_and_framing_is_on_the_page() -> None:
    for word in (*shot_list.SIZES, *shot_list.MOVES, *shot_list.FRAMINGS, *shot_list.WEATHERS):
        assert word in PAGE, word
