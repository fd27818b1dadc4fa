"""A thing's drawing as parts: coloured, posed, and lit by the light of the set."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import skia

from rushes.engines.animatic.drawing.paint import (
    contact_shadow,
    linear,
    mix,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Part
from rushes.engines.animatic.drawing.things.files.clips import poses_at, step_at
from rushes.engines.animatic.drawing.things.files.document import Drawing, Pose, read_drawing
from rushes.engines.animatic.scene import Light, Rgb
from rushes.film.thing_records import Clip, ThingRecord, thing_files, thing_names, thing_record

_SHADOWS = {"ground": 0.86, "table": 0.9}
"""Width of the dark under a thing, as a share of its own, where its record does not say."""
_PROBE_PX = 240
"""Height at which a drawing is painted to find out where its pieces are."""
_SPARE = 0.02
"""Room around what the probe found, as a share of the drawing."""


@dataclass(frozen=True, slots=True)
class Performed:
    """A thing in its colours, doing something."""

    record: ThingRecord
    drawing: Drawing
    colours: Mapping[str, tuple[Rgb, Rgb]]
    clip: Clip | None

    @property
    def steps(self) -> int:
        return self.clip.steps if self.clip else 1

    @property
    def shadow(self) -> float:
        """Width of the dark under it, as a share of its own."""
        if self.clip and self.clip.aloft:
            return 0.0
        usual = _SHADOWS.get(self.record.stands_on, 0.0)
        return usual if self.record.shadow is None else self.record.shadow

    def poses(self, step: int) -> dict[str, Pose]:
        return poses_at(self.clip, step) if self.clip else {}


def drawn_parts(
    name: str,
    colour: Rgb | None,
    actions: tuple[str, ...] = (),
    speed_mps: float = 0.0,
    offset_seconds: float = 0.0,
) -> tuple[Part, ...] | None:
    """The parts of a thing that has a drawing in a file; None when it has none."""
    record = thing_record(name)
    if record is None:
        return None
    clip = record.clip(*actions)
    path = thing_files()[thing_names()[name]]
    drawing = read_drawing(path.with_name(f"{clip.drawing}.svg") if clip and clip.drawing else path)
    performed = Performed(record, drawing, _colours(record, colour), clip)
    step = step_at(clip, speed_mps, offset_seconds) if clip else None
    return tuple(
        Part(
            bounds,
            functools.partial(_paint, performed, pieces, number == 0),
            phases=performed.steps if moves else 1,
            phase_at=step if moves else None,
        )
        for number, (pieces, moves, bounds) in enumerate(_runs(path, performed))
        if bounds is not None
    )


def _colours(record: ThingRecord, colour: Rgb | None) -> dict[str, tuple[Rgb, Rgb]]:
    if colour is None or not record.slots:
        return {}
    slot, usual = next(iter(record.slots.items()))
    return {slot: (usual, colour)}


_Run = tuple[tuple[int, ...], bool, Bounds | None]
_RUNS: dict[tuple[Path, str], tuple[_Run, ...]] = {}
"""Found once for each drawing and clip."""


def _runs(path: Path, performed: Performed) -> tuple[_Run, ...]:
    """Pieces that stay, and pieces that move, in runs from far to near, with their bounds."""
    key = (path, repr(performed.clip))
    if key not in _RUNS:
        clip = performed.clip
        moves = performed.drawing.pieces_with(clip.moving if clip else frozenset())
        runs: list[_Run] = []
        for moving, members in itertools.groupby(range(len(moves)), key=moves.__getitem__):
            pieces = tuple(members)
            runs.append((pieces, moving, _bounds(performed, pieces, moving)))
        _RUNS[key] = tuple(runs)
    return _RUNS[key]


def _bounds(performed: Performed, pieces: tuple[int, ...], moves: bool) -> Bounds | None:
    """What the pieces cover in any step, in metres from the foot; None where they paint nothing."""
    width, height = performed.record.size
    scale = _PROBE_PX / max(width, height)
    pixels = np.zeros((round(2 * height * scale), round(2 * width * scale), 4), np.uint8)
    canvas = skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType).getCanvas()
    canvas.scale(scale, scale)
    canvas.translate(width / 2, height / 2)
    for step in range(performed.steps if moves else 1):
        _render(canvas, performed, pieces, step, _PROBE_PX)
    rows, columns = np.nonzero(pixels[..., 3])
    if not len(rows):
        return None
    spare = _SPARE * max(width, height)
    left, top = _corner(performed.record)
    box = Bounds(
        columns.min() / scale - width / 2 + left - spare,
        rows.min() / scale - height / 2 + top - spare,
        (columns.max() + 1) / scale - width / 2 + left + spare,
        (rows.max() + 1) / scale - height / 2 + top + spare,
    )
    if 0 not in pieces:
        return box
    deep = _shadow_depth(performed.record)
    half = performed.shadow * width * 0.6 + 0.75 * deep if performed.shadow else 0.0
    low = 1.25 * deep if half else box.bottom
    return Bounds(min(box.left, -half), box.top, max(box.right, half), max(box.bottom, low))


def _corner(record: ThingRecord) -> tuple[float, float]:
    """The drawing's upper left corner, in metres from the foot."""
    return -record.foot[0] * record.size[0], -record.foot[1] * record.size[1]


def _shadow_depth(record: ThingRecord) -> float:
    """Metres from front to back of the dark under a thing."""
    return min(0.13 * record.size[0], 0.16 * record.size[1])


def _render(
    canvas: skia.Canvas,
    performed: Performed,
    pieces: tuple[int, ...],
    step: int,
    height_px: float,
    only: str | None = None,
) -> None:
    """Paints pieces as they are in the file, in metres from the drawing's upper left corner."""
    drawing, size = performed.drawing, performed.record.size
    dom = drawing.dom(pieces, performed.colours, performed.poses(step), height_px, only)
    canvas.save()
    canvas.scale(size[0] / drawing.view.width, size[1] / drawing.view.height)
    dom.render(canvas)
    canvas.restore()


def _paint(
    performed: Performed,
    pieces: tuple[int, ...],
    is_first: bool,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    record, light = performed.record, brush.light
    width, height = record.size
    shadow = performed.shadow
    if is_first and shadow:
        contact_shadow(canvas, light, shadow * width / 2, 0.5, _shadow_depth(record))
    left, top = _corner(record)
    height_px = height * brush.pixels_per_metre
    canvas.save()
    canvas.translate(left, top)
    canvas.saveLayer(None, None)
    _render(canvas, performed, pieces, brush.phase, height_px)
    _light(canvas, light, width)
    canvas.restore()
    for kind, is_lit in (("glow", True), ("lamp", is_dark(light))):
        if is_lit and performed.drawing.shines(kind):
            _render(canvas, performed, pieces, brush.phase, height_px, only=kind)
    canvas.restore()


def is_dark(light: Light) -> bool:
    """Whether lamps are on."""
    return light.time_of_day in ("night", "dusk")


def _light(canvas: skia.Canvas, light: Light, width: float) -> None:
    """Multiplies what is painted by the light: warm where the key comes from, dim on its lee."""
    tone = tones(light, "#ffffff")
    near, far = (width, 0.0) if light.key_side > 0 else (0.0, width)
    stops = [tone.lit, mix(tone.lit, tone.mid, 0.6), tone.mid, mix(tone.mid, tone.dark, 0.7)]
    shade = linear((near, 0), (far, 0), stops, [0, 0.3, 0.65, 1])
    shade.setBlendMode(skia.BlendMode.kModulate)
    canvas.drawPaint(shade)
