"""The page on routes shows settings and a record that work."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from rushes.catalog.library import Catalog
from rushes.settings import load_settings

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "routes.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, flags=re.S)
    assert found is not None
    return found[1]


def test_the_settings_on_the_page_are_taken(tmp_path: Path) -> None:
    (tmp_path / "rushes.toml").write_text(block("toml"), encoding="utf-8")
    (route,) = load_settings(tmp_path, environment={}).routes
    assert route.engines == ("animatic", "vendor")
    assert route.prices["vendor"].times == Decimal("0.9")


def test_the_record_on_the_page_is_a_model(tmp_path: Path) -> None:
    record = tmp_path / "acme" / "dreams.json"
    record.parent.mkdir()
    record.write_text(block("json"), encoding="utf-8")
    catalog = Catalog.load(tmp_path)
    assert catalog.refusals == ()
    prepared = catalog.get("acme/dreams").inputs.prepare({"prompt": "a dog"})
    assert prepared.faults == []
    assert catalog.get("acme/dreams").price.price(prepared.values) == Decimal("0.4")
