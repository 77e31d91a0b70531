# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""From an event to an alert that somebody handles, filters or silences; the fleet, the coverage and the rules."""

import io
import json
import re
import zipfile

import pytest
from playwright.sync_api import expect

from intake import SHADOWS, bulk, send, shadow_deletion
from journey import PATIENCE, fault_beside, follow_pillar, heading, said, upload

HOSPITAL = "Centre hospitalier de Saint-Aubin"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def at(page, tab=None):
    page.goto("/")
    # The director's first page is the hospital's own.
    links = page.locator("main").get_by_role("link", name=HOSPITAL)
    if links.count():
        links.last.click()
    follow_pillar(page, "Supervision")
    if tab:
        page.get_by_role("link", name=tab, exact=True).first.click()


def token(page, name):
    at(page, "Collecte")
    heading(page, "Comment les journaux arrivent-ils")
    page.locator('[name="nom"]').fill(name)
    page.get_by_role("button", name="Créer un jeton").click()
    said(page, "Il ne sera plus jamais affiché.")
    return page.locator("#jeton code").inner_text().strip()


def test_an_event_becomes_an_alert_on_the_open_page_and_is_handled(enter, house):
    page = enter("rssi")
    secret = token(page, "Winlogbeat d’essai")
    at(page)
    heading(page, "Que faut-il regarder maintenant")
    expect(page.locator("main").get_by_text("PC-PARCOURS")).to_have_count(0)
    assert send(house.url, secret, bulk([shadow_deletion("PC-PARCOURS", 1)]))[0] == 200
    # Without a reload.
    row = page.get_by_role("row").filter(has_text="PC-PARCOURS")
    expect(row).to_be_visible(timeout=PATIENCE)
    row.get_by_role("link").first.click()
    heading(page, SHADOWS)
    for title in ("Que s’est-il passé", "Pourquoi c’est important", "Que faire d’abord"):
        expect(page.get_by_role("heading", name=re.compile(title))).to_be_visible()
    page.get_by_role("button", name="Je m’en occupe").click()
    said(page, "L’alerte est à vous.")
    page.get_by_role("button", name="Traitée").click()
    fault_beside(page, "raison", "")
    page.locator('[name="raison"]').fill("Essai du programme.")
    page.get_by_role("button", name="Traitée").click()
    said(page, "L’alerte est traitée.")
    expect(page.get_by_role("row").filter(has_text="PC-PARCOURS")).to_have_count(0)
    # The machine is in the fleet, with its story.
    page.get_by_role("link", name="Parc", exact=True).click()
    page.locator('main [name="q"]').fill("pc-parcours")
    page.get_by_role("button", name="Filtrer").click()
    page.locator("main").get_by_role("link", name="PC-PARCOURS").click()
    expect(page.get_by_role("row").filter(has_text=SHADOWS)).to_be_visible()


@BOTH
def test_a_filter_is_written_from_an_alert_and_works(enter, house, javascript):
    page = enter("rssi", javascript)
    host = "PC-FILTRE-A" if javascript else "PC-FILTRE-B"
    secret = token(page, f"Filtre {host}")
    assert send(house.url, secret, bulk([shadow_deletion(host, 1)]))[0] == 200
    for _ in range(40):
        at(page)
        if page.get_by_role("row").filter(has_text=host).count():
            break
        page.wait_for_timeout(250)
    page.get_by_role("row").filter(has_text=host).get_by_role("link").first.click()
    page.get_by_role("link", name="Écrire un filtre").click()
    heading(page, "Qu’est-ce qui ne doit plus alerter")
    proposed = page.locator('[name="filtre"]').input_value()
    assert host in proposed and "vssadmin" in proposed
    page.get_by_role("button", name="Mettre le filtre en place").click()
    fault_beside(page, "motif", "")
    page.locator('[name="motif"]').fill("Sauvegarde du soir.")
    page.locator('[name="filtre"]').fill("filter: [")
    page.get_by_role("button", name="Mettre le filtre en place").click()
    fault_beside(page, "filtre", "Ligne")
    page.locator('[name="filtre"]').fill(proposed)
    page.get_by_role("button", name="Mettre le filtre en place").click()
    said(page, "Le filtre est en place")
    expect(page.locator("main").get_by_text("Sauvegarde du soir.").first).to_be_visible()


def test_rules_are_compared_before_they_are_applied(enter):
    page = enter("rssi")
    at(page, "Règles")
    heading(page, "Quelles règles veillent")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("bonne.yml", """title: Règle d'essai
id: 11111111-1111-4111-8111-111111111111
logsource:
    product: windows
    category: process_creation
detection:
    selection:
        CommandLine|contains: 'essai-carene'
    condition: selection
level: low
""")
        files.writestr("cassee.yml", "title: Cassée\nlogsource:\n    product: windows\n")
        files.writestr("LICENSE", "Licence d'essai")
    upload(page, "fichier", "regles.zip", archive.getvalue(), "Voir la différence")
    heading(page, "Que changeraient ces règles")
    said(page, "Règle d'essai")
    said(page, "cassee.yml:1")
    said(page, "LICENSE")
    page.get_by_role("button", name="Appliquer").click()
    said(page, "Les nouvelles règles sont en place.")


def test_an_inventory_makes_the_coverage_a_proof(enter):
    page = enter("rssi")
    at(page, "Parc")
    heading(page, "Quelles machines voyons-nous")
    page.get_by_role("link", name="Charger l’inventaire").click()
    upload(page, "fichier", "parc.csv", "a;b\n1;2\n".encode(), "Charger")
    fault_beside(page, "fichier", "CSV")
    upload(page, "fichier", "parc.csv", "nom;obsolete;edr\nsa-urg-01;non;oui\nsa-neuf-01;oui;non\n".encode(), "Charger")
    said(page, "2 machines sont à l’inventaire.")
    follow_pillar(page, "Preuves")
    page.goto(page.url + "?nature=supervision.coverage")
    said(page, "Supervision des postes de travail")


def test_logs_given_after_an_incident_are_hunted(enter):
    page = enter("rssi")
    at(page, "Fouille de journaux")
    heading(page, "Que disent ces journaux")
    page.get_by_role("button", name="Fouiller").click()
    fault_beside(page, "journaux", "Choisissez")
    content = "\n".join(json.dumps(shadow_deletion("PC-FOUILLE", turn)) for turn in range(4))
    page.get_by_label("Garder ce qui est trouvé").check()
    upload(page, "journaux", "poste.json", content.encode(), "Fouiller")
    expect(page.locator("main").get_by_text("PC-FOUILLE").first).to_be_visible(timeout=PATIENCE)
    at(page)
    expect(page.get_by_role("row").filter(has_text="PC-FOUILLE")).to_be_visible()


@pytest.mark.parametrize("tab", ["Couverture", "Règles", "Filtres et silences", "Collecte", "Avis"])
def test_a_director_reads_and_changes_nothing(enter, tab):
    page = enter("director")
    at(page, tab)
    expect(page.get_by_role("button", name=re.compile("Créer|Enregistrer|Appliquer|Retirer|Révoquer"))).to_have_count(0)
