"""Small finished films for tests of what is made of their shot lists."""

from __future__ import annotations

from rushes.film.export.finished_film import FinishedFilm
from rushes.film.shot_list import (
    Move,
    Music,
    Person,
    Shot,
    ShotList,
    Words,
)

FPS = 24
CUTS = (0, 30, 96, 150, 216, 264, 312)
TRANSITIONS = ("cut", "dissolve", "wipe", "fade", "match cut", "cut")
MOVES = (
    Move("sweep", "slow", "right"),
    Move("static"),
    Move("dolly-in"),
    Move("crane-up"),
    Move("zoom-out"),
    Move("orbit"),
)


def make_shot(number: int, start: int, end: int, transition: str, **fields: object) -> Shot:
    """A shot of these frames."""
    base: dict[str, object] = {"size": "MS", "moves": (MOVES[(number - 1) % len(MOVES)],)}
    base |= {"words": f"Shot number {number} of the film.", "transition": transition}
    return Shot(number, start, end, start / FPS, end / FPS, **{**base, **fields})  # type: ignore[arg-type]


def make_film(shots: tuple[Shot, ...], **fields: object) -> FinishedFilm:
    """A finished film of these shots, 16:9, with a woman and two men."""
    people = (
        Person("woman-1", "a woman", "woman"),
        Person("man-1", "a man", "man"),
        Person("man-2", "another man", "man"),
    )
    shot_list = ShotList(
        shots[-1].end_frame / FPS,
        "16:9",
        "en",
        people,
        shots,
        Words(),
        music=(Music("piano", "soft"),),
    )
    return FinishedFilm(shot_list, "rushes-a-film.mp4", **fields)  # type: ignore[arg-type]
