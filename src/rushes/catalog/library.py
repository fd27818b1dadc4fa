"""The catalog: every model record, read from files once, and looked things up in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rushes.catalog.record_file import RecordFault, read_record
from rushes.domain.model import Model
from rushes.errors import ModelNotFound

BUILT_IN = Path(__file__).parent
CATALOG_FOLDER = "catalog"
"""Where a home keeps records of its user's own."""
_MODEL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_RESERVED = frozenset({"categories"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record file that could not be used; the others are served all the same."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


class Catalog:
    """The models by id. It does not change once loaded."""

    def __init__(self, models: Iterable[Model], refusals: Sequence[Refusal] = ()) -> None:
        self._models = {model.id: model for model in sorted(models, key=lambda model: model.id)}
        self._haystacks = {model.id: _haystack(model) for model in self._models.values()}
        self.refusals = tuple(refusals)

    @classmethod
    def load(cls, *folders: Path) -> Catalog:
        """Read every record under the folders; without any, the ones that Rushes brings.

        A later folder's record replaces an earlier one's with the same id. A folder that does not
        exist holds nothing. Faulty files are told of in `refusals`.
        """
        models: dict[str, Model] = {}
        refusals: list[Refusal] = []
        for folder in folders or (BUILT_IN,):
            for path in sorted(folder.rglob("*.json")):
                relative = path.relative_to(folder)
                if any(part.startswith(("_", ".")) for part in relative.parts):
                    continue
                try:
                    model = _read(path, relative.with_suffix("").as_posix(), folder)
                except RecordFault as error:
                    refusals.append(Refusal(error.path, error.line, error.reason))
                else:
                    models[model.id] = model
        return cls(models.values(), refusals)

    def get(self, model_id: str) -> Model:
        """The model with this id. Raises ModelNotFound."""
        model = self._models.get(model_id)
        if model is None:
            shown = model_id if len(model_id) <= 100 else model_id[:99] + "…"
            raise ModelNotFound(f"there is no model {shown!r}; GET /v1/models lists them")
        return model

    def all(self) -> list[Model]:
        """Every model, by id."""
        return list(self._models.values())

    def categories(self) -> list[str]:
        """Every category of any model, by name."""
        return sorted({word for model in self.all() for word in model.record["categories"]})

    def search(
        self,
        text: str = "",
        category: str | None = None,
        kind: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[list[Model], int]:
        """A page of the models that fit, and how many fit in all.

        A model fits when its id, name, description and categories hold every word of `text`, in
        upper or lower case.
        """
        words = text.casefold().split()
        found = [
            model
            for model in self._models.values()
            if all(word in self._haystacks[model.id] for word in words)
            and category in (None, *model.record["categories"])
            and kind in (None, model.record["kind"])
        ]
        end = None if limit is None else offset + limit
        return found[offset:end], len(found)


def _haystack(model: Model) -> str:
    record = model.record
    parts = [model.id, record["display_name"], record["description"], *record["categories"]]
    return "\n".join(parts).casefold()


def _read(path: Path, model_id: str, root: Path) -> Model:
    if not _MODEL_ID.fullmatch(model_id) or model_id in _RESERVED:
        raise RecordFault(path, 1, f"{model_id!r} can't be a model's id")
    return read_record(path, model_id, root)
