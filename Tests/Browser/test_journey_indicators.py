# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""An alert is pasted, a file is taken, what may leave leaves, and the search says where it looks."""

import json

import pytest
from playwright.sync_api import expect

from crawl import axe_violations
from journey import PATIENCE, confirmed, download, fault_beside, follow_pillar, heading, said, upload

HOSPITAL = "Centre hospitalier de Saint-Aubin"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def room(page):
    page.goto("/")
    page.locator("main").get_by_role("link", name=HOSPITAL).last.click()
    follow_pillar(page, "Indicateurs à chercher")
    heading(page, "que faut‑il chercher")


@BOTH
def test_an_alert_is_pasted_chosen_and_undone(enter, javascript):
    page = enter("rssi", javascript)
    name = "script" if javascript else "sans"
    room(page)
    page.get_by_role("link", name="Coller des indicateurs").click()
    page.locator('[name="texte"]').fill("Rien à signaler.")
    page.get_by_role("button", name="Reconnaître").click()
    fault_beside(page, "texte", "Aucun indicateur")
    page.locator('[name="texte"]').fill(
        f"TLP:GREEN. hxxps://{name}[.]exemple[.]test/a puis 203[.]0[.]113[.]9 et 10.0.0.5."
    )
    page.get_by_role("button", name="Reconnaître").click()
    heading(page, "3 indicateurs reconnus")
    assert axe_violations(page) == [] if javascript else True
    expect(page.get_by_role("checkbox", name="10.0.0.5")).not_to_be_checked()
    expect(page.locator('[name="tlp"]')).to_have_value("green")
    page.locator('[name="source"]').fill("CERT du parcours")
    page.get_by_role("button", name="Garder ce qui est coché").click()
    said(page, "Indicateurs gardés")
    row = page.locator("main tbody tr").filter(has_text=f"https://{name}.exemple.test/a")
    expect(row).to_contain_text("TLP:GREEN")
    row.get_by_role("link").click()
    confirmed(page, "Retirer l’indicateur")
    said(page, "L’indicateur est retiré.")
    page.get_by_role("button", name="Rétablir").click()
    said(page, "L’indicateur est rétabli.")


def test_a_file_is_taken_with_a_report_and_leaves_as_its_marking_allows(enter):
    page = enter("rssi")
    room(page)
    page.get_by_role("link", name="Reprendre un fichier").click()
    bundle = {
        "type": "bundle",
        "id": "bundle--1",
        "objects": [
            {
                "type": "indicator",
                "pattern_type": "stix",
                "pattern": "[domain-name:value = 'parcours.exemple.test']",
                "object_marking_refs": ["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"],
            },
            {"type": "indicator", "pattern_type": "stix", "pattern": "[file:size > 3]"},
            {"type": "malware", "name": "x"},
        ],
    }
    page.locator('[name="tlp"]').select_option("amber")
    upload(page, "fichier", "alerte.json", json.dumps(bundle).encode(), "Reprendre")
    expect(page.get_by_text("Fichier STIX : 1 indicateurs nouveaux").first).to_be_visible(timeout=3 * PATIENCE)
    expect(page.locator("main tbody tr").filter(has_text="malware")).to_contain_text("1")
    expect(page.locator("main tbody tr").filter(has_text="[file:size > 3]")).to_contain_text("Motif")
    room(page)
    page.get_by_role("link", name="Transmettre").click()
    heading(page, "À qui pouvez-vous les transmettre")
    assert axe_violations(page) == []
    row = page.locator("main tbody tr").filter(has_text="Dans l’établissement").first
    with page.expect_download() as coming:
        row.get_by_role("link", name="STIX 2.1").click()
    content = coming.value.path().read_text()
    assert "parcours.exemple.test" not in content
    assert "mise-a-jour-dpi.example" in content
    with page.expect_download() as coming:
        page.locator("main tbody tr").filter(has_text="Tout le monde").get_by_role("link", name="MISP").click()
    event = json.loads(coming.value.path().read_text())["Event"]
    tags = {tag["name"] for attribute in event["Attribute"] for tag in attribute["Tag"]}
    assert {tag for tag in tags if tag.startswith("tlp:")} == {"tlp:clear"}


def test_the_search_says_what_was_seen_and_where(enter):
    page = enter("rssi")
    room(page)
    page.get_by_role("link", name="Dernière recherche").click()
    heading(page, "ces indicateurs ont-ils été vus")
    row = page.locator("main tbody tr").filter(has_text="PC-URG-014")
    expect(row).to_contain_text("212 fois")
    row.locator("summary").click()
    expect(row.get_by_text("QueryName")).to_be_visible()
    assert axe_violations(page) == []
