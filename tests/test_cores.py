"""Quotas of containers count as cores, in both versions of Linux's control groups."""

import os

import pytest

from hyperlib.cores import available_cores

ALL = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


@pytest.fixture
def process(tmp_path):
    """Return a function that lays out a process and its control groups as the kernel shows them."""

    def lay(kind, group, root="/", options="rw", files=None):
        folder = tmp_path / "groups"
        folder.mkdir()
        for name, text in (files or {}).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text + "\n", encoding="utf-8")
        me = tmp_path / "self"
        me.mkdir()
        (me / "cgroup").write_text(group + "\n", encoding="utf-8")
        line = f"30 20 0:26 {root} {folder} rw,nosuid shared:4 - {kind} {kind} {options}\n"
        (me / "mountinfo").write_text(
            "20 1 8:1 / / rw - ext4 /dev/sda rw\n" + line, encoding="utf-8"
        )
        return me

    return lay


def test_a_quota_of_version_2_counts(process):
    files = {"job/cpu.max": "100000 100000"}
    assert available_cores(process("cgroup2", "0::/job", files=files)) == 1


def test_a_quota_around_the_own_group_counts(process):
    files = {"pod/cpu.max": "50000 100000", "pod/job/cpu.max": "max 100000"}
    assert available_cores(process("cgroup2", "0::/pod/job", files=files)) == 1


def test_a_part_of_a_core_counts_as_one(process):
    files = {"cpu.max": "150000 100000"}
    assert available_cores(process("cgroup2", "0::/", files=files)) == min(2, ALL)


def test_without_a_quota_all_cores_count(process):
    files = {"job/cpu.max": "max 100000"}
    assert available_cores(process("cgroup2", "0::/job", files=files)) == ALL


def test_more_quota_than_cores_changes_nothing(process):
    files = {"cpu.max": "99900000 100000"}
    assert available_cores(process("cgroup2", "0::/", files=files)) == ALL


def test_a_quota_of_version_1_counts(process):
    files = {"cpu.cfs_quota_us": "100000", "cpu.cfs_period_us": "100000"}
    # Docker shows the path outside of the container, and mounts its own group as the root.
    me = process("cgroup", "4:cpu,cpuacct:/docker/ab", "/docker/ab", "rw,cpu,cpuacct", files)
    assert available_cores(me) == 1


def test_version_1_without_a_quota(process):
    files = {"cpu.cfs_quota_us": "-1", "cpu.cfs_period_us": "100000"}
    assert available_cores(process("cgroup", "4:cpu:/", "/", "rw,cpu", files)) == ALL


def test_a_group_that_is_mounted_from_elsewhere(process):
    files = {"cpu.max": "100000 100000"}
    assert available_cores(process("cgroup2", "0::/../other", "/pod", files=files)) == 1


def test_another_controller_has_no_say(process):
    files = {"cpu.cfs_quota_us": "1000", "cpu.cfs_period_us": "100000"}
    assert available_cores(process("cgroup", "5:memory:/", "/", "rw,memory", files)) == ALL


def test_a_system_without_proc_has_no_quota(tmp_path):
    assert available_cores(tmp_path) == ALL
