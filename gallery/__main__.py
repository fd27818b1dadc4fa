"""`python -m gallery [NUMBER …]`: draws the prompts, or some of them, and writes the page anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import skia

from rushes.engines.animatic.drawing.film_renderer import FilmRenderer
from rushes.engines.animatic.plan import FilmPlan
from rushes.film.film_request import FilmRequest
from rushes.film.reading import read_film
from rushes.film.shot_list import Shot, ShotList, Span

PAGE = Path(__file__).resolve().parent.parent / "docs" / "gallery"
_ROW_PX = 1280
_FRAMES_A_ROW = {"16:9": 4, "1:1": 5, "9:16": 7}
_RATIOS = {"16:9": 16 / 9, "1:1": 1.0, "9:16": 9 / 16}
_DRAWN_LARGER = 2
"""Looks have paper and ink, which a small picture is too coarse for."""
_SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
_JPEG_QUALITY = 80
_EX_USAGE = 64


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One prompt of the gallery."""

    title: str
    text: str
    seconds: int = 5
    aspect: str = "16:9"


class _Prompts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    prompt: tuple[Prompt, ...]


def prompts() -> tuple[Prompt, ...]:
    """All prompts, in order."""
    document = Path(__file__).with_name("prompts.toml").read_bytes()
    return msgspec.toml.decode(document, type=_Prompts).prompt


def read(prompt: Prompt) -> ShotList:
    """The film that a prompt tells."""
    return read_film(_request(prompt))


def _request(prompt: Prompt) -> FilmRequest:
    return FilmRequest(
        prompt.text, duration_seconds=prompt.seconds, aspect_ratio=prompt.aspect, may_add_cuts=True
    )


def draw(prompt: Prompt, film: ShotList) -> bytes:
    """Two frames of each shot, in rows, as a JPEG."""
    width = _ROW_PX // _FRAMES_A_ROW[prompt.aspect] // 2 * 2
    height = round(width / _RATIOS[prompt.aspect]) // 2 * 2
    large, tall = _DRAWN_LARGER * width, _DRAWN_LARGER * height
    renderer = FilmRenderer(FilmPlan(_request(prompt), film, large, tall, large, tall, seed=1))
    frames = [frame for shot in film.shots for frame in _moments(shot)]
    columns = min(len(frames), _FRAMES_A_ROW[prompt.aspect])
    rows = -(-len(frames) // columns)
    surface = skia.Surface(columns * width, rows * height)
    for place, frame in enumerate(frames):
        pixels: np.ndarray = renderer.frame(frame).copy()
        image = skia.Image.fromarray(pixels, skia.kBGRA_8888_ColorType)
        cell = skia.Rect.MakeXYWH(place % columns * width, place // columns * height, width, height)
        surface.getCanvas().drawImageRect(image, cell, _SMOOTH)
    return bytes(surface.makeImageSnapshot().encodeToData(skia.kJPEG, _JPEG_QUALITY))


def _moments(shot: Shot) -> Iterator[int]:
    for share in (0.25, 0.8):
        yield shot.start_frame + int(share * shot.frame_count)


def page(films: list[tuple[Prompt, ShotList]]) -> str:
    """The page: each prompt with its pictures and what became of its words."""
    parts = [
        "# Gallery\n\nForty prompts as people write them, and what the animatic makes of each: two "
        "frames of every shot, and\nthe words it used, guessed and left. `make gallery` draws it "
        "anew.\n"
    ]
    for number, (prompt, film) in enumerate(films, 1):
        lengths = " + ".join(f"{shot.end_seconds - shot.start_seconds:.1f}" for shot in film.shots)
        parts.append(
            f"\n## {number}. {prompt.title}\n\n> {prompt.text}\n\n"
            f"{prompt.seconds} s, {prompt.aspect}: {lengths} s\n\n"
            f"![{prompt.title}]({picture_name(number)})\n\n"
            f"Used: {_listed(film.words.used)}  \n"
            f"Guessed: {_listed(film.words.guessed)}  \n"
            f"Left: {_listed(film.words.left)}\n"
        )
    return "".join(parts)


def _listed(spans: tuple[Span, ...]) -> str:
    return (
        ", ".join(
            f"{span.text}" + (f" *({span.meaning})*" if span.meaning else "") for span in spans
        )
        or "–"
    )


def picture_name(number: int) -> str:
    """The file of a prompt's picture, beside the page."""
    return f"{number:02}.jpg"


def main(arguments: list[str]) -> int:
    """Draws the prompts numbered, or all; gives 64 for a number that is none of them."""
    every = prompts()
    try:
        wanted = [int(argument) for argument in arguments] or list(range(1, len(every) + 1))
        chosen = [(number, every[number - 1]) for number in wanted if number > 0]
    except (ValueError, IndexError):
        print(__doc__)
        return _EX_USAGE
    PAGE.mkdir(parents=True, exist_ok=True)
    for number, prompt in chosen:
        picture = draw(prompt, read(prompt))
        (PAGE / picture_name(number)).write_bytes(picture)
        print(f"{number:2} {prompt.title}: {len(picture) // 1000} kB", flush=True)
    (PAGE / "README.md").write_text(page([(prompt, read(prompt)) for prompt in every]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
