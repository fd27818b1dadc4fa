"""What the engine returns beside the film: the shot list, a contact sheet, a thumbnail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from rushes.engines.animatic.encoding.contact_sheet import draw_contact_sheet, draw_thumbnail
from rushes.engines.animatic.encoding.processes.pool import Stills
from rushes.engines.animatic.picture_size import Size, still_size
from rushes.engines.base import OutputFile
from rushes.film.shot_list import Shot, ShotList

MOST_SLUG_LETTERS = 48
STILLS_AT = (0.2, 0.8)
"""Where in a shot its two stills are taken."""


def file_stem(prompt: str) -> str:
    """`rushes-` and the prompt's first words in plain ASCII letters: safe in any URL or folder."""
    plain = unicodedata.normalize("NFKD", prompt).encode("ascii", "ignore").decode().lower()
    slug = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        if len(slug) + len(word) >= MOST_SLUG_LETTERS:
            break
        slug += f"-{word}"
    return f"rushes{slug or '-film'}"


def stills_wanted(shot_list: ShotList, film: Size) -> Stills:
    """The frames that the contact sheet shows."""
    frames = {frame for shot in shot_list.shots for frame in _still_frames(shot)}
    return Stills(frozenset(frames), still_size(film))


def write_artifacts(
    shot_list: ShotList, stills: Mapping[int, bytes], size: Size, folder: Path, stem: str
) -> tuple[OutputFile, ...]:
    """Write them into the folder. `stills`: BGRA pictures of `size`, by frame."""
    shots_file = folder / f"{stem}.shots.json"
    shots_file.write_bytes(shot_list.to_json())
    rows = [
        (shot, [stills[frame] for frame in _still_frames(shot) if frame in stills])
        for shot in shot_list.shots
    ]
    sheet_file = folder / f"{stem}.contact-sheet.png"
    sheet_file.write_bytes(draw_contact_sheet(rows, size))
    files = [
        OutputFile("shot_list", shots_file, "application/json"),
        OutputFile("contact_sheet", sheet_file, "image/png"),
    ]
    if stills:
        thumbnail_file = folder / f"{stem}.thumbnail.jpg"
        thumbnail_file.write_bytes(draw_thumbnail(stills[min(stills)], size))
        files.append(OutputFile("thumbnail", thumbnail_file, "image/jpeg"))
    return tuple(files)


def _still_frames(shot: Shot) -> tuple[int, ...]:
    last = shot.frame_count - 1
    return tuple(sorted({shot.start_frame + round(last * part) for part in STILLS_AT}))
