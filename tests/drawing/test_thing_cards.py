"""Storyboard cards stand for what has no drawing, with its words on them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from rushes.engines.animatic.drawing.cards import label_card, printable
from rushes.engines.animatic.drawing.light import light_for

_SPEC = importlib.util.spec_from_file_location(
    "drawing_pictures", Path(__file__).with_name("pictures.py")
)
assert _SPEC is not None
assert _SPEC.loader is not None
pictures = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(pictures)

DAY = light_for("day", "clear", False, (), 1)


def painted(text: str, width_m: float = 1.1, height_m: float = 0.7) -> np.ndarray:
    pixels: np.ndarray = pictures.paint_together(label_card(text, width_m, height_m), DAY, 320)
    return pixels


def ink(text: str, width_m: float = 1.1, height_m: float = 0.7) -> np.ndarray:
    """Where dark letters are, away from the card's edge and its stand."""
    pixels = painted(text, width_m, height_m)
    height, width = pixels.shape[:2]
    inner = pixels[height // 8 : height * 3 // 4, width // 8 : width * 7 // 8, :3]
    dark: np.ndarray = inner.astype(int).sum(axis=2) < 330
    return dark


def test_different_words_make_different_cards() -> None:
    assert not np.array_equal(painted("trombone"), painted("octopus"))
    assert np.array_equal(painted("trombone"), painted("trombone"))


@pytest.mark.parametrize(
    "text",
    [
        "ox",
        "octopus",
        "an octopus playing four trombones at once on a raft",
        "supercalifragilisticexpialidocious",
        "coração de mãe",
        "W" * 60,
    ],
)
@pytest.mark.parametrize("size", [(1.1, 0.7), (0.5, 0.9), (2.0, 0.5)])
def test_words_are_seen_and_stay_on_the_card(text: str, size: tuple[float, float]) -> None:
    letters = ink(text, *size)
    assert letters.sum() > 40, "words are written"
    rows, columns = np.nonzero(letters)
    height, width = letters.shape
    assert columns.min() > 0
    assert columns.max() < width - 1
    assert rows.max() - rows.min() < height


def test_short_words_are_written_large_enough_to_read() -> None:
    rows, _ = np.nonzero(ink("octopus"))
    assert rows.max() - rows.min() > 25


def test_control_characters_and_line_breaks_are_not_written() -> None:
    assert printable("a\x00b\u202ec\n\td\x1b[31m") == "abc d[31m"
    assert np.array_equal(painted("tea\x00\u200bcup"), painted("teacup"))


def test_a_card_without_words_shows_a_question_mark() -> None:
    assert np.array_equal(painted("\x00\n"), painted("?"))


def test_a_very_long_text_is_shortened() -> None:
    text = printable("word " * 200)
    assert len(text) <= 120
    assert text.endswith("…")


@pytest.mark.parametrize(
    "text", ["رجل يمشي في الصحراء", "一个女孩在雨中奔跑", "🔥🐉🏰", "\u202e\u0007"]
)
def test_a_card_never_shows_boxes_for_letters_it_has_not(text: str) -> None:
    assert printable(text) == ""
    assert np.array_equal(painted(text), painted("?"))


def test_a_card_that_hangs_has_no_stand() -> None:
    hung = pictures.paint_together(label_card("Mars", 1.1, 0.7, stands=False), DAY, 320)
    assert painted("Mars")[-30:, :, 3].sum() > hung[-30:, :, 3].sum()
