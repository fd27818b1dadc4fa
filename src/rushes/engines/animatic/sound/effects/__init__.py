"""The sounds that are known by name, each a small synthesiser."""

from __future__ import annotations

from rushes.engines.animatic.sound.effects import animals, machines, nature, people, things
from rushes.engines.animatic.sound.effects.recipes import load_recipes
from rushes.engines.animatic.sound.effects.registry import SOUNDS, Sound, sound_named

load_recipes()

__all__ = ["SOUNDS", "Sound", "animals", "machines", "nature", "people", "sound_named", "things"]
