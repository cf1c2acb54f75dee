"""Every link to the repository leads to the one address that stands in pyproject.toml."""

from pathlib import Path

import pytest

from tools import address
from tools import build_notebooks as build

ROOT = Path(__file__).resolve().parents[1]


def test_the_readme_leads_to_the_repository_and_every_lesson_can_be_opened_in_colab():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert address.with_address(text, address.repository()) == text
    for path in build.lesson_paths():
        assert build.COLAB.format(address.repository(), slug=path.stem) in text


def test_another_address_is_written_everywhere():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    moved = address.with_address(text, "me/my.course")
    assert address.repository() not in moved
    assert moved.count("me/my.course") == text.count(address.repository()) > 10
    assert address.with_address(moved, address.repository()) == text


@pytest.mark.parametrize("wrong", ["https://github.com/me", "http://github.com/a/b", "a/b", ""])
def test_an_address_that_is_none_is_refused(tmp_path, wrong):
    (tmp_path / "pyproject.toml").write_text(f'[project.urls]\nRepository = "{wrong}"\n')
    with pytest.raises(ValueError, match="such as https://github.com/OWNER/NAME, got"):
        address.repository(tmp_path)


def test_a_lesson_installs_the_library_from_there_only_where_it_is_missing(monkeypatch):
    [setup] = [c for c in build.read_lesson(build.lesson_paths()[0]).cells if c.id == "setup"]
    asked = []

    class Shell:
        def run_line_magic(self, *call):
            asked.append(call)

    scope = {"get_ipython": Shell}
    exec(setup.source, scope)
    assert asked == []
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    exec(setup.source, scope)
    [(magic, line)] = asked
    assert magic == "pip" and f"git+https://github.com/{address.repository()}" in line
