"""Pieces of text to phrases of the lexicon, in languages with and without spaces."""

from __future__ import annotations

from collections.abc import Iterator

from rushes.film.reading.words.lexicon import Language, Lexicon, Meaning

Stretch = tuple[int, tuple[Meaning, ...]]
"""How many pieces make a phrase, and what it means; () for words that no phrase knows."""
UNKNOWN_COST = 10
"""A letter that no phrase covers is worse than so many phrases."""


def segment(keys: list[str], lexicon: Lexicon) -> Iterator[Stretch]:
    """The phrases of pieces, in order. Marks have empty keys, and stand alone."""
    at = 0
    while at < len(keys):
        if not keys[at]:
            yield 1, ()
            at += 1
        elif lexicon.language.spaces:
            found = lexicon.find(keys, at)
            yield found
            at += found[0]
        else:
            end = next((i for i in range(at, len(keys)) if not keys[i]), len(keys))
            yield from _joined(list(_fewest_phrases(keys[at:end], lexicon)), keys[at:end], lexicon)
            at = end


def _fewest_phrases(keys: list[str], lexicon: Lexicon) -> Iterator[Stretch]:
    """The split that leaves the fewest letters unknown, and of those the one of fewest phrases."""
    costs = [0.0] * (len(keys) + 1)
    steps: list[Stretch] = [(1, ())] * len(keys)
    for at in reversed(range(len(keys))):
        count = _unknown_reach(keys, at, lexicon.language)
        cost = UNKNOWN_COST * count + costs[at + count] if count else float("inf")
        step: Stretch = (count or 1, ())
        for length, meanings in lexicon.phrases_from(keys, at):
            if costs[at + length] + 1 < cost:
                cost, step = costs[at + length] + 1, (length, meanings)
        costs[at], steps[at] = cost, step
    at = 0
    while at < len(keys):
        yield steps[at]
        at += steps[at][0]


def _unknown_reach(keys: list[str], at: int, language: Language) -> int:
    """How many pieces from here are unknown together; 0: none, amid an unbroken run."""
    unbroken = language.unbroken
    if unbroken is None or not unbroken.fullmatch(keys[at]):
        return 1
    if at and unbroken.fullmatch(keys[at - 1]):
        return 0
    end = at
    while end < len(keys) and unbroken.fullmatch(keys[end]):
        end += 1
    return end - at


def _joined(stretches: list[Stretch], keys: list[str], lexicon: Lexicon) -> Iterator[Stretch]:
    """Neighbouring unknown letters as one unknown word; words of another script stay apart."""
    language = lexicon.language
    at = count = 0
    for length, meanings in stretches:
        is_open = not meanings and _joins(keys[at], language)
        if count and not is_open:
            yield count, ()
            count = 0
        if is_open:
            count += length
        else:
            yield length, meanings
        at += length
    if count:
        yield count, ()


def _joins(key: str, language: Language) -> bool:
    is_letter = language.letters is not None and language.letters.match(key) is not None
    return is_letter and not (language.endings and language.endings.match(key))
