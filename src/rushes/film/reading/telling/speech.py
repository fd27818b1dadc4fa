"""Quoted words: who says them, or what they are written on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.film.reading.drafts import PersonDraft, add
from rushes.film.reading.words.units import Unit

if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Walker


def take_quote(walker: Walker, unit: Unit) -> None:
    """Quoted words: speech of whoever speaks, or what is written on a thing."""
    before = _before_quote(walker)
    world = walker.reading.world
    speaks = _speaking_near(walker)
    is_written = any(
        near.has("writing") or ((m := near.get("things")) is not None and m.name in world.writing)
        for near in before[-4:]
    )
    if is_written and not speaks:
        unit.use("writing")
        if walker.shot.things:
            walker.shot.things[-1].words += f" “{unit.text}”"
        return
    if any(near.has("voiceovers") for near in before):
        speaker: PersonDraft | None = None
    else:
        speaker = _speaker(walker, bool(speaks))
    walker.shot.speech.append((unit.text, speaker))
    unit.use("speech")
    if speaker is not None:
        role = walker.shot.role_of(speaker)
        if not (world.speaks.intersection(role.actions) or _says_after(walker)):
            add(role.actions, "say")


def _before_quote(walker: Walker) -> list[Unit]:
    """The units of the same sentence before the quoted words."""
    before: list[Unit] = []
    for unit in reversed(walker.units[: walker.at]):
        if unit.ends_sentence:
            break
        before.insert(0, unit)
    return before


def _says_after(walker: Walker) -> bool:
    """Whether the words after tell how it was said: `"…", she whispers`."""
    for unit in walker.units[walker.at + 1 : walker.at + 5]:
        if unit.kind in ("quote", "line") or (unit.ends_sentence and unit.text != ","):
            return False
        action = unit.get("actions")
        if action is not None:
            return action.name in walker.reading.world.speaks
    return False


def _speaking_near(walker: Walker) -> bool:
    speaks = walker.reading.world.speaks
    near = [*_before_quote(walker)[-8:], *walker.units[walker.at + 1 : walker.at + 5]]
    return any((m := unit.get("actions")) is not None and m.name in speaks for unit in near)


def _speaker(walker: Walker, is_told: bool) -> PersonDraft | None:
    """Who says the words: the subject before them, or the one named right after."""
    before = _before_quote(walker)
    is_named_before = any(unit.has("people", "pronouns", "names") for unit in before)
    if is_named_before and walker.clause.subjects:
        return walker.clause.subjects[0]
    for unit in walker.units[walker.at + 1 : walker.at + 6]:
        if unit.ends_sentence or unit.kind == "quote":
            break
        pronoun = unit.get("pronouns")
        if pronoun is not None and pronoun.name in ("she", "he"):
            index = walker.shot.index
            return walker.reading.cast.pronoun(pronoun.name, index, unit.text)[0]
        person = unit.get("people")
        if person is not None:
            kind = walker.reading.world.persona(person.name).kind
            for known in reversed(walker.reading.cast.recent):
                if known.kind in (kind, "?", "person"):
                    return known
            return walker.reading.cast.add(person.name, unit.text, walker.shot.index)
    people = [role.person for role in walker.shot.roles]
    if is_told and walker.clause.thing is not None:
        return None
    return walker.clause.subjects[0] if walker.clause.subjects else (people[-1] if people else None)
