# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""What would be lost tonight: a job, its reports, an alert that somebody answers for, a restore test, a deposit."""

import datetime
import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from journey import PATIENCE, confirmed, fault_beside, follow_pillar, heading, said, upload

HOSPITAL = "Centre hospitalier de Saint-Aubin"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def at(page, organisation=HOSPITAL):
    page.goto("/")
    page.locator("main").get_by_role("link", name=organisation).last.click()
    follow_pillar(page, "Sauvegardes")
    heading(page, "Que perdrait-on ce soir")


def tab(page, name):
    page.get_by_role("navigation", name="Sauvegardes").get_by_role("link", name=name).click()


def now(minutes=0):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def table(name, *rows):
    return "\n".join(["job;finished;result", *(f"{name};{when};{result}" for when, result in rows), ""]).encode()


@BOTH
def test_a_job_gets_its_reports_and_loses_one_again(enter, javascript):
    page = enter("rssi", javascript)
    name = f"Coffre des clés {'script' if javascript else 'sans'}"
    at(page)
    page.get_by_role("link", name="Déclarer une sauvegarde").first.click()
    heading(page, "Que sauvegarde cette tâche")
    page.locator('[name="rythme"]').fill("souvent")
    page.get_by_role("button", name="Enregistrer").click()
    fault_beside(page, "nom", "")
    fault_beside(page, "rythme", "Un nombre")
    page.locator('[name="nom"]').fill(name)
    page.locator('[name="outil"]').fill("borg")
    page.locator('[name="rythme"]').fill("24")
    page.get_by_role("checkbox", name="Configuration de l’hyperviseur").check()
    page.locator('[name="lieu-1"]').fill("Coffre-fort de la direction")
    page.locator('[name="support-1"]').select_option(label="support amovible")
    page.get_by_role("group", name="La copie 1 est").get_by_label("Immuable ou hors ligne").check()
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "La tâche est enregistrée.")
    expect(page.locator("main")).to_contain_text("Aucun compte rendu")

    # The report is cut short: nothing in it counts.
    at(page)
    tab(page, "Comptes rendus")
    whole = table(name, (now(-90), "ok"), (now(-30), "bizarre"))
    upload(page, "fichier", "coupe.csv", whole[:-12], "Lire le compte rendu")
    said(page, "Le fichier s’arrête avant la fin")
    tab_back(page)
    upload(page, "fichier", "entier.csv", whole, "Lire le compte rendu")
    rows = page.get_by_role("table", name="Les passages ajoutés").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_contain_text("Résultat inconnu")
    tab_back(page)
    upload(page, "fichier", "encore.csv", whole, "Lire le compte rendu")
    said(page, "2 déjà connus")
    tab_back(page)
    upload(page, "fichier", "autre.txt", b"Bonjour", "Lire le compte rendu")
    fault_beside(page, "fichier", "ni un compte rendu")

    # Taken back, they count no more.
    page.get_by_role("link", name="entier.csv").first.click()
    confirmed(page, "Annuler ce compte rendu")
    said(page, "Annulé")
    tab(page, "Tâches")
    page.get_by_role("link", name=name).click()
    expect(page.locator("main")).to_contain_text("Aucun compte rendu")
    confirmed(page, "Retirer la tâche")
    page.locator("summary", has_text="Tâches retirées").click()
    page.get_by_role("button", name=re.compile("Rétablir.*" + name)).click()
    heading(page, name)
    confirmed(page, "Retirer la tâche")


def tab_back(page):
    page.get_by_role("link", name="Comptes rendus").first.click()
    heading(page, "Que disent les outils")


@BOTH
def test_unknown_runs_are_attached_in_one_click(enter, javascript):
    page = enter("rssi", javascript)
    source = f"srv-{'script' if javascript else 'sans'}"
    at(page)
    tab(page, "Comptes rendus")
    upload(page, "fichier", "inconnu.csv", table(source, (now(-120), "ok")), "Lire le compte rendu")
    tab_back(page)
    row = page.get_by_role("table", name="À rattacher").get_by_role("row").filter(has_text=source)
    row.locator("select").select_option(label="Imagerie")
    row.get_by_role("button", name="Rattacher").click()
    said(page, "Les passages sont rattachés")
    expect(page.get_by_role("row").filter(has_text=source)).to_have_count(0)
    # The next one follows.
    upload(page, "fichier", "suivant.csv", table(source, (now(-60), "ok")), "Lire le compte rendu")
    expect(page.get_by_role("table", name="Les passages ajoutés")).to_contain_text("Imagerie")


@BOTH
def test_somebody_answers_for_an_alert_and_the_group_sees_it(enter, javascript):
    page = enter("rssi", javascript)
    page.goto("/")
    follow_pillar(page, "Sauvegardes")
    tab(page, "Alertes")
    heading(page, "Quelles alertes attendent")
    expect(page.locator("main")).to_contain_text(HOSPITAL)
    link = page.locator("main tbody th a").first if javascript else page.locator("main tbody th a").nth(1)
    title = link.inner_text()
    link.click()
    heading(page, title)
    page.get_by_role("button", name="En répondre").click()
    fault_beside(page, "raison", "")
    fault_beside(page, "jusque", "")
    page.locator('[name="raison"]').fill("L’équipe systèmes exporte la configuration.")
    page.locator('[name="jusque"]').fill((datetime.date.today() + datetime.timedelta(days=9)).isoformat())
    page.get_by_role("button", name="En répondre").click()
    said(page, "L’alerte est prise en charge.")
    page.get_by_role("link", name="Prises en charge").click()
    expect(page.get_by_role("row").filter(has_text=title)).to_contain_text("L’équipe systèmes")

    # Looking at what is left is an act, and a proof.
    at(page)
    page.get_by_role("button", name="Enregistrer la revue").click()
    fault_beside(page, "note", "dites ce qu’elles deviennent")
    page.locator('[name="note"]').fill("Suivi au prochain comité.")
    page.get_by_role("button", name="Enregistrer la revue").click()
    said(page, "La revue est enregistrée")
    said(page, "Suivi au prochain comité.")


def test_a_program_brings_its_reports_with_a_token(enter, house):
    page = enter("rssi")
    at(page)
    tab(page, "Dépôt automatique")
    page.get_by_role("button", name="Ouvrir et montrer le jeton").click()
    fault_beside(page, "nom", "")
    page.locator('[name="nom"]').fill("srv-sauvegarde")
    page.get_by_role("button", name="Ouvrir et montrer le jeton").click()
    token = page.locator('[name="jeton"]').input_value()
    assert re.fullmatch(r"[0-9a-f-]{36}\.[0-9a-f]{64}", token)

    def bring(content, secret=token, **headers):
        request = urllib.request.Request(
            f"{house.url}/sauvegardes/depot?depot=s3-essai&tache=depot", data=content,
            headers={"Authorization": f"Bearer {secret}"} | headers,
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    report = table("Dépôt d’essai", (now(-10), "ok"))
    assert bring(report) == (200, "added 1, known 0, refused 0\n")
    assert bring(report) == (200, "added 0, known 1, refused 0\n")
    assert bring(b"Bonjour")[0] == 422
    assert bring(report, secret=token[:-1] + ("0" if token[-1] != "0" else "1"))[0] == 403
    assert bring(report, secret="")[0] == 403
    # The session of a browser opens nothing here.
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies())
    assert bring(report, secret="x", Cookie=cookies)[0] == 403

    # Shown once: opened again, the page knows it no more.
    at(page)
    tab(page, "Dépôt automatique")
    expect(page.locator('[name="jeton"]')).to_have_count(0)
    confirmed(page, "Fermer « srv-sauvegarde »")
    said(page, "Le dépôt est fermé")
    assert bring(report)[0] == 403


def test_the_director_reads_and_the_contributor_does_not(enter):
    page = enter("director")
    page.goto("/")
    follow_pillar(page, "Sauvegardes")
    heading(page, "Que perdrait-on ce soir")
    expect(page.get_by_role("link", name="Déclarer une sauvegarde")).to_have_count(0)
    expect(page.get_by_role("button", name="Enregistrer la revue")).to_have_count(0)
    page = enter("contributor")
    page.goto("/")
    expect(page.locator("nav.pillars").get_by_role("link", name="Sauvegardes")).to_have_count(0, timeout=PATIENCE)
