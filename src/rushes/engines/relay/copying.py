"""The other server's files brought here, so that they outlive its links.

No key goes with these calls: the links may lead anywhere that is public.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rushes.egress.fetching import copy_to_file
from rushes.egress.policy import FetchBroken, FetchRefused
from rushes.engines.base import OutputFile
from rushes.engines.probing import Probed, probe_beside, probe_film, probe_image
from rushes.engines.relay.answers import ResultAnswer
from rushes.engines.relay.upstream import Upstream
from rushes.errors import EngineFailed

MAX_BESIDE_BYTES = 64_000_000
_ENDINGS = {
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "application/json": ".json",
    "application/pdf": ".pdf",
}
_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")
_OUTPUT_KINDS = ("video", "image")

_log = logging.getLogger(__name__)


class NotBrought(EngineFailed):
    """A file of the output could not be brought here, or is not what it should be."""


@dataclass(slots=True)
class Brought:
    """The files that are here."""

    files: list[OutputFile] = field(default_factory=list)
    film_seconds: float = 0.0


async def bring(upstream: Upstream, result: ResultAnswer, folder: Path) -> Brought:
    """Copy every file of a result into a folder, each probed for what it claims to be.

    What was made beside the output is left out where it can't be had or is not known.

    Raises:
        NotBrought: a file of the output can't be had; retryable where another try may do better.
    """
    brought = Brought()
    urls = result.output_urls
    if not urls:
        raise NotBrought("its result names no film")
    for kind, url in urls:
        probe = probe_film if kind == "video" else probe_image
        limit = upstream.settings.max_output_bytes
        probed = await _bring_one(upstream, url, kind, folder, brought, limit, probe)
        brought.film_seconds += probed.seconds
    for entry in result.artifact_entries:
        if _KIND.fullmatch(entry.kind) and entry.kind not in _OUTPUT_KINDS:

            def probe_it(path: Path, claimed: str = entry.media_type) -> Probed:
                return probe_beside(path, claimed)

            try:
                await _bring_one(
                    upstream, entry.url, entry.kind, folder, brought, MAX_BESIDE_BYTES, probe_it
                )
            except NotBrought as error:
                fields = {"kind": entry.kind, "reason": error.message}
                _log.warning("a file beside the film was left out", extra=fields)
    return brought


async def _bring_one(
    upstream: Upstream,
    url: str,
    kind: str,
    folder: Path,
    brought: Brought,
    max_bytes: int,
    probe: Callable[[Path], Probed],
) -> Probed:
    part = folder / f"part-{len(brought.files)}"
    try:
        await copy_to_file(url, part, upstream.policy, max_bytes)
        probed = probe(part)
    except FetchRefused as error:
        is_retryable = isinstance(error, FetchBroken)
        raise NotBrought(f"its {kind} can't be copied: {error.message}", is_retryable) from error
    except EngineFailed as error:
        part.unlink(missing_ok=True)
        raise NotBrought(f"its {kind} is not kept: {error.message}") from error
    taken = {item.path.name for item in brought.files}
    path = folder / _name(url, kind, probed.media_type, taken)
    part.rename(path)
    brought.files.append(OutputFile(kind, path, probed.media_type))
    return probed


def _name(url: str, kind: str, media_type: str, taken: set[str]) -> str:
    """A file name made of the URL's last segment, with the ending of what the file is."""
    stem = unquote(urlsplit(url).path.rsplit("/", 1)[-1]).rpartition(".")[0]
    stem = re.sub(r"[^\w.-]+", "-", stem)[:80].strip(".-_") or kind
    ending = _ENDINGS[media_type]
    number, name = 2, f"{stem}{ending}"
    while name in taken:
        number, name = number + 1, f"{stem}-{number}{ending}"
    return name
