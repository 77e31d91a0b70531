#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Measures the program from outside, as its users meet it, on both engines; bars of the design, section 11.

    bench.py PROGRAM [POSTGRES_ADDRESS]

A figure that could not be taken is printed with the reason, and the status is then 1. A missed bar is printed as such
and is not a failure: figures depend on what else the machine does, which is why its load is printed too.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

from bench_evidence import measure_evidence
from bench_samples import finess_extract, framework_yaml
from bench_server import LIST_PAGE, Missing, Report, Server, open_assessment, page_time, request, run, signed_in

STARTS = 5
LOAD_SECONDS = 10


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def load(server, cookie):
    """Requests per second and the 99th percentile in milliseconds of the list page."""
    if not shutil.which("wrk"):
        raise Missing("wrk is not installed")
    said = run(
        "wrk", "-t1", "-c32", f"-d{LOAD_SECONDS}s", "--latency", "-H", f"Cookie: {cookie}",
        f"http://127.0.0.1:{server.port}{LIST_PAGE}",
    )
    if faulty := re.search(r"Non-2xx or 3xx responses: \d+|Socket errors: .*", said):
        raise Missing(f"wrk: {faulty.group(0)}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    tail = re.search(r"99%\s+([\d.]+(?:us|ms|s|m))", said)
    if not rate or not tail:
        raise Missing("wrk did not print its figures")
    return float(rate.group(1)), milliseconds(tail.group(1))


def measure_start(report, program, engine, database):
    with report.figures("start to first answer", engine):
        times = []
        for _ in range(STARTS):
            with Server(program, database) as server:
                times.append(server.started)
        report.line(f"start to first answer (median of {STARTS})", engine, statistics.median(times), "s", 0.2)


def measure_fresh(report, program, engine, database):
    with report.figures("fresh database to first answer", engine):
        with Server(program, database) as server:
            report.line("fresh database to first answer", engine, server.started, "s", 1)


def measure_serving(report, program, engine, database, account):
    with report.figures("memory and list page", engine):
        with Server(program, database) as server:
            time.sleep(2)  # what the start still had to do
            report.line("memory, idle (VmRSS)", engine, server.megabytes(), "MB", 60)
            with report.figures(f"{LIST_PAGE} under load", engine):
                cookie = signed_in(server, account)
                rate, tail = load(server, cookie)
                report.line(f"{LIST_PAGE}, wrk -t1 -c32, requests", engine, rate, "/s", 2000, at_least=True)
                report.line(f"{LIST_PAGE}, wrk -t1 -c32, p99", engine, tail, "ms", 20)
                report.line("memory, after load (VmRSS)", engine, server.megabytes(), "MB", 120)


def timed(*command):
    before = time.monotonic()
    run(*command)
    return time.monotonic() - before


def median_time(repeat, *command):
    timed(*command)
    return statistics.median(timed(*command) for _ in range(repeat))


def measure_files(report, program, engine, database, folder):
    """The work on files: an import, a framework loaded."""
    with report.figures("FINESS, 100,000 lines", engine):
        extract = f"{folder}/finess.csv"
        finess_extract(extract, 100_000)
        report.line("FINESS, 100,000 lines, first import", engine, timed(program, "import", "finess", "--database", database, extract), "s", 10)
        report.line("FINESS, 100,000 lines, same file again", engine, timed(program, "import", "finess", "--database", database, extract), "s", 10)
    if engine == "sqlite":
        with report.figures("framework of 443 nodes", engine):
            path = f"{folder}/framework-443.yaml"
            Path(path).write_text(framework_yaml("bench-443", 443))
            report.line("framework of 443 nodes, whole process", "-", median_time(5, program, "framework", "check", path) * 1000, "ms", 100)


def measure_tree(report, program, engine, database, account, folder):
    """An assessment of 1,375 requirements: its overview and its framework's whole tree."""
    with report.figures("tree of 1,375 requirements", engine):
        path = f"{folder}/framework-1375.yaml"
        Path(path).write_text(framework_yaml("bench-1375", 1375))
        run(program, "framework", "add", "--database", database, path)
        with Server(program, database) as server:
            cookie = signed_in(server, account)
            home = f"http://127.0.0.1:{server.port}"
            _, _, place = request(f"{home}/", cookie=cookie)
            organisation = urllib.parse.urlsplit(place).path.rsplit("/", 1)[-1]
            assessment = open_assessment(server, cookie, organisation, "bench-1375@1")
            tree, size = page_time(server, cookie, "/referentiels/bench-1375/1")
            report.line(f"tree of 1,375 requirements ({size / 1e6:.1f} MB of HTML)", engine, tree, "ms", 30)
            overview, _ = page_time(server, cookie, assessment)
            report.line("assessment of 1,375 requirements, overview", engine, overview, "ms", 30)


def measure(report, program, engine, database, fresh, folder):
    measure_fresh(report, program, engine, fresh)
    with report.figures("all with the demonstration", engine):
        try:
            accounts = json.loads(run(program, "demo", "--database", database, "--json"))["accounts"]
        except (ValueError, KeyError, TypeError) as error:
            raise Missing(f"carene demo --json prints no accounts: {error!r}") from error
        account = next((one for one in accounts if one["role"].casefold() == "rssi"), None)
        measure_start(report, program, engine, database)
        if account is None:
            raise Missing("the demonstration has no account with the role rssi")
        lines = f"{folder}/fifty.csv"
        finess_extract(lines, 300)
        run(program, "import", "finess", "--database", database, lines)
        administrator = next((one for one in accounts if one["role"].casefold() == "administrator"), account)
        measure_serving(report, program, engine, database, administrator)
        measure_tree(report, program, engine, database, account, folder)
    measure_files(report, program, engine, fresh, folder)


def measure_planning(report, program):
    """The optimiser, by its own script, which prints its own lines."""
    with report.figures("roadmap", "-"):
        script = Path(__file__).with_name("bench-planning.py")
        status = subprocess.run([sys.executable, script, program]).returncode
        if status != 0:
            raise Missing(f"{script.name} ended with status {status}")


def one_more_database(postgres, name):
    """The address of one more, empty database of the cluster."""
    run("psql", "--no-psqlrc", "--quiet", postgres, "--command", f"CREATE DATABASE {name}")
    return postgres.replace("///postgres?", f"///{name}?")


def print_load(moment):
    with open("/proc/loadavg") as averages:
        print(f"load {moment}: {' '.join(averages.read().split()[:3])} on {os.cpu_count()} cores", flush=True)


def main():
    program, postgres = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    print_load("before")
    report = Report()
    with tempfile.TemporaryDirectory(prefix="carene-bench.") as folder:
        measure(report, program, "sqlite", f"sqlite:{folder}/demonstration.sqlite", f"sqlite:{folder}/fresh.sqlite", folder)
        measure_evidence(report, program, "sqlite", f"sqlite:{folder}/evidence.sqlite", folder)
        measure_planning(report, program)
        if postgres:
            # The key of the second engine's installation goes with the other files of the measure.
            os.chdir(folder)
            with report.figures("all", "postgres"):
                measure(report, program, "postgres", postgres, one_more_database(postgres, "fresh"), folder)
                measure_evidence(report, program, "postgres", one_more_database(postgres, "evidence"), folder)
        else:
            report.absent("all", "postgres", "no private cluster could be started (see above)")
    print_load("after")
    if report.missing:
        print(f"{report.missing} kinds of figures could not be taken.", file=sys.stderr)
    return 1 if report.missing else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: scripts/bench.py PROGRAM [POSTGRES_ADDRESS]")
    sys.exit(main())
