# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Commands that cannot do what they are asked: they say so in words and exit with the right status."""

import os
import socket
from pathlib import Path

import pytest

from failure import DONE, FAILED, UNAVAILABLE, USAGE, carene, check, demo, intact, pristine, write


class TestServe:
    def test_port_in_use(self, demo):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            done = carene("serve", "--database", f"sqlite:{demo.path}", "--port", taken.getsockname()[1])
        check(done, UNAVAILABLE, "already in use", "--port")

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

    def test_address_that_is_not_ours(self, demo):
        done = carene("serve", "--database", f"sqlite:{demo.path}", "--host", "192.0.2.1")
        check(done, UNAVAILABLE, "cannot listen on 192.0.2.1")


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
