"""A shot in a crew's words: what stands under a storyboard's frame and on an editor's marker."""

from __future__ import annotations

from rushes.film.shot_list import Move, Shot, ShotList


def move_words(move: Move) -> str:
    """`slow dolly-in`, `pan left`."""
    speed = "" if move.speed == "normal" else move.speed
    return " ".join(filter(None, (speed, move.move, move.direction)))


def moves_words(shot: Shot) -> str:
    """All that the camera does in a shot."""
    return " + ".join(move_words(move) for move in shot.moves) or "static"


def framing_words(shot: Shot) -> str:
    """How it is framed, where that needs saying: `two-shot, low-angle`."""
    return ", ".join(word for word in shot.framing if word != "single")


def sound_words(shot: Shot) -> str:
    """What is heard in the shot beside speech."""
    return ", ".join(shot.sounds)


def film_sound_words(shot_list: ShotList) -> str:
    """What is heard throughout: music and ambience."""
    music = [
        " ".join(filter(None, (part.tempo, part.mood, part.instrument))) or part.words
        for part in shot_list.music
    ]
    named = [f"music: {words}" for words in music if words]
    return ", ".join([*named, *shot_list.ambience])


def speaker_name(shot_list: ShotList, person_id: str | None) -> str:
    """Who speaks: `Woman`, or `Woman 2` where there are several of the kind."""
    if person_id is None:
        return "Voice"
    kind, _, number = person_id.rpartition("-")
    if not kind or not number.isdecimal():
        return person_id.capitalize()
    same_kind = [one for one in shot_list.people if one.id.rpartition("-")[0] == kind]
    name = kind.replace("-", " ").capitalize()
    return f"{name} {number}" if len(same_kind) > 1 else name
