"""How large films are, and how large they are drawn."""

from __future__ import annotations

import pytest

from rushes.domain.model import Picture
from rushes.engines.animatic.picture_size import Size, draw_size, film_size, still_size

PRO = Picture({"16:9": (1920, 1080), "9:16": (1080, 1920), "1:1": (1080, 1080)})


def test_a_model_s_own_ratios_have_its_own_sizes() -> None:
    assert film_size(PRO, "9:16") == (1080, 1920)
    assert film_size(PRO, "1:1") == (1080, 1080)


@pytest.mark.parametrize("image", [(640, 480), (300, 750), (4000, 1601), (1013, 677)])
def test_a_start_image_gives_its_ratio_at_the_model_s_area(image: tuple[int, int]) -> None:
    width, height = film_size(PRO, f"{image[0]}:{image[1]}")
    assert width % 2 == height % 2 == 0
    assert width / height == pytest.approx(image[0] / image[1], rel=0.003)
    assert width * height == pytest.approx(1920 * 1080, rel=0.003)


def test_a_ratio_no_schema_allows_is_brought_back_to_the_steepest_one() -> None:
    width, height = film_size(PRO, "10000:10")
    assert width / height == pytest.approx(2.5, rel=0.01)


@pytest.mark.parametrize(
    ("film", "drawn"),
    [
        (Size(1280, 720), (1280, 720)),
        (Size(1920, 1080), (1280, 720)),
        (Size(1080, 1920), (720, 1280)),
        (Size(1080, 1080), (960, 960)),
        (Size(3840, 2160), (1920, 1080)),
        (Size(640, 360), (640, 360)),
    ],
)
def test_large_films_are_drawn_smaller_at_the_same_ratio(
    film: Size, drawn: tuple[int, int]
) -> None:
    assert draw_size(film) == drawn


def test_stills_are_small_and_never_larger_than_the_film() -> None:
    assert still_size(Size(1920, 1080)) == (480, 270)
    assert still_size(Size(1080, 1920)) == (270, 480)
    assert still_size(Size(320, 180)) == (320, 180)
