"""One call of the wire to another server: sent once, redirects not followed, its answer bounded."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

import httpcore

from rushes.calls import Answer, Call, Lost
from rushes.egress.network import connections, headers_of, timeouts
from rushes.egress.policy import EgressPolicy, FetchRefused, judge_url


async def send(
    call: Call, policy: EgressPolicy, max_bytes: int, ssl_context: ssl.SSLContext | None = None
) -> Answer | Lost:
    """Send a call. What has no whole answer within the limits is `Lost`, and says whether the
    other side may have read it."""
    is_under_way = False

    async def trace(event: str, info: Any) -> None:
        nonlocal is_under_way
        is_under_way |= event.endswith("send_request_headers.started")

    try:
        judge_url(call.url, policy)
        async with asyncio.timeout(policy.timeout_seconds):
            return await _exchange(call, policy, max_bytes, ssl_context, trace)
    except FetchRefused as error:
        reason = error.message
    except TimeoutError:
        reason = f"no whole answer within {policy.timeout_seconds:g} seconds"
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
        reason = f"the connection broke off ({type(error).__name__})"
    except ssl.SSLError:
        reason = "the server's certificate is not valid for its name"
    return Lost(reason, is_under_way)


async def _exchange(
    call: Call, policy: EgressPolicy, max_bytes: int, context: ssl.SSLContext | None, trace: Any
) -> Answer:
    headers = {**call.headers, "Accept-Encoding": "identity", "Connection": "close"}
    async with (
        connections(policy, context) as pool,
        pool.stream(
            call.method,
            call.url,
            headers=list(headers.items()),
            content=call.body,
            extensions={"timeout": timeouts(), "trace": trace},
        ) as response,
    ):
        answered = headers_of(response)
        if answered.get("content-encoding", "identity") not in ("", "identity"):
            raise FetchRefused("the answer came compressed, though asked not to")
        body = bytearray()
        async for chunk in response.aiter_stream():
            body += chunk
            if len(body) > max_bytes:
                raise FetchRefused(f"the answer has more than {max_bytes:,} bytes")
        return Answer(response.status, answered, bytes(body))
