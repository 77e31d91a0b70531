# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of failures share: a command run to its end, a server, a visitor without a face, and a demonstration
to be ill-treated. A test imports the fixtures it asks for, and `pristine` with `demo`, which copies it.
"""

import contextlib
import http.client
import json
import re
import shutil
import sqlite3
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from conftest import BINARY, free_port, program_environment, wait_until_healthy

DONE, FAILED, USAGE, UNAVAILABLE = 0, 1, 64, 69
ADMINISTRATOR, OFFICER = "administrator", "rssi"


def carene(*arguments, **environment):
    """Runs a command to its end. It must end by itself, without a signal (a trap is one)."""
    done = subprocess.run(
        [BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=300,
        env=program_environment() | environment, stdin=subprocess.DEVNULL,
    )
    assert done.returncode >= 0, f"{arguments} was ended by signal {-done.returncode}:\n{done.stderr[-2000:]}"
    return done


def check(done, status, *words):
    everything = done.stdout + done.stderr
    assert done.returncode == status, f"status {done.returncode}, expected {status}:\n{everything[-2000:]}"
    for word in words:
        assert word in everything, f"‘{word}’ is not in:\n{everything[-2000:]}"


@dataclass
class Answer:
    status: int
    headers: dict
    text: str


class Visitor:
    """A browser without a face: cookies, and forms sent from the site's own pages."""

    def __init__(self, url):
        self.url = url
        self.address = urlsplit(url)
        self.cookies = {}

    def ask(self, method, path, body=None, kind=None):
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=60)
        headers = {"Origin": self.url} if method == "POST" else {}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind:
            headers["Content-Type"] = kind
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return Answer(answer.status, dict(answer.headers), text)

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, **fields):
        return self.ask("POST", path, urlencode(fields), "application/x-www-form-urlencoded")

    def send_file(self, path, field, content, name="fichier.csv"):
        head = f'--limite\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + b"\r\n--limite--\r\n"
        return self.ask("POST", path, body, "multipart/form-data; boundary=limite")

    def sign_in(self, account):
        answer = self.post("/connexion", email=account["email"], password=account["password"])
        assert answer.status == 303, f"{account['email']} cannot sign in: {answer.status}"
        return self


@dataclass
class Server:
    url: str
    process: subprocess.Popen
    log: Path
    accounts: list

    def visitor(self, role=None):
        visitor = Visitor(self.url)
        if role:
            visitor.sign_in(next(account for account in self.accounts if account["role"] == role))
        return visitor

    def is_alive(self):
        return self.process.poll() is None


@contextlib.contextmanager
def serving(database, folder, accounts=(), *arguments, **environment):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = folder / f"server-{port}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [BINARY, "serve", "--database", database, "--port", str(port), *arguments],
            stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            env=program_environment() | environment,
        )
        try:
            wait_until_healthy(url, process, log)
            yield Server(url, process, log, list(accounts))
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@dataclass
class Demonstration:
    path: Path
    accounts: list


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    path = tmp_path_factory.mktemp("pristine") / "carene.sqlite"
    demo = carene("demo", "--database", f"sqlite:{path}", "--json")
    check(demo, DONE)
    return Demonstration(path, json.loads(demo.stdout)["accounts"])


@pytest.fixture
def demo(pristine, tmp_path):
    """A copy of the demonstration, to be ill-treated."""
    return copied(pristine, tmp_path)


def copied(demonstration, folder):
    path = folder / "carene.sqlite"
    shutil.copy(demonstration.path, path)
    shutil.copy(f"{demonstration.path}.key", f"{path}.key")
    return Demonstration(path, demonstration.accounts)


def rows(path, query, *values):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values).fetchall()


def write(path, *statements):
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def intact(database):
    verified = carene("journal", "verify", "--database", database)
    check(verified, DONE, "intact: ")
    return int(re.search(r"intact: (\d+)", verified.stdout)[1])


def open_question(path):
    """An assessment in progress and a requirement of it that anybody may answer there."""
    [(assessment,)] = rows(
        path,
        """SELECT a.id FROM assessment a JOIN organisation o ON o.id = a.organisation_id
        WHERE a.closed_at IS NULL AND a.framework = 'anssi-hygiene' AND o.finess <> '990000719'
        ORDER BY o.lineage, a.id LIMIT 1""",
    )
    return assessment


def answer(visitor, assessment, code, comment, revision=None):
    if revision is None:
        page = visitor.get(f"/evaluations/{assessment}/exigences/{code}").text
        revision = re.search(r'name="revision" value="(\d+)"', page)[1]
    return visitor.post(
        f"/evaluations/{assessment}/exigences/{code}/reponse",
        **{f"reponse-{code}": "1", f"commentaire-{code}": comment, "revision": revision},
    )


def register(lines):
    """A FINESS extract of fictional legal entities."""
    head = "finess;etalab;93;2026-01-14\n"
    line = "structureej;{0};CH {1};CENTRE HOSPITALIER {1};;1;R;DES LILAS;;;;185;38000 GRENOBLE;38;ISERE;;13;Etab\n"
    return head + "".join(line.format(f"99{index:07d}", index) for index in range(lines))


def wait_for(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def eventually(ask, seconds=30):
    """The first answer that comes: for a server that is starting or recovering."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return ask()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
