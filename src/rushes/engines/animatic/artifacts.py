"""What the engine returns beside the film: its shot list, its sheets, a thumbnail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from rushes.engines.animatic.encoding.contact_sheet import draw_thumbnail
from rushes.engines.animatic.encoding.processes.pool import Stills
from rushes.engines.animatic.picture_size import Size, still_size
from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.still import Still
from rushes.engines.animatic.takeaways.sheets import contact_sheet, still_frames, storyboard
from rushes.engines.base import OutputFile

MOST_SLUG_LETTERS = 48


def file_stem(prompt: str) -> str:
    """`rushes-` and the prompt's first words in plain ASCII letters: safe in any URL or folder."""
    plain = unicodedata.normalize("NFKD", prompt).encode("ascii", "ignore").decode().lower()
    slug = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        if len(slug) + len(word) >= MOST_SLUG_LETTERS:
            break
        slug += f"-{word}"
    return f"rushes{slug or '-film'}"


def stills_wanted(plan: FilmPlan) -> Stills:
    """The frames that the sheets show."""
    frames = {frame for shot in plan.shot_list.shots for frame in still_frames(plan, shot)}
    return Stills(frozenset(frames), still_size(Size(plan.width_px, plan.height_px)))


def write_artifacts(
    plan: FilmPlan,
    stills: Mapping[int, Still],
    size: Size,
    folder: Path,
    stem: str,
    model_id: str = "",
) -> tuple[OutputFile, ...]:
    """Write them into the folder. `stills`: of `size`, by frame."""
    made = [
        ("shot_list", "shots.json", "application/json", plan.shot_list.to_json()),
        ("contact_sheet", "contact-sheet.png", "image/png", contact_sheet(plan, stills, size)),
        ("storyboard", "storyboard.pdf", "application/pdf",
         storyboard(plan, stills, size, model_id)),
    ]  # fmt: skip
    if stills:
        thumbnail = draw_thumbnail(stills[min(stills)].pixels, size)
        made.append(("thumbnail", "thumbnail.jpg", "image/jpeg", thumbnail))
    files = []
    for kind, name, media_type, content in made:
        path = folder / f"{stem}.{name}"
        path.write_bytes(content)
        files.append(OutputFile(kind, path, media_type))
    return tuple(files)
