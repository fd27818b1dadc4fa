"""What must not be there: the negative prompt, and what the words themselves rule out."""

from __future__ import annotations

from rushes.film.reading.drafts import FilmDraft, ShotDraft, add
from rushes.film.reading.telling.walker import Reading
from rushes.film.reading.words.roles import QUALITIES
from rushes.film.reading.words.units import Unit

NAMED = (
    "groups", "people", "things", "places", "features", "weathers", "sounds", "instruments",
    "music", "accessories", "garments", "lighting", "moves", "looks", "actions", "audio_nouns",
)  # fmt: skip
CROWD = "crowd"
EVERYONE = frozenset(["people", "person", CROWD])
ANYONE = frozenset(["people", "person"])
"""What rules out whoever is told of, not only others around them."""


def read_negative(reading: Reading, units: list[Unit]) -> list[str]:
    """The canonical names that a negative prompt rules out; unknown words stand for themselves."""
    names: list[str] = []
    for unit in units:
        if unit.kind != "word" or unit.has("negations", "determiners", "conjunctions", "function"):
            continue
        found = [m for category in NAMED for m in unit.meanings if m.category == category]
        for meaning in found:
            add(names, _public_name(meaning.category, meaning.name))
        if found:
            unit.use(f"not: {_public_name(found[0].category, found[0].name)}")
        elif not unit.is_known:
            add(names, unit.text.casefold())
        elif not unit.has(*QUALITIES):
            continue
    return names


def _public_name(category: str, name: str) -> str:
    if category == "groups" or (category == "people" and name == "person"):
        return "people" if name in EVERYONE else name
    return {"music": "music", "audio_nouns": "sound"}.get(category, name)


def exclude(shots: list[ShotDraft], film: FilmDraft, negative: list[str]) -> None:
    """Takes what is ruled out from every shot, in picture and in sound."""
    if any(thing.name == CROWD for shot in shots for thing in shot.things):
        film.excluded = [name for name in film.excluded if name != CROWD]  # it fills
    for name in negative:
        add(film.excluded, name)
    names = set(film.excluded)
    if not names:
        return
    film.ambience = [sound for sound in film.ambience if sound not in names]
    film.look = [look for look in film.look if look not in names]
    film.music = [
        music
        for music in film.music
        if not names & {"music", music.instrument or ""} and "sound" not in names
    ]
    if "sound" in names:
        film.ambience = []
    for shot in shots:
        _exclude_from(shot, names)


def _exclude_from(shot: ShotDraft, names: set[str]) -> None:
    shot.things = [
        thing
        for thing in shot.things
        if thing.name not in names
        and not (thing.name == "crowd" and EVERYONE & names)
        and not any(name and thing.name.endswith(f" {name}") for name in names)
    ]
    shot.sounds = [] if "sound" in names else [s for s in shot.sounds if s not in names]
    shot.features = [feature for feature in shot.features if feature not in names]
    shot.places = [place for place in shot.places if place not in names]
    shot.unknown_places = [place for place in shot.unknown_places if place not in names]
    shot.lighting = [light for light in shot.lighting if light not in names]
    shot.moves = [move for move in shot.moves if move.move not in names]
    if shot.weather in names:
        shot.weather = None
    kept = [
        role
        for role in shot.roles
        if not ANYONE & names and not {role.person.who.kind, role.person.who.persona} & names
    ]
    gone = [role.person.who for role in shot.roles if role not in kept]
    shot.roles = kept
    shot.speech = [(t, None if who and who.who in gone else who) for t, who in shot.speech]
    for role in shot.roles:
        role.actions = [action for action in role.actions if action not in names]
        role.holds = [held for held in role.holds if held not in names]
