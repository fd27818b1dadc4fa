"""Frames as editors write them."""

from __future__ import annotations


def timecode(frame: int, fps: int) -> str:
    """`HH:MM:SS:FF`, without dropped numbers: 24 frames a second need none."""
    seconds, frames = divmod(frame, fps)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}:{frames:02d}"
