"""What the reader and the animatic are asked for, whichever model's property names it came in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

FPS = 24


class Segment(msgspec.Struct, frozen=True):
    """One item of `multi_prompt`: a shot given by the user, with its exact length."""

    prompt: str
    duration_seconds: int


class FilmRequest(msgspec.Struct, frozen=True):
    """A film asked for."""

    prompt: str
    negative_prompt: str = ""
    duration_seconds: int = 5
    aspect_ratio: str = "16:9"
    """`16:9`, `9:16`, `1:1`, or `W:H` of the start image in pixels."""
    cfg_scale: float = 0.5
    """0: freely dressed sets. 1: nothing that was not named."""
    has_sound: bool = True
    segments: tuple[Segment, ...] = ()
    may_add_cuts: bool = False
    """`shot_type` is `intelligent`: cuts beyond those the words name are allowed."""
    has_start_image: bool = False
    has_end_image: bool = False

    @property
    def frame_count(self) -> int:
        """The film's exact number of frames."""
        return self.duration_seconds * FPS

    @classmethod
    def from_input(cls, values: Mapping[str, Any], aspect_ratio: str | None = None) -> FilmRequest:
        """From a model's flat input with its defaults filled in.

        `aspect_ratio` overrides the input's, for image-to-video, where the start image decides.
        """
        segments = tuple(
            Segment(item.get("prompt", ""), item.get("duration", 5))
            for item in values.get("multi_prompt") or ()
        )
        return cls(
            prompt=values.get("prompt") or "",
            negative_prompt=values.get("negative_prompt") or "",
            duration_seconds=values.get("duration", 5),
            aspect_ratio=aspect_ratio or values.get("aspect_ratio", "16:9"),
            cfg_scale=values.get("cfg_scale", 0.5),
            has_sound=values.get("sound", values.get("generate_audio", True)),
            segments=segments,
            may_add_cuts=values.get("shot_type") == "intelligent",
            has_start_image=bool(values.get("start_image_url")),
            has_end_image=bool(values.get("end_image_url")),
        )
