"""Which language a text is written in."""

from __future__ import annotations

import unicodedata
from collections import Counter

from rushes.film.reading.words.lexicon import Language, languages, load_lexicon
from rushes.film.reading.words.units import quote_pattern

FALLBACK = "en"
UNKNOWN = "und"
LETTERS_LOOKED_AT = 400
LETTERS_COUNTED = 1500
FUNCTION_WORD_SCORE = 2
CLOSE_SCORE = 4
"""Languages this near to the best one are compared by the words that they know."""


def detect_language(text: str) -> tuple[str, str]:
    """The text's language, and the one whose lexicon reads it best.

    The first is `und` where no lexicon knows the language; the second always has a lexicon.
    """
    scores: Counter[str] = Counter()
    for language in languages():
        for word in language.word.findall(_unquoted(text, language).casefold()):
            if word in language.function_words:
                scores[language.code] += FUNCTION_WORD_SCORE
            elif any(sign in word for sign in language.signs):
                scores[language.code] += 1
    best = max(scores.values(), default=0)
    leaders = [lang.code for lang in languages() if scores[lang.code] >= best - CLOSE_SCORE]
    if len(leaders) == 1:
        return leaders[0], leaders[0]
    return _by_vocabulary(text, leaders, scores)


def _by_vocabulary(text: str, leaders: list[str], scores: Counter[str]) -> tuple[str, str]:
    """For texts of a few words, whose small words do not tell: by how many are known."""
    known: Counter[str] = Counter()
    if is_latin(text):
        for language in languages():
            if language.code in leaders:
                known[language.code] = _known_words(text, language)
    best = max(known.values(), default=0)
    if not best:
        return UNKNOWN, FALLBACK
    code = max(leaders, key=lambda c: (known[c], scores[c], c == FALLBACK))
    return code, code


def _known_words(text: str, language: Language) -> int:
    lexicon = load_lexicon(language.code)
    words = [
        word.casefold()
        for word in language.word.findall(_unquoted(text, language)[:LETTERS_LOOKED_AT])
    ]
    return sum(bool(lexicon.find(words, at)[1]) for at in range(len(words)))


def _unquoted(text: str, language: Language) -> str:
    """What people say may be in another language than what is told of them."""
    unquoted = quote_pattern(language).sub(" ", text[:LETTERS_COUNTED])
    return unquoted if unquoted.strip() else text[:LETTERS_COUNTED]


def is_latin(text: str) -> bool:
    """Whether most letters are Latin ones."""
    letters = [ch for ch in text[:LETTERS_LOOKED_AT] if ch.isalpha()]
    latin = sum(unicodedata.name(ch, "").startswith("LATIN") for ch in letters)
    return bool(letters) and latin * 2 > len(letters)
