"""Run an instructor's command: ``python -m hypergrader COMMAND``, in the folder of a course."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypergrader.course.folder import CommandError, CourseFolder, read_class, start_course
from hypergrader.tables import count, printable, show_table, write_csv

NAME = "hyperlib-grading"
ABOUT = """\
Commands for instructors, beyond nbgrader's own. Run them where nbgrader_config.py stands.
`python -m hypergrader` and `hyperlib-grading` are the same.
"""


def _new(options: argparse.Namespace) -> int:
    folder = Path(options.folder).expanduser().resolve()
    made = start_course(folder, exchange=options.exchange)
    print(f"{folder}: {'made' if made else 'is a course already; nothing was changed'}")
    if options.exchange and not made:
        raise CommandError(f"set c.Exchange.root in {folder / 'nbgrader_config.py'} yourself")
    return 0


def _report(folder: CourseFolder, options: argparse.Namespace) -> int:
    from hypergrader.course import report

    made = report.build(folder, options.lesson, share=options.similar)
    print(made)
    if options.csv:
        report.write_items(made, options.csv)
    if options.html:
        report.write_page(made, options.html)
    return 0


def _scoreboard(folder: CourseFolder, options: argparse.Namespace) -> int:
    from hypergrader.course import scoreboard

    rows = scoreboard.rows(folder, options.lesson, options.names)
    scoreboard.write(options.lesson, rows, options.to)
    print(f"{options.to}: {count(len(rows), 'row')}")
    return 0


def _zip(folder: CourseFolder, options: argparse.Namespace) -> int:
    from hypergrader.course import handout

    files = handout.collect(folder)
    handout.write(files, options.to)
    notebooks = sum(name.endswith(".ipynb") for name in files)
    print(f"{options.to}: {count(notebooks, 'notebook')}, {count(len(files), 'file')}")
    return 0


def _import(folder: CourseFolder, options: argparse.Namespace) -> int:
    from hypergrader.course import collect

    taken = collect.take_in(
        folder,
        options.lesson,
        options.path,
        pattern=options.pattern,
        force=options.force,
        dry_run=options.dry_run,
    )
    print(show_table(taken.table(), width=130))
    if not taken.rows:
        print(f"there is no file in {printable(options.path)}; try to download it again")
    good = taken.count("new", "replaced", "unchanged", "would be new", "would be replaced")
    held = taken.count("kept")
    print(
        f"\n{count(good, 'submission')}, {held} kept as they were, {taken.count('skipped')} skipped"
    )
    return 0 if good and not held else 1


def _feedback(folder: CourseFolder, options: argparse.Namespace) -> int:
    from hypergrader.course import handout

    pages = handout.feedback(folder, options.lesson, options.like)
    handout.write(pages, options.to, top="")
    print(f"{options.to}: {count(len(pages), 'page')}, one for each student")
    return 0


def _export(folder: CourseFolder, options: argparse.Namespace) -> int:
    from hypergrader.course import export

    grades = export.read_grades(folder)
    if options.lesson:
        if unknown := [lesson for lesson in options.lesson if lesson not in grades.lessons]:
            told = f"no lesson {unknown[0]!r} in the gradebook; expected one of: "
            raise CommandError(told + ", ".join(grades.lessons))
        kept = {name: points for name, points in grades.lessons.items() if name in options.lesson}
        grades = replace(grades, lessons=kept)
    if options.kind == "canvas":
        made = export.canvas(grades, options.roster)
    else:
        made = export.moodle(grades, options.roster, options.feedback)
    write_csv(options.to, made.rows, delimiter=made.delimiter)
    for warning in made.warnings:
        print(f"warning: {printable(warning)}", file=sys.stderr)
    print(
        f"{options.to}: {count(len(grades.lessons), 'lesson')}, {count(len(made.rows) - 1, 'row')}"
    )
    return 1 if made.warnings else 0


def _doctor(folder: CourseFolder, options: argparse.Namespace) -> int:
    from hypergrader.course import doctor

    checks = doctor.examine(folder)
    rows = [["what", "status", "found"], *[[c.name, c.status, c.message] for c in checks]]
    print(show_table(rows, width=200))
    bad = doctor.unsafe(checks)
    print("\nNot safe to grade here." if bad else "\nSafe to grade here.")
    return 1 if bad else 0


def _regrade(folder: CourseFolder, options: argparse.Namespace) -> int:
    from hypergrader.course import doctor, regrade

    lesson, status = options.lesson, 0
    if options.compare_only:
        old = regrade.read_old(options.compare_only, lesson)
    else:
        if changed := doctor.stale(folder, lesson):
            raise CommandError(
                f"the gradebook has an older form of {', '.join(changed)}; "
                f"try `nbgrader generate_assignment {lesson} --force` first"
            )
        kept = regrade.keep(folder, lesson)
        old = regrade.read_old(kept, lesson)
        status = regrade.autograde(folder, lesson)
    new, unread = read_class(folder.step("autograded", lesson))
    changes = regrade.compare(old, new)
    header = regrade.HEADER
    rows = [[*row[:5], f"{row[5]:+g}", row[6]] for row in (change.row() for change in changes)]
    if rows:
        print(show_table([header, *rows], right=[5], width=44))
        moved = [[s, f"{a:g}", f"{b:g}", f"{d:+g}"] for s, a, b, d in regrade.totals(old, new)]
        if moved:
            print("\n" + show_table([["student", "old", "new", "delta"], *moved], right=[1, 2, 3]))
    students = len({change.student for change in changes})
    sum_of = sum(change.delta for change in changes)
    print(
        f"\n{count(len(new), 'student')} compared: {count(students, 'student')} changed, "
        f"{count(len(changes), 'verdict')}, {sum_of:+g} points in all"
    )
    if changes and not options.compare_only:
        print(f"The pages are older: `nbgrader generate_feedback {lesson}` writes them anew")
    gone, added = regrade.missing(old, new)
    for text, names in (("not graded this time", [*gone, *unread]), ("graded first now", added)):
        if names:
            print(f"{text}: {printable(', '.join(sorted(set(names))))}")
    if options.csv:
        write_csv(options.csv, [header, *[change.row() for change in changes]])
    if not options.compare_only:
        if status or gone or unread:
            print(f"the old verdicts stay in {kept}", file=sys.stderr)
        else:
            regrade.forget(folder, lesson)
    return 1 if status or gone or unread else 0


def _replay(folder: CourseFolder, options: argparse.Namespace) -> int:
    from nbgrader.converters.base import NbGraderException

    from hypergrader.course import replay

    try:
        rows, evidence = replay.replay(folder, options.lesson, options.student)
    except NbGraderException as error:
        raise CommandError(str(error)) from error
    print(show_table([replay.HEADER, *rows], width=60))
    if options.show:
        print("\nHidden checks; do not hand this on:")
        print("\n".join(map(str, evidence)) or "this lesson has none")
    changed = sum(row[2] != row[3] for row in rows)
    print(f"\n{count(len(rows), 'verdict')} replayed, {changed} changed")
    return 1 if changed else 0


def _extend(folder: CourseFolder, options: argparse.Namespace) -> int:
    from nbgrader.api import MissingEntry

    lesson, student, days = options.lesson, options.student, options.days
    if not 0 <= days <= 3650:  # NaN is not, either
        raise CommandError(f"DAYS must be from 0 to 3650, got {days:g}; 0 takes an extension back")
    with folder.gradebook() as book:
        try:
            if book.find_assignment(lesson).duedate is None:
                raise CommandError(
                    f"{lesson} has no due date, from which more time could be counted; nothing was changed; try "
                    f"`nbgrader db assignment add {lesson} --duedate=...` first"
                )
            book.find_student(student)
            book.grant_extension(lesson, student, days=days)
        except MissingEntry as problem:
            raise CommandError(
                f"{problem}; nothing was changed; expected a student whose submission is graded; try "
                f"`nbgrader autograde {lesson}` first"
            ) from problem
        due = book.find_submission(lesson, student).duedate
    print(
        f"{lesson} of {student} is due {due:%Y-%m-%d %H:%M} UTC; `nbgrader autograde {lesson}` counts it"
    )
    return 0


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog=NAME, description=ABOUT, formatter_class=plain)
    parser.add_argument(
        "--course-dir", metavar="FOLDER", default=".", help="folder of the course (this one)"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(
        name: str, run, about: str, *examples: str, lesson: bool = True
    ) -> argparse.ArgumentParser:
        epilog = "examples:\n" + "\n".join(f"  {NAME} {example}" for example in examples)
        added = commands.add_parser(
            name, help=about, description=about, epilog=epilog, formatter_class=plain
        )
        added.set_defaults(run=run, command=name)
        if lesson:
            added.add_argument("lesson", metavar="LESSON", help="name, such as 00_start_here")
        return added

    one = command(
        "new", _new, "Make a private folder for a course of your own.",
        "new ~/hyperparameters-course",
        "new ~/hyperparameters-course --exchange /srv/exchange", lesson=False,
    )  # fmt: skip
    one.add_argument("folder", metavar="FOLDER", help="outside of the clone")
    one.add_argument("--exchange", metavar="FOLDER", help="where students fetch and submit")

    one = command(
        "doctor", _doctor, "Tell whether this computer can grade safely; exit status 1 if not.",
        "doctor", lesson=False,
    )  # fmt: skip

    one = command(
        "import", _import, "Take in a folder or a zip of an LMS's downloads.",
        "import 00_start_here submissions.zip --dry-run",
        "import 00_start_here submissions.zip",
        r"import 00_start_here folder --pattern 'lab1_(?P<student>\w+)\.ipynb'",
    )  # fmt: skip
    one.add_argument("path", metavar="PATH", help="folder or zip")
    one.add_argument("--pattern", metavar="REGEX", help="has a group `student`; for other names")
    one.add_argument("--force", action="store_true", help="replace submissions that differ")
    one.add_argument("--dry-run", action="store_true", help="only print what would be done")

    one = command(
        "report", _report, "Show how the class did: checks, wrong answers, points, likenesses.",
        "report 00_start_here",
        "report 00_start_here --csv checks.csv --html report.html",
    )  # fmt: skip
    one.add_argument("--csv", metavar="FILE", help="also write one row for each check")
    one.add_argument("--html", metavar="FILE", help="also write the report as a page")
    one.add_argument(
        "--similar", metavar="SHARE", type=float, default=0.8,
        help="least share of uncommon fingerprints for a pair to be shown, in (0, 1] (0.8)",
    )  # fmt: skip

    one = command(
        "regrade", _regrade, "Grade all again after a check was corrected; say who changed and why.",
        "regrade 00_start_here --csv changes.csv",
        "regrade 00_start_here --compare-only old-autograded",
    )  # fmt: skip
    one.add_argument("--csv", metavar="FILE", help="also write the changed verdicts")
    one.add_argument(
        "--compare-only", metavar="FOLDER", help="grade nothing; compare with this copy"
    )

    one = command(
        "replay", _replay, "Decide one submission again with its recorded seeds, and compare.",
        "replay 00_start_here ada",
        "replay 00_start_here ada --show",
    )  # fmt: skip
    one.add_argument("student", metavar="STUDENT", help="nbgrader id of the student")
    one.add_argument(
        "--show", action="store_true",
        help="also print what hidden checks gave, expected and got",
    )  # fmt: skip

    one = command(
        "extend", _extend, "Give one student more time, counted from the due date of all.",
        "extend 00_start_here ada 2",
        "extend 00_start_here ada 0",
    )  # fmt: skip
    one.add_argument("student", metavar="STUDENT", help="nbgrader id of the student")
    one.add_argument("days", metavar="DAYS", type=float, help="such as 2 or 0.5; 0 takes it back")

    one = command(
        "feedback", _feedback, "Make a zip of the feedback pages, to send where no exchange is.",
        "feedback 00_start_here --to feedback.zip",
        "feedback 00_start_here --like submissions.zip",
    )  # fmt: skip
    one.add_argument("--like", metavar="PATH", help="name pages like the files that were imported")
    one.add_argument("--to", metavar="FILE", default="feedback.zip", help="file to write")

    one = command(
        "export", _export, "Write the grades as a CSV that Canvas or Moodle imports.",
        "export --to grades.csv --for canvas --roster canvas-gradebook.csv",
        "export --to grades.csv --for moodle --feedback", lesson=False,
    )  # fmt: skip
    one.add_argument("--to", metavar="FILE", required=True, help="file to write")
    one.add_argument("--for", dest="kind", choices=("canvas", "moodle"), required=True)
    one.add_argument("--roster", metavar="CSV", help="a file that the LMS exported")
    one.add_argument(
        "--lesson", action="append", metavar="LESSON", help="only this one; may repeat"
    )
    one.add_argument("--feedback", action="store_true", help="Moodle: points of each exercise")

    one = command(
        "scoreboard", _scoreboard, "Make a page to project: what the class reached in a lab.",
        "scoreboard 16_capstone --to scoreboard.html",
        "scoreboard 16_capstone --names nicknames.csv",
    )  # fmt: skip
    one.add_argument("--to", metavar="FILE", default="scoreboard.html", help="file to write")
    one.add_argument(
        "--names", metavar="FILE",
        help="CSV with the columns id and name, or `gradebook`; numbers without it",
    )  # fmt: skip

    one = command(
        "zip", _zip, "Make the zip that students get: notebooks and environment, no solutions.",
        "zip --to hyperparameters.zip", lesson=False,
    )  # fmt: skip
    one.add_argument("--to", metavar="FILE", default="hyperparameters.zip", help="file to write")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 look at it, 2 nothing done."""
    options = build_parser().parse_args(argv)
    said = io.StringIO()  # so that all is done before `... | head` closes its end
    try:
        try:
            with contextlib.redirect_stdout(said):
                if options.run is _new:
                    return _new(options)
                return options.run(CourseFolder(options.course_dir), options)
        finally:
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.reconfigure(errors="backslashreplace")  # it may lack letters of a name
            print(said.getvalue(), end="", flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left would fail again at the end
        return 0
    except KeyboardInterrupt:
        print(f"{NAME} {options.command}: interrupted; call it again", file=sys.stderr)
        return 130
    except (CommandError, OSError) as error:
        told = "; expected a place that is there, with the right to write and room in it"
        told = printable(error) + told * isinstance(error, OSError)
        print(f"{NAME} {options.command}: {told}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
