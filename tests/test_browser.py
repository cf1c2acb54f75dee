"""A learner and an instructor at work: real JupyterLab, real Chromium.

Each stage leaves a picture for people to look at, in ``build/screenshots/`` or in the folder that
the variable ``BROWSER_SHOTS`` names.
"""

import ast
import html
import re
import shutil
from urllib.parse import unquote

import nbformat
import pytest
from answers import sources
from browser_support import (
    PATIENCE,
    ROOT,
    Notebook,
    browser,
    choose,
    jupyterlab,
    menu_items,
    shot,
)

from tests import demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]

START = "00_start_here"
LESSON = "01_what_are_hyperparameters"
VIEW = {"width": 1280, "height": 1000}


def released(slug):
    """Return the place of a lesson's student version in a clone."""
    return f"notebooks/{slug}/{slug}.ipynb"


def solutions(slug):
    """Return exercise -> source of the model answer, of those that a check looks at."""
    notebook = nbformat.read(ROOT / "solutions" / slug / f"{slug}.ipynb", as_version=4)
    marked = [(c.metadata.get("nbgrader", {}), c.source) for c in notebook.cells]
    answers = [(m, source) for m, source in marked if m.get("solution") and not m.get("grade")]
    return {mark["grade_id"]: source for mark, source in answers}


def copy_clone(folder, *parts):
    """Copy the parts of the clone that a flow needs, so that it changes nothing here."""
    for part in parts:
        shutil.copytree(
            ROOT / part, folder / part, ignore=shutil.ignore_patterns(".*", "__pycache__")
        )
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return folder


@pytest.fixture(scope="module")
def chromium():
    with browser() as running:
        yield running


# The learner ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A student's JupyterLab in a fresh copy of the lessons."""
    scratch = tmp_path_factory.mktemp("learner")
    (scratch / "clone").mkdir()
    clone = copy_clone(scratch / "clone", "notebooks")
    with jupyterlab(clone, "student", scratch / "jupyter") as server:
        yield server


@pytest.fixture(scope="module")
def lesson(lab, chromium):
    """Lesson 01, opened, with Run All begun; it trains while other tests go on."""
    page = chromium.new_page(viewport=VIEW)
    notebook = Notebook(page, lab, released(LESSON), "learner-01")
    notebook.wait_for_kernel()
    notebook.shot("opened")
    notebook.start_run_all()
    return notebook


def test_the_lesson_opens_without_questions(lesson):
    assert lesson.toolbar().count("Validate") == 1
    assert menu_items(lesson.page, "Nbgrader") == []  # without an exchange there is nothing to list
    assert lesson.page.locator("[data-id^=nbgrader]").count() == 0  # no panel at the side either
    lesson.page.wait_for_timeout(1000)  # the news would ask a moment after the start
    assert lesson.popups() == []


def test_validate_names_what_fails_and_then_says_passed(lesson, lab, chromium):
    page = chromium.new_page(viewport=VIEW)
    start = Notebook(page, lab, released(START), "learner-00")
    start.wait_for_kernel()
    start.start_run_all()
    start.wait_for_run_all()
    start.shots_of_all()

    report = start.answer("mean_accuracy", sources(START, "mean_accuracy", "wrong")["sum only"])
    assert re.search(r"(?m)^fail\b", report) and "look at: " in report
    start.shot("wrong")
    told = start.validate()
    start.shot("validate-wrong")
    assert "The following cell failed" in told
    assert "[fail] mean_accuracy(" in told and "look at:" in told
    assert "the check of mean_accuracy, " in told
    assert "Traceback" not in told and "checks.check" not in told
    start.close_dialog()

    report = start.answer("mean_accuracy", sources(START, "mean_accuracy", "right")["loop"])
    assert report.startswith("mean_accuracy: 2 of 2 checks passed")
    start.shot("right")
    told = start.validate()
    start.shot("validate-right")
    assert "Success! Your notebook passes all the tests." in told
    start.close_dialog()
    page.close()


def test_no_code_scrolls_sideways_in_a_narrow_window(lab, chromium):
    """A learner's JupyterLab wraps a line that the window does not hold."""
    page = chromium.new_page(viewport={"width": 800, "height": 4000})  # high: all cells are drawn
    start = Notebook(page, lab, released(START), "narrow-00")
    start.js("app.shell.collapseLeft();")  # the list of files
    page.wait_for_timeout(2000)
    sizes = start.js(
        """const lines = [...notebook.node.querySelectorAll('.cm-scroller')];
        return lines.map(line => [line.clientWidth, line.scrollWidth]).filter(size => size[0]);"""
    )
    code = [cell["source"] for cell in start.cells() if cell["type"] == "code"]
    # Or all would fit: the window holds 78 characters.
    assert max(len(line) for source in code for line in source.splitlines()) > 80
    assert len(sizes) >= 3 and max(shown for shown, _ in sizes) < 640
    assert [size for size in sizes if size[1] > size[0]] == []
    page.close()


# What a learner predicts and drags: a small notebook, on the same server -------------------------------

SMALL = [
    """from hyperlib import plotting, widgets
guess = widgets.predict("Which is higher?", choices=["sgd", "adam"])
percent = widgets.predict("How high?", low=0, high=100, unit="%")""",
    """widgets.explore(
    lambda lr, depth: plotting.plot_bars({"a": lr, "b": depth}, ylabel="height"),
    alt=lambda lr, depth: f"Bars of {lr} and {depth}.",
    start={"lr": 0.07},
    code="h.Hyperparameters(lr={lr!r})",
    lr=[0.03, 0.07, 0.1],
    depth=[1, 2],
)""",
    """guess.compare("adam")
percent.compare(88.4)""",
]


@pytest.fixture(scope="module")
def small(lab, chromium, tmp_path_factory):
    """A notebook with predictions and an explorer."""
    notebook = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, SMALL)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "", "language": "python"}
    file = tmp_path_factory.getbasetemp() / "learner0" / "clone" / "small.ipynb"
    nbformat.write(notebook, file)
    page = chromium.new_page(viewport=VIEW)
    opened = Notebook(page, lab, file.name, "learner-small")
    opened.wait_for_kernel()
    return opened


def test_a_guess_outlives_the_kernel_and_is_compared(small):
    page = small.page
    small.run(0)
    page.get_by_role("button", name="adam", exact=True).press("Enter")
    page.get_by_text("You say: adam. Run the cells below and compare.").wait_for()
    field = page.get_by_label("Your guess:")
    field.fill("84.2")
    field.press("Enter")
    page.get_by_text("You say: 84.2%. Run the cells below and compare.").wait_for()
    small.shot("guess")

    small.js("return panel.sessionContext.session.kernel.restart();")
    small.wait_for_kernel()
    small.start_run_all()
    page.get_by_text("You said adam. Measured: adam. Right.").wait_for()
    page.get_by_text("You said 84.2%. Measured: 88.4%. Close: off by 4.2 points.").wait_for()
    small.element(0)
    assert field.input_value() == "84.2%"
    small.shot("compared")


def test_an_explorer_lives_without_a_kernel_the_next_day(small, lab, chromium):
    small.js("return panel.context.save();")
    small.page.close()
    page = chromium.new_page(viewport=VIEW)
    reopened = Notebook(page, lab, small.path, small.shots)
    reopened.wait_for_kernel()
    reopened.js("return panel.sessionContext.shutdown();")
    reopened.element(1)
    picture = page.get_by_role("img", name="Bars of")
    slider = page.get_by_role("slider", name="learning rate")
    slider.wait_for()
    assert slider.get_attribute("aria-valuetext") == "0.07"
    start = picture.get_attribute("src")
    slider.focus()
    slider.press("ArrowRight")
    page.get_by_role("img", name="Bars of 0.1 and 1.").wait_for()
    assert slider.get_attribute("aria-valuetext") == "0.1"
    assert picture.get_attribute("src") != start
    page.get_by_role("radio", name="2").press("Space")
    page.get_by_role("img", name="Bars of 0.1 and 2.").wait_for()
    page.get_by_role("status").get_by_text("Bars of 0.1 and 2.").wait_for()  # read aloud at rest
    page.get_by_role("button", name="Copy this configuration as code").press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    code = page.get_by_role("textbox", name="this configuration as code")
    assert code.input_value() == "h.Hyperparameters(lr=0.1)"
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save this picture").click()
    assert saved.value.suggested_filename == "explorer.svg"
    assert saved.value.path().read_text(encoding="utf-8") == unquote(
        picture.get_attribute("src").partition(",")[2]
    )
    reopened.shot("explorer-reopened")
    page.get_by_role("button", name="Back to the start").press("Enter")
    page.get_by_role("img", name="Bars of 0.07 and 1.").wait_for()
    assert picture.get_attribute("src") == start
    assert reopened.js("return notebook.mode") == "command"  # no key was JupyterLab's
    assert len(reopened.cells()) == len(SMALL)
    page.close()


def test_an_explorer_lives_in_the_page_that_nbconvert_makes(small, lab, chromium, tmp_path):
    from nbconvert import HTMLExporter

    saved = nbformat.from_dict(lab.api(f"contents/{small.path}")["content"]["cells"])
    explorers = [cell.outputs for cell in saved if "widgets.explore(" in cell.source]
    twice = [nbformat.v4.new_code_cell(outputs=outputs) for outputs in explorers * 2]
    file = tmp_path / "small.html"
    page_of = HTMLExporter().from_notebook_node(nbformat.v4.new_notebook(cells=twice))[0]
    file.write_text(page_of, encoding="utf-8")
    page = chromium.new_page(viewport=VIEW)
    page.route(re.compile("^https?:"), lambda route: route.abort())  # nothing comes from elsewhere
    page.goto(file.as_uri())
    second = page.get_by_role("slider", name="learning rate").nth(1)
    second.focus()
    second.press("ArrowLeft")
    pictures = page.locator(".hyperlib-explorer img")
    assert pictures.nth(1).get_attribute("alt") == "Bars of 0.03 and 1."
    assert pictures.nth(0).get_attribute("alt") == "Bars of 0.07 and 1."
    shot(page, "explorer-exported")
    page.close()


# The instructor ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A private course folder: lesson 00, handed in by two students and graded."""
    scratch = tmp_path_factory.mktemp("instructor")
    (scratch / "clone").mkdir()
    clone = copy_clone(scratch / "clone", "solutions", "notebooks", "lessons")
    course = demo.Course(scratch / "course", clone)
    course.run("generate_assignment", START, "--force")
    students = demo.invented_class(clone / "lessons" / START)
    for name in ("ada_right", "cleo_wrong"):
        desk = course.folder / "submitted" / name / START
        desk.mkdir(parents=True)
        demo.fill(clone / released(START), desk / f"{START}.ipynb", students[name])
    course.run("autograde", START)
    course.run("generate_feedback", START)
    return course


def test_an_instructor_reads_the_scores_in_formgrader(graded, chromium, tmp_path):
    rows = {row[0]: row[-1] for row in graded.table(START)}
    most = float(rows["student"].removeprefix("total /"))
    assert float(rows["ada_right"]) == most > float(rows["cleo_wrong"])
    exchange = graded.environment["NBGRADER_EXCHANGE"]
    with (
        jupyterlab(
            graded.folder, "instructor", tmp_path / "jupyter", NBGRADER_EXCHANGE=exchange
        ) as server,
        chromium.new_context(viewport=VIEW) as visit,  # its pages share the login
    ):
        visit.set_default_timeout(1000 * PATIENCE)
        page = visit.new_page()
        page.goto(server.page("lab"))
        page.wait_for_function("window.jupyterapp && window.jupyterapp.restored.then(() => true)")
        assert {"Create assignment", "Formgrader"} <= {*menu_items(page, "Nbgrader")}
        choose(page, "Nbgrader", "Formgrader")
        frame = page.frame_locator("iframe[src*=formgrader]")
        frame.get_by_role("row").filter(has_text=START).wait_for()
        assert frame.get_by_text("could not be created").count() == 0  # the exchange is there
        shot(page, "instructor-formgrader")

        page = visit.new_page()
        page.goto(f"{server.url}/formgrader/manage_submissions/{START}")
        for student in ("ada_right", "cleo_wrong"):
            line = page.get_by_role("row").filter(has_text=student)
            line.wait_for()
            assert f"{float(rows[student]):g} / {most:g}" in line.inner_text()
        shot(page, "instructor-scores")

        page.goto(f"{server.url}/formgrader/manage_students/cleo_wrong/{START}")
        page.locator("td").get_by_role("link", name=START, exact=True).click()
        verdict = page.get_by_text(re.compile(r"mean_accuracy: \d of \d checks passed"))
        verdict.wait_for()
        shot(page, "instructor-submission", full_page=True)
        verdict.scroll_into_view_if_needed()
        shot(page, "instructor-submission-check")


def test_feedback_shows_verdicts_and_no_hidden_check(graded, chromium):
    seen = {}
    page = chromium.new_page(viewport=VIEW)
    for student in ("ada_right", "cleo_wrong"):
        file = graded.folder / "feedback" / student / START / f"{START}.html"
        page.goto(file.as_uri())
        seen[student] = page.locator("body").inner_text()
        shot(page, f"feedback-{student}", full_page=True)
        handed_in = graded.folder / "submitted" / student / START / f"{START}.ipynb"
        own = "\n".join(cell.source for cell in nbformat.read(handed_in, as_version=4).cells)
        text = html.unescape(re.sub(r"<[^>]*>", "", file.read_text(encoding="utf-8")))
        assert "mean_accuracy" in text  # code is found in this text where there is some
        assert [
            line for line in code_of_hidden_checks(START) if line in text and line not in own
        ] == []
    page.close()
    assert "other lists" in seen["cleo_wrong"]  # a hidden check is named
    assert re.search(r"\bfail\b", seen["cleo_wrong"]) and "look at" in seen["cleo_wrong"]
    assert "4 of 4 points" in seen["ada_right"] and not re.search(r"\bfail\b", seen["ada_right"])


def code_of_hidden_checks(slug):
    """Return each line inside the functions of a lesson's hidden.py, docstrings left out."""
    source = (ROOT / "lessons" / slug / "hidden.py").read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    bodies = [ast.unparse(s) for f in functions for s in f.body if not is_text(s)]
    lines = [line.strip() for body in bodies for line in body.splitlines()]
    lines += [line.strip() for line in source.splitlines() if "rng." in line or "def " in line]
    assert lines
    return [line for line in lines if len(line) > 10]


def is_text(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


# The learner again: by now lesson 01 has trained its networks ------------------------------------


@pytest.fixture(scope="module")
def ran(lesson):
    """Lesson 01 after Run All."""
    lesson.wait_for_run_all()
    return lesson


def test_run_all_reaches_the_end(ran):
    cells = [cell for cell in ran.cells() if cell["type"] == "code"]
    assert [cell["count"] for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert [output for output in outputs if output.get("name") == "stderr"] == []
    ran.shots_of_all()


def test_figures_are_shown_with_their_alt_text(ran):
    figures = ran.figures()
    assert len(figures) >= 4
    for figure in figures:
        assert len(figure["alt"]) > 20, figure
        assert figure["width"] > 200, figure  # the picture was decoded, and is not tiny


def test_a_slider_of_the_explorer_changes_the_picture(ran):
    [place] = ran.explorers()
    ran.explorer(place)
    ran.shot("explorer-before")
    before, after = ran.move(place)
    assert before != after
    ran.shot("explorer-after")


def test_a_wrong_answer_gets_a_hint_and_a_right_one_passes(ran):
    report = ran.answer("parameter_count", sources(LESSON, "parameter_count", "wrong")["no biases"])
    ran.shot("wrong")
    assert report.startswith("parameter_count: 0 of 2 checks passed")
    assert re.search(r"(?m)^fail\b", report)
    for word in ("given:", "expected: 23", "got: 18", "look at: "):
        assert word in report
    report = ran.answer("parameter_count", sources(LESSON, "parameter_count", "right")["pairs"])
    ran.shot("right")
    assert report.startswith("parameter_count: 2 of 2 checks passed")
    assert len(re.findall(r"(?m)^pass\b", report)) == 2
    assert "look at" not in report


def test_a_check_cell_cannot_be_changed_or_deleted(ran):
    place = ran.index("check_parameter_count")
    before = ran.cells()[place]
    element = ran.element(place)
    element.locator(".cm-content").click()
    ran.page.keyboard.insert_text("checks = None")
    ran.page.keyboard.press("Escape")
    ran.page.keyboard.press("d")
    ran.page.keyboard.press("d")
    assert ran.cells()[place] == before


def test_the_solved_lesson_validates(ran):
    for exercise, source in solutions(LESSON).items():
        ran.set_source(ran.index(exercise), source)
    told = ran.validate()
    ran.shot("validate-solved")
    assert "Success! Your notebook passes all the tests." in told
    ran.close_dialog()
