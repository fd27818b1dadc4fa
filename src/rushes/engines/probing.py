"""What a file from elsewhere really is, judged by its content: for engines whose files others made.

A film is opened as what its first bytes say and nothing else, through a file object, so that no
playlist or reference in it can make the reader open another file or address.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from rushes.domain.media_header import HEADER_BYTES, read_header
from rushes.errors import EngineFailed

_DEMUXERS = {"video/mp4": "mp4", "video/quicktime": "mov", "video/webm": "matroska"}
_IMAGES = frozenset({"image/png", "image/jpeg", "image/webp"})
MAX_DOCUMENT_BYTES = 16_000_000


@dataclass(frozen=True, slots=True)
class Probed:
    """A file that is what it should be."""

    media_type: str
    seconds: float = 0.0
    """A film's length."""


def probe_film(path: Path) -> Probed:
    """A film that can be opened, holds pictures and ends where it says.

    Every packet is read and every key frame decoded; between those, bytes that were changed are
    not found. Raises EngineFailed.
    """
    media_type = _media_type(path)
    demuxer = _DEMUXERS.get(media_type)
    if demuxer is None:
        raise EngineFailed(f"it is {media_type}, where a film is wanted")
    import av

    try:
        with path.open("rb") as file, av.open(file, mode="r", format=demuxer) as film:
            if not film.streams.video:
                raise EngineFailed("it holds no pictures")
            stream = film.streams.video[0]
            stream.codec_context.skip_frame = "NONKEY"
            packets = frames = 0
            for packet in film.demux(stream):
                packets += packet.size > 0
                frames += len(packet.decode())
            if not frames or packets < stream.frames:
                raise EngineFailed(
                    f"it breaks off: {packets} of {stream.frames} pictures are there"
                )
            seconds = (film.duration or 0) / av.time_base
    except (av.error.FFmpegError, ValueError) as error:
        raise EngineFailed(f"it can't be read as a film ({type(error).__name__})") from error
    return Probed(media_type, seconds)


def probe_image(path: Path) -> Probed:
    """An image of a type that browsers show. Raises EngineFailed."""
    media_type = _media_type(path)
    if media_type not in _IMAGES:
        raise EngineFailed(f"it is {media_type}, where an image is wanted")
    return Probed(media_type)


def probe_beside(path: Path, claimed: str) -> Probed:
    """What is made beside a film: an image, a document. Raises EngineFailed for anything else."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(5)
    if claimed == "application/json" and size <= MAX_DOCUMENT_BYTES:
        try:
            json.loads(path.read_bytes())
        except (ValueError, RecursionError) as error:
            raise EngineFailed("it is not the JSON that it claims to be") from error
        return Probed(claimed)
    if claimed == "application/pdf" and head == b"%PDF-":
        return Probed(claimed)
    if claimed in _IMAGES:
        return probe_image(path)
    raise EngineFailed("it is nothing that is kept beside a film")


def _media_type(path: Path) -> str:
    with path.open("rb") as file:
        header = read_header(file.read(HEADER_BYTES))
    return header.media_type if header is not None else "nothing known"
