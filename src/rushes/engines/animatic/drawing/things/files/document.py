"""An SVG drawing of a thing: read once, then coloured, posed and painted."""

from __future__ import annotations

import copy
import functools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import skia

from rushes.engines.animatic.drawing.things.files.recolouring import recoloured
from rushes.engines.animatic.scene import Rgb

SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
GLOW = frozenset({"glow", "lamp"})
"""Classes of what shines by itself: always, or only when it is dark."""
_COLOURS = ("fill", "stroke", "stop-color")
_PAINTED = frozenset(
    f"{{{SVG}}}{tag}"
    for tag in ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use")
)
_UNPAINTED = frozenset(f"{{{SVG}}}{tag}" for tag in ("defs", "title", "desc", "metadata"))

ET.register_namespace("", SVG)
ET.register_namespace("xlink", _XLINK)


class Pose(NamedTuple):
    """How one group of a drawing stands: degrees clockwise, units right and down, factors."""

    degrees: float = 0.0
    dx: float = 0.0
    dy: float = 0.0
    across: float = 1.0
    down: float = 1.0
    opacity: float = 1.0


class View(NamedTuple):
    """The drawing's `viewBox`, in its own units."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A parsed SVG file."""

    root: ET.Element
    view: View
    pieces: tuple[ET.Element, ...]
    """The root's children that paint something, far to near."""

    def pieces_with(self, groups: frozenset[str]) -> tuple[bool, ...]:
        """For each piece, whether one of these groups is in it."""
        return tuple(
            any(element.get("id") in groups for element in piece.iter()) for piece in self.pieces
        )

    def groups(self) -> dict[str, ET.Element]:
        """The elements that have an id, outside `defs`."""
        return {
            element.attrib["id"]: element
            for piece in self.pieces
            for element in piece.iter()
            if "id" in element.attrib
        }

    def shines(self, kind: str) -> bool:
        """Whether something in it is of this class: `glow` or `lamp`."""
        return any(kind in classes(element) for piece in self.pieces for element in piece.iter())

    def dom(
        self,
        shown: Iterable[int],
        colours: Mapping[str, tuple[Rgb, Rgb]],
        poses: Mapping[str, Pose],
        height_px: float,
        only: str | None = None,
    ) -> skia.SVGDOM:
        """Some of the pieces, ready to be painted in the drawing's units.

        `colours` gives a class its usual and its present colour; `only` keeps what is of one
        class alone; without it, lamps are off. What is too fine for the height it is seen in is
        left out.
        """
        root = ET.Element(self.root.tag, self.root.attrib)
        wanted = {id(self.pieces[number]) for number in shown}
        for child in self.root:
            if id(child) in wanted:
                root.append(copy.deepcopy(child))
            elif child.tag in _UNPAINTED:
                root.append(copy.deepcopy(child) if colours else child)
        _drop(root, lambda element: float(element.get("data-from-px", 0)) > height_px)
        if only is None:
            _drop(root, lambda element: "lamp" in classes(element))
        else:
            _keep_class(root, only)
        for element in root.iter():
            _colour(element, colours)
            pose = poses.get(element.get("id", ""))
            if pose is not None:
                _pose(element, pose)
        text = ET.tostring(root)  # the stream does not keep a copy
        dom = skia.SVGDOM.MakeFromStream(skia.MemoryStream(text))
        dom.setContainerSize(skia.Size(self.view.width, self.view.height))
        return dom


@functools.lru_cache(maxsize=256)
def read_drawing(path: Path) -> Drawing:
    """Raises ValueError naming the file where it is not a drawing in SVG with a `viewBox`."""
    try:
        root = ET.parse(path).getroot()
    except (OSError, ET.ParseError) as fault:
        raise ValueError(f"{path}: {fault}") from fault
    box = [
        float(number) for number in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if number
    ]
    if root.tag != f"{{{SVG}}}svg" or len(box) != 4:
        raise ValueError(f"{path}: the root must be an <svg> with a viewBox of four numbers.")
    for attribute in ("width", "height"):
        root.attrib.pop(attribute, None)
    root.set("preserveAspectRatio", "none")
    for element in root.iter():
        if element.tag == f"{{{SVG}}}ellipse":
            _to_path(element)
        if "href" in element.attrib:  # skia knows SVG 1.1's form alone
            element.set(f"{{{_XLINK}}}href", element.attrib.pop("href"))
    pieces = tuple(child for child in root if child.tag not in _UNPAINTED)
    return Drawing(root, View(*box), pieces)


def _to_path(ellipse: ET.Element) -> None:
    """Skia paints gradients on every shape but ellipses."""
    cx, cy, rx, ry = (float(ellipse.attrib.pop(name, 0)) for name in ("cx", "cy", "rx", "ry"))
    ellipse.tag = f"{{{SVG}}}path"
    ellipse.set("d", f"M{cx - rx} {cy} a{rx} {ry} 0 1 1 {2 * rx} 0 a{rx} {ry} 0 1 1 {-2 * rx} 0 Z")


def classes(element: ET.Element) -> list[str]:
    """The element's classes: slots of colour, `glow`, `lamp`."""
    return element.get("class", "").split()


def _drop(element: ET.Element, is_dropped: Callable[[ET.Element], bool]) -> None:
    for child in list(element):
        if is_dropped(child):
            element.remove(child)
        else:
            _drop(child, is_dropped)


def _keep_class(element: ET.Element, kind: str) -> None:
    """Takes out all that paints and is not of this class, nor within what is."""
    for child in list(element):
        if child.tag in _UNPAINTED or kind in classes(child):
            continue
        if child.tag in _PAINTED:
            element.remove(child)
        else:
            _keep_class(child, kind)


def _colour(element: ET.Element, colours: Mapping[str, tuple[Rgb, Rgb]]) -> None:
    slot = next((name for name in classes(element) if name in colours), None)
    if slot is None:
        return
    usual, present = colours[slot]
    for attribute in _COLOURS:
        sample = element.get(attribute, "")
        if sample.startswith("#"):
            element.set(attribute, recoloured(sample, usual, present))


def _pose(element: ET.Element, pose: Pose) -> None:
    x, y = pivot(element)
    element.set(
        "transform",
        f"{element.get('transform', '')} translate({pose.dx:.3f} {pose.dy:.3f})"
        f" rotate({pose.degrees:.3f} {x} {y}) translate({x} {y})"
        f" scale({pose.across:.4f} {pose.down:.4f}) translate({-x} {-y})",
    )
    if pose.opacity < 1:
        element.set("opacity", f"{float(element.get('opacity', 1)) * pose.opacity:.3f}")


def pivot(element: ET.Element) -> tuple[float, float]:
    """The point that a group turns about. Raises ValueError where `data-pivot` is no point."""
    text = element.get("data-pivot", "0 0")
    x, y = (float(number) for number in text.replace(",", " ").split())
    return x, y
