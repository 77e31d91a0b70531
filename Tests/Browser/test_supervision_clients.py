# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""What the forwarders that Debian does not have would ask, request by request, as their public documentation and sources
describe it: Winlogbeat 8 (libbeat's Elasticsearch client), Fluent Bit (`es` output), Vector (`elasticsearch` sink).
"""

import base64
import gzip
import http.client
import json
from urllib.parse import urlsplit

import pytest

from failure import OFFICER, copied, pristine, rows, serving, wait_for
from intake import new_token, shadow_deletion
from test_failure_supervision import watched

COMPATIBLE = "application/vnd.elasticsearch+json; compatible-with=8"


def lines(host, action):
    return "".join(
        json.dumps(action) + "\n" + json.dumps(shadow_deletion(host, turn)) + "\n" for turn in range(3)
    ).encode()


def winlogbeat(host):
    body = gzip.compress(lines(host, {"create": {"_index": "winlogbeat-8.17.0"}}), 1)
    asked = {"Accept": COMPATIBLE}
    yield "GET", "/", asked, None
    yield "GET", "/_license?human=false", asked, None
    yield "GET", "/_ilm/policy/winlogbeat", asked, None
    yield "PUT", "/_ilm/policy/winlogbeat", asked | {"Content-Type": COMPATIBLE}, b'{"policy":{}}'
    yield "HEAD", "/_index_template/winlogbeat-8.17.0", asked, None
    yield "PUT", "/_index_template/winlogbeat-8.17.0", asked | {"Content-Type": COMPATIBLE}, b'{"index_patterns":[]}'
    yield "GET", "/_data_stream/winlogbeat-8.17.0", asked, None
    yield "PUT", "/_data_stream/winlogbeat-8.17.0", asked, None
    yield (
        "POST", "/_bulk?filter_path=errors%2Citems.%2A.error%2Citems.%2A.status",
        asked | {"Content-Type": COMPATIBLE, "Content-Encoding": "gzip", "X-Elastic-Product-Origin": "beats"}, body,
    )


def fluent_bit(host):
    body = lines(host, {"create": {"_index": "fluent-bit"}})
    yield "POST", "/_bulk", {"Content-Type": "application/x-ndjson", "User-Agent": "Fluent-Bit"}, body


def fluent_bit_compressed(host):
    body = gzip.compress(lines(host, {"create": {"_index": "fluent-bit", "_type": "_doc"}}))
    yield (
        "POST", "/_bulk",
        {"Content-Type": "application/x-ndjson", "User-Agent": "Fluent-Bit", "Content-Encoding": "gzip"}, body,
    )


def vector(host):
    body = gzip.compress(lines(host, {"index": {"_index": "vector-2026.11.30", "_type": "_doc"}}))
    yield "GET", "/_cluster/health", {}, None
    yield "GET", "/", {}, None
    # Written in chunks, without a length.
    yield "POST", "/_bulk?timeout=60s", {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}, [body[:100], body[100:]]


@pytest.mark.parametrize("client", [winlogbeat, fluent_bit, fluent_bit_compressed, vector], ids=lambda one: one.__name__)
def test_a_forwarder_finds_what_it_asks_for_and_its_events_alert(watched, tmp_path, client):
    demo, database, place = watched
    host = f"PC-{client.__name__.replace('_', '-')}".upper()
    with serving(database, tmp_path, demo.accounts) as server:
        token = new_token(server.visitor(OFFICER), place, client.__name__)
        address = urlsplit(server.url)
        # One connection for all, as they do.
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        secret = {"Authorization": "Basic " + base64.b64encode(f"carene:{token}".encode()).decode()}
        for method, path, headers, body in client(host):
            is_chunked = isinstance(body, list)
            if is_chunked:
                headers = headers | {"Transfer-Encoding": "chunked"}
            connection.request(method, "/collecte" + path, body, secret | headers, encode_chunked=is_chunked)
            answer = connection.getresponse()
            text = answer.read().decode()
            assert answer.status == 200, f"{method} {path}: {answer.status} {text[:200]}"
            assert answer.headers["X-Elastic-Product"] == "Elasticsearch", path
            if path.startswith("/_bulk"):
                said = json.loads(text)
                assert said["errors"] is False
                assert [next(iter(item.values()))["status"] for item in said["items"]] == [201] * 3
            elif path == "/":
                assert json.loads(text)["version"]["number"].startswith("8.")
        connection.close()
        assert wait_for(
            lambda: rows(demo.path, "SELECT events FROM supervision_alert WHERE host_key = ?", host.lower()) == [(3,)])
