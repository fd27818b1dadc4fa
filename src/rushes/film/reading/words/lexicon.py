"""A language's words, read from its file and laid out for quick matching."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from rushes.film.reading.words.files import (
    FOLDER,
    SHARED_FILES,
    callings,
    document_of,
    is_kind_of,
    listed,
)
from rushes.film.thing_records import thing_words

NOUNS = frozenset(
    "things places features people groups body_parts garments accessories instruments hair "
    "shot_nouns film_nouns audio_nouns abstract".split()
)
VERBS = frozenset(
    "actions camera_verbs moves wear reveal transitions endings openings light_verbs".split()
)
ADJECTIVES = frozenset(
    "colours ages builds skins hair_styles hair_colours emotions qualities materials moods speeds "
    "details fabrics looks ordinals deserted weathers times lighting".split()
)
KINDS = {
    category: kind
    for kind, categories in (("nouns", NOUNS), ("verbs", VERBS), ("adjectives", ADJECTIVES))
    for category in categories
}
"""Which inflection a table's entries take."""
GRAMMAR = frozenset(
    "function determiners pronouns prepositions conjunctions negations possessive".split()
)
"""Tables of words so small that a missing accent must not make others of them."""
SHORTEST_PART = 3
LINKS = ("", "s", "n", "en", "es", "er", "e")
"""What may stand between the parts of a compound."""
LAST_PARTS = NOUNS | {"music", "sounds", "lighting"}
OF_FIRST_PART = frozenset(
    "colours fabrics materials details hair_colours hair_styles instruments".split()
)
SETTINGS = frozenset({"language", "inflection", "variants"})
BORROWED = ("sizes", "framings", "moves", "looks", "lighting")
"""Tables of film terms that are used as they stand where other languages are written."""
SHORTEST_BORROWED = 2
ACCENTS = frozenset(map(chr, range(0x300, 0x370)))


class Meaning(NamedTuple):
    """One thing that a word can stand for."""

    category: str
    """The lexicon's table: `places`, `actions`…"""
    name: str
    """Canonical: an English word or phrase shared by all lexicons."""
    is_plural: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """How a language is written and put together: the `[language]` table of its lexicon."""

    code: str
    function_words: frozenset[str]
    signs: tuple[str, ...]
    """Letters that tell the language from others."""
    word: re.Pattern[str]
    quotes: tuple[str, ...]
    modifiers_come_before: bool
    """Whether adjectives stand before their noun."""
    head_is_last: bool
    """Which word of a phrase takes the plural: the last (English) or the first (Portuguese)."""
    abstract_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]
    """Endings of singular words that look like plurals."""
    verb_endings: tuple[str, ...]
    singular_verb_endings: tuple[str, ...]
    """Endings that mark a verb only after a singular noun."""
    time_units: tuple[str, ...]
    range_words: tuple[str, ...]
    time_leads: tuple[str, ...] = ()
    """Words that may stand before the number of a timecode."""
    spaces: bool = True
    """Whether words are set apart by spaces."""
    letters: re.Pattern[str] | None = None
    """Letters that are words, or parts of words, one by one; where words are not set apart."""
    own_letters: re.Pattern[str] | None = None
    """Letters that no other language is written in."""
    unbroken: re.Pattern[str] | None = None
    """Letters whose runs are known as a whole or not at all."""
    endings: re.Pattern[str] | None = None
    """Letters that alone make no noun."""
    order: str = "as told"
    """What `ordering` does with a sentence: `as told`, `verb last`, `attributes first`."""
    adnominal_endings: tuple[str, ...] = ()
    """Endings of verbs that can tell of the noun after them; with others, a verb follows."""
    bare_nouns_are_known: bool = False
    """Whether a noun without an article may mean someone already there."""
    marks: tuple[tuple[str, str], ...] = ()
    """Marks of the language's own, with those that they are read as."""
    compounds: bool = False
    """Whether nouns are written together: an unknown one is read by its parts."""
    capital_nouns: bool = False
    """Whether all nouns begin with a capital letter, and little else does."""
    plural_verbs: tuple[str, ...] = ()
    """Endings of verbs that more than one do; they tell `sie` (they) from `sie` (she)."""
    feminine_words: frozenset[str] = frozenset()
    """Articles that tell of a woman."""
    feminine_endings: tuple[str, ...] = ()
    """Endings of words for women: `Journalistin`."""
    person_endings: tuple[str, ...] = ()
    """Endings of words for people by what they do: `a hurdler`."""
    active_endings: tuple[str, ...] = ()
    """Endings of verbs that stand before who does it: `a kneeling knight`."""
    borrows: str | None = None
    """The language whose film terms are used in this one as they stand."""


class Lexicon:
    """All phrases of a language, with what each can mean."""

    def __init__(
        self,
        document: Mapping[str, Any],
        more_things: Mapping[str, str] | None = None,
        more_people: Mapping[str, str] | None = None,
    ) -> None:
        """`more_things`, `more_people`: names to words for them, where the document has none."""
        self.language = language_from(document["language"])
        self._rules = {
            kind: [(re.compile(rule[0]), tuple(rule[1:])) for rule in rules]
            for kind, rules in document["inflection"].items()
        }
        self._variants = variants_from(document.get("variants", {}))
        self.phrases: dict[str, tuple[Meaning, ...]] = {}
        self._folded: dict[str, tuple[Meaning, ...]] = {}
        self._longest: dict[str, int] = {}
        for category, table in document.items():
            if category not in SETTINGS:
                self._add_table(category, table)
        for name, phrases in (more_things or {}).items():
            for entry in listed(phrases):
                if not self._begins_with_colour(entry):  # `red fox` is a fox, and red
                    self._add_phrase("things", name, entry, is_more=True)
        for name, phrases in (more_people or {}).items():
            for entry in listed(phrases):
                self._add_phrase("people", name, entry, is_more=True)
        if self.language.borrows:
            self._borrow(self.language.borrows)
        self._index()

    def _begins_with_colour(self, text: str) -> bool:
        if not self.language.spaces:
            return False
        first, *others = self.split(text)
        return bool(others) and any(m.category == "colours" for m in self.phrases.get(first, ()))

    def key(self, text: str) -> str:
        """A word as phrases are kept: without case, width and variants of letters."""
        if text.isascii() or self.language.spaces:
            return text.casefold().replace("’", "'")
        return unicodedata.normalize("NFKC", text).casefold().translate(self._variants)

    def phrases_from(self, words: list[str], at: int) -> Iterator[tuple[int, tuple[Meaning, ...]]]:
        """Every phrase that starts at `words[at]`, the longest first; words as `key` gives them."""
        for count in range(min(self._longest.get(words[at], 0), len(words) - at), 0, -1):
            found = self.phrases.get(" ".join(words[at : at + count]))
            if found:
                yield count, found

    def find(self, words: list[str], at: int) -> tuple[int, tuple[Meaning, ...]]:
        """The longest phrase that starts at `words[at]` (casefolded): its word count, its meanings.

        (1, ()) when no phrase does. Accents may be missing from the words, where they do not make
        others of them as they stand.
        """
        first = words[at]
        folded_first = fold(first)
        longest = max(self._longest.get(first, 0), self._longest.get(folded_first, 0))
        for count in range(min(longest, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + count])
            found = self.phrases.get(phrase, ())
            if not found or self._is_noun_place(words, at, found):
                unaccented = self._folded.get(fold(phrase), ())
                found += tuple(meaning for meaning in unaccented if meaning not in found)
            if found:
                return count, found
        return 1, self._of_compound(first) if self.language.compounds else ()

    def _is_noun_place(self, words: list[str], at: int, found: tuple[Meaning, ...]) -> bool:
        """Whether a noun is to come where only an act was found: `o bebe`, without its accent."""
        before = self.phrases.get(words[at - 1], ()) if at else ()
        is_named = any(
            meaning.category in NOUNS or meaning.category in GRAMMAR for meaning in found
        )
        return not is_named and any(meaning.category == "determiners" for meaning in before)

    def _of_compound(self, word: str) -> tuple[Meaning, ...]:
        """A word by its last part, with what its first part says of it: `Leinenkleid`, a dress, of
        linen. The longest last part counts; () where no part is known."""
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            nouns = tuple(m for m in self.phrases.get(word[at:], ()) if m.category in LAST_PARTS)
            if not nouns:
                continue
            for link in LINKS:
                first = self.phrases.get(word[:at].removesuffix(link))
                if first is not None and word[:at].endswith(link):
                    return nouns + tuple(m for m in first if m.category in OF_FIRST_PART)
        return ()

    def names(self, category: str) -> set[str]:
        """The canonical names that some phrase of a category stands for."""
        return {
            meaning.name
            for meanings in self.phrases.values()
            for meaning in meanings
            if meaning.category == category
        }

    def _borrow(self, code: str) -> None:
        """Adds the film terms of another language, uninflected."""
        for category in BORROWED:
            for name, phrases in document_of(code)[category].items():
                for entry in listed(phrases):
                    text = entry.partition("/")[0].lstrip("=")
                    if len(text) > SHORTEST_BORROWED:
                        self._add_phrase(category, name, f"={text}")

    def _add_table(self, category: str, table: Mapping[str, str]) -> None:
        for name, phrases in table.items():
            for entry in phrases.split(","):
                text = entry.strip()
                if text:
                    canonical = text.lstrip("=") if name == "*" else name
                    self._add_phrase(category, canonical, text)

    def _add_phrase(self, category: str, name: str, text: str, *, is_more: bool = False) -> None:
        is_fixed = text.startswith("=")
        for phrase, is_plural in self._forms(text.lstrip("="), category, is_fixed):
            known = self.phrases.get(phrase, ())
            if is_more and any(m.category in GRAMMAR for m in known):
                continue  # more than one `doe` are not what `does` means
            other = next((m for m in known if m.category == category), None) if is_more else None
            if other is not None and (category == "people" or is_kind_of(name, other.name, phrase)):
                known = tuple(m for m in known if m is not other)
            elif other is not None:
                continue
            if not any(m.category == category and m.name == name for m in known):
                self.phrases[phrase] = (*known, Meaning(category, name, is_plural))

    def _forms(self, text: str, category: str, is_fixed: bool) -> Iterator[tuple[str, bool]]:
        """Every form of an entry, and whether it is a plural."""
        kind = None if is_fixed else KINDS.get(category)
        if text.isalpha() and self.language.spaces:  # most entries; a third of the time saved
            yield from self._forms_of_word(self.key(text), kind)
            return
        first, *others = [self.split(part) for part in text.split("/")]
        yield " ".join(first), False
        for other in others:
            yield " ".join(other), kind == "nouns"
        if kind is None or not first:
            return
        if not self.language.spaces:
            for form in self._inflect(kind, text.partition("/")[0]):
                yield " ".join(self.split(form)), kind == "nouns"
            return
        at = 0 if kind == "verbs" or not self.language.head_is_last else len(first) - 1
        for form in self._inflect(kind, first[at]):
            word = form.removeprefix("=")
            is_plural = kind == "nouns" and word is form
            yield " ".join([*first[:at], word, *first[at + 1 :]]), is_plural

    def _forms_of_word(self, word: str, kind: str | None) -> Iterator[tuple[str, bool]]:
        yield word, False
        if kind is not None:
            for form in self._inflect(kind, word):
                single = form.removeprefix("=")
                yield single, kind == "nouns" and single is form

    def _inflect(self, kind: str, word: str) -> Iterator[str]:
        for pattern, replacements in self._rules.get(kind, ()):
            if pattern.search(word):
                for replacement in replacements:
                    form = pattern.sub(replacement.removeprefix("="), word, count=1)
                    yield f"={form}" if replacement.startswith("=") else form
                return

    def split(self, text: str) -> list[str]:
        """A lexicon phrase as the casefolded words that the tokeniser would find in it."""
        return [self.key(match.group()) for match in self.language.word.finditer(text)]

    def _index(self) -> None:
        for phrase, meanings in self.phrases.items():
            words = phrase.split(" ")
            folded = fold(phrase) if self.language.spaces else phrase
            if folded != phrase:
                self._folded[folded] = self._folded.get(folded, ()) + meanings
                first = folded.split(" ")[0]
                self._longest[first] = max(self._longest.get(first, 0), len(words))
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """Casefolded text without its accents; marks that make other letters (が) stay."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    kept = "".join(ch for ch in decomposed if ch not in ACCENTS)
    return unicodedata.normalize("NFC", kept)


def variants_from(table: Mapping[str, str]) -> dict[int, str]:
    """Letters to those that phrases are kept in, from pairs such as `國国`."""
    return {ord(pair[0]): pair[1] for pairs in table.values() for pair in pairs.split()}


def language_from(table: Mapping[str, Any]) -> Language:
    """A language from the `[language]` table of its lexicon."""
    letters = table.get("letters")
    other = f"(?![{letters}])[^\\W_]" if letters else r"[^\W_]"
    number = rf"\d+(?:[.,]\d+)?(?!{other})"
    return Language(
        code=table["code"],
        function_words=frozenset(listed(table["function_words"])),
        signs=listed(table["signs"]),
        word=re.compile(f"{table['word_pattern']}|{number}|(?:{other})+"),
        quotes=tuple(table["quotes"]),
        modifiers_come_before=table["adjectives"] == "before",
        head_is_last=table["head_word"] == "last",
        abstract_endings=listed(table["abstract_endings"]),
        plural_endings=listed(table["plural_endings"]),
        singular_endings=listed(table["singular_endings"]),
        verb_endings=listed(table["verb_endings"]),
        singular_verb_endings=listed(table["singular_verb_endings"]),
        time_units=listed(table["time_units"]),
        range_words=listed(table["range_words"]),
        time_leads=listed(table.get("time_leads", "")),
        spaces=letters is None,
        letters=_one_of(letters),
        own_letters=_one_of(table.get("own_letters")),
        unbroken=_one_of(table.get("unbroken")),
        endings=_one_of(table.get("endings")),
        order=table.get("order", "as told"),
        adnominal_endings=listed(table.get("adnominal_endings", "")),
        bare_nouns_are_known=table.get("bare_nouns") == "known",
        marks=tuple((pair[0], pair[1]) for pair in table.get("marks", "").split()),
        plural_verbs=listed(table.get("plural_verbs", "")),
        feminine_words=frozenset(listed(table.get("feminine_words", ""))),
        feminine_endings=listed(table.get("feminine_endings", "")),
        person_endings=listed(table.get("person_endings", "")),
        active_endings=listed(table.get("active_endings", "")),
        borrows=table.get("borrows"),
        compounds=table.get("compounds", False),
        capital_nouns=table.get("capital_nouns", False),
    )


def _one_of(letters: str | None) -> re.Pattern[str] | None:
    return re.compile(f"[{letters}]") if letters else None


@cache
def languages() -> tuple[Language, ...]:
    """Every language there is a lexicon for, by code; reads only the head of each file."""
    found = []
    for file in FOLDER.iterdir():
        if file.name.endswith(".toml") and file.name not in SHARED_FILES:
            head = file.read_text(encoding="utf-8").partition("\n[inflection]")[0]
            found.append(language_from(tomllib.loads(head)["language"]))
    return tuple(sorted(found, key=lambda language: language.code))


@cache
def load_lexicon(code: str) -> Lexicon:
    """The lexicon of a language, with the words that things' records add to it, read once.

    Raises FileNotFoundError when there is none.
    """
    return Lexicon(document_of(code), thing_words(code), callings(code))
