"""A film of one word that shows nothing by itself: `Loneliness`, `War`, `Summer`."""

from __future__ import annotations

from rushes.film.reading.cutting.takes import Take
from rushes.film.reading.drafts import ShotDraft, ThingDraft
from rushes.film.reading.telling.walker import Reading
from rushes.film.reading.words.units import Unit
from rushes.film.reading.words.world import Scene
from rushes.film.shot_list import Music

MOST_WORDS = 4
"""A text of more words says what it means."""


def imagine(reading: Reading, takes: list[Take], shots: list[ShotDraft]) -> None:
    """Fills a film that names nothing to show with a scene that its word makes people think of."""
    if not reading.may_guess or len(shots) != 1 or len(takes) != 1:
        return
    shot, words = shots[0], [unit for unit in takes[0].units if unit.kind == "word"]
    if shot.roles or shot.things or shot.places or len(words) > MOST_WORDS:
        return
    for unit in words:
        scene = _scene_of(reading, unit)
        if scene is not None:
            _show(reading, shot, scene)
            unit.outcome = ""
            unit.guess(f"scene: {scene.words}")
            return


def _scene_of(reading: Reading, unit: Unit) -> Scene | None:
    meaning = unit.get("themes", "seasons")
    return reading.world.scenes.get(meaning.name) if meaning is not None else None


def _show(reading: Reading, shot: ShotDraft, scene: Scene) -> None:
    shot.places = [scene.place]
    shot.unknown_places = []
    shot.time_of_day = shot.time_of_day or scene.time_of_day
    shot.weather = shot.weather or scene.weather
    shot.size = shot.size or scene.size
    for persona in scene.people:
        person = reading.cast.add(persona, scene.words, shot.index)
        role = shot.role_of(person)
        role.actions, role.emotion = list(scene.acts), scene.emotion
    for name in scene.things:
        count = reading.world.count_of(name) if name in scene.many else 1
        thing = ThingDraft(name, scene.words, count)
        thing.actions = list(scene.things_act)
        shot.things.append(thing)
    if scene.music is not None and not reading.film.music:
        reading.film.music.append(Music(None, scene.music))
