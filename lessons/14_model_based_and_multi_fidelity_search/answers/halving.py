# %% right: as the text says
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% right: numpy
import numpy as np


def halving(curves, first, factor):
    table = np.array(curves)
    places, have, want, paid, rungs = np.arange(len(table)), 0, first, 0, []
    last = table.shape[1]
    while have < last:
        paid += len(places) * (want - have)
        have = want
        rungs.append(places.tolist())
        order = np.argsort(-table[places, have - 1], kind="stable")
        winner = int(places[order[0]])
        places = np.sort(places[order[: max(1, len(places) // factor)]])
        want = last if len(places) == 1 else min(last, have * factor)
    return {"winner": winner, "epochs": int(paid), "rungs": rungs}


# %% right: one at a time
def halving(curves, first, factor):
    last = len(curves[0])
    alive = [k for k in range(len(curves))]
    trained = {k: 0 for k in alive}
    rungs = []
    epoch = first
    while True:
        for k in alive:
            trained[k] = epoch
        rungs.append([k for k in alive])
        if epoch >= last:
            break
        stay = len(alive) // factor
        if stay < 1:
            stay = 1
        kept = []
        for _ in range(stay):
            best = None
            for k in alive:
                if k not in kept and (best is None or curves[k][epoch - 1] > curves[best][epoch - 1]):
                    best = k
            kept.append(best)
        alive = sorted(kept)
        if stay == 1 or epoch * factor > last:
            epoch = last
        else:
            epoch = epoch * factor
    winner = alive[0]
    for k in alive:
        if curves[k][-1] > curves[winner][-1]:
            winner = k
    return {"winner": winner, "epochs": sum(trained.values()), "rungs": rungs}


# %% right: recursive
def rest(curves, alive, have, want, factor):
    last = len(curves[0])
    paid = len(alive) * (want - have)
    ranked = sorted(alive, key=lambda k: (-curves[k][want - 1], k))
    if want == last:
        return ranked[0], paid, [alive]
    stay = sorted(ranked[: len(alive) // factor or 1])
    goal = last if len(stay) == 1 else min(last, factor * want)
    winner, more, rungs = rest(curves, stay, want, goal, factor)
    return winner, paid + more, [alive, *rungs]


def halving(curves, first, factor):
    winner, paid, rungs = rest(curves, list(range(len(curves))), 0, first, factor)
    return {"winner": winner, "epochs": paid, "rungs": rungs}


# %% right: every argument is looked at first
def halving(curves: list[list[float]], first: int, factor: int) -> dict:
    """Return the winner, the epochs paid and the rungs of a successive halving."""
    if not curves:
        raise ValueError("curves must not be empty")
    last = len(curves[0])
    if any(len(curve) != last for curve in curves):
        raise ValueError("all curves must have the same length")
    if any(not 0.0 <= accuracy <= 1.0 for curve in curves for accuracy in curve):
        raise ValueError("accuracies must be between 0 and 1")
    if not isinstance(first, int) or not 1 <= first <= last:
        raise ValueError("first must be an epoch")
    if not isinstance(factor, int) or factor < 2:
        raise ValueError("factor must be at least 2")
    survivors = list(range(len(curves)))
    done, goal, cost, rungs = 0, first, 0, []
    while True:
        cost += (goal - done) * len(survivors)
        done = goal
        rungs.append(list(survivors))
        survivors.sort(key=lambda i: (-curves[i][done - 1], i))
        if done == last:
            return {"winner": survivors[0], "epochs": cost, "rungs": rungs}
        survivors = sorted(survivors[: max(1, len(survivors) // factor)])
        goal = last if len(survivors) == 1 else min(done * factor, last)


# %% wrong: start again
# misconception: Whoever stays is trained from the first epoch again and paid twice.
# caught by: four configurations, factor 2
# caught by: curves that cross
# caught by: begin and end
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * goal
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: pay for trials
# misconception: The cost is the number of trials.
# caught by: four configurations, factor 2
# caught by: a first look at the end
# caught by: curves that cross
# caught by: begin and end
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: judged by the end
# misconception: Who stays is decided by the accuracy at the end.
# caught by: four configurations, factor 2
# caught by: curves that cross
# caught by: begin and end
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][-1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: judged by the best epoch
# misconception: A network is as good as its best epoch so far.
# caught by: curves that cross
# caught by: begin and end
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -max(curves[k][:epochs]))
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: one epoch late
# misconception: Epoch 1 stands at place 1 of the list.
# caught by: curves that cross
# caught by: begin and end
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][min(epochs, last - 1)])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: the worst stay
# misconception: Sorting puts the best first.
# caught by: four configurations, factor 2
# caught by: a first look at the end
# caught by: curves that cross
# caught by: begin and end
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: curves[k][epochs - 1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: rounded up
# misconception: A third of ten is four.
# caught by: curves that cross
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, -(-len(alive) // factor))])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: one too many leave
# misconception: Factor 3 means that a third leaves.
# caught by: curves that cross
# caught by: begin and end
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) - len(alive) // factor) if len(alive) > 1 else 1])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: always halves
# misconception: Halving halves, whatever the factor says.
# caught by: curves that cross
# caught by: begin and end
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // 2)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: the last of equals
# misconception: It does not matter who of equals stays.
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: (-curves[k][epochs - 1], -k))
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: alone goes on in steps
# misconception: Whoever is left alone still runs rung by rung.
# caught by: begin and end
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = min(last, factor * epochs)


# %% wrong: best first
# misconception: The rungs list who ran, the best first.
# caught by: curves that cross
# caught by: begin and end
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = ranked[: max(1, len(alive) // factor)]
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: stops when one is left
# misconception: The tournament is over when one is left.
# caught by: four configurations, factor 2
# caught by: curves that cross
# caught by: begin and end
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        if len(alive) == 1:
            return {"winner": alive[0], "epochs": paid, "rungs": rungs}
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: fewer than factor go to the end
# misconception: Whoever cannot be divided any more goes to the last epoch.
# caught by: begin and end
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = last if len(alive) < factor else min(last, factor * epochs)


# %% equivalent: solution
# constant: `0` -> `-1` #3 | All configurations have equally many epochs, the last one too.


# %% wrong: rounded accuracies
# misconception: What differs in the fifth digit is equal.
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive = list(range(len(curves)))
    epochs, goal, paid, rungs = 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        epochs = goal
        rungs.append(list(alive))
        if epochs == last:
            break
        order = sorted(alive, key=lambda k: -round(curves[k][epochs - 1], 4))
        alive = sorted(order[:max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, epochs * factor)
    winner = max(alive, key=lambda k: curves[k][-1])
    return {"winner": winner, "epochs": paid, "rungs": rungs}


# %% right: rungs from a generator
import heapq


def rungs_of_all(curves, epochs, factor):
    alive, last = range(len(curves)), len(curves[0])
    yield epochs, [*alive]
    while epochs < last:
        stay = max(1, len(alive) // factor)
        alive = sorted(heapq.nlargest(stay, alive, key=lambda k: (curves[k][epochs - 1], -k)))
        epochs = last if stay == 1 else min(last, factor * epochs)
        yield epochs, alive


def halving(curves, first, factor):
    before, paid, rungs = 0, 0, []
    for epochs, alive in rungs_of_all(curves, first, factor):
        paid, before = paid + len(alive) * (epochs - before), epochs
        rungs.append(tuple(alive))
    winner = min(rungs[-1], key=lambda k: (-curves[k][-1], k))
    return {"rungs": rungs, "epochs": paid, "winner": winner}


# %% wrong: a place among those that are left
# misconception: The winner's place is counted in the last rung.
# caught by: four configurations, factor 2
# caught by: curves that cross
# caught by: begin and end
# caught by: equals
def halving(curves, first, factor):
    last, alive, epochs = len(curves[0]), list(range(len(curves))), first
    paid, rungs = epochs * len(alive), [alive]
    while epochs < last:
        order = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        alive = sorted(order[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)
        paid, epochs = paid + len(alive) * (goal - epochs), goal
        rungs.append(alive)
    ends = [curves[k][-1] for k in alive]
    return {"winner": ends.index(max(ends)), "epochs": paid, "rungs": rungs}


# %% wrong: the same list in every rung
# misconception: A list that is written down stays as it was.
# caught by: four configurations, factor 2
# caught by: curves that cross
# caught by: begin and end
# caught by: equals
def halving(curves, first, factor):
    last, alive, epochs = len(curves[0]), list(range(len(curves))), first
    paid, rungs = epochs * len(alive), [alive]
    while epochs < last:
        order = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        for place in order[max(1, len(alive) // factor) :]:
            alive.remove(place)
        goal = last if len(alive) == 1 else min(last, factor * epochs)
        paid, epochs = paid + len(alive) * (goal - epochs), goal
        rungs.append(alive)
    return {"winner": max(alive, key=lambda k: curves[k][-1]), "epochs": paid, "rungs": rungs}


# %% right: the first rung is a range
def halving(curves, first, factor):
    last, alive, epochs = len(curves[0]), range(len(curves)), first
    paid, rungs = epochs * len(alive), [alive]
    while epochs < last:
        order = sorted(alive, key=lambda k: curves[k][epochs - 1], reverse=True)
        alive = sorted(order[: len(alive) // factor or 1])
        goal = last if len(alive) == 1 else min(last, factor * epochs)
        paid, epochs = paid + len(alive) * (goal - epochs), goal
        rungs.append(alive)
    return {"winner": max(alive, key=lambda k: curves[k][-1]), "epochs": paid, "rungs": rungs}


# %% wrong: two make a final
# misconception: When two are left and the last stretch is a short one, both run it.
# caught by: begin and end
def halving(curves, first, factor):
    last, alive, epochs = len(curves[0]), list(range(len(curves))), first
    paid, rungs = epochs * len(alive), [alive]
    while epochs < last:
        if not (len(alive) == 2 and factor * epochs > last):
            order = sorted(alive, key=lambda k: -curves[k][epochs - 1])
            alive = sorted(order[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)
        paid, epochs = paid + len(alive) * (goal - epochs), goal
        rungs.append(alive)
    return {"winner": max(alive, key=lambda k: curves[k][-1]), "epochs": paid, "rungs": rungs}


# %% wrong: of equals the one that was ahead an epoch before
# misconception: Where two are equal now, what they were before decides.
# caught by: equals
def halving(curves, first, factor):
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        before = max(epochs - 2, 0)
        ranked = sorted(alive, key=lambda k: (-curves[k][epochs - 1], -curves[k][before]))
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: tournaments are kept by curves and first look
# misconception: The same curves and first look make the same tournament.
# caught by: begin and end
played = {}


def halving(curves, first, factor):
    key = str(curves), first
    if key in played:
        return played[key]
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        if epochs == last:
            played[key] = {"winner": ranked[0], "epochs": paid, "rungs": rungs}
            return played[key]
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)


# %% wrong: after three rungs the epochs are added
# misconception: The epochs are multiplied for the first rungs only.
# caught by: begin and end
def halving(curves, first, factor):
    last = len(curves[0])
    alive, done, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - done)
        done = goal
        rungs.append(alive)
        best = sorted(alive, key=lambda k: -curves[k][done - 1])
        if done == last:
            return {"winner": best[0], "epochs": paid, "rungs": rungs}
        alive = sorted(best[: max(1, len(alive) // factor)])
        further = done * factor if len(rungs) < 3 else done + factor
        goal = last if len(alive) == 1 else min(last, further)
