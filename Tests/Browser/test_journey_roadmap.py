# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""A roadmap for the group: planned at once, improved, supposed otherwise, adopted, followed, and taken away."""

import csv
import datetime
import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from documents import looked_at, needs_weasyprint
from journey import PATIENCE, confirmed, download, fault_beside, follow_pillar, heading, said

DOMAIN = "care-d2@2025.1"
# The exact computation is given two minutes; a small problem ends long before, on a busy machine too.
COMPUTED = 90_000
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def open_form(page):
    page.goto("/")
    follow_pillar(page, "Feuille de route")
    heading(page, "que faire, et quand")
    page.get_by_role("link", name="Établir une feuille de route").first.click()
    heading(page, "Avec quels moyens")


def plan(page, title, budget="400000", members=None, quarters="8", days=None, frameworks=(DOMAIN,)):
    """Plans, by the form, with the second domain alone or with these; the address of the roadmap."""
    open_form(page)
    page.locator('[name="titre"]').fill(title)
    page.locator('[name="trimestres"]').select_option(quarters)
    for weight in page.locator('select[name^="poids-"]').all():
        counts = frameworks is None or weight.get_attribute("name").removeprefix("poids-") in frameworks
        weight.select_option("1" if counts else "0")
    for year in range(1, 5):
        page.locator(f'[name="budget-{year}"]').fill(budget if year == 1 else "")
    for box in page.locator('[name="etablissement"]').all():
        name = box.evaluate("box => box.labels[0].innerText")
        box.set_checked(members is None or any(member in name for member in members))
    for field in page.locator('[name^="jours-"]').all() if days else []:
        field.fill(days)
    page.get_by_role("button", name="Calculer le plan").click()
    said(page, "Un premier plan est prêt.")
    return page.url.split("?")[0]


def stopped(page, address):
    """Ends the computation under way, so that the next test has the machine; what is there stays."""
    page.goto(address)
    stop = page.get_by_role("button", name="Arrêter le calcul")
    if stop.count() > 0:
        stop.click()
    page.goto(address)


def planned(page):
    """The actions of the plan, by the table beside its chart."""
    table = page.locator("table").filter(has_text="Écart comblé").first
    return table.locator("tbody tr").count()


@BOTH
def test_a_first_plan_at_once_and_a_computation_that_can_be_stopped(enter, javascript):
    page = enter("rssi", javascript)
    # Every framework for three years: more than the exact computation finds while one looks on.
    title = f"Groupement, {'script' if javascript else 'sans script'}"
    address = plan(page, title, quarters="12", frameworks=None)
    heading(page, "que faire, et quand")
    said(page, "Ce premier plan est rapide")
    count = planned(page)
    assert count > 5
    # The chart, and what it shows as a table.
    expect(page.locator("main svg[role=img], main figure svg").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Le temps, compétence par compétence")

    page.get_by_role("link", name="Voir l’avancement").click()
    heading(page, "Calcul du meilleur plan")
    expect(page.locator("#travail progress, #travail [role=progressbar]").first).to_be_visible(timeout=PATIENCE)
    confirmed(page, "Arrêter")
    expect(page.locator("#travail")).to_contain_text("Arrêté à votre demande", timeout=PATIENCE)
    page.goto(address)
    assert planned(page) == count, "the first plan is still there"
    expect(page.get_by_role("button", name="Calculer le meilleur plan")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Arrêter le calcul")).to_have_count(0)


def test_the_best_plan_of_a_small_problem(enter):
    page = enter("rssi")
    address = plan(page, "Un EHPAD, un an", "30000", ["EHPAD La Roseraie"], quarters="4")
    page.goto(address)
    if page.get_by_role("link", name="Voir l’avancement").count() > 0:
        page.get_by_role("link", name="Voir l’avancement").click()
        expect(page.locator("#travail")).to_contain_text("Voir le plan", timeout=COMPUTED)
        page.get_by_role("link", name="Voir le plan").click()
    heading(page, "que faire, et quand")
    expect(page.locator("main .lead")).to_contain_text("Aucun plan ne fait mieux : c’est prouvé.")


def test_what_if_the_budget_fell_then_adopted_and_followed(enter, tmp_path):
    page = enter("rssi")
    address = plan(page, "Trajectoire du groupement")
    count = planned(page)
    stopped(page, address)

    page.get_by_role("link", name="Et si…").click()
    heading(page, "Et si les moyens étaient autres")
    said(page, "Ce qu’achèterait un euro de plus")
    page.locator('[name="budget"]').select_option("0.8")
    page.get_by_role("button", name="Comparer").click()
    heading(page, "Budget −20 %")
    beside = page.get_by_role("table", name="L’hypothèse à côté du plan de base")
    expect(beside).to_be_visible()
    spending = beside.get_by_role("row").filter(has_text=re.compile("^Dépense en [0-9]{4}"))
    for row in spending.all():
        base, other = (amounts(text)[1] for text in row.locator("td").all_inner_texts()[-2:])
        assert other == pytest.approx(0.8 * base, abs=1)
    closed = beside.get_by_role("row").filter(has_text="Écart comblé à la fin").locator("td").all_inner_texts()
    base, other = (float(text.replace(",", ".").split()[0].rstrip("%\u00a0\u202f")) for text in closed[-2:])
    assert other <= base
    stopped(page, address)
    page.get_by_role("link", name="Et si…").click()
    said(page, "Budget −20 %")

    # Why an action is in.
    page.goto(address)
    page.locator("main table a").first.click()
    expect(page.locator("main")).to_contain_text("Elle est dans le plan", timeout=PATIENCE)

    # One version at a time is followed: the demonstration's first ends.
    page.goto(address)
    confirmed(page, "Adopter ce plan")
    said(page, "arrêtez d’abord son suivi")
    page.goto("/")
    follow_pillar(page, "Feuille de route")
    page.locator("main tr").filter(has_text="Suivie").get_by_role("link").first.click()
    confirmed(page, "Arrêter le suivi")
    said(page, "Le suivi est arrêté.")

    # Adopted, then followed.
    page.goto(address)
    confirmed(page, "Adopter ce plan")
    said(page, "Le plan est adopté.")
    heading(page, "Les actions avancent-elles comme prévu")
    table = page.get_by_role("table", name="Actions suivies")
    expect(table.locator("tbody tr")).to_have_count(count)
    assert page.locator("main svg").count() >= 2, "the chart of dates and the burn-up"
    expect(page.locator("main")).to_contain_text("Prévu et réel")
    table.locator("a").first.click()
    task = page.url.split("?")[0]
    page.get_by_label("Responsable").select_option(label="Yann Le Goff")
    page.get_by_role("button", name="Confier").click()
    said(page, "L’action est confiée.")
    page.get_by_role("radio", name="En cours").check()
    page.locator('[name="avancement"]').fill("140")
    page.get_by_role("button", name="Mettre à jour").click()
    fault_beside(page, "avancement", "De 0 à 100")
    page.locator('[name="avancement"]').fill("40")
    page.locator('[name="depense"]').fill("1 250,50")
    page.locator('[name="debut"]').fill(datetime.date.today().isoformat())
    page.locator('[name="note"]').fill("Le marché est signé, les travaux commencent.")
    page.get_by_role("button", name="Mettre à jour").click()
    said(page, "L’action est à jour.")
    said(page, "Le marché est signé, les travaux commencent.")
    said(page, "En cours, 40 %")
    page.goto(f"{address}/suivi")
    row = page.get_by_role("table", name="Actions suivies").locator("tbody tr").filter(has_text="Yann Le Goff")
    expect(row).to_contain_text("40 %")
    expect(row).to_contain_text("1 251 €")

    # The person it is entrusted to finds it, tells what happened, and attaches a proof of theirs.
    contributor = enter("contributor")
    page.goto(task)
    page.locator('[name="note"]').fill("Écrit en même temps.")
    contributor.goto("/mes-actions")
    own = task.rsplit("/", 1)[1]
    contributor.locator(f'main a[href*="{own}"]').first.click()
    contributor.locator('[name="avancement"]').fill("60")
    contributor.get_by_role("button", name="Mettre à jour").click()
    said(contributor, "L’action est à jour.")
    expect(contributor.get_by_role("button", name="Confier")).to_have_count(0)
    # Two people at once: the second is told, and loses nothing of what was typed.
    page.get_by_role("button", name="Mettre à jour").click()
    fault_beside(page, "etat", "entre-temps")
    expect(page.locator('[name="note"]')).to_have_value("Écrit en même temps.")
    page.get_by_role("button", name="Mettre à jour").click()
    said(page, "L’action est à jour.")

    # Other programs read it.
    page.goto(address)
    content, name = download(page, "Tableur (XLSX)")
    assert name.endswith(".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Plan", "Argent", "Jours"]
    lines = [row for row in book["Plan"].iter_rows(values_only=True) if isinstance(row[5], (int, float))]
    assert len(lines) == count
    assert all(isinstance(row[3], datetime.datetime) for row in lines)
    content, name = download(page, "CSV")
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(table) == count
    assert {row["action"] for row in table} == {row[0] for row in lines}
    total = sum(float(row["cout_estime_euros"].replace(",", ".")) for row in table)
    assert total == pytest.approx(sum(row[5] for row in lines), abs=1)
    needs_weasyprint()
    content, _ = download(page, "PDF")
    seen = looked_at(content, tmp_path)
    assert (seen["Title"], seen["Tagged"]) == ("Trajectoire du groupement", "yes")


def amounts(text):
    """The sums of "25 000 € sur 80 000 €"."""
    digits = [re.sub(r"[^0-9,]", "", part).replace(",", ".") for part in text.split("€")]
    return [float(part) for part in digits if part]


def test_an_infeasible_budget_says_what_it_would_take(enter):
    page = enter("rssi", javascript=False)
    address = plan(page, "Sans moyens", "500", days="2")
    said(page, "Aucune action ne tient dans ces moyens")
    stopped(page, address)
    page.goto(f"{address}/hypotheses")
    # Any action on backups that the group still has to do costs more than that.
    imposed = page.locator('[name="avec"] option[value^="SAU-"]').first.get_attribute("value")
    page.locator('[name="avec"]').select_option(imposed)
    page.get_by_role("button", name="Comparer").click()
    expect(page.locator("main")).to_contain_text("1 obligation n’est pas tenue par ce plan", timeout=PATIENCE)
    told = page.locator("main").inner_text().replace("\u00a0", " ").replace("\u202f", " ")
    assert re.search(r"Il faudrait en plus : [0-9 ]+ € en 20[0-9]{2}.* jours? \(", told), told[:1500]
    # Stopped here too, so that the other tests have the machine.
    supposition = page.url
    stop = page.get_by_role("button", name="Arrêter le calcul")
    if stop.count() > 0:
        stop.click()
    page.goto(supposition)


def test_what_cannot_be_planned_is_said_beside_its_field(enter):
    page = enter("rssi", javascript=False)
    open_form(page)
    page.locator('[name="titre"]').fill("")
    page.locator('[name="budget-1"]').fill("beaucoup")
    for box in page.locator('[name="etablissement"]').all():
        box.uncheck()
    page.get_by_role("button", name="Calculer le plan").click()
    for field in ("titre", "budget-1", "etablissement"):
        fault_beside(page, field, "")
    expect(page.locator('[name="budget-1"]')).to_have_value("beaucoup")


def test_who_may_only_read_changes_nothing(enter):
    page = enter("director")
    page.goto("/")
    follow_pillar(page, "Feuille de route")
    expect(page.get_by_role("link", name="Établir une feuille de route")).to_have_count(0)
    opening = page.url.split("?")[0] + "/nouvelle"
    assert page.request.get(opening).status in (403, 404)
