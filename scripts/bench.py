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
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

LIST_PAGE = "/etablissements"
STARTS = 5
LOAD_SECONDS = 10
POLL_SECONDS = 0.002
LONGEST_START = 30


class Missing(Exception):
    """Why a figure could not be taken."""


class Report:
    def __init__(self):
        self.missing = 0
        print(f"{'figure':<44} {'engine':<10} {'measured':>14}   bar", flush=True)

    def line(self, figure, engine, value, unit, bar, at_least=False):
        met = value > bar if at_least else value < bar
        digits = 3 if unit == "s" else 0 if value >= 100 else 1
        measured = f"{value:,.{digits}f} {unit}"
        sign = ">" if at_least else "<"
        verdict = "met" if met else "MISSED"
        print(f"{figure:<44} {engine:<10} {measured:>14}   {sign} {bar:,g} {unit}: {verdict}", flush=True)

    def absent(self, figure, engine, reason):
        self.missing += 1
        print(f"{figure:<44} {engine:<10} {'NOT MEASURED':>14}   {reason}", flush=True)

    @contextmanager
    def figures(self, names, engine):
        """Says that the figures are missing, and why, when what takes them cannot go to its end."""
        try:
            yield
        except Missing as reason:
            self.absent(names, engine, str(reason))


def run(*command):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CARENE_")}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=900, env=environment)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(str(error)) from error
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise Missing(f"{Path(command[0]).name} {command[1]} ended with status {done.returncode}: {last}")
    return done.stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/sante")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


class Server:
    """The program serving a database; `started` is the time from its start to its first answer."""

    def __init__(self, program, database):
        self.port = free_port()
        self.log = tempfile.TemporaryFile()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CARENE_")}
        environment["CARENE_SECOND_FACTOR"] = "optional"
        command = [program, "serve", "--database", database, "--host", "127.0.0.1", "--port", str(self.port)]
        before = time.monotonic()
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, env=environment
        )
        while not answers(self.port):
            if self.process.poll() is not None:
                raise Missing(f"carene serve ended with status {self.process.returncode}: {self.last_words()}")
            if time.monotonic() - before > LONGEST_START:
                self.stop()
                raise Missing(f"carene serve does not answer on /sante: {self.last_words()}")
            time.sleep(POLL_SECONDS)
        self.started = time.monotonic() - before

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def last_words(self):
        self.log.seek(0)
        lines = self.log.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "no message"

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def megabytes(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) * 1024 / 1e6


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def request(url, fields=None, cookie=None):
    """The status, the first cookie given and the place one is sent to."""
    address = urllib.parse.urlsplit(url)
    origin = f"{address.scheme}://{address.netloc}"
    # What a browser says of itself, which stands for a token against forged forms.
    headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    if cookie:
        headers["Cookie"] = cookie
    body = urllib.parse.urlencode(fields).encode() if fields else None
    try:
        answer = urllib.request.build_opener(NoRedirect).open(urllib.request.Request(url, body, headers), timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        cookies = "; ".join(value.split(";")[0] for value in answer.headers.get_all("Set-Cookie", []))
        return answer.status, cookies, answer.headers.get("Location", "")


def signed_in(server, account):
    """The cookies of a session that sees the list page."""
    home = f"http://127.0.0.1:{server.port}"
    status, cookie, _ = request(
        f"{home}/connexion", {"email": account["email"], "password": account["password"]}
    )
    if not cookie:
        raise Missing(f"POST /connexion as {account['email']}: status {status} and no session")
    status, _, place = request(f"{home}{LIST_PAGE}", cookie=cookie)
    if status != 200:
        raise Missing(f"GET {LIST_PAGE} as {account['email']}: status {status} {place}")
    return cookie


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


def measure_inside(report, program, engine, database):
    """The figures that the program takes of itself, printed as it gives them."""
    with report.figures("carene measure", engine):
        said = run(program, "measure", "--database", database).strip()
        if not said:
            raise Missing("carene measure prints nothing")
        print(f"carene measure, {engine}:\n{said}", flush=True)


def measure(report, program, engine, database, fresh):
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
        measure_serving(report, program, engine, database, account)
        measure_inside(report, program, engine, database)


def second_database(postgres):
    """The address of one more, empty database of the cluster."""
    run("psql", "--no-psqlrc", "--quiet", postgres, "--command", "CREATE DATABASE fresh")
    return postgres.replace("///postgres?", "///fresh?")


def print_load(moment):
    with open("/proc/loadavg") as averages:
        print(f"load {moment}: {' '.join(averages.read().split()[:3])} on {os.cpu_count()} cores", flush=True)


def main():
    program, postgres = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    print_load("before")
    report = Report()
    with tempfile.TemporaryDirectory(prefix="carene-bench.") as folder:
        measure(report, program, "sqlite", f"sqlite:{folder}/demonstration.sqlite", f"sqlite:{folder}/fresh.sqlite")
    if postgres:
        with report.figures("all", "postgres"):
            measure(report, program, "postgres", postgres, second_database(postgres))
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
