# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""What an exercise showed: rated by observers, told anonymously by those who played, reported, and proven."""

import io
import re
import zipfile

from playwright.sync_api import expect

from documents import needs_weasyprint
from journey import download, follow_pillar, heading, said

HARBOUR = "Centre hospitalier de Port-Lanvers"
VALLEY = "Centre hospitalier du Val-Serein"


def created(page, organisation):
    """An exercise of a hospital from a shipped scenario; its address and its title."""
    page.goto("/")
    page.locator("main").get_by_role("link", name=organisation).last.click()
    follow_pillar(page, "Exercices")
    page.get_by_role("link", name="Choisir un scénario").first.click()
    page.locator("main").get_by_role("link", name=re.compile("dossier patient|nuit", re.I)).first.click()
    page.get_by_role("link", name="Fixer une date").click()
    page.get_by_role("button", name="Prévoir l’exercice").click()
    said(page, "L’exercice est prévu")
    address = re.match(r".*/exercices/[0-9a-f-]{36}", page.url).group(0)
    return address, page.get_by_role("heading", level=1).inner_text()


def test_from_the_end_of_the_play_to_the_proof(enter):
    page = enter("rssi")
    exercise, title = created(page, VALLEY)

    # Played on paper: the hours first, then one time of sending.
    page.goto(f"{exercise}/ressaisie")
    page.locator('[name="jour"]').fill("2026-10-14")
    page.locator('[name="debut"]').fill("neuf heures")
    page.locator('[name="fin"]').fill("11 h 30")
    page.get_by_role("button", name="Noter l’exercice comme joué").click()
    said(page, "Écrivez une heure comme")
    page.locator('[name="debut"]').fill("9 h")
    page.get_by_role("button", name="Noter l’exercice comme joué").click()
    said(page, "Reportez maintenant les feuilles")
    page.locator('[name^="envoi-"]').first.fill("9 h 05")
    page.locator('[name="moment-firstDecision"]').fill("9 h 25")
    page.get_by_role("button", name="Enregistrer les heures").click()
    said(page, "Les heures sont enregistrées")
    page.goto(f"{exercise}/bilan")
    heading(page, "Qu’a montré l’exercice")
    said(page, "20 min")

    # An observer rates.
    page.goto(f"{exercise}/bilan/grille")
    page.get_by_role("button", name="Enregistrer la grille").click()
    said(page, "Ce champ est nécessaire")
    page.get_by_label("Fonction de l’observateur").fill("Cadre de nuit")
    page.locator('input[name^="note-"][value="2"]').first.check(force=True)
    page.get_by_role("button", name="Enregistrer la grille").click()
    said(page, "La grille est enregistrée")

    # Three people without an account answer, each with a slip of their own.
    page.goto(f"{exercise}/bilan/retour-a-chaud")
    page.locator('[name="bulletins"]').fill("3")
    page.get_by_role("button", name="Préparer les bulletins").click()
    codes = page.locator(".slip-code").all_inner_texts()
    assert len(codes) == 3
    for number, code in enumerate(codes):
        visitor = page.context.browser.new_context(base_url=re.match(r"https?://[^/]+", page.url).group(0))
        guest = visitor.new_page()
        guest.goto("/retour")
        guest.locator('[name="code"]').fill(code.lower())
        guest.get_by_role("button", name="Donner mon avis").click()
        heading(guest, "Comment avez-vous vécu l’exercice")
        guest.get_by_role("button", name="Envoyer mon avis").click()
        said(guest, "Choisissez une réponse")
        guest.locator('input[name="role"][value="3"]').check(force=True)
        guest.locator('[name="mieux"]').fill(f"Avis numéro {number}")
        guest.get_by_role("button", name="Envoyer mon avis").click()
        heading(guest, "Merci")
        visitor.close()
        page.goto(f"{exercise}/bilan/retour-a-chaud")
        if number < 2:
            said(page, "Encore trop peu de réponses")
            expect(page.get_by_text("Avis numéro")).to_have_count(0)
    for number in range(3):
        said(page, f"Avis numéro {number}")

    # What is to be put right, then the report.
    page.goto(f"{exercise}/bilan/actions")
    page.locator('[name="titre"]').fill("Afficher le numéro de crise")
    page.locator('[name="responsable"]').fill("Direction des soins")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "L’action est notée")
    page.goto(f"{exercise}/bilan/rapport/modification")
    page.locator('[name="essentiel"]').fill("L’alerte est partie vite, la relève manquait.")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "Il reste à le faire valider")
    page.locator('[name="par"]').fill("Directrice générale")
    page.get_by_role("button", name="Noter la validation").click()
    said(page, "Le rapport est validé")

    # Does it count? Not while it was a restore test; then it does, and it is a proof.
    page.goto(f"{exercise}/bilan/compte")
    for name in ("cyber", "direction", "metiers"):
        page.locator(f'input[name="{name}"][value="oui"]').check()
    page.locator('input[name="soins"][value="played"]').check()
    page.locator('input[name="exclusion"][value="restoreTest"]').check()
    page.get_by_role("button", name="Vérifier et enregistrer").click()
    said(page, "Ne compte pas")
    page.locator('input[name="exclusion"][value="restoreTest"]').uncheck()
    page.get_by_role("button", name="Vérifier et enregistrer").click()
    said(page, "Compte")
    content, name = download(page, "Télécharger le dossier de preuve")
    assert name.endswith(".zip")
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert "empreintes.sha256" in names and len(names) == 7
    page.goto("/")
    page.locator("main").get_by_role("link", name=VALLEY).last.click()
    follow_pillar(page, "Preuves")
    said(page, title)


def test_the_report_and_the_papers_are_pdf(enter):
    needs_weasyprint()
    page = enter("rssi")
    exercise, _ = created(page, HARBOUR)
    page.goto(f"{exercise}/papier")
    heading(page, "Que faut-il imprimer")
    content, _ = download(page, "PDF")
    assert content.startswith(b"%PDF")
    page.goto(f"{exercise}/papier/stimuli")
    expect(page.locator(".paper-word").first).to_contain_text("EXERCICE")


def test_a_campaign_shows_who_trained_and_nothing_of_it(enter):
    page = enter("rssi")
    page.goto("/")
    follow_pillar(page, "Campagne d’exercices")
    heading(page, "Qui s’est entraîné")
    expect(page.locator("main table tbody tr", has_text=HARBOUR).first).to_be_visible()
    expect(page.get_by_text("Exercice de printemps")).to_have_count(0)
