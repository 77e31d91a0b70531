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


def timed(*command):
    before = time.monotonic()
    run(*command)
    return time.monotonic() - before


def median_time(repeat, *command):
    timed(*command)
    return statistics.median(timed(*command) for _ in range(repeat))


def framework_yaml(identifier, count):
    """A framework of `count` requirements in chapters of 25, each with texts of ordinary length."""
    lines = [
        "format: carene-framework/1", f"identifier: {identifier}", 'version: "1"', f"title: Référentiel de {count} exigences",
        "language: fr", "requirements:",
    ]
    made = chapter = 0
    while made < count:
        chapter += 1
        lines += [f"  - code: C{chapter}", f"    title: Chapitre {chapter}", "    children:"]
        made += 1
        for number in range(1, 26):
            if made >= count:
                break
            made += 1
            lines += [
                f"      - code: C{chapter}.{number}", f"        title: Exigence {number} du chapitre {chapter}",
                "        expectation: Ce qui est attendu de l’établissement, en une phrase de longueur ordinaire pour mesurer.",
                "        guidance: Comment s’y prendre, par quoi commencer et ce qu’il faut vérifier, en deux lignes à peu près.",
                f"        weight: {1 + number % 3}", f"        priority: {'indispensable' if number % 3 == 0 else 'recommended'}",
            ]
    return "\n".join(lines) + "\n"


def finess_extract(path, count):
    """A legacy extract: Latin-1, `;`, one technical line, then `count` sites under a third as many legal entities."""
    with open(path, "w", encoding="latin-1") as file:
        file.write("finess;etalab;93;2026-11-02\n")
        for number in range(count):
            columns = [""] * 32
            entity = number // 3
            # 20 is no department any more: Corsica is 2A and 2B.
            department = 21 if entity % 95 == 19 else 1 + entity % 95
            columns[0], columns[1] = "structureet", f"{department:02d}{number:07d}"
            columns[2], columns[3] = f"{department:02d}{9_000_000 + entity:07d}", f"ÉTABLISSEMENT N° {number}"
            columns[12], columns[13], columns[15] = "001", f"{department:02d}", f"{department:02d}000 VILLE {number % 500}"
            columns[18], columns[19], columns[22] = "355", "Centre hospitalier", f"{number:014d}"
            file.write(";".join(columns) + "\n")


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


def page_time(server, cookie, path, repeat=30):
    """The median time of a page asked again and again, in milliseconds, and its size."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    times = []
    size = 0
    try:
        for turn in range(repeat + 3):
            before = time.monotonic()
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            size = len(answer.read())
            if answer.status != 200:
                raise Missing(f"GET {path}: status {answer.status}")
            if turn >= 3:
                times.append(time.monotonic() - before)
    finally:
        connection.close()
    return statistics.median(times) * 1000, size


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
            opening = f"{home}/etablissements/{organisation}/evaluations/nouvelle"
            status, _, assessment = request(
                opening, {"referentiel": "bench-1375@1", "titre": "Mesure"}, cookie=cookie)
            if status != 303 or not assessment:
                raise Missing(f"POST {opening}: status {status}")
            assessment = urllib.parse.urlsplit(assessment).path
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
        measure(report, program, "sqlite", f"sqlite:{folder}/demonstration.sqlite", f"sqlite:{folder}/fresh.sqlite", folder)
        if postgres:
            # The key of the second engine's installation goes with the other files of the measure.
            os.chdir(folder)
            with report.figures("all", "postgres"):
                measure(report, program, "postgres", postgres, second_database(postgres), folder)
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
