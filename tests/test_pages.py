"""The pages that students and instructors read: feedback, report, a submission in formgrader."""

import json
import re
import sys
from html.parser import HTMLParser
from types import SimpleNamespace

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.exporters import HTMLExporter
from nbformat import v4

from hypergrader.course import feedback, pages, report
from hypergrader.course.folder import CourseFolder, GradedNotebook, Verdict, start_course

EVIL = '<script>window.pwned=1</script><img src=x onerror=pwned=1>"\'><a href="javascript:pwned=1">'
PASS = {"name": "three", "outcome": "pass", "points": 1.0, "earned": 1.0, "details": {}}
FAIL = {
    "name": "other lists",
    "outcome": "fail",
    "points": 2.0,
    "earned": 0.0,
    "details": {"expected": "2", "given": "mean([1, 3])", "got": "4", "look at": "the division"},
}


class Page(HTMLParser):
    """What a page consists of."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.addresses, self.handlers, self.headings, self.lang = [], [], [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attributes:
            self.handlers += [name] if name.startswith("on") else []
            if name in ("src", "href", "action", "data", "srcset", "poster", "xlink:href"):
                self.addresses.append(value)
            if tag == "html" and name == "lang":
                self.lang = value


def graded(*exercises, text="# 00 Start here", notes=(), own=()):
    """Return a graded notebook; an exercise is (name, answer, verdicts, outputs)."""
    cells = [v4.new_markdown_cell(text), *own]
    for name, answer, verdicts, outputs in exercises:
        cells.append(v4.new_markdown_cell(f"## Exercise: `{name}`\n\nWrite it."))
        solution = v4.new_code_cell(answer, outputs=outputs)
        solution.metadata.nbgrader = {"grade_id": name, "solution": True, "grade": False}
        solution.metadata.nbgrader.comment = f"well done, {name}"
        check = v4.new_code_cell("checks.check()")
        points = sum(v["points"] for v in verdicts)
        earned = sum(v["earned"] for v in verdicts)
        marks = {"grade_id": f"check_{name}", "solution": False, "grade": True}
        check.metadata.nbgrader = {**marks, "points": points, "score": earned}
        check.metadata.hyperlib = {"seed": 1, "verdicts": list(verdicts)}
        cells += [solution, check]
    made = v4.new_notebook(cells=cells)
    made.metadata.hyperlib = {"notes": list(notes), "limit": None}
    return made


def page_of(notebook, student="ada", score=1.0, most=3.0, penalty=0.0):
    told = {"notebook": "00_start_here", "student": student, "score": score}
    told |= {"max_score": most, "late_penalty": penalty}
    text, _ = feedback.FeedbackPage().from_notebook_node(notebook, {"nbgrader": told})
    return text


def stream(text):
    return v4.new_output("stream", name="stdout", text=text)


def of_class():
    """Return a report on a class of six."""
    verdicts = [
        Verdict("check_mean", "three", "pass", 1, 1),
        Verdict("check_mean", "any", "fail", 2, 0, "3.0"),
    ]
    members = [
        GradedNotebook(
            f"student_with_a_long_name_{i}",
            verdicts,
            answers={"mean": "def mean(xs):\n    return 1"},
        )
        for i in range(6)
    ]
    return report.summarize("00_start_here", members, {})


# What stands in them ----------------------------------------------------------------------------


def test_feedback_begins_with_the_points_and_names_every_check():
    text = page_of(
        graded(("mean", "def mean(xs): ...", [PASS, FAIL], []), ("spread", "x = 1", [PASS], [])),
        penalty=0.5,
    )
    assert (
        "1 of 3 points" in text
        and "Points taken off because it was handed in late: 0.5. The points" in text
    )
    seen = [
        text.index(x)
        for x in ("1 of 3 points", "Checks passed", "1 of 2", "other lists", "mean([1, 3])")
    ]
    assert seen == sorted(seen)
    keys = [text.index(f"<dt>{key}</dt>") for key in ("given", "expected", "got", "look at")]
    assert keys == sorted(keys)
    assert "Test cell" not in text and "well done, mean" in text
    page = Page(text)
    jumps = [address for address in page.addresses if address.startswith("#exercise")]
    assert jumps == ["#exercise-1", "#exercise-2"]
    assert all(f'id="{jump[1:]}"' in text for jump in jumps)


def test_what_the_name_of_a_check_says_is_not_said_again_as_what_was_given():
    question = "the batch is doubled: the steps become"
    asked = {**FAIL, "name": question, "details": {**FAIL["details"], "given": question}}
    text = page_of(graded(("quiz", "quiz = {}", [asked], [])))
    assert text.count(question) == 1 and "<dt>given</dt>" not in text
    assert "<dt>expected</dt>" in text and "<dt>look at</dt>" in text


def test_an_exercise_that_nobody_began_is_one_line():
    none = {**FAIL, "outcome": "not attempted"}
    text = page_of(graded(("mean", "# YOUR CODE HERE", [none, none], [])))
    assert "Not attempted." in text and "YOUR CODE HERE" not in text and "the division" not in text


@pytest.mark.parametrize("made", ["feedback", "report"])
def test_pages_have_a_language_landmarks_and_headings_in_order(made, tmp_path):
    if made == "report":
        report.write_page(of_class(), tmp_path / "r.html")
        text = (tmp_path / "r.html").read_text(encoding="utf-8")
    else:
        text = page_of(graded(("mean", "x = 1", [PASS, FAIL], [stream("hi")]), notes=["repaired"]))
    page = Page(text)
    assert page.lang == "en" and page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
    assert {"header", "nav", "main", "footer", "table"} <= set(page.tags)
    assert "default-src 'none'" in text and "http:" not in text and "https:" not in text
    assert all(address.startswith("#") for address in page.addresses)
    assert text.isprintable() or not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)


def test_the_report_draws_points_and_pass_rates_and_cuts_no_name(tmp_path):
    report.write_page(of_class(), tmp_path / "r.html")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert text.count("<svg") == 2 and text.count('role="img"') == 2
    assert "30 to 40 percent of the points: 6" in text
    assert "100% (6 of 6)" in text and "0% (0 of 6)" in text
    names = ", ".join(f"student_with_a_long_name_{i}" for i in range(6))
    assert f"6 students: {names}" in text


def _luminance(color):
    digits = color[1:] if len(color) == 7 else "".join(2 * c for c in color[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_color_of_text_has_the_contrast_that_wcag_wants(scheme):
    style = (pages.TEMPLATES / "style.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, flags=re.S)
    colors = dict(re.findall(r"--(\w+): (#\w+)", blocks[scheme]))
    for ground in ("page", "box"):
        for name in ("text", "soft", "link", "good", "bad", "key", "string", "digit", "bar"):
            a, b = sorted((_luminance(colors[name]), _luminance(colors[ground])))
            wanted = 3 if name == "bar" else 4.5  # WCAG 2.2, 1.4.11 and 1.4.3
            assert (b + 0.05) / (a + 0.05) >= wanted, (name, ground)


@pytest.mark.parametrize("made", ["feedback", "report"])
def test_what_scrolls_can_be_reached_with_the_keyboard(made, tmp_path):
    if made == "report":
        report.write_page(of_class(), tmp_path / "r.html")
        text = (tmp_path / "r.html").read_text(encoding="utf-8")
    else:
        text = page_of(graded(("mean", "x = 1", [PASS, FAIL], [stream("hi")])))
    scrolls = re.findall(r'<(?:pre|figure|div class="wide")[^>]*>', text)
    assert len(scrolls) > 3 and all('tabindex="0"' in tag for tag in scrolls), scrolls


def test_nbgraders_own_comment_is_not_given_to_the_instructor():
    notebook = graded(("mean", "# YOUR CODE HERE", [{**FAIL, "outcome": "not attempted"}], []))
    assert "Your instructor writes" in page_of(notebook)
    notebook.cells[2].metadata.nbgrader.comment = "No response."
    assert "Your instructor writes" not in page_of(notebook)


def test_a_page_is_written_anew_when_points_may_have_changed(tmp_path):
    start_course(tmp_path / "c")
    coursedir = CourseFolder(tmp_path / "c").coursedir
    (tmp_path / "c" / "feedback" / "ada" / "00_start_here").mkdir(parents=True)
    assert feedback.SafeFeedback(coursedir=coursedir).init_destination("00_start_here", "ada")
    coursedir.student_id_exclude = "ada,ben"
    assert not feedback.SafeFeedback(coursedir=coursedir).init_destination("00_start_here", "ada")


# What must not stand in them --------------------------------------------------------------------


def test_nothing_of_a_students_runs_in_the_feedback_page():
    own = [v4.new_markdown_cell(f"# {EVIL}")]
    verdict = {**FAIL, "name": EVIL, "outcome": EVIL, "details": {"got": EVIL, "look at": EVIL}}
    error = v4.new_output("error", ename=EVIL, evalue=EVIL, traceback=[EVIL])
    notebook = graded(
        (EVIL, EVIL, [verdict], [stream(EVIL + "\x1b[2J\x07"), error]),
        text=f"# {EVIL}",
        notes=[EVIL],
        own=own,
    )
    text = page_of(notebook, student=EVIL)
    page = Page(text)
    assert not {"script", "img", "iframe", "object", "svg", "form"} & set(page.tags)
    assert page.handlers == [] and all(a.startswith("#") for a in page.addresses)
    assert "\x1b" not in text and "\x07" not in text


@pytest.mark.parametrize("text", ["\ud800", "\u202e", "\0", "a\rb", "\x0c\x1c\u2028"])
def test_text_of_any_kind_makes_a_page(text):
    notebook = graded(("mean", f"x = '{text}'", [{**FAIL, "name": text}], [stream(text)]))
    page_of(notebook).encode()


def test_what_is_printed_after_the_first_check_is_not_shown():
    spy = [
        stream("hidden input 0.7312"),
        v4.new_output("error", ename="KeyError", evalue="0.7312", traceback=[]),
    ]
    first, then = ("mean", "print(1)", [PASS], [stream("mine 1")]), ("spread", "x", [PASS], spy)
    text = page_of(graded(first, then))
    assert "mine 1" in text and "0.7312" not in text and "KeyError" in text


def test_the_page_stays_small_whatever_was_handed_in():
    huge = "a." * 250_000
    exercises = [(f"e{i}", huge, [FAIL] * 4, [stream(huge)] * 50) for i in range(8)]
    text = page_of(graded(*exercises, notes=[huge] * 500))
    assert len(text.encode()) < 600_000
    assert "more characters" in text
    usual = [(f"e{i}", "def f(x):\n    return x\n" * 10, [PASS, FAIL], []) for i in range(5)]
    assert len(page_of(graded(*usual)).encode()) < 40_000


# Filters, which formgrader uses too -------------------------------------------------------------


def rendered(source, **context):
    values = {"resources": {}, "cell": {}, **context}
    return str(pages.markdown_html(values, source))


@pytest.mark.parametrize(
    "source",
    [
        r"[x](javascript\:window.pwned=1)",
        "[x](javascript:pwned=1)",
        "[x](JaVa&#x53;cript:pwned=1)",
        "[x](&#106;avascript:pwned=1)",
        "[x](java\tscript:pwned=1)",
        "[x](\x01javascript:pwned=1)",
        "[x](vbscript:x) [y](data:text/html;base64,PHM+) [z](file:///etc/passwd) [w](blob:x)",
        "<javascript:pwned=1>",
        "[x]: javascript:pwned=1\n\n[x]",
        "![x](javascript:pwned=1)",
        "![x](https://example.org/track.png)",
        "![x][p]\n\n[p]: http://example.org/track.png",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "![x](data:image/png;base64,PHN2Zz4=)",
        "![x](attachment:a.png)",
        EVIL,
        "<a href='data:text/html,x'>x</a>",
        "<a href=data:text/html,x>x</a><a\nhref='&#100;ata:text/html,x'>y</a>",
        "<svg onload=pwned=1><math><mtext><style><img src=x onerror=pwned=1>",
        "<details open ontoggle=pwned=1><summary style='background:url(https://x.org)'>x</summary></details>",
        "<td style='text-align:expression(pwned=1);background:url(http://x.org)'>",
        "<form action=https://x.org><input type=submit></form><base href=https://x.org>",
    ],
)
def test_markdown_runs_nothing_and_fetches_nothing(source):
    page = Page(rendered(source))
    assert page.handlers == []
    assert not {"script", "img", "iframe", "style", "form", "base", "svg", "object"} & set(
        page.tags
    )
    assert all(re.match(r"(https?://|mailto:|#)", address) for address in page.addresses)


def test_markdown_keeps_what_lessons_use():
    source = "**b** `c` [l](https://example.org) [j](#x)\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    source += "\n<details><summary>Hint</summary>\n\nlook\n\n</details>\n\n$x_1 < y_1$"
    text = rendered(source)
    assert {"strong", "code", "table", "details", "summary"} <= set(Page(text).tags)
    assert Page(text).addresses == ["https://example.org", "#x"]
    assert "$x_1 &lt; y_1$" in text


def test_a_heading_shows_its_words_only():
    assert rendered("## Exercise 1").strip() == "<h2>Exercise 1</h2>"


def test_a_pasted_picture_is_shown():
    png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
    text = rendered(
        "![my plot](attachment:a b.png)", cell={"attachments": {"a b.png": {"image/png": png}}}
    )
    text += rendered(
        "![my plot](attachment:a.png)", cell={"attachments": {"a.png": {"image/png": png}}}
    )
    assert f'src="data:image/png;base64,{png}"' in text
    evil = {"attachments": {"a.png": {"image/png": "PHN2Zz4=", "image/svg+xml": "<svg/>"}}}
    assert "[picture: x]" in rendered("![x](attachment:a.png)", cell=evil)


@pytest.mark.parametrize(
    "source", ["\\\\(" * 20_000, "[" * 50_000, "`" * 9_000, "$" * 900, "x" * 9_000]
)
def test_text_that_is_slow_to_render_is_shown_as_it_is(source):
    assert rendered(source).startswith("<pre>") and len(rendered(source)) < 150_000


def test_all_texts_of_a_page_together_have_a_budget():
    resources = {}
    texts = [rendered("word " * 1500, resources=resources) for _ in range(60)]
    assert texts[0].startswith("<p>") and texts[-1].startswith("<pre>")


@given(st.text(max_size=300))
def test_code_of_any_form_is_shown_whole(source):
    text = re.sub(r"<[^>]*>", "", str(pages.code_html(source)))
    import html

    assert html.unescape(text) == html.unescape(html.escape(source, quote=False))


def test_code_is_colored_in_the_right_places():
    text = str(
        pages.code_html(
            'def f(x):\n    """two\n    lines"""\n    return x + 1  # é\n\x0cif x: pass'
        )
    )
    assert '<span class="k">def</span> f(x)' in text
    assert '<span class="s2">"""two\n    lines"""</span>' in text
    assert (
        '<span class="k">return</span> x + <span class="mi">1</span>  <span class="c1"># é</span>'
        in text
    )


# Formgrader -------------------------------------------------------------------------------------


def test_a_submission_in_formgrader_has_jumps_and_runs_nothing(tmp_path):
    start_course(tmp_path)
    config = CourseFolder(tmp_path).config
    notebook = graded(
        ("mean", EVIL, [PASS, FAIL], []),
        own=[
            v4.new_markdown_cell(r"[x](javascript\:window.pwned=1) " + EVIL),
            v4.new_code_cell("a." * 30_000),
        ],
    )
    path = tmp_path / "00_start_here.ipynb"
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    resources = dict.fromkeys(
        ("assignment_id", "notebook_id", "submission_id", "base_url", "student", "last_name"), "x"
    )
    resources |= {"index": 0, "total": 1, "first_name": "x", "notebook_path": "x"}
    text, _ = HTMLExporter(config=config).from_filename(str(path), resources=resources)
    head = text[: text.index("<body>")]
    assert "formgrade.css" in head and "</head>" in head
    assert not re.search(r"(src|href)=[\"'](https?:)?//|mathjax", head, re.IGNORECASE)
    jumps = text[text.index('id="jumps"') :].split("</nav>")[0]
    assert 'href="#check_mean"' in jumps and "1 of 2" in jumps
    body = text[text.index('id="notebook-container"') :]
    assert "pwned" in body
    page = Page(body)
    assert "script" not in page.tags and page.handlers == []
    assert not [a for a in page.addresses if "script" in a or a.startswith("data:text")]
    assert 'class="k"' in body or "more characters" in body


def test_a_students_page_is_served_by_formgrader_without_scripts(monkeypatch):
    handlers = pytest.importorskip("nbgrader.server_extensions.formgrader.handlers")
    feedback.install()
    sent = {}
    handler = SimpleNamespace(set_header=sent.__setitem__)
    handlers.SubmissionFilesHandler.set_extra_headers(handler, "plot.html")
    assert sent["Content-Security-Policy"].startswith("sandbox;")
    assert "allow-scripts" not in sent["Content-Security-Policy"]
    assert (
        sys.modules["nbgrader.apps.generatefeedbackapp"].GenerateFeedback is feedback.SafeFeedback
    )
    json.dumps(sent)
