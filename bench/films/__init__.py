"""The films that are measured: the prompt of five shots that the catalog quotes, with sound."""

from __future__ import annotations

from typing import NamedTuple

from rushes.catalog.library import Catalog

MODEL = "kling/kling-3.0/pro/text-to-video"
MODEL_4K = "kling/kling-3.0/4k/text-to-video"


class Film(NamedTuple):
    """A film, and what is aimed at when the server is warm."""

    name: str
    model: str
    seconds: int
    most_of_length: float
    """Seconds it may take, for each second it lasts."""
    most_of_encoding: float | None
    """How many times what encoding it takes; None: no aim."""
    most_memory_bytes: float
    """Of the whole process tree while it is made."""


FILMS = (
    Film("5 s, 1080p", MODEL, 5, 0.6, 1.5, 700e6),
    Film("15 s, 1080p", MODEL, 15, 0.6, 1.5, 700e6),
    Film("5 s, 4k", MODEL_4K, 5, 2.5, None, 2e9),
)


def seed_prompt() -> str:
    """The prompt of five shots that the catalog quotes."""
    properties = Catalog.load().get(MODEL).input_schema["properties"]
    prompt: str = properties["prompt"]["default"]
    return prompt


def film_input(seconds: int) -> dict[str, object]:
    """What is submitted for a film of the prompt."""
    return {
        "prompt": seed_prompt(),
        "duration": seconds,
        "sound": True,
        "aspect_ratio": "16:9",
    }
