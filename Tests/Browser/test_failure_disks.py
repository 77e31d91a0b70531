# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""A full disk: what cannot be written is refused in words, what was written stays, and reading goes on."""

import contextlib
import subprocess

import pytest

from failure import (
    ADMINISTRATOR, OFFICER, UNAVAILABLE, answer, carene, check, copied, demo, intact, open_question, pristine,
    register, rows, serving,
)


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
