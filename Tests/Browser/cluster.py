# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""A PostgreSQL of one's own, which a test may stop."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import ROOT


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
