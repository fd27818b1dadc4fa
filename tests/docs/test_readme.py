"""The README says the same in both languages, and what it links to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
PORTUGUESE = (ROOT / "README.pt-BR.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def headings(text: str) -> list[int]:
    return [
        len(mark)
        for mark in re.findall(r"^(#+) ", re.sub(r"```.*?```", "", text, flags=re.S), re.M)
    ]


def commands(text: str) -> list[str]:
    return re.findall(r"```.*?```", text, flags=re.S)


def test_both_readmes_have_the_same_headings_and_commands() -> None:
    assert headings(ENGLISH) == headings(PORTUGUESE)
    assert commands(ENGLISH) == commands(PORTUGUESE)
    assert len(commands(ENGLISH)) >= 5


def test_both_readmes_say_whom_rushes_does_not_belong_to() -> None:
    assert "not affiliated with RunComfy" in ENGLISH
    assert "Não é afiliado à RunComfy" in PORTUGUESE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_make_target_in_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = {
        name for page in PAGES for name in re.findall(r"`?make ([a-z-]+)`", page.read_text("utf-8"))
    }
    assert named
    assert named <= targets


def test_the_state_diagram_names_every_state() -> None:
    from rushes.domain.request import State

    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    diagram = text[text.index("## The life of a request") :]
    diagram = diagram[diagram.index("```") : diagram.index("```", diagram.index("```") + 3)]
    for state in State:
        assert f" {state} " in diagram
