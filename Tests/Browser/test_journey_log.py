# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""A crisis log from its opening to its archive: fast lines, a closing, a correction, a sheet, a report, the signature."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from conftest import BINARY, program_environment
from journey import PATIENCE, confirmed, fault_beside, follow_pillar, heading, said

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
SUPPORT = "Centre hospitalier de Saint-Aubin"


def opened(page, title, kind="Exercice"):
    page.goto("/")
    page.locator("main").get_by_role("link", name=SUPPORT).last.click()
    follow_pillar(page, "Mains courantes")
    page.get_by_role("link", name="Ouvrir une main courante").click()
    page.get_by_label("Titre").fill(title)
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    fault_beside(page, "nature", "Dites si c’est un exercice")
    page.get_by_role("radio", name=re.compile("^" + kind)).check()
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    heading(page, title)


def typed(page, line):
    page.locator('[name="ligne"]').fill(line)
    page.locator('[name="ligne"]').press("Enter")


@BOTH
def test_a_log_is_kept_and_taken_away(enter, javascript, tmp_path):
    page = enter("rssi", javascript)
    opened(page, f"Exercice du journal {'avec' if javascript else 'sans'} script")
    said(page, "EXERCICE, EXERCICE, EXERCICE")
    typed(page, "08:02 écran noir aux urgences <script>alert(1)</script>")
    said(page, "écran noir aux urgences <script>alert(1)</script>")
    typed(page, "! [strat] couper les accès distants /directeur_de_garde")
    said(page, "décision, cellule stratégique, par directeur de garde")
    said(page, "Décidé par directeur de garde.")
    typed(page, "? [soins] combien de brancardiers /cadre échéance 23:59")
    expect(page.get_by_role("button", name=re.compile("^Fait"))).to_have_count(1, timeout=PATIENCE)
    page.get_by_role("button", name=re.compile("^Fait")).click()
    said(page, "est close par")
    said(page, "Rien n’est en attente.")

    # A correction is another line; the first text stays readable.
    page.locator("main").get_by_role("link", name=re.compile("-1$")).first.click()
    if page.locator("details:has-text('Corriger cette ligne')").get_attribute("open") is None:
        page.locator("summary", has_text="Corriger cette ligne").click()
    page.locator('[name="texte"]').fill("écran noir aux urgences et en radiologie")
    page.get_by_role("button", name="Consigner la correction").click()
    said(page, "est corrigée par")
    said(page, "écran noir aux urgences et en radiologie")
    said(page, "écran noir aux urgences <script>alert(1)</script>")

    # A paper sheet, with a line that is wrong first.
    page.get_by_role("link", name=re.compile("^Exercice du journal")).first.click()
    page.get_by_role("link", name="Reprise papier").click()
    page.locator('[name="feuille"]').fill("1")
    page.locator('[name="fait-1"]').fill("bientôt")
    page.locator('[name="texte-1"]').fill("le laboratoire porte ses résultats")
    page.get_by_role("button", name="Reprendre ces lignes").click()
    fault_beside(page, "fait-1", "Une heure comme")
    page.locator('[name="fait-1"]').fill("00:01")
    page.locator('[name="ecrit-1"]').fill("00:04")
    page.get_by_role("button", name="Reprendre ces lignes").click()
    said(page, "1\u00a0ligne reprise")

    page.get_by_role("link", name="Points de situation").first.click()
    page.locator('[name="appreciation"]').fill("Les soins tiennent.")
    page.get_by_role("button", name="Éditer le point").click()
    heading(page, re.compile("Point de situation n°"))
    said(page, "couper les accès distants")
    page.get_by_role("link", name=re.compile("^Exercice du journal")).first.click()
    page.get_by_role("link", name="Relève").click()
    heading(page, "Ce que la relève doit savoir")
    said(page, "le laboratoire porte ses résultats")

    page.get_by_role("link", name="Gérer et exporter").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Archive signée").click()
    archive = tmp_path / "archive.zip"
    waiting.value.save_as(archive)
    done = subprocess.run(
        [BINARY, "journal", "verify", archive], capture_output=True, text=True, timeout=60, env=program_environment())
    assert done.returncode == 0, done.stderr
    assert "intact:" in done.stdout and "signed by" in done.stdout
    touched = bytearray(archive.read_bytes())
    touched[len(touched) // 3] ^= 1
    (tmp_path / "touched.zip").write_bytes(touched)
    done = subprocess.run(
        [BINARY, "journal", "verify", tmp_path / "touched.zip"], capture_output=True, text=True, timeout=60,
        env=program_environment())
    assert done.returncode == 1 and done.stderr

    # Merging one's own archive changes nothing.
    page.goto(page.url)
    confirmed(page, "Clore la main courante")
    said(page, "La main courante est close")
    page.get_by_role("link", name="Mains courantes").first.click()
    page.get_by_role("link", name="Fusionner une archive").click()
    page.locator('[name="archive"]').set_input_files(archive)
    page.get_by_role("button", name="Fusionner").click()
    said(page, "0\u00a0ligne ajoutée")


def test_everybody_sees_a_line_at_once(enter):
    writer, reader = enter("rssi"), enter("contributor")
    opened(writer, "Exercice en direct")
    reader.goto(writer.url)
    heading(reader, "Exercice en direct")
    typed(writer, "> vérifier la sauvegarde /systèmes")
    expect(reader.locator("#main-courante").get_by_text("vérifier la sauvegarde").first).to_be_visible(timeout=PATIENCE)
    reader.locator('[name="ligne"]').fill("à moitié ta")
    typed(writer, "la sauvegarde est saine")
    expect(reader.locator("#main-courante").get_by_text("la sauvegarde est saine").first).to_be_visible(timeout=PATIENCE)
    expect(reader.locator('[name="ligne"]')).to_have_value("à moitié ta")
