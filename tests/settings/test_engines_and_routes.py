"""Engines and routes are tables of the settings file."""

from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

import pytest

from rushes.errors import SettingsError
from rushes.settings import Animatic, Relay, Settings, all_tables, load_settings

VENDOR = "[engines.vendor]\nkind = 'relay'\nurl = 'https://api.test'\n"


def load(tmp_path: Path, text: str, **environment: str) -> Settings:
    (tmp_path / "rushes.toml").write_text(text, encoding="utf-8")
    return load_settings(tmp_path, environment=environment)


def test_the_animatic_is_there_without_being_named(tmp_path: Path) -> None:
    settings = load(tmp_path, "[animatic]\nprocesses = 2\n")
    assert settings.engines == {"animatic": Animatic(2)}
    assert settings.routes == ()


def test_a_relay_is_a_table_of_its_own_beside_the_animatic(tmp_path: Path) -> None:
    text = VENDOR + "requests_at_once = 4\npoll_seconds = 0.5\n[engines.draft]\nkind = 'animatic'\n"
    settings = load(tmp_path, text)
    assert list(settings.engines) == ["animatic", "vendor", "draft"]
    vendor = settings.engines["vendor"]
    assert isinstance(vendor, Relay)
    assert (vendor.url, vendor.requests_at_once, vendor.poll_seconds) == (
        "https://api.test",
        4,
        0.5,
    )
    assert settings.engines["draft"] == Animatic()
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_a_key_from_the_environment_is_known_and_never_shown(tmp_path: Path) -> None:
    settings = load(tmp_path, VENDOR + "token_env = 'VENDOR_KEY'\n", VENDOR_KEY="s3cret\n")
    vendor = settings.engines["vendor"]
    assert isinstance(vendor, Relay)
    assert vendor.token == "s3cret"
    assert "s3cret" not in repr(settings)


def test_amounts_of_routes_stay_exact(tmp_path: Path) -> None:
    route = (
        "[[routes]]\nmodels = 'kling/*'\nengines = ['animatic', 'vendor']\nchoosers = 'everyone'\n"
        "prices.vendor = { times = 0.1 }\n"
        "prices.animatic = { silent_usd = '0.084', sound_usd = 1 }\n"
    )
    (read,) = load(tmp_path, VENDOR + route).routes
    assert read.prices["vendor"].times == Decimal("0.1")
    assert read.prices["animatic"].silent_usd == Decimal("0.084")
    assert read.prices["animatic"].sound_usd == Decimal(1)
    assert read.choosers == ("everyone",)
    assert read.fits("kling/kling-3.0/pro/text-to-video")
    assert not read.fits("other/kling/x")


ROUTE = "[[routes]]\nmodels = '*'\nengines = ['vendor']\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[engines.vendor]\nurl = 'https://x'",
            r"\[engines.vendor\] lacks `kind`: one of animatic",
        ),
        ("[engines.v]\nkind = 'realy'", "v.kind is 'realy'.*did you mean `relay`"),
        ("[engines.v]\nkind = 'relay'", r"\[engines.v\] lacks `url`: Base URL"),
        (VENDOR + "tokn = 'x'", r"no setting `tokn` in \[engines.vendor\]; did you mean `token`"),
        (VENDOR + "poll_seconds = 0", "engines.vendor.poll_seconds is 0.*least allowed is 0.05"),
        (VENDOR + "requests_at_once = true", "requests_at_once must be int"),
        ("[engines.v]\nkind = 'relay'\nurl = 'api.test'", "v.url is 'api.test'; it must be http"),
        (VENDOR + "token = 'a'\ntoken_env = 'B'", "both `token` and `token_env`"),
        ("[engines.animatic]\nkind = 'animatic'", "always there; its settings are in"),
        ("[engines.'my engine']\nkind = 'relay'", "'my engine' can't be an engine's name"),
        ("engines = 3", r"\[engines\] must hold tables"),
        ("[routes]\nmodels = '*'", "in double brackets"),
        ("[[routes]]\nengines = ['animatic']", r"\[routes 1\] lacks `models`"),
        ("[[routes]]\nmodels = '*'\nengines = ['vendro']\n" + VENDOR, "did you mean `vendor`"),
        ("[[routes]]\nmodels = '*'\nengines = []", "must name one or more engines"),
        ("[[routes]]\nmodels = '*'\nengine = ['animatic']", "did you mean `engines`"),
        (VENDOR + ROUTE + "prices.animatic = { times = 1 }", "none of its engines"),
        (VENDOR + ROUTE + "prices.vendor = { time = 1 }", "did you mean `times`"),
        (VENDOR + ROUTE + "prices.vendor = { times = -1 }", "must be an amount"),
        (VENDOR + ROUTE + "prices.vendor = { times = 'much' }", "must be an amount"),
        (VENDOR + ROUTE + "prices.vendor = { sound_usd = 1 }", "either `times` or `silent_usd`"),
        ("[engine.vendor]\nkind = 'relay'", r"no section \[engine\]; did you mean `engines`"),
    ],
)
def test_a_bad_table_is_refused_with_what_to_mend(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load(tmp_path, text)


def test_every_setting_of_a_table_says_what_it_is() -> None:
    tables = all_tables()
    assert {"relay", "animatic"} <= {table.heading.partition('"')[2][:-1] for table in tables}
    for table in tables:
        assert table.about.endswith((".", "dollars."))
        for info in table.settings:
            assert info.about.endswith((".", ". ")), info.key
