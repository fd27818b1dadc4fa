"""The seam to the network: httpx, and its errors as ours. Imported when a client is made.

A file is fetched with a connection of its own: it may lie at another origin, with other proxies,
and nothing of the API's (token, cookies) goes there.
"""

from __future__ import annotations

import ipaddress
from typing import Any
from urllib.parse import urlsplit

import httpx

from rushes.client.steps import Answer, Call, Fetch, Lost

_TIMEOUT = httpx.Timeout(30.0, connect=5.0, write=60.0)
_MOST_REDIRECTS = 5
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_LONGEST_REFUSAL_BYTES = 64 * 1024


def _options(url: str) -> dict[str, Any]:
    """No proxy stands between this machine and itself, whatever the environment says."""
    host = urlsplit(url).hostname or ""
    try:
        is_local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_local = host == "localhost"
    return {
        "timeout": _TIMEOUT,
        "trust_env": not is_local,
        "max_redirects": _MOST_REDIRECTS,
    }


def _api_options(base_url: str) -> dict[str, Any]:
    """Loading the certificates takes longer than a call, so where no TLS is spoken they are not."""
    return {**_options(base_url), "verify": base_url.startswith("https:")}


def _answer(response: httpx.Response, body: bytes = b"") -> Answer:
    return Answer(response.status_code, dict(response.headers), body)


def _lost(error: Exception) -> Lost:
    words = str(error) or type(error).__name__
    return Lost(words, may_have_arrived=not isinstance(error, _NEVER_SENT))


class Transport:
    """Takes the steps that need a network, one at a time."""

    def __init__(self, base_url: str) -> None:
        self._http = httpx.Client(**_api_options(base_url))

    def send(self, call: Call) -> Answer | Lost:
        try:
            response = self._http.request(
                call.method, call.url, headers=dict(call.headers), content=call.body
            )
        except (httpx.TransportError, httpx.DecodingError) as error:
            return _lost(error)
        return _answer(response, response.content)

    def fetch(self, step: Fetch) -> Answer | Lost:
        call, body = step.call, b""
        try:
            with (
                httpx.Client(**_options(call.url), follow_redirects=True) as http,
                http.stream(call.method, call.url, headers=dict(call.headers)) as response,
            ):
                is_wanted = step.sink.begin(_answer(response))
                for piece in response.iter_raw():
                    if is_wanted:
                        step.sink.write(piece)
                    elif len(body) < _LONGEST_REFUSAL_BYTES:
                        body += piece
                    else:
                        break
        except (httpx.TransportError, httpx.TooManyRedirects) as error:
            return _lost(error)
        return _answer(response, body)

    def close(self) -> None:
        self._http.close()


class AsyncTransport:
    """Takes the steps that need a network, without blocking the event loop."""

    def __init__(self, base_url: str) -> None:
        self._http = httpx.AsyncClient(**_api_options(base_url))

    async def send(self, call: Call) -> Answer | Lost:
        try:
            response = await self._http.request(
                call.method, call.url, headers=dict(call.headers), content=call.body
            )
        except (httpx.TransportError, httpx.DecodingError) as error:
            return _lost(error)
        return _answer(response, response.content)

    async def fetch(self, step: Fetch) -> Answer | Lost:
        call, body = step.call, b""
        try:
            async with (
                httpx.AsyncClient(**_options(call.url), follow_redirects=True) as http,
                http.stream(call.method, call.url, headers=dict(call.headers)) as response,
            ):
                is_wanted = step.sink.begin(_answer(response))
                async for piece in response.aiter_raw():
                    if is_wanted:
                        step.sink.write(piece)
                    elif len(body) < _LONGEST_REFUSAL_BYTES:
                        body += piece
                    else:
                        break
        except (httpx.TransportError, httpx.TooManyRedirects) as error:
            return _lost(error)
        return _answer(response, body)

    async def close(self) -> None:
        await self._http.aclose()
