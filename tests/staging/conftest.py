"""A film written by hand, so that staging is tested without the reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.scene import Figure, Light, Performance
from rushes.engines.animatic.staging.stagecraft import Stagecraft
from rushes.film.film_request import FilmRequest
from rushes.film.shot_list import (
    Garment,
    Hair,
    Move,
    Person,
    PersonInShot,
    Shot,
    ShotList,
    Thing,
    Words,
)

_SIZES = {
    "table": (1.6, 0.76),
    "candle": (0.08, 0.25),
    "wine glass": (0.09, 0.22),
    "plate": (0.26, 0.04),
    "wine bottle": (0.08, 0.31),
    "cypress": (1.2, 8.0),
    "car": (4.2, 1.45),
    "bird": (0.4, 0.2),
    "clock": (0.3, 0.3),
}
_STANDS = {
    "candle": "table",
    "wine glass": "table",
    "plate": "table",
    "wine bottle": "hand",
    "bird": "sky",
    "clock": "wall",
}


def _light(
    time_of_day: str, weather: str, indoors: bool, lighting: tuple[str, ...], seed: int
) -> Light:
    return Light(
        time_of_day=time_of_day,
        weather=weather,
        indoors=indoors,
        sun=(0.1, -0.05),
        key="#ffd9a0",
        fill="#6a5a78",
        rim="#ffe2b0",
        haze="#f0c090",
        haze_per_km=0.6,
        shadow_length=2.0,
        key_side=1,
        practicals=("candlelight",) if "candlelight" in lighting else (),
    )


def _head_at(figure: Figure, performance: Performance) -> tuple[float, float]:
    share = 0.70 if performance.posture == "sit" else 0.89
    leans = 0.12 if "lean-in" in performance.actions else 0.0
    return performance.facing * (0.03 + leans), -share * figure.height_m


@pytest.fixture
def craft() -> Stagecraft:
    """A small art department."""
    return Stagecraft(
        light_for=_light,
        known_places=frozenset({"terrace", "vineyard hills", "street", "restaurant"}),
        known_things=frozenset(_SIZES),
        thing_size=_SIZES.get,
        stands_on=lambda name: _STANDS.get(name, "ground"),
        surface_height=lambda name: 0.76 if name == "table" else None,
        head_at=_head_at,
    )


_WOMAN = Person(
    id="woman-1",
    words="a woman in an ivory linen dress",
    kind="woman",
    age="young",
    hair=Hair(colour="blonde", style="loose"),
    clothes=(Garment("dress", "ivory", "linen"),),
    accessories=("diamond ring",),
)
_MAN = Person(
    id="man-1",
    words="the man in a navy rolled-sleeve shirt",
    kind="man",
    age="young",
    clothes=(Garment("shirt", "navy", None, ("rolled-sleeve",)),),
)


def _shot(number: int, start: int, end: int, **given: object) -> Shot:
    fields: dict[str, object] = {
        "number": number,
        "start_frame": start,
        "end_frame": end,
        "start_seconds": start / 24,
        "end_seconds": end / 24,
        "size": "MS",
        "time_of_day": "golden hour",
        **given,
    }
    return Shot(**fields)  # type: ignore[arg-type]  # fields are given by the test


@pytest.fixture
def make_shot() -> Callable[..., Shot]:
    """Shots of four seconds unless told otherwise."""

    def make(number: int = 1, start: int = 0, end: int = 96, **given: object) -> Shot:
        return _shot(number, start, end, **given)

    return make


@pytest.fixture
def people() -> tuple[Person, Person]:
    return _WOMAN, _MAN


@pytest.fixture
def dinner_shots() -> tuple[Shot, ...]:
    """The dinner film of the seed, as a reader would give it."""
    woman, man = "woman-1", "man-1"
    hands = tuple(PersonInShot(name, ("hold-hands",), body_part="hands") for name in (woman, man))
    terrace = {"place": "terrace", "place_features": ("string lights",)}
    return (
        _shot(
            1,
            0,
            72,
            size="EWS",
            moves=(Move("sweep"),),
            place="vineyard hills",
            things=(Thing("cypress", count=12, where="background"),),
            caption="Wide establishing shot sweeps over rolling vineyard hills",
        ),
        _shot(
            2,
            72,
            149,
            moves=(Move("dolly-in", "slow"),),
            people=(
                PersonInShot(woman, ("laugh",), "joy"),
                PersonInShot(man, ("pour",), holds=("wine bottle",)),
            ),
            lighting=("candlelight",),
            caption="a woman in an ivory linen dress laughs softly while the man pours red wine",
            **terrace,
        ),
        _shot(
            3,
            149,
            216,
            size="CU",
            people=hands,
            lighting=("candlelight",),
            things=(Thing("candle", count=2, where="background"),),
            **terrace,
        ),
        _shot(
            4,
            216,
            288,
            size="CU",
            framing=("two-shot", "profile"),
            people=(
                PersonInShot(woman, ("smile",), "joy"),
                PersonInShot(man, ("lean-in", "whisper")),
            ),
            **terrace,
        ),
        _shot(
            5,
            288,
            360,
            size="WS",
            moves=(Move("crane-out"),),
            people=(PersonInShot(woman), PersonInShot(man)),
            place="terrace",
            place_features=("villa", "string lights", "vineyard hills"),
        ),
    )


@pytest.fixture
def make_plan(people: tuple[Person, Person]) -> Callable[..., FilmPlan]:
    """A plan of some shots at an aspect ratio."""

    def make(
        shots: tuple[Shot, ...],
        aspect_ratio: str = "16:9",
        cfg_scale: float = 0.5,
        look: tuple[str, ...] = (),
        excluded: tuple[str, ...] = (),
        seed: int = 5,
        cast: tuple[Person, ...] = people,
    ) -> FilmPlan:
        across, down = (int(part) for part in aspect_ratio.split(":"))
        short = 180
        if across >= down:
            width, height = short * across // down // 2 * 2, short
        else:
            width, height = short, short * down // across // 2 * 2
        return FilmPlan(
            request=FilmRequest("a film", aspect_ratio=aspect_ratio, cfg_scale=cfg_scale),
            shot_list=ShotList(
                duration_seconds=shots[-1].end_frame / 24,
                aspect_ratio=aspect_ratio,
                language="en",
                people=cast,
                shots=shots,
                words=Words(),
                look=look,
                excluded=excluded,
            ),
            width_px=width,
            height_px=height,
            draw_width_px=width,
            draw_height_px=height,
            seed=seed,
        )

    return make
