"""Samples to AAC."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt
from av.audio.codeccontext import AudioCodecContext
from av.codec.context import Flags

SAMPLE_RATE = 48_000
BIT_RATE = 160_000
FRAME_SAMPLES = 1024
SAMPLE_TIME = Fraction(1, SAMPLE_RATE)

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AudioPacket:
    """One encoded frame; the first ones start before 0: the decoder throws them away."""

    pts: int
    duration: int
    data: bytes


@dataclass(frozen=True, slots=True)
class AudioTrack:
    """An encoded soundtrack and the header that its decoder needs."""

    header: bytes
    packets: tuple[AudioPacket, ...]


def configure(context: AudioCodecContext) -> None:
    """Set everything that the header is made from."""
    context.sample_rate, context.layout, context.format = SAMPLE_RATE, "stereo", "fltp"
    context.bit_rate = BIT_RATE
    context.time_base = SAMPLE_TIME
    context.thread_count = 1
    context.flags |= Flags.global_header


def encode_audio(samples: Samples) -> AudioTrack:
    """Encode float32 [2, n] at 48 kHz, |x| ≤ 1. The packets last exactly n samples from 0 on."""
    context = av.CodecContext.create("aac", "w")
    assert isinstance(context, AudioCodecContext)
    configure(context)
    context.open()
    packets: list[av.Packet[av.AudioStream]] = []
    for start in range(0, samples.shape[1], FRAME_SAMPLES):
        block = np.ascontiguousarray(samples[:, start : start + FRAME_SAMPLES])
        frame = av.AudioFrame.from_ndarray(block, "fltp", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, SAMPLE_TIME
        packets += context.encode(frame)
    packets += context.encode(None)
    track: list[AudioPacket] = []
    for packet in packets:
        assert packet.pts is not None
        duration = min(FRAME_SAMPLES, samples.shape[1] - packet.pts)
        if duration > 0:
            track.append(AudioPacket(packet.pts, duration, bytes(packet)))
    return AudioTrack(bytes(context.extradata or b""), tuple(track))
