"""Emoji, read as what they show; the same in every language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from rushes.film.reading.words.files import FOLDER
from rushes.film.reading.words.lexicon import Meaning


@cache
def emoji_meanings() -> Mapping[str, Meaning]:
    """Each emoji that shows something drawable, to what it shows."""
    document = tomllib.loads((FOLDER / "emoji.toml").read_text(encoding="utf-8"))
    return {
        sign: Meaning(category, name)
        for category, table in document.items()
        for name, signs in table.items()
        for sign in signs
    }
