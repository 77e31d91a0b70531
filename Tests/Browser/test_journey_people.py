# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""What each person chooses and may do: language, colours, search, sessions, roles; and the gestures of the script."""

import re

import pytest
from playwright.sync_api import expect

from conftest import sign_in
from journey import GROUP, HYGIENE, PATIENCE, choose_framework, confirmed, fault_beside, follow_pillar, heading, said

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
PASSWORD = "fanal-goélette-mistral-58"


@BOTH
def test_language_and_colours_are_remembered(enter, javascript):
    page = enter("rssi", javascript)
    page.goto("/roles")
    page.get_by_role("link", name="English").click()
    heading(page, "What does each role allow?")
    assert page.url.endswith("/roles"), "the choice leads to another page"
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark", timeout=PATIENCE)
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.goto("/etablissements")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr", timeout=PATIENCE)
    page.get_by_role("button", name="Automatique").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "auto", timeout=PATIENCE)


@BOTH
@pytest.mark.parametrize(
    ("words", "found"),
    [("cooperation val serein", None), ("VAL-SEREIN", "Centre hospitalier du Val-Serein"),
     ("990000313", "Centre hospitalier de Port-Lanvers"), ("journaux composants", "journaux des composants")],
)
def test_one_search_for_everything(enter, javascript, words, found):
    page = enter("rssi", javascript)
    page.goto("/")
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("searchbox").press("Enter")
    if found is None:
        said(page, "Rien ne correspond")
    else:
        expect(page.locator(".results")).to_contain_text(found, timeout=PATIENCE)
        page.locator(".results").get_by_role("link").first.click()
        expect(page.locator("main h1")).to_be_visible()


def test_the_search_tells_nothing_from_outside(enter):
    page = enter("outside")
    page.goto("/recherche?q=Montrieux")
    said(page, "Rien ne correspond")


@BOTH
def test_a_session_is_revoked_from_another_browser(enter, house, javascript):
    first, second = enter(None, javascript), enter(None, javascript)
    for page in (first, second):
        sign_in(page, house, house.account("auditor"))
    first.goto("/compte")
    first.get_by_role("link", name="Voir où je suis connecté").click()
    heading(first, "Vous êtes aussi connecté")
    confirmed(first, "Fermer toutes les autres")
    heading(first, "Vous n’êtes connecté qu’ici")
    second.goto("/etablissements")
    expect(second).to_have_url(re.compile(r"/connexion\?suite="), timeout=PATIENCE)
    second.fill('[name="email"]', house.account("auditor")["email"])
    second.fill('[name="password"]', house.account("auditor")["password"])
    second.get_by_role("button", name="Se connecter").click()
    expect(second).to_have_url(re.compile("/etablissements$"), timeout=PATIENCE)
    first.reload()
    first.get_by_role("button", name=re.compile("^Fermer la session")).first.click()
    heading(first, "Vous n’êtes connecté qu’ici")


@BOTH
def test_a_role_is_given_and_taken(enter, browser, house, javascript):
    page, guest = enter("administrator", javascript), enter(None, javascript)
    email = f"{'avec' if javascript else 'sans'}.script@carene.example"
    page.goto("/etablissements")
    page.get_by_role("link", name=GROUP).first.click()
    follow_pillar(page, "Personnes et rôles")
    page.get_by_role("link", name="Inviter une personne").first.click()
    page.get_by_role("button", name="Inviter").last.click()
    fault_beside(page, "name", "")
    fault_beside(page, "email", "")
    page.get_by_label("Prénom et nom").fill("Anaïs Le Bihan")
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_role("radio", name=re.compile("^Direction")).check()
    page.get_by_role("button", name="Inviter").last.click()
    heading(page, "À remettre à Anaïs Le Bihan")
    link = re.search(r"https?://\S+", page.get_by_label("Message à copier").input_value())[0]
    assert link.startswith(house.url), f"the link does not lead here: {link}"

    guest.goto(link)
    guest.fill('[name="password"]', PASSWORD)
    guest.fill('[name="confirmation"]', PASSWORD)
    guest.get_by_role("button", name="Enregistrer et entrer").click()
    heading(guest, GROUP)
    assert guest.goto("/referentiels/chargement").status == 404
    guest.goto("/")
    expect(guest.locator("nav.pillars")).to_contain_text("Auto-évaluation")

    page.goto("/etablissements")
    page.get_by_role("link", name=GROUP).first.click()
    follow_pillar(page, "Personnes et rôles")
    page.get_by_label("Nom ou adresse").fill(email)
    page.get_by_label("Nom ou adresse").press("Enter")
    page.get_by_role("link", name="Anaïs Le Bihan").click()
    heading(page, "Anaïs Le Bihan")
    page.get_by_role("radio", name=re.compile("^Auditeur")).check()
    page.get_by_role("button", name="Donner ce rôle").click()
    said(page, "Le rôle est donné.")
    guest.goto("/compte")
    said(guest, f"Auditeur, {GROUP}")
    for role in ("Auditeur", "Direction"):
        confirmed(page, f"Retirer « {role} »")
        said(page, "Le rôle est retiré ; le compte demeure.")
    guest.goto("/etablissements")
    expect(guest.locator("main")).not_to_contain_text("Montrieux")


def test_a_question_before_what_cannot_be_undone(enter):
    page, posts = enter("rssi"), []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.goto("/etablissements")
    page.locator("nav.pillars").get_by_role("link", name="Auto-évaluation").click()
    page.locator('a[href^="/campagnes/"]').first.click()
    button = page.get_by_role("button", name="Clore la campagne")
    button.click()
    dialog = page.locator("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Annuler")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    button.click()
    dialog.get_by_role("button", name="Annuler").click()
    expect(dialog).to_have_count(0)
    assert posts == []


def test_on_a_telephone_without_script(enter):
    page = enter("rssi", javascript=False, viewport={"width": 390, "height": 800})
    page.goto("/")
    expect(page.locator(".pillars")).to_be_hidden()
    page.locator(".menu summary").click()
    expect(page.locator(".pillars")).to_be_visible()
    follow_pillar(page, "Référentiels")
    expect(page.locator("main")).to_contain_text(HYGIENE)


def test_the_wanted_page_follows_the_sign_in(enter, house):
    page = enter(None)
    page.goto("/roles")
    expect(page).to_have_url(re.compile(r"/connexion\?suite="), timeout=PATIENCE)
    page.fill('[name="email"]', house.account("director")["email"])
    page.fill('[name="password"]', house.account("director")["password"])
    page.get_by_role("button", name="Se connecter").click()
    heading(page, "Que permet chaque rôle ?")
    page.goto("/connexion?suite=//exemple.org/ailleurs")
    assert page.url.startswith(house.url), "the sign-in leads to another site"


def test_changing_ones_mind_about_the_framework(enter):
    page = enter("rssi")
    choose_framework(page, HYGIENE)
    page.get_by_role("link", name="Changer de référentiel").click()
    heading(page, "sur quel référentiel")
    page.go_back()
    heading(page, "Ouvrir une évaluation")
