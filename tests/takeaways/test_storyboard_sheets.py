"""The storyboard as a PDF: every shot on it, text that can be found, nothing as boxes."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace

import msgspec
import numpy as np
import pypdf
import pytest
import skia

from exported_films import make_film, make_shot
from rushes.catalog.library import Catalog
from rushes.engines.animatic.drawing.film_renderer import FilmRenderer
from rushes.engines.animatic.engine import plan_for_input
from rushes.engines.animatic.picture_size import Size
from rushes.engines.animatic.takeaways.move_arrows import _SIGNS, draw_moves
from rushes.engines.animatic.takeaways.storyboard import Picture, draw_storyboard
from rushes.engines.animatic.takeaways.typesetting import (
    ITALIC,
    NOT_SETTABLE,
    REGULAR,
    Run,
    Typesetter,
)
from rushes.film.export.finished_film import FinishedFilm
from rushes.film.export.timecode import timecode
from rushes.film.shot_list import MOVES, Move, Speech

INK = 0xFF000000
SIZE = Size(96, 54)


def pdf_of(film: FinishedFilm, model_id: str = "a/model") -> pypdf.PdfReader:
    picture = Picture(bytes([40, 90, 160, 255]) * SIZE.area_px, SIZE)
    pictures = {shot.number: picture for shot in film.shot_list.shots}
    document = draw_storyboard(film, film.shot_list.shots, pictures, model_id)
    return pypdf.PdfReader(io.BytesIO(document))


def text_of(reader: pypdf.PdfReader) -> str:
    """All that can be selected, on one line, ligatures apart."""
    text = " ".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(("shots", "pages"), [(1, 1), (3, 1), (6, 1), (7, 2), (13, 3)])
def test_six_shots_go_on_a_page(shots: int, pages: int) -> None:
    film = make_film(tuple(make_shot(n, n * 24 - 24, n * 24, "cut") for n in range(1, shots + 1)))
    reader = pdf_of(film)
    assert len(reader.pages) == pages
    assert sum(len(page.images) for page in reader.pages) >= pages
    for page in reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)


def test_all_that_a_crew_asks_for_can_be_selected(spoken_film: FinishedFilm) -> None:
    text = text_of(pdf_of(spoken_film))
    for shot in spoken_film.shot_list.shots:
        assert shot.words in text
        assert f"{timecode(shot.start_frame, 24)}–{timecode(shot.end_frame, 24)}" in text
        assert f"{shot.number} MS" in text
    for words in ("slow sweep right", "3.00 s", "waves, wind", "music: soft piano", "a/model"):
        assert words in text
    assert "Woman: “Do you hear the sea?”" in text
    assert "2 shots · 20 s, 480 frames at 24 · 16:9" in text


def test_a_storyboard_tells_its_title_and_no_date(joined_film: FinishedFilm) -> None:
    about = pdf_of(joined_film).metadata
    assert about is not None
    assert about.title == joined_film.title
    assert about.creation_date is None


def test_the_same_film_gives_the_same_storyboard(spoken_film: FinishedFilm) -> None:
    made = [draw_storyboard(spoken_film, spoken_film.shot_list.shots, {}) for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize("aspect_ratio", ["16:9", "9:16", "1:1", "4:5", "1000:417", "417:1000"])
def test_text_stays_on_its_page_however_long_it_is(aspect_ratio: str) -> None:
    words = "wordswithoutanyspace" * 40 + " and many more words" * 60
    shot = make_shot(1, 0, 72, "dissolve", words=words, speech=(Speech(words), Speech(words)))
    shots = tuple(
        msgspec.structs.replace(shot, number=n, start_frame=n * 72, end_frame=n * 72 + 72)
        for n in range(1, 8)
    )
    film = make_film(shots)
    tall = msgspec.structs.replace(film.shot_list, aspect_ratio=aspect_ratio)
    reader = pdf_of(replace(film, shot_list=tall))
    places: list[tuple[float, float]] = []

    def note(text: str, at: list[float], matrix: list[float], *_: object) -> None:
        if text.strip():
            x = at[0] * matrix[4] + at[2] * matrix[5] + at[4]
            places.append((x, at[1] * matrix[4] + at[3] * matrix[5] + at[5]))

    for page in reader.pages:
        page.extract_text(visitor_text=note)
    assert places
    assert all(10 <= x <= 832 and 10 <= y <= 585 for x, y in places)


def test_text_is_cut_to_its_column_and_its_height() -> None:
    setter = Typesetter()
    for text in ("word " * 200, "x" * 2_000, "A few words."):
        for height in (12.0, 30.0, 100.0):
            laid = setter.set([Run("Who: ", 9, INK), Run(text, 9, INK)], 120, height)
            assert laid.Height <= height or laid.LongestLine <= 0
            assert laid.LongestLine <= 120


def painted(
    setter: Typesetter, text: str, style: str = REGULAR
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    surface = skia.Surface(400, 40)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorWHITE)
    setter.set([Run(text, 20, INK, style)], 400).paint(canvas, 0, 0)
    pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
    pixels = surface.makeImageSnapshot().toarray()
    return pixels


def test_scripts_that_no_font_has_are_told_of_and_never_drawn_as_boxes() -> None:
    setter = Typesetter()
    unknown = "\U00016800\U00016801\U00016802"
    assert not any(skia.FontMgr().matchFamilyStyleCharacter("", skia.FontStyle.Normal(), [], ord(c))
                   for c in unknown)  # fmt: skip
    assert (painted(setter, unknown) == painted(setter, NOT_SETTABLE, ITALIC)).all()
    assert (painted(setter, f"Sea {unknown[0]} and sand and sun") == painted(
        setter, "Sea and sand and sun")).all()  # fmt: skip


@pytest.mark.parametrize("move", [word for word in MOVES if word != "static"])
def test_every_camera_move_has_a_sign_that_is_seen(move: str) -> None:
    assert set(_SIGNS) <= set(MOVES)
    surface = skia.Surface(300, 200)
    canvas = surface.getCanvas()
    canvas.clear(0xFF808080)
    draw_moves(canvas, [Move(move)], skia.Rect.MakeXYWH(50, 40, 200, 120))
    pixels = surface.makeImageSnapshot().toarray()[..., 0].astype(int)
    assert ((pixels > 200).sum(), (pixels < 60).sum()) > (60, 60)


def test_left_and_right_point_to_different_edges() -> None:
    def seen(direction: str) -> float:
        surface = skia.Surface(300, 200)
        canvas = surface.getCanvas()
        canvas.clear(0xFF808080)
        draw_moves(canvas, [Move("pan", "normal", direction)], skia.Rect.MakeXYWH(50, 40, 200, 120))
        pixels = surface.makeImageSnapshot().toarray()[..., 0].astype(int)
        return float(np.nonzero(pixels > 200)[1].mean())

    assert seen("left") < 100 < 200 < seen("right")


def test_a_move_whose_side_the_words_leave_open_points_where_the_film_goes() -> None:
    model = Catalog.load().get("kling/kling-3.0/pro/text-to-video")
    seen = set()
    for place in ("beach", "street", "forest", "desert", "garden"):
        for way in ("pans", "pans left", "trucks", "trucks right"):
            prompt = f"Wide shot of a {place}. The camera {way}."
            plan = plan_for_input({"prompt": prompt, "duration": 3}, model.picture)
            (move,) = FilmRenderer(plan).moves(0)
            assert move.direction in ("left", "right")
            if way.split()[1:]:
                assert move.direction == way.split()[1]
            else:
                seen.add(move.direction)
    assert seen == {"left", "right"}
