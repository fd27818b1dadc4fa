"""The lexicons' files, and what the drawings' own words add to them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from rushes.film.thing_records import thing_names

FOLDER = resources.files("rushes.film") / "lexicons"
SHARED_FILES = frozenset({"world.toml", "colours.toml", "emoji.toml", "callings.toml"})


def listed(text: str) -> tuple[str, ...]:
    """The items of a comma-separated list."""
    return tuple(item.strip() for item in text.split(",") if item.strip())


@cache
def document_of(code: str) -> Mapping[str, Any]:
    """A file by its name without ending, as it stands."""
    text = (FOLDER / f"{code}.toml").read_text(encoding="utf-8")
    document: Mapping[str, Any] = tomllib.loads(text)
    return document


def callings(code: str) -> Mapping[str, str]:
    """What people are by trade or role, to a language's words for it."""
    return {name: words[code] for name, words in document_of("callings").items() if code in words}


def is_kind_of(name: str, other: str, phrase: str) -> bool:
    """Whether a drawing's own words say more than a lexicon that takes them for another thing:
    a `bull`, which English counts among cows, is drawn as itself."""
    if phrase == other and other in thing_names():
        return False
    return phrase == name or broader_names().get(name) == other


@cache
def broader_names() -> Mapping[str, str]:
    """Names of drawings to what English lexicons count them among."""
    table = document_of("en")["things"]
    return {
        word: name for name, words in table.items() for word in listed(words.replace("=", ""))
        if word != name
    }  # fmt: skip
