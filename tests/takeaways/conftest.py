"""A film with every way of joining shots, and one that people speak in."""

from __future__ import annotations

import pytest

from exported_films import CUTS, TRANSITIONS, make_film, make_shot
from rushes.film.export.finished_film import FinishedFilm
from rushes.film.shot_list import PersonInShot, Speech


@pytest.fixture
def joined_film() -> FinishedFilm:
    """Six shots: cut, dissolve, wipe, fade through black, match cut, cut."""
    bounds = zip(CUTS[:-1], CUTS[1:], TRANSITIONS, strict=True)
    return make_film(
        tuple(make_shot(number, *bound) for number, bound in enumerate(bounds, 1)),
        url="http://127.0.0.1:1/files/token/rushes-a-film.mp4",
    )


@pytest.fixture
def spoken_film() -> FinishedFilm:
    """A whisper, a line with signs that markup uses, a long one, and a voice from nowhere."""
    long_line = "This is a line that goes on and on, " * 4 + "until it ends."
    shots = (
        make_shot(
            1,
            0,
            72,
            "cut",
            people=(PersonInShot("woman-1", ("whisper",)), PersonInShot("man-1")),
            speech=(Speech("Do you hear the sea?", "woman-1"), Speech("<b> & I do.", "man-1")),
            sounds=("waves", "wind"),
        ),
        make_shot(2, 72, 480, "cut", speech=(Speech(long_line, "man-2"), Speech("The end."))),
    )
    return make_film(shots)
