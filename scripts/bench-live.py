#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""How long after a line of a crisis log two hundred people see it, beside the bar.

  scripts/bench-live.py [BINARY] [PEOPLE] [SECONDS]

A server on a fresh demonstration and a temporary SQLite database. Each reader keeps the live page's stream of events open and,
as the site's own script does, asks for the changed part of the page whenever it is told of a change. Two lines a second are
written. A delay runs from the moment a line is sent to the moment a reader holds the part of the page that shows it. The
readers are Python on the same two cores: what they cost is in the figure.
"""

import asyncio
import json
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench_server import Missing, Report, Server, request, run, signed_in

ROOT = Path(__file__).resolve().parents[1]
LINES_A_SECOND = 2
BAR_MILLISECONDS = 200


async def ask(port, cookie, path, reader_writer=None):
    """A page over a connection that is kept; the body and the connection."""
    reader, writer = reader_writer or await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nX-Requested-With: carene\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = re.search(r"content-length: (\d+)", head)
    if not length:
        raise Missing(f"GET {path}: {head.splitlines()[0]} without a length")
    return (await reader.readexactly(int(length[1]))).decode(), (reader, writer)


async def follow(port, cookie, stream, page, sent, delays, ready):
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    writer.write(f"GET {stream} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nAccept: text/event-stream\r\n\r\n".encode())
    await reader.readuntil(b"\r\n\r\n")
    connection, seen = None, set()
    ready.release()
    while True:
        line = await reader.readline()
        if not line:
            return
        if not line.startswith(b"data:"):
            continue
        body, connection = await ask(port, cookie, page, connection)
        arrived = time.monotonic()
        for number in set(map(int, re.findall(r"Ligne mesurée (\d+)", body))) - seen:
            seen.add(number)
            if number in sent:
                delays.append(arrived - sent[number])


async def measured(server, cookie, page, people, seconds):
    text, _ = await ask(server.port, cookie, page)
    stream = re.search(r'data-live="([^"]+)"', text)
    if not stream:
        raise Missing(f"{page} has no live part")
    sent, delays, ready = {}, [], asyncio.Semaphore(0)
    readers = [
        asyncio.create_task(follow(server.port, cookie, stream[1], page, sent, delays, ready)) for _ in range(people)
    ]
    for _ in readers:
        await ready.acquire()
    await asyncio.sleep(2)
    before = server.megabytes()
    home = f"http://127.0.0.1:{server.port}"
    for number in range(seconds * LINES_A_SECOND):
        begun = time.monotonic()
        sent[number] = begun
        status, _, _ = await asyncio.to_thread(
            request, f"{home}{page}/saisie", {"ligne": f"Ligne mesurée {number}", "saisie": "operational"}, cookie)
        if status != 303:
            raise Missing(f"POST {page}/saisie: status {status}")
        await asyncio.sleep(max(0, 1 / LINES_A_SECOND - (time.monotonic() - begun)))
    await asyncio.sleep(2)
    for reader in readers:
        reader.cancel()
    expected = people * seconds * LINES_A_SECOND
    if len(delays) < expected * 0.98:
        raise Missing(f"{len(delays)} of {expected} lines were seen")
    return delays, before, server.megabytes()


def measure(report, program, people, seconds):
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:{folder}/carene.sqlite"
        demo = json.loads(run(program, "demo", "--database", database, "--json"))
        account = next(each for each in demo["accounts"] if "rssi" in each.values())
        with Server(program, database) as server:
            cookie = signed_in(server, account)
            home = f"http://127.0.0.1:{server.port}"
            _, _, place = request(f"{home}/", cookie=cookie)
            group = re.search(r"/etablissements/[0-9a-f-]{36}", place)
            if not group:
                raise Missing("the RSSI has no first page")
            status, _, log = request(
                f"{home}{group[0]}/mains-courantes/nouvelle", {"titre": "Mesure", "nature": "exercise"}, cookie)
            if status != 303:
                raise Missing(f"no log could be opened: status {status}")
            page = re.search(r"/mains-courantes/[0-9a-f-]{36}", log)[0]
            delays, before, after = asyncio.run(measured(server, cookie, page, people, seconds))
            ordered = sorted(delays)
            report.line(
                f"a line seen by {people} people, median", "SQLite", statistics.median(ordered) * 1000, "ms",
                BAR_MILLISECONDS)
            report.line(
                f"a line seen by {people} people, p99", "SQLite", ordered[int(len(ordered) * 0.99)] * 1000, "ms",
                BAR_MILLISECONDS)
            report.line("memory gained over the run", "SQLite", after - before, "MB", 20)


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/carene")
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    report = Report()
    with report.figures("lines of a live log", "SQLite"):
        measure(report, program, people, seconds)
    sys.exit(1 if report.missing else 0)


if __name__ == "__main__":
    main()
