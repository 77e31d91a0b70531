# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""What has its day: the agenda, a calendar that follows it from elsewhere, and one letter that gathers what is due."""

import contextlib
import datetime
import email
import email.policy
import re

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import expect

from conftest import demonstration, free_port, sign_in
from failure import DONE, carene, check, rows, write
from journey import PATIENCE, confirmed, follow_pillar, heading, said

OVERDUE = "Nommer un responsable du plan de continuité et de reprise."
EXPIRY = "Politique de sauvegarde et de restauration"
SENDER = "Carène du groupement <carene@rives.example>"


def unfolded(content):
    """The content lines of an iCalendar file (RFC 5545 §3.1): folded at 75 octets, ended by CRLF."""
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    lines = re.sub(rb"\r\n[ \t]", b"", content).decode("utf-8").split("\r\n")[:-1]
    assert all(re.match(r"[A-Z0-9-]+(;[A-Z-]+=[^:;]+)*:", line) for line in lines), "each line is a name and a value"
    return lines


def events(content):
    """The events of a calendar, each a dictionary by name, after checking that what opens closes."""
    open_parts, found = [], []
    lines = unfolded(content)
    assert lines[:1] == ["BEGIN:VCALENDAR"] and "VERSION:2.0" in lines
    assert any(line.startswith("PRODID:") for line in lines)
    for line in lines:
        name, value = line.split(":", 1)
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts[-1] == "VEVENT":
            found[-1][name.split(";")[0]] = value
    assert not open_parts
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
        datetime.datetime.strptime(event["DTSTART"][:8], "%Y%m%d")
    assert len({event["UID"] for event in found}) == len(found)
    return found


def text(value):
    return re.sub(r"\\([,;\\])", r"\1", value).replace("\u00a0", " ")


def test_the_agenda_gathers_what_is_due(enter):
    page = enter("rssi")
    page.goto("/")
    follow_pillar(page, "Agenda")
    heading(page, "Que faut-il faire, et pour quand")
    overdue = page.get_by_role("table", name="En retard")
    expect(overdue).to_contain_text(OVERDUE)
    expect(page.locator("main")).to_contain_text(f"Renouveler la preuve « {EXPIRY} »")
    # Filtered by words and by kind.
    page.get_by_label("Mots du titre").fill("sauvegarde")
    page.get_by_label("Nature").select_option(label="Fin de validité")
    page.get_by_role("button", name="Filtrer").click()
    expect(page).to_have_url(re.compile("nature=expiry"), timeout=PATIENCE)
    expect(page.locator("main tbody tr")).to_have_count(1)
    page.locator("main tbody a").first.click()
    heading(page, EXPIRY)

    # By the month, as a table.
    follow_pillar(page, "Agenda")
    page.get_by_role("link", name=re.compile("^Mois")).click()
    expect(page).to_have_url(re.compile("/agenda/mois"), timeout=PATIENCE)
    expect(page.locator("main table").first).to_be_visible()
    page.get_by_role("navigation", name="Mois voisins").get_by_role("link").last.click()
    expect(page).to_have_url(re.compile("mois=20[0-9]{2}-[0-9]{2}"), timeout=PATIENCE)
    expect(page.locator("main table").first).to_be_visible()


def test_a_contributor_sees_what_concerns_them(enter):
    page, officer = enter("contributor"), enter("rssi")
    page.goto("/agenda")
    heading(page, "Qu’est-ce qui m’attend")
    expect(page.locator("main")).not_to_contain_text(OVERDUE)
    officer.goto("/agenda")
    expect(officer.locator("main")).to_contain_text(OVERDUE)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_calendar_follows_from_elsewhere_until_it_is_ended(enter, javascript):
    page, stranger = enter("rssi", javascript), enter(None)
    page.goto("/agenda")
    page.get_by_role("link", name="Suivre depuis mon agenda").click()
    # Discreet unless asked otherwise: a telephone copies its calendar to a cloud.
    expect(page.get_by_label("Titres discrets")).to_be_checked()
    page.get_by_role("button", name="Créer l’adresse").click()
    discreet = page.locator('[name="adresse"]').input_value().strip()
    page.goto("/agenda/abonnements")
    page.get_by_label("Titres discrets").uncheck()
    page.get_by_role("button", name="Créer l’adresse").click()
    address = page.locator('[name="adresse"]').input_value().strip()
    assert re.search(r"/agenda/flux/[A-Za-z0-9._-]{32,}$", address), address
    answer = stranger.request.get(address)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "set-cookie" not in answer.headers
    full = events(answer.body())
    titles = [text(event["SUMMARY"]) for event in full]
    assert any(EXPIRY in title for title in titles) and any(OVERDUE.rstrip(".") in title for title in titles)
    # The same day twice is the same event: a calendar program does not show it twice.
    assert {event["UID"] for event in events(stranger.request.get(address).body())} == {
        event["UID"] for event in full
    }

    quiet = events(stranger.request.get(discreet).body())
    assert len(quiet) == len(full)
    assert {text(event["SUMMARY"]) for event in quiet} == {"Échéance Carène"}
    assert EXPIRY not in stranger.request.get(discreet).text()

    # The address is shown once; ended, it answers no more, like one that never was.
    page.goto("/agenda/abonnements")
    expect(page.locator('[name="adresse"]')).to_have_count(0)
    ends = page.get_by_role("button", name="Arrêter « Tout mon agenda »")
    remaining = ends.count()
    while remaining > 0:
        confirmed(page, "Arrêter « Tout mon agenda »")
        remaining -= 1
        expect(ends).to_have_count(remaining, timeout=PATIENCE)
    for ended in (address, discreet, address[:-4] + "AAAA", address + "x"):
        assert stranger.request.get(ended).status == 404, ended


def test_without_a_mail_server_the_page_says_so(enter):
    page = enter("director")
    page.goto("/agenda")
    said(page, "Cette installation n’envoie pas encore de courriel")
    page.get_by_role("radio", name="Chaque lundi").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("radio", name="Chaque lundi")).to_be_checked(timeout=PATIENCE)
    said(page, "Votre choix est conservé")


class Sink:
    """A mail server that keeps what it is given."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append((envelope.mail_from, envelope.rcpt_tos, letter))
        return "250 Kept"


@contextlib.contextmanager
def sink():
    kept = Sink()
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield kept, controller.port
    finally:
        controller.stop()


def turned_back(site, days):
    """As if the reminders had been chosen some days ago, and the day's round were still to come."""
    chosen = (datetime.date.today() - datetime.timedelta(days=days)).isoformat()
    write(
        site.path, f"UPDATE reminder_preference SET chosen_on = '{chosen}', handled_on = NULL",
        "DELETE FROM daily_round",
    )


def test_one_letter_gathers_everything_and_comes_once(browser, tmp_path):
    with sink() as (kept, port):
        mail = {
            "CARENE_SMTP_HOST": "127.0.0.1", "CARENE_SMTP_PORT": str(port), "CARENE_SMTP_TLS": "none",
            "CARENE_SMTP_FROM": SENDER, "CARENE_PUBLIC_ADDRESS": "https://carene.rives.example",
        }
        with demonstration(tmp_path, **mail) as site:
            daily = ("daily", "--database", f"sqlite:{site.path}")
            page = browser.new_context(locale="fr-FR").new_page()
            account = site.account("rssi")
            sign_in(page, site, account)
            page.goto(f"{site.url}/agenda")
            expect(page.get_by_text("n’envoie pas encore de courriel")).to_have_count(0)
            page.get_by_role("radio", name="Chaque lundi").check()
            page.get_by_role("button", name="Enregistrer").click()
            expect(page.get_by_role("radio", name="Chaque lundi")).to_be_checked(timeout=PATIENCE)

            # The first letter comes with the next turn: today was chosen today.
            check(carene(*daily, **mail), DONE, "done for")
            assert kept.letters == []
            turned_back(site, days=14)
            check(carene(*daily, **mail), DONE)
            assert len(kept.letters) == 1
            sender, recipients, letter = kept.letters[0]
            assert (sender, recipients) == ("carene@rives.example", [account["email"]])
            assert letter["From"].addresses[0].addr_spec == "carene@rives.example"
            assert letter["Date"] and letter["Message-ID"] and letter["Subject"]
            body = letter.get_body(("plain",)).get_content().replace("\u00a0", " ").replace("\u202f", " ")
            words = " ".join(body.split())
            for expected in (OVERDUE, EXPIRY, "Hygiène informatique", "Comité de sécurité numérique"):
                assert expected in words, f"{expected!r} is not in:\n{body}"
            # Sent once: not by the command again, even when it thinks that the day's round is still to come.
            check(carene(*daily, **mail), DONE)
            write(site.path, "DELETE FROM daily_round")
            check(carene(*daily, **mail), DONE)
            assert len(kept.letters) == 1
            page.reload()
            said(page, "Dernier rappel envoyé le")
            page.context.close()


def test_a_mail_server_that_is_away_is_told_on_the_page(browser, tmp_path):
    # Nobody listens at that port.
    mail = {
        "CARENE_SMTP_HOST": "127.0.0.1", "CARENE_SMTP_PORT": str(free_port()), "CARENE_SMTP_TLS": "none",
        "CARENE_SMTP_FROM": SENDER,
    }
    with demonstration(tmp_path, **mail) as site:
        page = browser.new_context(locale="fr-FR").new_page()
        sign_in(page, site, site.account("rssi"))
        page.goto(f"{site.url}/agenda")
        page.get_by_role("radio", name="Chaque jour").check()
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.get_by_role("radio", name="Chaque jour")).to_be_checked(timeout=PATIENCE)
        turned_back(site, days=2)
        check(carene("daily", "--database", f"sqlite:{site.path}", **mail), 1, "agenda")
        page.reload()
        said(page, "Le dernier rappel n’est pas parti")
        assert rows(site.path, "SELECT failure FROM reminder_preference") == [("server",)]
        page.context.close()
