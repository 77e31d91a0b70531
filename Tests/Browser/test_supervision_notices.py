# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""From an event to a letter in the box of whoever is on duty, through a real mail server."""

import email
import email.policy

from aiosmtpd.controller import Controller

from conftest import free_port
from failure import OFFICER, copied, pristine, rows, serving, wait_for
from intake import SHADOWS, bulk, new_token, send, shadow_deletion
from test_failure_supervision import watched


class Letterbox:
    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append((envelope.rcpt_tos, letter["subject"], letter.get_body().get_content()))
        return "250 OK"


def test_an_alert_reaches_who_is_on_duty_by_mail_once(watched, tmp_path):
    demo, database, place = watched
    box = Letterbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        with serving(
            database, tmp_path, demo.accounts, CARENE_SMTP_HOST="127.0.0.1", CARENE_SMTP_PORT=str(controller.port),
            CARENE_SMTP_TLS="none", CARENE_SMTP_FROM="carene@rives.example",
            CARENE_PUBLIC_ADDRESS="https://carene.rives.example",
        ) as server:
            visitor = server.visitor(OFFICER)
            address = next(account["email"] for account in demo.accounts if account["role"] == OFFICER)
            officer = rows(demo.path, "SELECT id FROM account WHERE email = ?", address)[0][0]
            kept = visitor.post(f"/etablissements/{place}/supervision/avis", niveau="elevee", destinataires=officer)
            assert kept.status == 303, kept.text[-500:]
            token = new_token(visitor, place)
            for turn in range(3):
                assert send(server.url, token, bulk([shadow_deletion("PC-GARDE", turn)]))[0] == 200
            assert wait_for(lambda: box.letters)
            recipients, subject, text = box.letters[0]
            assert recipients == [address]
            assert SHADOWS in subject and "PC-GARDE" in subject
            assert "Que faire d’abord" in text
            assert f"https://carene.rives.example/etablissements/{place}/supervision/alertes/" in text
            # It goes on counting; nobody is woken again.
            assert wait_for(lambda: rows(
                demo.path, "SELECT events FROM supervision_alert WHERE host_key = 'pc-garde'") == [(3,)])
            assert len(box.letters) == 1
    finally:
        controller.stop()
