"""Servers started from the command line: the supervisor and what it keeps in the home."""
