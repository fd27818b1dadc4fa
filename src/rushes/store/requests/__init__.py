"""Requests as the database keeps them: taken in, looked up, listed, cancelled, deleted."""

from rushes.store.requests.intake import Accepted as Accepted
from rushes.store.requests.intake import NewRequest as NewRequest
from rushes.store.requests.store import PageQuery as PageQuery
from rushes.store.requests.store import RequestStore as RequestStore
