# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Events that were acknowledged survive a process that is killed; who has no token sends nothing."""

import http.client
import signal
import subprocess
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


KILLS = 20


def test_nothing_acknowledged_is_lost_by_twenty_kills(watched, tmp_path):
    """Killed while four senders send, started again, killed again; then all is asked for."""
    demo, database, place = watched
    acknowledged = set()
    token = None
    for kill in range(KILLS):
        with serving(database, tmp_path, demo.accounts) as server:
            token = token or new_token(server.visitor(OFFICER), place)
            before = len(acknowledged)

            def work(worker):
                for turn in range(2000):
                    host = f"k{kill}w{worker}t{turn}"
                    try:
                        status, _ = send(server.url, token, bulk([event(host, turn, CommandLine="whoami")] * 20))
                    except (OSError, http.client.HTTPException):
                        return
                    if status == 200:
                        acknowledged.add(host)

            workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
            for worker in workers:
                worker.start()
            # Now behind some answers, now in the middle of the first examination.
            assert wait_for(lambda: len(acknowledged) > before + 3 * (kill % 5))
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            for worker in workers:
                worker.join()
    intact(database)
    with serving(database, tmp_path, demo.accounts):

        def seen():
            return acknowledged <= {row[0] for row in rows(demo.path, "SELECT host_key FROM supervision_host")}

        assert wait_for(seen), "an acknowledged event is lost"
    # What was examined is kept as well: each machine stands in a file that can be read to its end, save what a kill cut.
    kept = b"".join(
        subprocess.run(["bsdcat", file], capture_output=True, check=False).stdout
        for file in sorted((demo.path.parent).glob("*.journaux/*/*.jsonl.zst"))
    ).decode(errors="replace")
    assert all(f'"{host}"' in kept for host in acknowledged), "an acknowledged event was not kept"


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
