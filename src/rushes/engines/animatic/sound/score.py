"""What is heard when: the shot list read for its sounds, before any is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rushes.engines.animatic.sound.beds import bed_layers, space_of
from rushes.engines.animatic.sound.effects import SOUNDS, Sound, sound_named
from rushes.engines.animatic.sound.happenings import (
    Happening,
    sounds_of_acts,
    sounds_of_things,
)
from rushes.engines.animatic.sound.placing import Placing, Trace
from rushes.engines.animatic.sound.speech.voices import Voice, voice_of
from rushes.film.shot_list import Music, Shot, ShotList
from rushes.film.speaking import SpokenLine, spoken_lines

QUIETEST_BED = "room tone"
_MUSIC = frozenset(["music", "soundtrack", "score", "song", "background music"])
_EVERYTHING = frozenset(["sound", "sounds", "sound effects", "audio", "noise", "sfx"])
_VOICE_SIDES = 0.5


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound, from when to when, and where it comes from."""

    sound: Sound
    start_seconds: float
    end_seconds: float
    gain_db: float = 0.0
    """Against how loud the sound usually is."""
    pan: float | Trace = 0.0
    distance: float | None = None
    """None: as far as the sound usually is."""
    moments: tuple[float, ...] | None = None
    """Seconds since its start at which it is seen to happen; None: it has its own rhythm."""
    passes: bool = False
    space: str = "outdoors"
    is_bed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody says something."""

    spoken: SpokenLine
    voice: Voice
    pan: float | Trace
    space: str


@dataclass(frozen=True, slots=True)
class Score:
    """All that a film's soundtrack is made from."""

    cues: tuple[Cue, ...]
    lines: tuple[Line, ...]
    music: tuple[Music, ...]
    cuts: tuple[float, ...]
    """Seconds at which a shot begins, but the first."""

    @property
    def is_loud(self) -> bool:
        """Whether there is speech or music, not the room alone."""
        return bool(self.lines or self.music)


def score_film(shot_list: ShotList, placing: Placing | None = None, dressing: float = 0.5) -> Score:
    """Read the film for what is heard: named sounds, places, weather, acts, things, speech.

    `placing` says where everything is seen. `dressing` 0 leaves out what was not named but the room
    and what is seen to happen.
    """
    placing = placing or Placing(())
    words_excluded = {word.lower() for word in shot_list.excluded}
    excluded = _excluded_sounds(shot_list.excluded)
    silenced = bool(words_excluded & _EVERYTHING)
    cues = [
        cue
        for cue in _cues(shot_list, placing, dressing)
        if cue.sound.name not in excluded and (cue.is_bed or not silenced)
    ]
    lines = tuple(_lines(shot_list, placing))
    music = () if words_excluded & _MUSIC else _music(shot_list)
    if not any(cue.is_bed for cue in cues):
        cues.append(Cue(SOUNDS[QUIETEST_BED], 0.0, shot_list.duration_seconds, is_bed=True))
    cuts = tuple(shot.start_seconds for shot in shot_list.shots[1:])
    return Score(tuple(_joined(cues)), lines, music, cuts)


def _cues(shot_list: ShotList, placing: Placing, dressing: float) -> Iterator[Cue]:
    throughout: set[str] = set()
    for name in shot_list.ambience:
        found = sound_named(name)
        if found and found.name not in throughout:
            throughout.add(found.name)
            yield Cue(found, 0.0, shot_list.duration_seconds)
    for shot in shot_list.shots:
        for cue in _cues_of_shot(shot, placing, dressing):
            if cue.sound.name not in throughout:
                yield cue


def _cues_of_shot(shot: Shot, placing: Placing, dressing: float) -> Iterator[Cue]:
    space = space_of(shot.place, shot.place_features, shot.indoors)
    blank = Cue(SOUNDS[QUIETEST_BED], shot.start_seconds, shot.end_seconds, space=space)
    heard: set[str] = set()
    happenings = {h.sound: h for h in (*sounds_of_things(shot), *sounds_of_acts(shot))}
    for name in shot.sounds:
        found = sound_named(name)
        if found and found.name not in heard:
            heard.add(found.name)
            seen = happenings.get(found.name)
            yield _seen(blank, shot, seen, placing) if seen else replace(blank, sound=found)
    for happening in happenings.values():
        if happening.sound not in heard:
            heard.add(happening.sound)
            yield _seen(blank, shot, happening, placing)
    layers = bed_layers(
        shot.place, shot.place_features, shot.time_of_day, shot.weather, shot.indoors
    )
    for number, layer in enumerate(layers):
        is_extra = dressing <= 0 and number and layer.sound in ("birds", "crickets", "seagulls")
        if layer.sound not in heard and not is_extra:
            heard.add(layer.sound)
            yield replace(blank, sound=SOUNDS[layer.sound], gain_db=layer.gain_db, is_bed=True)


def _seen(blank: Cue, shot: Shot, happening: Happening, placing: Placing) -> Cue:
    """The cue for something that is seen to sound, where and when it is seen."""
    source, sound = happening.source, SOUNDS[happening.sound]
    if source.kind == "person":
        trace = placing.person(shot.number, source.name)
        moments = placing.moments_of_act(shot.number, source.name, source.does[0], source.at)
    else:
        trace = placing.thing(shot.number, source.name)
        moments = placing.moments_of_thing(shot.number, source.name, source.does, source.at)
    cue = replace(
        blank,
        sound=sound,
        gain_db=happening.gain_db,
        pan=happening.pan,
        distance=happening.distance,
        moments=moments if source.at and sound.once else None,
        passes=happening.passes,
    )
    if trace is None:
        return cue
    distance = max(sound.distance * 0.5, trace.distance)
    return replace(cue, pan=trace, distance=distance, gain_db=min(happening.gain_db, 3.0))


def _joined(cues: Iterable[Cue]) -> list[Cue]:
    """A sound that goes on over a cut is one sound: it does not start again."""
    joined: list[Cue] = []
    for cue in cues:
        for place, before in enumerate(joined):
            same = before.sound.name == cue.sound.name and before.is_bed == cue.is_bed
            still = not (isinstance(before.pan, Trace) or isinstance(cue.pan, Trace))
            if same and still and abs(before.end_seconds - cue.start_seconds) < 1e-6:
                louder = before if before.gain_db >= cue.gain_db else cue
                joined[place] = replace(
                    louder, start_seconds=before.start_seconds, end_seconds=cue.end_seconds
                )
                break
        else:
            joined.append(cue)
    return joined


def _lines(shot_list: ShotList, placing: Placing) -> Iterator[Line]:
    for line in spoken_lines(shot_list):
        shot = shot_list.shots[line.shot_number - 1]
        who = line.person_id or ""
        seen = [person.id for person in shot.people]
        pan: float | Trace = 0.0
        if who in seen and len(seen) > 1:
            pan = -0.35 + 0.7 * seen.index(who) / (len(seen) - 1)
        trace = placing.person(line.shot_number, who)
        if trace is not None:
            moment = trace.at(line.start_seconds - shot.start_seconds)
            pan = _VOICE_SIDES * float(moment.pan[0])
        space = space_of(shot.place, shot.place_features, shot.indoors)
        yield Line(line, voice_of(line, shot_list), pan, space)


def _music(shot_list: ShotList) -> tuple[Music, ...]:
    """The music named; else what somebody is seen playing."""
    if shot_list.music:
        return shot_list.music
    for shot in shot_list.shots:
        for person in shot.people:
            for action in person.actions:
                instrument = action.removeprefix("play-")
                if instrument != action and instrument in PLAYED:
                    return (Music(PLAYED[instrument]),)
                if action == "play-instrument":
                    for name in (*person.holds, *(thing.name for thing in shot.things)):
                        if name in PLAYED:
                            return (Music(PLAYED[name]),)
                if action == "dj":
                    return (Music("synth", "energetic"),)
    return ()


PLAYED = {
    name: name
    for name in "guitar piano violin cello trumpet saxophone flute harp accordion drums ukulele "
    "harmonica".split()
} | {"drum": "drums", "drum kit": "drums", "electric guitar": "electric guitar"}


def _excluded_sounds(excluded: tuple[str, ...]) -> frozenset[str]:
    return frozenset(found.name for word in excluded if (found := sound_named(word)))
