#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Measures how fast a restart is planned and simulated.

    bench-recovery.py PROGRAM [--runs 10000] [--steps 150] [--threads 2] [--seed 1] [--print]

Draws a hospital: components in layers, services on them, activities on those; teams in shifts, restore streams, helpers,
setbacks; 150 steps, then the same with 2,000. Runs `PROGRAM restart plan` on each and prints its figures, and the
machine's load, beside the bars. `--print` writes the plan file of 150 steps instead.

The time of the simulation is that of a run with it less that of the same run without: both read the file and search.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

FIRST_PLAN_BAR = 0.1
SIMULATION_BAR = 1.0
SEARCH_BAR = 1.0
LARGE_BAR = 2.0
TEAMS = {
    "systemes": (6, "[{rhythm: roundTheClock}, {from: 120, rhythm: day}]"),
    "reseau": (4, "[{rhythm: roundTheClock}, {from: 120, rhythm: day}]"),
    "applications": (6, "[{rhythm: day}, {from: 48, rhythm: roundTheClock}]"),
    "bases": (4, "[{rhythm: roundTheClock}]"),
    "postes": (6, "[{rhythm: day, opens: 7}]"),
    "securite": (3, "[{rhythm: roundTheClock}]"),
    "biomedical": (3, "[{rhythm: day, closes: 18}]"),
    "metiers": (8, "[{rhythm: day}]"),
    "fournisseurs": (4, "[{rhythm: officeHours, opens: 9, closes: 18}, {from: 96, rhythm: day}]"),
}
PHASES = ["contain", "rebuild", "restore", "check", "reopen"]


def draw(steps, seed):
    """The YAML of a restart; the same arguments always give the same one."""
    chance = random.Random(seed)
    teams = list(TEAMS)
    count = max(4, steps // 3)
    scale = max(1, steps // 150)
    lines = ["format: carene-restart/1", f"title: {steps} tâches", "start: {weekday: saturday, hour: 3}", "nodes:"]
    made = 0
    for index in range(count):
        share = index / count
        kind = "server" if share < 0.5 else "clinicalApplication" if share < 0.85 else "care"
        lines += [f"  - key: n{index}", f"    kind: {kind}"]
        if chance.random() < 0.7:
            lines.append(f"    recoveryTime: {chance.randint(12, 240)}")
        if kind != "server":
            lines.append(f"    careClass: {chance.randint(1, 4)}")
        earlier = range(max(0, index - 20), index)
        needs = sorted(set(chance.sample(earlier, min(len(earlier), chance.randint(0, 3)))))
        if needs:
            kinds = [chance.choice(["needs", "needs", "needs", "needsData", "degradedWithout"]) for _ in needs]
            lines.append(
                "    needs: [" + ", ".join(f"{{node: n{need}, kind: {kind}}}" for need, kind in zip(needs, kinds)) + "]"
            )
        mine = min(steps - made, 5 if index % 2 else 1) if index + 1 < count else steps - made
        if mine:
            lines.append("    steps:")
        for number in range(mine):
            low = chance.randint(1, 10) / 2
            hours = f"[{low:g}, {low * chance.uniform(1.3, 2):.2f}, {low * chance.uniform(2.5, 5):.2f}]"
            extra = ", means: {flux: 1}" if chance.random() < 0.2 else ""
            extra += ", pauses: false" if chance.random() < 0.15 and low < 3 else ""
            lines.append(
                f"      - {{key: s{made}, phase: {PHASES[number % 5]}, hours: {hours}, "
                f"people: {{{chance.choice(teams)}: {1 if chance.random() < 0.85 else 2}}}{extra}}}"
            )
            made += 1
    lines.append("teams:")
    for key, (people, periods) in TEAMS.items():
        lines.append(f"  - {{key: {key}, people: {people * scale}, hoursPerDay: 12, periods: {periods}}}")
    lines += ["means:", f"  - {{key: flux, units: {4 * scale}}}", "reinforcements:"]
    lines.append(f"  - {{team: systemes, people: {2 * scale}, from: 36, until: 240}}")
    lines.append("setbacks:")
    for number in range(4):
        touched = ", ".join(f"s{index}" for index in sorted(chance.sample(range(steps), steps // 15)))
        lines.append(f"  - {{name: p{number}, probability: 0.3, steps: [{touched}], factor: [1.1, 1.5, 2.5]}}")
    return "\n".join(lines) + "\n"


def measure(program, path, *options, times=3):
    """The least of a few whole runs, in seconds, and the seconds of processor that it took."""
    best = None
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        done = subprocess.run(
            [program, "restart", "plan", path, "--json", *map(str, options)], capture_output=True, check=False
        )
        elapsed = time.monotonic() - began
        if done.returncode != 0:
            sys.exit(f"NOT MEASURED   status {done.returncode}: {done.stderr.decode()[-300:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = (elapsed, busy) if best is None else min(best, (elapsed, busy))
    return best


def line(figure, measured, bar=None):
    """On a machine that does other things, the seconds of processor say more than those of the clock."""
    seconds, busy = measured
    verdict = "" if bar is None else f"   < {bar:g} s: {'met' if seconds < bar else 'MISSED'}"
    print(f"{figure:<52} {seconds:9.3f} s ({busy:.2f} s of processor){verdict}", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program")
    arguments.add_argument("--runs", type=int, default=10_000)
    arguments.add_argument("--steps", type=int, default=150)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--print", action="store_true")
    options = arguments.parse_args()
    if options.print:
        print(draw(options.steps, options.seed), end="")
        return 0
    print(f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} cores, {options.threads} threads", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for steps in (options.steps, 2000):
            paths[steps] = os.path.join(folder, f"{steps}.yaml")
            with open(paths[steps], "w", encoding="utf-8") as file:
                file.write(draw(steps, options.seed))
        path, threads = paths[options.steps], ("--threads", options.threads)
        first = measure(options.program, path, "--quick")
        line(f"first plan of {options.steps} steps, whole process", first, FIRST_PLAN_BAR)
        search = measure(options.program, path, "--simulate", 0, *threads)
        line(f"search of {options.steps} steps, 2,000 schedules", search, SEARCH_BAR)
        both = measure(options.program, path, "--simulate", options.runs, "--no-value", *threads)
        simulation = (both[0] - search[0], both[1] - search[1])
        line(f"{options.runs:,} simulated restarts of {options.steps} steps", simulation, SIMULATION_BAR)
        line("1,000 restarts, with what one more gives", measure(options.program, path, *threads, times=1))
        first = measure(options.program, paths[2000], "--quick")
        line("first plan of 2,000 steps, whole process", first, LARGE_BAR)
        large = measure(options.program, paths[2000], "--simulate", 0, *threads, times=1)
        line("search of 2,000 steps, 2,000 schedules", large)
    print(f"load {os.getloadavg()[0]:.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
