# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""The call chain is tried: begun, noted from the telephone and from paper, ended, corrected."""

import re

import pytest
from playwright.sync_api import expect

from crawl import axe_violations
from journey import confirmed, fault_beside, follow_pillar, heading, said

HOSPITAL = "Centre hospitalier de Saint-Aubin"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


@BOTH
def test_the_call_chain_is_tried(enter, javascript):
    page = enter("rssi", javascript)
    page.goto("/")
    page.locator("main").get_by_role("link", name=HOSPITAL).last.click()
    follow_pillar(page, "Mallette de crise")
    page.get_by_role("navigation", name="Mallette de crise").get_by_role("link", name="Essais d’appel").click()
    heading(page, "la chaîne d’appel répond")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("button", name="Commencer l’essai").click()
    fault_beside(page, "cercle", "au moins un")
    page.get_by_role("checkbox", name=re.compile("^Numérique")).check()
    page.get_by_role("button", name="Commencer l’essai").click()
    said(page, "L’essai commence")
    rows = page.locator("main tbody tr")
    expect(rows).to_have_count(4)
    if javascript:
        assert axe_violations(page) == []
    row = rows.filter(has_text="RSSI du groupement")
    row.get_by_label(re.compile("^Résultat")).select_option("reached")
    row.get_by_label(re.compile("^Moyen")).select_option("first")
    row.get_by_label(re.compile("^Heure")).fill("tout de suite")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    said(page, "Une heure s’écrit 14:32.")
    row = page.locator("main tbody tr").filter(has_text="RSSI du groupement")
    expect(row.get_by_label(re.compile("^Résultat"))).to_have_value("reached")
    row.get_by_label(re.compile("^Heure")).fill("")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    said(page, "Les appels sont notés.")
    said(page, "joints : 1 sur 4")
    page.get_by_role("link", name="Feuille à imprimer").click()
    heading(page, "Feuille d’appel")
    said(page, "Privé 1 : 06 39 98 10 04")
    page.go_back()
    page.get_by_role("button", name="Enregistrer et terminer").click()
    said(page, "L’essai est terminé.")
    # Who could not be reached stands first.
    expect(page.locator("main tbody tr").first).to_contain_text("Non joint")
    expect(page.locator("main tbody tr").last).to_contain_text("RSSI du groupement")
    page.get_by_role("button", name="Rouvrir pour corriger").click()
    said(page, "L’essai est rouvert.")
    confirmed(page, "Retirer l’essai")
    said(page, "L’essai est retiré.")
    page.get_by_role("button", name="Rétablir l’essai").click()
    said(page, "L’essai est rétabli.")
