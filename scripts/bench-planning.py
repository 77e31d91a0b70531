#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Measures the roadmap optimiser on a group of hospitals as large as the product promises to serve.

    bench-planning.py PROGRAM [--seconds 60] [--seed 1] [--sites 12] [--periods 12] [--deadlines 0] [--print]

Draws 200 kinds of actions over 150 requirements of 12 establishments, about half of them unmet, a third of the kinds
shared between all establishments; costs from 0 to 200,000 euros, four skills, budgets for a third of everything. Runs
`PROGRAM roadmap solve` and prints its figures beside the bars. `--print` writes the request instead.

The command reads one JSON object, the `SolverRequest` of Sources/Engines/Planning/SolverProtocol.swift:

    {"problem": {"periods": 12, "periodsPerBudget": 4, "firstPeriodOfBudget": 0, "budgets": [euros by year],
                 "skills": [names], "capacity": [[person-days by period] by skill], "sites": [names],
                 "gaps": [{"id": "", "site": 0, "weight": 1.0, "deadline": period or absent}],
                 "actions": [{"id": "", "cost": 0, "recurringCost": 0, "effort": [days by skill], "duration": 1,
                              "prerequisites": [actions], "closes": [{"gap": 0, "share": 1.0}], "earliest": 0,
                              "choice": {"free": {}} or {"forced": {}} or {"forbidden": {}} or {"fixed": {"_0": 3}}}]},
     "limits": {"seconds": 60, "gap": 0.01}}

It writes one JSON object a line, {"progress": {"_0": {"step", "value", "bound", "seconds"}}} any number of times, then
{"plan": {"_0": {"starts", "value", "bound", "origin"}}} or {"refused": {"_0": ...}}. The step "greedy" comes first: the
time that its line gives is the one of the plan made without the solver.
"""

import argparse
import json
import random
import subprocess
import sys
import time

GREEDY_BAR_SECONDS = 0.1
SOLVER_BAR_SECONDS = 60
DISTANCE_BAR = 0.01
REQUIREMENTS = 150
TEMPLATES = 200
SKILLS = ["RSSI", "Réseau", "Systèmes", "Formation"]


def draw(sites, periods, deadlines, seed):
    """The problem; the same arguments always give the same one."""
    chance = random.Random(seed)
    weights = [chance.randint(1, 5) for _ in range(REQUIREMENTS)]
    gaps, gap_at = [], {}
    for site in range(sites):
        share = chance.uniform(0.4, 0.6)
        for requirement in range(REQUIREMENTS):
            if chance.random() < share:
                gap_at[requirement, site] = len(gaps)
                gaps.append({"id": f"g{site}-{requirement}", "site": site, "weight": weights[requirement]})
    actions, of_template = [], []
    for template in range(TEMPLATES):
        shared = chance.random() < 1 / 3
        count = chance.randint(1, 4)
        covered = {chance.randrange(REQUIREMENTS): chance.choice([0.3, 0.5, 0.7, 1, 1]) for _ in range(count)}
        cost = round(chance.random() ** 3 * 400) * 500
        recurring = round(cost * 0.04) if chance.random() < 0.3 else 0
        effort = [chance.randrange(20) if chance.random() < 0.5 else 0 for _ in SKILLS]
        duration = chance.randint(1, 4)
        earlier = chance.randrange(template) if template > 10 and chance.random() < 0.2 else None
        # Shared once, an action costs more than for one establishment, less than for each.
        scale = 1 if shared else 0.4
        mine = {}
        for group in [range(sites)] if shared else [[site] for site in range(sites)]:
            closes = [
                {"gap": gap_at[requirement, site], "share": share}
                for requirement, share in covered.items()
                for site in group
                if (requirement, site) in gap_at
            ]
            if not closes:
                continue
            before = {} if earlier is None else of_template[earlier]
            needed = sorted({before[site] for site in group if site in before})
            mine.update({site: len(actions) for site in group})
            actions.append({
                "id": f"a{template}-{'all' if shared else group[0]}", "cost": cost * scale,
                "recurringCost": recurring * scale, "effort": [days * scale for days in effort], "duration": duration,
                "prerequisites": needed, "closes": closes, "choice": {"free": {}}, "earliest": 0,
            })  # fmt: skip
        of_template.append(mine)
    closable = sorted({closing["gap"] for action in actions for closing in action["closes"] if closing["share"] == 1})
    for gap in chance.sample(closable, min(deadlines, len(closable))):
        gaps[gap]["deadline"] = chance.randrange(periods // 2, periods)
    total = sum(action["cost"] + action["recurringCost"] * periods / 2 for action in actions)
    years = (periods + 3) // 4
    efforts = zip(*(action["effort"] for action in actions))
    capacity = [round(sum(days) * 0.4 / periods) for days in efforts]
    return {
        "periods": periods, "periodsPerBudget": 4, "firstPeriodOfBudget": 0,
        "budgets": [round(total / 3 / years)] * years, "skills": SKILLS,
        "capacity": [[days] * periods for days in capacity],
        "sites": [f"Établissement {site + 1}" for site in range(sites)], "gaps": gaps, "actions": actions,
    }  # fmt: skip


def line(figure, measured, bar, met):
    print(f"{figure:<44} {measured:>14}   < {bar}: {'met' if met else 'MISSED'}", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program")
    arguments.add_argument("--seconds", type=float, default=SOLVER_BAR_SECONDS)
    arguments.add_argument("--gap", type=float, default=DISTANCE_BAR)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--sites", type=int, default=12)
    arguments.add_argument("--periods", type=int, default=12)
    arguments.add_argument("--deadlines", type=int, default=0)
    arguments.add_argument("--print", action="store_true")
    options = arguments.parse_args()
    problem = draw(options.sites, options.periods, options.deadlines, options.seed)
    request = json.dumps({"problem": problem, "limits": {"seconds": options.seconds, "gap": options.gap}})
    if options.print:
        print(request)
        return 0
    print(f"{len(problem['actions'])} actions, {len(problem['gaps'])} gaps, {problem['periods']} periods", flush=True)
    began = time.monotonic()
    done = subprocess.run([options.program, "roadmap", "solve"], input=request.encode(), stdout=subprocess.PIPE)
    elapsed = time.monotonic() - began
    messages = [json.loads(text) for text in done.stdout.decode().splitlines() if text]
    plan = messages[-1].get("plan", {}).get("_0") if messages else None
    if done.returncode != 0 or plan is None:
        print(f"NOT MEASURED   status {done.returncode}, {messages[-1:]}", file=sys.stderr)
        return 1
    for progress in (message["progress"]["_0"] for message in messages if "progress" in message):
        worth = f"{progress['value']:10.2f} of {progress['bound']:10.2f}"
        print(f"  {progress['seconds']:6.2f} s  {progress['step']:<12} {worth}")
        if progress["step"] == "greedy":
            seconds = progress["seconds"]
            line("plan without the solver", f"{seconds:.3f} s", f"{GREEDY_BAR_SECONDS} s", seconds < GREEDY_BAR_SECONDS)
    distance = (plan["bound"] - plan["value"]) / plan["bound"] if plan["bound"] > 0 else 0
    line("plan with the solver", f"{elapsed:.1f} s", f"{SOLVER_BAR_SECONDS} s", elapsed < SOLVER_BAR_SECONDS)
    line("distance to the proven bound", f"{distance:.2%}", f"{DISTANCE_BAR:.0%}", distance <= DISTANCE_BAR)
    return 0


if __name__ == "__main__":
    sys.exit(main())
