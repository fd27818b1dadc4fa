"""Text to units: the pieces that are read as one, each with its offsets and its meanings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from rushes.film.reading.words.emoji import emoji_meanings
from rushes.film.reading.words.lexicon import Language, Lexicon, Meaning
from rushes.film.reading.words.segmenting import segment

Kind = Literal["word", "number", "punct", "line", "quote", "time", "aside"]
"""An `aside` opens or closes a clause that tells of the noun before it; never in a text itself."""


@dataclass(slots=True)
class Unit:
    """A word, a known phrase, a mark, quoted words or a timecode."""

    text: str
    start: int
    end: int
    kind: Kind
    meanings: tuple[Meaning, ...] = ()
    source: str = "prompt"
    count: float = 0.0
    """The value of a number."""
    times: tuple[float | None, float | None, float | None] = (None, None, None)
    """Of a timecode: start, end and length in seconds."""
    outcome: Literal["", "used", "guessed", "left"] = ""
    taken_as: str | None = None
    is_capitalised: bool = field(default=False)

    def get(self, *categories: str) -> Meaning | None:
        """The first meaning in one of these categories, in their order."""
        for category in categories:
            for meaning in self.meanings:
                if meaning.category == category:
                    return meaning
        return None

    def has(self, *categories: str) -> bool:
        for meaning in self.meanings:  # noqa: SIM110 (asked thousands of times a prompt)
            if meaning.category in categories:
                return True
        return False

    def use(self, taken_as: str) -> None:
        """Notes what the unit was taken as."""
        self.outcome, self.taken_as = "used", taken_as

    def guess(self, taken_as: str) -> None:
        if not self.outcome:
            self.outcome, self.taken_as = "guessed", taken_as

    @property
    def is_known(self) -> bool:
        return bool(self.meanings)

    @property
    def ends_sentence(self) -> bool:
        return self.kind == "line" or (self.kind == "punct" and self.text in SENTENCE_ENDS)


SENTENCE_ENDS = frozenset(".!?…。！？")
MARKS = re.compile(
    r"\n\s*|[.!?…。！？．]+|[,，、;；:：()（）\[\]【】［］〈〉{}|｜/•*#=<>—–─]|(?<=\s)-+(?=\s)|\""
)
DASHED_SPEECH = re.compile(
    r"^[^\S\n]*[—–]\s?(?P<said>[^—–\n]{2,300}?[.,!?…»])\s?(?=[—–]\s?[^\W\d_A-Z])", re.MULTILINE
)
"""`—¿Dónde estabas? —pregunta ella`: what is said between dashes that open a line."""
WIDE_MARKS = dict(zip("，；：（）【】［］〈〉｜─！？．", ",;:()[][]()|—!?.", strict=True))
"""Full-width marks, and what they are read as."""


def read_units(text: str, lexicon: Lexicon, source: str = "prompt") -> list[Unit]:
    """Every unit of a text, in order; what is neither word nor mark (emoji, controls) is none."""
    units: list[Unit] = []
    at = 0
    for island in _islands(text, lexicon.language):
        units.extend(_plain_units(text, at, island.start, lexicon, source))
        island.source = source
        units.append(island)
        at = island.end
    units.extend(_plain_units(text, at, len(text), lexicon, source))
    return units


def _plain_units(text: str, start: int, end: int, lexicon: Lexicon, source: str) -> Iterator[Unit]:
    pieces = list(_pieces(text, start, end, lexicon.language))
    keys = [
        lexicon.key(piece.text) if piece.kind in ("word", "number") and not piece.meanings else ""
        for piece in pieces
    ]
    at = 0
    for count, meanings in segment(keys, lexicon):
        piece = pieces[at]
        if keys[at]:
            last = pieces[at + count - 1]
            kind: Kind = piece.kind if count == 1 and not meanings else "word"
            piece = Unit(
                text[piece.start : last.end], piece.start, last.end, kind, meanings,
                count=piece.count, is_capitalised=piece.text[0].isupper(),
            )  # fmt: skip
        piece.source = source
        yield piece
        at += count


def _pieces(text: str, start: int, end: int, language: Language) -> Iterator[Unit]:
    """Single words, numbers and marks between two offsets."""
    read_as = {**WIDE_MARKS, **dict(language.marks)}
    for found in piece_pattern(language).finditer(text, start, end):
        piece = found.group()
        if found.lastgroup == "mark":
            kind: Kind = "line" if piece[0] == "\n" else "punct"
            shown = read_as.get(piece[0], piece[0]) if kind == "punct" else piece
            yield Unit(shown, found.start(), found.end(), kind)
        elif found.lastgroup == "emoji":
            yield Unit(piece, found.start(), found.end(), "word", (emoji_meanings()[piece],))
        elif piece[0].isdigit() and piece.replace(",", ".", 1).replace(".", "", 1).isdecimal():
            value = float(piece.replace(",", "."))
            yield Unit(piece, found.start(), found.end(), "number", count=value)
        else:
            yield Unit(piece, found.start(), found.end(), "word")


@cache
def piece_pattern(language: Language) -> re.Pattern[str]:
    """Words as the language writes them, and the marks between."""
    emoji = "".join(emoji_meanings())
    return re.compile(f"(?P<mark>{MARKS.pattern})|(?P<emoji>[{emoji}])|{language.word.pattern}")


def _islands(text: str, language: Language) -> list[Unit]:
    """Quoted words and timecodes, which are read whole; in order, never overlapping."""
    found = [*_quotes(text, language), *_timecodes(text, language)]
    found.sort(key=lambda unit: (unit.start, -unit.end))
    apart: list[Unit] = []
    for unit in found:
        if not apart or unit.start >= apart[-1].end:
            apart.append(unit)
    return apart


def _quotes(text: str, language: Language) -> Iterator[Unit]:
    for match in quote_pattern(language).finditer(without_json_quotes(text)):
        inner = match.group()[1:-1].strip()
        if any(ch.isalnum() for ch in inner):
            yield Unit(inner, match.start(), match.end(), "quote")
    for match in DASHED_SPEECH.finditer(text):
        yield Unit(match["said"].strip(), match.start("said"), match.end("said"), "quote")


JSON_KEY = re.compile(r'[{,\[]\s*"[^"\n]{1,60}"\s*:')


def without_json_quotes(text: str) -> str:
    """A text with the quotes that only mark up its parts blanked: `{"scene": "a beach"}`."""
    return text if JSON_KEY.search(text) is None else text.replace('"', " ")


@cache
def quote_pattern(language: Language) -> re.Pattern[str]:
    choices = []
    for pair in language.quotes:
        opening, closing = re.escape(pair[0]), re.escape(pair[1])
        if pair[0] in "‘'" and language.spaces:
            choices.append(rf"(?<!\w){opening}[^{closing}\n]{{2,400}}{closing}(?!\w)")
        else:
            choices.append(f"{opening}[^{opening}{closing}]{{1,400}}{closing}")
    return re.compile("|".join(choices))


def _timecodes(text: str, language: Language) -> Iterator[Unit]:
    for match in timecode_pattern(language).finditer(text):
        begin, end = _seconds(match["from"]), _seconds(match["to"])
        is_bracketed = bool(match["open"] and match["close"])
        is_clock = ":" in match["from"]
        has_unit = bool(match["unit1"] or match["unit2"])
        before = text[: match.start()].rstrip(" \t*-#>")
        opens_line = not before or before[-1] in ".!?\n。！？；;"
        if match["to"] is None:
            times: tuple[float | None, float | None, float | None]
            if is_bracketed and is_clock:
                times = (begin, None, None)
            elif is_bracketed and match["unit1"]:
                times = (None, None, begin)
            else:
                continue
        elif (is_bracketed and opens_line) or (
            (has_unit or is_clock) and (opens_line or match["close"])
        ):
            times = (begin, end, None)
        else:
            continue
        yield Unit(match.group(), match.start(), match.end(), "time", times=times)


def _seconds(code: str | None) -> float | None:
    if code is None:
        return None
    seconds = 0.0
    for part in code.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


@cache
def timecode_pattern(language: Language) -> re.Pattern[str]:
    """`[0-3s]`, `0:00–0:03`, `(3s)`, `[0:05]`."""
    units = "|".join(sorted(map(re.escape, language.time_units), key=len, reverse=True))
    gap, edge, letter = (r"\s", r"\b", r"\w") if language.spaces else (r"\s?", "", "[A-Za-z0-9]")
    between = "|".join(
        ["[-–—~〜～－]", *(rf"{gap}{re.escape(w)}{gap}" for w in language.range_words)]
    )
    leads = "".join(rf"(?:{re.escape(lead)})?" for lead in language.time_leads)
    clock = r"\d{1,2}(?::[0-5]\d){1,2}(?:\.\d+)?|\d{1,3}(?:\.\d+)?"
    return re.compile(
        rf"(?:(?P<open>[\[(（【])\s*)?(?<!{letter})(?<![.:]){leads}(?<!\d)"
        rf"(?P<from>{clock})\s?(?P<unit1>(?:{units}){edge})?"
        rf"(?:\s?(?:{between})\s?{leads}(?P<to>{clock})\s?(?P<unit2>(?:{units}){edge})?)?"
        rf"(?!{letter}|:\d)(?:\s*(?P<close>[\])）】]))?",
        re.IGNORECASE,
    )
