"""Reads prompts for tests that look at what was understood."""

from __future__ import annotations

from typing import Any

from rushes.film.film_request import FilmRequest
from rushes.film.reading import Drawable, read_film
from rushes.film.reading.words.lexicon import load_lexicon
from rushes.film.shot_list import Person, PersonInShot, Shot, ShotList, Thing

SEED_PROMPT = (
    "Cinematic multi-shot of a young American couple celebrating their anniversary at a candlelit "
    "terrace dinner in Tuscany at golden hour. Wide establishing shot sweeps over rolling vineyard "
    "hills, cypress trees casting long shadows, then cuts to a slow dolly-in on a stone terrace "
    "where a woman in an ivory linen dress laughs softly while the man in a navy rolled-sleeve "
    "shirt pours red wine. Cut to a tender close-up: their hands interlace across the table, "
    "candlelight catching her diamond ring, his thumb gently brushing hers. Cut to a profile "
    "two-shot as he leans in and whispers; she smiles, eyes glistening, golden light rim-lighting "
    "her loose blonde hair. Final shot: a graceful crane pull-back revealing the terrace, the warm "
    "villa, and the sun melting into the Tuscan horizon. Distant church bells, light cricket "
    "ambience, soft acoustic guitar. Photoreal skin, fabric texture, wine ripples — shot on Arri "
    "Alexa 35, anamorphic lenses, shallow depth of field, premium cinematic color grade."
)


def read(prompt: str, duration_seconds: int = 5, **given: Any) -> ShotList:
    """Reads a prompt: `read("a dog", 5, cfg_scale=1.0)`."""
    return read_film(FilmRequest(prompt=prompt, duration_seconds=duration_seconds, **given))


def role(shot: Shot, person_id: str) -> PersonInShot:
    """A person as a shot shows them. Raises StopIteration when they are not in it."""
    return next(person for person in shot.people if person.id == person_id)


def thing(shot: Shot, name: str) -> Thing:
    """The things of a name in a shot. Raises StopIteration when there are none."""
    return next(thing for thing in shot.things if thing.name == name)


def thing_names(shot: Shot) -> set[str]:
    return {thing.name for thing in shot.things}


def moves(shot: Shot) -> list[tuple[str, str]]:
    """A shot's camera moves with their speeds."""
    return [(move.move, move.speed) for move in shot.moves]


def wears(person: Person) -> dict[str, str | None]:
    """The colour of each garment."""
    return {garment.garment: garment.colour for garment in person.clothes}


def cut_frames(film: ShotList) -> list[int]:
    return [shot.start_frame for shot in film.shots[1:]]


def read_with_all_drawn(prompt: str, duration_seconds: int = 5) -> ShotList:
    """Reads a prompt as if everything that has a name had a drawing of its own."""
    lexicon = load_lexicon("en")
    everything = Drawable(
        frozenset(lexicon.names("places")), frozenset(lexicon.names("things") | {"crowd"})
    )
    return read_film(FilmRequest(prompt, duration_seconds=duration_seconds), everything)
