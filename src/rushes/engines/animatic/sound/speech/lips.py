"""Whose mouth moves when: the lips of everyone who speaks, shot by shot."""

from __future__ import annotations

from collections.abc import Mapping

from rushes.engines.animatic.sound.speech.mouths import SHUT, Mouth
from rushes.engines.animatic.sound.speech.saying import say
from rushes.engines.animatic.sound.speech.voices import voice_of
from rushes.engines.animatic.staging.camera.timing import tempo_of
from rushes.film.shot_list import Shot, ShotList
from rushes.film.speaking import spoken_lines

Lips = tuple[Mouth, ...]
_TALKING = frozenset(["say", "talk", "whisper", "shout"])


def lips_of(shot_list: ShotList) -> Mapping[int, Mapping[str, Lips]]:
    """By shot number and person, in seconds of their lives since the shot began: in slow motion
    fewer than the film's, so that lips keep up with a voice that isn't slowed.

    A line that goes on over a cut moves the lips of its speaker there too. Whoever talks in a shot
    in which something is said keeps their lips shut while it isn't they who speak.
    """
    lines = spoken_lines(shot_list)
    if not lines:
        return {}
    heard = [(line, say(line, voice_of(line, shot_list)).mouths) for line in lines]
    tempo = tempo_of(shot_list.look)
    lips: dict[int, dict[str, Lips]] = {}
    for shot in shot_list.shots:
        during = [
            (line, mouths)
            for line, mouths in heard
            if line.start_seconds < shot.end_seconds and line.end_seconds > shot.start_seconds
        ]
        speakers = {line.person_id for line, _ in during}
        for person in shot.people:
            if person.id in speakers:
                own = [(line, mouths) for line, mouths in during if line.person_id == person.id]
                moving = [
                    mouth._replace(seconds=line.start_seconds - shot.start_seconds + mouth.seconds)
                    for line, mouths in own
                    for mouth in mouths
                ]
                lips.setdefault(shot.number, {})[person.id] = tuple(
                    mouth._replace(seconds=mouth.seconds * tempo)
                    for mouth in _in_shot(moving, shot)
                )
            elif during and _TALKING & set(person.actions):
                lips.setdefault(shot.number, {})[person.id] = (SHUT,)
    return lips


def _in_shot(mouths: list[Mouth], shot: Shot) -> Lips:
    """From the shot's first frame on: what was before it is how the mouth is then."""
    before = [mouth for mouth in mouths if mouth.seconds <= 0]
    first = before[-1]._replace(seconds=0.0) if before else SHUT
    length = shot.end_seconds - shot.start_seconds
    return (first, *(mouth for mouth in mouths if 0 < mouth.seconds < length))
