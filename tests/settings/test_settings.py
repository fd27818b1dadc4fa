"""One settings file, the environment and flags."""

from __future__ import annotations

from pathlib import Path

import pytest

from rushes.errors import SettingsError
from rushes.settings import all_settings, default_home, load_settings


def home_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / "rushes.toml").write_text(text)
    return tmp_path


def test_a_flag_wins_over_the_environment_over_the_file_over_the_default(tmp_path: Path) -> None:
    home = home_with(tmp_path, "[server]\nport = 1001\nhost = '::1'\n[queue]\nlease_seconds = 9\n")
    environment = {"RUSHES_SERVER_PORT": "1002", "RUSHES_SERVER_HOST": "127.0.0.2"}
    settings = load_settings(home, {"server.port": 1003, "server.host": None}, environment)
    assert settings.server.port == 1003
    assert settings.server.host == "127.0.0.2"
    assert settings.queue.lease_seconds == 9.0
    assert settings.queue.max_attempts == 3
    assert settings.home == tmp_path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[server]\nprot = 1", r"no setting `prot` in \[server\]; did you mean `port`\?"),
        ("[sever]\nport = 1", r"no section \[sever\]; did you mean `server`\?"),
        ("port = 1", "no section"),
        ("[server]\nport = '1'", "server.port must be int"),
        ("[server]\nport = true", "server.port must be int"),
        ("[server]\nport = 70000", "server.port is 70000; the most allowed is 65535"),
        ("[queue]\nlease_seconds = 0.0", "the least allowed is 0.2"),
        ("[server]\ncors_origins = 'x'", "must be a list of text"),
        ("[server\n", "rushes.toml"),
        (
            "[server]\nlog_level = 'verbose'",
            "log_level is 'verbose'; it must be one of debug, info",
        ),
        ("[server]\npublic_url = 'films.test'", "public_url is 'films.test'; it must be http"),
        ("[server]\ntrusted_proxies = ['::1', 'x']", "trusted_proxies is 'x'; it must be an addr"),
        ("[server]\ncors_origins = ['https://a.test/']", "cors_origins is 'https://a.test/'"),
        ("[storage]\nretention_days = 36501", "the most allowed is 36500"),
    ],
)
def test_a_bad_file_is_refused_with_what_to_mend(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load_settings(home_with(tmp_path, text), environment={})


@pytest.mark.parametrize(
    ("name", "value"),
    [("RUSHES_SERVER_PORT", "many"), ("RUSHES_MEDIA_ALLOW_HTTP", "perhaps")],
)
def test_a_bad_environment_value_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings(tmp_path, environment={name: value})


def test_lists_and_booleans_come_from_the_environment(tmp_path: Path) -> None:
    environment = {
        "RUSHES_SERVER_CORS_ORIGINS": "https://a.example, https://b.example",
        "RUSHES_MEDIA_ALLOW_HTTP": "yes",
    }
    settings = load_settings(tmp_path, environment=environment)
    assert settings.server.cors_origins == ("https://a.example", "https://b.example")
    assert settings.media.allow_http is True


def test_every_setting_says_what_it_is_and_its_default_is_allowed() -> None:
    for info in all_settings():
        assert info.about.endswith("."), info.key
        if info.low is not None:
            assert info.default >= info.low, info.key
        if info.high is not None:
            assert info.default <= info.high, info.key


def test_the_home_is_named_by_the_environment(tmp_path: Path) -> None:
    assert default_home({"RUSHES_HOME": str(tmp_path)}) == tmp_path
    assert default_home({}).name == "rushes"


def test_addresses_of_every_form_are_taken(tmp_path: Path) -> None:
    text = (
        "[server]\npublic_url = 'https://films.test/api'\nlog_level = 'warning'\n"
        "trusted_proxies = ['127.0.0.1', '10.0.0.0/8', 'fd00::/8', '10.0.0.1/8']\n"
        "cors_origins = ['*', 'https://a.test', 'http://localhost:3000', 'http://[::1]:3000']\n"
    )
    settings = load_settings(home_with(tmp_path, text), environment={})
    assert settings.server.public_url == "https://films.test/api"
    assert len(settings.server.trusted_proxies) == len(settings.server.cors_origins) == 4
