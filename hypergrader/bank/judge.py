"""Judge a bank of right and wrong answers, so that the checks themselves are tested.

An answer is judged through the code that judges a submission; see `hypergrader.bank.attempt`, and
`hypergrader.bank.exercise` for where the answers stand.

**When a wrong answer counts as caught.**  For every seed, the first check that is not passed is
one of those named, and every named check is not passed.  The cell itself must run, and
no NameError may be the reason: a misspelled answer shows nothing about a check.
"""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hypergrader.bank.attempt import CheckError, attempt, recorded_calls
from hypergrader.bank.exercise import SOLUTION, Answer, Exercise
from hypergrader.bank.generic import generic_mistakes
from hypergrader.bank.mutants import Mutant, lab_mutants, mutants, quiz_mutants
from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading
from hyperlib.labs import ACCURACY

SEEDS = tuple(range(5))
# Where only hidden checks notice a mistake, their inputs must show it every time.
MANY_SEEDS = tuple(range(25))
SOME_SEEDS = MANY_SEEDS[:10]  # in the tests: a table is written, and renewed, with all
MUTANT_LIMIT = 1.0  # seconds of processor time; some mutants never end


@dataclass(frozen=True)
class Findings:
    """All that was found out about one exercise.

    A dictionary maps an answer, a mistake or a change to the list of problems; an empty list
    is what one hopes for.
    """

    exercise: Exercise
    right: dict[str, list[str]]
    wrong: dict[str, list[str]]
    generic: dict[str, list[str]]
    mutants: dict[str, list[str]]
    equivalents: dict[str, list[str]]

    @property
    def survivors(self) -> list[str]:
        """Return the mutants that the checks accept and that nobody declared equivalent."""
        return [change for change, problems in self.mutants.items() if problems]

    @property
    def kill_rate(self) -> float:
        """Return the rejected share of the mutants that are not declared equivalent."""
        killed = len(self.mutants) - len(self.survivors)
        return killed / len(self.mutants) if self.mutants else 1.0

    @property
    def line(self) -> str:
        """Return one line for a terminal."""
        n = len(self.mutants)
        return (
            f"{self.exercise.number} {self.exercise.name}: accepted {share(self.right)}, "
            f"rejected {share(self.wrong)}, generic mistakes {share(self.generic)}, "
            f"mutants killed {n - len(self.survivors)}/{n} ({self.kill_rate:.0%}), "
            f"equivalent {len(self.equivalents)}"
        )


def examine(
    exercise: Exercise,
    others: Sequence[Exercise] = (),
    mutate_answers: bool = True,
    many: Sequence[int] = MANY_SEEDS,
) -> Findings:
    """Judge all answers to `exercise`, the generic mistakes and every mutant.

    Parameters
    ----------
    exercise : Exercise
        Loaded by `load_lesson`.
    others : sequence of Exercise
        Exercises of which one lends its answer as a wrong one.
    mutate_answers : bool
        False makes mutants of the lesson's own solution only, and trains what is meant to miss a lab's accuracy
        with a quarter of its seeds: it misses it by many standard deviations.
    many : sequence of int
        Seeds for a mistake that the visible checks do not notice.
    """
    right = {
        a.name: _judged(why_not_accepted, exercise, a.source) for a in exercise.answers("right")
    }
    declared, far = exercise.equivalents(), exercise
    if not mutate_answers:
        far = dataclasses.replace(exercise, hidden=tuple(map(few_of_the_seeds, exercise.hidden)))
        declared = {key: reason for key, reason in declared.items() if key[0] == SOLUTION}
    killed: dict[str, list[str]] = {}
    equivalents = {f"{name}: {change}": ["no mutant has this change"] for name, change in declared}
    for name, mutant in exercise_mutants(exercise, mutate_answers):
        problems = _judged(why_not_killed, exercise, mutant, many if exercise.hidden else SEEDS)
        if (name, mutant.change) in declared:
            found = [] if problems else ["it is rejected: no equivalent"]
            equivalents[f"{name}: {mutant.change}"] = found
        else:
            killed[f"{name}: {mutant.change}"] = problems
    generic = generic_mistakes(exercise, recorded_calls(exercise), others)
    return Findings(
        exercise,
        right,
        {
            a.name: _judged(
                why_not_rejected, far if ACCURACY in a.caught_by else exercise, a, SEEDS, many
            )
            for a in exercise.answers("wrong")
        },
        {what: _judged(why_not_refused, exercise, what, text) for what, text in generic.items()},
        killed,
        equivalents,
    )


def few_of_the_seeds(hidden: Hidden) -> Hidden:
    """Return the grading of a lab with every fourth of its seeds; any other hidden check as it is."""
    if not isinstance(hidden, LabGrading):
        return hidden
    return dataclasses.replace(hidden, seeds=tuple(hidden.seeds)[::4])


def exercise_mutants(exercise: Exercise, of_answers: bool = True) -> list[tuple[str, Mutant]]:
    """Return the mutants of the lesson's solution and of every right answer, each with its answer's name.

    A mutant that reads the same as an earlier one is left out, and so is one that reads the same as a
    right answer.  A quiz has one right answer, however it is written; of a lab's many, only the lesson's own
    is changed, since all of them are judged by what is trained.
    """
    if exercise.is_quiz:
        choices = (exercise.visible.options or {})["choices"]
        made = quiz_mutants(exercise.name, exercise.solution, exercise.key(), choices)
        return [(SOLUTION, mutant) for mutant in made]
    if exercise.lab is not None:
        made = lab_mutants(exercise.name, exercise.solution, exercise.lab.entries)
        return [(SOLUTION, mutant) for mutant in made]
    sources = {SOLUTION: exercise.solution}
    if of_answers:
        sources |= {answer.name: answer.source for answer in exercise.answers("right")}
    seen = {ast.unparse(ast.parse(source)) for source in sources.values()}
    found = []
    for name, source in sources.items():
        for mutant in mutants(source):
            if mutant.source not in seen:
                seen.add(mutant.source)
                found.append((name, mutant))
    return found


def why_not_accepted(exercise: Exercise, source: str, seeds: Sequence[int] = SEEDS) -> list[str]:
    """Return why a right answer does not get full points; an empty list where it does."""
    problems = []
    for seed in seeds:
        tried = attempt(exercise, source, seed=seed)
        earned = sum(result.earned for result in tried.report.results)
        if tried.error:
            problems.append(f"the cell raised {tried.error}")
        if not tried.report.passed or abs(earned - exercise.points) > 1e-9:
            score = f"{earned:g} of {exercise.points:g} points"
            problems.append(f"seed {seed}: {score}\n{tried.report}")
        if problems:
            break
    return problems


def why_not_rejected(
    exercise: Exercise,
    answer: Answer,
    seeds: Sequence[int] = SEEDS,
    many: Sequence[int] = MANY_SEEDS,
) -> list[str]:
    """Return why a wrong answer is not caught by the checks that are meant to; empty where it is."""
    names = {result.name for result in attempt(exercise, answer.source).report.results}
    unknown = [name for name in answer.caught_by if name not in names]
    if unknown:
        return [f"no check is called {name!r}; expected one of {sorted(names)}" for name in unknown]
    visible = attempt(exercise, answer.source, hidden=False).report
    for seed in many if visible.passed and exercise.hidden else seeds:
        tried = attempt(exercise, answer.source, seed=seed)
        missed = [result for result in tried.report.results if result.outcome != "pass"]
        if tried.error:
            return [f"the cell raised {tried.error}"]
        if not missed:
            return [f"seed {seed}: accepted"]
        problems = []
        if missed[0].name not in answer.caught_by:
            problems.append(f"seed {seed}: first caught by {missed[0].name!r}\n{tried.report}")
        for name in answer.caught_by:
            if name not in [result.name for result in missed]:
                problems.append(f"seed {seed}: not caught by {name!r}")
        if any(result.details.get("got", "").startswith("NameError") for result in missed):
            problems.append(f"seed {seed}: the answer uses a name that does not exist")
        if problems:
            return problems
    return []


def why_not_refused(
    exercise: Exercise, mistake: str, source: str, seeds: Sequence[int] = SEEDS
) -> list[str]:
    """Return why a generic mistake is not refused; an empty list where it is."""
    for seed in seeds:
        # All checks see the mistake once: none may break on it.
        part = seed != seeds[0] and mistake != "empty answer"
        tried = attempt(exercise, source, seed=seed, until_refused=part)
        if mistake == "empty answer":
            outcomes = {result.outcome for result in tried.report.results}
            if outcomes != {"not attempted"}:
                return [f"seed {seed}: expected `not attempted` only\n{tried.report}"]
        elif tried.report.passed:
            return [f"seed {seed}: accepted"]
    return []


def why_not_killed(exercise: Exercise, mutant: Mutant, seeds: Sequence[int]) -> list[str]:
    """Return for which seeds a mutant is accepted; an empty list where it is always rejected."""
    if not attempt(exercise, mutant.source, hidden=False, limit=MUTANT_LIMIT).report.passed:
        return []
    survived = [
        seed
        for seed in seeds
        if attempt(
            exercise, mutant.source, seed=seed, limit=MUTANT_LIMIT, until_refused=True
        ).report.passed
    ]
    return [f"accepted for {len(survived)} of {len(seeds)} seeds"] if survived else []


def _judged(why: Callable[..., list[str]], *args: Any) -> list[str]:
    """Return what `why` finds; a check that crashes is a problem too."""
    try:
        return why(*args)
    except CheckError as crash:
        return [str(crash)]


def share(found: dict[str, list[str]]) -> str:
    """Return how many of the dictionary's entries have no problem, such as ``3/3``."""
    good = sum(not problems for problems in found.values())
    return f"{good}/{len(found)}"
