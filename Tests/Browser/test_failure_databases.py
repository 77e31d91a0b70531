# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""A database that is missing, damaged, locked, newer or gone: the program says so, changes nothing and comes back."""

import contextlib
import json
import sqlite3
import subprocess

from cluster import cluster
from conftest import BINARY, free_port, program_environment
from failure import (
    DONE, OFFICER, UNAVAILABLE, Visitor, answer, carene, check, demo, eventually, intact, open_question, pristine,
    serving, write,
)


class TestStart:
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

    def test_folder_that_does_not_exist(self, tmp_path):
        done = carene("serve", "--database", f"sqlite:{tmp_path}/nowhere/carene.sqlite")
        check(done, UNAVAILABLE, "cannot open the database")

    def test_postgres_that_does_not_answer(self, tmp_path):
        done = carene("serve", "--database", f"postgres:///postgres?host={tmp_path}")
        check(done, UNAVAILABLE, "cannot open the database PostgreSQL")


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
