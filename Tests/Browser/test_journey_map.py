# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""The service map: read, drawn, begun from the library, loaded from a spreadsheet."""

import re

import pytest
from playwright.sync_api import expect

from journey import confirmed, download, fault_beside, follow_pillar, heading, said, upload

SUPPORT = "Centre hospitalier de Saint-Aubin"
HILL = "Centre hospitalier de Montrieux"


def at(page, organisation=SUPPORT):
    """The map of an establishment, by the menu."""
    page.goto("/etablissements")
    page.locator("main").get_by_role("link", name=organisation).first.click()
    follow_pillar(page, "Cartographie")
    heading(page, "De quoi les soins ont-ils besoin")


def element(page, name, layer="service"):
    page.get_by_role("link", name="Éléments", exact=True).click()
    page.get_by_label("Nom").fill(name)
    page.get_by_label("Étage").select_option(layer)
    page.get_by_role("button", name="Filtrer").click()
    page.locator("main table").get_by_role("link", name=name, exact=True).click()
    heading(page, name)


def tie(page, target, bootstrap=False):
    page.locator('main [name="vers"]').select_option(label=target)
    if bootstrap:
        page.get_by_label("Amorçage").check()
    page.get_by_role("button", name="Ajouter ce lien").click()
    said(page, "Le lien est enregistré.")


def test_the_map_is_read_by_who_cares(enter):
    page = enter("director")
    at(page)
    said(page, "activités sur 15 s’arrêtent sans")
    expect(page.locator(".figure")).to_have_count(4)
    drawing = page.locator("svg.service-map[role=group]")
    expect(drawing.locator("a.node")).to_have_count(58)
    # The same in words, for those who do not see the picture.
    page.get_by_text("Voir le tableau").click()
    expect(page.locator("details table tbody tr")).to_have_count(58)
    drawing.get_by_role("link", name="Annuaire Active Directory").click()
    heading(page, "Annuaire Active Directory")
    said(page, "coupé par un amorçage")
    expect(page.get_by_role("link", name="Modifier", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Voir sur la carte").click()
    heading(page, "Autour de « Annuaire Active Directory »")
    page.get_by_label("Jusqu’où").select_option(label="de proche en proche")
    page.get_by_role("button", name="Filtrer").click()
    said(page, "Tout ce qu’il lui faut, de proche en proche")
    page.goto("/recherche?q=annuaire+active")
    expect(page.locator("main").get_by_role("link", name="Annuaire Active Directory")).to_be_visible()


def test_an_element_is_added_tied_removed_and_restored(enter):
    page = enter("rssi")
    at(page)
    page.get_by_role("link", name="Ajouter un élément").click()
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "nom", "nécessaire")
    page.locator('main [name="nom"]').fill("Échographe du bloc")
    page.locator('main [name="nature"]').select_option("component.medicalDevices")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "L’élément est ajouté.")
    tie(page, "Réseau de l’hôpital")
    expect(page.get_by_role("row", name=re.compile("Réseau de l’hôpital"))).to_be_visible()
    page.get_by_role("link", name=re.compile("^Modifier le lien vers Réseau")).click()
    page.locator('main [name="delai"]').fill("bientôt")
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "delai", "durée")
    page.locator('main [name="delai"]').fill("30 min")
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "30 min")
    confirmed(page, "Retirer cet élément")
    said(page, "L’élément est retiré.")
    page.get_by_role("button", name="Rétablir").click()
    said(page, "L’élément et ses liens sont rétablis.")
    expect(page.get_by_role("row", name=re.compile("Réseau de l’hôpital"))).to_be_visible()


def test_a_circle_is_accepted_told_and_cut(enter):
    page = enter("rssi")
    at(page)
    # The administrative management of patients comes back to the record, which waits for its data.
    element(page, "Gestion administrative des patients")
    tie(page, "Dossier patient")
    said(page, "Il ferme un cercle")
    said(page, "Un cercle : ")
    page.locator("main").get_by_role("link", name=re.compile("a besoin de Dossier patient$")).first.click()
    page.get_by_label("Amorçage").check()
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "coupé par un amorçage")
    page.get_by_role("link", name=re.compile("^Modifier le lien vers Dossier patient")).click()
    confirmed(page, "Retirer ce lien")
    said(page, "Le lien vers « Dossier patient » est retiré.")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_map_begins_from_the_library(enter, javascript):
    page = enter("rssi", javascript=javascript)
    at(page, HILL)
    page.get_by_role("link", name="Partir de la bibliothèque").first.click()
    page.get_by_role("button", name="Ajouter à la carte").click()
    said(page, "Cochez au moins un élément.")
    names = ["Dossier patient (DPI)", "Bases de données"] if javascript else ["Impression", "Stockage"]
    for name in names:
        page.get_by_role("checkbox", name=re.compile("^" + re.escape(name))).check()
    page.get_by_role("button", name="Ajouter à la carte").click()
    said(page, "2 éléments ajoutés")


def test_a_spreadsheet_is_shown_before_it_is_written(enter):
    page = enter("rssi")
    at(page)
    page.get_by_role("link", name="Charger un fichier").click()
    rows = [
        "Application;Type;Criticité;DMIA;Dépendances;Responsable métier;Salle",
        "Tableau de garde;Logiciel métier;Haute;4 h;Bases de données, ad;Cadre de garde;B12",
        "Faux départ;Logiciel métier;Rouge;;;;",
    ]
    upload(page, "fichier", "plan.csv", "\n".join(rows).encode(), "Lire le fichier")
    said(page, "1 élément sera ajouté")
    said(page, "criticité « Rouge » inconnue")
    said(page, "Colonnes non reprises : Salle.")
    page.get_by_role("button", name="Enregistrer 1 ligne").click()
    said(page, "1 élément ajouté")
    element(page, "Tableau de garde")
    said(page, "4 h")
    expect(page.get_by_role("row", name=re.compile("Annuaire Active Directory"))).to_be_visible()
    # What leaves comes back without a change.
    page.get_by_role("link", name="Éléments", exact=True).first.click()
    for link in ["Exporter vers Excel", "Exporter en CSV"]:
        content, name = download(page, link)
        at(page)
        page.get_by_role("link", name="Charger un fichier").click()
        upload(page, "fichier", name, content, "Lire le fichier")
        said(page, "0 élément sera ajouté, 0 sera modifié")
        expect(page.get_by_role("button", name=re.compile("^Enregistrer"))).to_have_count(0)
        page.get_by_role("link", name="Éléments", exact=True).first.click()
    page.goto(page.url.split("/cartographie")[0] + "/journal")
    said(page, "Cartographie exportée")


def test_a_template_is_taken_away(enter):
    page = enter("rssi")
    at(page)
    page.get_by_role("link", name="Charger un fichier").click()
    content, name = download(page, "Télécharger un modèle")
    assert name.endswith(".xlsx")
    upload(page, "fichier", name, content, "Lire le fichier")
    said(page, "seront ajoutés")
