# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""The objectives of CaRE's second domain for the group, and what is handed in: a dossier, a report, their limits."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile

import pytest
from playwright.sync_api import expect

from documents import looked_at, needs_weasyprint
from failure import DONE, FAILED, carene, check, rows
from journey import GROUP, MEMBERS, PATIENCE, follow_pillar, heading, said

DOMAIN = "CaRE, stratégie de continuité et de reprise d’activité"
FIRST = "00 Ce qui manque.txt"
SUMS = "empreintes.sha256"
# What the demonstration's proofs make of each objective, one of each state.
STATES = {
    "D2.P1": "Prouvé",
    "D2.O1.C": "Prouvé",
    "D2.O1.B": "Partiel",
    "D2.O1.D": "Prouvé",
    "D2.O2.A": "Prouvé jusqu’au",
    "D2.O3.A": "Périmé depuis le",
    "D2.O3.D": "Partiel",
}


def open_objectives(page):
    page.goto("/")
    follow_pillar(page, "Objectifs et dossiers")
    heading(page, "quels objectifs sont prouvés")
    page.get_by_role("link", name=DOMAIN).click()
    heading(page, DOMAIN)


def objective(page, code):
    """The line of an objective, among those of the page."""
    return page.locator("ul.items > li").filter(has=page.locator("h3 .code", has_text=re.compile(f"^{code}$")))


def got(page, link):
    """The file behind a link of the page, whole."""
    href = page.get_by_role("link", name=link).first.get_attribute("href")
    answer = page.request.get(href, timeout=60_000)
    assert answer.status == 200, f"{href}: {answer.status} {answer.text()[:500]}"
    assert answer.headers["content-disposition"].startswith("attachment")
    return answer.body()


def plain(content):
    """A text of the dossier, its French spaces as ordinary ones."""
    return content.decode("utf-8-sig").replace("\u00a0", " ")


def command(house, folder, name="commande.zip", status=DONE):
    """The dossier as the operator writes it; its bytes."""
    [(group,)] = rows(house.path, "SELECT id FROM organisation WHERE name = ?", GROUP)
    target = folder / name
    done = carene(
        "dossier", "--database", f"sqlite:{house.path}", "--organisation", group, "--framework", "care-d2",
        "--output", target,
    )
    check(done, status, *(["the vault misses files"] if status else []))
    return target.read_bytes()


def entries(content):
    with zipfile.ZipFile(io.BytesIO(content)) as dossier:
        assert dossier.testzip() is None
        return {name: dossier.read(name) for name in dossier.namelist()}


def test_the_objectives_tell_their_state_and_why(enter):
    page = enter("rssi")
    open_objectives(page)
    expect(page.locator("main")).to_contain_text("8 objectifs prouvés sur 13")
    for code, state in STATES.items():
        expect(objective(page, code).locator(".badges")).to_contain_text(state)
    # What the continuity measured counts beside the files of the vault: some hospitals of seven weigh enough together.
    covered, tried = objective(page, "D2.O1.C"), objective(page, "D2.O1.D")
    expect(covered).to_contain_text("4 entités sur 7 réunissent 85 % de l’activité combinée ; il faut 66 %")
    expect(tried).to_contain_text("3 entités sur 7 réunissent 79 % de l’activité combinée ; il faut 66 %")
    table = covered.locator("table")
    expect(table).to_be_hidden()
    covered.locator("summary").first.click()
    expect(table).to_be_visible(timeout=PATIENCE)
    # Every member is there, those in the same case together.
    names = ", ".join(table.locator("tbody > tr > th").all_inner_texts()).split(", ")
    assert len(names) == len(set(names)) == MEMBERS
    shares = [cell.replace(",", ".").split()[0] for cell in table.locator("tbody > tr > td.n").all_inner_texts()]
    assert sum(map(float, shares)) == pytest.approx(100, abs=0.5)
    hospital = table.locator("tbody > tr").filter(has_text="Centre hospitalier de Saint-Aubin")
    hospital.locator("summary").click()
    expect(hospital).to_contain_text("Comptent : Bilan d’impact des urgences")
    # What is missing leads to registering the proof of it.
    link = objective(page, "D2.O3.D").get_by_role("link", name="Ajouter une preuve")
    link.click()
    heading(page, "De quelle preuve s’agit-il")
    said(page, "Pour l’exigence D2.O3.D")


def test_a_difference_between_answer_and_proofs_is_said(enter):
    page = enter("director")
    open_objectives(page)
    # The hospital answered "in part"; the group's policy, valid today, proves it entirely.
    policy = objective(page, "D2.O2.A")
    expect(policy).to_contain_text("Réponse et preuves diffèrent")
    expect(policy).to_contain_text("mais la réponse dit moins")


def test_the_objectives_are_filtered_without_script(enter):
    page = enter("director", javascript=False)
    open_objectives(page)
    page.get_by_role("link", name="Ce qui est prouvé").click()
    expect(page).to_have_url(re.compile("etat=prouve"), timeout=PATIENCE)
    badges = page.locator("ul.items > li .badges").all_inner_texts()
    assert badges and all("Prouvé" in text for text in badges)
    page.get_by_role("link", name="Ce qui manque").click()
    expect(page).to_have_url(re.compile("etat=a-faire"), timeout=PATIENCE)
    badges = page.locator("ul.items > li .badges").all_inner_texts()
    assert badges and not any(text.startswith("Prouvé") for text in badges)


def test_the_dossier_opens_in_other_programs(enter, house, tmp_path):
    page = enter("rssi")
    open_objectives(page)
    content = got(page, "Sortir le dossier (ZIP)")
    path = tmp_path / "dossier.zip"
    path.write_bytes(content)
    files = entries(content)
    assert list(files)[0] == FIRST, "what is missing comes first"
    missing = plain(files[FIRST])
    assert "D2.O3.D" in missing and "EHPAD La Roseraie : un état de supervision des sauvegardes" in missing
    assert "D2.O2.A" not in missing, "what is proven is not missing"
    folders = {name.split("/")[1] for name in files if name.startswith("objectifs/")}
    assert len(folders) == 13
    assert all(any(name.startswith(f"objectifs/{folder}/fiche.txt") for name in files) for folder in folders)

    manifest = json.loads(files["manifeste.json"])
    assert (manifest["framework"], manifest["organisation"]) == ("care-d2", GROUP)
    states = {objective["code"]: objective["state"] for objective in manifest["objectives"]}
    assert (states["D2.O1.C"], states["D2.O2.A"], states["D2.O3.A"], states["D2.O3.D"]) == (
        "proven", "expiring", "expired", "partial"
    )
    pieces = [piece for objective in manifest["objectives"] for piece in objective["proofs"] if piece.get("path")]
    assert len(pieces) >= 20
    for piece in pieces:
        assert hashlib.sha256(files[piece["path"]]).hexdigest() == piece["sha256"]

    for program, arguments in (("unzip", ["-tqq", path]), ("sha256sum", ["--check", "--strict", "--quiet", SUMS])):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")
        if program == "sha256sum":
            with zipfile.ZipFile(path) as dossier:
                dossier.extractall(tmp_path / "ouvert")
        done = subprocess.run(
            [program, *arguments], cwd=tmp_path / "ouvert" if program == "sha256sum" else tmp_path,
            capture_output=True, text=True, timeout=60,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"
    assert set(files) - {SUMS} == {line.split("  ", 1)[1] for line in files[SUMS].decode().splitlines()}

    # The operator's command writes the same; the manifest says by whom and when.
    own = command(house, tmp_path)
    same = {name for name in files if name.startswith("objectifs/") or name in (FIRST, "01 Synthèse.txt")}
    written = entries(own)
    assert {name for name in written if name.startswith("objectifs/")} <= same
    for name in same:
        assert written[name] == files[name], name


def test_the_report_is_a_tagged_pdf(enter, tmp_path):
    page = enter("rssi")
    open_objectives(page)
    needs_weasyprint()
    seen = looked_at(got(page, "Rapport PDF"), tmp_path)
    assert seen["Title"].startswith(DOMAIN)
    assert seen["Tagged"] == "yes"
    assert int(seen["Pages"]) > 1
    assert "A4" in seen["Page size"]


def test_who_may_not_read_the_objectives_gets_no_dossier(enter):
    page, contributor = enter("rssi"), enter("contributor")
    open_objectives(page)
    for link in ("Sortir le dossier (ZIP)", "Rapport PDF"):
        href = page.get_by_role("link", name=link).first.get_attribute("href")
        assert contributor.request.get(href).status in (403, 404)
        assert enter(None).request.get(href, max_redirects=0).status == 303


def test_a_file_that_left_the_vault_is_told(enter, house, tmp_path):
    """The last of this file: it takes two proofs' files away, or spoils them, as a failing disk does."""
    wanted = {"Politique de sécurité du groupement": "missing", "Plan blanc, volet numérique": "altered"}
    vault = house.path.with_name(house.path.name + ".proofs")
    addresses = {}
    for title, fault in wanted.items():
        [(identifier, digest)] = rows(house.path, "SELECT id, file_sha256 FROM proof WHERE title = ?", title)
        file = vault / digest[:2] / digest
        addresses[title] = f"/preuves/{identifier}"
        if fault == "missing":
            file.unlink()
        else:
            spoilt = bytearray(file.read_bytes())
            spoilt[len(spoilt) // 2] ^= 0xFF
            file.write_bytes(spoilt)

    page = enter("rssi")
    page.goto(addresses["Politique de sécurité du groupement"])
    said(page, "Le fichier manque")
    assert page.request.get(f"{page.url}/fichier").status in (404, 409, 410)
    page.goto(addresses["Plan blanc, volet numérique"])
    said(page, "Le fichier est altéré")
    assert page.request.get(f"{page.url}/fichier").status == 409
    open_objectives(page)
    by_page, by_command = got(page, "Sortir le dossier (ZIP)"), command(house, tmp_path, "reste.zip", FAILED)
    for files in (entries(by_page), entries(by_command)):
        told = plain(files[FIRST])
        assert "FICHIERS QUI N’ONT PU ÊTRE JOINTS" in told
        assert "Politique de sécurité du groupement : absent du coffre" in told
        assert "Plan blanc, volet numérique : altéré sur le disque" in told
        faults = {
            piece["title"]: piece["fault"]
            for objective in json.loads(files["manifeste.json"])["objectives"]
            for piece in objective["proofs"] if piece.get("fault")
        }
        assert faults == wanted
        assert not any("Politique de sécurité du groupement" in name for name in files)
    verified = carene("proofs", "verify", "--database", f"sqlite:{house.path}")
    check(verified, FAILED, "Politique de sécurité du groupement")
