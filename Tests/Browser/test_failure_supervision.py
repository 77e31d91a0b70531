# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Events that were acknowledged survive a process that is killed; who has no token sends nothing."""

import http.client
import signal
import threading

import pytest

from failure import OFFICER, copied, intact, pristine, rows, serving, wait_for
from intake import SHADOWS, bulk, event, new_token, send, shadow_deletion

HOSPITAL = "Centre hospitalier de Saint-Aubin"


def hospital(path):
    return rows(path, "SELECT id FROM organisation WHERE name = ?", HOSPITAL)[0][0]


@pytest.fixture
def watched(pristine, tmp_path):
    demo = copied(pristine, tmp_path)
    return demo, f"sqlite:{demo.path}", hospital(demo.path)


def test_what_was_acknowledged_is_there_after_a_kill(watched, tmp_path):
    demo, database, place = watched
    acknowledged = []
    with serving(database, tmp_path, demo.accounts) as server:
        token = new_token(server.visitor(OFFICER), place)

        def work(worker):
            for turn in range(2000):
                host = f"K{worker}T{turn}"
                try:
                    status, _ = send(server.url, token, bulk([event(host, turn, CommandLine="whoami")] * 20))
                except (OSError, http.client.HTTPException):
                    return
                if status == 200:
                    acknowledged.append(host)

        workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for worker in workers:
            worker.start()
        assert wait_for(lambda: len(acknowledged) > 40)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        for worker in workers:
            worker.join()
    intact(database)
    with serving(database, tmp_path, demo.accounts):
        wanted = {host.lower() for host in acknowledged}

        def seen():
            return wanted <= {row[0] for row in rows(demo.path, "SELECT host_key FROM supervision_host")}

        assert wait_for(seen), "an acknowledged event is lost"


def test_an_alert_found_again_after_a_kill_is_counted_once(watched, tmp_path):
    demo, database, place = watched
    with serving(database, tmp_path, demo.accounts) as server:
        token = new_token(server.visitor(OFFICER), place)
        for turn in range(5):
            assert send(server.url, token, bulk([shadow_deletion("PC-TUE", turn)]))[0] == 200
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
    with serving(database, tmp_path, demo.accounts):
        def counted():
            return rows(demo.path, "SELECT events FROM supervision_alert WHERE host_key = 'pc-tue'")

        assert wait_for(lambda: counted() == [(5,)]), counted()
        assert len(counted()) == 1


def test_who_may_send_and_what_is_answered(watched, tmp_path):
    demo, database, place = watched
    with serving(database, tmp_path, demo.accounts) as server:
        visitor = server.visitor(OFFICER)
        token = new_token(visitor, place)
        status, text = send(server.url, token, None, "/collecte/", method="GET")
        status, text = send(server.url, token, None, "/collecte", method="GET")
        assert status == 200 and '"number":"8.' in text
        for scheme in ("Basic", "ApiKey", "Bearer"):
            assert send(server.url, token, bulk([event()]), scheme=scheme)[0] == 200
        assert send(server.url, token, bulk([event("PC-GZIP", 7)]), compressed=True)[0] == 200
        assert send(server.url, token, b"\x1f\x8b nonsense", compressed=False)[0] == 200
        for path in ("_license", "_cluster/health", "_index_template/winlogbeat", "_ilm/policy/winlogbeat"):
            assert send(server.url, token, None, f"/collecte/{path}", method="GET")[0] == 200
        assert send(server.url, token, b"{}", "/collecte/_index_template/winlogbeat", method="PUT")[0] == 200
        status, text = send(server.url, token, b'{"create":{}}\nnot json\n{"create":{}}\n{"a":1}\n')
        assert status == 200 and '"errors":true' in text and '"status":201' in text
        assert send(server.url, token, b"x" * (33 << 20))[0] == 413
        # Refused: no token, another's, one that was revoked.
        assert send(server.url, None, bulk([event()]))[0] == 401
        assert send(server.url, token[:-1] + ("0" if token[-1] != "0" else "1"), bulk([event()]))[0] == 401
        sender = token[:36]
        assert visitor.post(f"/etablissements/{place}/supervision/collecte/{sender}/revocation").status == 303
        assert send(server.url, token, bulk([event()]))[0] == 401
        statuses = {send(server.url, "x", b"")[0] for _ in range(80)}
        assert 429 in statuses, "a guesser is not slowed down"


def test_a_full_spool_says_so_and_keeps_what_it_has(watched, tmp_path):
    demo, database, place = watched
    with serving(database, tmp_path, demo.accounts, CARENE_SPOOL_MB="1") as server:
        token = new_token(server.visitor(OFFICER), place)
        large = bulk([event(record=turn, CommandLine="x" * 1000) for turn in range(900)])
        statuses = [send(server.url, token, large)[0] for _ in range(4)]
        assert 429 in statuses
        assert server.is_alive()
        assert SHADOWS
