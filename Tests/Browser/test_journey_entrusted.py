# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""What is entrusted, closed and shared: who sees an assessment, and who may change it."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from journey import PATIENCE, card, codes, confirmed, heading, open_assessment, said, saved

HOSPITAL = "Centre hospitalier de Saint-Aubin"


def status(page, path):
    return page.goto(path).status


def answer_unasked(page, path):
    """Sends the form of an answer that no page offers."""
    return page.request.post(
        f"{path}/exigences/H1/reponse", form={"revision": "0", "reponse-H1": "2"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_contributor_answers_only_what_is_entrusted(enter, javascript):
    rssi, contributor = enter("rssi", javascript), enter("contributor", javascript)
    title = f"Confiée {'avec' if javascript else 'sans'} script"
    path = urlsplit(open_assessment(rssi, title, HOSPITAL)).path
    assert status(contributor, path) == 404, "nothing is entrusted yet"
    rssi.goto(f"{path}/chapitres/T2")
    rssi.get_by_label("Personne", exact=True).select_option(label="Yann Le Goff")
    rssi.get_by_role("button", name="Confier le chapitre").click()
    said(rssi, "Le chapitre est confié à Yann Le Goff.")

    contributor.goto("/")
    contributor.locator("nav.pillars").get_by_role("link", name="Auto-évaluation").click()
    contributor.get_by_role("link", name=title).click()
    heading(contributor, "Ce qui vous est confié")
    contributor.get_by_role("link", name="Répondre", exact=True).click()
    asked = codes(contributor)
    assert asked
    for code in asked:
        card(contributor, code).locator(".scale input").nth(1).check()
        if javascript:
            saved(contributor, code)
        else:
            card(contributor, code).get_by_role("button", name="Enregistrer la réponse").click()
            expect(card(contributor, code).locator(".scale input").nth(1)).to_be_checked(timeout=PATIENCE)
    contributor.goto(path)
    said(contributor, "Vous avez répondu à tout. Merci.")
    for closed in ("chapitres/T1", "exigences/H1", "import", "reprise"):
        assert status(contributor, f"{path}/{closed}") == 404, closed
    assert answer_unasked(contributor, path).status == 404
    rssi.goto(f"{path}/chapitres/T2")
    expect(card(rssi, asked[0])).to_contain_text("Enregistré par Yann Le Goff")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_closing_reopening_and_sharing(enter, javascript):
    page, region = enter("rssi", javascript), enter("regional", javascript)
    title = f"Partagée {'avec' if javascript else 'sans'} script"
    path = urlsplit(open_assessment(page, title, HOSPITAL)).path

    confirmed(page, "Clore l’évaluation")
    said(page, "L’évaluation est close.")
    page.goto(f"{path}/chapitres/T1")
    expect(page.locator("[data-autosave]")).to_have_count(0)
    assert answer_unasked(page, path).status == 409
    page.goto(path)
    page.get_by_role("button", name="Rouvrir l’évaluation").click()
    said(page, "L’évaluation est rouverte.")
    page.goto(f"{path}/chapitres/T1")
    expect(page.locator("[data-autosave]").first).to_be_visible()

    assert status(region, path) == 404
    page.goto(path)
    confirmed(page, "Partager avec la région et le national")
    said(page, "La région et le niveau national peuvent lire cette évaluation.")
    region.goto("/")
    region.locator("nav.pillars").get_by_role("link", name="Auto-évaluation").click()
    region.get_by_role("link", name=title).first.click()
    heading(region, HOSPITAL)
    expect(region.get_by_role("button", name="Clore l’évaluation")).to_have_count(0)
    region.goto(f"{path}/chapitres/T1")
    expect(region.locator("[data-card]").first).to_be_visible()
    expect(region.locator("[data-autosave]")).to_have_count(0)
    page.get_by_role("button", name="Ne plus partager").click()
    said(page, "L’évaluation n’est plus partagée.")
    assert status(region, path) == 404
