# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""What happens when something goes wrong: hostile files, a full disk, a database that is damaged, locked, newer or gone,
a server that is killed. The program says so in words, exits with the right status, and loses nothing.
"""

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from conftest import BINARY, ROOT, free_port, program_environment, wait_until_healthy

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


# Commands


class TestServe:
    def test_port_in_use(self, demo):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            done = carene("serve", "--database", f"sqlite:{demo.path}", "--port", taken.getsockname()[1])
        check(done, UNAVAILABLE, "already in use", "--port")

    def test_not_a_database(self, tmp_path):
        path = tmp_path / "carene.sqlite"
        path.write_bytes(b"This is a letter, not a database.\n" * 500)
        before = path.read_bytes()
        check(carene("serve", "--database", f"sqlite:{path}"), UNAVAILABLE, "damaged", "backup")
        assert path.read_bytes() == before

    def test_newer_database(self, demo):
        write(demo.path, "INSERT INTO schema_migration VALUES ('9999-tomorrow', 'x', '2030-01-01T00:00:00Z')")
        done = carene("serve", "--database", f"sqlite:{demo.path}")
        check(done, UNAVAILABLE, "newer Carène", "9999-tomorrow", "nothing was changed")

    def test_locked_database(self, demo):
        with contextlib.closing(sqlite3.connect(demo.path, isolation_level=None)) as other:
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
            other.execute("BEGIN EXCLUSIVE")
            check(carene("serve", "--database", f"sqlite:{demo.path}"), UNAVAILABLE, "locked by another program")

    def test_failed_migration_keeps_answering(self, tmp_path):
        path = tmp_path / "carene.sqlite"
        # A table of the same name as one of ours, made by somebody else.
        write(path, "CREATE TABLE journal_entry (x TEXT)")
        port = free_port()
        process = subprocess.Popen(
            [BINARY, "serve", "--database", f"sqlite:{path}", "--port", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=program_environment(),
        )
        try:
            visitor = Visitor(f"http://127.0.0.1:{port}")
            health = eventually(lambda: visitor.get("/sante"))
            assert health.status == 503 and "failed" in health.text
            page = visitor.get("/etablissements")
            assert page.status == 503 and "réparation" in page.text
        finally:
            process.terminate()
            process.wait(timeout=20)

    @pytest.mark.parametrize("content, word", [("short\n", "key"), ("z" * 64 + "\n", "key")])
    def test_unreadable_key(self, demo, content, word):
        Path(f"{demo.path}.key").write_text(content)
        check(carene("serve", "--database", f"sqlite:{demo.path}"), FAILED, "secret key", "cannot be used", word)

    def test_key_that_others_can_read(self, demo):
        os.chmod(f"{demo.path}.key", 0o644)
        check(carene("serve", "--database", f"sqlite:{demo.path}"), FAILED, "secret key", "cannot be used")

    @pytest.mark.parametrize(
        "arguments",
        [
            ("--database", "mysql://somewhere"), ("--database", "sqlite:"), ("--port", "many"),
            ("--timezone", "Mars/Olympus"), ("--second-factor", "perhaps"),
        ],
    )
    def test_wrong_usage(self, arguments, tmp_path):
        database = () if "--database" in arguments else ("--database", f"sqlite:{tmp_path / 'x.sqlite'}")
        check(carene("serve", *database, *arguments), USAGE)

    def test_folder_that_does_not_exist(self, tmp_path):
        done = carene("serve", "--database", f"sqlite:{tmp_path}/nowhere/carene.sqlite")
        check(done, UNAVAILABLE, "cannot open the database")

    def test_address_that_is_not_ours(self, demo):
        done = carene("serve", "--database", f"sqlite:{demo.path}", "--host", "192.0.2.1")
        check(done, UNAVAILABLE, "cannot listen on 192.0.2.1")

    def test_postgres_that_does_not_answer(self, tmp_path):
        done = carene("serve", "--database", f"postgres:///postgres?host={tmp_path}")
        check(done, UNAVAILABLE, "cannot open the database PostgreSQL")


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + depth)}: &{chr(98 + depth)} [{', '.join(['*' + chr(97 + depth)] * 9)}]\n" for depth in range(9)
)
BAD_FRAMEWORKS = {
    "bomb.yaml": BOMB.encode(),
    "cycle.yaml": b"requirements: &r\n  - children: *r\n",
    "merge.yaml": b"base: &b {code: A}\nrequirements:\n  - <<: *b\n",
    "deep.yaml": b"[" * 100_000,
    "deep.json": b'{"catalog":' + b"[" * 100_000,
    "cut.json": b'{"catalog": {"uuid": "x", "groups": [{"id": "a"',
    "latin.yaml": "title: S\xe9curit\xe9\n".encode("latin-1"),
    "utf16.yaml": "identifier: x\n".encode("utf-16"),
    "zero.yaml": b"title: a\0b\n",
    "empty.yaml": b"",
    "number.yaml": b"requirements: 99999999999999999999999999\n",
    "list.json": b"[1, 2, 3]",
    "picture.yaml": bytes(range(256)) * 40,
}


class TestFrameworkCheck:
    def test_sound_file(self):
        file = next((ROOT / "frameworks").glob("anssi-hygiene*.yaml"))
        done = carene("framework", "check", file, "--json")
        check(done, DONE)
        [verdict] = json.loads(done.stdout)
        assert verdict["ok"] and "requirements to answer" in verdict["kind"]

    @pytest.mark.parametrize("name", BAD_FRAMEWORKS)
    def test_bad_file(self, name, tmp_path):
        path = tmp_path / name
        path.write_bytes(BAD_FRAMEWORKS[name])
        done = carene("framework", "check", path, "--json")
        check(done, FAILED)
        [verdict] = json.loads(done.stdout)
        assert not verdict["ok"]
        assert verdict["findings"] and all(finding["message"] for finding in verdict["findings"])

    def test_one_bad_among_good(self, tmp_path):
        good = next((ROOT / "frameworks").glob("care-d2*.yaml"))
        bad = tmp_path / "bad.yaml"
        bad.write_text("identifier: x\n")
        done = carene("framework", "check", good, bad, tmp_path / "absent.yaml", "--json")
        check(done, FAILED)
        assert [verdict["ok"] for verdict in json.loads(done.stdout)] == [True, False, False]

    def test_too_large(self, tmp_path):
        path = tmp_path / "large.yaml"
        with path.open("wb") as file:
            file.truncate(40 << 20)
        check(carene("framework", "check", path), FAILED, "larger than 32 MB")

    def test_unknown_code_in_text(self, tmp_path):
        path = tmp_path / "mapping.yaml"
        path.write_text("mapping: x\nversion: 1\npairs: [{from: A, to: }]\n")
        done = carene("framework", "check", path)
        check(done, FAILED, f"{path}: refused")


class TestJournalVerify:
    def test_intact(self, demo):
        assert intact(f"sqlite:{demo.path}") > 0

    @pytest.mark.parametrize(
        "statement, fault",
        [
            ("UPDATE journal_entry SET detail = 'nothing' WHERE sequence = 5", "entry 5: altered"),
            ("DELETE FROM journal_entry WHERE sequence = 5", "entry 5: missing"),
            ("UPDATE journal_entry SET previous_hash = hash WHERE sequence = 5", "entry 5: unlinked"),
        ],
    )
    def test_tampered(self, demo, statement, fault):
        write(demo.path, statement)
        check(carene("journal", "verify", "--database", f"sqlite:{demo.path}"), FAILED, "broken", fault)


class TestImport:
    @pytest.fixture
    def base(self, tmp_path):
        return f"sqlite:{tmp_path / 'carene.sqlite'}"

    def test_refused_lines(self, base, tmp_path):
        file = tmp_path / "extract.csv"
        lines = register(3).splitlines()
        lines += [lines[1], lines[1].replace("990000000", "1234"), lines[1].replace("990000000;CH", "990000009;CH")
                  .replace(";38;ISERE", ";QQ;NULLE PART")]
        file.write_bytes("\n".join(lines).encode("latin-1"))
        done = carene("import", "finess", file, "--database", base)
        check(done, DONE, "refused 3", f"{file}:5:", f"{file}:6:", f"{file}:7:")
        again = carene("import", "finess", file, "--database", base)
        check(again, DONE, "created 0, changed 0, unchanged 3, refused 3")
        intact(base)

    @pytest.mark.parametrize(
        "content",
        [
            b"", b"\0" * 4000, "structureej;990000012".encode("utf-16"), b"name;town\nA;B\n", b'{"pmej": [{"x": ',
            b'structureej;"990000012;no end' * 10, b"structureej;" + b"x" * (3 << 20), b"{" * 50_000,
        ],
        ids=["empty", "zeros", "utf16", "another-table", "cut-json", "open-quote", "long-line", "deep"],
    )
    def test_whole_file_refused(self, base, tmp_path, content):
        file = tmp_path / "extract.csv"
        file.write_bytes(content)
        check(carene("import", "finess", file, "--database", base), FAILED, str(file), "Nothing was changed")
        assert rows(tmp_path / "carene.sqlite", "SELECT COUNT(*) FROM organisation") == [(0,)]

    @pytest.mark.parametrize("kind", ["finess", "ght", "activity"])
    def test_no_such_file(self, base, tmp_path, kind):
        check(carene("import", kind, tmp_path / "absent.csv", "--database", base), FAILED, "Nothing was changed")

    @pytest.mark.parametrize("kind", ["ght", "activity"])
    def test_missing_columns(self, base, tmp_path, kind):
        file = tmp_path / "table.csv"
        file.write_text("a;b\n1;2\n")
        check(carene("import", kind, file, "--database", base), FAILED, "Nothing was changed")

    @pytest.mark.parametrize("engine", ["sqlite", "postgres"])
    def test_killed_half_way(self, engine, tmp_path, request):
        base = request.getfixturevalue("cluster").url if engine == "postgres" else f"sqlite:{tmp_path / 'c.sqlite'}"
        environment = {"CARENE_SECRET_KEY_FILE": str(tmp_path / "key")}
        file = tmp_path / "extract.csv"
        file.write_text(register(5))
        check(carene("import", "finess", file, "--database", base, **environment), DONE, "refused 0")
        before = intact(base)
        file.write_text(register(120_000))
        for pause in (0.3, 0.8, 1.5):
            process = subprocess.Popen(
                [BINARY, "import", "finess", file, "--database", base],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=program_environment() | environment,
            )
            time.sleep(pause)
            assert process.poll() is None, "the import ended before it could be killed"
            process.kill()
            process.wait()
            assert intact(base) == before
        file.write_text(register(6))
        done = carene("import", "finess", file, "--database", base, **environment)
        check(done, DONE, "created 1, changed 0, unchanged 5")


class TestAccount:
    @pytest.fixture
    def base(self, tmp_path):
        return ("--database", f"sqlite:{tmp_path / 'carene.sqlite'}")

    def create(self, base, email="rssi@ch.example", role="administrator", *more):
        return carene("account", "create", *base, "--email", email, "--name", "Anne Roy", "--role", role, *more)

    def test_flow(self, base):
        created = self.create(base)
        check(created, DONE, "/premiere-connexion/")
        check(self.create(base), FAILED)
        check(self.create(base, "not an address"), FAILED)
        check(self.create(base, "b@ch.example", "king"), USAGE, "Unknown role")
        check(self.create(base, "b@ch.example", "director", "--finess", "12"), FAILED, "not a FINESS number")
        check(self.create(base, "b@ch.example", "director", "--finess", "990009999"), FAILED, "no organisation")
        check(self.create(base, "b@ch.example", "regionalOfficer"), FAILED)
        check(carene("account", "list", *base), DONE, "rssi@ch.example\tAnne Roy\tactive\tadministrator@France")
        check(carene("account", "link", *base, "rssi@ch.example"), DONE, "/premiere-connexion/")
        check(carene("account", "link", *base, "nobody@ch.example"), FAILED)
        check(carene("account", "disable", *base, "rssi@ch.example"), FAILED)
        check(self.create(base, "second@ch.example"), DONE)
        check(carene("account", "disable", *base, "rssi@ch.example"), DONE, "disabled")
        check(carene("account", "link", *base, "rssi@ch.example"), FAILED)
        check(carene("account", "enable", *base, "rssi@ch.example"), DONE, "enabled")
        check(carene("account", "roles"), DONE, "administrator: ")
        # What failed left no trace of itself.
        listed = carene("account", "list", *base).stdout
        assert "b@ch.example" not in listed
        intact(base[1])

    def test_demonstration_never_covers_real_data(self, demo):
        check(carene("demo", "--database", f"sqlite:{demo.path}"), FAILED, "already holds establishments")


# The server


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


def test_hostile_uploads(demo, tmp_path):
    with serving(f"sqlite:{demo.path}", tmp_path, demo.accounts) as server:
        visitor = server.visitor(ADMINISTRATOR)
        for name, content in BAD_FRAMEWORKS.items():
            if not content:
                continue
            sent = visitor.send_file("/referentiels/chargement", "fichiers", content, name)
            assert sent.status == 422, f"{name}: {sent.status}"
        huge = visitor.send_file("/referentiels/chargement", "fichiers", b"x" * (9 << 20), "huge.yaml")
        assert huge.status == 413 and "8 Mo" in huge.text
        oversize = visitor.post("/connexion", email="a" * 300_000)
        assert oversize.status == 413
        assert server.is_alive() and visitor.get("/sante").status == 200
    intact(f"sqlite:{demo.path}")


def test_upload_cut_short_leaves_no_file(demo, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with serving(f"sqlite:{demo.path}", tmp_path, demo.accounts, TMPDIR=str(temporary)) as server:
        visitor = server.visitor(ADMINISTRATOR)
        cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
        address = urlsplit(server.url)
        with socket.create_connection((address.hostname, address.port)) as line:
            line.sendall(
                f"POST /referentiels/chargement HTTP/1.1\r\nHost: {address.netloc}\r\nOrigin: {server.url}\r\n"
                f"Cookie: {cookies}\r\nContent-Type: multipart/form-data; boundary=limite\r\n"
                f"Content-Length: 4000000\r\n\r\n--limite\r\n"
                f'Content-Disposition: form-data; name="fichiers"; filename="a.yaml"\r\n\r\n'.encode()
                + b"x" * 200_000
            )
            appeared = wait_for(lambda: list(temporary.iterdir()))
            assert appeared, "the upload was not received as a file"
        assert wait_for(lambda: not list(temporary.iterdir())), "the file of an abandoned upload stays on the disk"


def wait_for(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_secrets_are_never_logged(demo, tmp_path):
    link = carene("account", "link", "--database", f"sqlite:{demo.path}", demo.accounts[0]["email"]).stdout.strip()
    token = link.rsplit("/", 1)[1]
    with serving(f"sqlite:{demo.path}", tmp_path, demo.accounts, "--log-level", "trace") as server:
        visitor = server.visitor(OFFICER)
        opened = server.visitor().get(f"/premiere-connexion/{token}")
        assert opened.status == 200
        visitor.get(f"/recherche?q=secret-de-recherche")
        visitor.post("/connexion", email="intrus@exemple.example", password="mot-de-passe-devine")
        visitor.get("/n-existe-pas/jeton-dans-un-chemin")
    log = server.log.read_text()
    password = next(account["password"] for account in demo.accounts if account["role"] == OFFICER)
    secrets = [
        token, token.split(".")[-1], password, "mot-de-passe-devine", "intrus@exemple.example", "secret-de-recherche",
        "jeton-dans-un-chemin", *visitor.cookies.values(),
    ]
    assert [secret for secret in secrets if secret and secret in log] == []


def test_form_finished_after_the_account_was_closed(demo, tmp_path):
    """Rights are those of the moment of writing, however slowly the request was sent."""
    email = next(account["email"] for account in demo.accounts if account["role"] == OFFICER)
    assessment = open_question(demo.path)
    with serving(f"sqlite:{demo.path}", tmp_path, demo.accounts) as server:
        visitor = server.visitor(OFFICER)
        page = visitor.get(f"/evaluations/{assessment}/exigences/H1").text
        revision = re.search(r'name="revision" value="(\d+)"', page)[1]
        body = urlencode({"reponse-H1": "1", "commentaire-H1": "écrit trop tard", "revision": revision}).encode()
        address = urlsplit(server.url)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        connection.putrequest("POST", f"/evaluations/{assessment}/exigences/H1/reponse")
        connection.putheader("Origin", server.url)
        connection.putheader("Cookie", f"carene-session={visitor.cookies['carene-session']}")
        connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        connection.send(body[:10])
        time.sleep(1)  # long enough for the server to have read who is asking
        check(carene("account", "disable", "--database", f"sqlite:{demo.path}", email), DONE)
        connection.send(body[10:])
        answered = connection.getresponse()
        answered.read()
        assert answered.status == 303 and answered.headers["Location"].startswith("/connexion")
    assert rows(demo.path, "SELECT 1 FROM answer WHERE comment = 'écrit trop tard'") == []


def test_damaged_while_serving(demo, tmp_path):
    """A page of the file is overwritten behind the server's back: it says so and stays up."""
    with serving(f"sqlite:{demo.path}", tmp_path, demo.accounts) as server:
        visitor = server.visitor(OFFICER)
        assert visitor.get("/etablissements").status == 200
    size = demo.path.stat().st_size
    with demo.path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xAA" * (size - 4096 * 3))
    done = carene("journal", "verify", "--database", f"sqlite:{demo.path}")
    check(done, UNAVAILABLE, "damaged")


def test_locked_while_serving(demo, tmp_path):
    assessment = open_question(demo.path)
    with serving(f"sqlite:{demo.path}", tmp_path, demo.accounts) as server:
        visitor = server.visitor(OFFICER)
        with contextlib.closing(sqlite3.connect(demo.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert visitor.get(f"/evaluations/{assessment}").status == 200, "reading must go on"
            refused = answer(visitor, assessment, "H1", "pendant")
            assert refused.status == 503 and "base de données" in refused.text
            other.execute("ROLLBACK")
        assert answer(visitor, assessment, "H1", "après").status == 303


# A full disk


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a few megabytes of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m,mode=0700", "tmpfs", folder], capture_output=True, text=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder):
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        with contextlib.suppress(OSError):
            while True:
                file.write(b"\0" * 65536)
        with contextlib.suppress(OSError):
            while True:
                file.write(b"\0" * 512)
    return filler


def test_full_disk(pristine, small_disk, tmp_path):
    demo = copied(pristine, small_disk)
    base = f"sqlite:{demo.path}"
    assessment = open_question(demo.path)
    with serving(base, tmp_path, demo.accounts) as server:
        visitor = server.visitor(OFFICER)
        assert answer(visitor, assessment, "H1", "avant").status == 303
        filler = fill(small_disk)
        refusals = 0
        for attempt in range(40):
            refused = answer(visitor, assessment, "H2", f"pendant {attempt}")
            if refused.status == 303:
                continue  # there was room left in the log of the database
            refusals += 1
            assert refused.status == 503, refused.status
            assert "disque" in refused.text and "Rien" in refused.text or "rien" in refused.text
        assert refusals > 0, "the disk was never full"
        assert visitor.get(f"/evaluations/{assessment}").status == 200, "reading must go on"
        assert server.is_alive()
        filler.unlink()
        assert answer(visitor, assessment, "H3", "après").status == 303
    comments = {comment for (comment,) in rows(demo.path, "SELECT comment FROM answer")}
    assert {"avant", "après"} <= comments
    intact(base)


def test_full_disk_during_an_import(pristine, small_disk, tmp_path):
    demo = copied(pristine, small_disk)
    base = f"sqlite:{demo.path}"
    before = intact(base)
    file = tmp_path / "extract.csv"
    file.write_text(register(120_000))
    check(carene("import", "finess", file, "--database", base), UNAVAILABLE, "carene: the disk", "nothing was changed")
    assert intact(base) == before


def test_full_disk_at_start(small_disk):
    fill(small_disk)
    done = carene("serve", "--database", f"sqlite:{small_disk / 'carene.sqlite'}")
    check(done, UNAVAILABLE, "carene: ")


def test_no_room_for_an_upload(demo, small_disk, tmp_path):
    with serving(f"sqlite:{demo.path}", tmp_path, demo.accounts, TMPDIR=str(small_disk)) as server:
        visitor = server.visitor(ADMINISTRATOR)
        filler = fill(small_disk)
        refused = visitor.send_file("/referentiels/chargement", "fichiers", b"title: x\n" * 100_000, "a.yaml")
        assert refused.status == 503 and "disque" in refused.text
        assert [path.name for path in small_disk.iterdir()] == [filler.name]


# PostgreSQL


@dataclass
class Cluster:
    url: str
    data: Path
    programs: Path

    def control(self, *arguments):
        prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run(
            [*prefix, self.programs / "pg_ctl", f"--pgdata={self.data}", f"--log={self.data.parent / 'server.log'}",
             "--wait", *arguments],
            check=True, capture_output=True, cwd="/",
        )

    def stop(self):
        # Not at once: this cluster trades durability for speed, and would forget what it was last told.
        self.control("stop", "--mode=fast")

    def start(self):
        self.control("start")


@pytest.fixture
def cluster():
    """A PostgreSQL of one's own, since it will be stopped."""
    script = ROOT / "scripts/postgres.sh"
    folder = Path(subprocess.run(
        ["mktemp", "-d", "/tmp/carene-postgres.XXXXXX"], check=True, capture_output=True, text=True).stdout.strip())
    started = subprocess.run([script, "start", folder], capture_output=True, text=True, timeout=120)
    if started.returncode != 0:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL can be started here: {started.stderr.strip()}")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))[-1]
    try:
        yield Cluster(started.stdout.strip(), folder / "data", programs)
    finally:
        subprocess.run([script, "stop", folder], check=True, capture_output=True)


def test_postgres_goes_and_comes_back(cluster, tmp_path):
    environment = {"CARENE_SECRET_KEY_FILE": str(tmp_path / "key")}
    demo = carene("demo", "--database", cluster.url, "--json", **environment)
    check(demo, DONE)
    accounts = json.loads(demo.stdout)["accounts"]
    with serving(cluster.url, tmp_path, accounts, **environment) as server:
        visitor = server.visitor(OFFICER)
        assert visitor.get("/etablissements").status == 200
        cluster.stop()
        for _ in range(3):
            page = visitor.get("/etablissements")
            assert page.status == 503 and "base de données ne répond pas" in page.text
        assert visitor.get("/sante").status == 503
        signing = server.visitor().post("/connexion", email="a@b.example", password="peu importe")
        assert signing.status == 503 and "base de données" in signing.text
        cluster.start()
        # Every connection of the pool was lost: none of them may cost anybody a page.
        assert [visitor.get("/etablissements").status for _ in range(12)] == [200] * 12
        assert visitor.get("/sante").status == 200
        # A restart between two requests goes unnoticed.
        cluster.stop()
        cluster.start()
        assert [visitor.get("/etablissements").status for _ in range(12)] == [200] * 12
        assert server.is_alive()
    intact(cluster.url)


# A server that is killed


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_killed_while_people_answer(engine, pristine, tmp_path, request):
    if engine == "postgres":
        base = request.getfixturevalue("cluster").url
        made = carene("demo", "--database", base, "--json", CARENE_SECRET_KEY_FILE=str(tmp_path / "key"))
        check(made, DONE)
        accounts = json.loads(made.stdout)["accounts"]
    else:
        demo = copied(pristine, tmp_path)
        base, accounts = f"sqlite:{demo.path}", demo.accounts
    environment = {"CARENE_SECRET_KEY_FILE": str(tmp_path / "key")} if engine == "postgres" else {}
    codes = [f"H{number}" for number in range(1, 9)]
    kept = {}
    with serving(base, tmp_path, accounts, **environment) as server:
        visitor = server.visitor(OFFICER)
        assessment = assessment_of(visitor)

        def work(code):
            own = Visitor(server.url)
            own.cookies = dict(visitor.cookies)
            for turn in range(1000):
                comment = f"{code} tour {turn}"
                try:
                    if answer(own, assessment, code, comment).status == 303:
                        kept[code] = comment
                except (OSError, http.client.HTTPException, TypeError):
                    return

        workers = [threading.Thread(target=work, args=(code,)) for code in codes]
        for worker in workers:
            worker.start()
        assert wait_for(lambda: len(kept) == len(codes))
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        for worker in workers:
            worker.join()
    intact(base)
    with serving(base, tmp_path, accounts, **environment) as server:
        visitor = Visitor(server.url)
        visitor.cookies = {}
        visitor.sign_in(next(account for account in accounts if account["role"] == OFFICER))
        for code in codes:
            page = visitor.get(f"/evaluations/{assessment}/exigences/{code}").text
            turn = int(kept[code].rsplit(" ", 1)[1])
            # What was acknowledged is there; what was under way is there whole or not at all.
            assert any(f"{code} tour {number}" in page for number in (turn, turn + 1)), f"{code}: {kept[code]} is lost"
    intact(base)


def assessment_of(visitor):
    """An assessment in progress that the officer may answer."""
    home = visitor.get("/")
    place = visitor.get(home.headers["Location"]).text
    group = re.search(r"/etablissements/([0-9a-f-]{36})/evaluations", place)[1]
    listed = visitor.get(f"/etablissements/{group}/evaluations?etat=ouvertes&referentiel=anssi-hygiene").text
    return re.search(r"/evaluations/([0-9a-f-]{36})", listed)[1]
