"""The cut list: a CMX 3600 EDL.

Its one source is the finished film, so source and record times are the same, and a transition
between two stretches of it shows what the film shows already; what is cut in later for a shot
finds its transition waiting. Plain ASCII, as old readers want it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rushes.film.export.finished_film import FinishedFilm, one_line, shortened
from rushes.film.export.shot_words import framing_words, moves_words, speaker_name
from rushes.film.export.timecode import timecode
from rushes.film.shot_list import Shot, ShotList
from rushes.film.transitions import fade_frames, fade_in_frames, overlap_frames

REEL, BLACK = "AX", "BL"
"""A file that never was on tape, and no picture at all, as editors write them."""
LEFT_TO_RIGHT = "W001"
LONGEST_COMMENT = 76
LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the film or of black, and how it is come to."""

    reel: str
    start_frame: int
    end_frame: int
    shot: Shot | None = None
    way_in: str = "C"
    way_in_frames: int = 0


def edit_decisions(film: FinishedFilm) -> bytes:
    """The EDL: an event for each shot (a fade through black has its own), and one for the sound."""
    fps = film.shot_list.fps
    lines = [f"TITLE: {_plain(film.title, 70) or 'RUSHES'}", "FCM: NON-DROP FRAME", ""]
    before: Piece | None = None
    number = 0
    for number, piece in enumerate(_pieces(film.shot_list), 1):
        lines += _event(number, piece, before, fps)
        lines += _comments(piece, before, film)
        lines.append("")
        before = piece
    if film.has_sound:
        whole = Piece(REEL, 0, film.frame_count)
        lines.append(_line(number + 1, whole, "AA", fps))
        lines += [f"* FROM CLIP NAME: {_plain(film.file_name, 60)}", ""]
    return LINE_END.join(lines).encode("ascii")


def _pieces(shot_list: ShotList) -> Iterator[Piece]:
    """Shots, with the black that fades pass through.

    Many readers cannot begin with a transition, so a first shot that fades in is cut to.
    """
    shots = shot_list.shots
    for place, shot in enumerate(shots):
        start, end = shot.start_frame, shot.end_frame
        following = shots[place + 1] if place + 1 < len(shots) else None
        fade_out = fade_frames(shot) if following and following.transition == "fade" else 0
        if place and (fade_in := fade_in_frames(shot)):
            yield Piece(REEL, start, end - fade_out, shot, "D", fade_in)
        elif overlap := overlap_frames(shot):
            way = LEFT_TO_RIGHT if shot.transition == "wipe" else "D"
            yield Piece(REEL, start, end - fade_out, shot, way, overlap)
        else:
            yield Piece(REEL, start, end - fade_out, shot)
        if fade_out:
            yield Piece(BLACK, end - fade_out, end, None, "D", fade_out)


def _event(number: int, piece: Piece, before: Piece | None, fps: int) -> list[str]:
    if not piece.way_in_frames:
        return [_line(number, piece, "V", fps)]
    reel = before.reel if before is not None else BLACK
    leaving = Piece(reel, piece.start_frame, piece.start_frame)
    return [_line(number, leaving, "V", fps), _line(number, piece, "V", fps)]


def _line(number: int, piece: Piece, channel: str, fps: int) -> str:
    length = f"{piece.way_in_frames:03d}" if piece.way_in_frames else ""
    record_in, record_out = (timecode(f, fps) for f in (piece.start_frame, piece.end_frame))
    source_in, source_out = record_in, record_out
    if piece.reel == BLACK:
        source_in = timecode(0, fps)
        source_out = timecode(piece.end_frame - piece.start_frame, fps)
    way = f"{piece.way_in:<4} {length:<3}"
    times = f"{source_in} {source_out} {record_in} {record_out}"
    return f"{number:03d}  {piece.reel:<8} {channel:<5} {way} {times}"


def _comments(piece: Piece, before: Piece | None, film: FinishedFilm) -> Iterator[str]:
    shot = piece.shot
    name = _plain(film.file_name, 60)
    if piece.way_in_frames:
        if before is not None and before.reel == REEL:
            yield f"* FROM CLIP NAME: {name}"
        if piece.reel == REEL:
            yield f"* TO CLIP NAME: {name}"
    else:
        yield f"* FROM CLIP NAME: {name}"
    if shot is None:
        return
    about = (f"SHOT {shot.number}", shot.size, moves_words(shot), framing_words(shot))
    yield _comment("", ", ".join(filter(None, about)).upper())
    if shot.transition != "cut" and not piece.way_in_frames:
        yield _comment("", f"{shot.transition} into this shot".upper())
    yield from _said("COMMENT: ", shot.words)
    for speech in shot.speech:
        yield from _said(f"{speaker_name(film.shot_list, speech.person)}: ", speech.text)


def _said(label: str, words: str) -> Iterator[str]:
    """Words as a comment, where this alphabet can write them."""
    if _plain(words, LONGEST_COMMENT):
        yield _comment(label, words)


def _comment(label: str, words: str) -> str:
    return "* " + _plain(f"{label}{words}", LONGEST_COMMENT)


def _plain(text: str, most_characters: int) -> str:
    """In ASCII; nothing where most of it cannot be written so."""
    line = one_line(text)
    for fine, plain in _PLAIN.items():
        line = line.replace(fine, plain)
    kept = unicodedata.normalize("NFKD", line).encode("ascii", "ignore").decode()
    if sum(map(str.isalnum, kept)) * 2 < sum(map(str.isalnum, line)):
        return ""
    return shortened(" ".join(kept.split()), most_characters).replace("…", "...")


_PLAIN = {"—": " - ", "–": "-", "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "ß": "ss",
          "æ": "ae", "ø": "o", "œ": "oe", "Æ": "AE", "Ø": "O", "Œ": "OE"}  # fmt: skip
