"""Write the pages that tell how the checks were tested: docs/check-table.md, docs/misconceptions.md."""

from __future__ import annotations

from collections.abc import Sequence

from hypergrader.bank.exercise import Exercise
from hypergrader.bank.judge import MANY_SEEDS, SEEDS, Findings, share


def check_table(found: Sequence[Findings]) -> str:
    """Return the Markdown of docs/check-table.md."""
    lines = [
        "# How the checks were tested",
        "",
        "Made by `python -m hypergrader.bank`; do not edit.",
        "",
        f"Every answer is judged over {len(SEEDS)} seeds of the hidden checks, and over "
        f"{len(MANY_SEEDS)} where the visible checks do not notice a mistake.",
        "*Accepted*: right answers that get full points.",
        "*Rejected*: wrong answers, each from a real misconception, that are caught by the check "
        "that is meant to catch them.",
        "*Generic mistakes*: wrong answers that fit any exercise, such as an empty one or hard-coded "
        "examples.",
        "*Mutants killed*: the lesson's own answer with one small mistake that the checks notice; "
        "*equivalent* mutants are right answers after all, and are not counted.",
        "",
        "| lesson | exercise | points | accepted | rejected | generic mistakes | mutants killed "
        "| equivalent |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += map(check_row, found)
    survivors = [(f.exercise, change) for f in found for change in f.survivors]
    lines += ["", "## Surviving mutants", ""]
    lines += [f"- {e.number} `{e.name}`: {change}" for e, change in survivors] or ["None."]
    return "\n".join(lines) + "\n"


def check_row(f: Findings) -> str:
    """Return the row of one exercise in docs/check-table.md."""
    n = len(f.mutants)
    return (
        f"| {f.exercise.number} | `{f.exercise.name}` | {f.exercise.points:g} "
        f"| {share(f.right)} | {share(f.wrong)} | {share(f.generic)} "
        f"| {n - len(f.survivors)}/{n} ({f.kill_rate:.0%}) | {len(f.equivalents)} |"
    )


def misconceptions(exercises: Sequence[Exercise]) -> str:
    """Return the Markdown of docs/misconceptions.md."""
    lines = [
        "# Misconceptions",
        "",
        "Made by `python -m hypergrader.bank` from the wrong answers in "
        "`lessons/*/answers/`; do not edit.",
        "",
        "Each is a wrong answer that learners give, with the checks that notice it.",
    ]
    lesson = None
    for exercise in exercises:
        if exercise.lesson != lesson:
            lesson = exercise.lesson
            title = lesson.partition("_")[2].replace("_", " ")
            lines += ["", f"## Lesson {exercise.number}: {title}"]
        lines += ["", f"### `{exercise.name}`", ""]
        for answer in exercise.answers("wrong"):
            caught = "; ".join(f"`{name}`" for name in answer.caught_by)
            lines.append(f"- {answer.misconception}")
            lines.append(f"  Caught by: {caught}.")
    return "\n".join(lines) + "\n"
