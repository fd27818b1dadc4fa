"""Who calls: keys made, shown to be right, listed and revoked.

A token is `rsh_` and 256 random bits; only its SHA-256 is kept. It is never logged.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rushes.domain.spending import SpendingLimit
from rushes.errors import Conflict, InvalidInput, NotFound, Unauthenticated
from rushes.store.database import now
from rushes.store.keys import KeyRecord, KeyStore, NewKey

TOKEN_PREFIX = "rsh_"
OWNER_ACCOUNT = "owner"
OWNER_KEY = "owner"
TOKEN_FILE = "token"
_TOKEN_BYTES = 32
_MAX_TOKEN_CHARACTERS = 200
_MAX_NAME_CHARACTERS = 100

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose call it is."""

    account_id: str
    key_id: str
    is_owner: bool = False
    """The owner sees and cancels every account's requests."""
    account: str = ""
    """The account's name."""


class Access:
    """The keys of one home."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys
        self._used: dict[str, datetime] = {}

    async def authenticate(self, authorization: str | None) -> Caller:
        """Who sent an `Authorization` header.

        Raises:
            Unauthenticated: it is missing, malformed, unknown, revoked or expired.
        """
        scheme, _, token = (authorization or "").partition(" ")
        token = token.strip()
        if not token or scheme.lower() != "bearer" or len(token) > _MAX_TOKEN_CHARACTERS:
            raise Unauthenticated("send your key as `Authorization: Bearer <token>`")
        digest = _hash(token)
        match = await self._keys.find(digest)
        if match is None or not hmac.compare_digest(match.token_sha256, digest):
            raise Unauthenticated("the key is not known here")
        if match.is_revoked:
            raise Unauthenticated("the key was revoked")
        if match.expires_at is not None and match.expires_at <= now():
            raise Unauthenticated(f"the key expired at {match.expires_at:%Y-%m-%d %H:%M} UTC")
        self._used[match.id] = now()
        return Caller(match.account_id, match.id, match.is_owner, match.account)

    async def create_key(
        self,
        name: str,
        account: str | None = None,
        is_owner: bool = False,
        expires_at: datetime | None = None,
        spending_limit: str | None = None,
    ) -> str:
        """Make a key and give its token, which can't be asked for again.

        Args:
            name: of the key; no two keys have the same, not even a revoked one's.
            account: its account's name; None: an account of the key's name.
            expires_at: from then on it is refused.
            spending_limit: `20/month` and the like; None: as the settings say.

        Raises:
            Conflict: the name is taken.
            InvalidInput: a name is blank, too long or holds control characters, the limit is none,
                or the expiry is past.
        """
        account = name if account is None else account
        for given in (name, account):
            _check_name(given)
        if spending_limit is not None:
            SpendingLimit.parse(spending_limit)
        if expires_at is not None and expires_at <= now():
            raise InvalidInput(f"the key would have expired already, at {expires_at}")
        token = TOKEN_PREFIX + secrets.token_urlsafe(_TOKEN_BYTES)
        new = NewKey(name, account, _hash(token), is_owner, expires_at, spending_limit)
        if not await self._keys.add(new):
            raise Conflict(f"there is a key named {name!r} already; choose another name")
        _log.info("key created", extra={"key_name": name, "account": account})
        return token

    async def list_keys(self) -> list[KeyRecord]:
        """Every key, oldest first."""
        return await self._keys.all()

    async def revoke_key(self, name_or_id: str) -> None:
        """Revoke a key: from now on it is refused.

        Raises:
            NotFound: there is no such key.
        """
        if not await self._keys.revoke(name_or_id):
            raise NotFound(f"there is no key {name_or_id!r}")
        _log.info("key revoked", extra={"key_name": name_or_id})

    async def note_use(self) -> None:
        """Write down when keys were used last. Called now and then, not on each call."""
        used, self._used = self._used, {}
        if used:
            await self._keys.touch(used)


async def ensure_owner_token(access: Access, home: Path) -> str | None:
    """Make the owner's key the first time, and keep its token in the home for the command line.

    Gives the token when it is new, else None. The file is readable by this user alone. When the
    file was lost, a new key takes the place of the old, which is revoked.
    """
    path = home / TOKEN_FILE
    held = path.read_text(encoding="ascii").strip() if path.exists() else ""
    if held:
        try:
            await access.authenticate(f"Bearer {held}")
        except Unauthenticated:
            _log.warning("the owner's token is not of this database; a new one is made")
        else:
            return None
    token = await _new_owner_key(access)
    fresh = path.with_name(f".{TOKEN_FILE}-{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(token + "\n")
    fresh.replace(path)
    return token


async def _new_owner_key(access: Access) -> str:
    owners = [key for key in await access.list_keys() if key.account == OWNER_ACCOUNT]
    for key in owners:
        if key.is_owner and key.revoked_at is None and key.name.startswith(OWNER_KEY):
            await access.revoke_key(key.id)
    name = OWNER_KEY if not owners else f"{OWNER_KEY}-{secrets.token_hex(3)}"
    return await access.create_key(name, OWNER_ACCOUNT, is_owner=True)


def _check_name(name: str) -> None:
    if not name.strip() or len(name) > _MAX_NAME_CHARACTERS or not name.isprintable():
        raise InvalidInput(
            f"{name[:40]!r} is no name for a key or an account: it must have 1 to "
            f"{_MAX_NAME_CHARACTERS} printable characters"
        )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
