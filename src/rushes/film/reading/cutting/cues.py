"""Words that cut: `cut to`, `shot 2:`, `[0-3s]`, `corta para`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rushes.film.reading.words.units import Unit

LABEL_MARKS = frozenset(":：—–-.)|")
Times = tuple[float | None, float | None, float | None]
LabelKind = Literal["first", "label"]
NO_TIMES: Times = (None, None, None)


@dataclass(slots=True)
class Cue:
    """A place where the words cut."""

    first: int
    """The cue's first unit."""
    after: int
    """The first unit of what the shot shows."""
    transition: str = "cut"
    kind: Literal["none", "first", "label", "size", "cut"] = "cut"
    """How the shot that follows is named: as the first (`Shot 1:`), as another, by its size."""
    times: Times = NO_TIMES


def find_cue(units: list[Unit], at: int) -> Cue | None:
    """The cue that starts at this unit, or None. Marks and words that lead up to it are part."""
    first = at
    while at < len(units) and units[at].kind in ("punct", "line") and units[at].text in "*#->(|[/":
        at += 1
    listed = _list_number(units, first, at)
    if listed is not None:
        return listed
    opens = at == 0 or at > first or _starts_clause(units, first)
    at = _skip_leads(units, at)
    if at >= len(units):
        return None
    unit = units[at]
    if unit.kind == "time" and unit.times[0] is not None:
        kind: LabelKind = "first" if unit.times[0] == 0 else "label"
        return _label(units, first, at + 1, unit.times, kind)
    transition = unit.get("transitions")
    if transition is not None and not _is_noun_cut(units, at):
        return Cue(first, at + 1, transition.name)
    if opens:
        return _shot_label(units, first, at) or _sequence(units, first, at)
    return None


def _is_noun_cut(units: list[Unit], at: int) -> bool:
    """Whether a lone `cut` is no cue: `a clean cut`, `the cut`, `cut cake`."""
    unit = units[at]
    if not unit.has("shot_nouns", "actions"):
        return False
    after = units[at + 1] if at + 1 < len(units) else None
    if after is not None and after.has("framings", "sizes"):
        return False  # `Cut over the shoulder to …`
    return not (after is None or (after.kind == "punct" and after.text in ":：.—–-"))


def _starts_clause(units: list[Unit], at: int) -> bool:
    return at == 0 or units[at - 1].kind in ("punct", "line", "time", "quote")


def _skip_leads(units: list[Unit], at: int) -> int:
    """Past `then`, `and`, `we`, `the camera`, when a cue follows them."""
    start = at
    while at < len(units):
        unit = units[at]
        if unit.has("transitions") or unit.kind == "time":
            return at
        if unit.has("cue_leads", "determiners", "camera", "speeds") or unit.text == ",":
            at += 1
            continue
        return at if unit.has("ordinals", "shot_nouns", "sequence") else start
    return start


def _list_number(units: list[Unit], first: int, at: int) -> Cue | None:
    """`1.` or `2)` at the start of a line."""
    if at + 1 >= len(units) or units[at].kind != "number" or not _starts_line(units, first):
        return None
    if units[at + 1].text in ".):" and units[at + 1].start == units[at].end:
        kind: LabelKind = "first" if units[at].count == 1 else "label"
        return _label(units, first, at + 2, NO_TIMES, kind)
    return None


def _starts_line(units: list[Unit], at: int) -> bool:
    return at == 0 or units[at - 1].kind == "line" or units[at - 1].ends_sentence


def _shot_label(units: list[Unit], first: int, at: int) -> Cue | None:
    """`shot 2:`, `final shot:`, `plano final —`, `scene one (3s)`."""
    reach = at
    nouns = ranks = 0
    while reach < len(units) and reach < at + 4:
        unit = units[reach]
        if unit.has("shot_nouns") and not nouns:
            nouns += 1
        elif unit.has("ordinals", "numbers") or unit.kind == "number":
            ranks += 1
        elif not unit.has("prepositions", "determiners", "numbers") or (nouns and ranks):
            break
        reach += 1
    if not nouns:
        return None
    has_mark = reach < len(units) and units[reach].text in LABEL_MARKS
    has_time = any(unit.kind == "time" for unit in units[reach : reach + 2])
    if not ranks and not (has_mark and reach == at + 1):
        return None
    is_ordinal_first = units[at].has("ordinals") or any(u.has("ordinals") for u in units[at:reach])
    if not (has_mark or has_time or is_ordinal_first):
        return None
    return _label(units, first, reach, NO_TIMES, _rank(units[at:reach]))


def _rank(units: list[Unit]) -> LabelKind:
    """Whether a label names the film's first shot."""
    for unit in units:
        rank = unit.get("ordinals", "numbers")
        if (rank is not None and rank.name == "1") or (unit.kind == "number" and unit.count <= 1):
            return "first"
    return "label"


def _label(units: list[Unit], first: int, after: int, times: Times, kind: LabelKind) -> Cue:
    """A label with the marks, the timecode and the further label words that belong to it."""
    begin, end, length = times
    while after < len(units):
        unit = units[after]
        if unit.kind == "time":
            begin = unit.times[0] if unit.times[0] is not None else begin
            end = unit.times[1] if unit.times[1] is not None else end
            length = unit.times[2] if unit.times[2] is not None else length
        elif not (unit.kind == "punct" and unit.text in ":：—–-.)|]*•,"):
            further = _further_label(units, after)
            if further == after:
                break
            after = further
            continue
        after += 1
    return Cue(first, after, kind=kind, times=(begin, end, length))


def _further_label(units: list[Unit], at: int) -> int:
    """Past a second label right after the first: `[0-3s] Shot 1:`, `Shot 1 [0-3s]`."""
    reach = at
    while reach < len(units) and reach < at + 3:
        unit = units[reach]
        if not (unit.has("shot_nouns", "ordinals", "numbers") or unit.kind == "number"):
            break
        reach += 1
    is_label = (
        reach > at
        and any(unit.has("shot_nouns") for unit in units[at:reach])
        and reach < len(units)
        and (units[reach].text in ":：—–-" or units[reach].kind == "time")
    )
    return reach if is_label else at


def _sequence(units: list[Unit], first: int, at: int) -> Cue | None:
    if units[at].has("sequence") and _starts_line(units, first):
        after = at + 1
        if after < len(units) and units[after].text == ",":
            after += 1
        return Cue(first, after)
    return None
