"""Packets to an MP4 file that plays while it loads."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import av
from av.container import OutputContainer
from av.stream import Stream

from rushes.engines.animatic.encoding import aac, h264
from rushes.engines.animatic.encoding.aac import AudioTrack
from rushes.engines.animatic.encoding.h264 import VideoPacket
from rushes.errors import EngineFailed, StorageFull
from rushes.film.film_request import FPS

UNFINISHED_SUFFIX = ".part"


def write_mp4(
    target: Path,
    size_px: tuple[int, int],
    parameter_sets: bytes,
    video: Sequence[VideoPacket],
    audio: AudioTrack | None,
    metadata: Mapping[str, str],
) -> None:
    """Write the film under another name and rename it once it is whole.

    Raises:
        StorageFull: the disk, or what may be used of it, ran out.
        EngineFailed: it can't be written.
    """
    unfinished = target.with_name(target.name + UNFINISHED_SUFFIX)
    try:
        options = {"movflags": "+faststart"}
        with av.open(str(unfinished), "w", format="mp4", options=options) as container:
            container.metadata.update(metadata)
            _mux(container, size_px, parameter_sets, video, audio)
        unfinished.replace(target)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StorageFull(f"The disk is full: {target.name} could not be written.") from error
        raise EngineFailed(
            f"{target.name} could not be written: {error.strerror or error}", is_retryable=True
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _mux(
    container: OutputContainer,
    size_px: tuple[int, int],
    parameter_sets: bytes,
    video: Sequence[VideoPacket],
    audio: AudioTrack | None,
) -> None:
    video_stream = container.add_stream("libx264", rate=FPS)
    h264.configure(video_stream.codec_context, *size_px)
    audio_stream = None
    if audio is not None:
        audio_stream = container.add_stream("aac", rate=aac.SAMPLE_RATE)
        aac.configure(audio_stream.codec_context)
    container.start_encoding()
    _require_equal(video_stream.codec_context.extradata, parameter_sets, "parameter sets")
    waiting: Iterator[av.Packet[Stream]] = iter(())
    if audio is not None and audio_stream is not None:
        _require_equal(audio_stream.codec_context.extradata, audio.header, "audio header")
        waiting = _audio_packets(audio, audio_stream)
    next_audio = next(waiting, None)
    for picture in video:
        packet = av.Packet(picture.data)
        packet.pts = packet.dts = picture.frame
        packet.duration = 1
        packet.time_base, packet.stream = h264.FRAME_TIME, video_stream
        packet.is_keyframe = picture.is_keyframe
        while next_audio is not None and _starts_before(next_audio, picture.frame):
            container.mux(next_audio)
            next_audio = next(waiting, None)
        container.mux(packet)
    while next_audio is not None:
        container.mux(next_audio)
        next_audio = next(waiting, None)


def _audio_packets(track: AudioTrack, stream: av.AudioStream) -> Iterator[av.Packet[Stream]]:
    for sound in track.packets:
        packet = av.Packet(sound.data)
        packet.pts = packet.dts = sound.pts
        packet.duration = sound.duration
        packet.time_base, packet.stream = aac.SAMPLE_TIME, stream
        packet.is_keyframe = True
        yield packet


def _starts_before(packet: av.Packet[Stream], frame: int) -> bool:
    return (packet.pts or 0) * FPS <= frame * aac.SAMPLE_RATE


def _require_equal(of_file: bytes | None, of_packets: bytes, name: str) -> None:
    if bytes(of_file or b"") != of_packets:
        raise EngineFailed(f"The encoders disagree on their {name}: the film could not be decoded.")
