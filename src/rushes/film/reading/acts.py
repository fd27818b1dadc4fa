"""Acts and what they are done with: to play, and a piano, is to play the piano."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rushes.film.reading.telling.walker import Walker


def act_with(walker: Walker, name: str) -> None:
    """Makes the clause's act the one that it is with what has just been named."""
    clause = walker.clause
    if clause.verb is None or clause.is_fresh or clause.is_camera or clause.negated:
        return
    act = walker.reading.world.act_with(clause.verb, name)
    if act is None:
        return
    emotions = walker.reading.world.emotion_of
    for person in clause.subjects:
        role = walker.shot.role_of(person)
        _replace(role.actions, clause.verb, act)
        if role.emotion is not None and role.emotion == emotions.get(clause.verb):
            role.emotion = emotions.get(act)
    if clause.thing is not None and not clause.subjects:
        _replace(clause.thing.actions, clause.verb, act)
    _replace(clause.waiting, clause.verb, act)
    clause.verb = act


def _replace(acts: list[str], old: str, new: str) -> None:
    if old in acts:
        acts[acts.index(old)] = new
