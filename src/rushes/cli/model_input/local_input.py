"""An input judged here, for the commands that read or sketch a film without a server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rushes.cli.connection import local_catalog
from rushes.cli.terminal import tell
from rushes.errors import InvalidInput

if TYPE_CHECKING:
    from rushes.domain.model import Model
    from rushes.domain.schema_dialect import MediaProperty
    from rushes.errors import Fault
    from rushes.inputs.media import MediaInput

START_IMAGE = "start_image_url"


@dataclass(frozen=True, slots=True)
class LocalInput:
    """An input that fits its model, with its defaults filled in."""

    model: Model
    values: Mapping[str, Any]
    media: tuple[MediaInput, ...] = ()

    @property
    def aspect_ratio(self) -> str | None:
        """The start image's, where it is at hand: a URL is not fetched, and read as 16:9."""
        from rushes.domain.media_header import HEADER_BYTES, read_header
        from rushes.inputs.media import decode_data_uri

        for item in self.media:
            if item.name == START_IMAGE and item.is_data:
                header = read_header(decode_data_uri(item.source)[:HEADER_BYTES])
                if header is not None and header.width_px:
                    return f"{header.width_px}:{header.height_px}"
        return None

    def write_media(self, folder: Path) -> dict[str, Path]:
        """The media that are at hand, as files in a folder, by property name."""
        from rushes.inputs.media import decode_data_uri

        written = {}
        for number, item in enumerate(self.media):
            if item.is_data:
                written[item.name] = folder / str(number)
                written[item.name].write_bytes(decode_data_uri(item.source))
        return written


def prepare_locally(
    model_id: str, values: Mapping[str, Any], home: Path | None = None
) -> LocalInput:
    """Judge an input by the models that come with Rushes and the home's own; warnings are told.

    Raises:
        ModelNotFound: there is no such model.
        InvalidInput: with every fault.
    """
    from rushes.client.media_file import with_media_files

    model = local_catalog(home).get(model_id)
    prepared = model.inputs.prepare(with_media_files(values))
    faults = prepared.faults
    media: tuple[MediaInput, ...] = ()
    if not faults and model.inputs.media:
        faults, media = _judged(model.inputs.media, prepared.values)
    if faults:
        raise InvalidInput("the input does not fit the model's schema", faults)
    for warning in prepared.warnings:
        tell(f"rushes: warning: {warning}")
    return LocalInput(model, prepared.values, media)


def _judged(
    properties: Iterable[MediaProperty], values: Mapping[str, Any]
) -> tuple[list[Fault], tuple[MediaInput, ...]]:
    """What a server would refuse, and the media."""
    from rushes.inputs.media import collect_media, judge_media
    from rushes.settings import Media

    media = collect_media(properties, values)
    return judge_media(media, Media()), tuple(media)
