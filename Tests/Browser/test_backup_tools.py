# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""restic and borg themselves, as Debian ships them: what they really write is what Carène must read.

Each test makes a repository in a temporary folder, works with it, sometimes damages it, and gives the report to
`carene backups`.
"""

import json
import os
import shutil
import subprocess

import pytest

from conftest import BINARY, program_environment

pytestmark = pytest.mark.skipif(
    not (shutil.which("restic") and shutil.which("borg")), reason="restic and borg are not installed"
)


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "dpi"
    folder.mkdir()
    (folder / "patients.csv").write_text("nom;prénom\nMartin;Luc\n")
    (folder / "image.bin").write_bytes(os.urandom(400_000))
    return folder


class Tool:
    def __init__(self, folder, **environment):
        self.folder = folder
        self.environment = os.environ | {"HOME": str(folder), "LC_ALL": "C.UTF-8"} | environment

    def run(self, *arguments, cwd=None):
        """The exit code and both streams together, as `2>&1` gives them."""
        done = subprocess.run(
            arguments, cwd=cwd or self.folder, env=self.environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=300,
        )
        return done.returncode, done.stdout

    def alone(self, *arguments):
        """The exit code and the output alone."""
        done = subprocess.run(
            arguments, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL, timeout=300,
        )
        return done.returncode, done.stdout


@pytest.fixture
def restic(tmp_path):
    tool = Tool(tmp_path, RESTIC_PASSWORD="essai", RESTIC_REPOSITORY=str(tmp_path / "restic"))
    assert tool.run("restic", "init")[0] == 0
    return tool


@pytest.fixture
def borg(tmp_path):
    tool = Tool(
        tmp_path, BORG_PASSPHRASE="essai", BORG_BASE_DIR=str(tmp_path / "base"), BORG_REPO=str(tmp_path / "borg"),
        BORG_RELOCATED_REPO_ACCESS_IS_OK="yes", TZ="Europe/Paris",
    )
    assert tool.run("borg", "init", "--encryption", "repokey")[0] == 0
    return tool


def read(content, *options):
    """The runs that a report tells, and the exit code of the command."""
    done = subprocess.run(
        [BINARY, "backups", "read", *options, "-"], input=content, capture_output=True, timeout=120,
        env=program_environment(),
    )
    return [json.loads(line) for line in done.stdout.decode().splitlines()], done.returncode


def one(content, *options):
    runs, status = read(content, *options)
    assert status == 0 and len(runs) == 1, (runs, status, content[-500:])
    return runs[0]


def damage(folder, least):
    """Overwrites the middle of the largest file of a repository."""
    largest = max((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    assert largest.stat().st_size > least
    largest.chmod(0o600)
    with largest.open("r+b") as file:
        file.seek(largest.stat().st_size // 2)
        file.write(os.urandom(5000))


class TestRestic:
    def test_a_backup_and_its_snapshot_are_the_same_run(self, restic, files):
        code, output = restic.run("restic", "backup", "--json", "--tag", "dpi", "--host", "srv1", str(files))
        assert code == 0
        backup = one(output)
        assert (backup["tool"], backup["kind"], backup["outcome"]) == ("restic", "backup", "succeeded")
        assert backup["bytes"] > 400_000
        snapshot = one(restic.alone("restic", "snapshots", "--json")[1])
        assert snapshot["label"] == "dpi" and snapshot["host"] == "srv1"
        assert snapshot["snapshot"].startswith(backup["snapshot"][:8])

    def test_a_wrong_password_is_a_failure(self, restic, files):
        restic.environment["RESTIC_PASSWORD"] = "faux"
        code, output = restic.run("restic", "backup", "--json", str(files))
        assert code != 0
        runs, status = read(output, "--exit-code", str(code), "--kind", "backup")
        # Old versions write no JSON at all: then it is no report, and never a success.
        assert status != 0 or [run["outcome"] for run in runs] == ["failed"]

    def test_a_backup_that_is_killed_counts_nothing(self, restic, files):
        _, output = restic.run("restic", "backup", "--json", str(files))
        for end in (len(output) - 3, len(output) // 2):
            runs, status = read(output[:end])
            assert status != 0
            assert all(run["outcome"] == "failed" for run in runs)

    def test_a_check_before_and_after_damage(self, restic, files):
        restic.run("restic", "backup", str(files))
        code, output = restic.run("restic", "check", "--json")
        assert one(output, "--exit-code", str(code))["outcome"] == "succeeded"
        # An index or a pack that lacks its end is found without reading all the data.
        pack = max((restic.folder / "restic/data").rglob("*"), key=lambda path: path.stat().st_size if path.is_file() else 0)
        pack.chmod(0o600)
        pack.write_bytes(pack.read_bytes()[:1000])
        code, output = restic.run("restic", "check", "--json")
        assert code != 0
        run = one(output, "--exit-code", str(code))
        assert (run["kind"], run["outcome"]) == ("check", "failed")

    def test_a_restore(self, restic, files):
        restic.run("restic", "backup", str(files))
        code, output = restic.run("restic", "restore", "latest", "--json", "--target", str(restic.folder / "out"))
        assert code == 0
        run = one(output, "--exit-code", "0")
        assert (run["kind"], run["outcome"]) == ("restore", "succeeded")
        assert one(output, "--exit-code", "1")["outcome"] == "failed"

    def test_statistics_are_no_run(self, restic, files):
        restic.run("restic", "backup", str(files))
        assert read(restic.alone("restic", "stats", "--json")[1]) == ([], 0)


class TestBorg:
    def create(self, borg, *paths, name="dpi-2026-11-30T02:00"):
        return borg.run("borg", "create", "--json", "--log-json", "--show-rc", f"::{name}", *map(str, paths))

    def test_a_creation_and_its_archive_are_the_same_run(self, borg, files):
        code, output = self.create(borg, files)
        assert code == 0
        creation = one(output)
        assert (creation["label"], creation["outcome"]) == ("dpi", "succeeded")
        for command in (["list", "--json"], ["info", "--json", "--last", "1"]):
            archive = one(borg.alone("borg", *command)[1])
            assert archive["snapshot"] == creation["snapshot"]
            # Borg writes the time of the machine; the tool runs in Paris, as does Carène.
            assert archive["startedAt"][:16] == creation["startedAt"][:16]

    def test_a_file_that_is_missing_is_a_warning(self, borg, files):
        code, output = self.create(borg, files, borg.folder / "absent")
        assert code == 1
        assert one(output)["outcome"] == "withWarnings"

    def test_a_check_before_and_after_damage(self, borg, files):
        self.create(borg, files)
        check = ["borg", "check", "--log-json", "--show-rc", "--info"]
        assert one(borg.run(*check)[1])["outcome"] == "succeeded"
        damage(borg.folder / "borg/data", 300_000)
        code, output = borg.run(*check)
        # Borg itself calls it a warning.
        assert code == 1
        run = one(output)
        assert (run["kind"], run["outcome"]) == ("check", "failed")

    def test_a_restore_before_and_after_damage(self, borg, files):
        self.create(borg, files)
        out = borg.folder / "out"
        out.mkdir()
        extract = ["borg", "extract", "--log-json", "--show-rc", "--info", "--list", "::dpi-2026-11-30T02:00"]
        run = one(borg.run(*extract, cwd=out)[1])
        assert (run["kind"], run["outcome"]) == ("restore", "succeeded")
        damage(borg.folder / "borg/data", 300_000)
        code, output = borg.run(*extract, cwd=out)
        assert code != 0
        assert one(output)["outcome"] == "failed"

    def test_a_log_without_exit_code_proves_nothing(self, borg, files):
        self.create(borg, files)
        _, output = borg.run("borg", "check", "--log-json", "--info")
        assert one(output)["outcome"] == "failed"
        assert one(output, "--exit-code", "0")["outcome"] == "succeeded"


def test_reports_come_by_the_command(restic, files, house):
    """A cron job pipes its report; the same again changes nothing."""
    _, output = restic.run("restic", "backup", "--json", "--tag", "dpi", str(files))

    def bring(content, *options):
        return subprocess.run(
            [BINARY, "backups", "import", "--database", f"sqlite:{house.path}", "--organisation", "990000214", *options, "-"],
            input=content, capture_output=True, timeout=120, env=program_environment(),
        )

    first = bring(output, "--repository", "s3-dpi", "--json")
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)[0]["result"]["added"] == 1
    again = bring(restic.alone("restic", "snapshots", "--json")[1])
    assert b"added 0, known 1" in again.stdout
    cut = bring(output[:40])
    assert cut.returncode == 1 and b"stops before its end" in cut.stderr
    assert bring(b"Bonjour").returncode == 1
