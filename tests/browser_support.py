"""Start a real JupyterLab and a real browser for tests/test_browser.py, and end both again."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tools import programs

ROOT = Path(__file__).resolve().parents[1]
SHOTS = Path(os.environ.get("BROWSER_SHOTS") or ROOT / "build" / "screenshots")
# Seconds for one thing to happen; far more than it takes on a free machine.
PATIENCE = float(os.environ.get("BROWSER_PATIENCE") or 120)
MENU_BAR = ".lm-MenuBar-itemLabel"

BROWSER_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextlib.contextmanager
def browser() -> Iterator:
    """Give a headless Chromium; fail, and do not skip, where there is none."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.fail(
            "Playwright is not installed. Try: make test, which installs it, or "
            "python -m pip install -c constraints.txt -e '.[lab,test]'",
            pytrace=False,
        )
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=programs.find("chromium"),  # None: Playwright's own
            args=BROWSER_ARGUMENTS + (["--no-sandbox"] if as_root else []),
            timeout=1000 * PATIENCE,
        )
        try:
            yield chromium
        finally:
            chromium.close()


# Finds the notebook among the open documents; the rest of each script stands below it.
FIND = """
const app = window.jupyterapp;
const panel = app && [...app.shell.widgets('main')].find(w => w.context?.path === path);
const notebook = panel && panel.content;
"""


class Server:
    """The address of a running JupyterLab."""

    def __init__(self, url: str, token: str, log: Path):
        self.url = url.rstrip("/")
        self.token = token
        self.log = log

    def page(self, path: str) -> str:
        """Return the address of a page, with the token that opens it."""
        return f"{self.url}/{path}?token={self.token}"

    def api(self, path: str, method: str = "GET") -> object:
        """Call the server's REST interface; return what it answers."""
        request = urllib.request.Request(
            f"{self.url}/api/{path}",
            method=method,
            headers={"Authorization": f"token {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            body = answer.read()
        return json.loads(body) if body else None


@contextlib.contextmanager
def jupyterlab(folder: Path, config: str, scratch: Path, **variables: str) -> Iterator[Server]:
    """Run JupyterLab in `folder` as ``make lab`` or ``make instructor`` does.

    Parameters
    ----------
    folder : path
        Where the server works; its ``nbgrader_config.py`` counts.
    config : str
        ``student`` or ``instructor``: the folder below config/.
    scratch : path
        For the settings and logs, so that nothing of the person who runs the tests is read or
        changed.
    **variables : str
        More environment variables of the server.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    runtime = scratch / "runtime"
    environment = dict(
        os.environ,
        JUPYTER_CONFIG_PATH=str(ROOT / "config" / config),
        JUPYTER_CONFIG_DIR=str(scratch / "config"),
        JUPYTER_DATA_DIR=str(scratch / "data"),
        JUPYTER_RUNTIME_DIR=str(runtime),
        JUPYTERLAB_SETTINGS_DIR=str(scratch / "settings"),
        JUPYTERLAB_WORKSPACES_DIR=str(scratch / "workspaces"),
        IPYTHONDIR=str(scratch / "ipython"),
        JUPYTER_TOKEN=token,
        **variables,
    )
    # The tests may run outside of .venv: nbgrader looks for alembic on PATH.
    here = Path(sys.executable).parent
    environment["PATH"] = os.pathsep.join([str(here), environment["PATH"]])
    for name in ("NBGRADER_EXECUTION", "JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG"):
        environment.pop(name, None)
    log = scratch / "jupyterlab.log"
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--ServerApp.root_dir={folder}", f"--ServerApp.port={port}"]
    command += ["--ServerApp.ip=127.0.0.1", "--ServerApp.answer_yes=True"]
    command += ["--LabApp.expose_app_in_browser=True"]  # window.jupyterapp, for the tests only
    scratch.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        child = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = None
    try:
        server = _wait_until_it_answers(child, runtime, token, log)
        yield server
    finally:
        _end(child, server)


def _wait_until_it_answers(child: subprocess.Popen, runtime: Path, token: str, log: Path) -> Server:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and child.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            with contextlib.suppress(OSError, ValueError, KeyError):
                server = Server(json.loads(file.read_text("utf-8"))["url"], token, log)
                server.api("status")
                return server
        time.sleep(0.1)
    tail = log.read_text(encoding="utf-8", errors="replace")[-3000:]
    raise RuntimeError(f"JupyterLab did not start; its log ends with:\n{tail}")


def _end(child: subprocess.Popen, server: Server | None) -> None:
    """End the kernels, then the server, then whatever is left of its process group."""
    if server is not None and child.poll() is None:
        with contextlib.suppress(OSError, ValueError):
            for kernel in server.api("kernels"):
                server.api(f"kernels/{kernel['id']}", "DELETE")
    for action in (child.terminate, child.kill):
        action()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=15)
            break
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


class Notebook:
    """Drive one notebook that is open in JupyterLab, as a learner does."""

    def __init__(self, page, server: Server, path: str, shots: str):
        self.page = page
        self.path = path
        self.shots = shots
        page.set_default_timeout(1000 * PATIENCE)
        page.goto(server.page(f"lab/tree/{path}"))
        self._wait("panel.context.isReady && notebook.widgets.length > 0")

    def js(self, body: str, argument: object = None) -> object:
        """Run JavaScript with `app`, `panel`, `notebook` and `arg` at hand; return its value."""
        return self.page.evaluate(f"([path, arg]) => {{ {FIND} {body} }}", [self.path, argument])

    def _wait(self, condition: str, argument: object = None, seconds: float = PATIENCE) -> None:
        """Wait until a JavaScript condition on the same names holds."""
        self.page.wait_for_function(
            f"([path, arg]) => {{ {FIND} return notebook && ({condition}); }}",
            arg=[self.path, argument],
            timeout=1000 * seconds,
            polling=200,
        )

    def cells(self) -> list[dict]:
        """Return each cell: type, id, grade_id, source, prompt number, outputs."""
        return self.js(
            """return notebook.widgets.map(cell => ({
                type: cell.model.type,
                id: cell.model.id,
                grade_id: (cell.model.getMetadata('nbgrader') || {}).grade_id || null,
                source: cell.model.sharedModel.getSource(),
                count: cell.model.executionCount ?? null,
                outputs: cell.model.type === 'code' ? cell.model.outputs.toJSON() : [],
            }));"""
        )

    def index(self, name: str) -> int:
        """Return the place of the cell with this grade_id."""
        return [cell["grade_id"] for cell in self.cells()].index(name)

    def wait_for_kernel(self) -> None:
        """Wait until the kernel is idle."""
        self._wait("panel.sessionContext.session?.kernel?.status === 'idle'")

    def start_run_all(self) -> None:
        """Begin Run All Cells, and do not wait."""
        self.js("app.shell.activateById(panel.id);")
        self.js("app.commands.execute('notebook:run-all-cells');")

    def wait_for_run_all(self) -> None:
        """Wait until each code cell has its number and the kernel is idle."""
        self._wait(
            """notebook.widgets.every(cell => cell.model.type !== 'code'
                || cell.model.executionCount > 0)
            && panel.sessionContext.session?.kernel?.status === 'idle'""",
            seconds=2 * PATIENCE,
        )

    def toolbar(self) -> list[str]:
        """Return the words in the notebook's toolbar."""
        bar = self.page.locator(".jp-NotebookPanel-toolbar:visible")
        return [word for word in bar.inner_text().splitlines() if word]

    def popups(self) -> list[str]:
        """Return the text of each dialog and each notification on the page."""
        found = self.page.locator(".jp-Dialog, .Toastify__toast, .jp-toastContainer > *")
        return [text for text in found.all_inner_texts() if text.strip()]

    def figures(self) -> list[dict]:
        """Return alt text and width of the picture in each figure, from top to bottom."""
        found = []
        for index, cell in enumerate(self.cells()):
            live = "widget-view" in str(cell["outputs"]) and "widgets.explore(" in cell["source"]
            if "<figure" in str(cell["outputs"]) or live:
                picture = self.element(index).locator(".jp-OutputArea-output figure img[alt]")
                picture.first.wait_for()
                found += picture.evaluate_all(
                    "all => all.map(i => ({alt: i.alt, width: i.naturalWidth}))"
                )
        return found

    def explorers(self) -> list[int]:
        """Return the places of the cells that show an explorer."""
        return [i for i, c in enumerate(self.cells()) if "widgets.explore(" in c["source"]]

    def explorer(self, place: int) -> tuple:
        """Scroll to an explorer; return its picture and its first control, a slider or a button."""
        output = self.element(place).locator(".jp-OutputArea-output")
        control = output.get_by_role("slider").or_(output.get_by_role("radio")).first
        control.scroll_into_view_if_needed()
        return output.locator("figure img"), control

    def move(self, place: int) -> tuple[str, str]:
        """Press an arrow key in an explorer; return the alt text before, and after the picture changed."""
        picture, control = self.explorer(place)
        before, said = picture.get_attribute("src"), picture.get_attribute("alt")
        control.focus()
        deadline = time.monotonic() + PATIENCE
        for key in itertools.cycle(
            ["ArrowRight", "ArrowLeft"]
        ):  # one of them leads away from an end
            self.page.keyboard.press(key)  # not control.press: it would go back to the first button
            self.page.wait_for_timeout(500)
            if picture.get_attribute("src") != before:
                return said, picture.get_attribute("alt")
            assert time.monotonic() < deadline, f"the picture stayed: {said}"

    def set_source(self, index: int, source: str) -> None:
        """Replace the source of a cell at once."""
        self.js("notebook.widgets[arg[0]].model.sharedModel.setSource(arg[1]);", [index, source])

    def element(self, index: int):
        """Scroll to a cell and return it as a Playwright locator."""
        self.js("return notebook.scrollToItem(arg, 'start');", index)
        cell = self.page.locator(f".jp-Notebook:visible [data-windowed-list-index='{index}']")
        cell.wait_for()
        return cell

    def type_into(self, index: int, source: str) -> None:
        """Replace the source of a cell by typing."""
        self.element(index).locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Escape")

    def run(self, index: int) -> None:
        """Select a cell and press Ctrl-Enter; wait until it has run."""
        before = self.cells()[index]["count"] or 0
        self.element(index).locator(".jp-InputPrompt").click()
        self.page.keyboard.press("Control+Enter")
        self._wait(
            "notebook.widgets[arg[0]].model.executionCount > arg[1]"
            " && panel.sessionContext.session?.kernel?.status === 'idle'",
            [index, before],
        )

    def answer(self, name: str, source: str) -> str:
        """Write an answer, run it and its check; return the text of the report."""
        cell = self.index(name)
        self.type_into(cell, source)
        written = self.cells()[cell]["source"]
        assert written.strip() == source.strip(), f"typed {source!r}, the cell holds {written!r}"
        self.run(cell)
        check = self.index(f"check_{name}")
        self.run(check)
        report = self.element(check).locator(".jp-OutputArea-output")
        report.first.wait_for()
        return "\n".join(report.all_inner_texts())

    def validate(self) -> str:
        """Press Validate, wait for the dialog and return its text; the dialog stays open."""
        # The button is disabled, or its label differs, while the server works.
        self.page.locator(".jp-NotebookPanel-toolbar:visible").get_by_text(
            "Validate", exact=True
        ).click()
        dialog = self.page.locator(".jp-Dialog")
        dialog.wait_for(timeout=2000 * PATIENCE)
        return dialog.inner_text()

    def close_dialog(self) -> None:
        """Press the dialog's button."""
        self.page.locator(".jp-Dialog button.jp-mod-accept").click()
        self.page.locator(".jp-Dialog").wait_for(state="detached")

    def shot(self, name: str) -> Path:
        """Write a picture of the window."""
        return shot(self.page, f"{self.shots}-{name}")

    def theme(self, name: str) -> None:
        """Change the theme, such as to ``JupyterLab Dark``, and wait until the page has it."""
        self.js("app.commands.execute('apputils:change-theme', {theme: arg});", name)
        self._wait("document.body.dataset.jpThemeName === arg", name)

    def shots_of_all(self, name: str = "page", width: int | None = None) -> list[Path]:
        """Write pictures of the whole notebook, window by window, in a tall window."""
        usual = self.page.viewport_size
        self.page.set_viewport_size(
            {"width": width or usual["width"], "height": 2 * usual["height"]}
        )
        self.js("return notebook.scrollToItem(0, 'start');")
        files: list[Path] = []
        end = False
        while not end and len(files) < 40:
            self.page.wait_for_timeout(150)  # cells are drawn when they come into sight
            files.append(self.shot(f"{name}-{len(files) + 1:02d}"))
            end = self.js(
                """const outer = notebook.outerNode;
                const shown = outer.getBoundingClientRect();
                const last = notebook.widgets.at(-1).node;
                const end = last.isConnected && last.getBoundingClientRect().bottom <= shown.bottom;
                outer.scrollTop += outer.clientHeight - 60;
                return end;"""
            )
        self.page.set_viewport_size(usual)
        return files


def shot(page, name: str, *, full_page: bool = False) -> Path:
    """Write a picture of a page for people to look at; return its file."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    file = SHOTS / f"{name}.png"
    page.screenshot(path=str(file), full_page=full_page)
    return file


def menu_items(page, menu: str) -> Sequence[str]:
    """Open a menu of JupyterLab, return its entries, and close it; empty without such a menu."""
    if page.locator(MENU_BAR, has_text=menu).count() == 0:
        return []

    def read(entries) -> list[str]:
        entries.first.wait_for(timeout=5000)
        return [text for text in entries.all_inner_texts() if text]

    names = in_menu(page, menu, read)
    close_menus(page)
    return names


def choose(page, menu: str, name: str) -> None:
    """Choose an entry of a menu of JupyterLab."""
    in_menu(page, menu, lambda entries: entries.get_by_text(name, exact=True).click(timeout=5000))


def in_menu(page, menu: str, use: Callable):
    """Open a menu and return what `use` makes of its entries; again if the menu closed at once."""
    from playwright.sync_api import TimeoutError as TooLate

    deadline = time.monotonic() + PATIENCE
    while True:
        page.locator(MENU_BAR, has_text=menu).first.click()
        try:
            return use(page.locator(".lm-Menu .lm-Menu-itemLabel"))
        except TooLate:
            if time.monotonic() > deadline:
                raise
            close_menus(page)


def close_menus(page) -> None:
    """Close any open menu of JupyterLab by a click on the logo.

    A menu hears the Escape key only while it has the focus, and a lesson that is just opening takes
    the focus. A click anywhere else closes it without that.
    """
    page.locator("#jp-MainLogo").click()
    page.locator(".lm-Menu").first.wait_for(state="hidden")
