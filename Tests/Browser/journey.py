# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""The gestures that the journeys repeat.

Each file of journeys has a demonstration of its own, which it may change; inside a file, each test opens what it
changes, so that none depends on another.
"""

import re

from playwright.sync_api import expect

# More than any page of the debug build needs, and short enough to fail before patience does.
PATIENCE = 10_000
HYGIENE = "Guide d’hygiène informatique de l’ANSSI"
GROUP = "GHT Rives du Layre"
MEMBERS = 7


def said(page, text):
    """The text stands on the page, for everybody to see."""
    expect(page.locator("main").get_by_text(text).first).to_be_visible(timeout=PATIENCE)


def heading(page, text):
    expect(page.get_by_role("heading", level=1, name=text)).to_be_visible(timeout=PATIENCE)


def fault_beside(page, field, text):
    """The error is linked to the field, where a screen reader finds it."""
    control = page.locator(f'[name="{field}"]').first
    expect(control).to_be_attached(timeout=PATIENCE)
    expect(page.locator(f"#champ-{field}-erreur")).to_contain_text(text, timeout=PATIENCE)
    described = page.locator(f'[aria-describedby~="champ-{field}-erreur"]')
    expect(described).to_have_count(1)


def confirmed(page, button):
    """Presses a button that asks before it acts; without script it acts at once."""
    page.get_by_role("button", name=button).first.click()
    if page.locator("html.js").count() > 0:
        page.locator("dialog .danger").click()


def follow_pillar(page, title):
    page.locator("nav.pillars").get_by_role("link", name=title).click()


def choose_framework(page, title, organisation=None):
    """From the home page to the second step of opening an assessment."""
    page.goto("/")
    if organisation:
        page.locator("main").get_by_role("link", name=organisation).first.click()
    follow_pillar(page, "Auto-évaluation")
    page.get_by_role("link", name="Ouvrir une évaluation").first.click()
    page.get_by_role("radio", name=re.compile("^" + re.escape(title))).check()
    page.get_by_role("button", name="Continuer").click()
    heading(page, "Ouvrir une évaluation")


def open_assessment(page, title, organisation, framework=HYGIENE):
    """Opens an assessment of one establishment; its address."""
    choose_framework(page, framework, organisation)
    page.get_by_label("Titre").fill(title)
    page.get_by_role("button", name="Ouvrir l’évaluation").click()
    said(page, "L’évaluation est ouverte.")
    return page.url


def download(page, link):
    """The bytes of the file that a link gives, and its name."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).first.click()
    return coming.value.path().read_bytes(), coming.value.suggested_filename


def upload(page, field, name, content, button):
    """Sends a file by the form that holds the field."""
    form = page.locator("form").filter(has=page.locator(f'[name="{field}"]'))
    form.locator(f'[name="{field}"]').set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    form.get_by_role("button", name=button).click()


def card(page, code):
    return page.locator(f"#exigence-{code}")


def codes(page):
    """The requirements that a chapter asks, in order."""
    cards = page.eval_on_selector_all("[data-card]", "all => all.map(card => card.id)")
    return [identifier.removeprefix("exigence-") for identifier in cards]


def saved(page, code):
    expect(card(page, code).locator(".save-status")).to_have_text("Enregistré.", timeout=PATIENCE)
