"""Text of any length and script in a column of its own: wrapped, cut to fit, never as boxes.

Noto Sans comes with Rushes. Signs that it lacks are set in a font of the system that has them;
where there is none, they are left out, and text that mostly consists of them gives way to a note.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import fontpkg
import skia

from rushes.film.export.finished_film import one_line

FAMILY = "Noto Sans"
REGULAR, ITALIC = "regular", "italic"
NOT_SETTABLE = "(no font here has this script)"
_STYLES = {REGULAR: skia.FontStyle.Normal(), ITALIC: skia.FontStyle.Italic()}
"""No bold: Skia's PDF mixes up the weights of a variable font."""
_MOST_LOST = 0.2
"""Share of a text's letters that may be left out before it is not set at all."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style. Colours are 0xAARRGGBB."""

    text: str
    size: float
    colour: int
    style: str = REGULAR


class Typesetter:
    """Sets text. Make one per document: fonts are read once."""

    def __init__(self) -> None:
        """Raises FileNotFoundError when the font's package isn't installed."""
        self._files = skia.FontMgr.New_Custom_Empty()
        self._fonts = skia.textlayout.TypefaceFontProvider()
        self._collection = skia.textlayout.FontCollection()
        self._collection.setDefaultFontManager(self._fonts)
        self._unicode = skia.Unicodes.ICU.Make()
        self._upright = self._typeface("normal")
        for face in (self._upright, self._typeface("italic")):
            self._fonts.registerTypeface(face, FAMILY)
        self._families: dict[str, str | None] = {}
        """Signs that our font lacks, and the family that has them."""

    def set(
        self, runs: list[Run], width: float, most_height: float = 0.0, *, align_right: bool = False
    ) -> skia.textlayout.Paragraph:
        """A paragraph of this width.

        With `most_height`, it is cut between words with an ellipsis where it would be higher;
        empty where not even its first word fits.
        """
        runs = [run for run in map(self._settable, runs) if run.text]
        whole = self._laid(runs, width, align_right)
        if not runs or not most_height or whole.Height <= most_height:
            return whole
        while len(runs) > 1 and self._laid(runs[:-1], width, align_right).Height > most_height:
            runs.pop()
        return self._cut(runs, width, most_height, align_right)

    def _cut(
        self, runs: list[Run], width: float, most_height: float, align_right: bool
    ) -> skia.textlayout.Paragraph:
        """As much of the last run as fits behind the others."""
        *kept, last = runs
        words = _pieces(last.text)
        low, high = 0, len(words) - 1
        best = self._laid([], width, align_right)
        while low <= high:
            middle = (low + high) // 2
            text = "".join(words[:middle]).rstrip(" ,;:.–—-") + "…"
            short = [*kept, Run(text, last.size, last.colour, last.style)] if middle else kept
            tried = self._laid(short, width, align_right)
            if tried.Height <= most_height:
                best, low = tried, middle + 1
            else:
                high = middle - 1
        return best

    def width_of(self, run: Run) -> float:
        """How wide a run is on one line."""
        return float(self._laid([self._settable(run)], 10_000, False).LongestLine)

    def _laid(self, runs: list[Run], width: float, align_right: bool) -> skia.textlayout.Paragraph:
        style = skia.textlayout.ParagraphStyle()
        is_rtl = bool(runs) and _is_right_to_left(runs[-1].text)
        if align_right or is_rtl:
            style.setTextAlign(skia.textlayout.TextAlign.kRight)
        builder = skia.textlayout.ParagraphBuilder.make(style, self._collection, self._unicode)
        for run in runs:
            look = skia.textlayout.TextStyle()
            look.setFontSize(run.size)
            look.setColor(run.colour)
            look.setFontStyle(_STYLES[run.style])
            others = {family for sign in run.text if (family := self._families.get(sign))}
            look.setFontFamilies([FAMILY, *sorted(others)])
            builder.pushStyle(look)
            builder.addText(run.text)
            builder.pop()
        paragraph = builder.Build()
        paragraph.layout(width)
        return paragraph

    def _settable(self, run: Run) -> Run:
        """The run without signs that no font has; a note in its place where most would go."""
        lead = " " * (len(run.text) - len(run.text.lstrip(" ")))
        text = unicodedata.normalize("NFC", one_line(run.text))
        letters = [sign for sign in text if sign.isalnum()]
        lost = sum(not self._has(sign) for sign in letters)
        if lost > _MOST_LOST * len(letters):
            return Run(lead + NOT_SETTABLE, run.size, run.colour, ITALIC)
        kept = "".join(sign for sign in text if self._has(sign))
        tail = " " if run.text.endswith(" ") else ""
        return Run(lead + " ".join(kept.split()) + tail if kept else "", run.size, run.colour,
                   run.style)  # fmt: skip

    def _has(self, sign: str) -> bool:
        if sign.isspace() or sign in "\u200c\u200d" or self._upright.unicharToGlyph(ord(sign)):
            return True
        if sign not in self._families:
            self._families[sign] = self._found(sign)
        return self._families[sign] is not None

    def _found(self, sign: str) -> str | None:
        face = _system_fonts().matchFamilyStyleCharacter("", _STYLES[REGULAR], [], ord(sign))
        if face is None or not face.unicharToGlyph(ord(sign)):
            return None
        family = str(face.getFamilyName())
        if family not in self._families.values():
            self._fonts.registerTypeface(face, family)
        return family

    def _typeface(self, style: str) -> skia.Typeface:
        path = fontpkg.path(FAMILY, style=style)
        face = self._files.makeFromFile(str(path))
        if face is None:
            raise FileNotFoundError(
                f"{path} is not a font that can be read; reinstall fontpkg-noto-sans"
            )
        return face


@cache
def _system_fonts() -> skia.FontMgr:
    """The system's fonts, looked up once and only when a sign asks for them: it may take long."""
    return skia.FontMgr()


def _pieces(text: str) -> list[str]:
    """Where a text may be cut: behind words, and in long ones and scripts without spaces anywhere.

    Joined, they are the text again.
    """
    pieces: list[str] = []
    for word in text.split(" "):
        parts = list(word) if len(word) > 24 or any(ord(c) >= 0x2E80 for c in word) else [word]
        pieces += [*parts[:-1], (parts[-1] if parts else "") + " "]
    return pieces


def _is_right_to_left(text: str) -> bool:
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
