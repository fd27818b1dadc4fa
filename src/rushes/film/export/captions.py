"""Captions of what is spoken: WebVTT, at the times at which it is heard."""

from __future__ import annotations

from collections.abc import Iterator

from rushes.film.export.finished_film import FinishedFilm, one_line
from rushes.film.export.shot_words import speaker_name
from rushes.film.speaking import SpokenLine, spoken_lines

LONGEST_CUE = 84
"""Characters: two lines of 42, as subtitlers set them. Scripts of wide signs get half."""
SHORTEST_CUE_SECONDS = 0.5


def captions(film: FinishedFilm) -> bytes:
    """WebVTT, UTF-8. A long line is told in several cues, each as long as its share of it."""
    cues = []
    if film.has_sound:
        for line in spoken_lines(film.shot_list):
            speaker = _escaped(speaker_name(film.shot_list, line.person_id))
            cues += [
                f"{_time(start)} --> {_time(end)}\n<v {speaker}>{_escaped(text)}</v>"
                for text, start, end in _cues(line)
            ]
    if not cues:
        return b"WEBVTT\n\nNOTE Nothing is spoken in this film.\n"
    numbered = [f"{number}\n{cue}" for number, cue in enumerate(cues, 1)]
    return ("WEBVTT\n\n" + "\n\n".join(numbered) + "\n").encode()


def _cues(line: SpokenLine) -> Iterator[tuple[str, float, float]]:
    text = one_line(line.text)
    pieces = _pieces(text, line.most_seconds) if text else []
    told = 0
    whole = sum(map(len, pieces))
    for piece in pieces:
        start = line.start_seconds + line.most_seconds * told / whole
        told += len(piece)
        yield piece, start, line.start_seconds + line.most_seconds * told / whole


def _pieces(text: str, seconds: float) -> list[str]:
    """As few pieces as fit, of about the same length, cut between words where there are any."""
    is_wide = sum(ord(character) >= 0x2E80 for character in text) * 2 > len(text)
    longest = LONGEST_CUE // 2 if is_wide else LONGEST_CUE
    count = max(1, min(-(-len(text) // longest), int(seconds / SHORTEST_CUE_SECONDS)))
    pieces = []
    while count > 1 and text:
        at = round(len(text) / count)
        space = max(text.rfind(" ", 0, at + 1), 0)
        after = text.find(" ", at)
        if after > 0 and after - at < at - space:
            space = after
        at = space or at
        pieces.append(text[:at].rstrip())
        text = text[at:].lstrip()
        count -= 1
    return [piece for piece in (*pieces, text) if piece]


def _time(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{milliseconds // 1000:02d}.{milliseconds % 1000:03d}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
