"""Which language a text is written in."""

from __future__ import annotations

import unicodedata
from collections import Counter

from rushes.film.reading.words.lexicon import Language, languages, load_lexicon
from rushes.film.reading.words.units import quote_pattern, read_units, without_json_quotes

FALLBACK = "en"
UNKNOWN = "und"
LETTERS_LOOKED_AT = 400
LETTERS_COUNTED = 1500
FUNCTION_WORD_SCORE = 2
LETTER_WEIGHT = 3
"""How many Latin letters one of a language without spaces weighs."""
OWN_SHARE = 0.06
"""The share of a language's own letters from which a text is in it."""
SHORT_TEXT = 24
"""Letters up to which a text without own letters is read by its vocabulary."""
CLOSE_SCORE = 4
"""Languages this near to the best one are compared by the words that they know."""


def detect_language(text: str) -> tuple[str, str]:
    """The text's language, and the one whose lexicon reads it best.

    The first is `und` where no lexicon knows the language; the second always has a lexicon.
    """
    by_letters = _by_letters(text)
    if by_letters is not None:
        return by_letters, by_letters
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


def _by_letters(text: str) -> str | None:
    """The language without spaces whose letters most of the text is in; None: no such letters."""
    shown: list[tuple[float, Language]] = []
    for language in languages():
        if language.letters is None:
            continue
        unquoted = _unquoted(text, language)
        written = sum(1 for _ in language.letters.finditer(unquoted))
        letters = sum(ch.isalpha() for ch in unquoted)
        if not written or written * LETTER_WEIGHT < letters - written:
            continue
        own = language.own_letters
        share = sum(1 for _ in own.finditer(unquoted)) / written if own else 0.0
        if share > OWN_SHARE:
            return language.code
        shown.append((written, language))
    if not shown:
        return None
    shown.sort(key=lambda pair: (-pair[0], pair[1].own_letters is not None))
    if len(shown) == 1 or shown[0][0] > SHORT_TEXT:
        return shown[0][1].code
    return max(shown, key=lambda pair: _covered_letters(text, pair[1]))[1].code


def _covered_letters(text: str, language: Language) -> int:
    """How many letters are in phrases that the language knows."""
    units = read_units(text, load_lexicon(language.code))
    return sum(len(unit.text) for unit in units if unit.is_known)


def _by_vocabulary(text: str, leaders: list[str], scores: Counter[str]) -> tuple[str, str]:
    """For texts of a few words, whose small words do not tell: by how many are known."""
    known: Counter[str] = Counter()
    if is_latin(text):
        for language in languages():
            if language.spaces and language.code in leaders:
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
    text = without_json_quotes(text)
    unquoted = quote_pattern(language).sub(" ", text[:LETTERS_COUNTED])
    return unquoted if unquoted.strip() else text[:LETTERS_COUNTED]


def is_latin(text: str) -> bool:
    """Whether most letters are Latin ones."""
    letters = [ch for ch in text[:LETTERS_LOOKED_AT] if ch.isalpha()]
    latin = sum(unicodedata.name(ch, "").startswith("LATIN") for ch in letters)
    return bool(letters) and latin * 2 > len(letters)
