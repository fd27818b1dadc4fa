"""Where the film is cut: units to takes, with the logline and what is only heard set apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from rushes.film.reading.cutting.cues import Cue, find_cue
from rushes.film.reading.words.roles import QUALITIES
from rushes.film.reading.words.units import Unit
from rushes.film.reading.words.world import the_world

VISUAL = ("sizes", "framings", "moves", "people", "groups", "actions", "names", "camera")
SHOWN = (
    "people", "groups", "pronouns", "names", "things", "references", "body_parts", "places",
    "features", "actions", "garments", "accessories",
)  # fmt: skip
HEARD = ("sounds", "instruments", "audio_nouns", "music")


@dataclass(slots=True)
class Take:
    """The units that one shot is read from."""

    units: list[Unit] = field(default_factory=list)
    heard: list[Unit] = field(default_factory=list)
    """Sentences of sound alone that stand with the shot."""
    cue: Cue | None = None
    start_seconds: float | None = None
    end_seconds: float | None = None
    length_seconds: float | None = None

    @property
    def transition(self) -> str:
        return "cut" if self.cue is None else self.cue.transition

    @property
    def has_content(self) -> bool:
        return any(unit.kind in ("word", "number", "quote") for unit in self.units)


@dataclass(slots=True)
class Cuts:
    """A text, cut."""

    context: list[Unit] = field(default_factory=list)
    """The logline: what is true of all shots."""
    takes: list[Take] = field(default_factory=list)
    heard: list[Unit] = field(default_factory=list)
    """Sentences of sound alone that hold for the whole film."""
    style: list[Unit] = field(default_factory=list)
    """Sentences of technical words alone."""


def cut_film(units: list[Unit]) -> Cuts:
    """Cuts a prompt where its words say so."""
    cuts = Cuts()
    picture: list[list[Unit]] = []
    pending: list[tuple[int, list[Unit]]] = []
    for sentence in sentences(units):
        cue = find_cue(sentence, 0)
        kind = "picture" if cue is not None else sentence_kind(sentence)
        if kind == "heard":
            pending.append((len(picture), sentence))
        elif kind == "style":
            cuts.style.extend(sentence)
        else:
            picture.append(sentence)
    if not picture:
        cuts.takes = [Take()]
        cuts.heard = [unit for _, sentence in pending for unit in sentence]
        return cuts
    _assemble(cuts, picture, pending)
    return cuts


def read_segment(units: list[Unit]) -> tuple[Take, list[Unit]]:
    """One item of `multi_prompt`: its take, and its sentences of technical words."""
    take, style = Take(), []
    for sentence in sentences(units):
        kind = sentence_kind(sentence)
        if kind == "style":
            style.extend(sentence)
        elif kind == "heard":
            take.heard.extend(sentence)
        else:
            take.units.extend(_without_cues(sentence))
    return take, style


def _without_cues(sentence: list[Unit]) -> Iterator[Unit]:
    """A sentence whose cues mean nothing, because the cuts are given otherwise."""
    at = 0
    while at < len(sentence):
        cue = find_cue(sentence, at) if at == 0 else None
        if cue is not None and cue.after > cue.first:
            for unit in sentence[cue.first : cue.after]:
                unit.use("cut")
            at = cue.after
            continue
        yield sentence[at]
        at += 1


def sentences(units: list[Unit]) -> Iterator[list[Unit]]:
    """Units up to and with each full stop or line end."""
    sentence: list[Unit] = []
    for unit in units:
        sentence.append(unit)
        if unit.ends_sentence:
            if any(u.kind not in ("punct", "line") for u in sentence):
                yield sentence
                sentence = []
            elif unit.kind == "line":
                sentence = []
    if any(u.kind not in ("punct", "line") for u in sentence):
        yield sentence


def sentence_kind(sentence: list[Unit]) -> str:
    """`heard`, `style` or `picture`."""
    words = [unit for unit in sentence if unit.kind in ("word", "quote")]
    if any(unit.kind == "quote" for unit in words):
        return "picture"
    if words and words[0].has("audio_nouns") and _followed_by_mark(sentence, words[0]):
        return "heard"
    has_people = any(unit.has("people", "groups", "names", "pronouns") for unit in words)
    is_full_of_sound = sum(unit.has(*HEARD) for unit in words) > 1 and not has_people
    if any(_is_visual(unit) and not (is_full_of_sound and unit.has("actions")) for unit in words):
        return "picture"
    heard = sum(unit.has(*HEARD) for unit in words)
    looks = sum(unit.has("looks") for unit in words)
    seen = sum(unit.has("places", "garments") for unit in words)
    if not (words and words[0].has(*HEARD)):
        seen += sum(unit.has("features") for unit in words)
    seen += bool(words) and words[0].has("things") and " " in words[0].text
    named = sum(
        unit.has("things") and not unit.has(*HEARD) and at > 0
        and words[at - 1].has("determiners", "numbers", "quantities", "colours", "counters")
        for at, unit in enumerate(words)
    )  # fmt: skip
    if heard and not named and (heard >= looks) and not seen:
        return "heard"
    shown = sum(unit.has("things", "times", "weathers") and not unit.has("looks") for unit in words)
    if looks > shown and not seen and not named:
        return "style"
    return "picture"


def _is_visual(unit: Unit) -> bool:
    if unit.has("looks", *HEARD):
        return False
    meaning = unit.get(*VISUAL)
    return meaning is not None and not (meaning.category == "actions" and meaning.name == "flow")


def _followed_by_mark(sentence: list[Unit], unit: Unit) -> bool:
    at = sentence.index(unit)
    return at + 1 < len(sentence) and sentence[at + 1].text in (":", "：", "-", "—", "–")


def _assemble(cuts: Cuts, picture: list[list[Unit]], pending: list[tuple[int, list[Unit]]]) -> None:
    """Takes from sentences of pictures; sound sentences go with the take that they stand in."""
    takes = [Take()]
    for number, sentence in enumerate(picture):
        _hear(cuts, pending, number, takes[-1] if takes[-1].cue else None)
        at = 0
        while at < len(sentence):
            cue = find_cue(sentence, at)
            if cue is None and at == 0 and not (_ends_take(picture, number) and _is_bare(sentence)):
                cue = _opening_size(sentence, at, takes[-1])
            cue = cue or _elsewhere(sentence, at, takes[-1]) or _closer(sentence, at, takes[-1])
            if cue is None:
                takes[-1].units.append(sentence[at])
                at += 1
                continue
            for unit in sentence[cue.first : cue.after]:
                if unit.kind != "punct":
                    unit.use(f"transition: {cue.transition}")
            if takes[-1].has_content:
                takes.append(Take())
            takes[-1].cue = cue
            takes[-1].start_seconds, takes[-1].end_seconds, takes[-1].length_seconds = cue.times
            at = cue.after if cue.after > at else _keep(takes[-1], sentence, at)
    _hear(cuts, pending, len(picture) + 1, None)
    cuts.takes = [take for take in takes if take.has_content] or [Take()]
    _set_logline_apart(cuts)


def _elsewhere(sentence: list[Unit], at: int, current: Take) -> Cue | None:
    """A sentence that is set in another place than the shot so far is a shot of its own."""
    if at != 0 or not current.has_content:
        return None
    if not any(unit.has("people", "groups", "names", "pronouns", "things") for unit in sentence):
        return None
    here, there = _setting(current.units), _setting(sentence)
    return Cue(at, at, kind="cut") if here and there and here != there else None


def _closer(sentence: list[Unit], at: int, current: Take) -> Cue | None:
    """`…, close-up of her hands`: a shot of its own after what was shown before the comma."""
    if at + 2 >= len(sentence) or at == 0 or sentence[at - 1].text not in (",", ";"):
        return None
    first = at
    while at < len(sentence) and sentence[at].has("cue_leads", "determiners", "speeds"):
        at += 1
    if at + 2 >= len(sentence) or not sentence[at].has("sizes"):
        return None
    preposition = sentence[at + 1].get("prepositions")
    shows = any(unit.has("people", "groups", "pronouns", "things") for unit in current.units)
    if preposition is None or preposition.name not in ("of", "on") or not shows:
        return None
    return Cue(first, first, kind="size")


def _setting(units: list[Unit]) -> str | None:
    """The place that units say something happens in: `in a forest`."""
    wide = the_world().wide_places
    for before, unit in pairwise(unit for unit in units if not unit.has(*QUALITIES, "materials")):
        place, preposition = unit.get("places"), before.get("prepositions")
        if place is None or unit.has("things", "actions") or place.name in wide:
            continue
        if preposition is None and before.has("determiners"):
            earlier = units[units.index(before) - 1] if units.index(before) else before
            preposition = earlier.get("prepositions")
        if preposition is not None and preposition.name in ("in", "at", "on", "into"):
            return place.name
    return None


def _keep(take: Take, sentence: list[Unit], at: int) -> int:
    """A cue without words of its own (a size that opens a sentence) stays in its shot."""
    take.units.append(sentence[at])
    return at + 1


def _hear(
    cuts: Cuts, pending: list[tuple[int, list[Unit]]], number: int, take: Take | None
) -> None:
    while pending and pending[0][0] <= number:
        _, sentence = pending.pop(0)
        (cuts.heard if take is None else take.heard).extend(sentence)


def _ends_take(picture: list[list[Unit]], number: int) -> bool:
    return number == len(picture) - 1 or find_cue(picture[number + 1], 0) is not None


def _is_bare(sentence: list[Unit]) -> bool:
    """Whether a sentence shows nothing: as the last of a take it tells how it is taken."""
    return all(unit.is_known for unit in sentence if unit.kind == "word") and not any(
        unit.kind == "quote" or (unit.has(*SHOWN) and not unit.has(*HEARD)) for unit in sentence
    )


def _opening_size(sentence: list[Unit], at: int, current: Take) -> Cue | None:
    """A sentence that opens with a size, a framing or a kind of shot is a shot of its own."""
    if at != 0 or not current.has_content or _is_slugline(current):
        return None
    words = [unit for unit in sentence if unit.kind == "word"]
    if len(words) > 2 and words[-1].has("sizes") and words[-2].has("attributives"):
        return Cue(at, at, kind="size")  # `手元のクローズアップ。`
    marks = sum(unit.text in "-–—•*" for unit in sentence[:2])
    for reach, unit in enumerate(sentence[marks : marks + 5], marks):
        if unit.has("sizes", "framings"):
            return Cue(at, at, kind="size")
        if unit.has("moves"):
            following = sentence[reach + 1] if reach + 1 < len(sentence) else None
            is_shot = "shot" in unit.text or (following is not None and (
                following.has("shot_nouns") or following.text == ":"
            ))  # fmt: skip
            return Cue(at, at, kind="size") if is_shot else None
        if not unit.has(
            "determiners", "speeds", "moods", "qualities", "emotions", "looks", "cue_leads"
        ):
            return None
    return None


def _is_slugline(take: Take) -> bool:
    """`EXT. DESERT - DAY`: a named shot that has only been told where and when."""
    told = [unit for unit in take.units if unit.kind in ("word", "number", "quote")]
    return take.cue is not None and all(
        unit.has("places", "times", "weathers", "seasons", "function", "prepositions")
        for unit in told
    )


def _set_logline_apart(cuts: Cuts) -> None:
    """What stands before the first named shot is context, as is a leading sentence about a film."""
    if len(cuts.takes) < 2 or cuts.takes[0].cue is not None:
        return
    opening, cue = cuts.takes[0], cuts.takes[1].cue
    is_about_film = any(unit.has("film_nouns", "genres") for unit in opening.units)
    is_logline = cue is not None and (
        cue.kind == "first"
        or (cue.kind == "size" and (is_about_film or not _shows_a_shot(opening.units)))
    )
    if is_logline:
        cuts.context = opening.units
        cuts.takes.pop(0)
        return
    leading = list(sentences(opening.units))
    if len(leading) > 1 and any(unit.has("film_nouns") for unit in leading[0]):
        cuts.context = leading[0]
        opening.units = [unit for sentence in leading[1:] for unit in sentence]


def _shows_a_shot(units: list[Unit]) -> bool:
    return any(unit.has("sizes", "moves", "actions") for unit in units)
