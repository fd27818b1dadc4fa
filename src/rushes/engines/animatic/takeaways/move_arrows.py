"""The camera's move, drawn over the frame's edge as storyboard artists do."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import skia

from rushes.film.shot_list import Move

INK, PAPER = 0xFF14161A, 0xF2FFFFFF
LARGEST_UNIT = 11.0
"""Points: an arrow reaches a little more than one beyond its frame, and a gap is wider."""
Point = tuple[float, float]


def draw_moves(canvas: skia.Canvas, moves: Iterable[Move], frame: skia.Rect) -> None:
    """Every move that has a sign; a static camera has none. `frame`: where the picture lies."""
    unit = min(frame.width() / 10, frame.height() / 10, LARGEST_UNIT)
    for move in moves:
        sign = _SIGNS.get(move.move)
        if sign is not None:
            _ink(canvas, sign(move, frame, unit), unit)


def _ink(canvas: skia.Canvas, path: skia.Path, unit: float) -> None:
    """White with a dark rim: to be seen on any picture, and on the paper beside it."""
    rim = skia.Paint(
        AntiAlias=True, Color=INK, Style=skia.Paint.kStroke_Style, StrokeWidth=unit * 0.17
    )
    rim.setStrokeJoin(skia.Paint.kRound_Join)
    canvas.drawPath(path, rim)
    canvas.drawPath(path, skia.Paint(AntiAlias=True, Color=PAPER))


def _outlined(points: list[skia.Point]) -> skia.Path:
    return skia.Path.Polygon(points, True)


def _arrow(
    start: Point, end: Point, unit: float, tail: float = 0.55, neck: float = 0.55
) -> skia.Path:
    """A straight arrow. `tail`, `neck`: its shaft's width at either end, in units."""
    length = math.dist(start, end)
    head = min(1.5 * unit, length * 0.6)
    outline = [
        (0.0, -tail / 2), (length - head, -neck / 2), (length - head, -0.95), (length, 0.0),
        (length - head, 0.95), (length - head, neck / 2), (0.0, tail / 2),
    ]  # fmt: skip
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    cos, sin = math.cos(angle), math.sin(angle)
    points = [
        skia.Point(start[0] + x * cos - y * unit * sin, start[1] + x * sin + y * unit * cos)
        for x, y in outline
    ]
    return _outlined(points)


def _arc(centre: Point, radii: Point, start: float, sweep: float, unit: float) -> skia.Path:
    """A bent arrow along an ellipse; degrees, clockwise from the right."""
    steps = 24
    body = sweep - math.copysign(min(abs(sweep) * 0.35, 26), sweep)

    def at(degrees: float, out: float) -> skia.Point:
        turn = math.radians(degrees)
        x, y = math.cos(turn), math.sin(turn)
        return skia.Point(centre[0] + (radii[0] + out) * x, centre[1] + (radii[1] + out) * y)

    along = [start + body * step / steps for step in range(steps + 1)]
    width = unit * 0.27
    neck = start + body
    points = [at(turn, width) for turn in along]
    points += [at(neck, unit * 0.95), at(start + sweep, 0.0), at(neck, -unit * 0.95)]
    points += [at(turn, -width) for turn in reversed(along)]
    return _outlined(points)


def _sideways(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    """Over the edge that the camera goes to."""
    way = -1 if move.direction in ("left", "counter-clockwise") else 1
    edge = frame.left() if way < 0 else frame.right()
    y = frame.centerY()
    reach = (3.4 if move.move == "sweep" else 2.4) * unit
    return _arrow((edge - way * reach, y), (edge + way * 1.1 * unit, y), unit)


def _truck(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    """On wheels, along the ground: the camera itself goes."""
    way = -1 if move.direction == "left" else 1
    edge = frame.left() if way < 0 else frame.right()
    y = frame.bottom() - 2.0 * unit
    path = _arrow((edge - way * 3.6 * unit, y), (edge + way * 1.1 * unit, y), unit)
    for place in (3.1, 1.2):
        path.addCircle(edge - way * place * unit, y + 0.85 * unit, 0.36 * unit)
    return path


def _pan(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    is_upright = move.direction in ("up", "down")
    return _tilt(move, frame, unit) if is_upright else _sideways(move, frame, unit)


def _whip(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    """A pan with strokes of speed behind it."""
    way = -1 if move.direction == "left" else 1
    path = _sideways(move, frame, unit)
    edge = frame.left() if way < 0 else frame.right()
    for place, y in ((5.0, -0.7), (5.6, 0.0), (5.0, 0.7)):
        x, top = edge - way * place * unit, frame.centerY() + y * unit
        width = 2.2 * unit
        path.addRect(
            skia.Rect.MakeXYWH(min(x, x + way * width), top - 0.1 * unit, width, 0.2 * unit)
        )
    return path


def _tilt(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    way = 1 if move.direction == "down" or move.move == "crane-down" else -1
    edge = frame.bottom() if way > 0 else frame.top()
    x = frame.left() + frame.width() * 0.72
    return _arrow((x, edge - way * 2.4 * unit), (x, edge + way * 0.9 * unit), unit)


def _crane(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    """A tilt's arrow upon a base: the camera itself goes."""
    path = _tilt(move, frame, unit)
    way = 1 if move.move == "crane-down" or move.direction == "down" else -1
    edge = frame.bottom() if way > 0 else frame.top()
    base, x = edge - way * 2.7 * unit, frame.left() + frame.width() * 0.72
    path.addRect(
        skia.Rect.MakeLTRB(x - 1.1 * unit, base - 0.22 * unit, x + 1.1 * unit, base + 0.22 * unit)
    )
    return path


def _into(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    """From below the frame towards its depth, growing thinner with distance."""
    x, bottom = frame.centerX(), frame.bottom()
    return _arrow((x, bottom + 0.8 * unit), (x, bottom - 3.0 * unit), unit, 1.9, 0.5)


def _out_of(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    x, bottom = frame.centerX(), frame.bottom()
    return _arrow((x, bottom - 3.0 * unit), (x, bottom + 0.9 * unit), unit, 0.4, 0.9)


def _corners(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    """Four arrows from the corners inwards, or outwards: the lens, not the camera."""
    path = skia.Path()
    near, far = 0.05, 0.19
    begin, end = (near, far) if move.move == "zoom-in" else (far, near)
    for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
        corner = (frame.left() + x * frame.width(), frame.top() + y * frame.height())
        inwards = ((0.5 - x) * 2 * frame.width(), (0.5 - y) * 2 * frame.height())
        at = [
            (corner[0] + inwards[0] * share, corner[1] + inwards[1] * share)
            for share in (begin, end)
        ]
        path.addPath(_arrow(at[0], at[1], unit * 0.75, 0.4, 0.4))
    return path


def _crane_out(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    path = _crane(Move("crane-up"), frame, unit)
    path.addPath(_out_of(move, frame, unit))
    return path


def _orbit(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    """An arc round the subject's feet. The camera's right is seen from above as anticlockwise."""
    way = -1 if move.direction in ("left", "counter-clockwise") else 1
    start = 155 if way > 0 else 25
    centre = (frame.centerX(), frame.bottom() - 1.5 * unit)
    return _arc(centre, (frame.width() * 0.33, 1.7 * unit), start, -way * 130, unit * 0.9)


def _aerial(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    """A swoop in from above the frame."""
    centre = (frame.left() + frame.width() * 0.3, frame.top() + 4.0 * unit)
    return _arc(centre, (2.6 * unit, 4.6 * unit), 200, 120, unit)


def _shaken(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    """Zigzags at both edges."""
    path = skia.Path()
    for x in (frame.left(), frame.right()):
        points = []
        for side in (-0.14, 0.14):
            ups = range(7) if side < 0 else range(6, -1, -1)
            points += [
                skia.Point(
                    x + (0.45 if up % 2 else -0.45) * unit + side * unit,
                    frame.centerY() + (up - 3) * 0.75 * unit,
                )
                for up in ups
            ]
        path.addPath(_outlined(points))
    return path


def _focus(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    """From a small far ring to a large near one."""
    path = skia.Path()
    y = frame.bottom() - 2.0 * unit
    far = frame.left() + frame.width() * 0.4 - 2.8 * unit
    near = far + 4.8 * unit
    for x, radius in ((far, 0.6 * unit), (near, 1.1 * unit)):
        path.addCircle(x, y, radius)
        path.addCircle(x, y, radius - 0.26 * unit, skia.PathDirection.kCCW)
    path.addPath(_arrow((far + 1.0 * unit, y), (near - 1.5 * unit, y), unit * 0.75, 0.4, 0.4))
    return path


def _dolly_zoom(move: Move, frame: skia.Rect, unit: float) -> skia.Path:
    """The camera goes in while the lens opens."""
    path = _corners(Move("zoom-out"), frame, unit)
    path.addPath(_into(move, frame, unit))
    return path


_SIGNS: dict[str, Callable[[Move, skia.Rect, float], skia.Path]] = {
    "pan": _pan,
    "whip-pan": _whip,
    "tilt": _tilt,
    "zoom-in": _corners,
    "zoom-out": _corners,
    "dolly-in": _into,
    "dolly-out": _out_of,
    "truck": _truck,
    "track": _truck,
    "steadicam": _truck,
    "dolly-zoom": _dolly_zoom,
    "sweep": _sideways,
    "crane-up": _crane,
    "crane-down": _crane,
    "crane-out": _crane_out,
    "orbit": _orbit,
    "aerial": _aerial,
    "handheld": _shaken,
    "rack-focus": _focus,
}
"""The moves of `shot_list.MOVES` that are seen; a test holds the two against each other."""
