"""Rules that an exercise keeps before any answer is judged."""

from __future__ import annotations

from hypergrader.bank.exercise import Exercise

LEAST = {"right": 3, "wrong": 6}


def broken_rules(exercise: Exercise) -> list[str]:
    """Return what is missing from an exercise; an empty list where it keeps all rules.

    The bank has enough answers, every check that is meant to catch one exists, and the text of the task
    names each exception that a check wants, with the words that ask for it.
    """
    found = []
    for kind, least in LEAST.items():
        answers = exercise.answers(kind)
        if len(answers) < least:
            found.append(
                f"{exercise.path.name} has {len(answers)} {kind} answers; expected at least {least}"
            )
    names = {result.name for result in exercise.visible.results} | {h.name for h in exercise.hidden}
    for answer in exercise.answers("wrong"):
        found += [
            f"{exercise.path.name}, {answer.title!r}: no check is called {name!r}"
            for name in answer.caught_by
            if name not in names
        ]
    return found + _unasked(exercise)


def _unasked(exercise: Exercise) -> list[str]:
    """Return the exceptions that a check wants and the text of the task does not ask for."""
    text = " ".join(exercise.text.split())
    wanted = {"the check": {case.error for case in exercise.visible.cases if case.error}}
    found = []
    for hidden in exercise.hidden:
        wanted[f"hidden check {hidden.name!r}"] = {c.error for c in hidden.draw(0) if c.error}
        if not wanted[f"hidden check {hidden.name!r}"]:
            continue
        if not hidden.asked:
            found.append(
                f"hidden check {hidden.name!r} wants an exception; quote the task in asked="
            )
        elif " ".join(hidden.asked.split()) not in text:
            found.append(f"hidden check {hidden.name!r}: the task does not say {hidden.asked!r}")
    for check, errors in wanted.items():
        found += [
            f"{check} wants a {error.__name__}, which the text of the task does not name"
            for error in errors
            if error.__name__ not in text
        ]
    return found
