# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the supervision share: events as forwarders write them, and the requests that bring them."""

import base64
import gzip
import http.client
import json
import re
from datetime import datetime, timezone
from urllib.parse import urlsplit

SYSMON = "Microsoft-Windows-Sysmon/Operational"
SHADOWS = "Suppression des instantanés de disque"


def event(host="PC-ESSAI", record=1, channel=SYSMON, number=1, **data):
    """One event as Winlogbeat 8 writes it."""
    return {
        "@timestamp": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "winlog": {
            "channel": channel, "event_id": str(number), "computer_name": host, "record_id": record, "event_data": data,
        },
    }


def shadow_deletion(host="PC-ESSAI", record=1):
    return event(
        host, record, CommandLine="vssadmin.exe delete shadows /all /quiet",
        Image="C:\\Windows\\System32\\vssadmin.exe", User="svc-essai",
    )


def bulk(events):
    return "".join(json.dumps({"create": {}}) + "\n" + json.dumps(one) + "\n" for one in events).encode()


def send(url, token, body, path="/collecte/_bulk", scheme="Basic", compressed=False, method="POST"):
    """A request as a forwarder makes it; its status and what it says."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    headers = {"Content-Type": "application/x-ndjson"}
    if token:
        pair = base64.b64encode(f"carene:{token}".encode()).decode()
        headers["Authorization"] = {"Basic": f"Basic {pair}", "ApiKey": f"ApiKey {pair}", "Bearer": f"Bearer {token}"}[scheme]
    if compressed:
        body = gzip.compress(body)
        headers["Content-Encoding"] = "gzip"
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
    finally:
        connection.close()
    return answer.status, text


def new_token(visitor, organisation, name="Essai"):
    """Asks for a token on the page, as a person does; it is shown once."""
    answer = visitor.post(f"/etablissements/{organisation}/supervision/collecte", nom=name)
    assert answer.status == 200, answer.text[-500:]
    found = re.search(r"<code>([0-9a-f-]{36}\.[0-9a-f]{64})</code>", answer.text)
    assert found, "the token is not shown"
    return found[1]
