# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""An incident from the red button to the review: qualified, escalated, told to whom the law says, isolated by two people."""

import csv
import datetime
import io
import json
import re

import pytest
from playwright.sync_api import expect

from journey import PATIENCE, confirmed, download, fault_beside, follow_pillar, heading, said

HOSPITAL = "Centre hospitalier de Saint-Aubin"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def at_hospital(page):
    page.goto("/")
    links = page.locator("main").get_by_role("link", name=HOSPITAL)
    # The director's first page is the hospital's own.
    if links.count():
        links.last.click()


def declare(page, title):
    at_hospital(page)
    page.locator("a.alarm").click()
    heading(page, "Que se passe-t-il")
    page.get_by_role("button", name="Déclarer l’incident").click()
    fault_beside(page, "titre", "nécessaire")
    page.locator('[name="titre"]').fill(title)
    page.locator('[name="detail"]').fill("Trois postes du secrétariat, depuis ce matin.")
    page.get_by_role("button", name="Déclarer l’incident").click()
    said(page, "L’incident est déclaré, sa main courante est ouverte.")
    heading(page, title)
    return page.url


def tab(page, name):
    page.get_by_role("navigation", name="L’incident").get_by_role("link", name=name).click()


@BOTH
def test_an_incident_is_held_from_the_alarm_to_the_review(enter, javascript):
    page = enter("rssi", javascript)
    title = f"Fichiers illisibles ({'script' if javascript else 'sans'})"
    address = declare(page, title)
    said(page, "Dire ce que les soins y perdent")

    # Qualified: severity wants its reason, and the data breach was known four days ago.
    page.get_by_role("link", name="Qualifier").click()
    page.locator('[name="gravite"][value="degraded"]').check()
    page.locator('[name="nature"][value="ransomware"]').check()
    for question in ("careAffected", "personalData", "personalRisk", "malicious"):
        page.locator(f'[name="question-{question}"]').select_option("yes")
    page.get_by_role("button", name="Enregistrer la qualification").click()
    fault_beside(page, "pourquoi", "en une phrase")
    page.locator('[name="pourquoi"]').fill("Urgences sur papier")
    page.locator('[name="patients"]').fill("4")
    four_days_ago = (datetime.date.today() - datetime.timedelta(days=4)).isoformat()
    for name in ("detection", "violation"):
        page.locator(f'[name="jour-{name}"]').fill(four_days_ago)
        page.locator(f'[name="heure-{name}"]').fill("08:00")
    page.get_by_role("button", name="Enregistrer la qualification").click()
    said(page, "La qualification est enregistrée")
    said(page, "Décider si c’est une crise")
    expect(page.locator("main li", has_text="Notifier la violation de données").first).to_contain_text("En retard de")

    # A late notification wants its reason; then it is kept and written.
    tab(page, "Qui prévenir")
    page.get_by_role("link", name="CNIL", exact=True).first.click()
    expect(page.locator('[name="projet"]')).to_have_value(re.compile("Urgences sur papier"))
    page.locator('[name="recepisse"]').fill("FICTIF-2026-1")
    page.get_by_role("button", name="Noter l’envoi").click()
    fault_beside(page, "retard", "dites pourquoi")
    expect(page.locator('[name="recepisse"]')).to_have_value("FICTIF-2026-1")
    page.locator('[name="retard"]').fill("Données identifiées tard.")
    page.get_by_role("button", name="Noter l’envoi").click()
    said(page, "L’envoi est noté, et écrit dans la main courante.")
    expect(page.get_by_role("row").filter(has_text="Notifier la violation").first).to_contain_text("Fait en retard")

    # Escalated with its reason, and somebody holds a cell.
    page.goto(address)
    page.get_by_role("link", name="Conduire la crise").click()
    page.get_by_role("button", name="Passer en crise").click()
    fault_beside(page, "motif", "nécessaire")
    page.locator('[name="motif"]').fill("Les urgences soignent sur papier.")
    page.get_by_role("button", name="Passer en crise").click()
    said(page, "La crise est déclarée.")
    page.locator('[name="fonction"]').fill("Directeur de crise")
    page.locator('[name="titulaire"]').fill("Philippe Aumont")
    page.get_by_role("button", name="Confier la fonction").click()
    said(page, "La fonction est confiée")
    expect(page.get_by_role("row").filter(has_text="Philippe Aumont")).to_contain_text("En poste")

    # A step ticked writes a line, and can be taken back.
    tab(page, "Fiches réflexes")
    page.get_by_role("link", name="RSSI ou DSI d’astreinte").first.click()
    page.get_by_role("button", name="C’est fait").first.click()
    said(page, "C’est fait, et écrit dans la main courante.")
    page.get_by_role("button", name="Coché par erreur").first.click()
    said(page, "la main courante le dit")

    page.goto(address)
    expect(page.locator("main")).to_contain_text("Passage en crise")
    expect(page.locator("main")).to_contain_text("Pas fait, coché par erreur")
    page.get_by_role("link", name="Fiche de relève").first.click()
    heading(page, "Fiche de relève")
    said(page, "Passage en crise")

    # What it costs, and what it taught.
    page.goto(address)
    tab(page, "Heures et coûts")
    page.locator('[name="qui"]').fill("Astreinte système")
    page.get_by_role("button", name="Ajouter la ligne").click()
    fault_beside(page, "heures", "l’une des deux")
    page.locator('[name="heures"]').fill("7,5")
    page.get_by_role("button", name="Ajouter la ligne").click()
    said(page, "7,5 heures")
    content, name = download(page, "Exporter en CSV")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert name.endswith(".csv") and lines[1][1:3] == ["Astreinte système", "7,50"]
    tab(page, "Retour d’expérience")
    page.locator('[name="genre"]').select_option("proposal")
    page.locator('[name="texte"]').fill("Essayer les numéros de crise")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    fault_beside(page, "pilote", "un pilote")
    page.locator('[name="pilote"]').fill("RSSI")
    page.locator('[name="echeance"]').fill((datetime.date.today() + datetime.timedelta(days=20)).isoformat())
    page.get_by_role("button", name="Ajouter", exact=True).click()
    said(page, "L’action est notée")

    page.goto(address)
    page.get_by_role("link", name="Conduire la crise").click()
    page.get_by_role("link", name="Clore l’incident").click()
    page.locator('[name="motif"]').fill("Tout est rendu.")
    page.get_by_role("button", name="Clore l’incident").click()
    said(page, "L’incident est clos.")
    page.get_by_role("button", name="C’est fait").click()
    said(page, "L’action est faite.")


@BOTH
def test_the_red_button_takes_two_people(enter, javascript):
    asker = enter("rssi", javascript)
    address = declare(asker, f"Alerte à isoler ({'script' if javascript else 'sans'})")
    tab(asker, "Isolement")
    asker.get_by_role("button", name="Demander l’isolement").click()
    fault_beside(asker, "effets", "nécessaire")
    asker.locator('[name="quoi"]').fill("Liens internet")
    asker.locator('[name="effets"]').fill("Plus de laboratoire extérieur, coursier toutes les deux heures")
    asker.locator('[name="mains"]').fill("Astreinte réseau")
    asker.get_by_role("button", name="Demander l’isolement").click()
    said(asker, "Une autre personne doit le confirmer")
    said(asker, "Vous l’avez demandé")
    expect(asker.get_by_role("button", name="Confirmer l’isolement")).to_have_count(0)
    other = enter("director", javascript)
    other.goto(address)
    other.locator("main").get_by_role("link", name="Confirmer ou refuser l’isolement demandé").click()
    confirmed(other, "Confirmer l’isolement")
    said(other, "Carène ne coupe rien")
    asker.reload()
    confirmed(asker, "C’est coupé")
    said(asker, "C’est coupé, et écrit dans la main courante.")
    asker.goto(address)
    expect(asker.locator("main")).to_contain_text("Isolement confirmé par une seconde personne", timeout=PATIENCE)


def test_an_alert_fills_the_form_and_the_page_follows(enter, house):
    page = enter("rssi")
    at_hospital(page)
    page.locator("a.alarm").click()
    page.goto(page.url + "?titre=Clichés effacés&detail=PC-URG-04&alerte=0190")
    expect(page.locator('[name="titre"]')).to_have_value("Clichés effacés")
    page.get_by_role("button", name="Déclarer l’incident").click()
    said(page, "L’incident est déclaré")
    expect(page.get_by_role("link", name="une alerte de la supervision")).to_be_visible()
    # Another pair of hands changes it: the open page follows without a reload.
    other = enter("rssi")
    other.goto(page.url)
    other.get_by_role("link", name="Qualifier").click()
    other.locator('[name="gravite"][value="watched"]').check()
    other.locator('[name="pourquoi"]').fill("Un seul poste")
    other.get_by_role("button", name="Enregistrer la qualification").click()
    expect(page.locator("#incident")).to_contain_text("Un seul poste", timeout=PATIENCE)


def test_the_observatory_counts_without_names(enter):
    page = enter("rssi")
    at_hospital(page)
    follow_pillar(page, "Incidents et crises")
    page.get_by_role("link", name="Observatoire", exact=True).click()
    heading(page, "Que nous est-il arrivé")
    content, name = download(page, "Exporter en STIX")
    bundle = json.loads(content)
    assert name.endswith(".json") and bundle["type"] == "bundle"
    assert HOSPITAL not in content.decode()
