# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Answering: by keyboard, by mouse, without script, two at once, and when the network fails."""

import re

import pytest
from playwright.sync_api import expect

from journey import PATIENCE, card, codes, fault_beside, heading, open_assessment, said, saved

HOSPITAL = "Centre hospitalier de Saint-Aubin"
STATUS = "#annonces"


def choice(page, code, number):
    return card(page, code).locator(".scale input").nth(number - 1)


def focused(page):
    return page.evaluate("document.activeElement.id")


def sends(page, what="/reponse"):
    return page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith(what))


@pytest.fixture
def chapter(enter, request):
    """The first chapter of an assessment of its own, as the RSSI sees it; its page."""
    page = enter("rssi")
    address = open_assessment(page, request.node.name[:100], HOSPITAL)
    page.goto(f"{address}/chapitres/T1")
    return page


def test_two_chapters_by_keyboard(chapter):
    page = chapter
    page.evaluate("window.wasNotReloaded = true")
    answered = codes(page)
    assert len(answered) >= 2
    for place, code in enumerate(answered):
        page.keyboard.press("j")
        assert focused(page) == f"exigence-{code}"
        with sends(page) as answer:
            page.keyboard.press(str(place % 3 + 1))
        assert answer.value.status == 200
        saved(page, code)
        expect(choice(page, code, place % 3 + 1)).to_be_checked()
        assert focused(page) == f"exigence-{code}", "the focus leaves the card after the save"
        expect(page.locator(STATUS)).to_have_text("Enregistré.")
        expect(page.locator("#avancement")).to_contain_text(f"{place + 1} sur {len(answered)}")
    page.keyboard.press("k")
    assert focused(page) == f"exigence-{answered[-2]}"
    page.keyboard.press("ArrowDown")
    assert focused(page) == f"exigence-{answered[-1]}"
    assert page.evaluate("window.wasNotReloaded"), "the page was loaded again"

    page.get_by_role("link", name="Chapitre suivant").click()
    expect(page).to_have_url(re.compile("/chapitres/T2$"), timeout=PATIENCE)
    second = codes(page)
    for code in second:
        page.keyboard.press("j")
        with sends(page):
            page.keyboard.press("3")
        saved(page, code)
    page.get_by_role("link", name="Vue d’ensemble").click()
    expect(page.locator(".figures")).to_contain_text(f"{len(answered) + len(second)} / 39", timeout=PATIENCE)
    said(page, "Continuer à répondre")


def test_typing_is_not_a_shortcut_and_keeps_the_place(chapter):
    page = chapter
    first = codes(page)[0]
    page.keyboard.press("j")
    page.keyboard.press("c")
    assert focused(page) == f"champ-commentaire-{first}"
    with sends(page):
        page.keyboard.type("1 jk 2c")
    saved(page, first)
    field = page.locator(f"#champ-commentaire-{first}")
    assert field.input_value() == "1 jk 2c"
    assert focused(page) == f"champ-commentaire-{first}", "the save takes the focus away"
    assert page.evaluate("document.activeElement.selectionStart") == len("1 jk 2c")
    for number in range(1, 5):
        expect(choice(page, first, number)).not_to_be_checked()
    page.reload()
    expect(page.locator(f"#champ-commentaire-{first}")).to_have_value("1 jk 2c")


def test_shortcuts_can_be_turned_off_for_good(chapter):
    page = chapter
    first = codes(page)[0]
    page.get_by_role("checkbox", name="Raccourcis actifs").uncheck()
    page.reload()
    expect(page.get_by_role("checkbox", name="Raccourcis actifs")).not_to_be_checked()
    card(page, first).focus()
    page.keyboard.press("1")
    page.keyboard.press("j")
    assert focused(page) == f"exigence-{first}"
    expect(choice(page, first, 1)).not_to_be_checked()


def test_by_mouse_with_what_does_not_apply(chapter):
    page = chapter
    first, second = codes(page)[:2]
    with sends(page):
        card(page, first).locator(".scale label").nth(1).click()
    saved(page, first)
    with sends(page) as refusal:
        card(page, second).locator(".scale label").nth(3).click()
    assert refusal.value.status == 422
    fault_beside(page, f"commentaire-{second}", "pourquoi")
    with sends(page) as accepted:
        page.locator(f"#champ-commentaire-{second}").fill("Aucun équipement de ce type n’est exploité ici.")
    assert accepted.value.status == 200
    saved(page, second)
    page.reload()
    expect(choice(page, second, 4)).to_be_checked()
    expect(choice(page, first, 2)).to_be_checked()
    card(page, first).get_by_role("button", name="Effacer la réponse").click()
    expect(choice(page, first, 2)).not_to_be_checked(timeout=PATIENCE)


def test_without_script(enter):
    page = enter("rssi", javascript=False)
    address = open_assessment(page, "Sans script", HOSPITAL)
    page.goto(f"{address}/chapitres/T1")
    expect(page.locator(".keyboard")).to_be_hidden()
    asked = codes(page)
    for code in asked:
        choice(page, code, 2).check()
        page.locator(f"#champ-commentaire-{code}").fill(f"Vu pour {code}.")
        card(page, code).get_by_role("button", name="Enregistrer la réponse").click()
        expect(page).to_have_url(re.compile(f"#exigence-{code}$"), timeout=PATIENCE)
        expect(choice(page, code, 2)).to_be_checked()
    choice(page, asked[0], 4).check()
    page.locator(f"#champ-commentaire-{asked[0]}").fill("")
    card(page, asked[0]).get_by_role("button", name="Enregistrer la réponse").click()
    heading(page, "La réponse n’est pas encore enregistrée")
    fault_beside(page, f"commentaire-{asked[0]}", "pourquoi")
    page.locator(f"#champ-commentaire-{asked[0]}").fill("Sans équipe informatique sur place.")
    page.get_by_role("button", name="Enregistrer la réponse").click()
    expect(page).to_have_url(re.compile("/chapitres/T1#"), timeout=PATIENCE)
    expect(page.locator("#avancement")).to_contain_text(f"{len(asked)} sur {len(asked)}")
    expect(page.locator(f"#champ-commentaire-{asked[0]}")).to_have_value("Sans équipe informatique sur place.")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("kept", ["Garder la mienne", "Garder cette réponse"], ids=["mine", "theirs"])
def test_two_people_on_the_same_answer(enter, javascript, kept):
    mine, theirs = enter("rssi", javascript), enter("administrator")
    address = open_assessment(mine, "À deux", HOSPITAL)
    mine.goto(f"{address}/chapitres/T1")
    code = codes(mine)[0]
    theirs.goto(f"{address}/chapitres/T1")
    choice(theirs, code, 3).check()
    saved(theirs, code)
    with theirs.expect_response(lambda answer: "Nadia" in (answer.request.post_data or "")):
        theirs.locator(f"#champ-commentaire-{code}").fill("La version de Nadia")
    saved(theirs, code)

    if javascript:
        mine.locator(f"#champ-commentaire-{code}").fill("La version de Claire")
    else:
        choice(mine, code, 1).check()
        mine.locator(f"#champ-commentaire-{code}").fill("La version de Claire")
        card(mine, code).get_by_role("button", name="Enregistrer la réponse").click()
        heading(mine, "Deux réponses ont été données")
    versions = card(mine, code).locator(".versions")
    expect(versions).to_contain_text("La version de Nadia", timeout=PATIENCE)
    expect(versions).to_contain_text("La version de Claire")
    expect(versions).to_contain_text("Nadia Kerbrat")
    if javascript:
        expect(mine.locator(STATUS)).to_contain_text("deux versions")
    mine.get_by_role("button", name=kept).click()
    expect(mine.locator(".versions")).to_have_count(0, timeout=PATIENCE)
    mine.goto(f"{address}/chapitres/T1")
    own = kept == "Garder la mienne"
    expect(mine.locator(f"#champ-commentaire-{code}")).to_have_value(
        "La version de Claire" if own else "La version de Nadia"
    )
    checked = [place for place in range(1, 5) if choice(mine, code, place).is_checked()]
    assert checked == ([3] if not own else [] if javascript else [1])


def test_a_network_cut_loses_nothing(chapter):
    page = chapter
    code = codes(page)[0]
    field, status = page.locator(f"#champ-commentaire-{code}"), card(page, code).locator(".save-status")
    page.route("**/reponse", lambda route: route.abort())
    field.fill("Écrit pendant la coupure")
    expect(status).to_contain_text("Rien n’est perdu", timeout=PATIENCE)
    expect(page.locator(STATUS)).to_contain_text("Le serveur ne répond pas")
    assert field.input_value() == "Écrit pendant la coupure"
    page.unroute("**/reponse")
    saved(page, code)
    page.reload()
    expect(page.locator(f"#champ-commentaire-{code}")).to_have_value("Écrit pendant la coupure")


def test_what_is_typed_during_a_save_is_carried_over(chapter):
    page = chapter
    code = codes(page)[0]
    field, held = page.locator(f"#champ-commentaire-{code}"), []
    page.route("**/reponse", lambda route: route.continue_() if held else held.append(route))
    field.press_sequentially("avant")
    expect(card(page, code).locator(".save-status")).to_have_text("Enregistrement…", timeout=PATIENCE)
    field.press_sequentially(", pendant")
    with page.expect_response(lambda answer: "pendant" in (answer.request.post_data or "")):
        held[0].continue_()
    saved(page, code)
    expect(page.locator(f"#champ-commentaire-{code}")).to_have_value("avant, pendant")
    page.reload()
    expect(page.locator(f"#champ-commentaire-{code}")).to_have_value("avant, pendant")


def test_an_ended_session_keeps_what_was_typed(chapter):
    page = chapter
    code = codes(page)[0]
    page.context.clear_cookies()
    page.locator(f"#champ-commentaire-{code}").fill("Toujours là")
    expect(card(page, code).locator(".save-status")).to_contain_text("n’est pas enregistrée", timeout=PATIENCE)
    expect(page.locator(f"#champ-commentaire-{code}")).to_have_value("Toujours là")
