"""Run nbgrader's own tests of autograde under this course's grading, and list each deviation."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
SUITE = "nbgrader.tests.apps.test_nbgrader_autograde"
ALWAYS = "a submission that plain nbgrader fails on is repaired, or graded 0 with the reason"
KERNEL = "the kernel is the grader's own; what a notebook says about kernels is not followed"
MISSING = "a notebook that was not handed in is there, graded 0 with the reason"
# Test of the suite -> why this course's grading does something else.
DEVIATIONS = {
    "test_side_effects": "what student code writes stays in the sandbox and is not copied out",
    "test_grade_empty_timestamp": "a timestamp.txt that is no date is a note, and the submission is graded",
    "test_handle_failure": ALWAYS,
    "test_handle_failure_single_notebook": ALWAYS,
    "test_missing_source_kernelspec": KERNEL,
    "test_incorrect_source_kernelspec": KERNEL,
    "test_filter_notebook": MISSING,
    "test_missing_files": MISSING,
    "test_grade_missing_notebook": MISSING,
    "test_no_execute": "every submission is run: the verdict comes from running, not from stored outputs",
    "test_autograde_timeout": "the limits are c.SafeAutograde.limits, not c.Execute.timeout",
}


@pytest.mark.timeout(1500)
def test_nbgraders_own_tests_pass_but_for_the_listed_deviations(tmp_path, capsys):
    here = Path(__file__).parent
    paths = [str(here), str(here.parent), os.environ.get("PYTHONPATH", "")]
    report = tmp_path / "report.xml"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "nbgrader_plugin", "-p", "no:cacheprovider"]
        + ["--pyargs", SUITE, f"--junitxml={report}"],
        cwd=tmp_path,  # so that this course's own pytest settings do not apply
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(p for p in paths if p),
            # nbgrader calls alembic, which is beside this Python.
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        },
        capture_output=True,
        text=True,
    )
    assert report.exists(), done.stdout[-3000:] + done.stderr[-3000:]
    outcomes = {}
    for case in ElementTree.parse(report).iter("testcase"):
        failed = case.find("failure") is not None or case.find("error") is not None
        skipped = case.find("skipped") is not None
        outcomes[case.get("name")] = "failed" if failed else "skipped" if skipped else "passed"
    failed = {name for name, outcome in outcomes.items() if outcome == "failed"}
    with capsys.disabled():
        passed = sum(outcome == "passed" for outcome in outcomes.values())
        print(f"\n  nbgrader's own tests: {passed} passed, {len(failed)} deviations:")
        for name in sorted(failed):
            print(f"    {name}: {DEVIATIONS.get(name.split('[')[0], 'NOT EXPECTED')}")
    assert len(outcomes) >= 40
    assert failed == set(DEVIATIONS), done.stdout[-6000:]
