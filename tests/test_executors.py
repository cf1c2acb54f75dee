"""Tiles of a sweep give the same rows wherever they are computed, also when a worker is lost.

Ray has no package for every system and Python; its tests run where the test extra installs it.
"""

import os
import platform
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import hyperlib as h

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow
H = h.Hyperparameters
# Enough work that a worker can be lost in the middle: four groups, some seconds altogether.
CONFIGS = h.grid(
    H(n_neurons=(24, 12), epochs=6, batch_size=16),
    optimizer=["adam", "sgd"],
    activation=["relu", "tanh"],
    lr=[0.003, 0.01],
    dropout=[0.0, 0.2],
)
CONFIGS[0] = CONFIGS[0].replace(shift=1, rotation=10, input_noise=0.1, label_smoothing=0.1)


@pytest.fixture(scope="module")
def digits():
    return h.load_mnist().subset(1000)


@pytest.fixture(scope="module")
def here(digits):
    return numbers(h.sweep(CONFIGS, digits, seeds=[0, 1]))


def numbers(found):
    """Return what was measured, in the order of the table, without the times."""
    names = ("configuration", "seed", "epoch", "train_loss", "val_loss", "val_accuracy")
    return [[row[name] for name in names] for row in found.rows]


def assert_same(ours, theirs):
    assert len(ours) == len(theirs)
    for a, b in zip(ours, theirs):
        assert a[:3] == b[:3]
        # Lanes of another tile are rounded in another order; an accuracy moves by single digits.
        assert a[3:5] == pytest.approx(b[3:5], rel=1e-3)
        assert a[5] == pytest.approx(b[5], abs=0.005)


class Killing:
    """Kill a process, found by a function, once the first tile of a sweep is in its file."""

    def __init__(self, find, file):
        self.find, self.file, self.killed = find, file, []
        self.thread = threading.Thread(target=self._kill, daemon=True)

    def _kill(self):
        until = time.monotonic() + 120
        while not (self.file.exists() and self.file.stat().st_size) and time.monotonic() < until:
            time.sleep(0.02)
        while not (found := self.find()) and time.monotonic() < until:
            time.sleep(0.02)
        for pid in found[:1]:
            os.kill(pid, signal.SIGKILL)
            self.killed.append(pid)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.thread.join()


kills = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")


def test_loky_gives_the_same_rows(digits, here):
    pytest.importorskip("joblib")
    assert_same(numbers(h.sweep(CONFIGS, digits, seeds=[0, 1], executor="loky")), here)


@pytest.fixture
def cluster():
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options, silence_logs=50) as cluster:
        with distributed.Client(cluster) as client:
            yield client


@pytest.mark.filterwarnings("ignore")  # distributed tells about its worker's end in several ways
def test_dask_gives_the_same_rows(digits, here, cluster):
    assert_same(numbers(h.sweep(CONFIGS, digits, seeds=[0, 1], executor=cluster)), here)


@kills
@pytest.mark.filterwarnings("ignore")
def test_dask_does_the_tiles_of_a_killed_worker_again(digits, here, cluster, tmp_path):
    pids, file = list(cluster.run(os.getpid).values()), tmp_path / "sweep.jsonl"
    with Killing(lambda: pids, file) as killing:
        found = h.sweep(CONFIGS, digits, seeds=[0, 1], executor=cluster, file=file)
    assert killing.killed
    assert_same(numbers(found), here)


@pytest.fixture(scope="module")
def ray_cluster():
    ray = pytest.importorskip("ray")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    yield ray
    ray.shutdown()


@pytest.mark.filterwarnings("ignore")
def test_ray_gives_the_same_rows(digits, here, ray_cluster):
    assert_same(numbers(h.sweep(CONFIGS, digits, seeds=[0, 1], executor="ray")), here)


@kills
@pytest.mark.filterwarnings("ignore")
def test_ray_does_the_tiles_of_a_killed_worker_again(digits, here, ray_cluster, tmp_path):
    def workers():
        import psutil

        children = psutil.Process().children(recursive=True)
        # Ray names a process after the task that it is at.  Others serve Ray itself.
        names = {p.pid: " ".join(p.cmdline()) for p in children}
        return [pid for pid, name in names.items() if name.startswith("ray::_in_process")]

    file = tmp_path / "sweep.jsonl"
    with Killing(workers, file) as killing:
        found = h.sweep(CONFIGS, digits, seeds=[0, 1], executor="ray", file=file)
    assert killing.killed
    assert_same(numbers(found), here)


FAULTS = """
import resource, torch
from hyperlib.sweeps import executors

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(50):
        torch.ones(2**19)  # two megabytes, 512 pages
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

faults()
before = faults()
executors._keep_freed_memory()
faults()
print(before, faults())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a setting of glibc")
def test_a_worker_that_dask_started_keeps_freed_memory():
    told = os.environ | {"MALLOC_TRIM_THRESHOLD_": "65536"}
    run = subprocess.run(
        [sys.executable, "-c", FAULTS], env=told, cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    before, after = map(int, run.stdout.split())
    assert before > 50 * 100  # each time the system gave new pages, 512 or a few large ones
    assert after < before / 10
