"""A file from a URL, bounded in bytes and in time; one cut short is taken up again.

Redirects are followed by hand, each judged like the first URL. An answer is never decompressed,
and nothing but what the request needs is sent: no token, no cookie.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import hashlib
import re
import ssl
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpcore

from rushes.egress.network import connections, headers_of, timeouts
from rushes.egress.policy import EgressPolicy, FetchBroken, FetchRefused, judge_url

MAX_REDIRECTS = 5
MOST_FRUITLESS_TRIES = 5
"""Tries in a row that bring no new byte of a file that is taken up again."""
_REDIRECTS = (301, 302, 303, 307, 308)
_PASSING_STATUSES = frozenset({408, 416, 425, 429, 500, 502, 503, 504})
_HEADERS = {"User-Agent": "Rushes", "Accept": "*/*", "Accept-Encoding": "identity"}
_DIGEST = re.compile(r"(?:^|[,\s])sha-256=:([A-Za-z0-9+/=]+):")


async def fetch_to_file(
    url: str,
    target: Path,
    policy: EgressPolicy,
    max_bytes: int,
    ssl_context: ssl.SSLContext | None = None,
) -> int:
    """Fetch a URL into a file and give its size in bytes. On any fault no file is left.

    Raises:
        FetchRefused: refused, unreachable, too large, too slow, cut short or not answered with
            200.
    """
    part = PartFile(target, max_bytes)
    try:
        await _take(url, part, policy, ssl_context)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return part.size_bytes


async def copy_to_file(
    url: str,
    target: Path,
    policy: EgressPolicy,
    max_bytes: int,
    pause_seconds: float = 0.2,
    ssl_context: ssl.SSLContext | None = None,
) -> str:
    """Fetch a URL as `fetch_to_file` does, taking it up again where it was cut; gives its SHA-256.

    A file is continued only where the server says that it is still the same one, and is checked
    against the digest that the server gave, if it gave one (RFC 9530).

    Args:
        pause_seconds: before the second try in a row that brought nothing; doubled before each.

    Raises:
        FetchRefused: as there; and when it did not come whole after several tries.
    """
    part = PartFile(target, max_bytes)
    fruitless, reason = 0, ""
    while fruitless < MOST_FRUITLESS_TRIES:
        if fruitless:
            await asyncio.sleep(pause_seconds * 2.0 ** (fruitless - 1))
        before = part.size_bytes
        try:
            await _take(url, part, policy, ssl_context)
            return part.checked_sha256()
        except FetchBroken as error:
            reason = error.message
            fruitless = 1 if part.size_bytes > before else fruitless + 1
    target.unlink(missing_ok=True)
    raise FetchRefused(f"it did not come whole in several tries: {reason}")


class PartFile:
    """A file on its way, and what the server has said of the whole."""

    def __init__(self, path: Path, max_bytes: int) -> None:
        self._path = path
        self._max_bytes = max_bytes
        self._etag = ""
        self._digest: bytes | None = None
        self.size_bytes = 0

    def headers(self) -> dict[str, str]:
        """Ask for what is missing, as long as the file is still the same one."""
        if not (self.size_bytes and self._etag):
            return dict(_HEADERS)
        return {**_HEADERS, "Range": f"bytes={self.size_bytes}-", "If-Range": self._etag}

    async def save(self, response: httpcore.Response) -> None:
        """Take the body of a 200 or 206 answer."""
        headers = headers_of(response)
        if headers.get("content-encoding", "identity") not in ("", "identity"):
            raise FetchRefused("the server sent it compressed, though asked not to")
        whole = self._begin(response.status, headers)
        if whole is not None and whole > self._max_bytes:
            raise FetchRefused(f"it has {whole:,} bytes; the most taken is {self._max_bytes:,}")
        with self._path.open("ab" if self.size_bytes else "wb") as file:
            async for chunk in response.aiter_stream():
                if self.size_bytes + len(chunk) > self._max_bytes:
                    raise FetchRefused(
                        f"it has more than {self._max_bytes:,} bytes, the most taken"
                    )
                file.write(chunk)
                self.size_bytes += len(chunk)
        if whole is not None and self.size_bytes != whole:
            raise FetchBroken(f"{self.size_bytes:,} of {whole:,} bytes came")

    def _begin(self, status: int, headers: Mapping[str, str]) -> int | None:
        """How many bytes the whole file has, where it is told."""
        if status == 206:
            found = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", headers.get("content-range", ""))
            if found is None or int(found[1]) != self.size_bytes:
                self.start_over()
                raise FetchBroken("the server sent another part of the file than asked for")
            return int(found[2])
        self.start_over()
        etag = headers.get("etag", "")
        self._etag = etag if etag.startswith('"') else ""
        self._digest = _digest(headers.get("repr-digest", ""))
        length = headers.get("content-length", "")
        return int(length) if length.isdecimal() else None

    def start_over(self) -> None:
        """Forget what came."""
        self.size_bytes, self._etag, self._digest = 0, "", None

    def checked_sha256(self) -> str:
        """The file's digest in hex. Raises FetchBroken where it is not what the server gave."""
        with self._path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256")
        if self._digest is not None and found.digest() != self._digest:
            self.start_over()
            raise FetchBroken("its bytes are not those that the server has: they were changed")
        return found.hexdigest()


def _digest(header: str) -> bytes | None:
    found = _DIGEST.search(header)
    with contextlib.suppress(binascii.Error, ValueError):
        return base64.b64decode(found[1], validate=True) if found else None
    return None


async def _take(
    url: str, part: PartFile, policy: EgressPolicy, context: ssl.SSLContext | None
) -> None:
    try:
        async with asyncio.timeout(policy.timeout_seconds):
            await _follow(url, part, policy, context)
    except TimeoutError as error:
        raise FetchBroken(f"it took longer than {policy.timeout_seconds:g} seconds") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
        raise FetchBroken(f"the transfer broke off ({type(error).__name__})") from error
    except ssl.SSLError as error:
        raise FetchRefused("the server's certificate is not valid for its name") from error


async def _follow(
    url: str, part: PartFile, policy: EgressPolicy, context: ssl.SSLContext | None
) -> None:
    async with connections(policy, context) as pool:
        for _ in range(MAX_REDIRECTS + 1):
            judge_url(url, policy)
            async with _get(pool, url, part.headers()) as response:
                if response.status in _REDIRECTS:
                    url = urljoin(url, headers_of(response).get("location", ""))
                    continue
                if response.status == 416:
                    part.start_over()
                if response.status in _PASSING_STATUSES:
                    raise FetchBroken(f"the server answered {response.status}")
                if response.status not in (200, 206):
                    raise FetchRefused(f"the server answered {response.status}")
                await part.save(response)
                return
    raise FetchRefused(f"more than {MAX_REDIRECTS} redirects")


@contextlib.asynccontextmanager
async def _get(
    pool: httpcore.AsyncConnectionPool, url: str, headers: Mapping[str, str]
) -> AsyncIterator[httpcore.Response]:
    request_url: str = urlsplit(url)._replace(fragment="").geturl()
    extensions = {"timeout": timeouts()}
    async with pool.stream(
        "GET", request_url, headers=list(headers.items()), extensions=extensions
    ) as response:
        yield response
