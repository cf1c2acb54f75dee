"""Settings of every course that teaches these lessons: the source is solutions/ of this clone.

A course is a private folder, outside of the clone, whose own nbgrader_config.py says

    load_subconfig("/path/to/the/clone/nbgrader_config.py")

It holds release/, submitted/, autograded/, feedback/ and gradebook.db.  `hyperlib-grading new FOLDER`
makes one.
"""

import os
from pathlib import Path

from nbgrader import preprocessors as nb

from hypergrader import autograde
from hypergrader.course import feedback
from hypergrader.release import STUB, FinishRelease

c = get_config()  # noqa: F821  (nbgrader defines it)
clone = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "hyperparameters"
c.CourseDirectory.source_directory = str(clone / "solutions")
# The course's own folder, never notebooks/ of the clone: people work and save there.
c.CourseDirectory.release_directory = "release"

# Where release, fetch, submit and collect meet. A class on one server names its own folder.
c.Exchange.root = os.environ.get("NBGRADER_EXCHANGE", str(clone / "exchange"))
c.Exchange.path_includes_course = False

# The student version.
c.ClearSolutions.code_stub = {"python": STUB}
c.GenerateAssignment.preprocessors = [
    nb.IncludeHeaderFooter,
    nb.InstantiateTests,
    nb.LockCells,
    nb.ClearSolutions,
    FinishRelease,
    nb.ClearOutput,
    nb.CheckCellMetadata,
    nb.ComputeChecksums,
    nb.SaveCells,
    nb.ClearHiddenTests,
    nb.ClearMarkScheme,
    nb.ComputeChecksums,
    nb.CheckCellMetadata,
]

# Grading: each submission in a sandbox, several at once, the checks outside of it.
autograde.install()
c.SafeAutograde.lessons = str(clone / "lessons")
# What one submission may use; the names and defaults are those of hypergrader.submission.sandbox.Limits.
c.SafeAutograde.limits = {"cell_seconds": 60, "total_seconds": 300, "memory_mb": 2048}

# What students wrote is shown by pages of our own, in which nothing of it runs.
feedback.install()
c.ExchangeFactory.release_feedback = feedback.ReleaseFeedback
# The page of a submission in formgrader, which is made with these settings.
c.HTMLExporter.template_name = "submission"
c.HTMLExporter.extra_template_basedirs = c.HTMLExporter.extra_template_paths = (
    feedback.template_folders()
)
c.HTMLExporter.filters = {
    "markdown2html": "hypergrader.course.pages.markdown_html",
    "highlight_code": "hypergrader.course.pages.code_html",
}

# Demonstrations train for up to a minute and no check needs them: Validate and autograde skip them.
c.Execute.skip_cells_with_tag = "demonstration"
# A lesson trains networks for seconds; the default limit of 30 s a cell is too near.
c.Execute.timeout = 120
# The default waits 2.5 to 3.5 s for a kernel that has nothing left to say.
c.Execute.shutdown_kernel = "immediate"
