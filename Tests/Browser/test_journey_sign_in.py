# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody comes in for the first time, where the second factor is required."""

import base64
import hmac
import struct
import subprocess
import time

import pytest
from playwright.sync_api import expect

from conftest import BINARY, Site, program_environment, serving
from journey import PATIENCE, fault_beside, heading, said

PASSWORD = "lanterne-péniche-verger-42"


@pytest.fixture(scope="module")
def empty_house(tmp_path_factory):
    """A new installation: no demonstration, and nobody yet."""
    folder = tmp_path_factory.mktemp("empty")
    database = f"sqlite:{folder / 'new.sqlite'}"
    with serving(database, folder, second_factor="required") as url:
        yield Site(url, []), database


def first_link(house, database, email):
    """What the operator of the server does for the first administrator."""
    made = subprocess.run(
        [BINARY, "account", "create", "--database", database, "--email", email, "--name", "Léa Quémener",
         "--role", "administrator", "--public-address", house.url],
        capture_output=True, text=True, timeout=60, env=program_environment("required"),
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def totp(key, ahead=0):
    """RFC 6238 with SHA-1, six digits, thirty seconds."""
    secret = base64.b32decode(key + "=" * (-len(key) % 8))
    mac = hmac.digest(secret, struct.pack(">Q", int(time.time()) // 30 + ahead), "sha1")
    offset = mac[-1] & 0x0F
    return f"{(struct.unpack('>I', mac[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def choose(page, password, again=None):
    page.fill('[name="password"]', password)
    page.fill('[name="confirmation"]', password if again is None else again)
    page.get_by_role("button", name="Enregistrer et entrer").click()


def come_back(page, house, email):
    """Signs out, then signs in up to the second step."""
    page.get_by_role("button", name="Se déconnecter").click()
    heading(page, "Se connecter à Carène")
    page.goto(f"{house.url}/connexion")
    page.fill('[name="email"]', email)
    page.fill('[name="password"]', PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    heading(page, "Quel code affiche votre application ?")


def give(page, code):
    page.fill('[name="code"]', code)
    page.get_by_role("button", name="Continuer").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_the_one_time_link_to_the_second_factor(browser, empty_house, javascript):
    house, database = empty_house
    email = f"lea.{'avec' if javascript else 'sans'}@hopital.example"
    link = first_link(house, database, email)
    context = browser.new_context(locale="fr-FR", java_script_enabled=javascript)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()

    page.goto(link)
    heading(page, "Bonjour Léa Quémener")
    choose(page, "trop court")
    fault_beside(page, "password", "au moins 12 caractères")
    choose(page, "azertyuiop123456")
    fault_beside(page, "password", "premiers qu’un attaquant essaie")
    choose(page, PASSWORD, again=PASSWORD + "!")
    fault_beside(page, "confirmation", "différentes")
    choose(page, PASSWORD)

    heading(page, "Protégez votre compte par un second facteur")
    page.goto(f"{house.url}/etablissements")
    heading(page, "Protégez votre compte par un second facteur")
    page.get_by_role("button", name="Commencer").click()
    key = "".join(page.locator("main span.code").all_inner_texts())
    assert len(key) == 32, f"the key shown is {key!r}"
    page.fill('[name="code"]', "000000" if totp(key) != "000000" else "000001")
    page.get_by_role("button", name="Activer").click()
    fault_beside(page, "code", "code")
    used = totp(key)
    page.fill('[name="code"]', used)
    page.get_by_role("button", name="Activer").click()
    heading(page, "Gardez ces codes de secours")
    recovery = page.locator("main ol .code").all_inner_texts()
    assert len(set(recovery)) == 10
    page.get_by_role("link", name="C’est fait, continuer").click()
    expect(page.locator("nav.pillars")).to_be_visible(timeout=PATIENCE)

    come_back(page, house, email)
    page.goto(f"{house.url}/compte")
    heading(page, "Quel code affiche votre application ?")
    give(page, used)
    fault_beside(page, "code", "code")
    # One period ahead is within the drift that the server allows: no need to wait for the next code.
    give(page, totp(key, ahead=1))
    expect(page).to_have_title("Mon compte · Carène", timeout=PATIENCE)

    come_back(page, house, email)
    give(page, recovery[3].lower().replace("-", " "))
    expect(page.locator("nav.pillars")).to_be_visible(timeout=PATIENCE)
    come_back(page, house, email)
    give(page, recovery[3])
    fault_beside(page, "code", "code")
    give(page, recovery[4])
    expect(page.locator("nav.pillars")).to_be_visible(timeout=PATIENCE)
    page.goto(f"{house.url}/compte/second-facteur")
    said(page, "8 codes de secours")

    page.goto(link)
    heading(page, "Ce lien ne peut pas servir")
    context.close()


def test_a_wrong_password_says_nothing_of_the_account(browser, empty_house):
    house, database = empty_house
    first_link(house, database, "connue@hopital.example")
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    answers = []
    for email in ("connue@hopital.example", "inconnue@hopital.example"):
        page.goto(f"{house.url}/connexion")
        page.fill('[name="email"]', email)
        page.fill('[name="password"]', "une autre phrase de passe")
        page.get_by_role("button", name="Se connecter").click()
        expect(page.locator(".notice.danger")).to_be_visible(timeout=PATIENCE)
        assert page.locator('[name="email"]').input_value() == email
        assert page.locator('[name="password"]').input_value() == ""
        answers.append(page.locator(".notice.danger").inner_text())
    assert answers[0] == answers[1]
    context.close()
