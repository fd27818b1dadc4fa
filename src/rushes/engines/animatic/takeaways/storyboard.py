"""The storyboard: A4 sheets with a frame for each shot, and beside it what a crew must know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import skia

from rushes.engines.animatic.picture_size import Size
from rushes.engines.animatic.takeaways.panel import FAINT, INK, PanelPainter
from rushes.engines.animatic.takeaways.typesetting import Run, Typesetter
from rushes.film.export.finished_film import FinishedFilm
from rushes.film.export.shot_words import film_sound_words
from rushes.film.shot_list import Shot

PAGE_WIDTH, PAGE_HEIGHT = 842.0, 595.0
"""A4, landscape, in points."""
MARGIN, GAP = 30.0, 18.0
HEAD_HEIGHT, FOOT_HEIGHT = 44.0, 14.0
MOST_COLUMNS, MOST_ROWS = 3, 2
JPEG_QUALITY = 88
RULE = 0xFFB9B4AA


@dataclass(frozen=True, slots=True)
class Picture:
    """A shot's frame: BGRA, opaque, tightly packed."""

    pixels: bytes
    size: Size

    def image(self) -> skia.Image:
        pixels = np.frombuffer(self.pixels, np.uint8)
        return skia.Image.fromarray(
            pixels.reshape(self.size.height_px, self.size.width_px, 4),
            skia.ColorType.kBGRA_8888_ColorType,
            skia.AlphaType.kOpaque_AlphaType,
        )


def draw_storyboard(
    film: FinishedFilm, shots: Sequence[Shot], pictures: Mapping[int, Picture], model_id: str = ""
) -> bytes:
    """A PDF of the film, the same for the same film.

    `shots`: the film's, as staged; `pictures` by shot number, a panel without one stays empty.
    """
    return _Storyboard(film, shots, pictures, model_id).pdf()


class _Storyboard:
    """One storyboard being drawn."""

    def __init__(
        self,
        film: FinishedFilm,
        shots: Sequence[Shot],
        pictures: Mapping[int, Picture],
        model_id: str,
    ) -> None:
        self._film = film
        self._shots = shots
        self._pictures = pictures
        self._model_id = model_id
        self._columns = min(MOST_COLUMNS, len(shots))
        self._rows = min(MOST_ROWS, -(-len(shots) // MOST_COLUMNS))
        self._type = Typesetter()
        width, _, height = film.shot_list.aspect_ratio.partition(":")
        self._panels = PanelPainter(self._type, film.shot_list, int(width) / int(height))

    def pdf(self) -> bytes:
        stream = skia.DynamicMemoryWStream()
        about = skia.PDF.Metadata()
        about.fTitle = self._film.title
        about.fSubject = "Storyboard"
        about.fCreator = "Rushes"
        about.fEncodingQuality = JPEG_QUALITY
        document = skia.PDF.MakeDocument(stream, about)
        try:
            self._draw_pages(document)
        finally:
            # A document that is let go open writes to a stream that may be gone by then.
            document.close()
        return bytes(stream.detachAsData())

    def _draw_pages(self, document: skia.Document) -> None:
        per_page = self._columns * self._rows
        pages = -(-len(self._shots) // per_page)
        for page in range(pages):
            canvas = document.beginPage(PAGE_WIDTH, PAGE_HEIGHT)
            self._draw_head(canvas)
            self._draw_foot(canvas, page + 1, pages)
            for place, shot in enumerate(self._shots[page * per_page : (page + 1) * per_page]):
                self._draw_panel(canvas, place, shot)
            document.endPage()

    def _draw_head(self, canvas: skia.Canvas) -> None:
        shot_list = self._film.shot_list
        seconds = f"{shot_list.duration_seconds:g} s"
        facts = [
            f"{len(self._shots)} shot{'' if len(self._shots) == 1 else 's'}",
            f"{seconds}, {self._film.frame_count} frames at {shot_list.fps}",
            shot_list.aspect_ratio if len(shot_list.aspect_ratio) < 8 else "",
        ]
        heard = film_sound_words(shot_list)
        right = "   ·   ".join(filter(None, facts))
        beside = "   ·   ".join(filter(None, (self._model_id, ", ".join(shot_list.look), heard)))
        width = PAGE_WIDTH - 2 * MARGIN
        told = Run(right, 9, INK)
        side = min(self._type.width_of(told) + 2, width * 0.5)
        title = [Run(self._film.title or "Untitled", 16, INK)]
        self._type.set(title, width - side - GAP, 24).paint(canvas, MARGIN, MARGIN - 8)
        under = [Run(beside, 8, FAINT)]
        self._type.set(under, width, 12).paint(canvas, MARGIN, MARGIN + 14)
        facts_set = self._type.set([told], side, 14, align_right=True)
        facts_set.paint(canvas, PAGE_WIDTH - MARGIN - side, MARGIN - 2)
        self._rule(canvas, MARGIN + HEAD_HEIGHT - 14)

    def _draw_foot(self, canvas: skia.Canvas, page: int, pages: int) -> None:
        top = PAGE_HEIGHT - MARGIN - FOOT_HEIGHT + 10
        width = PAGE_WIDTH - 2 * MARGIN
        words = "Rushes animatic: drawn sketches, not generated footage"
        self._type.set([Run(words, 7, FAINT)], width).paint(canvas, MARGIN, top)
        number = self._type.set([Run(f"{page} / {pages}", 7, FAINT)], width, align_right=True)
        number.paint(canvas, MARGIN, top)

    def _draw_panel(self, canvas: skia.Canvas, place: int, shot: Shot) -> None:
        width = (PAGE_WIDTH - 2 * MARGIN - (self._columns - 1) * GAP) / self._columns
        top = MARGIN + HEAD_HEIGHT
        room = PAGE_HEIGHT - top - MARGIN - FOOT_HEIGHT
        height = (room - (self._rows - 1) * GAP) / self._rows
        box = skia.Rect.MakeXYWH(
            MARGIN + place % self._columns * (width + GAP),
            top + place // self._columns * (height + GAP),
            width,
            height,
        )
        picture = self._pictures.get(shot.number)
        self._panels.draw(canvas, shot, picture.image() if picture else None, box)

    def _rule(self, canvas: skia.Canvas, y: float) -> None:
        paint = skia.Paint(Color=RULE, StrokeWidth=0.6)
        canvas.drawLine(MARGIN, y, PAGE_WIDTH - MARGIN, y, paint)
