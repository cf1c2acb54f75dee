"""Test the checks with the bank of answers.

python -m hypergrader.bank                       write docs/check-table.md, docs/misconceptions.md
python -m hypergrader.bank --check               only report whether they are up to date
python -m hypergrader.bank --seeds 500 05 07     judge all answers of two lessons over 500 seeds
python -m hypergrader.bank --mutants 05          judge mutants of every right answer, not of the solution only
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from hypergrader.bank.exercise import Exercise, load_lessons
from hypergrader.bank.judge import Findings, examine
from hypergrader.bank.pages import check_table, misconceptions
from hypergrader.bank.seeds import judge_seeds, seed_table


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hypergrader.bank", description=__doc__.split("\n")[0]
    )
    parser.add_argument("lessons", nargs="*", help="beginnings of names, with --seeds or --mutants")
    parser.add_argument("--root", type=Path, default=Path("."), help="has lessons/ and docs/")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    parser.add_argument("--seeds", type=int, help="print whether verdicts depend on N seeds")
    parser.add_argument("--mutants", action="store_true", help="print mutants that are accepted")
    options = parser.parse_args(argv)
    exercises = load_lessons(options.root / "lessons")
    names = options.lessons
    chosen = [e for e in exercises if not names or any(map(e.lesson.startswith, names))]
    if not chosen:
        print(f"no lesson begins with {' or '.join(names)}", file=sys.stderr)
        return 2
    if options.seeds is not None:
        return over_seeds(chosen, options.seeds)
    if options.mutants:
        return int(any([tell(examine(one, exercises)).survivors for one in chosen]))
    return pages(exercises, options.root / "docs", options.check)


def tell(found: Findings) -> Findings:
    """Print what was found out about one exercise, and return it."""
    print(found.line, flush=True)
    for kind in ("right", "wrong", "generic", "mutants", "equivalents"):
        for what, problems in getattr(found, kind).items():
            for problem in problems:
                print(f"  {kind}: {what}: {problem}", flush=True)
    return found


def pages(exercises: Sequence[Exercise], docs: Path, only_check: bool) -> int:
    """Write both pages, or report whether they are stale."""
    found = [tell(examine(one, exercises, mutate_answers=False)) for one in exercises]
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


def over_seeds(exercises: Sequence[Exercise], count: int) -> int:
    """Print what `count` seeds make of every answer; return 1 if a verdict is wrong or depends on them."""
    found = []
    for exercise in exercises:
        found.append(judge_seeds(exercise, range(count)))
        for problem in found[-1].problems:
            print(f"{exercise.number} {exercise.name}: {problem}", flush=True)
    print(seed_table(found, count))
    return int(any(one.problems for one in found))


if __name__ == "__main__":
    sys.exit(main())
