"""eSpeak NG by its C interface, where the optional package that brings it is installed.

The library and its data come with `espeakng-loader` (`pip install rushes[speech]`); eSpeak NG is
under the GPL 3. It keeps state from one utterance to the next (phases, noise), so that the same
words would never sound the same twice: it is loaded anew for each, which takes a millisecond.
"""

from __future__ import annotations

import ctypes
import functools
import importlib.util
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rushes.engines.animatic.sound.waves import FloatArray, Mono

_SYNCHRONOUS, _PHONEME_EVENTS, _DONT_EXIT = 2, 1, 0x8000
_RATE, _PITCH, _RANGE, _WORD_GAP = 1, 3, 4, 7
_UTF8, _END_PAUSE = 1, 0x1000
_END_OF_LIST, _WORD, _PHONEME = 0, 1, 7
_PACKAGE = "espeakng_loader"
_lock = threading.Lock()


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_void_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is to be said."""

    voice: str
    """A voice of eSpeak NG, with its variant: `en-us+f2`."""
    words_a_minute: int = 150
    pitch: int = 50
    """0..99; 50 is the voice's own."""
    melody: int = 50
    """0..99: how far the pitch moves."""


@dataclass(frozen=True, slots=True)
class Phoneme:
    """A sound of speech."""

    name: str
    """eSpeak NG's name for it; begins with `_` for a pause."""
    start_seconds: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said."""

    samples: Mono
    sample_rate: int
    phonemes: tuple[Phoneme, ...]
    word_starts: tuple[float, ...]
    """Seconds."""


@functools.cache
def is_installed() -> bool:
    """Whether there is a synthesiser."""
    return importlib.util.find_spec(_PACKAGE) is not None


def utter(text: str, manner: Manner) -> Utterance | None:
    """Say it; None where no synthesiser is installed, or it knows neither voice nor words."""
    if not is_installed():
        return None
    plain = "".join(character if character.isprintable() else " " for character in text).strip()
    with _lock, _loaded() as loaded:
        return _say(*loaded, plain, manner) if loaded else None


@contextmanager
def _loaded() -> Iterator[tuple[Any, int] | None]:
    """The library, as new, and its sample rate; None where it can't be used."""
    import espeakng_loader

    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(Path(espeakng_loader.get_data_path()).parent)
    except (OSError, RuntimeError):
        yield None
        return
    try:
        library.espeak_Initialize.argtypes = (ctypes.c_int,) * 2 + (ctypes.c_char_p, ctypes.c_int)
        options = _PHONEME_EVENTS | _DONT_EXIT
        rate = int(library.espeak_Initialize(_SYNCHRONOUS, 0, data.encode(), options))
        yield (library, rate) if rate > 0 else None
        library.espeak_Terminate()
    finally:
        _unload(library)


def _unload(library: Any) -> None:
    import _ctypes

    if sys.platform == "win32":
        _ctypes.FreeLibrary(library._handle)
    else:
        _ctypes.dlclose(library._handle)


class _Listener:
    """Keeps what the library says."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self.pieces: list[FloatArray] = []
        self.phonemes: list[Phoneme] = []
        self.words: list[float] = []

    def hear(self, wave: Any, count: int, events: Any) -> int:
        """The library's callback; 0 lets it go on."""
        if wave and count > 0:
            self.pieces.append(np.ctypeslib.as_array(wave, (count,)).copy())
        number = 0
        while events and events[number].type != _END_OF_LIST:
            event = events[number]
            if event.type == _PHONEME:
                name = bytes(event.id.string).decode("utf-8", "replace")
                self.phonemes.append(Phoneme(name, event.sample / self._rate))
            elif event.type == _WORD:
                self.words.append(event.sample / self._rate)
            number += 1
        return 0


def _say(library: Any, rate: int, text: str, manner: Manner) -> Utterance | None:
    listener = _Listener(rate)
    callback = _Callback(listener.hear)
    library.espeak_SetSynthCallback(callback)
    library.espeak_SetVoiceByName.argtypes = (ctypes.c_char_p,)
    if library.espeak_SetVoiceByName(manner.voice.encode()) != 0:
        return None
    for parameter, value in (
        (_RATE, manner.words_a_minute), (_PITCH, manner.pitch), (_RANGE, manner.melody),
        (_WORD_GAP, 0),
    ):  # fmt: skip
        library.espeak_SetParameter(parameter, int(value), 0)
    library.espeak_Synth.argtypes = (
        ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint,
        ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
    )  # fmt: skip
    words_utf8 = text.encode()
    library.espeak_Synth(words_utf8, len(words_utf8) + 1, 0, 1, 0, _UTF8 | _END_PAUSE, None, None)
    if not listener.pieces or all(sound.name.startswith("_") for sound in listener.phonemes):
        return None
    samples = np.concatenate(listener.pieces).astype(np.float32) / np.float32(32768)
    return Utterance(samples, rate, tuple(listener.phonemes), tuple(listener.words))
