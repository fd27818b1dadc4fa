"""Pictures to H.264: every encoder of a film is opened here, with the same options.

Segments are encoded by different encoders in different processes and joined without another look,
which only works when all of them write the same parameter sets (SPS and PPS).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

import av
import numpy as np
import numpy.typing as npt
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter

from rushes.film.film_request import FPS

FRAME_TIME = Fraction(1, FPS)
BT709 = 1
"""The same number for primaries, transfer and matrix."""
LIMITED_RANGE = 1

OPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "preset": "ultrafast",
        "crf": "22",
        # Ultrafast leaves out what costs little here and saves a third of the bits. 8x8dct is
        # what makes it High profile. A segment is shorter than keyint: its first frame is its only
        # keyframe. Without force-cfr the encoder keeps one more frame, to learn its duration.
        "x264-params": (
            "cabac=1:8x8dct=1:deblock=0,0:bframes=0:scenecut=0:keyint=250:open-gop=0"
            ":repeat-headers=0:force-cfr=1:threads=1"
        ),
    }
)

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class VideoPacket:
    """One encoded frame. There are no B-frames: packets come in the order they are shown."""

    frame: int
    """Number in the film."""
    is_keyframe: bool
    data: bytes


def configure(context: VideoCodecContext, width_px: int, height_px: int) -> None:
    """Set everything that the parameter sets are made from."""
    context.width, context.height, context.pix_fmt = width_px, height_px, "yuv420p"
    context.time_base, context.framerate = FRAME_TIME, Fraction(FPS, 1)
    context.thread_count = 1
    context.options = dict(OPTIONS)
    context.flags |= Flags.global_header
    context.color_primaries = context.color_trc = context.colorspace = BT709
    context.color_range = LIMITED_RANGE


class Converter:
    """BGRA pictures of any size to the film's size and colour space, in one pass."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self._width_px, self._height_px = width_px, height_px
        self._reformatter = VideoReformatter()

    def convert(self, bgra: Pixels) -> av.VideoFrame:
        """A yuv420p frame. `bgra`: C-contiguous uint8 [height, width, 4], not copied."""
        return self._reformatter.reformat(
            av.VideoFrame.from_numpy_buffer(bgra, "bgra"),
            self._width_px,
            self._height_px,
            "yuv420p",
            dst_colorspace=Colorspace.ITU709,
            interpolation=Interpolation.BICUBIC,
            threads=1,
        )


class SegmentEncoder:
    """Encodes one closed segment of a film; opened anew for each."""

    def __init__(self, width_px: int, height_px: int, first_frame: int) -> None:
        context = av.CodecContext.create("libx264", "w")
        assert isinstance(context, VideoCodecContext)
        configure(context, width_px, height_px)
        context.open()
        self._context = context
        self._first_frame = first_frame
        self._next_frame = first_frame
        self.packets: list[VideoPacket] = []

    @property
    def parameter_sets(self) -> bytes:
        """SPS and PPS, equal for every segment of a film."""
        return bytes(self._context.extradata or b"")

    def add(self, frame: av.VideoFrame) -> None:
        """Encode the next frame."""
        frame.pts, frame.time_base = self._next_frame - self._first_frame, FRAME_TIME
        self._next_frame += 1
        self._keep(self._context.encode(frame))

    def finish(self) -> list[VideoPacket]:
        """Every packet of the segment, in order."""
        self._keep(self._context.encode(None))
        return self.packets

    def _keep(self, packets: list[av.Packet[av.VideoStream]]) -> None:
        for packet in packets:
            assert packet.pts is not None
            number = packet.pts + self._first_frame
            self.packets.append(VideoPacket(number, packet.is_keyframe, bytes(packet)))
