"""Cuts added to a film that names none, where the request allows them: wide, medium, close."""

from __future__ import annotations

from dataclasses import replace

from rushes.film.film_request import FilmRequest
from rushes.film.reading.cutting.takes import Take, sentences
from rushes.film.reading.drafts import RoleDraft, ShotDraft
from rushes.film.reading.words.units import Unit
from rushes.film.reading.words.world import World

SHORTEST_SPLIT_SECONDS = 6
LEAST_SENTENCE_SECONDS = 2.5
THREE_SHOTS_SECONDS = 9
ONE_TAKE = "one take"


def by_sentences(takes: list[Take], request: FilmRequest) -> list[Take]:
    """A take for each sentence that shows something, where one take told them all."""
    if len(takes) != 1 or not request.may_add_cuts or _is_one_take(takes[0]):
        return takes
    most = int(request.duration_seconds / LEAST_SENTENCE_SECONDS)
    parts: list[list[Unit]] = []
    for sentence in sentences(takes[0].units):
        shows = any(
            unit.has("people", "groups", "things", "pronouns", "names") for unit in sentence
        )
        if parts and not (shows and len(parts) < most):
            parts[-1].extend(sentence)
        else:
            parts.append(sentence)
    first = Take(parts[0], takes[0].heard, takes[0].cue) if parts else takes[0]
    return [first, *(Take(part) for part in parts[1:])]


def _is_one_take(take: Take) -> bool:
    """Whether the words ask for a single take."""
    return any(
        (look := unit.get("looks")) is not None and look.name == ONE_TAKE for unit in take.units
    )


def split(
    shot: ShotDraft, take: Take, request: FilmRequest, world: World
) -> tuple[list[ShotDraft], list[Take]]:
    """Two or three shots of what one tells; the one itself when it is short or says `one take`."""
    is_whole = (
        _is_one_take(take)
        or shot.size is not None
        or len(shot.moves) > 1
        or not (shot.roles or shot.things)
    )
    if request.duration_seconds < SHORTEST_SPLIT_SECONDS or is_whole:
        return [shot], [take]
    wide = replace(shot, size="WS", framing=[], speech=[], roles=_roles(shot), index=0)
    medium = replace(shot, size="MS", moves=[], sounds=[], index=1, roles=_roles(shot),
                     things=list(shot.things), places=list(shot.places))  # fmt: skip
    shots = [wide, medium]
    if request.duration_seconds >= THREE_SHOTS_SECONDS:
        close = replace(shot, size="CU", framing=[], moves=[], sounds=[], speech=[], index=2,
                        roles=_roles(shot)[:1], things=list(shot.things),
                        places=list(shot.places), features=list(shot.features))  # fmt: skip
        shots.append(close)
    takes = [Take(take.units, cue=take.cue), *(Take(take.units) for _ in shots[1:])]
    return shots, takes


def _roles(shot: ShotDraft) -> list[RoleDraft]:
    return [
        RoleDraft(role.person, list(role.actions), role.emotion, list(role.holds), role.body_part)
        for role in shot.roles
    ]
