"""Sentences that are only heard: sounds and music."""

from __future__ import annotations

from rushes.film.reading.drafts import FilmDraft, add
from rushes.film.reading.words.units import Unit
from rushes.film.shot_list import Music


def listen(units: list[Unit], film: FilmDraft, sounds: list[str]) -> None:
    """Adds the sounds to `sounds` and the music to the film."""
    moods: list[str] = []
    tempo: str | None = None
    negated = False
    just_played = False
    for unit in units:
        if unit.kind in ("punct", "line"):
            moods, tempo, just_played = [], None, False
            negated = negated and unit.text == ","
            continue
        instrument, sound = unit.get("instruments"), unit.get("sounds")
        if unit.has("negations"):
            negated = True
            unit.use("not")
        elif instrument is None and unit.has("music") and just_played:
            unit.use("music")  # `ギターの旋律`: the guitar's
        elif instrument is not None or unit.has("music"):
            name = instrument.name if instrument else None
            _play(unit, film, name, moods, tempo, negated)
            moods, just_played = [], not negated
        elif sound is not None or unit.has("weathers"):
            heard = sound.name if sound else unit.meanings[0].name
            add(film.excluded if negated else sounds, heard)
            unit.use(f"not: {heard}" if negated else f"sound: {heard}")
        elif negated and (thing := unit.get("things", "groups", "people", "looks")) is not None:
            name = "people" if thing.category in ("groups", "people") else thing.name
            add(film.excluded, name)
            unit.use(f"not: {name}")
        elif (mood := unit.get("moods", "tempi", "sound_levels")) is not None:
            pace = unit.get("tempi")
            tempo = pace.name if pace else tempo
            if mood.category == "moods":
                moods.append(mood.name)
            if just_played and film.music:
                last = film.music[-1]
                film.music[-1] = Music(
                    last.instrument, last.mood or (moods[0] if moods else None),
                    last.tempo or tempo, last.words,
                )  # fmt: skip
            unit.use(f"{mood.category}: {mood.name}")
        elif unit.has("audio_nouns"):
            unit.use("sound")
        elif unit.has("looks"):
            add(film.look, unit.meanings[0].name)
            unit.use(f"look: {unit.meanings[0].name}")


def _play(
    unit: Unit, film: FilmDraft, name: str | None, moods: list[str], tempo: str | None, off: bool
) -> None:
    if off:
        add(film.excluded, "music" if name is None else name)
        unit.use("not: music")
        return
    mood = moods[0] if moods else None
    unit.use(f"music: {name or mood or 'any'}")
    known = next((m for m in film.music if m.instrument == name), None)
    if known is None:
        film.music.append(Music(name, mood, tempo, unit.text))
