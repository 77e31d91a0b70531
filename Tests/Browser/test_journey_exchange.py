# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""An assessment that goes to a spreadsheet and back, to OSCAL, and to a PDF."""

import io
import json
import re

import jsonschema
import openpyxl
from playwright.sync_api import expect

import oscal
from documents import looked_at, needs_weasyprint
from failure import DONE, FAILED, carene, check, rows
from journey import PATIENCE, confirmed, download, heading, open_assessment, said, upload

HOSPITAL = "Centre hospitalier de Saint-Aubin"
SHEET = "Réponses"
FORMULA = '=HYPERLINK("http://exemple.example";"cliquez")'


def columns(sheet):
    return {cell.value: cell.column for cell in sheet[1]}


def read(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return book, book[SHEET], columns(book[SHEET])


def written(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def finished(house):
    """The demonstration's assessment of the second domain, which has answers and proofs."""
    [(identifier,)] = rows(house.path, "SELECT id FROM assessment WHERE framework = 'care-d2' ORDER BY id LIMIT 1")
    return f"/evaluations/{identifier}"


def test_answers_go_to_a_workbook_and_back(enter):
    page = enter("rssi")
    address = open_assessment(page, "Au classeur", HOSPITAL).split("?")[0]
    content, name = download(page, "Exporter vers Excel")
    assert name.endswith(".xlsx")
    book, sheet, at = read(content)
    assert book.sheetnames[:3] == [SHEET, "Synthèse", "Lire ce classeur"]
    assert sheet.max_row == 40
    codes = [sheet.cell(row, at["Code"]).value for row in range(2, sheet.max_row + 1)]
    choices = [text for text in {cell for (cell,) in book["Listes"].iter_rows(max_col=1, values_only=True)} if text]
    assert "Sans objet" in choices
    middle = [level for level in choices if level not in ("Sans objet", "Sans réponse")][0]

    sheet.cell(2, at["Niveau"]).value = middle
    sheet.cell(2, at["Commentaire"]).value = "Vu avec l’équipe, « tout » est écrit."
    sheet.cell(3, at["Niveau"]).value = middle
    formula = sheet.cell(3, at["Commentaire"])
    formula.value, formula.data_type = FORMULA, "s"
    sheet.cell(4, at["Niveau"]).value = "Presque"
    page.get_by_role("link", name="Importer un tableur").click()
    upload(page, "fichier", "réponses.xlsx", written(book), "Lire le fichier")
    said(page, "2 lignes changeront")
    said(page, "1 est refusée")
    refused = page.get_by_role("table", name="Lignes refusées").locator("tbody tr")
    expect(refused).to_have_count(1)
    expect(refused).to_contain_text(f"feuille « {SHEET} »")
    expect(refused).to_contain_text("E4")
    expect(refused).to_contain_text(codes[2])
    expect(refused).to_contain_text("« Presque » absent de l’échelle")
    for code in codes[:2]:
        expect(page.get_by_role("row").filter(has_text=code).filter(has_text="réponse : ")).to_contain_text(middle)
    # Nothing is saved by looking.
    other = enter("rssi")
    other.goto(f"{address}/exigences/{codes[0]}")
    expect(other.get_by_text("Ce que la réponse a été")).to_have_count(0)
    page.get_by_role("button", name="Enregistrer 2 réponses").click()
    said(page, "2 réponses enregistrées depuis le fichier.")

    # What begins with a sign of equality came as a text, and leaves as one.
    content, _ = download(page, "Exporter vers Excel")
    book, sheet, at = read(content)
    cell = sheet.cell(3, at["Commentaire"])
    assert (cell.value, cell.data_type) == (FORMULA, "s")
    assert sheet.cell(2, at["Niveau"]).value == middle
    page.goto(f"{address}/import")
    upload(page, "fichier", "retour.xlsx", written(book), "Lire le fichier")
    said(page, "0 ligne changera, 39 sont identiques, 0 est refusée.")

    # The history keeps what there was, and brings it back.
    page = enter("rssi", javascript=False)
    page.goto(f"{address}/exigences/{codes[0]}")
    page.get_by_label("Commentaire").fill("Corrigé depuis.")
    page.get_by_role("button", name="Enregistrer la réponse").click()
    history = page.get_by_role("table", name="Versions de la réponse").locator("tbody tr")
    expect(history).to_have_count(2, timeout=PATIENCE)
    confirmed(page, re.compile("^Reprendre|^Rétablir|^Revenir"))
    expect(page.get_by_label("Commentaire")).to_have_value(
        "Vu avec l’équipe, « tout » est écrit.", timeout=PATIENCE
    )
    expect(history).to_have_count(3)


def test_a_true_formula_and_a_damaged_workbook_change_nothing(enter, house, tmp_path):
    page = enter("rssi")
    address = open_assessment(page, "Classeurs abîmés", HOSPITAL).split("?")[0]
    content, _ = download(page, "Exporter vers Excel")
    book, sheet, at = read(content)
    sheet.cell(2, at["Niveau"]).value = '=CONCATENATE("O","ui")'
    page.goto(f"{address}/import")
    upload(page, "fichier", "formule.xlsx", written(book), "Lire le fichier")
    expect(page.get_by_role("button", name=re.compile("^Enregistrer"))).to_have_count(0)
    for name, damaged in (
        ("coupe.xlsx", content[: len(content) // 2]), ("texte.xlsx", b"pas un classeur"), ("vide.xlsx", b""),
    ):
        page.goto(f"{address}/import")
        upload(page, "fichier", name, damaged, "Lire le fichier")
        expect(page.locator("#champ-fichier-erreur")).not_to_be_empty(timeout=PATIENCE)
    identifier = address.rsplit("/", 1)[1]
    assert rows(house.path, "SELECT 1 FROM answer WHERE assessment_id = ?", identifier) == []

    # The operator's command shows the same, and changes only when told to.
    book, sheet, at = read(content)
    sheet.cell(2, at["Niveau"]).value = "Sans objet"
    sheet.cell(2, at["Commentaire"]).value = "Aucun site de ce type."
    file = tmp_path / "réponses.xlsx"
    file.write_bytes(written(book))
    arguments = ("assessment", "import", file, "--database", f"sqlite:{house.path}", "--assessment", identifier)
    check(carene(*arguments), DONE)
    assert rows(house.path, "SELECT 1 FROM answer WHERE assessment_id = ?", identifier) == []
    check(carene(*arguments, "--apply"), DONE)
    [(comment,)] = rows(house.path, "SELECT comment FROM answer WHERE assessment_id = ?", identifier)
    assert comment == "Aucun site de ce type."


def test_the_oscal_documents_follow_the_rules(enter, house, tmp_path):
    page = enter("rssi")
    page.goto(finished(house))
    documents = {}
    for link, schema in (("Résultats OSCAL", oscal.RESULTS), ("Plan d’action OSCAL", oscal.PLAN)):
        content, name = download(page, link)
        path = tmp_path / name
        path.write_bytes(content)
        check(carene("oscal", "check", path), DONE, "ok")
        document = json.loads(content)
        faults = [
            f"{fault.json_path}: {fault.message[:200]}"
            for fault in jsonschema.Draft202012Validator(schema).iter_errors(document)
        ]
        assert not faults, "\n".join(faults)
        defined = list(oscal.identifiers(document))
        assert len(defined) == len(set(defined)), "two things have one identifier"
        dangling = set(oscal.references(document)) - set(defined)
        assert not dangling, f"{name} refers to what it does not define: {dangling}"
        documents[link] = document
    [result] = documents["Résultats OSCAL"]["assessment-results"]["results"]
    [selection] = result["reviewed-controls"]["control-selections"]
    reviewed = {control["control-id"] for control in selection["include-controls"]}
    # A finding is about the statement of a control.
    assert {finding["target"]["target-id"].removesuffix("_smt") for finding in result["findings"]} == reviewed
    assert {"D2.P1", "D2.O3.A"} <= reviewed
    items = documents["Plan d’action OSCAL"]["plan-of-action-and-milestones"]["poam-items"]
    lacking = [finding for finding in result["findings"] if finding["target"]["status"]["state"] == "not-satisfied"]
    assert len(items) == len(lacking) > 0
    # The same document twice names the same things: who follows them from year to year finds them again.
    again, _ = download(page, "Résultats OSCAL")
    assert json.loads(again)["assessment-results"]["results"][0]["uuid"] == result["uuid"]
    # What is not OSCAL is refused, with the place.
    del documents["Résultats OSCAL"]["assessment-results"]["metadata"]["title"]
    spoilt = tmp_path / "abîmé.json"
    spoilt.write_text(json.dumps(documents["Résultats OSCAL"]))
    check(carene("oscal", "check", spoilt), FAILED, "title")


def test_the_report_of_an_assessment_is_a_tagged_pdf(enter, house, tmp_path):
    page = enter("rssi")
    page.goto(finished(house))
    needs_weasyprint()
    content, name = download(page, "Rapport PDF")
    assert name.endswith(".pdf")
    seen = looked_at(content, tmp_path)
    assert "CaRE" in seen["Title"]
    assert seen["Tagged"] == "yes" and int(seen["Pages"]) >= 2 and "A4" in seen["Page size"]
    heading(page, HOSPITAL)
