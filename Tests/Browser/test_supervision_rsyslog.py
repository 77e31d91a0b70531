# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Debian's own rsyslog sends, over HTTP (omelasticsearch) and over TCP, without knowing to whom."""

import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from conftest import free_port
from failure import OFFICER, copied, pristine, rows, serving, wait_for
from intake import new_token, shadow_deletion
from test_failure_supervision import watched

RSYSLOG = "/usr/sbin/rsyslogd"
TLS_DRIVER = next(iter(Path("/usr/lib").glob("*/rsyslog/lmnsd_ossl.so")), None)
MODULE = next(iter(Path("/usr/lib").glob("*/rsyslog/omelasticsearch.so")), None)

pytestmark = pytest.mark.skipif(not Path(RSYSLOG).exists(), reason="rsyslog is not installed")


def run(folder, text):
    settings = folder / "rsyslog.conf"
    settings.write_text(text)
    log = (folder / "rsyslog.log").open("w")
    return subprocess.Popen(
        [RSYSLOG, "-n", "-f", settings, "-i", folder / "rsyslog.pid"], stdout=log, stderr=subprocess.STDOUT)


def tell(port, lines):
    """What an agent on the machines would say to rsyslog."""
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                for line in lines:
                    connection.sendall(f"<14>1 - poste agent - - - {line}\n".encode())
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("rsyslog does not listen")


def alerts(path, host):
    return rows(path, "SELECT events FROM supervision_alert WHERE host_key = ?", host)


@pytest.mark.skipif(MODULE is None, reason="rsyslog-elasticsearch is not installed")
def test_rsyslog_sends_in_bulk_and_an_alert_appears(watched, tmp_path):
    demo, database, place = watched
    port = free_port()
    with serving(database, tmp_path, demo.accounts) as server:
        token = new_token(server.visitor(OFFICER), place, "rsyslog")
        address = urlsplit(server.url)
        rsyslog = run(
            tmp_path,
            f"""
global(workDirectory="{tmp_path}")
module(load="imtcp")
module(load="omelasticsearch")
input(type="imtcp" port="{port}" address="127.0.0.1")
template(name="brut" type="string" string="%msg%")
action(type="omelasticsearch" server="http://127.0.0.1:{address.port}/collecte" template="brut" bulkmode="on"
    uid="carene" pwd="{token}" searchIndex="journaux" errorfile="{tmp_path}/errors.json" action.resumeretrycount="-1")
""",
        )
        try:
            tell(port, [json.dumps(shadow_deletion("PC-RSYSLOG", turn)) for turn in range(3)])
            assert wait_for(lambda: alerts(demo.path, "pc-rsyslog") == [(3,)]), (tmp_path / "rsyslog.log").read_text()
            errors = tmp_path / "errors.json"
            assert not errors.exists() or not errors.read_text().strip(), errors.read_text()[:500]
        finally:
            rsyslog.terminate()
            rsyslog.wait(timeout=20)


def test_rsyslog_forwards_syslog_over_tcp(watched, tmp_path):
    demo, database, place = watched
    port, syslog = free_port(), free_port()
    with serving(
        database, tmp_path, demo.accounts, CARENE_SYSLOG_PORT=str(syslog), CARENE_SYSLOG_HOST="127.0.0.1"
    ) as server:
        token = new_token(server.visitor(OFFICER), place, "rsyslog")
        rsyslog = run(
            tmp_path,
            f"""
global(workDirectory="{tmp_path}")
module(load="imtcp")
input(type="imtcp" port="{port}" address="127.0.0.1")
template(name="carene" type="string"
    string="<%PRI%>1 %TIMESTAMP:::date-rfc3339% %HOSTNAME% %APP-NAME% - - [carene@0 token=\\"{token}\\"] %msg%\\n")
action(type="omfwd" target="127.0.0.1" port="{syslog}" protocol="tcp" tcp_framing="octet-counted" template="carene"
    action.resumeretrycount="-1")
""",
        )
        try:
            tell(port, [json.dumps(shadow_deletion("PC-SYSLOG", turn)) for turn in range(2)])
            assert wait_for(lambda: alerts(demo.path, "pc-syslog") == [(2,)]), (tmp_path / "rsyslog.log").read_text()
        finally:
            rsyslog.terminate()
            rsyslog.wait(timeout=20)


def certificate(folder):
    """A certificate for localhost that signs itself, as an establishment without an authority makes one."""
    chain, key = folder / "syslog.pem", folder / "syslog.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", chain],
        check=True, capture_output=True)
    return chain, key


@pytest.mark.skipif(TLS_DRIVER is None, reason="rsyslog-openssl is not installed")
def test_rsyslog_forwards_syslog_over_tls_and_knows_whom_it_speaks_to(watched, tmp_path):
    demo, database, place = watched
    port, syslog = free_port(), free_port()
    chain, key = certificate(tmp_path)
    with serving(
        database, tmp_path, demo.accounts, CARENE_SYSLOG_PORT=str(syslog), CARENE_SYSLOG_HOST="127.0.0.1",
        CARENE_SYSLOG_CERTIFICATE=str(chain), CARENE_SYSLOG_KEY=str(key),
    ) as server:
        token = new_token(server.visitor(OFFICER), place, "rsyslog")
        rsyslog = run(
            tmp_path,
            f"""
global(workDirectory="{tmp_path}" defaultNetstreamDriverCAFile="{chain}")
module(load="imtcp")
input(type="imtcp" port="{port}" address="127.0.0.1")
template(name="carene" type="string"
    string="<%PRI%>1 %TIMESTAMP:::date-rfc3339% %HOSTNAME% %APP-NAME% - - [carene@0 token=\\"{token}\\"] %msg%\\n")
action(type="omfwd" target="127.0.0.1" port="{syslog}" protocol="tcp" tcp_framing="octet-counted" template="carene"
    StreamDriver="ossl" StreamDriverMode="1" StreamDriverAuthMode="x509/name" StreamDriverPermittedPeers="localhost"
    action.resumeretrycount="-1")
""",
        )
        try:
            tell(port, [json.dumps(shadow_deletion("PC-TLS", turn)) for turn in range(2)])
            assert wait_for(lambda: alerts(demo.path, "pc-tls") == [(2,)]), (tmp_path / "rsyslog.log").read_text()
            # Who speaks in clear is not understood, and nothing of it is kept.
            with socket.create_connection(("127.0.0.1", syslog), timeout=5) as connection:
                line = json.dumps(shadow_deletion("PC-CLAIR", 1))
                connection.sendall(f'<14>1 - - - - - [carene@0 token="{token}"] {line}\n'.encode())
            assert server.is_alive()
            tell(port, [json.dumps(shadow_deletion("PC-TLS", 3))])
            assert wait_for(lambda: alerts(demo.path, "pc-tls") == [(3,)])
            assert alerts(demo.path, "pc-clair") == []
        finally:
            rsyslog.terminate()
            rsyslog.wait(timeout=20)
