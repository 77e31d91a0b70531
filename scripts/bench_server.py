# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""What every measure stands on: how a figure is printed, the program run and serving, a session, a page asked again."""

import os
import re
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

LIST_PAGE = "/etablissements"
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

    def __init__(self, program, database, **settings):
        self.port = free_port()
        self.log = tempfile.TemporaryFile()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CARENE_")}
        environment["CARENE_SECOND_FACTOR"] = "optional"
        environment |= settings
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

    def megabytes(self, figure="VmRSS"):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{figure}:\s+(\d+) kB", status).group(1)) * 1024 / 1e6

    def forget_peak(self):
        """Sets VmHWM back to what is in memory now, see proc_pid_clear_refs(5)."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")


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


def open_assessment(server, cookie, organisation, framework):
    """The path of a new assessment of the organisation."""
    opening = f"http://127.0.0.1:{server.port}/etablissements/{organisation}/evaluations/nouvelle"
    status, _, place = request(opening, {"referentiel": framework, "titre": "Mesure"}, cookie=cookie)
    if status != 303 or not place:
        raise Missing(f"POST {opening}: status {status}")
    return urllib.parse.urlsplit(place).path


def page_time(server, cookie, path, repeat=30, warm=3):
    """The median time of a page asked again and again, in milliseconds, and its size."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    times = []
    size = 0
    try:
        for turn in range(repeat + warm):
            before = time.monotonic()
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            size = len(answer.read())
            if answer.status != 200:
                raise Missing(f"GET {path}: status {answer.status}")
            if turn >= warm:
                times.append(time.monotonic() - before)
    finally:
        connection.close()
    return statistics.median(times) * 1000, size
