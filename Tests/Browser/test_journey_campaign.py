# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""A campaign for the group: opened, compared, taken away as a table; and answers that go to a spreadsheet and back."""

import csv
import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from journey import (
    GROUP, HYGIENE, MEMBERS, PATIENCE, choose_framework, confirmed, download, fault_beside, follow_pillar, heading,
    open_assessment, said, upload,
)

HOSPITAL = "Centre hospitalier de Montrieux"
RUNNING = "Hygiène informatique, automne"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def table(content):
    """What a French spreadsheet reads."""
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes a file without a mark for Latin-1"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_file(rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@BOTH
def test_opening_a_campaign_for_the_group(enter, javascript):
    page = enter("rssi", javascript)
    choose_framework(page, HYGIENE)
    title = page.get_by_label("Titre").input_value()
    assert title.startswith(HYGIENE), f"the title proposed is {title!r}"
    for box in page.locator('[name="membre"]').all():
        box.uncheck()
    page.get_by_label("Titre").fill("")
    page.locator('[name="echeance"]').fill("2020-01-01")
    page.get_by_role("button", name="Ouvrir l’évaluation").click()
    fault_beside(page, "titre", "")
    fault_beside(page, "membre", "")
    fault_beside(page, "echeance", "déjà passée")
    if javascript:
        assert page.evaluate("document.activeElement.matches('.notice.danger')"), "the summary does not take the focus"
    boxes = page.locator('[name="membre"]')
    assert boxes.count() == MEMBERS
    for box in boxes.all():
        box.check()
    page.get_by_label("Titre").fill("Campagne d’essai")
    page.locator('[name="echeance"]').fill("2099-12-31")
    page.get_by_role("button", name="Ouvrir l’évaluation").click()
    said(page, f"La campagne est ouverte : {MEMBERS} évaluations.")
    expect(page.locator("main")).to_contain_text("EHPAD La Roseraie")

    confirmed(page, "Clore la campagne")
    said(page, "La campagne est close.")
    page.get_by_role("button", name="Rouvrir la campagne").click()
    said(page, "La campagne est de nouveau ouverte.")


@BOTH
def test_reading_and_sorting_the_comparison(enter, javascript):
    page = enter("rssi", javascript)
    page.goto("/")
    follow_pillar(page, "Auto-évaluation")
    page.locator('a[href^="/campagnes/"]', has_text=RUNNING).first.click()
    heading(page, "Les établissements comparés")
    gap = page.get_by_role("columnheader", name=re.compile("^Écart à la médiane"))
    ranking = page.locator("table").filter(has=gap)

    def names():
        return ranking.locator("tbody tr th, tbody tr td:first-child").all_inner_texts()[:MEMBERS]

    ranking.get_by_role("link", name=re.compile("^Établissement")).click()
    expect(page).to_have_url(re.compile("tri="), timeout=PATIENCE)
    first = names()
    assert len(first) == MEMBERS
    ranking.get_by_role("link", name=re.compile("^Établissement")).click()
    expect(page).to_have_url(re.compile("ordre="), timeout=PATIENCE)
    assert names() == first[::-1]
    header = ranking.get_by_role("columnheader", name=re.compile("^Établissement"))
    assert header.get_attribute("aria-sort") in ("ascending", "descending")

    page.get_by_role("link", name="Indice, l’indispensable d’abord").click()
    expect(page).to_have_url(re.compile("mesure="), timeout=PATIENCE)
    content, name = download(page, "Exporter vers Excel")
    assert name.endswith(".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} >= {HOSPITAL, "EHPAD La Roseraie"}
    content, name = download(page, "Exporter en CSV")
    assert name.endswith(".csv")
    rows = table(content)
    assert len(rows) == MEMBERS + 1
    assert rows[-1]["etablissement"] == "Médiane du groupe"
    assert all(re.fullmatch(r"\d,\d+|\d", row["indice_sur_5"]) for row in rows)
    page.get_by_role("link", name=HOSPITAL).first.click()
    heading(page, HOSPITAL)


@BOTH
def test_answers_go_to_a_spreadsheet_and_back(enter, javascript):
    page = enter("rssi", javascript)
    address = open_assessment(page, "Au tableur", HOSPITAL)
    content, _ = download(page, "Exporter en CSV")
    rows = table(content)
    assert len(rows) == 39

    rows[0] |= {"statut": "répondu", "niveau": "2", "commentaire": "=1+1 ; « cité », à l’accent près"}
    rows[1] |= {"statut": "sans objet", "niveau": "", "commentaire": "Rien de tel ici."}
    rows[2] |= {"niveau": "9"}
    rows[3] |= {"statut": "sans objet", "commentaire": ""}
    rows[4] |= {"code": "INCONNU"}
    page.get_by_role("link", name="Importer un tableur").click()
    upload(page, "fichier", "réponses.csv", as_file(rows).encode("cp1252"), "Lire le fichier")
    said(page, "2 lignes changeront")
    said(page, "3 sont refusées")
    expect(page.get_by_role("row").filter(has_text="INCONNU")).to_be_visible()
    page.get_by_role("button", name="Enregistrer 2 réponses").click()
    said(page, "2 réponses enregistrées depuis le fichier.")

    content, _ = download(page, "Exporter en CSV")
    again = table(content)
    assert again[1]["statut"] == "sans objet"
    assert again[0]["commentaire"].startswith("'="), "a spreadsheet would compute this comment"
    page.goto(f"{address}/import")
    upload(page, "fichier", "retour.csv", content, "Lire le fichier")
    said(page, "0 ligne changera, 39 sont identiques, 0 est refusée.")
    page.goto(f"{address}/chapitres/T1")
    expect(page.locator(f"#champ-commentaire-{rows[0]['code']}")).to_have_value(
        "=1+1 ; « cité », à l’accent près"
    )


def test_a_table_that_was_overtaken_overwrites_nothing(enter):
    page, other = enter("rssi"), enter("administrator")
    address = open_assessment(page, "Doublée", HOSPITAL)
    content, _ = download(page, "Exporter en CSV")
    rows = table(content)
    rows[0] |= {"statut": "répondu", "niveau": "2"}
    other.goto(f"{address}/chapitres/T1")
    with other.expect_response(lambda answer: answer.url.endswith("/reponse")):
        other.locator(".scale input").first.check()
    page.goto(f"{address}/import")
    upload(page, "fichier", "réponses.csv", as_file(rows).encode("utf-8-sig"), "Lire le fichier")
    said(page, "1 est refusée")
    expect(page.get_by_role("button", name=re.compile("^Enregistrer"))).to_have_count(0)
    upload(page, "fichier", "vide.csv", b"rien;du;tout\r\n", "Lire un autre fichier")
    fault_beside(page, "fichier", "code")


@BOTH
def test_the_interview_of_a_nursing_home_fills_the_hygiene_guide(enter, javascript):
    page = enter("rssi", javascript)
    home = "EHPAD Les Tilleuls" if javascript else "EHPAD du Vieux Quai"
    open_assessment(page, "Diagnostic en une fois", home, framework="Diagnostic de départ")
    page.get_by_role("link", name="Commencer à répondre").click()
    place = page.locator(".question-place")
    page.get_by_role("button", name="Question suivante").click()
    expect(page.locator(".error")).to_contain_text("Choisissez une réponse", timeout=PATIENCE)
    total = int(place.inner_text().split()[-1])
    assert total >= 25
    for number in range(1, total + 1):
        expect(place).to_have_text(f"Question {number} sur {total}", timeout=PATIENCE)
        if javascript:
            page.keyboard.press(str(number % 2 + 1))
            page.keyboard.press("Enter")
        else:
            page.locator(".choices input").nth(number % 2).check()
            page.locator("form.question button").click()
    heading(page, "L’entretien est terminé")
    said(page, "indice de")
    page.get_by_role("link", name="Reporter ces réponses").click()
    page.get_by_role("button", name=f"Remplir « {HYGIENE} »").click()
    said(page, re.compile("exigences? remplies?"))
    heading(page, HYGIENE)


def test_the_group_is_named_where_it_is_chosen(enter):
    page = enter("rssi")
    choose_framework(page, HYGIENE)
    expect(page.get_by_role("radio", name=re.compile(f"Une seule évaluation, pour {GROUP}"))).to_be_visible()
