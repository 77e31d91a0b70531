# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""A program that is killed at work: what was acknowledged is there, what was under way is there whole or not at all."""

import http.client
import json
import re
import signal
import subprocess
import threading
import time

import pytest

from cluster import cluster
from conftest import BINARY, program_environment
from failure import DONE, OFFICER, Visitor, answer, carene, check, copied, intact, pristine, register, serving, wait_for


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_import_killed_half_way(engine, tmp_path, request):
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
