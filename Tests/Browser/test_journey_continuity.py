# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""What an interruption does, how long care holds, which plan says so, and what it proves."""

import csv
import datetime
import io
import re

import pytest
from playwright.sync_api import expect

from documents import looked_at, needs_weasyprint
from journey import PATIENCE, confirmed, download, fault_beside, follow_pillar, heading, said

HOSPITAL = "Centre hospitalier de Saint-Aubin"
HARBOUR = "Centre hospitalier de Port-Lanvers"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def day(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def at(page, tab=None, organisation=HOSPITAL):
    """A tab of the continuity of a hospital; without one, of the place that the person comes to."""
    page.goto("/")
    if organisation:
        page.locator("main").get_by_role("link", name=organisation).last.click()
    follow_pillar(page, "Continuité")
    if tab:
        page.get_by_role("navigation", name="Continuité").get_by_role("link", name=tab, exact=True).click()


def test_contradictions_are_told_and_put_right(enter):
    page = enter("rssi")
    at(page)
    heading(page, "Tiendrait-on, et jusqu’à quand")
    told = page.locator("main li", has_text="« Imagerie (RIS et PACS) » doit revenir en 48 h")
    expect(told).to_contain_text("« Imagerie médicale »")
    expect(told).to_contain_text("36 h")
    told.get_by_role("link", name="Imagerie (RIS et PACS)").click()
    heading(page, "En combien de temps chaque service doit-il revenir")
    said(page, "à cause de Imagerie médicale")
    field = page.get_by_label("DMIA, Imagerie (RIS et PACS)")
    field.fill("bientôt")
    page.get_by_role("button", name="Enregistrer les durées").click()
    expect(page.get_by_label("DMIA, Imagerie (RIS et PACS)")).to_have_value("bientôt")
    said(page, "Écrivez une durée comme")
    page.get_by_label("DMIA, Imagerie (RIS et PACS)").fill("36 h")
    page.get_by_role("button", name="Enregistrer les durées").click()
    said(page, "1 durée enregistrée")
    at(page)
    expect(page.locator("main li", has_text="« Imagerie (RIS et PACS) » doit revenir")).to_have_count(0)
    # As it was before the test.
    at(page, "Durées")
    page.get_by_label("DMIA, Imagerie (RIS et PACS)").fill("48 h")
    page.get_by_role("button", name="Enregistrer les durées").click()
    said(page, "1 durée enregistrée")


@BOTH
def test_an_analysis_from_the_first_question_to_the_proof(enter, javascript):
    page = enter("rssi", javascript)
    at(page, "Bilans d’impact", HARBOUR)
    page.locator("main").get_by_role("link", name="Urgences de Port-Lanvers").click()
    heading(page, "combien de temps peut-on s’en passer")
    resume = page.get_by_role("button", name="Reprendre le bilan")
    if resume.count():
        confirmed(page, "Reprendre le bilan")
    # No duration is ever supposed.
    if javascript:
        for name in ("tolerable", "dmia", "pdma"):
            expect(page.locator(f'[name="{name}"]')).to_have_value("")
    page.locator('[name="soins-limite"]').select_option("d3")
    page.locator('[name="soins-grave"]').select_option("h4")
    page.locator('[name="tolerable"]').fill("24 h")
    page.locator('[name="dmia"]').fill("36 h")
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "soins-grave", "ne peut pas venir avant")
    fault_beside(page, "dmia", "dépasse la durée tolérable")
    for domain in ("soins", "securite", "juridique", "finances", "image"):
        page.locator(f'[name="{domain}-limite"]').select_option("h4")
        page.locator(f'[name="{domain}-grave"]').select_option("h12")
        page.locator(f'[name="{domain}-critique"]').select_option("h24" if domain == "soins" else "d7")
    page.locator('[name="dmia"]').fill("12 h")
    page.locator('[name="pdma"]').fill("4 h")
    page.locator('[name="interroge"]').fill("Cadre des urgences")
    page.get_by_role("checkbox", name="décembre").check()
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "Le bilan est enregistré.")
    said(page, "l’effet devient inacceptable entre 12 h et 24 h")
    page.get_by_role("button", name="Valider le bilan").click()
    fault_beside(page, "valide-par", "")
    fault_beside(page, "revoir", "")
    page.locator('[name="valide-par"]').fill("Chef de pôle")
    page.locator('[name="revoir"]').select_option("12")
    page.get_by_role("button", name="Valider le bilan").click()
    said(page, "Le bilan est validé.")
    expect(page.get_by_role("table", name="L’effet dans le temps")).to_contain_text("critique")
    follow_pillar(page, "Preuves")
    page.locator('[name="titre"]').fill("Urgences de Port-Lanvers")
    page.get_by_role("button", name="Filtrer").click()
    expect(page).to_have_url(re.compile("titre="), timeout=PATIENCE)
    expect(page.locator("main tbody tr").first).to_contain_text("relevé par Carène")
    at(page, "Bilans d’impact", HARBOUR)
    content, name = download(page, "Exporter en CSV")
    assert name.endswith(".csv")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert any("Urgences de Port-Lanvers" in line and "Chef de pôle" in line for line in lines)


@BOTH
def test_a_plan_is_written_approved_tested_and_withdrawn(enter, javascript):
    page = enter("rssi", javascript)
    title = f"Continuité de la dialyse ({'script' if javascript else 'sans'})"
    at(page, "Plans")
    page.get_by_role("link", name="Écrire un plan").click()
    page.get_by_role("link", name="Plan de continuité (PCA)").click()
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "titre", "")
    page.locator('[name="titre"]').fill(title)
    page.locator('[name="responsable"]').fill("Cadre de dialyse")
    page.locator('[name="partie-first"]').fill("Sortir le classeur.\nPrévenir le néphrologue.")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "Le plan est enregistré.")
    said(page, "Personne ne l’a encore validé.")
    page.locator('[name="valide-par"]').fill("Directoire")
    page.get_by_role("button", name="Valider cette version").click()
    said(page, "Version 1 validée")
    # A changed text is the next version, and the approved one still counts.
    page.get_by_role("link", name="Modifier").click()
    page.locator('[name="partie-first"]').fill("Sortir le classeur rouge.")
    page.locator('[name="change"]').fill("La couleur du classeur")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "Nouvelle version à valider")
    page.get_by_role("link", name="Fixer un essai").click()
    page.locator('[name="prevu"]').fill(day(-2))
    page.locator('[name="scenario"]').fill("Une séance sans dossier.")
    page.locator('[name="tenu"]').fill(day(-2))
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "constat", "")
    page.locator('[name="constat"]').fill("Tout a tenu.")
    page.locator('[name="terrain"]').check()
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "L’essai est enregistré.")
    said(page, "Tenu sur le terrain")
    follow_pillar(page, "Preuves")
    page.locator('[name="titre"]').fill("dialyse")
    page.get_by_role("button", name="Filtrer").click()
    expect(page).to_have_url(re.compile("titre="), timeout=PATIENCE)
    proofs = page.locator("main tbody tr").filter(has_text=title)
    expect(proofs).to_have_count(2)
    # Removed, neither the plan nor its test proves anything.
    at(page, "Plans")
    page.locator("main").get_by_role("link", name=title).click()
    confirmed(page, "Retirer le plan")
    said(page, "Le plan est retiré.")
    follow_pillar(page, "Preuves")
    page.locator('[name="titre"]').fill(title)
    page.get_by_role("button", name="Filtrer").click()
    expect(page.locator("main tbody tr").filter(has_text=title)).to_have_count(0)


def test_a_sheet_of_the_library_is_adapted_and_holds_on_one_page(enter, tmp_path):
    page = enter("rssi")
    at(page, "Fiches réflexes")
    page.get_by_role("link", name="Choisir dans la bibliothèque").click()
    page.get_by_role("link", name="Imagerie sans informatique").click()
    page.get_by_role("button", name="La reprendre et l’adapter").click()
    said(page, "La fiche est à vous")
    page.locator('[name="unites"]').fill("Scanner 1\nScanner 2")
    page.locator('[name="appeler"]').fill("Radiologue de garde, 06 00 00 00 00")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "La fiche est enregistrée.")
    expect(page.locator("article.reflex")).to_contain_text("06 00 00 00 00")
    printed = looked_at(page.pdf(format="A4", print_background=True), tmp_path)
    assert printed["Pages"] == "1", "the sheet does not fit on one page"
    confirmed(page, "Retirer")
    said(page, "La fiche est retirée.")


def test_every_sheet_of_the_library_prints_on_one_page(enter, tmp_path):
    page = enter("rssi")
    at(page, "Fiches réflexes")
    page.get_by_role("link", name="Choisir dans la bibliothèque").click()
    addresses = page.locator("main .items a").evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) >= 12
    for address in addresses:
        page.goto(address)
        printed = looked_at(page.pdf(format="A4", print_background=True), tmp_path)
        assert printed["Pages"] == "1", f"{address} does not fit on one page"


def test_a_mode_that_wears_out_changes_what_the_page_says(enter):
    page = enter("rssi")
    at(page, "Modes dégradés")
    heading(page, "Combien de temps tient-on sans informatique")
    page.get_by_role("link", name="Ajouter un mode dégradé").click()
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "activite", "")
    fault_beside(page, "travail", "")
    page.locator('[name="activite"]').select_option(label="Paie")
    page.locator('[name="travail"]').fill("Reprendre la paie du mois précédent.")
    page.locator('[name="tient"]').fill("90 min")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "Tient 1 h 30")
    at(page)
    said(page, "« Paie » s’use en premier : 1 h 30")
    at(page, "Modes dégradés")
    page.locator("main").get_by_role("link", name="Paie").first.click()
    confirmed(page, "Retirer")
    at(page)
    expect(page.locator(".lead")).not_to_contain_text("Paie")


def test_the_minimum_of_the_programme_is_computed_for_the_group(enter):
    page = enter("director")
    page.goto("/")
    follow_pillar(page, "Continuité")
    expect(page.get_by_role("link", name="Écrire un plan")).to_have_count(0)
    page = enter("rssi")
    page.goto("/")
    follow_pillar(page, "Continuité")
    page.get_by_role("navigation", name="Continuité").get_by_role("link", name="CaRE D2", exact=True).click()
    heading(page, "Le minimum de CaRE D2 est-il atteint")
    shares = [
        float(re.match(r"[\d,]+", text).group().replace(",", "."))
        for text in page.locator(".figure strong").all_inner_texts()
    ]
    assert len(shares) == 2 and all(66 <= share < 100 for share in shares)
    expect(page.get_by_role("heading", name=re.compile(HARBOUR))).to_be_visible()


def test_a_plan_is_handed_over_as_a_pdf(enter, tmp_path):
    needs_weasyprint()
    page = enter("director")
    at(page, "Plans", None)
    page.locator("main").get_by_role("link", name="Continuité des urgences de Saint-Aubin").click()
    content, _ = download(page, "Télécharger en PDF")
    seen = looked_at(content, tmp_path)
    assert seen["Tagged"] == "yes"
