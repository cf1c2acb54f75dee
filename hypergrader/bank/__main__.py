"""Test the checks with the bank of answers.

python -m hypergrader.bank                       write docs/check-table.md, docs/misconceptions.md
python -m hypergrader.bank --check               only report whether they are up to date
python -m hypergrader.bank --seeds 500 05 07     judge all answers of two lessons over 500 seeds
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from hypergrader.bank.exercise import Exercise, load_lessons
from hypergrader.bank.judge import examine
from hypergrader.bank.pages import check_table, misconceptions
from hypergrader.bank.seeds import judge_seeds, seed_table


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hypergrader.bank", description=__doc__.split("\n")[0]
    )
    parser.add_argument("lessons", nargs="*", help="with --seeds: beginnings of lesson names")
    parser.add_argument("--root", type=Path, default=Path("."), help="has lessons/ and docs/")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    parser.add_argument("--seeds", type=int, help="print whether verdicts depend on N seeds")
    options = parser.parse_args(argv)
    exercises = load_lessons(options.root / "lessons")
    if options.seeds is not None:
        return over_seeds(exercises, options.lessons, options.seeds)
    return pages(exercises, options.root / "docs", options.check)


def pages(exercises: Sequence[Exercise], docs: Path, only_check: bool) -> int:
    """Write both pages, or report whether they are stale."""
    found = []
    for exercise in exercises:
        found.append(examine(exercise, exercises))
        print(found[-1].line, flush=True)
        for kind in ("right", "wrong", "generic", "mutants", "equivalents"):
            for what, problems in getattr(found[-1], kind).items():
                for problem in problems:
                    print(f"  {kind}: {what}: {problem}")
    stale = False
    texts = {"check-table.md": check_table(found), "misconceptions.md": misconceptions(exercises)}
    for name, text in texts.items():
        path = docs / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale = True
        if not only_check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        print(f"{'out of date' if only_check else 'wrote'}: docs/{name}")
    return int(stale and only_check)


def over_seeds(exercises: Sequence[Exercise], lessons: Sequence[str], count: int) -> int:
    """Print what `count` seeds make of every answer; return 1 if a verdict is wrong or depends on them."""
    chosen = [e for e in exercises if not lessons or any(map(e.lesson.startswith, lessons))]
    if not chosen:
        print(f"no lesson begins with {' or '.join(lessons)}", file=sys.stderr)
        return 2
    found = []
    for exercise in chosen:
        found.append(judge_seeds(exercise, range(count)))
        for problem in found[-1].problems:
            print(f"{exercise.lesson[:2]} {exercise.name}: {problem}", flush=True)
    print(seed_table(found, count))
    return int(any(one.problems for one in found))


if __name__ == "__main__":
    sys.exit(main())
