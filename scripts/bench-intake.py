#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""How many events a second the intake takes, examines and turns into alerts, beside the bars.

  scripts/bench-intake.py [BINARY] [SECONDS] [RATE]

A server on a fresh demonstration and a temporary SQLite database, all Windows rules of ../shared/data/sigma where they are
at hand, else those that the program carries. Four connections send batches of a thousand ordinary events over loopback and
wait when they are told to. Once with all that fits, then at a steady rate (20,000 a second), during which each second one
event that a rule waits for is sent beside the others: the time until the notice of its alert reaches a mail server is taken.
"""

import http.client
import json
import re
import shutil
import socketserver
import sqlite3
import sys
import tempfile
import threading
import time
from base64 import b64encode
from datetime import datetime, timezone
from pathlib import Path

from bench_events import SYSMON, day, event
from bench_server import Missing, Report, Server, request, run, signed_in

ROOT = Path(__file__).resolve().parents[1]
SIGMA = ROOT.parent / "shared/data/sigma"
CONNECTIONS = 4
BATCH = 1000
BATCHES = 60
BARS = {"rate": 20_000, "notice": 2.0}


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def rules_in(folder):
    """All Windows rules, where they are; how many."""
    folders = [SIGMA / name / "windows" for name in ("rules", "rules-emerging-threats", "rules-threat-hunting")]
    folder.mkdir()
    for number, source in enumerate(one if one.is_dir() else one.parent for one in folders):
        if source.is_dir():
            shutil.copytree(source, folder / str(number))
    return sum(1 for _ in folder.rglob("*.yml"))


def batches():
    made = []
    for number in range(BATCHES):
        lines = day(BATCH, now(), seed=number + 1)
        made.append("".join('{"create":{}}\n' + line + "\n" for line in lines).encode())
    return made


class Forwarder(threading.Thread):
    """One connection: sends, obeys, counts."""

    def __init__(self, port, token, bodies, until, pause):
        super().__init__(daemon=True)
        self.port, self.bodies, self.until, self.pause = port, bodies, until, pause
        self.headers = {
            "Content-Type": "application/x-ndjson",
            "Authorization": "Basic " + b64encode(f"carene:{token}".encode()).decode(),
        }
        self.events = self.refused = 0
        self.fault = None

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        turn, due = 0, time.monotonic()
        try:
            while time.monotonic() < self.until:
                connection.request("POST", "/collecte/_bulk", self.bodies[turn % len(self.bodies)], self.headers)
                answer = connection.getresponse()
                answer.read()
                if answer.status == 200:
                    self.events += BATCH
                    turn += 1
                elif answer.status in (429, 503):
                    self.refused += 1
                    time.sleep(1)
                else:
                    raise Missing(f"_bulk answers {answer.status}")
                if self.pause:
                    due += self.pause
                    time.sleep(max(due - time.monotonic(), 0))
        except (OSError, http.client.HTTPException, Missing) as fault:
            self.fault = fault
        finally:
            connection.close()


class Letterbox:
    """As much of a mail server (RFC 5321) as one that sends needs; when each host was first written of."""

    def __init__(self):
        heard = self.heard = {}

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                self.wfile.write(b"220 mesure\r\n")
                while line := self.rfile.readline():
                    word = line[:4].upper()
                    if word == b"DATA":
                        self.wfile.write(b"354 go on\r\n")
                        letter = b""
                        while (part := self.rfile.readline()) not in (b".\r\n", b""):
                            letter += part
                        for host in re.findall(rb"PC-ATTAQUE-\d+", letter.replace(b"=\r\n", b"")):
                            heard.setdefault(host.decode(), time.monotonic())
                    self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
                    if word == b"QUIT":
                        return

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def waiting(database, spool):
    """Bytes of the spool that are not examined yet."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10) as connection:
        row = connection.execute("SELECT segment, place FROM supervision_position").fetchone() or (0, 0)
    total = 0
    for file in spool.glob("*.spool"):
        number = int(file.stem)
        try:
            size = file.stat().st_size
        except FileNotFoundError:
            continue
        total += size if number > row[0] else max(size - row[1], 0) if number == row[0] else 0
    return total


def drained(database, spool, patience=180):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if waiting(database, spool) == 0:
            return
        time.sleep(0.05)
    raise Missing("what was acknowledged is not examined after three minutes")


def flood(server, token, bodies, seconds, rate=None):
    """Events acknowledged, when the last was, and how often one was told to wait."""
    begin = time.monotonic()
    pause = BATCH * CONNECTIONS / rate if rate else None
    forwarders = [
        Forwarder(server.port, token, bodies[number::CONNECTIONS], begin + seconds, pause) for number in range(CONNECTIONS)
    ]
    for forwarder in forwarders:
        forwarder.start()
    middle = None
    while any(forwarder.is_alive() for forwarder in forwarders):
        time.sleep(0.2)
        if middle is None and time.monotonic() > begin + seconds / 2:
            middle = server.megabytes()
        yield None
    for forwarder in forwarders:
        if forwarder.fault:
            raise Missing(f"a connection broke: {forwarder.fault}")
    yield (
        sum(one.events for one in forwarders), time.monotonic() - begin, sum(one.refused for one in forwarders), middle,
    )


def one_attack(port, token, host):
    line = event(1, host, 1, now(), {
        "CommandLine": "vssadmin.exe delete shadows /all /quiet", "Image": "C:\\Windows\\System32\\vssadmin.exe", "User": host,
    })
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": "Basic " + b64encode(f"carene:{token}".encode()).decode()}
    sent = time.monotonic()
    try:
        connection.request("POST", "/collecte/_bulk", '{"create":{}}\n' + line + "\n", headers)
        return sent if connection.getresponse().status == 200 else None
    finally:
        connection.close()


def token_of(server, account, database):
    """A token made on the page, as a person does, and the establishment."""
    cookie = signed_in(server, account)
    with sqlite3.connect(database) as connection:
        place = connection.execute(
            "SELECT id FROM organisation WHERE name = 'Centre hospitalier de Saint-Aubin'").fetchone()[0]
    page = f"http://127.0.0.1:{server.port}/etablissements/{place}/supervision"
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request(
        "POST", f"/etablissements/{place}/supervision/collecte", "nom=Mesure",
        {"Cookie": cookie, "Origin": f"http://127.0.0.1:{server.port}", "Content-Type": "application/x-www-form-urlencoded"})
    text = connection.getresponse().read().decode()
    connection.close()
    found = re.search(r"<code>([0-9a-f-]{36}\.[0-9a-f]{64})</code>", text)
    if not found:
        raise Missing("the page shows no token")
    with sqlite3.connect(database) as connection:
        officer = connection.execute("SELECT id FROM account WHERE email = ?", (account["email"],)).fetchone()[0]
    return found[1], cookie, page, officer


def measure(report, program, seconds, rate):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        database, spool = folder / "c.sqlite", folder / "spool"
        accounts = json.loads(run(program, "demo", "--database", f"sqlite:{database}", "--json"))["accounts"]
        account = next(one for one in accounts if one["role"].casefold() == "rssi")
        count = rules_in(folder / "rules")
        bodies = batches()
        size = sum(map(len, bodies)) / BATCHES / BATCH
        box = Letterbox()
        settings = {
            "CARENE_SMTP_HOST": "127.0.0.1", "CARENE_SMTP_PORT": str(box.port), "CARENE_SMTP_TLS": "none",
            "CARENE_SMTP_FROM": "carene@rives.example",
            "CARENE_RULES": str(folder / "rules"), "CARENE_SPOOL": str(spool), "CARENE_SPOOL_MB": "256",
            "CARENE_KEPT": str(folder / "kept"),
        }
        with Server(program, f"sqlite:{database}", **settings) as server:
            token, cookie, page, officer = token_of(server, account, str(database))
            print(f"{count} rule files beside those carried, events of {size:.0f} bytes, {CONNECTIONS} connections")
            # The rules are compiled at the first event.
            one_attack(server.port, token, "PC-CHAUFFE")
            time.sleep(5)
            drained(database, spool)
            start = server.megabytes()

            begin = time.monotonic()
            for got in flood(server, token, bodies, seconds):
                pass
            events, sending, refused, middle = got
            drained(database, spool)
            examined = events / (time.monotonic() - begin)
            report.line("events acknowledged", "sqlite", events / sending, "/s", BARS["rate"], at_least=True)
            report.line("events examined by all rules", "sqlite", examined, "/s", BARS["rate"], at_least=True)
            print(f"  told to wait {refused} times; memory {start:.0f} MB before, {middle:.0f} in the middle, "
                  f"{server.megabytes():.0f} after, {server.megabytes('VmHWM'):.0f} at its highest")

            status, _, _ = request(f"{page}/avis", {"niveau": "critique", "destinataires": officer}, cookie=cookie)
            if status != 303:
                raise Missing(f"the notices cannot be set: status {status}")
            sent = {}
            next_attack = time.monotonic() + 1
            begin = time.monotonic()
            server.forget_peak()
            deepest = 0
            for got in flood(server, token, bodies, seconds, rate):
                deepest = max(deepest, waiting(database, spool))
                # Notices are at most twenty a minute.
                if time.monotonic() > next_attack and len(sent) < min(15, seconds - 3):
                    host = f"PC-ATTAQUE-{len(sent)}"
                    if moment := one_attack(server.port, token, host):
                        sent[host] = moment
                    next_attack = time.monotonic() + 1
            events, sending, refused, middle = got
            drained(database, spool)
            lag = time.monotonic() - begin - sending
            time.sleep(3)
            delays = sorted(box.heard[host] - moment for host, moment in sent.items() if host in box.heard)
            report.line(f"at {rate} a second: acknowledged", "sqlite", events / sending, "/s", rate * 0.98, at_least=True)
            print(f"  {deepest / 1e6:.1f} MB waited at most, all examined {max(lag, 0):.1f} s behind the last; told to wait "
                  f"{refused} times; memory {middle:.0f} MB in the middle, {server.megabytes():.0f} after, "
                  f"{server.megabytes('VmHWM'):.0f} at its highest")
            if len(delays) < len(sent) or not delays:
                report.absent("from an event to its notice", "sqlite", f"{len(delays)} of {len(sent)} notices came")
            else:
                report.line("from an event to its notice, median", "sqlite", delays[len(delays) // 2], "s", BARS["notice"])
                report.line("from an event to its notice, longest", "sqlite", delays[-1], "s", BARS["notice"])


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/carene")
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 20
    rate = int(sys.argv[3]) if len(sys.argv) > 3 else BARS["rate"]
    if not Path(program).exists():
        sys.exit(f"bench-intake: {program} does not exist: swift build -c release")
    report = Report()
    print(f"load before: {Path('/proc/loadavg').read_text().split()[0]}")
    with report.figures("intake of events", "sqlite"):
        measure(report, program, seconds, rate)
    print(f"load after: {Path('/proc/loadavg').read_text().split()[0]}")
    return 1 if report.missing else 0


if __name__ == "__main__":
    sys.exit(main())
