"""What tests/test_worker.py lets a worker do in place of grading."""

from hypergrader.submission.task import Graded, Task
from tests import worker_tasks


def by_notebook(text):
    """Grade as `hypergrader.submission.grade.grade_json` does, but do what the notebook's name says."""
    name = Task.from_json(text).notebook
    if name == "hungry":
        return worker_tasks.hungry("500")
    if name == "end":
        return worker_tasks.end(text)
    return Graded("ada", "lesson", name, "{}", (), None, 0.0).to_json()
