"""The words that a shot was read from, and the few that stand on its slate."""

from __future__ import annotations

from itertools import pairwise

from rushes.film.film_request import FilmRequest
from rushes.film.reading.cutting.takes import Take
from rushes.film.reading.drafts import ShotDraft
from rushes.film.reading.words.units import Unit

MOST_CAPTION_LENGTH = 110


def give_words(
    shots: list[ShotDraft], takes: list[Take], texts: dict[str, str], request: FilmRequest
) -> None:
    """Notes each shot's words; a film without any has the prompt's."""
    for shot, take in zip(shots, takes, strict=True):
        shot.words = words_between(take.units, texts)
    if len(shots) == 1 and not shots[0].words:
        shots[0].words = " ".join(request.prompt.split())


def words_between(units: list[Unit], texts: dict[str, str]) -> str:
    """The text that units were read from."""
    if not units:
        return ""
    source = units[0].source
    inside = [unit for unit in units if unit.source == source]
    pieces: list[str] = []
    start = inside[0].start
    for one, two in pairwise(inside):
        if two.start - one.end > 2 and any(
            ch.isalnum() for ch in texts[source][one.end : two.start]
        ):
            pieces.append(texts[source][start : one.end])
            start = two.start
    pieces.append(texts[source][start : inside[-1].end])
    return " ".join(" ".join(pieces).split()).strip(" ,;:-–—*#>|")


def caption_of(words: str, units: list[Unit]) -> str:
    """A short, readable caption: the first words, cut where they can be."""
    text = "".join(ch for ch in words if ch.isprintable()).replace("*", "").strip()
    text = text.strip(" .,;:")
    if len(text) > MOST_CAPTION_LENGTH:
        text = _shortened(text, units)
    return text[:1].upper() + text[1:]


def _shortened(text: str, units: list[Unit]) -> str:
    head = text[: MOST_CAPTION_LENGTH + 1]
    for mark in (". ", "; ", ": ", ", ", " — "):
        at = head.rfind(mark)
        if at >= MOST_CAPTION_LENGTH // 2:
            return head[:at]
    at = head.rfind(" ")
    head = head[:at] if at > 0 else head[:MOST_CAPTION_LENGTH]
    small = {u.text.casefold() for u in units if _leads_on(u)}
    words = head.split(" ")
    while len(words) > 1 and words[-1].casefold() in small:
        words.pop()
    return " ".join(words).rstrip(" ,;:—–-") + "…"


def _leads_on(unit: Unit) -> bool:
    """Whether a word asks for another after it."""
    return unit.has("prepositions", "determiners", "conjunctions", "function")
