# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""A server that is killed, again and again, while people write in a crisis log: every line that was answered is there."""

import http.client
import json
import os
import re
import signal
import threading
import time

import pytest

from cluster import cluster
from failure import DONE, OFFICER, Visitor, carene, check, copied, intact, pristine, serving, wait_for

# CRASHES=50 for the long run.
CRASHES = int(os.environ.get("CRASHES", "10"))
WRITERS = 6


def open_log(visitor):
    found = re.search(r"/etablissements/[0-9a-f-]{36}/mains-courantes", visitor.get(visitor.get("/").headers["Location"]).text)
    assert found, "no log in the menu"
    answer = visitor.post(f"{found[0]}/nouvelle", titre="Panne du serveur", nature="exercise")
    assert answer.status == 303, answer.text[-2000:]
    return answer.headers["Location"]


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_no_acknowledged_line_is_lost(engine, pristine, tmp_path, request):
    if engine == "postgres":
        base = request.getfixturevalue("cluster").url
        made = carene("demo", "--database", base, "--json", CARENE_SECRET_KEY_FILE=str(tmp_path / "key"))
        check(made, DONE)
        accounts = json.loads(made.stdout)["accounts"]
        environment, crashes = {"CARENE_SECRET_KEY_FILE": str(tmp_path / "key")}, max(CRASHES // 5, 2)
    else:
        demo = copied(pristine, tmp_path)
        base, accounts, environment, crashes = f"sqlite:{demo.path}", demo.accounts, {}, CRASHES
    acknowledged, log = set(), None
    for crash in range(crashes):
        with serving(base, tmp_path, accounts, **environment) as server:
            visitor = server.visitor(OFFICER)
            log = log or open_log(visitor)

            def write(writer):
                own = Visitor(server.url)
                own.cookies = dict(visitor.cookies)
                for turn in range(10_000):
                    text = f"chute{crash}.{writer}.{turn}."
                    try:
                        answer = own.post(f"{log}/saisie", ligne=text, saisie="operational")
                    except (OSError, http.client.HTTPException, TypeError):
                        return
                    if answer.status == 303:
                        acknowledged.add(text)

            before = len(acknowledged)
            workers = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
            for worker in workers:
                worker.start()
            assert wait_for(lambda: len(acknowledged) >= before + 2 * WRITERS)
            # Not always at the same place of the work.
            time.sleep(0.03 * (crash % 7))
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            for worker in workers:
                worker.join()
    intact(base)
    with serving(base, tmp_path, accounts, **environment) as server:
        visitor = server.visitor(OFFICER)
        text = visitor.get(f"{log}/main-courante.csv").text
        kept = re.findall(r"chute\d+\.\d+\.\d+\.", text)
        lost = acknowledged - set(kept)
        assert not lost, f"{len(lost)} acknowledged lines are lost: {sorted(lost)[:5]}"
        # A line that was kept without its answer arriving: one a writer and a crash, and none twice.
        assert len(kept) == len(set(kept)) <= len(acknowledged) + WRITERS * crashes
        assert "chaînes intactes" in visitor.get(log).text
    intact(base)
