# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Files that come in: the FINESS extract, the members of the groups, the activity, and frameworks."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from journey import HYGIENE, PATIENCE, download, fault_beside, follow_pillar, heading, said, upload

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
FRAMEWORK = """\
format: carene-framework/1
identifier: {identifier}
version: '1.0'
title: Référentiel d’essai {identifier}
language: fr
publisher: Les essais de Carène
license: EUPL-1.2
status: confirmed
sources:
  - title: Aucune, il sert aux essais
requirements:
  - code: A
    title: Premier thème
    children:
      - code: A1
        title: Première exigence
        expectation: Elle est tenue.
      - code: A2
        title: Seconde exigence
        expectation: Elle l’est aussi.
"""


def site_line(finess, owner, name, department="38", town="38000 GRENOBLE"):
    cells = ["structureet", finess, owner, name, name, "", "", "12", "R", "DES TILLEULS", "", "", "185", department,
             "ISERE", town, "", "", "500", "Etablissement d'hébergement pour personnes âgées dépendantes"]
    return ";".join(cells)


def extract(*lines):
    """As data.gouv.fr published it: Latin-1, no column names, a technical first line."""
    return "\n".join(["finess;etalab;93;2026-01-05", *lines, ""]).encode("latin-1")


def open_imports(page):
    page.goto("/")
    follow_pillar(page, "Établissements")
    page.get_by_role("link", name="Importer").first.click()
    heading(page, "Quel fichier voulez-vous charger ?")


def figures(page):
    """What the report counts, once the work is done."""
    expect(page.locator("#travail dl")).to_be_visible(timeout=30_000)
    terms = page.locator("#travail dt").all_inner_texts()
    values = page.locator("#travail dd").all_inner_texts()
    return {term: int(re.sub(r"\D", "", value)) for term, value in zip(terms, values, strict=True)}


def counts(created, changed, unchanged, refused):
    return {"Ajoutés": created, "Modifiés": changed, "Déjà à jour": unchanged, "Lignes refusées": refused}


@BOTH
def test_the_establishments_of_a_department(enter, javascript):
    page = enter("administrator", javascript)
    # Two runs on one demonstration: other numbers for the second.
    own, tree = ("1", "CÈDRES") if javascript else ("2", "SAULES")
    entity, first, second = f"38999{own}005", f"38999{own}013", f"38999{own}021"
    content = extract(
        site_line(first, entity, f"EHPAD DES {tree}"),
        site_line("38999", entity, "NUMÉRO TROP COURT"),
        site_line(second, entity, f"RÉSIDENCE L'ÎLE AUX {tree}"),
        site_line(second, entity, "DEUX FOIS LE MÊME"),
        site_line(f"38999{own}039", entity, "DÉPARTEMENT INCONNU", department="ZZ"),
        "structureet;trop;court",
    )
    open_imports(page)
    page.get_by_role("button", name="Charger").first.click()
    fault_beside(page, "finess", "Choisissez un fichier")
    upload(page, "finess", "etalab-cs1100507.csv", content, "Charger")
    report = figures(page)
    assert report["Lignes refusées"] == 4
    assert report["Ajoutés"] >= 3, "two sites and their legal entity, at least"
    refusals = page.locator("table").filter(has_text="Raison")
    for line, reason in ((3, "38999"), (5, "déjà plus haut"), (6, "département"), (7, "colonnes")):
        expect(refusals.get_by_role("row", name=re.compile(rf"^{line}\s"))).to_contain_text(reason)
    content_of_refusals, _ = download(page, "Télécharger les lignes refusées (CSV)")
    assert len(content_of_refusals.decode("utf-8-sig").strip().splitlines()) == 1 + 4

    open_imports(page)
    upload(page, "finess", "etalab-cs1100507.csv", content, "Charger")
    again = figures(page)
    assert (again["Ajoutés"], again["Modifiés"], again["Lignes refusées"]) == (0, 0, 4)
    assert again["Déjà à jour"] >= 2

    members = f"ght_code;ght_nom;finess_ej;role\n38-{own};GHT des {tree.title()};{entity};support\n;;123;\n".encode()
    for created, unchanged in ((1, 0), (0, 1)):
        open_imports(page)
        upload(page, "membres", "membres.csv", members, "Charger")
        report = figures(page)
        assert (report["Ajoutés"], report["Lignes refusées"]) == (created, 1)
        assert report["Déjà à jour"] >= unchanged
    activity = f"finess;annee;activite_combinee\n{entity};2025;12 345,6\n{first};2025;beaucoup\n".encode("cp1252")
    for expected in (counts(1, 0, 0, 1), counts(0, 0, 1, 1)):
        open_imports(page)
        upload(page, "activite", "activite.csv", activity, "Charger")
        assert figures(page) == expected

    page.get_by_role("searchbox").fill(f"ile aux {tree.replace('È', 'e')}")
    page.keyboard.press("Enter")
    page.locator(".results").get_by_role("link", name="RÉSIDENCE").click()
    expect(page.locator("main")).to_contain_text(f"RÉSIDENCE L'ÎLE AUX {tree}", timeout=PATIENCE)
    expect(page.locator("nav.where")).to_contain_text(f"GHT des {tree.title()}")


@BOTH
def test_a_long_file_shows_how_far_it_is(enter, javascript):
    page = enter("administrator", javascript)
    first = 500_000_000 if javascript else 600_000_000
    lines = (
        site_line(f"{first + place:09}", f"{first + 50_000 + place // 9:09}", f"SITE {place}")
        for place in range(12_000)
    )
    open_imports(page)
    upload(page, "finess", "long.csv", extract(*lines), "Charger")
    expect(page.locator("#travail progress")).to_be_visible(timeout=PATIENCE)
    assert figures(page)["Lignes refusées"] == 0
    if javascript:
        expect(page.locator("#annonces")).to_contain_text("Le fichier est chargé")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"nom;ville\nA;B\n", "n’est pas un extrait FINESS"),
        (b'{"pmej": [{"informationsGeneralesPMEJ"', "Le travail n’a pas abouti"),
        (extract(site_line("389990997", "389990989", "COUPÉE"))[:-110], "coupé"),
    ],
    ids=["another file", "cut JSON", "cut CSV"],
)
def test_a_file_that_cannot_be_read_changes_nothing(enter, content, sentence):
    page = enter("administrator")
    open_imports(page)
    upload(page, "finess", "extrait.csv", content, "Charger")
    expect(page.locator("#travail .notice.danger")).to_be_visible(timeout=30_000)
    said(page, sentence)
    page.goto("/recherche?q=389990997")
    said(page, "Rien ne correspond")


@BOTH
def test_loading_a_framework(enter, javascript):
    page = enter("administrator", javascript)
    identifier = f"essai-{'avec' if javascript else 'sans'}-script"
    good = FRAMEWORK.format(identifier=identifier)
    broken = good.replace("code: A2", "code: A1").replace("status: confirmed", "status: peut-être")
    page.goto("/")
    follow_pillar(page, "Référentiels")
    page.get_by_role("link", name=re.compile("^Charger")).first.click()
    heading(page, "Charger un référentiel")
    page.get_by_role("button", name="Lire et charger").click()
    fault_beside(page, "fichiers", "Choisissez au moins un fichier.")
    upload(page, "fichiers", "essai.yaml", broken.encode(), "Lire et charger")
    fault_beside(page, "fichiers", "Rien n’a été chargé")
    status_line = 1 + broken.splitlines().index("status: peut-être")
    code_line = len(broken.splitlines()) - 2
    faults = page.locator("table").filter(has_text="Message")
    for line in (status_line, code_line):
        number = page.get_by_role("cell", name=str(line), exact=True)
        expect(faults.get_by_role("row").filter(has=number)).to_have_count(1)
    upload(page, "fichiers", "essai.yaml", good.encode(), "Lire et charger")
    said(page, "1 référentiel chargé")
    said(page, "Seconde exigence")
    page.goto("/referentiels/chargement")
    upload(page, "fichiers", "essai.yaml", good.encode(), "Lire et charger")
    said(page, "déjà là, à l’identique")
    page.goto("/referentiels/chargement")
    upload(page, "fichiers", "essai.yaml", good.replace("Seconde exigence", "Autre").encode(), "Lire et charger")
    expect(page.locator(".error")).to_be_visible(timeout=PATIENCE)
    page.goto("/referentiels")
    expect(page.locator("main")).to_contain_text(f"Référentiel d’essai {identifier}")
    expect(page.locator("main")).to_contain_text(HYGIENE)


def test_only_an_administrator_loads(enter):
    page = enter("rssi")
    assert page.goto("/referentiels/chargement").status == 404
    page.goto("/referentiels")
    expect(page.get_by_role("link", name=re.compile("^Charger"))).to_have_count(0)


def test_a_shipped_framework_comes_back_as_it_went(enter):
    """What the site gives in YAML is what it reads."""
    page = enter("administrator")
    page.goto("/referentiels")
    page.get_by_role("link", name=HYGIENE).first.click()
    content, name = download(page, re.compile("YAML"))
    assert Path(name).suffix == ".yaml"
    page.goto("/referentiels/chargement")
    upload(page, "fichiers", name, content, "Lire et charger")
    said(page, "déjà là, à l’identique")
