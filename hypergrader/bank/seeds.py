"""Judge every answer of the bank over many seeds: a verdict must not depend on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypergrader.bank.attempt import attempt
from hypergrader.bank.exercise import Exercise


@dataclass(frozen=True)
class SeedFindings:
    """What the seeds made of one exercise's answers.

    Attributes
    ----------
    exercise : Exercise
    right, wrong : int
        How many answers of each kind there are.
    accepted, rejected : int
        How many right ones got full points with every seed, and how many wrong ones with none.
    differ : int
        How many answers have a check whose outcome is not the same for all seeds.
    problems : list of str
        One line for each answer that is judged wrong, or not alike.
    """

    exercise: Exercise
    right: int
    accepted: int
    wrong: int
    rejected: int
    differ: int
    problems: list[str]


def judge_seeds(exercise: Exercise, seeds: Sequence[int]) -> SeedFindings:
    """Judge all answers to `exercise` with each of `seeds`."""
    counts = {"right": 0, "wrong": 0}
    good = {"right": 0, "wrong": 0}
    differ, problems = 0, []
    for kind in counts:
        for answer in exercise.answers(kind):
            passed = 0
            outcomes: dict[str, dict[str, int]] = {}
            for seed in seeds if exercise.hidden else seeds[:1]:
                report = attempt(exercise, answer.source, seed=seed).report
                passed += report.passed
                for result in report.results:
                    seen = outcomes.setdefault(result.name, {})
                    seen[result.outcome] = seen.get(result.outcome, 0) + 1
            tried = len(seeds) if exercise.hidden else 1
            counts[kind] += 1
            good[kind] += passed == (tried if kind == "right" else 0)
            if passed != (tried if kind == "right" else 0):
                problems.append(f"{answer.title}: full points with {passed} of {tried} seeds")
            unsteady = {name: seen for name, seen in outcomes.items() if len(seen) > 1}
            differ += bool(unsteady)
            problems += [f"{answer.title}: {name!r}: {seen}" for name, seen in unsteady.items()]
    return SeedFindings(
        exercise, counts["right"], good["right"], counts["wrong"], good["wrong"], differ, problems
    )


def seed_table(found: Sequence[SeedFindings], count: int) -> str:
    """Return a table for a terminal, with a row for each exercise and the sums."""
    lines = [f"{'over ' + str(count) + ' seeds':<28}accepted  rejected  differ"]
    for one in found:
        name = f"{one.exercise.number} {one.exercise.name}"
        accepted, rejected = f"{one.accepted}/{one.right}", f"{one.rejected}/{one.wrong}"
        lines.append(f"{name:<28}{accepted:>8}  {rejected:>8}  {one.differ:>6}")
    accepted = f"{sum(f.accepted for f in found)}/{sum(f.right for f in found)}"
    rejected = f"{sum(f.rejected for f in found)}/{sum(f.wrong for f in found)}"
    differ = sum(f.differ for f in found)
    lines.append(f"{'all':<28}{accepted:>8}  {rejected:>8}  {differ:>6}")
    return "\n".join(lines)
