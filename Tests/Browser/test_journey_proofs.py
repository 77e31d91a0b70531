# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""A proof: registered, found where it counts, replaced, withdrawn; hostile files; and what a contributor sees."""

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from documents import archive, pdf
from failure import carene, check, rows
from journey import PATIENCE, confirmed, download, fault_beside, follow_pillar, heading, said

HOSPITAL = "Centre hospitalier de Saint-Aubin"
PROCEDURE = "procedure.document"
SUPERVISION = "Supervision des sauvegardes"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def days_ago(days):
    return (datetime.date.today() - datetime.timedelta(days=days)).isoformat()


def kept(house):
    """The names of the files in the vault's folder: the digest of each, and nothing half written."""
    return {path.name for path in house.path.with_name(house.path.name + ".proofs").rglob("*") if path.is_file()}


def open_registration(page, kind, organisation=HOSPITAL):
    """From the home page to the second step of registering a proof."""
    page.goto("/")
    links = page.locator("main").get_by_role("link", name=organisation)
    if links.count() > 0:
        links.last.click()
    follow_pillar(page, "Preuves")
    page.get_by_role("link", name="Ajouter une preuve").first.click()
    heading(page, "De quelle preuve s’agit-il")
    page.locator('[name="nature"]').select_option(kind)
    page.get_by_role("button", name="Continuer").click()
    heading(page, "Que dit cette preuve")


def give(page, title, obtained, file=None, button="Enregistrer la preuve", subject=None):
    page.locator('[name="titre"]').fill(title)
    page.locator('[name="obtenue"]').fill(obtained)
    if subject:
        page.locator('[name="fait-subject"]').select_option(subject)
    if isinstance(file, Path):
        page.locator('[name="fichier"]').set_input_files(file)
    elif file:
        name, content = file
        page.locator('[name="fichier"]').set_input_files(
            {"name": name, "mimeType": "application/pdf", "buffer": content}
        )
    page.get_by_role("button", name=button).click()


def requirement(page, code):
    """The page of a requirement of the hospital's assessment of CaRE's second domain."""
    page.goto("/")
    page.locator("main").get_by_role("link", name=HOSPITAL).last.click()
    follow_pillar(page, "Auto-évaluation")
    page.get_by_role("link", name=re.compile("continuité et reprise", re.IGNORECASE)).first.click()
    address = page.url.split("#")[0]
    page.goto(f"{address}/exigences/{code}")


@BOTH
def test_a_proof_from_registration_to_withdrawal(enter, house, javascript):
    page = enter("rssi", javascript)
    suffix = "avec script" if javascript else "sans script"

    requirement(page, "D2.O3.D")
    # The review of the alerts, measured by the backups, is a proof already; the procedure is not there.
    evidence = page.locator("main").get_by_text("Manque :")
    expect(evidence).to_have_count(1, timeout=PATIENCE)
    open_registration(page, "backup.supervised")
    give(page, f"Tableau de bord des sauvegardes {suffix}", days_ago(20), ("tableau.pdf", pdf("Tableau de bord")))
    said(page, "La preuve est enregistrée.")
    heading(page, f"Tableau de bord des sauvegardes {suffix}")
    said(page, "tableau.pdf")
    served = page.get_by_role("row").filter(has_text=SUPERVISION)
    expect(served.first).to_contain_text("D2.O3.D")
    expect(served.first).to_contain_text("Compte.")
    dashboard = page.url.split("?")[0]

    # The requirement's own page leads to the second proof that its rule wants, its kind and subject already chosen.
    requirement(page, "D2.O3.D")
    said(page, "Partiel")
    page.get_by_role("link", name="Ajouter une preuve").first.click()
    said(page, "Pour l’exigence D2.O3.D")
    expect(page.locator('[name="fait-subject"]')).to_have_value("backup-alerts")
    first = pdf("Procedure, premiere version")
    give(page, f"Procédure d’alerte {suffix}", days_ago(400), ("procédure.pdf", first))
    said(page, "La preuve est enregistrée.")
    old = page.url.split("?")[0]
    requirement(page, "D2.O3.D")
    said(page, "Prouvé")
    expect(page.locator("main")).to_contain_text(f"Procédure d’alerte {suffix}")

    # Replaced by a newer version; the old one can still be read.
    page.goto(old)
    page.get_by_role("link", name="Remplacer par une nouvelle version").click()
    heading(page, "Par quoi remplacer cette preuve")
    second = pdf("Procedure, deuxieme version")
    give(page, f"Procédure d’alerte {suffix}, v2", days_ago(3), ("procédure-v2.pdf", second), button="Remplacer")
    said(page, "l’ancienne reste consultable")
    new = page.url.split("?")[0]
    assert new != old
    content, name = download(page, "Télécharger le fichier")
    assert (content, name) == (second, "procédure-v2.pdf")
    page.goto(old)
    said(page, "Ceci est une ancienne version")
    content, name = download(page, "Télécharger le fichier")
    assert (content, name) == (first, "procédure.pdf")

    # Withdrawn, it proves nothing; restored, it does.
    page.goto(new)
    confirmed(page, "Retirer la preuve")
    said(page, "vous pouvez la rétablir")
    requirement(page, "D2.O3.D")
    said(page, "Partiel")
    page.goto(new)
    page.get_by_role("button", name="Rétablir la preuve").click()
    said(page, "La preuve compte de nouveau.")
    requirement(page, "D2.O3.D")
    said(page, "Prouvé")

    # As it was before the test.
    for address in (new, dashboard):
        page.goto(address)
        confirmed(page, "Retirer la preuve")
        said(page, "La preuve est retirée")
    check(carene("proofs", "verify", "--database", f"sqlite:{house.path}"), 0)


def test_a_download_is_an_attachment(enter, house):
    page = enter("rssi")
    open_registration(page, PROCEDURE)
    give(page, "Consigne en texte", days_ago(1), ("consigne.txt", "Débrancher, puis appeler.\n".encode()))
    said(page, "La preuve est enregistrée.")
    address = page.url.split("?")[0]
    answer = page.request.get(f"{address}/fichier")
    assert answer.status == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text() == "Débrancher, puis appeler.\n"
    # On the disk it cannot be read.
    for path in house.path.with_name(house.path.name + ".proofs").rglob("*"):
        assert path.is_dir() or "Débrancher".encode() not in path.read_bytes()
    # Without a session, the door.
    visitor = enter(None)
    answer = visitor.request.get(f"{address}/fichier", max_redirects=0)
    assert answer.status in (303, 401, 403, 404)


EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
REFUSED = "Ce type de fichier n’est pas accepté"
HOSTILE = {
    "page-named-pdf": ("bilan.pdf", b"<!DOCTYPE html><script>alert(1)</script>", REFUSED),
    "macros": (
        "plan.docm",
        archive(
            {
                "[Content_Types].xml": "<Types><Override PartName='/word/document.xml' ContentType="
                "'application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>",
                "word/document.xml": "<w:document/>",
                "word/vbaProject.bin": b"\xd0\xcf\x11\xe0",
            }
        ),
        REFUSED,
    ),
    "archive": ("preuves.zip", archive({"eicar.com": EICAR}), REFUSED),
    "program": ("outil.pdf", b"MZ\x90\x00\x03" + b"\0" * 2000, REFUSED),
    "bomb": ("annexe.docx", archive({"[Content_Types].xml": b" " * (60 << 20)}), REFUSED),
    "empty": ("vide.pdf", b"", "Le fichier est vide."),
    "too-large": ("scan.pdf", b"%PDF-1.4\n" + b"\0" * (25 << 20), "Le fichier dépasse 25 Mo."),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_not_kept(enter, house, tmp_path, name):
    page, before = enter("rssi"), kept(house)
    file, content, sentence = HOSTILE[name]
    (tmp_path / file).write_bytes(content)
    open_registration(page, PROCEDURE)
    give(page, f"Refusée, {name}", days_ago(2), tmp_path / file, subject="incident-reporting")
    fault_beside(page, "fichier", sentence)
    # What was typed is still there.
    expect(page.locator('[name="titre"]')).to_have_value(f"Refusée, {name}")
    expect(page.locator('[name="fait-subject"]')).to_have_value("incident-reporting")
    assert kept(house) == before
    assert rows(house.path, "SELECT title FROM proof WHERE title LIKE 'Refusée%'") == []


def test_a_file_far_too_large_stops_at_the_door(enter, house, tmp_path):
    page, before = enter("rssi"), kept(house)
    film = tmp_path / "film.pdf"
    film.write_bytes(b"%PDF-1.4\n" + b"\0" * (26 << 20))
    open_registration(page, PROCEDURE)
    with page.expect_response(lambda answer: answer.request.method == "POST") as refusal:
        give(page, "Énorme", days_ago(2), film)
    assert refusal.value.status == 413
    heading(page, "L’envoi est trop volumineux")
    said(page, "Rien n’a été enregistré.")
    assert kept(house) == before


def test_a_date_that_cannot_be_is_said_beside_its_field(enter):
    page = enter("rssi", javascript=False)
    open_registration(page, PROCEDURE)
    give(page, "", days_ago(-5), None)
    fault_beside(page, "titre", "")
    fault_beside(page, "obtenue", "futur")
    page.locator('[name="titre"]').fill("Datée à l’envers")
    page.locator('[name="obtenue"]').fill(days_ago(5))
    page.locator('[name="fin"]').fill(days_ago(9))
    page.get_by_role("button", name="Enregistrer la preuve").click()
    fault_beside(page, "fin", "précède")


def test_a_contributor_sees_their_own_proofs_only(enter):
    officer, contributor = enter("rssi"), enter("contributor")
    open_registration(officer, PROCEDURE)
    give(officer, "Vue de la RSSI seulement", days_ago(30), ("rssi.pdf", pdf("RSSI")))
    said(officer, "La preuve est enregistrée.")
    hidden = officer.url.split("?")[0]

    open_registration(contributor, PROCEDURE)
    give(contributor, "Registre du laboratoire", days_ago(10), ("registre.pdf", pdf("Registre")))
    said(contributor, "La preuve est enregistrée.")
    own = contributor.url.split("?")[0]
    follow_pillar(contributor, "Preuves")
    rows = contributor.locator("main tbody")
    expect(rows).to_contain_text("Registre du laboratoire", timeout=PATIENCE)
    expect(rows).not_to_contain_text("Vue de la RSSI seulement")
    for address in (hidden, f"{hidden}/fichier", f"{hidden}/remplacement"):
        assert contributor.request.get(address).status in (403, 404), address
    # The keeper of the vault sees it, and only the keeper withdraws it.
    contributor.goto(own)
    expect(contributor.get_by_role("button", name="Retirer la preuve")).to_have_count(0)
    officer.goto(own)
    heading(officer, "Registre du laboratoire")
    confirmed(officer, "Retirer la preuve")
    said(officer, "La preuve est retirée")
