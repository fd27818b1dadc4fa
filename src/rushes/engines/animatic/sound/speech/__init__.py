"""Spoken lines: with a synthesiser where one is installed, without words where none is."""
