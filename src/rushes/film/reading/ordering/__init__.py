"""Sentences of other languages, laid in the order the walker reads: who, does what, to what."""
