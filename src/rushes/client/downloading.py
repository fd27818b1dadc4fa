"""A file of a result onto the disk: under a temporary name, continued when cut, then renamed.

Output URLs need no token and may lie at another origin, so none is ever sent with them.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from rushes.client.answer_errors import read_error
from rushes.client.steps import Answer, Call, Fetch, Lost, Pause, Steps, send
from rushes.errors import RangeNotSatisfiable, RushesError, ServerUnreachable
from rushes.wire import TAKEAWAYS

if TYPE_CHECKING:
    from types import TracebackType

    from rushes.client.protocol import Protocol

MOST_FRUITLESS_TRIES = 5
"""Tries in a row that bring no new byte."""
_PASSING_STATUSES = frozenset({429, 500, 502, 503, 504})


def file_name_of(url: str) -> str:
    """The last segment of a URL's path as a file name that stays in its folder."""
    name = unquote(urlsplit(url).path.rsplit("/", 1)[-1])
    name = re.sub(r"[\x00-\x1f/\\:]", "_", name).lstrip(".")
    return name or "output"


class PartFile:
    """The temporary file beside the target, and how far it has come. A `Sink`."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._path = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        self._file: IO[bytes] | None = None
        self._etag: str | None = None
        self.size_bytes: int | None = None
        self.offset = 0

    def __enter__(self) -> PartFile:
        self._file = self._path.open("xb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
        self._path.unlink(missing_ok=True)

    def headers(self) -> dict[str, str]:
        """Ask for what is missing, as long as the file is still the same one."""
        headers = {"Accept-Encoding": "identity"}
        if self.offset and self._etag:
            headers["Range"] = f"bytes={self.offset}-"
            headers["If-Range"] = self._etag
        return headers

    def begin(self, answer: Answer) -> bool:
        if answer.status == 206:
            found = re.match(r"bytes (\d+)-\d+/(\d+)", answer.headers.get("content-range", ""))
            if found is None or int(found[1]) != self.offset:
                self._start_over()
                return False
            self.size_bytes = int(found[2])
            return True
        if answer.status != 200:
            return False
        self._start_over()
        length = answer.headers.get("content-length", "")
        self.size_bytes = int(length) if length.isdecimal() else None
        etag = answer.headers.get("etag", "")
        self._etag = etag if etag.startswith('"') else None
        return True

    def write(self, piece: bytes) -> None:
        assert self._file is not None
        self._file.write(piece)
        self.offset += len(piece)

    def _start_over(self) -> None:
        assert self._file is not None
        self._file.seek(0)
        self._file.truncate()
        self.offset, self.size_bytes, self._etag = 0, None, None

    @property
    def is_whole(self) -> bool:
        return self.size_bytes is None or self.offset == self.size_bytes

    def keep(self) -> None:
        """Gives the file its own name, in one step."""
        assert self._file is not None
        self._file.flush()
        self._file.close()
        self._path.replace(self._target)


def download(url: str, path: Path) -> Steps[Path]:
    """Fetches a URL to `path`, or into it where it is a folder; returns where the file lies.

    Raises:
        NotFound: the file was deleted or has expired.
        ServerUnreachable: it did not come whole, after several tries.
        OSError: it cannot be written.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise ServerUnreachable(f"{url!r} cannot be downloaded: only http and https can")
    target = path / file_name_of(url) if path.is_dir() else path
    fruitless, reason = 0, "it was cut short"
    with PartFile(target) as part:
        while fruitless < MOST_FRUITLESS_TRIES:
            if fruitless:
                yield Pause(0.2 * 2.0 ** (fruitless - 1))
            before = part.offset
            reply = yield from send(Fetch(Call("GET", url, part.headers()), part))
            if isinstance(reply, Lost):
                reason = reply.reason
            elif reply.status in (200, 206):
                if part.is_whole and (part.offset or part.size_bytes == 0):
                    part.keep()
                    return target
            elif reply.status not in _PASSING_STATUSES:
                raise _refusal(reply)
            else:
                reason = f"the server answered {reply.status}"
            fruitless = 1 if part.offset > before else fruitless + 1
    raise ServerUnreachable(f"{url} could not be downloaded whole: {reason}")


def take_away(
    protocol: Protocol, request_id: str, folder: Path, formats: Collection[str] | None = None
) -> Steps[list[Path]]:
    """What is made of a finished film, by the wire's `TAKEAWAYS`, into a folder that is made.

    Raises:
        ValueError: there is no such format.
    """
    if unknown := sorted(set(formats or ()) - set(TAKEAWAYS)):
        known = ", ".join(TAKEAWAYS)
        raise ValueError(f"{', '.join(unknown)} cannot be taken away; {known} can")
    folder.mkdir(parents=True, exist_ok=True)
    saved = []
    for word, name in TAKEAWAYS.items():
        if formats is None or word in formats:
            content = yield from protocol.takeaway(request_id, name)
            with PartFile(folder / name) as part:
                part.write(content)
                part.keep()
            saved.append(folder / name)
    return saved


def _refusal(answer: Answer) -> RushesError:
    if answer.status == 416:
        return RangeNotSatisfiable("the file changed while it was downloaded")
    return read_error(answer.status, answer.headers, answer.document)
