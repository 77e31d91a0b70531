# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""A restart from the empty page to the closed board: means, steps, a plan, what would shorten it, and the day itself."""

import csv
import io
import json
import re

import pytest
from playwright.sync_api import expect

from documents import looked_at
from journey import PATIENCE, confirmed, download, fault_beside, follow_pillar, heading, said

SUPPORT = "Centre hospitalier de Saint-Aubin"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
PLAN = "Plan de l’automne"


def at(page, organisation):
    page.goto("/")
    page.locator("main").get_by_role("link", name=organisation).last.click()
    follow_pillar(page, "Redémarrage")


def at_plan(page):
    page.goto("/recherche?q=automne")
    page.locator("main").get_by_role("link", name=re.compile(PLAN)).first.click()


@pytest.mark.parametrize(
    ("javascript", "hospital"),
    [(True, "Centre hospitalier du Val-Serein"), (False, "Centre hospitalier de Montrieux")], ids=["script", "no-script"],
)
def test_a_first_plan_from_the_empty_page(enter, javascript, hospital):
    page = enter("rssi", javascript)
    at(page, hospital)
    said(page, "Aucun plan n’est calculé")
    page.get_by_role("link", name="Décrire les équipes et les moyens").click()
    page.get_by_role("button", name="Partir d’un jeu type").click()
    said(page, "ordres de grandeur")
    page.get_by_role("link", name="Postes de travail").click()
    page.locator('[name="personnes"]').fill("beaucoup")
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "personnes", "Un nombre de 0 à 500")
    page.locator('[name="personnes"]').fill("3")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("row").filter(has_text="Postes de travail")).to_contain_text("3")

    # A team removed comes back.
    page.get_by_role("link", name="Biomédical").click()
    confirmed(page, "Retirer")
    said(page, "est retiré")
    page.locator("summary", has_text="Éléments retirés").click()
    page.get_by_role("button", name="Rétablir").click()
    said(page, "est rétabli")

    # Steps are proposed for what the group keeps, and a whole element is confirmed on one page.
    page.get_by_role("link", name="Étapes", exact=True).click()
    page.get_by_role("button", name="Proposer les étapes").click()
    said(page, "étapes proposées")
    page.locator("main tbody tr").first.get_by_role("link").first.click()
    heading(page, re.compile("Comment revient"))
    page.locator('[name^="bas-"]').first.fill("90")
    page.get_by_role("button", name="Confirmer ces durées").click()
    said(page, "les trois durées vont en croissant")
    page.locator('[name^="bas-"]').first.fill("0,5")
    page.get_by_role("button", name="Confirmer ces durées").click()
    said(page, "sont confirmées")
    expect(page.locator("main").get_by_text("Estimée par l’équipe").first).to_be_visible()

    follow_pillar(page, "Redémarrage")
    page.get_by_role("link", name=re.compile("^Calculer (un|le premier) plan")).first.click()
    page.locator('[name="heure"]').fill("99")
    page.get_by_role("button", name="Calculer").click()
    fault_beside(page, "heure", "")
    page.locator('[name="heure"]').fill("3")
    page.get_by_role("button", name="Calculer").click()
    said(page, "Un premier plan est prêt")
    expect(page.locator("main svg.gantt-plot").first).to_be_attached()


def test_the_plan_of_the_demonstration_answers_and_leaves_as_files(enter, tmp_path):
    page = enter("director")
    at_plan(page)
    heading(page, re.compile(r"de retour à H\+\d+"))
    assert 3 <= page.locator(".figure").count() <= 5
    lead = page.locator(".lead").first.inner_text()
    assert "neuf fois sur dix avant" in lead
    said(page, "d’écart avec le meilleur plan possible")
    assert "optimal" not in page.locator("main").inner_text().casefold()
    expect(page.get_by_role("link", name="Ouvrir le tableau du jour J")).to_have_count(0)

    content, name = download(page, "CSV")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert name.endswith(".csv") and len(lines) > 100
    content, _ = download(page, "JSON")
    assert json.loads(content)["format"] == "carene-restart-plan/1"
    content, name = download(page, "Fichier de plan (YAML)")
    assert name.endswith(".yaml") and b"Dossier patient" in content

    page.get_by_role("link", name="Fiches par équipe").click()
    sheets = page.locator(".team-sheet").count()
    assert sheets >= 6
    # On paper, one page a team at least: each begins a new one.
    printed = looked_at(page.pdf(format="A4", print_background=True), tmp_path)
    assert int(printed["Pages"]) >= sheets
    page.get_by_role("link", name="Ce qui rouvre, et quand").click()
    heading(page, "Que rouvre-t-on")
    expect(page.get_by_role("row").filter(has_text="Urgences").first).to_contain_text("H+")


@BOTH
def test_a_variant_stands_beside_the_plan(enter, javascript):
    page = enter("rssi", javascript)
    at_plan(page)
    page.get_by_role("link", name=re.compile("^Et si")).click()
    before = page.get_by_role("table", name=re.compile("^Chaque ligne")).get_by_role("row").count()
    page.get_by_role("button", name="Calculer cette variante").click()
    said(page, "Supposez au moins une chose")
    page.get_by_label("Une restauration deux fois plus rapide").check()
    title = "Restauration rapide" if javascript else "Restauration rapide, sans script"
    page.get_by_label("Nom de la variante").fill(title)
    page.get_by_role("button", name="Calculer cette variante").click()
    said(page, "est là")
    expect(page.get_by_role("table", name=re.compile("^Chaque ligne")).get_by_role("row")).to_have_count(before + 1)
    page.get_by_role("link", name=title, exact=True).first.click()
    confirmed(page, "Retirer ce plan")
    said(page, "on peut le rétablir")


def open_board(page, title, exercise=True):
    at_plan(page)
    page.get_by_role("link", name="Ouvrir le tableau du jour J").click()
    page.locator('[name="titre"]').fill(title)
    page.get_by_role("radio", name=re.compile("exercice" if exercise else "réel")).check()
    page.get_by_role("button", name="Ouvrir le tableau").click()
    said(page, "Le tableau est ouvert")
    return page.url


def test_who_looks_sees_at_once_what_another_ticks(enter):
    page = enter("rssi")
    board = open_board(page, "Exercice en direct")
    expect(page.locator(".exercise-mark")).to_be_visible()
    watching = enter("director")
    watching.goto(board)
    expect(watching.locator(".gestures")).to_have_count(0)
    log = watching.locator("section").filter(has=watching.get_by_role("heading", name="Derniers gestes"))
    said(watching, "Aucun geste n’est encore coché")
    # Somebody of a team ticks on a telephone.
    hand = enter("contributor", viewport={"width": 390, "height": 800})
    hand.goto(board)
    first = hand.locator(".gestures").first
    first.get_by_role("button", name=re.compile("^Commencée")).click()
    said(hand, "C’est noté")
    expect(log).to_contain_text("Commencée", timeout=PATIENCE)
    expect(hand.get_by_role("link", name="Clore le tableau")).to_have_count(0)


@BOTH
def test_two_people_do_not_overwrite_each_other(enter, javascript):
    page = enter("rssi", javascript)
    board = open_board(page, f"Exercice à deux {javascript}")
    page.locator(".gestures").first.get_by_role("link", name=re.compile("^Autre")).click()
    step = page.url
    other = enter("contributor", javascript)
    other.goto(step)
    page.locator('[name="etat"]').last.select_option(label="Bloquée")
    page.get_by_label("Note").fill("La clé du coffre est au bloc.")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "C’est noté")
    other.get_by_role("button", name=re.compile("^Faite")).click()
    said(other, "Quelqu’un d’autre a dit autre chose entre-temps")
    # Having seen it, the other decides.
    other.get_by_role("button", name=re.compile("^Faite")).click()
    said(other, "C’est noté")
    page.goto(step)
    expect(page.locator(".head").get_by_text("Faite")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Annuler")).click()
    said(page, "C’est noté")
    expect(page.locator(".head").get_by_text("Pas commencée")).to_be_visible()
    # A time that has not come is refused beside its field.
    page.locator('[name="etat"]').last.select_option(label="Commencée")
    page.locator('[name="heure-debut"]').fill("midi")
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "heure-debut", "14:05")
    page.goto(board)
    page.get_by_role("link", name="Actualiser").click()
    heading(page, re.compile("EXERCICE"))


def test_a_board_is_closed_and_teaches_the_steps(enter):
    page = enter("rssi")
    at_plan(page)
    page.get_by_role("link", name="Ouvrir le tableau du jour J").click()
    page.locator('[name="titre"]').fill("Exercice clos")
    page.get_by_role("radio", name=re.compile("exercice")).check()
    page.locator('[name="heure-debut"]').fill("00:00")
    page.get_by_role("button", name="Ouvrir le tableau").click()
    page.locator(".gestures").first.get_by_role("link", name=re.compile("^Autre")).click()
    title = page.locator("h1").inner_text()
    page.locator('[name="etat"]').last.select_option(label="Faite")
    page.locator('[name="heure-debut"]').fill("00:00")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "C’est noté")
    page.get_by_role("link", name="Retour au tableau").click()
    page.get_by_role("link", name="Heures annoncées et dérive").click()
    heading(page, "Que leur a-t-on dit")
    page.go_back()
    page.get_by_role("link", name="Clore le tableau").click()
    page.get_by_label("Ce qu’on en retient").fill("Imprimer les fiches.")
    page.get_by_role("button", name="Clore le tableau").click()
    said(page, "voici son bilan")
    said(page, "Imprimer les fiches.")
    expect(page.locator(".gestures")).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text=title).first).to_be_visible()
    confirmed(page, "Retenir ces durées")
    said(page, "réelle remplace")
    expect(page.locator("main").get_by_text(re.compile("^Mesurée le")).first).to_be_attached()
