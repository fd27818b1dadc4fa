"""What is heard when: the shot list read for its sounds, before any is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rushes.engines.animatic.sound.beds import bed_layers, is_hall
from rushes.engines.animatic.sound.effects import SOUNDS, Sound, sound_named
from rushes.engines.animatic.sound.happenings import sounds_of_acts, sounds_of_things
from rushes.engines.animatic.sound.speech.voices import Voice, voice_of
from rushes.film.shot_list import Music, Shot, ShotList
from rushes.film.speaking import SpokenLine, spoken_lines

QUIETEST_BED = "room tone"
_MUSIC = frozenset(["music", "soundtrack", "score", "song", "background music"])


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound, from when to when, and where it comes from."""

    sound: Sound
    start_seconds: float
    end_seconds: float
    gain_db: float = 0.0
    """Against how loud the sound usually is."""
    pan: float = 0.0
    distance: float | None = None
    """None: as far as the sound usually is."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody says something."""

    spoken: SpokenLine
    voice: Voice
    pan: float


@dataclass(frozen=True, slots=True)
class Score:
    """All that a film's soundtrack is made from."""

    cues: tuple[Cue, ...]
    lines: tuple[Line, ...]
    music: tuple[Music, ...]
    is_indoors: bool
    """For most of the film."""
    is_in_hall: bool

    @property
    def is_loud(self) -> bool:
        """Whether there is speech or music, not the room alone."""
        return bool(self.lines or self.music)


def score_film(shot_list: ShotList) -> Score:
    """Read the film for what is heard: named sounds, places, weather, acts, things, speech."""
    excluded = _excluded_sounds(shot_list.excluded)
    words_excluded = {word.lower() for word in shot_list.excluded}
    cues = [cue for cue in _cues(shot_list) if cue.sound.name not in excluded]
    lines = tuple(_lines(shot_list))
    music = () if words_excluded & _MUSIC else _music(shot_list)
    indoors = sum(shot.frame_count for shot in shot_list.shots if shot.indoors)
    frames = sum(shot.frame_count for shot in shot_list.shots)
    halls = any(is_hall(shot.place) for shot in shot_list.shots)
    if not cues:
        cues = [Cue(SOUNDS[QUIETEST_BED], 0.0, shot_list.duration_seconds)]
    return Score(tuple(_joined(cues)), lines, music, indoors * 2 > frames, halls)


def _cues(shot_list: ShotList) -> Iterator[Cue]:
    for name in shot_list.ambience:
        if found := sound_named(name):
            yield Cue(found, 0.0, shot_list.duration_seconds)
    throughout = {found.name for name in shot_list.ambience if (found := sound_named(name))}
    for shot in shot_list.shots:
        for cue in _cues_of_shot(shot):
            if cue.sound.name not in throughout:
                yield cue


def _cues_of_shot(shot: Shot) -> Iterator[Cue]:
    start, end = shot.start_seconds, shot.end_seconds
    heard: set[str] = set()
    for name in shot.sounds:
        found = sound_named(name)
        if found and found.name not in heard:
            heard.add(found.name)
            yield Cue(found, start, end)
    happenings = [*sounds_of_acts(shot), *sounds_of_things(shot)]
    for happening in happenings:
        if happening.sound not in heard:
            heard.add(happening.sound)
            sound = SOUNDS[happening.sound]
            distance = None if happening.distance is None else happening.distance
            yield Cue(sound, start, end, happening.gain_db, happening.pan, distance)
    for layer in bed_layers(
        shot.place, shot.place_features, shot.time_of_day, shot.weather, shot.indoors
    ):
        if layer.sound not in heard:
            heard.add(layer.sound)
            yield Cue(SOUNDS[layer.sound], start, end, layer.gain_db)


def _joined(cues: Iterable[Cue]) -> list[Cue]:
    """A sound that goes on over a cut is one sound: it does not start again."""
    joined: list[Cue] = []
    for cue in cues:
        for place, before in enumerate(joined):
            same = before.sound.name == cue.sound.name
            if same and abs(before.end_seconds - cue.start_seconds) < 1e-6:
                louder = before if before.gain_db >= cue.gain_db else cue
                joined[place] = replace(
                    louder, start_seconds=before.start_seconds, end_seconds=cue.end_seconds
                )
                break
        else:
            joined.append(cue)
    return joined


def _lines(shot_list: ShotList) -> Iterator[Line]:
    places = {shot.number: [person.id for person in shot.people] for shot in shot_list.shots}
    for line in spoken_lines(shot_list):
        who = line.person_id or ""
        seen = places[line.shot_number]
        pan = 0.0
        if who in seen and len(seen) > 1:
            pan = -0.35 + 0.7 * seen.index(who) / (len(seen) - 1)
        yield Line(line, voice_of(line, shot_list), pan)


def _music(shot_list: ShotList) -> tuple[Music, ...]:
    """The music named; else what somebody is seen playing."""
    if shot_list.music:
        return shot_list.music
    for shot in shot_list.shots:
        if any("play-instrument" in person.actions for person in shot.people):
            held = [name for person in shot.people for name in person.holds]
            for name in (*held, *(thing.name for thing in shot.things)):
                if name in PLAYED:
                    return (Music(PLAYED[name]),)
    return ()


PLAYED = {
    name: name
    for name in "guitar piano violin cello trumpet saxophone flute harp accordion".split()
} | {"drum": "drums"}


def _excluded_sounds(excluded: tuple[str, ...]) -> frozenset[str]:
    return frozenset(found.name for word in excluded if (found := sound_named(word)))
