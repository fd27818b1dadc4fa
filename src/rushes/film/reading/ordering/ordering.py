"""The order in which a take's units are told, whichever order they are written in."""

from __future__ import annotations

from rushes.film.reading.ordering.attributes_first import lay_attributes_after
from rushes.film.reading.ordering.clauses import lay_clauses
from rushes.film.reading.ordering.verb_last import lay_verbs_forward
from rushes.film.reading.words.lexicon import Lexicon
from rushes.film.reading.words.units import Unit
from rushes.film.reading.words.world import the_world


def in_telling_order(units: list[Unit], lexicon: Lexicon) -> list[Unit]:
    """The same units with verbs after their subjects, prepositions before their nouns, and what
    is told of a noun after it. Units that only say how words go together are taken out or put in.
    """
    language = lexicon.language
    if language.order == "verb last":
        return lay_verbs_forward(units, language)
    if language.order == "attributes first":
        return lay_attributes_after(units)
    alone = the_world().alone
    return lay_clauses(units, lexicon, alone, verbs_end=language.order == "verb ends clauses")
