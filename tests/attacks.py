"""The bank of hostile and broken submissions: what they hand in, and what must come of it.

Each attack is in the answer to one exercise, or in the file around it; the other answers are right.  So the honest
part is worth the whole lesson less that exercise.  tests/test_attacks.py grades the bank, and `bench.grading`
grades it with plain nbgrader beside it.
"""

import base64
import json
import random

from nbformat import v4

from hypergrader.course.folder import CLONE
from tests import demo

LESSON = "01_what_are_hyperparameters"
NAME = f"{LESSON}.ipynb"
EXERCISE = "parameter_count"
HONEST_ONES = demo.invented_class(CLONE / "lessons" / LESSON)
RIGHT = HONEST_ONES["ada_right"]
HONEST = RIGHT(EXERCISE, "")
STUB = "def parameter_count(n_input, n_neurons, n_output):\n"

# Code in the answer cell -> text of the note that the grader must leave ("" where none is due).
# The exercise itself earns nothing.
HOSTILE = {
    "endless_loop": (STUB + "    while True:\n        pass", "longer than the time limit"),
    "endless_loop_at_top_level": ("while True:\n    pass", "longer than the time limit"),
    "loop_that_ignores_interrupts": (
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        + STUB
        + "    while True:\n        try:\n            while True:\n                pass\n"
        "        except BaseException:\n            pass",
        "longer than the time limit",
    ),
    "os_exit": (STUB + "    import os\n    os._exit(0)", "ended the kernel"),
    "sys_exit": (STUB + "    import sys\n    sys.exit()", ""),
    "fork_bomb": (
        STUB + "    import os\n    while True:\n        os.fork()",
        "more (processes|memory) than the limit",
    ),
    "allocates_30_gb": (STUB + "    return bytearray(30 << 30)", "|memory"),
    "allocates_in_children": (
        STUB + "    import os, time\n    for _ in range(8):\n        if os.fork() == 0:\n"
        "            kept = bytearray(700 << 20)\n            time.sleep(60)\n    time.sleep(60)",
        "more memory than the limit",
    ),
    "prints_without_end": (
        STUB + "    while True:\n        print('x' * 100_000)",
        "more than the limit",
    ),
    "returns_too_much": (STUB + "    return ['x' * 1000] * 900_000", ""),
    "writes_1_gb": (STUB + "    open('big', 'wb').write(b'0' * (1 << 30))", ""),
    "writes_1_gb_to_shared_memory": (
        STUB + "    open('/dev/shm/big', 'wb').write(b'0' * (1 << 30))",
        "",
    ),
    "fills_the_folder_of_the_sockets": (
        STUB + "    for i in range(100):\n"
        "        open(f'/run/kernel/{i}', 'wb').write(b'0' * (8 << 20))",
        "",  # the folder has room for 1 MB, so the system refuses the rest
    ),
    "background_process": (
        "import subprocess, sys\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; canary = \"HYPERLIB\"; "
        "time.sleep(600)'], start_new_session=True)\n" + STUB + "    return 0",
        "",
    ),
    "reads_the_gradebook": (
        STUB + "    import sqlite3\n"
        "    book = sqlite3.connect('file:../../../gradebook.db?mode=rw', uri=True)\n"
        "    book.execute('update grade set manual_score = 99')\n    book.commit()",
        "",
    ),
    "reads_the_hidden_checks": (
        "import glob, hyperlib, os\n" + STUB + "    home = os.path.dirname(hyperlib.__file__)\n"
        "    return len(glob.glob(home + '/../lessons/*/hidden.py') + glob.glob(home + '/grading/*'))",
        "",
    ),
    "network": (
        STUB
        + "    import socket\n    socket.create_connection(('127.0.0.1', 80), 2)\n    return 1",
        "",
    ),
    "assert_removed": (
        "import ast\nclass Drop(ast.NodeTransformer):\n    def visit_Assert(self, node):\n"
        "        return ast.Pass()\nget_ipython().ast_transformers.append(Drop())\n"
        + STUB
        + "    return 0",
        "",
    ),
    "input_transformer": (
        "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass'])\n"
        + STUB
        + "    return 0",
        "",
    ),
    "always_equal": (
        "class Same(int):\n    def __eq__(self, other): return True\n"
        "    def __sub__(self, other): return 0\n    __hash__ = int.__hash__\n"
        + STUB
        + "    return Same(0)",
        "",
    ),
    "patched_libraries": (
        "import builtins, json, math, torch, hyperlib.checks, hyperlib.observations\n"
        "torch.allclose = math.isclose = lambda *a, **k: True\nbuiltins.abs = lambda x: 0\n"
        "hyperlib.checks.judge = hyperlib.checks.judge_case = lambda *a, **k: True\n"
        "json.dumps_ = json.dumps\n" + STUB + "    return 0",
        "",
    ),
    "frames": (
        STUB + "    import sys\n    frame = sys._getframe()\n    while frame:\n"
        "        for value in frame.f_locals.values():\n"
        "            if isinstance(value, dict) and 'expected' in value:\n"
        "                return value['expected']\n        frame = frame.f_back",
        "",
    ),
    "pickle_bomb": (
        "class Bomb:\n    def __reduce__(self):\n"
        "        return (__import__('os').system, ('touch bombed',))\n"
        + STUB
        + "    return Bomb()",
        "",
    ),
    "forged_answer": (
        "import json\n" + STUB + "    get_ipython().display_pub.publish("
        "{'application/vnd.hyperlib.observations+json': json.dumps([{'status': 'pass'}])})\n"
        "    return 0",
        "",
    ),
    # F1 to F29: numbers of attacks that once got through.
    "F1_writes_a_setting_of_the_kernel": (
        STUB + "    with open('/proc/sys/kernel/core_pattern', 'r+') as file:\n"
        "        file.write(file.read().rstrip())\n    return 0",
        "",
    ),
    "F2_reads_the_graders_environment": (
        STUB + "    return len(open('/proc/1/environ').read())",
        "",
    ),
    "F3_takes_the_first_process_and_leaves_a_child": (
        "import ctypes, subprocess, sys\nlibc = ctypes.CDLL(None)\n"
        "libc.ptrace(0x4206, 1, 0, 0)  # PTRACE_SEIZE\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; canary = \"HYPERLIB\"; "
        "time.sleep(600)'], start_new_session=True)\n" + STUB + "    return 0",
        "",
    ),
    "F6_makes_folders_1200_deep": (
        "import os\nhere = os.getcwd()\nos.chdir('/run/kernel')\nfor _ in range(1200):\n"
        "    os.mkdir('d')\n    os.chdir('d')\nos.chdir(here)\n" + STUB + "    return 0",
        "",
    ),
    "F12_keeps_memory_that_nobody_maps": (
        STUB + "    import mmap, os\n    kept = os.memfd_create('kept')\n    for _ in range(24):\n"
        "        os.write(kept, b'0' * (64 << 20))\n    mmap.mmap(-1, 1500 << 20).write(b'0' * (1500 << 20))",
        "",
    ),
    "F12_fills_all_files_in_memory": (
        "import os\nfor folder in ('/tmp', '/dev/shm', os.environ['HOME']):\n"
        "    for n in range(20):\n        try:\n"
        "            open(f'{folder}/{n}', 'wb').write(b'0' * (8 << 20))\n"
        "        except OSError:\n            pass\n" + STUB + "    return 0",
        "",
    ),
    "F13_fills_a_folder_beside_the_sockets": (
        STUB
        + "    import os\n    os.makedirs('/run/kernel/d', exist_ok=True)\n    for n in range(5):\n"
        "        open(f'/run/kernel/d/{n}', 'wb').write(b'0' * (40 << 20))",
        "",
    ),
    "F14_leaves_a_note_in_the_keyring": (
        "import ctypes\n"
        + STUB
        + "    number = {'x86_64': 248, 'aarch64': 217}[__import__('platform').machine()]\n"
        "    return ctypes.CDLL(None).syscall(number, b'user', b'answers', b'5', 1, -3)",
        "",
    ),
    "F28_closes_its_folders": (
        "import os\nfor folder in ('/run/kernel', '/tmp', os.getcwd()):\n    os.chmod(folder, 0)\n"
        + STUB
        + "    return 0",
        "",
    ),
    "F29_draws_a_figure": (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n" + STUB + "    return 0",
        "",
    ),
    "fills_the_buffers_of_sockets": (
        STUB + "    import os, socket, time\n    kept = []\n    for _ in range(20):\n"
        "        if os.fork() == 0:\n"
        "            server = socket.create_server(('127.0.0.1', 0), backlog=100)\n"
        "            for _ in range(60):\n"
        "                kept.append(socket.create_connection(server.getsockname()))\n"
        "                kept.append(server.accept()[0])\n"
        "                kept[-1].setblocking(False)\n"
        "                try:\n                    while True:\n"
        "                        kept[-1].send(b'0' * 60_000)\n"
        "                except OSError:\n                    pass\n"
        "            time.sleep(60)\n    time.sleep(60)",
        "more memory than the limit",
    ),
    "forged_score": ("display({'text/plain': '10'}, raw=True)\n10", ""),
}

SCRIPTS = """<script>window.pwned = 1</script><img src=x onerror="window.pwned = 2">
[a link](javascript:window.pwned=3) <iframe srcdoc="<script>parent.pwned = 4</script>"></iframe>
&lt;script&gt;window.pwned = 5&lt;/script&gt; <svg onload="window.pwned = 6"></svg>"""


def tampered(change):
    """Return a function that writes the honest submission and then changes its notebook."""

    def write(released, folder):
        demo.fill(released, folder / NAME, RIGHT)
        notebook = json.loads((folder / NAME).read_text(encoding="utf-8"))
        changed = change(notebook)
        text = changed if isinstance(changed, (str, bytes)) else json.dumps(notebook)
        (folder / NAME).write_bytes(text if isinstance(text, bytes) else text.encode())

    return write


def cells_of(notebook, grade_id):
    return [
        c
        for c in notebook["cells"]
        if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    ]


def without(grade_id):
    def change(notebook):
        [cell] = cells_of(notebook, grade_id)
        notebook["cells"].remove(cell)

    return change


def twice(grade_id):
    def change(notebook):
        [cell] = cells_of(notebook, grade_id)
        notebook["cells"].insert(notebook["cells"].index(cell), dict(cell))

    return change


def stripped(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def retyped(notebook):
    [cell] = cells_of(notebook, EXERCISE)
    cell["cell_type"] = "markdown"
    cell.pop("outputs"), cell.pop("execution_count")


def edited_check(notebook):
    [cell] = cells_of(notebook, f"check_{EXERCISE}")
    cell["source"] = "1000"


def scripts(notebook):
    cell = v4.new_code_cell(
        "from IPython.display import HTML, Javascript, display\n"
        f"display(HTML({SCRIPTS!r}), Javascript('window.pwned = 7'))\nprint({SCRIPTS!r})"
    )
    raw = v4.new_raw_cell(SCRIPTS, metadata={"raw_mimetype": "text/html"})
    for new in (v4.new_markdown_cell(SCRIPTS), raw, cell):
        notebook["cells"].insert(3, json.loads(json.dumps(new)))
    notebook["metadata"]["title"] = SCRIPTS
    notebook["cells"][0]["metadata"]["tags"] = ['"><script>window.pwned = 8</script>']


def conflict(notebook):
    text = json.dumps(notebook, indent=1)
    lines = text.splitlines()
    middle = len(lines) // 2
    ours = ["<<<<<<< HEAD", lines[middle], "=======", lines[middle], ">>>>>>> other"]
    return "\n".join([*lines[:middle], *ours, *lines[middle + 1 :]])


def huge(notebook):
    output = v4.new_output("stream", text="x" * (50 << 20))
    next(c for c in notebook["cells"] if c["cell_type"] == "code")["outputs"] = [output]


# Notebook level: how it is written -> (whether the whole lesson is earned, text of the note).
BROKEN = {
    "copied_check": (tampered(twice(f"check_{EXERCISE}")), True, "was left out"),
    "copied_answer": (tampered(twice(EXERCISE)), True, "the last answer counts"),
    "deleted_check": (tampered(without(f"check_{EXERCISE}")), True, "was missing"),
    "deleted_answer": (tampered(without(EXERCISE)), False, "was missing"),
    "edited_check": (tampered(edited_check), True, "is not as it is released now"),
    "metadata_stripped": (tampered(stripped), True, "marked again"),
    "retyped_answer": (tampered(retyped), True, "is code again"),
    "merge_conflict": (tampered(conflict), True, "merge conflict"),
    "byte_order_mark": (tampered(lambda n: b"\xef\xbb\xbf" + json.dumps(n).encode()), True, ""),
    "utf_16": (tampered(lambda n: json.dumps(n).encode("utf-16")), True, "utf-16"),
    "notebook_of_50_mb": (tampered(huge), True, ""),
    "scripts": (tampered(scripts), True, ""),
    "not_json": (tampered(lambda n: "this is not a notebook"), None, "not JSON"),
    "empty_file": (tampered(lambda n: ""), None, "empty"),
    "nested_deeply": (tampered(lambda n: "[" * 200_000), None, "nested too deeply"),
}


def renamed(released, folder):
    demo.fill(released, folder / "my answers (1).ipynb", RIGHT)


def absent(released, folder):
    (folder / "answers.txt").write_text("42", encoding="utf-8")


def linked(released, folder):
    demo.fill(released, folder / NAME, RIGHT)
    (folder / "book.db").symlink_to("../../../gradebook.db")


def link_instead(released, folder):
    (folder / NAME).symlink_to("../../../gradebook.db")


def big_files(released, folder):
    demo.fill(released, folder / NAME, RIGHT)
    for name in ("one.bin", "two.bin"):
        (folder / name).write_bytes(b"0" * (40 << 20))


def file_of_the_kernel(released, folder):
    demo.fill(released, folder / NAME, RIGHT)
    (folder / "ipykernel_launcher.py").write_text("raise SystemExit(3)", encoding="utf-8")


BROKEN |= {
    "F21_brackets_of_40_mb": (
        tampered(lambda n: "[" + "[]," * 13_000_000 + "[]]"),
        None,
        "too many parts",
    ),
    "F16_two_files_of_40_mb": (big_files, True, ""),
    "F17_file_of_the_kernels_name": (file_of_the_kernel, True, ""),
    "renamed_notebook": (renamed, True, "was called"),
    "no_notebook": (absent, None, "no notebook was handed in"),
    "link_to_the_gradebook": (linked, True, "is a link"),
    "link_as_the_notebook": (link_instead, None, "is a link"),
}


# Odd and honest: all of the lesson is earned.
def inserted(*sources, at=3):
    """Return a change that puts code cells of a student's own into a notebook."""

    def change(notebook):
        cells = [json.loads(json.dumps(v4.new_code_cell(source))) for source in sources]
        notebook["cells"][at:at] = cells

    return change


def each_code_cell(change):
    def changed(notebook):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["source"] = change("".join(cell["source"]))

    return changed


def pasted_picture(notebook):
    cell = v4.new_markdown_cell("![my plot](attachment:image (1).png)")
    cell.attachments = {"image (1).png": {"image/png": base64.b64encode(PIXEL).decode()}}
    notebook["cells"].insert(3, json.loads(json.dumps(cell)))


def in_one_cell(notebook, at=3):
    """Put all answers into one cell and leave the stubs as they were released."""
    answers = []
    for name in EXERCISES:
        [cell] = cells_of(notebook, name)
        answers.append("".join(cell["source"]))
        cell["source"] = STUBS[name]
    inserted("\n".join(answers), at=at)(notebook)


def in_one_cell_without_marks(notebook):
    in_one_cell(notebook, at=len(notebook["cells"]))
    stripped(notebook)


def magic_without_marks(notebook):
    for name in EXERCISES:
        [cell] = cells_of(notebook, name)
        cell["source"] = "%%time\n!echo installing\n" + "".join(cell["source"])
    stripped(notebook)


def old_format(notebook):
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["input"], cell["language"] = cell.pop("source"), "python"
    notebook["worksheets"] = [{"cells": notebook.pop("cells"), "metadata": {}}]
    notebook["nbformat"] = 3


def checks_first(notebook):
    for name in EXERCISES:
        [check] = cells_of(notebook, f"check_{name}")
        notebook["cells"].remove(check)
        notebook["cells"].insert(5, check)


def same_ids(notebook):
    for cell in notebook["cells"]:
        cell["id"] = "one"


def other_language(notebook):
    notebook["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}
    notebook["metadata"]["language_info"] = {"name": "R", "file_extension": ".r"}


def edited_demonstrations(notebook):
    for cell in notebook["cells"]:
        if "demonstration" in cell["metadata"].get("tags", []):
            cell["source"] = "".join(cell["source"]) + "  # another number"


def in_latin_1(notebook):
    inserted("# für mich")(notebook)
    return json.dumps(notebook, ensure_ascii=False).encode("latin-1")


def beside(name, content, change=lambda notebook: None):
    """Return a function that hands in the right notebook, changed, with a file beside it."""

    def write(released, folder):
        tampered(change)(released, folder)
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)

    return write


def called(name, untouched):
    """Return a function that hands in the right notebook as `name`, beside an untouched one perhaps."""

    def write(released, folder):
        demo.fill(released, folder / name, RIGHT)
        if untouched:
            (folder / NAME).write_bytes(released.read_bytes())

    return write


def many_pictures(released, folder):
    for number in range(120):
        (folder / f"0{number:03}.png").write_bytes(PIXEL)
    demo.fill(released, folder / NAME, RIGHT)


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
EXERCISES = sorted(path.stem for path in (CLONE / "lessons" / LESSON / "answers").glob("*.py"))
STUBS = {
    cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
    for cell in json.loads((CLONE / "notebooks" / LESSON / NAME).read_text("utf-8"))["cells"]
    if cell["metadata"].get("nbgrader", {}).get("solution")
}
BROKEN |= {
    "a_cell_that_ends_the_kernel": (
        tampered(inserted("exit()", "get_ipython().kernel.do_shutdown(True)")),
        True,
        "it ended the kernel",
    ),
    "a_pasted_picture": (tampered(pasted_picture), True, ""),
    "an_untouched_notebook_beside_the_copy": (
        called(f"{LESSON}-Copy1.ipynb", True),
        True,
        "nothing was written into",
    ),
    "saved_as_text": (called(f"{NAME}.txt", False), True, "was called"),
    "line_ends_of_windows": (
        tampered(each_code_cell(lambda source: source.replace("\n", "\r\n"))),
        True,
        "",
    ),
    "blanks_at_the_end_of_each_line": (
        tampered(each_code_cell(lambda source: source.replace("\n", "  \n") + "\n")),
        True,
        "",
    ),
    "all_answers_in_one_cell": (tampered(in_one_cell), True, ""),
    "all_answers_in_one_cell_without_marks": (tampered(in_one_cell_without_marks), True, ""),
    "magics_and_no_marks": (tampered(magic_without_marks), True, "marked again"),
    "a_date_in_words": (
        beside("timestamp.txt", "früh am Morgen".encode("latin-1")),
        True,
        "no date that is certain",
    ),
    "a_helper_notebook": (
        beside(
            "helper.ipynb",
            json.dumps(v4.new_notebook(cells=[v4.new_code_cell("mine = 1")])).encode(),
            inserted("%run helper.ipynb\nassert mine == 1"),
        ),
        True,
        "",
    ),
    "a_hundred_pictures_before_the_notebook": (many_pictures, True, "more than 100 files"),
    "an_old_format": (tampered(old_format), True, "old format"),
    "other_settings_of_torch": (
        tampered(
            inserted(
                "import torch\ntorch.set_default_dtype(torch.float64)\ntorch.set_grad_enabled(False)"
            )
        ),
        True,
        "",
    ),
    "a_cell_that_asks_for_input": (tampered(inserted("name = input('Your name? ')")), True, ""),
    "checks_before_the_answers": (tampered(checks_first), True, "stood before its answer"),
    "names_like_pythons_own": (
        tampered(inserted("eval = exec = 0.93\nlist = max = sys = json = 1")),
        True,
        "",
    ),
    "every_demonstration_edited": (tampered(edited_demonstrations), True, ""),
    "the_same_id_for_all_cells": (tampered(same_ids), True, ""),
    "a_kernel_of_another_language": (tampered(other_language), True, ""),
    "encoded_as_latin_1": (tampered(in_latin_1), True, "encoded as latin-1"),
}
NAMES = ["=HYPERLINK(1)", "Zoë Åström 名前", "n" * 120]
LIMITS = {
    "cell_seconds": 12,  # importing torch from a cold disk takes some
    "total_seconds": 90,
    "memory_mb": 2048,
    "file_mb": 64,
}


# A whole class ------------------------------------------------------------------------------------


def unlike_expected(name, scores, right):
    """Return the exercises of the attack or broken submission `name` that earned what they must not.

    Parameters
    ----------
    name : str
    scores, right : dict
        Points of each exercise, of that submission and of the right answers.
    """
    if name in HOSTILE:
        # One point goes to refusing bad input with any error.
        must = {exercise: (points,) for exercise, points in right.items()} | {EXERCISE: (0, 1)}
    else:
        whole = BROKEN[name][1]
        must = {
            exercise: (points if whole is not None else 0,) for exercise, points in right.items()
        }
        if whole is False:
            must[EXERCISE] = (0,)
    return [exercise for exercise in must if scores.get(exercise) not in must[exercise]]


def mixed_class(total):
    """Return a class of `total`, of 30 submissions 4 hostile and 4 odd or broken, the rest honest.

    Returns
    -------
    dict
        Student -> what they hand in: a name of the bank or of the invented class, each in turn.
    """
    share = total * 4 // 30
    kinds = [(list(HOSTILE), share), (list(BROKEN), share), (list(HONEST_ONES), total - 2 * share)]
    plan = [names[number % len(names)] for names, count in kinds for number in range(count)]
    random.Random(0).shuffle(plan)
    return {f"student{number:03}": name for number, name in enumerate(plan)}


def hand_in(released, folder, name):
    """Write what `name`, of the bank or of the invented class, hands in."""
    if name in BROKEN:
        BROKEN[name][0](released, folder)
    elif name in HOSTILE:
        code, _ = HOSTILE[name]
        demo.fill(
            released, folder / NAME, lambda e, stub: code if e == EXERCISE else RIGHT(e, stub)
        )
    else:
        demo.fill(released, folder / NAME, HONEST_ONES[name])
