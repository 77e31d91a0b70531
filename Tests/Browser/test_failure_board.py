# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""A server that is killed while the board of a restart is ticked: every gesture that was answered is there."""

import http.client
import json
import re
import signal
import threading

import pytest

from cluster import cluster
from failure import DONE, OFFICER, Visitor, carene, check, copied, intact, pristine, serving, wait_for


def restart_of(visitor):
    """The restart of the support hospital, and its latest plan."""
    found = re.search(r"/etablissements/[0-9a-f-]{36}/redemarrage/plans/[0-9a-f-]{36}", visitor.get("/recherche?q=automne").text)
    assert found, "the demonstration has no restart plan"
    return found[0]


def open_board(visitor):
    plan = restart_of(visitor)
    form = visitor.get(f"{plan}/jour-j").text
    day = re.search(r'name="jour-debut"[^>]*value="([0-9-]{10})"', form)[1]
    time = re.search(r'name="heure-debut"[^>]*value="([0-9:]{5})"', form)[1]
    fields = {"titre": "Panne du serveur", "nature": "exercice", "jour-debut": day, "heure-debut": time}
    answer = visitor.post(f"{plan}/jour-j", **fields)
    assert answer.status == 303, answer.text[-2000:]
    return answer.headers["Location"]


def steps_of(visitor, board):
    """Every step of the board, page after page."""
    found = []
    for page in range(1, 10):
        text = visitor.get(f"{board}/etapes?page={page}").text
        new = [one for one in dict.fromkeys(re.findall(r"/etapes/([0-9a-f-]{36})", text)) if one not in found]
        if not new:
            break
        found += new
    return found


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_killed_while_a_board_is_ticked(engine, pristine, tmp_path, request):
    if engine == "postgres":
        base = request.getfixturevalue("cluster").url
        made = carene("demo", "--database", base, "--json", CARENE_SECRET_KEY_FILE=str(tmp_path / "key"))
        check(made, DONE)
        accounts = json.loads(made.stdout)["accounts"]
    else:
        demo = copied(pristine, tmp_path)
        base, accounts = f"sqlite:{demo.path}", demo.accounts
    environment = {"CARENE_SECRET_KEY_FILE": str(tmp_path / "key")} if engine == "postgres" else {}
    acknowledged = {}
    with serving(base, tmp_path, accounts, **environment) as server:
        visitor = server.visitor(OFFICER)
        board = open_board(visitor)
        steps = steps_of(visitor, board)
        assert len(steps) > 40

        def tick(own_steps):
            own = Visitor(server.url)
            own.cookies = dict(visitor.cookies)
            # Each step is started, then done, then put back, again and again: the version grows with each.
            versions = dict.fromkeys(own_steps, 0)
            for turn in range(1000):
                state = ("started", "done", "waiting")[turn % 3]
                for step in own_steps:
                    try:
                        fields = {"etape": step, "etat": state, "version": str(versions[step]), "retour": ""}
                        answer = own.post(f"{board}/gestes", **fields)
                    except (OSError, http.client.HTTPException, TypeError):
                        return
                    if answer.status == 303:
                        versions[step] += 1
                        acknowledged[step] = (versions[step], state)

        share = 8
        workers = [threading.Thread(target=tick, args=(steps[first:first + 4],)) for first in range(0, share * 4, 4)]
        for worker in workers:
            worker.start()
        assert wait_for(lambda: len(acknowledged) == share * 4 and min(v for v, _ in acknowledged.values()) >= 2)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        for worker in workers:
            worker.join()
    intact(base)
    order = ("started", "done", "waiting")
    with serving(base, tmp_path, accounts, **environment) as server:
        visitor = server.visitor(OFFICER)
        for step, (version, state) in acknowledged.items():
            text = visitor.get(f"{board}/etapes/{step}").text
            kept = int(re.search(r'name="version" value="([0-9]+)"', text)[1])
            # What was acknowledged is there; one more gesture may have been kept without its answer arriving.
            assert kept in (version, version + 1), f"{step}: version {kept} instead of {version}"
            expected = state if kept == version else order[(order.index(state) + 1) % 3]
            assert f'<option value="{expected}" selected>' in text, f"{step}: not {expected}"
        # The board shows a plan again at once: it follows from what was kept.
        page = visitor.get(board).text
        assert "gantt-plot" in page and "Maintenant, par équipe" in page
    intact(base)
