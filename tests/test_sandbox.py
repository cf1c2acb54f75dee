"""The sandbox itself: what is in reach, what a limit does, and that nothing is graded without it."""

import ctypes
import gc
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import venv
from contextlib import contextmanager, suppress
from importlib.util import cache_from_source, find_spec
from pathlib import Path

import psutil
import pytest

from hypergrader.submission import sandbox, session
from hypergrader.submission.sandbox import (
    Kernel,
    KernelDidNotStart,
    Limits,
    OwnFolder,
    bubblewrap,
    bubblewrap_command,
    leftovers,
    probe,
    provisioner,
    remove,
    remove_leftovers,
    selftest,
    system_calls,
)
from hypergrader.submission.sandbox.accounts import account
from hypergrader.submission.sandbox.inside import Inside
from tests import demo

pytestmark = pytest.mark.slow


def printed(ran):
    """Return what a piece of code printed; it must not have met a limit."""
    assert ran.limit is None, ran
    return "".join(o.text for o in ran.outputs if o.output_type == "stream").strip()


def error(ran):
    """Return the name and the text of the error that a piece of code ended with."""
    assert ran.limit is None, ran
    [found] = [o for o in ran.outputs if o.output_type == "error"]
    return f"{found.ename}: {found.evalue}"


@pytest.fixture(scope="module")
def kernel():
    """Return a kernel that the tests share which leave it alive."""
    with Kernel(Limits()) as kernel:
        yield kernel


# The self-test -----------------------------------------------------------------------------------


def test_this_machine_can_grade_safely():
    found = probe()
    assert found.ok, f"\n{found}\nthe grading tests need a working bubblewrap"
    assert len(found.properties) == 13


def test_what_kernels_import_is_compiled_once(tmp_path, monkeypatch):
    # As where nobody has opened a notebook yet: no byte code of what only kernels import.
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    sandbox.compile_once()
    for module in (
        "ipykernel.kernelapp",
        "IPython.core.interactiveshell",
        "matplotlib.pyplot",
        "torch._dynamo",
    ):
        assert Path(cache_from_source(find_spec(module).origin)).exists(), module
    monkeypatch.setattr(subprocess, "run", None)  # a second call starts nothing
    sandbox.compile_once()


def test_an_environment_below_tmp_can_grade_safely():
    # The sandbox has an empty /tmp of its own, which must not hide the Python that runs in it.
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)  # as root, students' code runs under another account
        venv.create(folder, symlinks=True)
        [here] = Path(folder).glob("lib/python3*/site-packages")
        places = [str(demo.CLONE), *(p for p in sys.path if p.endswith("site-packages"))]
        (here / "as_in_this_one.pth").write_text("\n".join(places), encoding="utf-8")
        ran = subprocess.run([f"{folder}/bin/python", "-c", _PROBE], capture_output=True, text=True)
    assert ran.stdout.endswith("True\n"), ran.stdout + ran.stderr


_PROBE = "from hypergrader.submission import sandbox; found = sandbox.probe(); print(found); print(found.ok)"


def test_a_port_that_is_open_inside_does_not_fail_the_self_test(monkeypatch):
    # By chance a kernel listens inside on the port that the self-test tries.
    listen = "import socket\nkept = socket.create_server(('127.0.0.1', {port}))\n"
    inside = selftest._INSIDE
    monkeypatch.setattr(selftest, "_INSIDE", listen.replace("{port}", "%(port)d") + inside)
    assert probe().ok


def test_somebody_else_who_knocks_does_not_fail_the_self_test(monkeypatch):
    heard = selftest._heard

    def knocked(listening, token):
        socket.create_connection(listening.getsockname()).close()
        with socket.create_connection(listening.getsockname()) as other:
            other.sendall(b"hello")
        return heard(listening, token)

    monkeypatch.setattr(selftest, "_heard", knocked)
    assert probe().ok


def test_the_self_test_hears_who_reaches_the_network(monkeypatch):
    heard = selftest._heard

    def reached(listening, token):
        with socket.create_connection(listening.getsockname()) as inside:
            inside.sendall(token.encode())
        return heard(listening, token)

    monkeypatch.setattr(selftest, "_heard", reached)
    assert "FAIL no network" in str(probe())


@pytest.mark.parametrize(
    ("left_out", "line"),
    [
        (["--unshare-net"], "no network"),
        (["--unshare-pid"], "a kernel in the sandbox"),
        (["--remount-ro", "/proc"], "the system is read-only"),
    ],
)
def test_a_hole_in_the_sandbox_fails_the_self_test(monkeypatch, left_out, line):
    whole = bubblewrap_command

    def with_a_hole(*args):
        command = whole(*args)
        at = next(i for i in range(len(command)) if command[i : i + len(left_out)] == left_out)
        return command[:at] + command[at + len(left_out) :]

    monkeypatch.setattr(provisioner, "bubblewrap_command", with_a_hole)
    found = probe()
    assert not found.ok
    assert f"FAIL {line}" in str(found)


def test_without_a_filter_the_self_test_fails(monkeypatch):
    from pyseccomp import ALLOW, SyscallFilter

    everything = system_calls._exported(SyscallFilter(ALLOW))
    monkeypatch.setattr(system_calls, "programs", lambda: (everything, everything))
    found = str(probe())
    assert "FAIL dangerous system calls are refused" in found
    assert "FAIL shared memory is counted" in found


def test_without_libseccomp_nothing_is_graded(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    system_calls.programs.cache_clear()
    found = probe()
    assert not found.ok and "apt-get install libseccomp2" in str(found)


# Limits ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cell_seconds": 0}, "cell_seconds must be > 0, got 0; try 60"),
        ({"memory_mb": -1}, "memory_mb must be > 0, got -1; try 2048"),
    ],
)
def test_limits_out_of_range_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        Limits(**change)


def test_a_limit_that_is_no_number_is_refused():
    with pytest.raises(TypeError, match="cell_seconds must be a number, got 'long'; try 60"):
        Limits(cell_seconds="long")


FILL = """
import os, time
for folder in ("/tmp", "/dev/shm", os.environ["HOME"]):
    for n in range(2):
        with open(f"{folder}/{n}", "wb") as file:
            file.write(b"0" * (45 << 20))
time.sleep(30)
"""
IN_CHILDREN = """
import os, time
for _ in range(5):
    if os.fork() == 0:
        kept = bytearray(100 << 20)
        time.sleep(30)
time.sleep(30)
"""
MANY_FILES = (
    "import time\nfor n in range(3000):\n    open(f'/dev/shm/{n}', 'w').close()\ntime.sleep(30)"
)
# Buffers of sockets are the kernel's: in no process's memory, and in no file.
SOCKETS = """
import os, socket, time
for _ in range(24):
    if os.fork() == 0:
        kept = [socket.socketpair() for _ in range(80)]
        time.sleep(30)
time.sleep(30)
"""
TCP = """
import socket, time
server = socket.create_server(("127.0.0.1", 0), backlog=100)
kept = []
for _ in range(80):
    kept.append(socket.create_connection(server.getsockname()))
    kept.append(server.accept()[0])
time.sleep(30)
"""
# Children that nobody waits for: their time is in no parent's account.
IGNORED = """
import os, signal, time
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
while True:
    if os.fork() == 0:
        end = time.process_time() + 1
        while time.process_time() < end:
            pass
        os._exit(0)
    try:
        os.wait()
    except ChildProcessError:
        pass
"""


@pytest.mark.parametrize(
    ("limits", "code", "limit"),
    [
        (Limits(memory_mb=300, file_mb=100), FILL, "memory"),
        (Limits(memory_mb=400), IN_CHILDREN, "memory"),
        (Limits(files=2000), MANY_FILES, "files"),
        (Limits(memory_mb=800), SOCKETS, "memory"),
        (Limits(memory_mb=600), TCP, "memory"),
    ],
    ids=["files in memory", "children", "many files", "sockets", "connections"],
)
def test_what_adds_up_meets_the_limit(limits, code, limit):
    with Kernel(limits) as kernel:
        assert kernel.run(code).limit == limit


def test_a_cell_that_prints_a_lot_runs_to_its_end():
    with Kernel(Limits(output_kb=64)) as kernel:
        ran = kernel.run("for step in range(6_000):\n    print('x' * 100)\ndone = 3\ndone")
        *printed_, told, score = ran.outputs
        assert sum(len(output.text) for output in printed_) < 100_000
        assert "outputs of this cell were left out" in told.text
        assert score.data["text/plain"] == "3"  # what nbgrader would take for a score
        assert printed(kernel.run("print(done)")) == "3"
        assert kernel.run("while True:\n    print('x' * 100_000)").limit == "output"


def test_the_time_of_children_that_nobody_waits_for_counts(monkeypatch):
    monkeypatch.setattr(sandbox.kernel, "PATIENCE", 100)  # not the clock is to stop it
    with Kernel(Limits(cell_seconds=4)) as kernel:
        assert kernel.run(IGNORED).limit == "time-out"
        assert kernel._used > 4


@pytest.mark.skipif(os.cpu_count() > 7, reason="64 processes do not fill so many cores")
def test_who_takes_the_processor_takes_no_time_of_the_one_beside(monkeypatch):
    monkeypatch.setattr(sandbox.kernel, "PATIENCE", 1)
    hog = (
        f"import os, time\nfor _ in range({8 * os.cpu_count()}):\n    if os.fork() == 0:\n        os.setsid()\n"
        "        while True:\n            pass\ntime.sleep(60)"
    )
    work = "import time\nwhile time.process_time() < 2:\n    pass\nprint('done')"
    with Kernel(Limits()) as one, Kernel(Limits()) as other:
        other._client.execute(hog)  # nobody waits for it
        time.sleep(1)
        ran = one.run(work, seconds=4)
    assert ran.limit is None and printed(ran) == "done"
    assert one.lost > 0


def test_threads_that_look_inside_do_not_disturb_each_other(kernel):
    # The self-test asks for accounts while another thread counts: both list one folder.
    kernel.run("None")
    found = []

    def look():
        found.extend(kernel.accounts() for _ in range(500))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2000 and all(len(accounts) == 1 for accounts in found)


def test_processes_are_counted_before_the_memory_that_they_share():
    # What forks keeps the kernel of the machine from answering how much memory is shared: asked for each
    # process in turn, a fork bomb grew from 50 processes to the system's own limit within one look.
    with Kernel(Limits()) as kernel:
        names, real = kernel._watched._names, kernel._watched._proportional
        looked = []
        kernel._watched._names = lambda: [*names(), *map(str, range(100 * len(looked)))]
        kernel._watched._proportional = lambda process: looked.append(process) or real(process)
        used = kernel._watched.usage(0, 64)
    assert len(looked) == 1 and used.processes > 100


def test_a_fork_bomb_ends_as_such():
    with Kernel(Limits(processes=32)) as kernel:
        ran = kernel.run("import os\nwhile True:\n    os.fork()", seconds=60)
    assert ran.limit == "processes"


@pytest.mark.parametrize("wait", [0, 3])
def test_pages_that_processes_share_count_once(monkeypatch, wait):
    """In three seconds the copies end: five that have ended do not count with all that they had shared."""
    count, counted = Inside._proportional, []

    def slowly(inside, process):
        counted.append(process)
        time.sleep(wait if len(counted) == 1 else 0)
        return count(inside, process)

    monkeypatch.setattr(Inside, "_proportional", slowly)
    code = (
        "import os, time, warnings\nwarnings.simplefilter('ignore')\nkept = b'1' * (200 << 20)\n"
        "for _ in range(5):\n    if os.fork() == 0:\n        time.sleep(2)\n        os._exit(0)\n"
        "time.sleep(6)\nprint('all')"
    )
    with Kernel(Limits(memory_mb=700)) as kernel:
        assert printed(kernel.run(code)) == "all"
    assert counted


def test_threads_are_refused_beyond_the_limit():
    code = (
        "import threading\nthreading.stack_size(1 << 16)\nend = threading.Event()\ncount = 0\n"
        "try:\n    for count in range(500):\n"
        "        threading.Thread(target=end.wait, daemon=True).start()\n"
        "except RuntimeError:\n    pass\nend.set()\nprint(count)"
    )
    with Kernel(Limits(threads=100)) as kernel:
        assert 50 < int(printed(kernel.run(code))) < 100


@pytest.mark.parametrize(
    "keep",
    [
        "os.memfd_create('kept')",
        "mmap.mmap(-1, 1 << 20)",
        "mmap.mmap(os.open('/dev/zero', os.O_RDWR), 1 << 20)",
    ],
)
def test_memory_that_nobody_counts_cannot_be_had(kernel, keep):
    assert "Error" in error(kernel.run(f"import mmap, os\n{keep}"))


@pytest.mark.parametrize("option", ["SO_SNDBUF", "SO_RCVBUF"])
def test_a_socket_holds_no_more_than_usual(kernel, option):
    code = (
        "import socket\nfor make in (socket.socketpair, lambda: [socket.socket()]):\n"
        f"    one, option = make()[0], socket.{option}\n    before = one.getsockopt(1, option)\n"
        "    one.setsockopt(1, option, 1 << 22)\n    one.setsockopt(1, socket.SO_REUSEADDR, 1)\n"
        "    print(before == one.getsockopt(1, option), one.getsockopt(1, socket.SO_REUSEADDR))"
    )
    assert printed(kernel.run(code)).split() == ["True", "1"] * 2


def test_the_folder_of_the_sockets_is_bounded_with_all_below_it(kernel):
    code = (
        "import os\nos.makedirs('/run/kernel/a/b')\n"
        "for n in range(3):\n    open(f'/run/kernel/a/b/{n}', 'wb').write(b'0' * (1 << 20))"
    )
    assert "No space left" in error(kernel.run(code))


# System calls ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ptrace", (0x4206, 1, 0, 0)),
        ("add_key", (b"user", b"name", b"value", 5, -3)),
        ("keyctl", (0, -3, 0)),
        ("request_key", (b"user", b"name", 0, -3)),
        ("process_vm_readv", (1, 0, 0, 0, 0, 0)),
        ("io_uring_setup", (8, 0)),
        ("bpf", (0, 0, 0)),
        ("perf_event_open", (0, 0, -1, -1, 0)),
        ("userfaultfd", (0,)),
        ("unshare", (0x10000000,)),
        ("mount", (0, 0, 0, 0, 0)),
        ("kexec_load", (0, 0, 0, 0)),
        ("init_module", (0, 0, 0)),
        ("shmget", (0, 1 << 20, 0o1600)),
        ("clone", (0x10000000 | 17, 0, 0, 0, 0)),
        ("personality", (0x0400000,)),
    ],
)
def test_a_system_call_is_refused(kernel, name, arguments):
    number = system_calls.numbers([name])[name]
    code = (
        "import ctypes, errno, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        f"got = libc.syscall({number}, *{arguments!r})\n"
        "if got == 0: os._exit(0)\nprint(got, errno.errorcode[ctypes.get_errno()])"
    )
    assert printed(kernel.run(code)) in ("-1 ENOSYS", "-1 EPERM")


@pytest.mark.parametrize("family", ["AF_VSOCK", "AF_PACKET", "AF_ALG"])
def test_an_unusual_socket_is_refused(kernel, family):
    found = error(kernel.run(f"import socket\nsocket.socket(socket.{family}, 1)"))
    assert "Address family not supported" in found


def test_programs_are_compiled_for_both_processors():
    ours = {name: system_calls.programs(name) for name in ("X86_64", "AARCH64")}
    assert all(len(program) % 8 == 0 and program for made in ours.values() for program in made)
    assert ours["X86_64"] != ours["AARCH64"]


def test_what_students_use_works(kernel):
    """A shell, processes, threads, a pool, temporary files, sockets, a figure, and training."""
    code = (
        "import asyncio, concurrent.futures, socket, subprocess, tempfile\n"
        "import matplotlib.pyplot as plt, torch\n"
        "said = get_ipython().getoutput('echo shell')\n"
        "assert subprocess.run(['true']).returncode == 0\n"
        "with concurrent.futures.ProcessPoolExecutor(2) as pool:\n"
        "    assert list(pool.map(abs, [-1, -2])) == [1, 2]\n"
        "with tempfile.TemporaryFile() as file:\n    file.write(b'1')\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "socket.create_connection(server.getsockname()).close()\n"
        "loader = torch.utils.data.DataLoader(torch.arange(8), num_workers=2)\n"
        "figure = plt.figure()\nfigure.savefig('figure.png')\n"
        "print(said[0], sum(int(x) for x in loader))"
    )
    assert printed(kernel.run(code)).splitlines()[-1] == "shell 28"


# What is in reach --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        "import builtins\nbuiltins.max = builtins.isinstance = lambda *a: True",
        "import builtins\nfor name in ('len', '__import__', 'getattr'): delattr(builtins, name)",
        "import sys\nsys.stderr = None",
        "import sys\nsys.stdout = open('log.txt', 'w')\nsys.stdout.close()",
        "get_ipython().kernel.session = None",
        "get_ipython().kernel.iopub_socket = get_ipython().kernel.shell = None",
        "import sys\nsys.settrace(lambda *_: 1 / 0)\nsys.setprofile(lambda *_: 1 / 0)",
        "import json\njson.dumps = json.loads = None",  # it met the time limit
        "get_ipython().user_ns = {}",
        "get_ipython().user_module = type(__import__('re'))('x')",
    ],
)
def test_a_cell_that_breaks_pythons_own_functions_breaks_no_other(kernel, code):
    assert kernel.run(f"seven = 7\n{code}").limit is None
    ran = kernel.run("print(len([max(1, 2)]), seven)")
    assert printed(ran) == "1 7"  # a kernel may send it in pieces


# A cell that says it has ended and goes on.
SILENT = (
    "k = get_ipython().kernel\n"
    "idle = {'execution_state': 'idle'}\n"
    "k.session.send(k.iopub_socket, 'status', idle, parent=k.get_parent('shell'))\n"
    "__import__('time').sleep(60)"
)


def test_what_is_not_begun_says_that_the_kernel_was_kept_from_it():
    with Kernel(Limits()) as one:
        assert one.run(SILENT).limit is None
        assert one.run("print(1)", seconds=1).limit == "broken"


@pytest.mark.timeout(60)
def test_what_is_not_begun_is_not_waited_for_until_the_limit(monkeypatch):
    """That is three minutes, which two cells would take from all that follows."""
    monkeypatch.setattr(sandbox.kernel, "TO_BEGIN", 1)
    with Kernel(Limits()) as one:
        one.run(SILENT)
        assert one.run("print(1)").limit == "broken"


@pytest.mark.parametrize("asks", ["input('Your name? ')", "__import__('getpass').getpass()"])
def test_a_question_to_nobody_is_told_in_plain_words(kernel, asks):
    told = "NoInput: nobody types while a notebook is graded; write the value into the code"
    assert error(kernel.run(asks)).startswith(told)
    probe = session._probe('publish(\'[{"name": "f", "args": []}]\', "x")')
    [seen] = kernel.run(f"def f():\n    return {asks}\n{probe}").outputs
    assert '"status": "error"' in seen.data.x and "nobody types" in seen.data.x


def test_a_stream_that_works_is_left_alone(kernel):
    kernel.run("import io, sys\nkept, sys.stdout = sys.stdout, io.StringIO()\nprint('seen')")
    kernel.run("text, sys.stdout = sys.stdout.getvalue(), kept")
    assert printed(kernel.run("print(repr(text))")) == r"'seen\n'"


def test_the_lesson_and_the_grader_are_not_mounted():
    command = bubblewrap_command(Limits(), account())
    mounted = [command[i + 1] for i, word in enumerate(command) if word == "--ro-bind"]
    clone = str(demo.CLONE)
    assert clone not in mounted
    for private in ("lessons", "solutions", "hypergrader"):
        assert not any(os.path.join(clone, private).startswith(path + os.sep) for path in mounted)


def test_nothing_of_the_host_can_be_written():
    command = bubblewrap_command(Limits(), account())
    binds = {w for w in command if "bind" in w}
    assert binds == {"--ro-bind", "--dev-bind"}
    [at] = [i for i, word in enumerate(command) if word == "--dev-bind"]
    assert command[at + 1 : at + 3] == ["/dev/null", "/dev/zero"]


def test_students_code_never_runs_as_the_hosts_root(kernel):
    kernel.run("import subprocess\nsubprocess.Popen(['sleep', '20'])")
    found = kernel.accounts()
    assert len(found) == 1 and 0 not in found
    if os.geteuid() == 0:
        with pytest.raises(KeyError):
            pwd.getpwuid(*found)  # nobody else has it
    else:
        assert found == {os.geteuid()}


def test_two_kernels_of_root_have_no_rights_on_each_other(kernel):
    if os.geteuid() != 0:
        pytest.skip("an ordinary user has one account")
    code = (
        "from hypergrader.submission.sandbox import Kernel, Limits\n"
        "with Kernel(Limits()) as kernel:\n    print(*kernel.accounts())"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {int(ran.stdout)}.isdisjoint(kernel.accounts())


def test_the_kernels_settings_of_the_host_cannot_be_written(kernel):
    found = error(kernel.run("open('/proc/sys/kernel/core_pattern', 'r+')"))
    assert "Permission denied" in found or "Read-only" in found


def test_the_learners_files_are_a_copy(tmp_path):
    files = {"helper.py": b"value = 7\n", "data/deep/x.txt": b"1"}
    with Kernel(Limits(), files) as kernel:
        ran = kernel.run("import helper\nopen('helper.py', 'w').write('')\nprint(helper.value)")
        assert printed(ran) == "7"
        assert printed(kernel.run("print(open('data/deep/x.txt').read())")) == "1"
    assert kernel.notes == []


def test_names_that_lead_elsewhere_and_files_that_do_not_fit_are_notes():
    files = {
        "../out.py": b"",
        "/out.py": b"",
        "n" * 300: b"",
        "kept.py": b"",
        "big": b"0" * 70_000_000,
    }
    with Kernel(Limits(memory_mb=1000), files) as kernel:
        assert printed(kernel.run("import os\nprint(*sorted(os.listdir()))")) == "big kept.py"
    assert [note.split()[2][:5] for note in kernel.notes] == ["../ou", "/out.", "nnnnn"]
    with Kernel(Limits(memory_mb=200), files) as kernel:
        assert printed(kernel.run("import os\nprint(*os.listdir())")) == "kept.py"
    assert len(kernel.notes) == 4


@pytest.mark.parametrize("name", ["ipykernel_launcher.py", "IPython.py", "torch.py", "json.py"])
def test_a_file_with_a_modules_name_does_not_keep_the_kernel_from_starting(name):
    with Kernel(Limits(), {name: b"raise SystemExit(3)"}) as kernel:
        assert printed(kernel.run("print(1)")) == "1"
        assert printed(kernel.run("import os\nprint(*os.listdir())")) == name


def test_a_kernel_that_does_not_start_with_the_files_starts_without_them(monkeypatch):
    kernel = Kernel(Limits(), {"helper.py": b""})
    start = kernel._start

    def start_without_files_only(files):
        if files:
            raise KernelDidNotStart("as if")
        return start(files)

    monkeypatch.setattr(kernel, "_start", start_without_files_only)
    with kernel:
        assert printed(kernel.run("import os\nprint(os.listdir())")) == "[]"
    assert kernel.notes == ["the file helper.py could not be put beside it"]


def test_variables_of_the_grader_are_not_passed_on(monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    look = (
        "import glob\nprint(sorted(os.environ))\nfor path in glob.glob('/proc/*/environ'):\n"
        "    try:\n        print(open(path).read())\n    except OSError:\n        pass"
    )
    with Kernel(Limits()) as kernel:
        shown = printed(kernel.run("import os\n" + look))
    assert "HOME" in shown
    assert "SECRET_TOKEN" not in shown and "JPY_PARENT_PID" not in shown


# What is left ------------------------------------------------------------------------------------

STARTS_A_KERNEL = """
import sys, time
from hypergrader.submission.sandbox import Kernel, Limits
kernel = Kernel(Limits())
kernel.start()
kernel.run("import subprocess\\nsubprocess.Popen(['sleep', '{mark}'], start_new_session=True)")
print("started", flush=True)
time.sleep(100)
"""


def running(mark):
    """Return the processes that have `mark` among their arguments."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        if mark in (process.info["cmdline"] or []) and process.info["status"] != "zombie":
            found.append(process)
    return found


@contextmanager
def child_of_a_kernel(mark):
    """Yield a process that has started a kernel, in which a process with `mark` runs."""
    code = STARTS_A_KERNEL.replace("{mark}", mark)
    grader = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert grader.stdout.readline() == "started\n"
        assert len(running(mark)) == 1
        yield grader
    finally:
        grader.kill()
        grader.wait()
        grader.stdout.close()


def test_nothing_outlives_a_killed_grader():
    mark = f"98{time.time_ns() % 10**9}"
    with child_of_a_kernel(mark) as grader:
        grader.kill()
        grader.wait()
        _, alive = psutil.wait_procs(running(mark), timeout=30)
        assert not alive and not running(mark)


def test_nothing_outlives_a_kernel_that_is_stopped():
    mark = f"97{time.time_ns() % 10**9}"
    with Kernel(Limits()) as kernel:
        kernel.run(
            f"import subprocess\nsubprocess.Popen(['sleep', '{mark}'], start_new_session=True)"
        )
        assert len(running(mark)) == 1
    assert not running(mark)


def test_a_stopped_kernel_leaves_no_zombie():
    """In a container whose first process buries nobody, they would pile up to the limit of processes."""
    libc, child_subreaper = ctypes.CDLL(None, use_errno=True), 36
    before = {*psutil.Process().children(recursive=True)}
    assert libc.prctl(child_subreaper, 1, 0, 0, 0) == 0  # orphans come to us
    try:
        with Kernel(Limits()) as kernel:
            kernel.run(
                "import subprocess\nsubprocess.Popen(['sleep', '60'], start_new_session=True)"
            )
        left = {p for p in psutil.Process().children(recursive=True) if p.name() == "bwrap"}
    finally:
        libc.prctl(child_subreaper, 0, 0, 0, 0)
    assert not left - before


def test_a_sandbox_that_ends_as_it_is_ready_is_one_that_did_not_start(monkeypatch):
    def gone(self, *arguments):
        raise FileNotFoundError("/proc")

    with Kernel(Limits()):  # the first one opens what stays open
        pass
    gc.collect()  # what other tests have left
    threads, descriptors = {*threading.enumerate()}, len(os.listdir("/proc/self/fd"))
    monkeypatch.setattr(Inside, "usage", gone)
    with pytest.raises(KernelDidNotStart, match="/proc"):
        Kernel(Limits()).start()
    gc.collect()
    assert {*threading.enumerate()} <= threads
    assert len(os.listdir("/proc/self/fd")) <= descriptors


def test_nobody_looks_into_a_sandbox_that_is_closed(monkeypatch):
    """Its descriptors would be those of another sandbox by then, which would be killed in its place."""
    looking, really = threading.Event(), Inside.usage

    def slowly(self, *arguments):
        if threading.current_thread() is not threading.main_thread():
            looking.set()
            time.sleep(1)
        return really(self, *arguments)

    monkeypatch.setattr(Inside, "usage", slowly)
    before = {*threading.enumerate()}
    with Kernel(Limits()):
        assert looking.wait(30)
    assert {*threading.enumerate()} <= before


def test_a_kernel_that_was_stopped_runs_nothing():
    kernel = Kernel(Limits())
    kernel.start()
    kernel.stop()
    assert kernel.run("1").limit == "died"


@pytest.mark.parametrize(("parent", "content"), [("[1, 2]", "{}"), ("{}", "[1]"), ("3", "'x'")])
def test_a_message_of_another_form_ends_its_kernel_only(parent, content):
    code = (
        "import json\nkernel = get_ipython().kernel\nsession = kernel.session\n"
        f"parts = [session.msg_header('stream'), {parent}, {{}}, {content}]\n"
        "frames = [json.dumps(part, default=str).encode() for part in parts]\n"
        "kernel.iopub_socket.send_multipart([b'stream', b'<IDS|MSG>', session.sign(frames), *frames])"
    )
    with Kernel(Limits()) as kernel:
        assert kernel.run(code).limit == "died"


def test_a_kernel_leaves_no_folder_descriptor_process_or_mount():
    def state():
        tmp = {f.name for f in Path("/tmp").iterdir() if f.name.startswith("hyperlib")}
        # Other tests let orphans become children of this process; those that have ended do not count.
        alive = {p for p in psutil.Process().children(recursive=True) if lives(p)}
        return tmp, alive, len(os.listdir("/proc/self/fd")), Path("/proc/mounts").read_text()

    with Kernel(Limits()) as kernel:  # the first one opens what stays open
        kernel.run("1")
    before = state()
    for _ in range(2):
        with Kernel(Limits(), {"a.py": b""}) as kernel:
            kernel.run("import os\nos.makedirs('/'.join('d' * 50))\nos.chmod('d', 0)")
    after = state()
    assert after[2:] == before[2:]
    assert not after[1] - before[1]  # an orphan of another test may have ended meanwhile
    assert after[0] <= before[0] | {
        f.name for f in Path("/tmp").glob("hyperlib-kernel-*") if locked(f)
    }


def lives(process):
    """Return whether a process has not ended."""
    with suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE
    return False


def locked(folder):
    """Return whether somebody else's process holds the lock of a folder."""
    return folder not in leftovers(older_than=0)


def deep(folder, depth):
    """Make folders in folders, deeper than a path can be long, and leave the innermost closed."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("d" * 50, dir_fd=here)
        inner = os.open("d" * 50, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)


def test_a_folder_of_any_depth_is_removed(tmp_path):
    target = tmp_path / "target"
    target.mkdir()
    deep(target, 1500)
    (target / "closed").mkdir(mode=0)
    (target / "link").symlink_to(tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").write_text("1", encoding="utf-8")
    remove(target)
    assert not target.exists()
    assert (tmp_path / "kept" / "file").exists()


def test_removal_never_raises(tmp_path):
    remove(tmp_path / "absent")
    (tmp_path / "file").write_text("1", encoding="utf-8")
    remove(tmp_path / "file")
    (tmp_path / "link").symlink_to(tmp_path)
    remove(tmp_path / "link")
    assert (tmp_path / "file").exists() and (tmp_path / "link").is_symlink()


def test_the_folder_of_a_killed_process_is_found_and_removed():
    code = (
        "import os, signal\nfrom hypergrader.submission.sandbox import OwnFolder\n"
        "print(OwnFolder().__enter__(), flush=True)\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    folder = Path(ran.stdout.strip())
    assert folder.is_dir() and folder in leftovers(older_than=0)
    assert folder not in leftovers()  # it may be one that is being made
    os.utime(folder, (0, 0))
    with OwnFolder() as mine:
        os.utime(mine, (0, 0))
        remove_leftovers()
        assert mine.is_dir() and not folder.exists()


# Without it, nothing -----------------------------------------------------------------------------


def test_without_bubblewrap_nothing_is_graded(tmp_path, monkeypatch):
    lesson = "00_start_here"
    course = demo.Course(tmp_path / "course")
    course.run("generate_assignment", lesson, "--force")
    folder = course.folder / "submitted" / "ada" / lesson
    folder.mkdir(parents=True)
    shutil.copy(demo.CLONE / "notebooks" / lesson / f"{lesson}.ipynb", folder)
    # A PATH with everything that grading needs but bwrap.
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("python", "alembic"):
        (tools / name).symlink_to(shutil.which(name, path=course.environment["PATH"]))
    course.environment["PATH"] = str(tools)
    said = course.run("autograde", lesson, check=False)
    assert "cannot grade safely, so nothing was graded" in said
    assert "apt-get install bubblewrap" in said
    assert not (course.folder / "autograded" / "ada").exists()


def test_other_systems_are_refused(monkeypatch):
    monkeypatch.setattr(sandbox.selftest.sys, "platform", "darwin")
    assert not probe().ok
    assert "needs Linux" in str(probe())


# What is private ----------------------------------------------------------------------------------

LOOK = """
import os
print(os.listdir({0!r}), os.access({0!r}, os.W_OK))
try:
    open({0!r} + "/mine", "w")
except OSError:
    print("read-only")
"""


def test_a_private_folder_inside_pythons_own_is_empty_and_read_only():
    """By default nbgrader's exchange lies below /usr, which is shown."""
    with tempfile.TemporaryDirectory(dir=sys.prefix) as folder:
        Path(folder).chmod(0o755)
        (Path(folder) / "of_a_classmate.ipynb").write_text("{}", encoding="utf-8")
        with Kernel(Limits()) as kernel:
            assert "of_a_classmate" in printed(kernel.run(LOOK.format(folder)))
        with Kernel(Limits(private=(folder,))) as kernel:
            assert printed(kernel.run(LOOK.format(folder))) == "[] False\nread-only"


def test_of_a_folder_that_is_pythons_own_and_private_only_what_python_needs_is_shown():
    with Kernel(Limits(private=(sys.prefix, str(demo.CLONE), "/no/such/folder"))) as kernel:
        ran = kernel.run(f"import os, numpy, hyperlib\nprint(os.listdir({sys.prefix!r}))")
    shown = set(printed(ran).translate(str.maketrans("", "", "[]',\n")).split())
    assert {"bin", "lib"} <= shown <= {*bubblewrap._PARTS}


def test_what_python_needs_is_shown_inside_a_private_folder_too(tmp_path, monkeypatch):
    course, package = tmp_path / "course", tmp_path / "course" / "hyperlib"
    package.mkdir(parents=True)
    monkeypatch.setattr(bubblewrap, "PACKAGE", package)
    assert not bubblewrap._places({str(course)}).keys() & {str(course), str(tmp_path)}
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    places = bubblewrap._places({str(course)})
    assert [places[str(place)] for place in (tmp_path, course, package)] == [True, False, True]
