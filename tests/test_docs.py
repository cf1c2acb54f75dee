"""The pictures of the documentation are those that the tools draw, and its links lead somewhere."""

import html
import json
import re
from pathlib import Path

import pytest
from PIL import Image

import hyperlib as h
from bench import gpu, page
from hyperlib import plotting
from tools import draw_docs, draw_plots

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_pictures_are_those_that_the_tool_draws(tmp_path):
    for path in draw_docs.draw(tmp_path):
        kept = draw_docs.FOLDER / path.name
        assert kept.read_bytes() == path.read_bytes(), "run python -m tools.draw_docs"


def test_the_gallery_of_plots_shows_each_plot_with_the_call_that_made_its_picture():
    page = draw_plots.PAGE.read_text(encoding="utf-8")
    pictures = re.findall(r'<img src="(.+?)" width="(\d+)" alt="(.+?)">', page)
    alts = {
        call: (html.unescape(alt), int(width))
        for call, (_, width, alt) in zip(draw_plots.GALLERY.values(), pictures)
    }
    # the numbers in the alt texts are those of the machine that drew; all else is compared
    assert page == draw_plots.document(alts), "run python -m tools.draw_plots"
    drawn = [f"plot_{draw_plots.name_of(call)}" for call in draw_plots.GALLERY.values()]
    assert sorted(drawn) == [name for name in dir(plotting) if name.startswith("plot_")]
    for name, width, alt in pictures:
        assert len(alt) > 40
        with Image.open(draw_plots.PAGE.parent / name) as picture:
            assert picture.width == 2 * int(width)


CODE = [
    pytest.param(page, code, id=f"{page.name}-{number}")
    for page in (ROOT / "README.md", ROOT / "docs" / "sweeps.md", ROOT / "docs" / "search.md")
    for number, code in enumerate(
        re.findall(r"(?ms)^```python\n(.*?)^```", page.read_text(encoding="utf-8"))
    )
    if "cuda" not in code  # runs on a GPU, in tests/test_sweep.py
]


@pytest.mark.parametrize(("page", "code"), CODE)
def test_the_code_of_a_page_runs_as_it_stands_there(page, code, tmp_path, monkeypatch, capsys):
    few = h.load_mnist().subset(100)
    monkeypatch.setattr(h, "load_mnist", lambda: few)  # in a second
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    for param in CODE:  # a reader has run what stands above, and nothing else
        if param.values[0] == page:
            exec(param.values[1], names)
        if param.values[1] == code:
            break
    for said in re.findall(r"#.* (\d{4,})$", code, re.MULTILINE):
        assert said in capsys.readouterr().out


def test_the_benchmark_page_is_made_from_its_figures():
    found = json.loads(page.RESULTS.read_text(encoding="utf-8"))
    assert page.PAGE.read_text(encoding="utf-8") == page.document(found)


def test_the_page_on_gpus_is_made_from_its_figures_which_are_those_of_the_processor():
    found = json.loads(gpu.RESULTS.read_text(encoding="utf-8"))
    assert gpu.PAGE.read_text(encoding="utf-8") == gpu.page(found)
    assert max(far["train_loss"] for far in found["same"].values()) < 1e-5


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_to_files_and_pictures_have_alt_text(page):
    text = re.sub(r"(?s)```.*?```", "", page.read_text(encoding="utf-8"))
    for mark, label, target in re.findall(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)", text):
        if not target.startswith(("http:", "https:", "#")):
            assert (page.parent / target.partition("#")[0]).exists(), target
        assert not mark or len(label) > 40, f"{target} has no text that says what it shows"


def test_the_page_of_threats_names_attacks_and_tests_that_exist_and_every_attack():
    from attacks import BROKEN, HOSTILE

    text = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
    shown = set()
    for line in text.splitlines():
        cells = line.split(" | ")
        if line.startswith("| ") and len(cells) == 3 and cells[2] not in ("Shown by |", "--- |"):
            proof = cells[2].removesuffix(" |")
            assert proof == "not protected" or re.fullmatch(r"`\w+`(, `\w+`)*", proof), line
            shown |= set(re.findall(r"`(\w+)`", proof))
    shown |= set(re.findall(r"`(\w+)`", text.split("## Honest accidents")[1]))
    tests = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").glob("test_*.py"))
    known = {*HOSTILE, *BROKEN, *re.findall(r"def (test_\w+)\(", tests)}
    assert shown - known == set(), "neither an attack of tests/attacks.py nor a test"
    assert {*HOSTILE, *BROKEN} - shown == set(), "these attacks stand on no line of the page"


def test_a_percent_sign_stands_right_behind_its_number():
    lessons = [*(ROOT / "lessons").rglob("*.py"), *(ROOT / "solutions").rglob("*.ipynb")]
    apart = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in [*PAGES, *(ROOT / "docs").rglob("*.md"), *lessons]
        for found in re.findall(r"\d %(?![%\d]).{0,30}", path.read_text(encoding="utf-8"))
    ]
    assert apart == [], "write 88%, not 88 %"
