"""A film as the exports know it: its shots, its names, where its file lies."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rushes.film.shot_list import ShotList

LONGEST_TITLE = 64


@dataclass(frozen=True, slots=True)
class FinishedFilm:
    """What an export is made from."""

    shot_list: ShotList
    file_name: str = "film.mp4"
    """How the film's file is called: cut lists find it by that, in whatever folder it lies."""
    url: str | None = None
    """Where the file can be fetched, if anywhere."""
    has_sound: bool = True

    @property
    def title(self) -> str:
        """The prompt's first words, on one line."""
        words = next((shot.words for shot in self.shot_list.shots if shot.words.strip()), "")
        return shortened(
            re.split(r"(?<=[.!?。！？])\s", one_line(words))[0].rstrip("."), LONGEST_TITLE
        )

    @property
    def frame_count(self) -> int:
        return self.shot_list.shots[-1].end_frame


def one_line(text: str) -> str:
    """The text without line breaks, control characters and marks that turn its direction."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or _is_seen(c))
    return " ".join("".join(kept).split())


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] != "C" or character in "\u200c\u200d"


def shortened(text: str, most_characters: int) -> str:
    """The text, cut between words with an ellipsis where it is longer than that."""
    if len(text) <= most_characters:
        return text
    cut = text[: most_characters - 1]
    if " " in cut and not text[len(cut)].isspace():
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:.–—-") + "…"
