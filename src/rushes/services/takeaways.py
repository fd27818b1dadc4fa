"""What a film person takes away of a finished film: sheets, cut lists, captions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from rushes.blobs.base import Blobs
from rushes.domain.request import Artifact, Request, State
from rushes.errors import Conflict, NotFound
from rushes.film.export.finished_film import FinishedFilm
from rushes.film.export.formats import FORMATS, Format
from rushes.film.film_request import FilmRequest
from rushes.film.shot_list import ShotList
from rushes.services.access import Caller
from rushes.services.requests import Requests

FILM, SHOT_LIST = "video", "shot_list"


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A file made of a film."""

    name: str
    """Beside the film's own: `rushes-a-beach.cut.edl`."""
    media_type: str
    content: bytes


class Takeaways:
    """Makes them on demand: from the shot list that is kept beside the film, or read as kept."""

    def __init__(self, requests: Requests, blobs: Blobs) -> None:
        self._requests = requests
        self._blobs = blobs

    async def make(
        self,
        caller: Caller,
        request_id: str,
        file_name: str,
        url_of: Callable[[Artifact], str],
    ) -> Takeaway:
        """One of `FORMATS` for a request. `url_of`: where a file of its own can be fetched.

        Raises:
            NotFound: there is no such request, it made no film, or none whose shots are known.
            PermissionDenied: it is another account's.
            Conflict: it is not over.
        """
        request = (await self._requests.get(caller, request_id)).request
        _check_finished(request, file_name)
        kept = {artifact.kind: artifact for artifact in request.artifacts}
        wanted = FORMATS[file_name]
        listed = kept.get(SHOT_LIST)
        if listed is None:
            raise NotFound(
                f"the engine {request.engine!r} keeps no shot list, so there is no {file_name}; "
                "the animatic does"
            )
        stem = listed.name.removesuffix(".shots.json")
        content = await self._content(request, wanted, file_name, kept, url_of)
        return Takeaway(f"{stem}.{file_name}", wanted.media_type, content)

    async def _content(
        self,
        request: Request,
        wanted: Format,
        file_name: str,
        kept: dict[str, Artifact],
        url_of: Callable[[Artifact], str],
    ) -> bytes:
        if wanted.make is None:
            artifact = kept.get(wanted.artifact or "")
            if artifact is None:
                raise NotFound(
                    f"this film was made before there was a {file_name}: submit its input again"
                )
            return await self._read(artifact)
        film = _film(request, await self._read(kept[SHOT_LIST]), kept.get(FILM), url_of)
        # The first timeline loads a library.
        return await asyncio.to_thread(wanted.make, film)

    async def _read(self, artifact: Artifact) -> bytes:
        chunks = self._blobs.read_range(artifact.blob_path, 0, artifact.size_bytes)
        try:
            return b"".join([chunk async for chunk in chunks])
        except NotFound as error:
            raise NotFound(f"the {artifact.kind} of this film was deleted") from error


def _check_finished(request: Request, file_name: str) -> None:
    if not request.state.is_over:
        raise Conflict(
            f"request {request.id} is {request.state}; there is a {file_name} once it has succeeded"
        )
    if request.state is not State.SUCCEEDED:
        raise NotFound(f"request {request.id} {_ENDED[request.state]}, so there is no {file_name}")


_ENDED = {State.FAILED: "failed", State.CANCELLED: "was cancelled"}


def _film(
    request: Request, document: bytes, made: Artifact | None, url_of: Callable[[Artifact], str]
) -> FinishedFilm:
    try:
        shot_list = ShotList.from_json(document)
    except msgspec.MsgspecError as error:
        raise NotFound(f"the shot list of request {request.id} cannot be read any more") from error
    has_sound = FilmRequest.from_input(request.input).has_sound
    if made is None:
        return FinishedFilm(shot_list, has_sound=has_sound)
    return FinishedFilm(shot_list, made.name, url_of(made), has_sound)
