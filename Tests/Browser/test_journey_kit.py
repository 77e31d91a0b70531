# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""The kit, from the list of contacts to the pages read from a stick, with no server and no network."""

import re
import shutil
import subprocess

import pytest
from playwright.sync_api import expect

from conftest import BINARY, free_port, program_environment
from crawl import axe_violations
from journey import PATIENCE, confirmed, fault_beside, follow_pillar, heading, said, upload

HOSPITAL = "Centre hospitalier de Saint-Aubin"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def room(page):
    page.goto("/")
    page.locator("main").get_by_role("link", name=HOSPITAL).last.click()
    follow_pillar(page, "Mallette de crise")
    heading(page, "la mallette de crise est‑elle prête")


def tab(page, name):
    page.get_by_role("navigation", name="Mallette de crise").get_by_role("link", name=name, exact=True).click()


@BOTH
def test_a_contact_is_added_corrected_removed_and_restored(enter, javascript):
    page = enter("rssi", javascript)
    role = "Astreinte imagerie" if javascript else "Astreinte laboratoire"
    room(page)
    tab(page, "Contacts")
    page.get_by_role("link", name="Ajouter un contact").click()
    page.locator('[name="prive1"]').fill("pas de chiffre")
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "role", "")
    fault_beside(page, "prive1", "chiffres")
    page.locator('[name="role"]').fill(role)
    page.locator('[name="cercle"]').select_option("care")
    page.locator('[name="prive1"]').fill("06 39 98 77 01")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "Le contact est enregistré.")
    row = page.locator("main tbody tr").filter(has_text=role)
    expect(row.get_by_text("06 39 98 77 01")).not_to_be_visible()
    row.locator("summary").click()
    expect(row.get_by_text("06 39 98 77 01")).to_be_visible()
    row.get_by_role("link", name=role).click()
    confirmed(page, "Retirer le contact")
    said(page, "Le contact est retiré.")
    page.get_by_role("button", name="Rétablir").click()
    said(page, "Le contact est rétabli.")


def test_contacts_come_in_as_a_table(enter):
    page = enter("rssi")
    room(page)
    tab(page, "Contacts")
    page.get_by_text("Reprendre un tableau").click()
    upload(page, "fichier", "c.csv", "role;essaye_le\nX;hier\n".encode(), "Reprendre")
    said(page, "Ligne 2")
    upload(page, "fichier", "c.csv", "role;numero_prive_1\nCadre de nuit;06 39 98 77 02\n".encode(), "Reprendre")
    said(page, "1 ajoutés, 0 mis à jour")


@BOTH
def test_the_other_lists_keep_what_is_typed(enter, javascript):
    page = enter("rssi", javascript)
    room(page)
    tab(page, "Coupures")
    page.get_by_role("link", name="Ajouter un point de coupure").click()
    page.locator('[name="ordre"]').fill("mille")
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "quoi", "")
    fault_beside(page, "ordre", "de 1 à 999")
    page.locator('[name="quoi"]').fill("Bornes du parking")
    page.locator('[name="ordre"]').fill("9")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "Bornes du parking")
    tab(page, "Cellules")
    page.locator('[name="lieu-care"]').fill("Salle de pause, bâtiment C")
    page.get_by_role("button", name="Enregistrer les lieux").click()
    said(page, "Les lieux sont enregistrés.")


@pytest.fixture(scope="module")
def kit(house, browser, doors, tmp_path_factory):
    """Made from the page, as a person would; the file and its phrase."""
    context = browser.new_context(locale="fr-FR", base_url=house.url, storage_state=doors("rssi"))
    page = context.new_page()
    room(page)
    page.get_by_role("button", name="Faire la mallette").click()
    heading(page, "Notez la phrase de passe maintenant")
    phrase = page.locator(".secret-phrase strong").inner_text()
    assert re.fullmatch(r"([a-z]{5} ){5}[a-z]{5}", phrase)
    page.get_by_role("link", name="C’est noté").click()
    button = page.get_by_role("button", name="Télécharger la mallette")
    expect(button).to_be_visible(timeout=120_000)
    assert phrase not in page.content()
    with page.expect_download() as coming:
        button.click()
    path = tmp_path_factory.mktemp("kit") / "mallette.zip"
    coming.value.save_as(path)
    context.close()
    return path, phrase


def test_the_kit_is_read_from_a_folder_without_a_server(kit, browser, tmp_path, screenshots):
    path, phrase = kit
    opener = shutil.which("7z")
    if not opener:
        pytest.skip("7z is not installed")
    subprocess.run([opener, "x", f"-p{phrase}", f"-o{tmp_path}", path], check=True, capture_output=True)
    for name, options in {
        "light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"},
        "phone": {"viewport": {"width": 320, "height": 640}},
    }.items():
        context = browser.new_context(locale="fr-FR", offline=True, **options)
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "index.html").as_uri())
        expect(page.get_by_role("heading", level=1)).to_contain_text("qui appeler")
        assert axe_violations(page) == []
        page.screenshot(path=screenshots / f"kit-index-{name}.png", full_page=True)
        links = page.eval_on_selector_all("main a[href^='pages/']", "all => all.map(a => a.href)")
        assert len(links) > 4
        for link in links:
            page.goto(link)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert axe_violations(page) == [], link
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), link
            if name != "phone":
                continue
            page.screenshot(path=screenshots / f"kit-{link.rsplit('/')[-1]}-phone.png", full_page=True)
        page.get_by_role("link", name="Sommaire").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("qui appeler")
        assert all(url.startswith("file:") for url in asked)
        context.close()


def test_the_kit_is_checked_and_opened_on_another_machine(kit, browser, tmp_path):
    path, phrase = kit
    secret = tmp_path / "phrase"
    secret.write_text(phrase + "\n")
    whole = subprocess.run(
        [BINARY, "kit", "verify", path, "--passphrase-file", secret], capture_output=True, text=True, timeout=120
    )
    assert whole.returncode == 0 and "n’a pas été altérée" in whole.stdout, whole.stderr
    short = tmp_path / "court.zip"
    short.write_bytes(path.read_bytes()[:-1000])
    cut = subprocess.run([BINARY, "kit", "verify", short, "--seal-only"], capture_output=True, text=True, timeout=120)
    assert cut.returncode == 1 and "coupée" in cut.stderr

    port = free_port()
    folder = tmp_path / "tmp"
    folder.mkdir()
    process = subprocess.Popen(
        [BINARY, "kit", "open", path, "--passphrase-file", secret, "--port", str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=tmp_path,
        env=program_environment() | {"TMPDIR": str(folder)},
    )
    try:
        link = next(line.strip() for line in process.stdout if line.startswith("http"))
        context = browser.new_context(locale="fr-FR")
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(link)
        page.locator('[name="password"]').fill("quarante-deux chevaux")
        page.locator('[name="confirmation"]').fill("quarante-deux chevaux")
        page.get_by_role("button", name=re.compile("mot de passe|Continuer|Enregistrer|Choisir")).first.click()
        said(page, "Lecture seule")
        follow_pillar(page, "Mallette de crise")
        said(page, "Lecture seule")
        expect(page.get_by_role("button", name="Faire la mallette")).to_have_count(0)
        context.close()
        assert list(folder.iterdir())
    finally:
        process.terminate()
        process.wait(timeout=30)
    # Nothing stays on the borrowed machine.
    assert list(folder.iterdir()) == []
