"""Write docs/benchmarks.md from docs/benchmarks.json: what was aimed at, and what was measured."""

from __future__ import annotations

import json
from pathlib import Path

from bench.peers import PEERS
from tools import draw_docs

ROOT = Path(__file__).resolve().parents[1]
RESULTS, PAGE = draw_docs.RESULTS, ROOT / "docs" / "benchmarks.md"
WORDS = {"steps": "steps only", "measuring": "measuring each epoch"}


def tables(found: dict) -> str:
    """Return the results of `bench.compare` as Markdown."""
    lines: list[str] = []
    for name, work in found["workloads"].items():
        lines += [
            f"### {name}: {work['models']} model{'s' * (work['models'] > 1)}",
            "",
            "| way to train | steps only: ms a model | times `sweep` | measuring each epoch: ms a model | "
            "times `sweep` | validation accuracy | `sweep` minus this |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        ]
        for peer, modes in work["rows"].items():
            cells = [PEERS[peer].run.__doc__ or peer]
            for mode in WORDS:
                row = modes[mode]
                if row["median"] is None:
                    cells += [row["reason"] or "", ""]
                else:
                    cells += [f"{row['median'] * 1e3:.1f}", _form(row["ratio"], "{:.2f}")]
            told = modes["measuring"]
            cells += [_form(told["accuracy"], "{:.4f}"), _form(told.get("difference"), "{:+.4f}")]
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
        if "gflops_steps" in work:
            peak, of_mm, steps = work["peak_gflops"], work["peak_gflops_mm"], work["gflops_steps"]
            lines += [
                f"Products of `sweep`: {steps:.0f} GFLOP/s in the steps. Large ones in the same process and on "
                f"as many threads: {of_mm:.0f} by `torch.mm`, {peak:.0f} by the quicker of MKL and oneDNN; the "
                f"steps reach {steps / of_mm:.0%} and {steps / peak:.0%} of these. Pixels that are zero "
                "everywhere are not counted.",
                "",
            ]
    return "\n".join(lines)


def _form(value: float | None, form: str) -> str:
    return "" if value is None else form.format(value)


def targets(found: dict) -> str:
    """Return a table of what was aimed at, and what was measured, at equal work."""
    lines = ["| what | target | measured | met |", "| --- | ---: | ---: | --- |"]

    def line(what: str, wanted: float, value: float | None, form: str = "{:.1f}") -> None:
        if value is not None:
            met = "yes" if value >= wanted else "no"
            lines.append(f"| {what} | {form.format(wanted)} | {form.format(value)} | {met} |")

    def median(name: str, peer: str, mode: str = "measuring") -> float | None:
        rows = found["workloads"].get(name, {}).get("rows", {})
        return rows.get(peer, {}).get(mode, {}).get("median")

    def times(name: str, *peers: str) -> float | None:
        """Return how many times longer the quickest of `peers` takes than `sweep`; None if not measured."""
        rows = found["workloads"].get(name, {}).get("rows", {})
        known = [rows.get(peer, {}).get("measuring", {}).get("ratio") for peer in peers]
        return min((ratio for ratio in known if ratio), default=None)

    for name, tight, loky in (
        ("classic-32", 4, 3),
        ("tiny-32", 10, 10),
        ("wide-1", 1, None),
        ("wide-8", 1, 1),
        ("mixed-256", 2, 2),
    ):
        both = ("tight", "tight-all-cores")
        line(f"{name}: the quicker tight loop over `sweep`", tight, times(name, *both))
        if loky:
            line(f"{name}: loky over `sweep`", loky, times(name, "loky"))
    for peer in ("dataloader", "skorch", "lightning", "sklearn"):
        line(f"classic-32: {peer} over `sweep`", 6, times("classic-32", peer))
        line(f"tiny-32: {peer} over `sweep`", 20, times("tiny-32", peer))
    for name, wanted in (
        ("classic-1", 1),
        ("classic-8", 1.5),
        ("classic-32", 1.5),
        ("tiny-32", 1.5),
        ("wide-1", 1),
        ("wide-8", 1.5),
    ):
        line(
            f"{name}: JAX over `sweep`, compiling not counted", wanted, times(name, "jax"), "{:.2f}"
        )
    if work := found["workloads"].get("classic-32"):
        whom = "classic-32: share of the peak of "
        line(whom + "`torch.mm`", 0.6, work["gflops_steps"] / work["peak_gflops_mm"], "{:.0%}")
        line(
            whom + "the quicker library", 0.6, work["gflops_steps"] / work["peak_gflops"], "{:.0%}"
        )
        steps, all_ = (median("classic-32", "sweep", mode) for mode in WORDS)
        if steps and all_:
            line(
                "classic-32: share of a sweep's time that is not measuring",
                0.85,
                steps / all_,
                "{:.0%}",
            )
        own, loader = median("classic-32", "train"), median("classic-32", "dataloader")
        if own and loader:
            line("`train`: DataLoader loop over it", 1.7, loader / own)
    parts = found.get("scaling", {})
    if rows := [r for r in parts.get("lanes", ()) if r["network"] == "classic"]:
        cost = {row["lanes"]: row["ms_a_lane"] for row in rows}
        most = max(row["peak_mib"] or 0 for row in rows)
        line("1,000 lanes: as quick a lane as with 32", 0.9, cost[32] / cost[1000], "{:.2f}")
        line("1,000 lanes: MiB below 1,024", 0, 1024 - most, "{:.0f}")
    if part := parts.get("executors"):
        for name in ("Dask", "Ray"):
            share = part["seconds"][name] / part["seconds"]["threads"] - 1
            line(f"{name}: time above threads, below 5%", -0.05, -share, "{:.1%}")
    return "\n".join(lines)


def rounds(found: dict, part: str) -> str:
    """Return how often a part was measured, in words."""
    n = found[f"rounds of {part}"]
    return "Measured once" if n == 1 else f"Medians of {n} rounds"


def scaling(found: dict) -> str:
    """Return the sections that the parts of `bench.scaling` fill."""
    text = []
    if rows := found.get("lanes"):
        text += [
            "## Lanes against seconds a lane",
            "",
            "Each number of lanes in a process of its own, 5 epochs, learning rates from 3e-4 to 3e-3. "
            "Share: the products of the steps against the sgemm peak of as many threads in the same "
            "process, with the quicker of MKL and oneDNN. Memory: the most that the process held, of which "
            f"{min(r['before_mib'] or 0 for r in rows):.0f} MiB before the sweep (Python, torch, the "
            f"digits). {rounds(found, 'lanes')}.",
            "",
            "![Left: milliseconds a lane against the number of lanes, both on log axes, for the classic "
            "and the tiny network. Right: the share of the peak in the steps. The tables below hold "
            "the same numbers.](pictures/scaling.svg)",
            "",
        ]
        for name in dict.fromkeys(row["network"] for row in rows):
            own = [row for row in rows if row["network"] == name]
            base = next(row for row in own if row["lanes"] == 32)["ms_a_lane"]
            text += [
                f"{name}:",
                "",
                "| lanes | seconds | ms a lane | against 32 lanes | share of the peak | peak memory, MiB |",
                "| ---: | ---: | ---: | ---: | ---: | ---: |",
            ]
            text += [
                f"| {row['lanes']} | {row['seconds']:.2f} | {row['ms_a_lane']:.1f} | "
                f"{row['ms_a_lane'] / base:.2f} | {row['share']:.0%} | {row['peak_mib'] or 0:.0f} |"
                for row in own
            ]
            text.append("")
    if rows := found.get("widths"):
        text += [
            "## Few lanes, wide layers",
            "",
            "784-w-w-10, batches of 128, Adam, 2 epochs, seconds a model. "
            f"{rounds(found, 'widths')}. Ratio: the quicker tight loop over `sweep`; below 1 "
            "the tight loop is quicker.",
            "",
            "| w | lanes | sweep | tight loop, one thread | tight loop, all cores | ratio |",
            "| ---: | ---: | ---: | ---: | ---: | ---: |",
        ]
        text += [
            f"| {row['width']} | {row['lanes']} | {row['sweep']:.3f} | {row['one']:.3f} | "
            f"{row['all']:.3f} | {min(row['one'], row['all']) / row['sweep']:.2f} |"
            for row in rows
        ]
        text.append("")
    if part := found.get("executors"):
        base = part["seconds"]["threads"]
        text += [
            "## Executors",
            "",
            f"{part['tiles']} tiles of about {base * part['workers'] / part['tiles']:.0f} seconds in "
            f"threads, on {part['workers']} workers that were "
            f"started before. {rounds(found, 'executors')}.",
            "",
            "| where | seconds | more than threads |",
            "| --- | ---: | ---: |",
        ]
        text += [
            f"| {name} | {seconds:.1f} | {seconds / base - 1:+.1%} |"
            for name, seconds in part["seconds"].items()
        ]
        if tune := found.get("ray_tune_seconds"):
            text += [
                "",
                f"Ray Tune adds {tune * 1e3:.0f} ms to each trial (a function that does nothing).",
            ]
        text.append("")
    if parts := found.get("profile"):
        text += ["## Where the time of a step goes", ""]
        for name, part in parts.items():
            text += [
                f"{name}, one tile of {part['lanes']} lanes, one thread: "
                f"{part['us_a_lane_and_step']:.0f} microseconds a lane and step, "
                f"{part['calls']:.0f} calls a step (of torch's profiler; parts under 1% left out).",
                "",
                "| call | calls a step | share of the time | what it does |",
                "| --- | ---: | ---: | --- |",
            ]
            text += [
                f"| `{row['call']}` | {row['calls']:.0f} | {row['share']:.0%} | {row['role']} |"
                for row in part["rows"]
            ]
            text.append("")
    return "\n".join(text)


def document(found: dict) -> str:
    """Return the text of docs/benchmarks.md."""
    m = found["machine"]
    versions = ", ".join(f"{k} {v}" for k, v in m["versions"].items())
    optuna = found.get("optuna_seconds")
    extra = f"Optuna adds {optuna * 1e3:.1f} ms to each trial (TPE, in memory).\n" if optuna else ""
    return f"""# Benchmarks

Made by `make bench ARGS=--write`; do not edit.
Milliseconds a model are medians of {found["repeats"]} rounds in which all ways to train took turns, after a round that warms up.
All runs have 5 epochs, and every way is measured at two amounts of work: the steps only, and with loss and accuracy of all
training and validation examples measured after each epoch. "Times `sweep`" compares with `sweep` at the same work.
`train` always measures. JAX drops the last, incomplete batch of an epoch, and compiling it is not counted.
Slow ways train some of the models of a workload, chosen so that their work is on average that of all. The last column compares
the same configurations.
skorch, Lightning, scikit-learn and JAX run after the plain loops, because importing some of them makes plain loops in the same
process slower. Their ratios are to the `sweep` of their own rounds.

Machine: {m["processor"]}, {m["cores"]} cores, {m["system"]}; Python {m["python"]}; {versions}.
`sweep` uses {m["threads"]} threads. Each way not said to use all cores runs on one thread; loky uses one process a core.
Load of the machine before the start: {m["load_before"]} (0 is idle; figures of a busy machine are less certain).
{extra}
## Workloads

- classic: 784-128-64-32-10, the 3,000 training digits, batches of 64, Adam, learning rates from 3e-4 to 3e-3.
- tiny: 64-32-10, digits of 8x8 pixels, batches of 32. wide: 784-512-512-10, batches of 128.
- mixed: widths 16 to 256, depths 1 to 4, dropout, weight decay and learning rate drawn at random.

## Targets

How many times longer others take than `sweep` at equal work (both measure each epoch), unless said otherwise.

{targets(found)}

![Bars: how many times longer each way to train takes than sweep, for 32 models of the classic
and of the tiny network. The tables below hold the same numbers.](pictures/peers.svg)

## Results

{tables(found)}
{scaling(found.get("scaling", {}))}"""


def write(changes: dict) -> None:
    """Put results into docs/benchmarks.json, beside other ones, and write docs/benchmarks.md."""
    found = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    changes["scaling"] = found.get("scaling", {}) | changes.get("scaling", {})
    # Ways that were not measured this time keep their rows, with the ratio of their own run.
    for name, work in changes.get("workloads", {}).items():
        kept = found.get("workloads", {}).get(name, {"rows": {}})
        work["rows"] = kept["rows"] | work["rows"]
        changes["workloads"][name] = kept | work
    found |= changes
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    PAGE.write_text(document(found), "utf-8")
    draw_docs.draw(draw_docs.FOLDER)
    print(f"Written: docs/{RESULTS.name}, docs/{PAGE.name} and docs/pictures")
