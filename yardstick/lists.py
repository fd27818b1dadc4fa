"""The yardstick's lists: what is asked for, and in which words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from rushes.film.film_request import FilmRequest
from rushes.film.reading import read_film
from rushes.film.shot_list import ShotList

Shows = Literal["thing", "place", "act", "colour", "where", "move", "look", "does"]


class Entry(NamedTuple):
    """One entry of a list."""

    list_name: str
    shows: Shows
    label: str
    prompt: str
    across: str = ""
    """The thing a colour or an act is asked of."""


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    shows: Shows
    asks: str
    entries: tuple[str | tuple[str, str], ...]
    across: tuple[str, ...] = ("",)

    def all_entries(self) -> Iterator[Entry]:
        for across, entry in itertools.product(self.across, self.entries):
            label, prompt = (entry, self.asks) if isinstance(entry, str) else entry
            asked = prompt.replace("{across}", across).replace("{}", label)
            for vowel in "aeiou":
                asked = asked.replace(f"A {vowel}", f"An {vowel}").replace(
                    f" a {vowel}", f" an {vowel}"
                )
            yield Entry(self.name, self.shows, f"{label} {across}".strip(), asked, across)


class _Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    list: tuple[_List, ...]


def all_entries() -> list[Entry]:
    """Every entry of every list, in order."""
    document = Path(__file__).with_name("lists.toml").read_bytes()
    return [
        entry
        for one in msgspec.toml.decode(document, type=_Lists).list
        for entry in one.all_entries()
    ]


def request_of(entry: Entry) -> FilmRequest:
    """The request that an entry is asked with."""
    return FilmRequest(entry.prompt, duration_seconds=5, aspect_ratio="16:9")


def read_entry(entry: Entry) -> ShotList:
    """The film that an entry asks for."""
    return read_film(request_of(entry))
