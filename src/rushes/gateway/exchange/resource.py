"""An address and what each method does there: the one place where a handler meets HTTP."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping

from starlette.types import Receive, Scope, Send

from rushes.errors import MethodNotAllowed
from rushes.gateway.errors import error_answer
from rushes.gateway.exchange.addresses import Addresses
from rushes.gateway.exchange.answers import Answer, EmptyAnswer
from rushes.gateway.exchange.incoming import ClientGone, Incoming
from rushes.gateway.exchange.patience import Patience
from rushes.services.access import Access

log = logging.getLogger(__name__)

HTTP_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

Handler = Callable[[Incoming], Awaitable[Answer]]


class Exchanges:
    """What every resource shares: who may call, where from, and a count of the answers."""

    def __init__(self, access: Access, addresses: Addresses, body_timeout_seconds: float) -> None:
        self.access = access
        self.addresses = addresses
        self.patience = Patience(body_timeout_seconds)
        self.answered: Counter[tuple[str, str, int]] = Counter()
        """(resource, method, HTTP status) to how many answers."""

    def resource(self, name: str, needs_key: bool = True, **handlers: Handler) -> Resource:
        """A resource; `GET=…` also answers HEAD."""
        return Resource(self, name, needs_key, handlers)


class Resource:
    """An ASGI application for one address. No exception leaves it but a broken connection's."""

    def __init__(
        self, exchanges: Exchanges, name: str, needs_key: bool, handlers: Mapping[str, Handler]
    ) -> None:
        self._exchanges = exchanges
        self._name = name
        self._needs_key = needs_key
        self._handlers = dict(handlers)
        if "GET" in handlers:
            self._handlers["HEAD"] = handlers["GET"]
        self._allow = (b"allow", ", ".join(sorted((*self._handlers, "OPTIONS"))).encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method: str = scope["method"]
        try:
            answer = await self._answer(method, scope, receive)
        except ClientGone:
            return
        except Exception as error:
            answer = error_answer(error)
        # A client may call its methods as it likes: the count's keys must not grow with that.
        counted = method if method in HTTP_METHODS else "other"
        self._exchanges.answered[self._name, counted, answer.status] += 1
        try:
            await answer.send(send, is_head=method == "HEAD")
        except Exception:
            log.exception("an answer broke off")
            raise

    async def _answer(self, method: str, scope: Scope, receive: Receive) -> Answer:
        handler = self._handlers.get(method)
        if handler is None:
            if method == "OPTIONS":
                return EmptyAnswer(204, (self._allow,))
            message = f"{method[:20]} is not allowed here; {self._allow[1].decode()} are"
            return error_answer(MethodNotAllowed(message), (self._allow,))
        exchanges = self._exchanges
        incoming = Incoming(scope, receive, exchanges.addresses, exchanges.patience)
        if self._needs_key:
            authorization = incoming.header(b"authorization")
            incoming.caller = await exchanges.access.authenticate(authorization)
        return await handler(incoming)
