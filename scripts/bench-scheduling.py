#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Measures the restart scheduler on the sets of PSPLIB (Kolisch and Sprecher, 1997), beside its bars.

    bench-scheduling.py PROGRAM [--data ../shared/data/psplib] [--seed 1] [--threads 1] [--quick]

Runs `PROGRAM restart psplib FOLDER --csv` on j30 and j60 at 5,000 schedules, and on j60 at 50,000, and on j120 when it
is there; prints the mean distance to the best known makespans (optimal for j30) or to the critical path, and the mean and
the greatest time of an instance. One schedule is one pass of generation, forwards or backwards. `--quick` leaves out
50,000 schedules. A makespan below the best known, or a best known below a lower bound, is reported as a fault.
"""

import argparse
import csv
import io
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
# Set, schedules, measured against, bar in per cent, bar in seconds for any instance.
BARS = [
    ("j30", 5_000, "optimal", 0.25, None),
    ("j60", 5_000, "critical_path", 11.5, None),
    ("j120", 5_000, "critical_path", 34.0, 0.5),
    ("j60", 50_000, "critical_path", 10.9, None),
    ("j120", 50_000, "critical_path", 31.5, None),
]


def best_known(data):
    path = data / "best_known.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["instance"]: int(row["best_known_makespan"]) for row in csv.DictReader(file)}


def schedule(program, folder, schedules, options):
    command = [
        program, "restart", "psplib", str(folder), "--schedules", str(schedules),
        "--threads", str(options.threads), "--seed", str(options.seed), "--csv",
    ]  # fmt: skip
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    return rows if done.returncode == 0 and rows else None


def line(figure, measured, bar, met):
    print(f"{figure:<44} {measured:>14}   ≤ {bar}: {'met' if met else 'MISSED'}", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program")
    arguments.add_argument("--data", type=pathlib.Path, default=HERE.parent.parent / "shared/data/psplib")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--quick", action="store_true")
    options = arguments.parse_args()
    best = best_known(options.data)
    faults = 0
    for name, schedules, against, bar, seconds_bar in BARS:
        folder = options.data / name
        if options.quick and schedules > 5_000:
            continue
        if not folder.is_dir():
            print(f"NOT MEASURED   {name} at {schedules} schedules: {folder} is missing", flush=True)
            continue
        rows = schedule(options.program, folder, schedules, options)
        if rows is None:
            print(f"NOT MEASURED   {name} at {schedules} schedules: the command failed", file=sys.stderr)
            return 1
        for row in rows:
            known = best.get(row["instance"])
            if known is not None and not int(row["lower_bound"]) <= known <= int(row["makespan"]):
                print(f"FAULT   {row['instance']}: {row['makespan']}, best known {known}, bound {row['lower_bound']}")
                faults += 1
        if against == "optimal":
            compared = [(int(row["makespan"]), best[row["instance"]]) for row in rows if row["instance"] in best]
        else:
            compared = [(int(row["makespan"]), int(row["critical_path"])) for row in rows]
        if not compared:
            print(f"NOT MEASURED   {name} at {schedules} schedules: {options.data}/best_known.csv is missing", flush=True)
            continue
        mean = 100 * sum((found - reference) / reference for found, reference in compared if reference) / len(compared)
        what = "the optimum" if against == "optimal" else "the critical path"
        line(f"{name} above {what}, {schedules} schedules", f"{mean:.2f} %", f"{bar} %", mean <= bar)
        times = [float(row["seconds"]) for row in rows]
        figure = f"  {len(rows)} instances, mean {sum(times) / len(times):.3f} s, slowest"
        if seconds_bar is None:
            print(f"{figure:<44} {max(times):>12.3f} s", flush=True)
        else:
            line(figure, f"{max(times):.3f} s", f"{seconds_bar} s", max(times) < seconds_bar)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
