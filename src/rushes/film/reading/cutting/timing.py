"""How long each shot is: frames that tile the film exactly."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rushes.film.film_request import FPS

SHORTEST_FRAMES = FPS
"""No shot is under one second."""
WORDS_PER_SECOND = 2.5
SPEECH_PAUSE_SECONDS = 0.6


@dataclass(frozen=True, slots=True)
class Wish:
    """How long a shot would like to be."""

    weight: float
    least_frames: int = SHORTEST_FRAMES
    """What its speech needs."""
    start_seconds: float | None = None
    end_seconds: float | None = None
    length_seconds: float | None = None


def speech_frames(text: str) -> int:
    """Frames that it takes to say something: a Chinese or Japanese letter is half a word."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    words = max(len(text.split()), (len(text) + 2 * wide) / 6)
    return round((words / WORDS_PER_SECOND + SPEECH_PAUSE_SECONDS) * FPS)


def most_shots(frame_count: int) -> int:
    """How many shots a film can hold."""
    return max(1, frame_count // SHORTEST_FRAMES)


def lay_out(wishes: Sequence[Wish], frame_count: int) -> list[int]:
    """Where each shot starts, and the film's end: `len(wishes) + 1` rising frame numbers.

    Times given are kept to the frame when they fit the film; else all lengths follow the weights.
    At most `most_shots(frame_count)` wishes.
    """
    starts = _given_starts(wishes, frame_count)
    if starts is None:
        return _shared([(wish.weight, wish.least_frames) for wish in wishes], 0, frame_count)
    bounds = [0]
    anchors = [*((i, f) for i, f in enumerate(starts) if f is not None), (len(wishes), frame_count)]
    if anchors[0][0] != 0:
        anchors.insert(0, (0, 0))
    for (first, begin), (after, end) in pairwise(anchors):
        part = [(wish.weight, wish.least_frames) for wish in wishes[first:after]]
        bounds.extend(_shared(part, begin, end)[1:])
    return bounds


def exact(lengths_seconds: Sequence[float], frame_count: int) -> list[int]:
    """The bounds of shots whose lengths are given; scaled when they don't add up to the film."""
    lengths = [max(0.0, length) for length in lengths_seconds]
    total = sum(lengths) * FPS
    if total != frame_count or any(length * FPS < SHORTEST_FRAMES for length in lengths):
        return _shared([(max(length, 0.1), SHORTEST_FRAMES) for length in lengths], 0, frame_count)
    bounds = [0]
    for length in lengths:
        bounds.append(bounds[-1] + round(length * FPS))
    return bounds


def _given_starts(wishes: Sequence[Wish], frame_count: int) -> list[int | None] | None:
    """The frame that each shot is told to start at; None for all when times do not fit."""
    starts: list[int | None] = []
    previous_end: int | None = 0
    for number, wish in enumerate(wishes):
        start = previous_end
        if wish.start_seconds is not None:
            start = round(wish.start_seconds * FPS)
        if number == 0:
            start = 0
        starts.append(start)
        previous_end = None
        if wish.end_seconds is not None:
            previous_end = round(wish.end_seconds * FPS)
        elif wish.length_seconds is not None and start is not None:
            previous_end = start + round(wish.length_seconds * FPS)
    last = 0
    room = 0
    for number, start in enumerate(starts):
        room += number > 0
        if number and start is not None:
            if start - last < room * SHORTEST_FRAMES:
                return None
            last, room = start, 0
    if frame_count - last < (room + 1) * SHORTEST_FRAMES:
        return None
    return starts if any(starts) else None


def _shared(parts: Sequence[tuple[float, int]], begin: int, end: int) -> list[int]:
    """Shares frames out by weight; none gets less than it needs, or than the shortest."""
    count = len(parts)
    total = end - begin
    least = [max(SHORTEST_FRAMES, need) for _, need in parts]
    if sum(least) > total:
        least = [SHORTEST_FRAMES] * count
    if sum(least) > total:
        least = [0] * count
    free = total - sum(least)
    wanted = [total * weight / sum(w for w, _ in parts) for weight, _ in parts]
    lacking = [max(0.0, want - floor) for want, floor in zip(wanted, least, strict=True)]
    scale = free / sum(lacking) if sum(lacking) else 0.0
    if not sum(lacking):
        lacking, scale = [1.0] * count, free / count
    bounds = [begin]
    told = 0.0
    at = begin
    for floor, lack in zip(least, lacking, strict=True):
        told += lack * scale
        at += floor
        bounds.append(at + round(told))
    bounds[-1] = end
    return bounds
