# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Requests that are cut short or finished too late, and what the log keeps of them."""

import http.client
import re
import socket
import time
from urllib.parse import urlencode, urlsplit

from failure import ADMINISTRATOR, DONE, OFFICER, carene, check, demo, open_question, pristine, rows, serving, wait_for


def test_upload_cut_short_leaves_no_file(demo, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with serving(f"sqlite:{demo.path}", tmp_path, demo.accounts, TMPDIR=str(temporary)) as server:
        visitor = server.visitor(ADMINISTRATOR)
        cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
        address = urlsplit(server.url)
        with socket.create_connection((address.hostname, address.port)) as line:
            line.sendall(
                f"POST /referentiels/chargement HTTP/1.1\r\nHost: {address.netloc}\r\nOrigin: {server.url}\r\n"
                f"Cookie: {cookies}\r\nContent-Type: multipart/form-data; boundary=limite\r\n"
                f"Content-Length: 4000000\r\n\r\n--limite\r\n"
                f'Content-Disposition: form-data; name="fichiers"; filename="a.yaml"\r\n\r\n'.encode()
                + b"x" * 200_000
            )
            appeared = wait_for(lambda: list(temporary.iterdir()))
            assert appeared, "the upload was not received as a file"
        assert wait_for(lambda: not list(temporary.iterdir())), "the file of an abandoned upload stays on the disk"


def test_form_finished_after_the_account_was_closed(demo, tmp_path):
    """Rights are those of the moment of writing, however slowly the request was sent."""
    email = next(account["email"] for account in demo.accounts if account["role"] == OFFICER)
    assessment = open_question(demo.path)
    with serving(f"sqlite:{demo.path}", tmp_path, demo.accounts) as server:
        visitor = server.visitor(OFFICER)
        page = visitor.get(f"/evaluations/{assessment}/exigences/H1").text
        revision = re.search(r'name="revision" value="(\d+)"', page)[1]
        body = urlencode({"reponse-H1": "1", "commentaire-H1": "écrit trop tard", "revision": revision}).encode()
        address = urlsplit(server.url)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        connection.putrequest("POST", f"/evaluations/{assessment}/exigences/H1/reponse")
        connection.putheader("Origin", server.url)
        connection.putheader("Cookie", f"carene-session={visitor.cookies['carene-session']}")
        connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        connection.send(body[:10])
        time.sleep(1)  # long enough for the server to have read who is asking
        check(carene("account", "disable", "--database", f"sqlite:{demo.path}", email), DONE)
        connection.send(body[10:])
        answered = connection.getresponse()
        answered.read()
        assert answered.status == 303 and answered.headers["Location"].startswith("/connexion")
    assert rows(demo.path, "SELECT 1 FROM answer WHERE comment = 'écrit trop tard'") == []


def test_secrets_are_never_logged(demo, tmp_path):
    link = carene("account", "link", "--database", f"sqlite:{demo.path}", demo.accounts[0]["email"]).stdout.strip()
    token = link.rsplit("/", 1)[1]
    with serving(f"sqlite:{demo.path}", tmp_path, demo.accounts, "--log-level", "trace") as server:
        visitor = server.visitor(OFFICER)
        opened = server.visitor().get(f"/premiere-connexion/{token}")
        assert opened.status == 200
        visitor.get(f"/recherche?q=secret-de-recherche")
        visitor.post("/connexion", email="intrus@exemple.example", password="mot-de-passe-devine")
        visitor.get("/n-existe-pas/jeton-dans-un-chemin")
    log = server.log.read_text()
    password = next(account["password"] for account in demo.accounts if account["role"] == OFFICER)
    secrets = [
        token, token.split(".")[-1], password, "mot-de-passe-devine", "intrus@exemple.example", "secret-de-recherche",
        "jeton-dans-un-chemin", *visitor.cookies.values(),
    ]
    assert [secret for secret in secrets if secret and secret in log] == []
