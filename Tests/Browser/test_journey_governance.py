# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Who is in charge, what was decided, what it costs, how the texts are read, and one page of it for the director."""

import csv
import datetime
import io
import re

import pytest
from playwright.sync_api import expect

from documents import looked_at, needs_weasyprint
from journey import PATIENCE, confirmed, download, fault_beside, follow_pillar, heading, said

HOSPITAL = "Centre hospitalier du Val-Serein"
COMMITTEE = "Comité de sécurité numérique du groupement"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def day(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def at(page, pillar, organisation=None):
    """A pillar of the group, or of one of its members."""
    page.goto("/")
    if organisation:
        page.locator("main").get_by_role("link", name=organisation).last.click()
    follow_pillar(page, pillar)


@BOTH
def test_an_appointment_becomes_a_proof_and_ends(enter, javascript):
    page = enter("rssi", javascript)
    person = "Anne Le Braz" if javascript else "Hervé Quéré"
    at(page, "Gouvernance")
    said(page, "Aucun RPCRA n’est nommé.")
    page.get_by_role("link", name="Nommer quelqu’un").first.click()
    heading(page, "Qui nommez-vous, et à quelle fonction")
    expect(page.locator('[name="fonction"]')).to_have_value("rpcra")
    page.locator('[name="part"]').fill("130")
    # Proposed for everybody; nobody is a mistake.
    for box in page.locator('[name="pour"]').all():
        box.uncheck()
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "personne", "")
    fault_beside(page, "part", "de 0 à 100")
    fault_beside(page, "pour", "")
    page.locator('[name="personne"]').fill(person)
    page.locator('[name="part"]').fill("40")
    page.locator('[name="debut"]').fill(day(-30))
    for box in page.locator('[name="pour"]').all():
        box.check()
    page.locator('[name="lettre"]').select_option(label="Schéma de gouvernance de la continuité")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "La nomination est enregistrée.")
    row = page.get_by_role("table", name="Les fonctions attendues").get_by_role("row").filter(has_text=person)
    expect(row).to_contain_text("40 %")
    expect(row).to_contain_text("7 établissements")
    expect(row).to_contain_text("En fonction")
    expect(row).to_contain_text("Schéma de gouvernance de la continuité")

    # It is a proof of every establishment, kept by the program.
    follow_pillar(page, "Preuves")
    page.locator('[name="titre"]').fill(person)
    page.get_by_role("button", name="Filtrer").click()
    expect(page).to_have_url(re.compile("titre="), timeout=PATIENCE)
    proofs = page.locator("main tbody tr").filter(has_text=person)
    assert proofs.count() >= 7
    expect(proofs.first).to_contain_text("relevé par Carène")

    # Ended, it counts no more, and stays in the list of those that were.
    at(page, "Gouvernance")
    page.get_by_role("table", name="Les fonctions attendues").get_by_role("row").filter(has_text=person).get_by_role(
        "link"
    ).first.click()
    page.get_by_role("link", name=re.compile("Mettre fin|Terminer|Fin")).first.click()
    page.locator('[name="fin"]').fill(day(-1))
    page.locator("main form").get_by_role("button").first.click()
    said(page, "Aucun RPCRA n’est nommé.")
    gone = page.locator("tr", has_text=person)
    expect(gone).to_have_count(1)
    expect(gone.get_by_role("button", name="Reprendre", include_hidden=True)).to_have_count(1)


@BOTH
def test_a_budget_line_moves_the_share_across_two_percent(enter, javascript):
    page = enter("rssi", javascript)
    at(page, "Budget", HOSPITAL)
    heading(page, "Quelle part du budget va au numérique")
    before = share(page)
    assert before < 2
    expect(page.locator("main svg text").filter(has_text="cible").first).to_be_attached()
    year = str(datetime.date.today().year)
    page.get_by_role("link", name=year, exact=True).click()
    page.get_by_role("link", name="Ajouter une ligne").click()
    page.locator('[name="prevu"]').fill("beaucoup")
    page.get_by_role("button", name="Enregistrer").click()
    for field in ("titre", "prevu"):
        fault_beside(page, field, "")
    title = f"Pare-feu {'neuf' if javascript else 'de secours'}"
    page.locator('[name="titre"]').fill(title)
    page.get_by_role("radio", name="Sécurité").check()
    page.get_by_role("radio", name="Investissement").check()
    page.locator('[name="prevu"]').fill("186 000,50")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "La ligne est enregistrée.")
    at(page, "Budget", HOSPITAL)
    # Half a percent of the hospital's 37,2 million.
    assert share(page) == pytest.approx(before + 0.5, abs=0.011)
    expect(page.get_by_role("link", name="Ajouter une ligne")).to_have_count(0)

    # Removed, it can be brought back.
    page.get_by_role("link", name=year, exact=True).click()
    page.get_by_role("link", name=title).click()
    confirmed(page, "Retirer la ligne")
    at(page, "Budget", HOSPITAL)
    assert share(page) == pytest.approx(before, abs=0.001)
    page.get_by_role("link", name=year, exact=True).click()
    page.locator("summary", has_text="Lignes retirées").click()
    page.get_by_role("listitem").filter(has_text=title).get_by_role("button", name="Rétablir").click()
    at(page, "Budget", HOSPITAL)
    assert share(page) == pytest.approx(before + 0.5, abs=0.011)

    content, name = download(page, "Exporter en CSV")
    assert name.endswith(".csv")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert any(title in line for line in lines)
    # As it was before the test.
    page.get_by_role("link", name=year, exact=True).click()
    page.get_by_role("link", name=title).click()
    confirmed(page, "Retirer la ligne")


def share(page):
    """The share of the budget that the page tells first, in percent."""
    told = page.locator(".figure strong").first.inner_text()
    return float(told.replace(",", ".").replace("\u00a0", " ").replace("\u202f", " ").split()[0])


@BOTH
def test_a_decision_from_the_minutes_to_its_end(enter, javascript):
    page = enter("rssi", javascript)
    text = f"Chiffrer les portables des cadres ({'script' if javascript else 'sans'})."
    at(page, "Gouvernance")
    page.get_by_role("link", name="Instances et décisions").click()
    page.get_by_role("link", name="Inscrire une décision").click()
    heading(page, "Qu’a-t-on décidé")
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "texte", "")
    page.locator('[name="texte"]').fill(text)
    page.locator('[name="instance"]').select_option(label=COMMITTEE)
    page.locator('[name="date"]').fill(day(-40))
    page.locator('[name="responsable"]').fill("DSI du groupement")
    page.locator('[name="echeance"]').fill(day(-2))
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "La décision est enregistrée.")
    row = page.get_by_role("row").filter(has_text=text)
    expect(row).to_contain_text("En retard")
    # The agenda and the director's page know it at once.
    follow_pillar(page, "Agenda")
    expect(page.get_by_role("table", name="En retard")).to_contain_text(text)
    at(page, "Gouvernance")
    page.get_by_role("link", name="Instances et décisions").click()
    row.get_by_role("button", name="C’est fait").click()
    said(page, "Décision « Faite »")
    page.locator('[name="etat"]').first.select_option(label="Faite")
    page.get_by_role("button", name="Filtrer").click()
    expect(page).to_have_url(re.compile("etat=faites"), timeout=PATIENCE)
    expect(page.get_by_role("row").filter(has_text=text)).to_be_visible()
    follow_pillar(page, "Agenda")
    expect(page.get_by_role("table", name="En retard")).not_to_contain_text(text)


def test_an_interpretation_is_found_by_its_words_and_at_its_requirement(enter):
    page = enter("rssi")
    at(page, "Gouvernance")
    page.get_by_role("link", name="Précisions officielles").click()
    page.get_by_label("Mots").fill("exercice mutualise")
    page.get_by_role("button", name="Filtrer").click()
    expect(page).to_have_url(re.compile("q="), timeout=PATIENCE)
    found = page.locator("main").get_by_role("link", name=re.compile("exercice", re.IGNORECASE))
    expect(found.first).to_be_visible()
    said(page, "DNS, réponse au Club RSSI Santé")

    page.get_by_role("link", name="Ajouter une précision").click()
    page.get_by_role("button", name="Enregistrer").click()
    for field in ("question", "reponse", "source", "date"):
        fault_beside(page, field, "")
    page.locator('[name="question"]').fill("Une copie sur bande tournante vaut-elle copie hors ligne ?")
    page.locator('[name="reponse"]').fill("Oui, si la bande quitte le lecteur après chaque écriture.")
    page.locator('[name="source"]').fill("Appel du support de CaRE")
    page.locator('[name="date"]').fill(day(-3))
    page.locator('[name="adresse"]').fill("javascript:alert(1)")
    page.locator('[name="referentiel"]').select_option("care-d2")
    page.locator('[name="exigence"]').fill("D2.INCONNU")
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "adresse", "https")
    page.locator('[name="adresse"]').fill("")
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "exigence", "n’a pas d’exigence D2.INCONNU")
    page.locator('[name="exigence"]').fill("D2.O3.C")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "La précision est enregistrée.")
    # The members below read it, and the search of the site finds it.
    reader = enter("director")
    at(reader, "Gouvernance")
    reader.get_by_role("link", name="Précisions officielles").click()
    reader.get_by_label("Mots").fill("bande")
    reader.get_by_role("button", name="Filtrer").click()
    expect(reader.locator("main").get_by_role("link", name="Une copie sur bande tournante")).to_be_visible()
    expect(reader.get_by_role("link", name="Ajouter une précision")).to_have_count(0)
    page.goto("/recherche?q=bande+tournante")
    expect(page.locator("main").get_by_role("link", name="Une copie sur bande tournante").first).to_be_visible()


def test_an_indicator_gets_a_target_and_shows_its_history(enter):
    page = enter("rssi")
    at(page, "Gouvernance")
    page.get_by_role("link", name="Indicateurs", exact=True).click()
    page.get_by_role("link", name="Postes vacants").click()
    heading(page, "Postes vacants")
    expect(page.locator("main svg").first).to_be_visible()
    target = page.locator('main form [name="cible"]')
    target.fill("beaucoup")
    target.press("Enter")
    fault_beside(page, "cible", "")
    page.locator('main form [name="cible"]').fill("3")
    page.locator('main form [name="cible"]').press("Enter")
    said(page, "La cible est enregistrée.")


@pytest.mark.parametrize("role", ["rssi", "director"])
def test_the_director_has_one_page_on_one_sheet(enter, tmp_path, role):
    page = enter(role)
    at(page, "Page de direction")
    heading(page, "que doit décider la direction")
    expect(page.locator(".figure")).to_have_count(5)
    expect(page.get_by_role("heading", name="Les décisions à prendre")).to_be_visible()
    choices = page.locator("section").filter(has=page.get_by_role("heading", name="Les décisions à prendre"))
    assert 1 <= choices.get_by_role("heading", level=3).or_(choices.locator("li")).count()
    expect(page.get_by_role("heading", name=re.compile("^Ce qui a changé"))).to_be_visible()
    # Printed from the browser.
    printed = looked_at(page.pdf(format="A4", print_background=True), tmp_path)
    assert printed["Pages"] == "1", "the director's page does not fit on one sheet"
    needs_weasyprint()
    content, _ = download(page, "Télécharger en PDF")
    seen = looked_at(content, tmp_path)
    assert (seen["Pages"], seen["Tagged"]) == ("1", "yes")
    assert "A4" in seen["Page size"]
