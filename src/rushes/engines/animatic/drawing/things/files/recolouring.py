"""Gives a shade of one colour the like shade of another, so that a drawing can be recoloured."""

from __future__ import annotations

import functools

from rushes.engines.animatic.scene import Rgb

Lab = tuple[float, float, float]
_GREY = 0.02
_MOST_STRETCHED = 1.4


@functools.lru_cache(maxsize=8192)
def recoloured(sample: Rgb, usual: Rgb, present: Rgb) -> Rgb:
    """What `sample`, seen in a drawing whose colour is `usual`, is when that becomes `present`.

    The distance in lightness is kept as a share of the room there is above or below, and the tint
    in proportion.
    """
    if usual == present:
        return sample
    shade, old, new = _oklab(sample), _oklab(usual), _oklab(present)
    lightness = _lightness(shade[0], old[0], new[0])
    tint = _tint(complex(*shade[1:]), complex(*old[1:]), complex(*new[1:]))
    return _rgb((lightness, tint.real, tint.imag))


def _tint(shade: complex, old: complex, new: complex) -> complex:
    """Hue and chroma as a complex number: turned and stretched from the new colour's as the shade
    is from the old one's; between greys, moved instead."""
    if abs(old) < _GREY:
        return new + shade - old
    share = shade / old
    return new * share * min(1.0, _MOST_STRETCHED / max(abs(share), 1e-9))


def _lightness(shade: float, old: float, new: float) -> float:
    if shade >= old:
        room, new_room = 1.0 - old, 1.0 - new
    else:
        room, new_room = old, new
    kept = (shade - old) * min(1.6, new_room / room) if room > 0.02 else shade - old
    return min(1.0, max(0.0, new + kept))


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _oklab(colour: Rgb) -> Lab:
    """OKLab, after Björn Ottosson, "A perceptual color space for image processing" (2020)."""
    text = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (_linear(int(text[at : at + 2], 16)) for at in (0, 2, 4))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _rgb(lab: Lab) -> Rgb:
    lightness, green_red, blue_yellow = lab
    long = (lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{_byte(channel):02x}" for channel in channels)


def _byte(channel: float) -> int:
    channel = min(1.0, max(0.0, channel))
    value = 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(value * 255)
