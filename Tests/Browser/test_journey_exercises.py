# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""An exercise from the shelf to its end: planned, a table imported, played fast with two browsers, the animator's and the
players', and stopped by its word."""

import re

import pytest
from playwright.sync_api import expect

from journey import confirmed, fault_beside, follow_pillar, heading, said, upload

SCENARIO = "Rançongiciel de nuit sur le dossier patient"
HILL = "Centre hospitalier de Montrieux"
VALLEY = "Centre hospitalier du Val-Serein"
BOTH = pytest.mark.parametrize(
    ("javascript", "hospital"), [(True, HILL), (False, VALLEY)], ids=["script", "no-script"]
)
TABLE = """Chronogramme du mois;;;;;
N°;Heure;Émetteur;Destinataire;Canal;Objet;Contenu
1;14h30;Urgences;Cellule opérationnelle;mail;Plus rien;<script>alert(1)</script> Le dossier ne répond plus
2;;;;;Suite;Toujours rien
3;bientôt;Presse;Cellule de crise;tél;Article;Allô
"""


def at(page, organisation):
    page.goto("/")
    page.locator("main").get_by_role("link", name=organisation).last.click()
    follow_pillar(page, "Exercices")


def planned(page, hospital):
    """An exercise from the first shipped scenario; its address."""
    at(page, hospital)
    page.get_by_role("link", name="Choisir un scénario").first.click()
    page.locator("main").get_by_role("link", name=SCENARIO, exact=True).click()
    page.get_by_role("link", name="Fixer une date").click()
    page.locator('[name="duree"]').fill("beaucoup")
    page.get_by_role("button", name="Prévoir l’exercice").click()
    fault_beside(page, "duree", "En minutes")
    page.locator('[name="duree"]').fill("120")
    page.get_by_role("button", name="Prévoir l’exercice").click()
    said(page, "L’exercice est prévu")
    return page.url


@BOTH
def test_a_play_from_the_shelf_to_the_stop_word(enter, javascript, hospital):
    page = enter("rssi", javascript)
    address = planned(page, hospital)

    # A table that says precisely what it cannot read, then imports.
    page.get_by_role("link", name="Chronogramme").click()
    page.get_by_role("link", name="Importer un tableau").click()
    upload(page, "fichier", "mois.csv", TABLE.encode(), "Lire le fichier")
    said(page, "B5")
    said(page, "bientôt")
    page.go_back()
    upload(page, "fichier", "mois.csv", TABLE.replace("bientôt", "14h50").encode(), "Lire le fichier")
    said(page, "comme au-dessus")
    page.get_by_role("button", name="Importer 3 stimuli").click()
    said(page, "3 stimuli sont importés")

    # Doors for the cells.
    page.goto(address)
    page.get_by_role("link", name="Accès des cellules et des observateurs").click()
    page.get_by_role("button", name="Créer les adresses").click()
    said(page, "ne s’affichent qu’une fois")
    doors = page.locator('main a[href*="/jeu/"]').evaluate_all("all => all.map(one => one.href)")
    assert len(doors) >= 2
    names = page.locator("main .items h3").all_inner_texts()
    door = dict(zip(names, doors))
    operational = door["Cellule opérationnelle"]
    other = next(link for name, link in door.items() if name != "Cellule opérationnelle")

    page.goto(address)
    page.get_by_role("link", name="Démarrer…").click()
    page.get_by_role("button", name="Démarrer maintenant").click()
    said(page, "EXERCICE démarré")

    players = enter(None, javascript, viewport={"width": 400, "height": 800})
    players.goto(operational)
    heading(players, "Cellule opérationnelle")
    expect(players.locator(".exercise-mark")).to_be_visible()
    said(players, "Rien pour l’instant")

    page.get_by_role("button", name=re.compile("^Envoyer")).first.click()
    said(page, "Envoyé")
    if not javascript:
        players.reload()
    # The script of the message is text, and came by itself.
    said(players, "<script>alert(1)</script>")
    players.get_by_role("button", name=re.compile("^Bien reçu")).first.click()
    said(players, "Reçu à")
    players.locator('[name="texte"]').fill("Nous coupons les accès distants")
    players.get_by_role("radio", name="Décision").check(force=True)
    players.get_by_role("button", name="Écrire dans la main courante").click()
    said(players, "C’est écrit")
    said(players, "Nous coupons les accès distants")

    # Another cell sees nothing of it, and an address that somebody made up opens nothing.
    players.goto(other)
    expect(players.locator("main")).not_to_contain_text("accès distants")
    expect(players.locator("main")).not_to_contain_text("alert(1)")
    answer = players.goto(operational[:-4] + "0000")
    assert answer.status == 404

    # The console sees it, the clock runs faster, what comes next is late.
    page.reload()
    said(page, "Nous coupons les accès distants")
    page.locator('[name="vitesse"]').select_option("60")
    page.get_by_role("button", name="Changer la vitesse").click()
    said(page, "Vitesse du jeu : ×60")
    page.locator('[name="minutes"][type="text"]').fill("25")
    page.get_by_role("button", name="Décaler").click()
    said(page, "Horloge décalée")
    expect(page.get_by_role("button", name=re.compile("^Envoyer")).first).to_be_visible()
    page.locator('[name="note"]').fill("La cellule a réagi vite")
    page.get_by_role("button", name="Noter").click()
    said(page, "La cellule a réagi vite")

    # The stop word, and nothing else, stops everything.
    stop = page.locator('[name="mot"]')
    stop.fill("autre chose")
    page.get_by_role("button", name="TOUT ARRÊTER").click()
    said(page, "Ce n’est pas le mot d’arrêt")
    page.goto(address)
    word = page.locator("dd strong").first.inner_text()
    page.get_by_role("link", name="Ouvrir le pupitre").click()
    page.locator('[name="mot"]').fill(word.lower())
    page.get_by_role("button", name="TOUT ARRÊTER").click()
    said(page, "L’exercice est arrêté")
    players.goto(operational)
    said(players, "CECI N’EST PLUS UN EXERCICE")
    expect(players.locator(".exercise-mark")).to_have_count(0)


def test_an_observer_notes_by_link(enter):
    page = enter("rssi")
    address = planned(page, HILL)
    page.goto(address)
    page.get_by_role("link", name="Accès des cellules et des observateurs").click()
    page.locator('[name="qui"]').fill("Observatrice du bloc")
    page.get_by_role("button", name="Créer l’adresse").click()
    door = page.locator('main a[href*="/observation/"]').first.get_attribute("href")
    observer = enter(None, viewport={"width": 400, "height": 800})
    observer.goto(door)
    observer.get_by_role("button", name="Noter").click()
    fault_beside(observer, "note", "nécessaire")
    observer.locator('[name="note"]').fill("Le standard a dit EXERCICE")
    observer.get_by_role("button", name="Noter").click()
    said(observer, "Le standard a dit EXERCICE")


def test_an_exercise_is_removed_and_comes_back(enter):
    page = enter("rssi")
    planned(page, VALLEY)
    confirmed(page, "Retirer")
    said(page, "est retiré")
    page.locator("summary", has_text="Exercices retirés").click()
    page.get_by_role("button", name="Rétablir").first.click()
    said(page, "est rétabli")
