"""The store's database in one SQLite file."""

from rushes.store.sqlite.connecting import connect as connect
from rushes.store.sqlite.database import SqliteDatabase as SqliteDatabase
from rushes.store.sqlite.writing import Turnstile as Turnstile
