"""Words to a shot list."""

from rushes.film.reading.film_reader import read_film
from rushes.film.reading.words.world import Drawable

__all__ = ["Drawable", "read_film"]
