"""What comes with a film: its shot list, contact sheet and thumbnail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
import skia

from rushes.engines.animatic.artifacts import file_stem, stills_wanted, write_artifacts
from rushes.engines.animatic.encoding.contact_sheet import PAPER
from rushes.engines.animatic.encoding.png import encode_png
from rushes.engines.animatic.picture_size import Size, still_size
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.still import Still
from rushes.film.shot_list import ShotList
from rushes.film.transitions import overlap_frames

PlanFilm = Callable[..., FilmPlan]


def _grey(level: int, size: Size) -> bytes:
    return bytes([level, level, level, 255]) * size.area_px


def _written(plan: FilmPlan, film: Size, folder: Path) -> dict[str, Path]:
    size = still_size(film)
    wanted = stills_wanted(plan)
    stills = {frame: Still(_grey(40 + frame * 2, size)) for frame in wanted.frames}
    files = write_artifacts(plan, stills, size, folder, "rushes-bars")
    return {file.kind: file.path for file in files}


def test_the_contact_sheet_shows_two_frames_of_every_shot(
    plan_film: PlanFilm, tmp_path: Path
) -> None:
    plan = plan_film()
    wanted = stills_wanted(plan)
    for shot in plan.shot_list.shots:
        assert len([f for f in wanted.frames if shot.start_frame <= f < shot.end_frame]) == 2
    sheet = skia.Image.open(str(_written(plan, Size(960, 540), tmp_path)["contact_sheet"]))
    levels = set(np.unique(sheet.toarray()[..., 0]).tolist())
    assert {40 + frame * 2 for frame in wanted.frames} <= levels


@pytest.mark.parametrize(("film", "across"), [(Size(1920, 1080), 1), (Size(1080, 1920), 2)])
def test_upright_films_have_two_shots_side_by_side(
    film: Size, across: int, plan_film: PlanFilm, tmp_path: Path
) -> None:
    sheet = skia.Image.open(str(_written(plan_film(), film, tmp_path)["contact_sheet"]))
    still = still_size(film)
    assert sheet.width() // (still.width_px * 2) == across


def test_sheets_show_the_images_that_a_film_opens_and_closes_on(plan_film: PlanFilm) -> None:
    plan = plan_film()
    plain = stills_wanted(plan).frames
    assert min(plain) > 0
    opened = stills_wanted(replace(plan, start_image=Path("start.png"))).frames
    closed = stills_wanted(replace(plan, end_image=Path("end.png"))).frames
    assert opened - plain == {0}
    assert closed - plain == {plan.shot_list.shots[-1].end_frame - 1}


def test_stills_show_a_shot_alone_and_not_while_it_comes_in(plan_film: PlanFilm) -> None:
    plan = plan_film()
    first, second, *rest = plan.shot_list.shots
    joined = msgspec.structs.replace(second, transition="dissolve", end_frame=41)
    shot_list = msgspec.structs.replace(plan.shot_list, shots=(first, joined, *rest))
    frames = sorted(stills_wanted(replace(plan, shot_list=shot_list)).frames)
    shown = [frame for frame in frames if joined.start_frame <= frame < joined.end_frame]
    assert shown[0] >= joined.start_frame + overlap_frames(joined) > joined.start_frame


def test_the_shot_list_comes_as_its_published_json(plan_film: PlanFilm, tmp_path: Path) -> None:
    plan = plan_film()
    document = _written(plan, Size(320, 180), tmp_path)["shot_list"].read_bytes()
    assert ShotList.from_json(document) == plan.shot_list


def test_the_thumbnail_is_a_still_of_the_first_shot(plan_film: PlanFilm, tmp_path: Path) -> None:
    plan = plan_film()
    image = skia.Image.open(str(_written(plan, Size(320, 180), tmp_path)["thumbnail"]))
    assert (image.width(), image.height()) == (320, 180)
    first = min(stills_wanted(plan).frames)
    assert abs(int(image.toarray()[90, 160, 0]) - (40 + first * 2)) <= 2


def test_a_png_decodes_to_the_pixels_it_was_made_from() -> None:
    rgb = np.random.default_rng(1).integers(0, 256, (37, 53, 3), np.uint8)
    image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(encode_png(rgb)))
    decoded = image.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)
    assert np.array_equal(decoded[..., :3], rgb)


def test_shots_with_words_in_a_script_without_a_font_still_get_their_numbers(
    plan_film: PlanFilm, tmp_path: Path
) -> None:
    plan = plan_film()
    shots = tuple(
        msgspec.structs.replace(shot, caption="海边的日落") for shot in plan.shot_list.shots
    )
    plan = replace(plan, shot_list=msgspec.structs.replace(plan.shot_list, shots=shots))
    sheet = skia.Image.open(str(_written(plan, Size(320, 180), tmp_path)["contact_sheet"]))
    paper = (PAPER >> 16 & 255, PAPER >> 8 & 255, PAPER & 255)
    pixels = sheet.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)[..., :3].astype(int)
    is_ink = np.abs(pixels - paper).max(axis=-1) > 60
    heading, caption = is_ink[208:226, 24:200], is_ink[230:246, 24:200]
    assert heading.any()
    assert not caption.any()


@pytest.mark.parametrize(
    ("prompt", "stem"),
    [
        ("A couple dines.", "rushes-a-couple-dines"),
        ("Ação! São Paulo à noite", "rushes-acao-sao-paulo-a-noite"),
        ("海边的日落", "rushes-film"),
        ("../../etc/passwd", "rushes-etc-passwd"),
        ("word " * 60, "rushes" + "-word" * 9),
    ],
)
def test_file_names_are_plain_letters_whatever_the_prompt(prompt: str, stem: str) -> None:
    assert file_stem(prompt) == stem
