"""What is heard of what is seen: acts and things to sounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rushes.film.shot_list import Shot, Thing


@dataclass(frozen=True, slots=True)
class Happening:
    """A sound that something in a shot makes."""

    sound: str
    """A key of `SOUNDS`."""
    gain_db: float = 0.0
    pan: float = 0.0
    distance: float | None = None


_OF_ACTS = {
    "walk": "footsteps", "march": "footsteps", "climb": "cloth", "run": "running footsteps",
    "dance": "dancing steps", "exercise": "breathing", "laugh": "laughter", "cry": "breathing",
    "sing": "humming", "whisper": "whisper", "clap": "applause", "breathe": "breathing",
    "shout": "scream", "hug": "cloth", "dress": "cloth", "iron": "cloth",
    "pour": "pouring", "toast": "glass clink", "eat": "cutlery", "serve": "cutlery",
    "cook": "sizzling", "write": "writing", "draw": "writing", "paint": "writing",
    "sweep-floor": "writing", "clean": "writing", "type": "typing", "read": "pages",
    "photograph": "camera shutter", "play-ball": "ball", "kick": "ball", "swim": "splash",
    "dive": "splash", "row": "splash", "surf": "waves", "sail": "waves", "shower": "rain",
    "shoot": "gunshot", "hit": "impact", "crash": "impact", "explode": "explosion",
    "build": "construction", "burn": "fire", "bark": "dog bark", "flow": "stream",
    "steam": "coffee machine", "blow": "breathing", "drive": "car", "fight": "impact",
}  # fmt: skip
_OF_THINGS: dict[str, tuple[str, float]] = {
    "fire": ("fire", 0), "torch": ("fire", -6), "fountain": ("stream", -2), "clock": ("clock", 0),
    "fireworks": ("fireworks", 0), "lightning": ("thunder", 0), "wave": ("waves", 0),
    "car": ("car", -4), "sports car": ("car", 0), "taxi": ("car", -4), "truck": ("car", 0),
    "bus": ("car", -2), "van": ("car", -4), "police car": ("siren", 0),
    "motorcycle": ("motorcycle", 0), "train": ("train", 0), "airplane": ("airplane", 0),
    "helicopter": ("helicopter", 0), "drone": ("bees", 0), "rocket": ("rumble", 0),
    "spaceship": ("hum", 4), "robot": ("hum", 0), "boat": ("waves", -6), "ship": ("waves", -4),
    "dog": ("dog bark", -5), "cat": ("cat", -5), "cow": ("cow", -3), "sheep": ("sheep", -3),
    "goat": ("sheep", -3), "chicken": ("rooster", -4), "bird": ("birds", 0), "parrot": ("birds", 0),
    "seagull": ("seagulls", 0), "owl": ("owl", 0), "frog": ("frogs", 0), "bee": ("bees", 0),
    "wolf": ("wolf howl", 0), "lion": ("lion roar", -3), "tiger": ("lion roar", -3),
    "bear": ("lion roar", -5), "dragon": ("lion roar", 0), "dinosaur": ("lion roar", 0),
    "bell": ("church bells", 0),
}  # fmt: skip
_INDOOR_SUPPRESSED = frozenset(["car", "taxi", "van", "bus", "truck"])
_SOFT_GROUND = ("snow", "beach", "sand", "desert", "grass", "field", "forest", "garden", "vineyard")
_WIDE_DB = {"EWS": -10.0, "WS": -4.0, "MS": 0.0, "MCU": 0.0, "CU": 1.0, "ECU": 2.0}
_WIDE_DISTANCE = {"EWS": 0.7, "WS": 0.4}


def sounds_of_acts(shot: Shot) -> Iterator[Happening]:
    """What the people of a shot are heard doing; from far off in a wide shot."""
    gain, distance = _WIDE_DB[shot.size], _WIDE_DISTANCE.get(shot.size)
    for place, person in enumerate(shot.people):
        pan = 0.0 if len(shot.people) < 2 else -0.3 + 0.6 * place / (len(shot.people) - 1)
        for act in person.actions:
            sound = _of_act(act, shot, person.holds)
            if sound == "whisper" and shot.speech:
                continue
            if sound:
                yield Happening(sound, gain, pan, distance)


def sounds_of_things(shot: Shot) -> Iterator[Happening]:
    """What the things of a shot sound like."""
    for thing in shot.things:
        if thing.name not in _OF_THINGS or thing.drawn_as == "nothing":
            continue
        if shot.indoors and thing.name in _INDOOR_SUPPRESSED:
            continue
        sound, gain = _OF_THINGS[thing.name]
        yield Happening(sound, gain, _pan(thing), 0.6 if thing.where == "background" else None)
    if any(thing.name == "horse" for thing in shot.things):
        acts = {act for person in shot.people for act in person.actions}
        yield Happening("horse hooves", 0.0 if acts & {"ride", "run", "walk"} else -7.0)


def _of_act(act: str, shot: Shot, holds: tuple[str, ...]) -> str | None:
    names = {thing.name for thing in shot.things} | set(holds)
    if act == "walk":
        words = " ".join((shot.place or "", *shot.place_features, shot.weather))
        return "soft footsteps" if any(word in words for word in _SOFT_GROUND) else "footsteps"
    if act == "fight" and "sword" in names:
        return "swords"
    if act in ("open", "close"):
        return "door" if "door" in names else None
    if act == "ride":
        return "motorcycle" if "motorcycle" in names else None
    if act == "work":
        return "typing" if names & {"laptop", "computer"} else None
    return _OF_ACTS.get(act)


def _pan(thing: Thing) -> float:
    return {"left": -0.5, "right": 0.5}.get(thing.where or "", 0.0)
