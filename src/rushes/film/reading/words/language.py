"""Which language a text is written in."""

from __future__ import annotations

import unicodedata
from collections import Counter

from rushes.film.reading.words.lexicon import languages, load_lexicon

FALLBACK = "en"
UNKNOWN = "und"
LETTERS_LOOKED_AT = 400


def detect_language(text: str) -> tuple[str, str]:
    """The text's language, and the one whose lexicon reads it best.

    The first is `und` where no lexicon knows the language; the second always has a lexicon.
    """
    scores: Counter[str] = Counter()
    for language in languages():
        for word in language.word.findall(text[:4000].casefold()):
            if word in language.function_words:
                scores[language.code] += 1
    best = max(scores.values(), default=0)
    if best:
        leaders = sorted(code for code, score in scores.items() if score == best)
        code = FALLBACK if FALLBACK in leaders else leaders[0]
        return code, code
    return _by_vocabulary(text)


def _by_vocabulary(text: str) -> tuple[str, str]:
    """For texts of a few words, none of which is a small one."""
    known: Counter[str] = Counter()
    if is_latin(text):
        for language in languages():
            lexicon = load_lexicon(language.code)
            words = [word.casefold() for word in language.word.findall(text[:LETTERS_LOOKED_AT])]
            known[language.code] = sum(bool(lexicon.find(words, at)[1]) for at in range(len(words)))
    best = max(known.values(), default=0)
    if not best:
        return UNKNOWN, FALLBACK
    code = FALLBACK if known[FALLBACK] == best else max(known, key=lambda c: known[c])
    return code, code


def is_latin(text: str) -> bool:
    """Whether most letters are Latin ones."""
    letters = [ch for ch in text[:LETTERS_LOOKED_AT] if ch.isalpha()]
    latin = sum(unicodedata.name(ch, "").startswith("LATIN") for ch in letters)
    return bool(letters) and latin * 2 > len(letters)
