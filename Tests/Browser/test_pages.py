# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Every page that the RSSI of the demonstration can reach by links, and what every other role can reach of it."""

from urllib.parse import urlsplit

import pytest

from crawl import crawl, path_shape, visit

# Fewer would mean that the crawl has stopped at the door.
FEWEST_SHAPES = 10
# Rooms that the RSSI must reach by links, whatever else changes: a menu that forgets one is seen here.
ROOMS = (
    "/agenda", "/agenda/abonnements", "/etablissements/{}/agenda/mois", "/etablissements/{}/actions-candidates",
    "/etablissements/{}/budget", "/etablissements/{}/direction", "/etablissements/{}/equipe",
    "/etablissements/{}/feuilles-de-route", "/etablissements/{}/feuilles-de-route/nouvelle",
    "/etablissements/{}/gouvernance", "/etablissements/{}/gouvernance/instances",
    "/etablissements/{}/gouvernance/nominations/nouvelle", "/etablissements/{}/gouvernance/precisions",
    "/etablissements/{}/indicateurs", "/etablissements/{}/indicateurs/{}", "/etablissements/{}/objectifs",
    "/etablissements/{}/objectifs/{}/{}", "/etablissements/{}/preuves", "/etablissements/{}/preuves/echeances",
    "/etablissements/{}/preuves/nouvelle", "/evaluations/{}/import", "/feuilles-de-route/{}",
    "/feuilles-de-route/{}/hypotheses", "/feuilles-de-route/{}/suivi", "/preuves/{}", "/actions-suivies/{}",
    "/etablissements/{}/supervision", "/etablissements/{}/crise", "/etablissements/{}/mains-courantes",
    "/etablissements/{}/indicateurs-de-compromission", "/etablissements/{}/exercices",
    "/etablissements/{}/mallette/essais",
)
OTHERS = ("contributor", "director", "auditor", "regional", "national")


@pytest.fixture(scope="module")
def visits(page, site_url, screenshots):
    return crawl(page, site_url, screenshots=screenshots)


@pytest.fixture(scope="module", params=OTHERS)
def visits_of_others(request, visits, open_page, site_url):
    """What another role reaches; axe looks only at what the RSSI's crawl has not shown."""
    return request.param, crawl(open_page(request.param), site_url, known=visits)


@pytest.fixture(scope="module")
def visits_no_js(page_no_js, site_url):
    return crawl(page_no_js, site_url, inspect=False)


def listed(faults):
    return "\n" + "\n".join(faults)


def unanswered(visits):
    """The pages that did not come, or sent the reader back to the sign-in."""
    for seen in visits.values():
        if seen.status != 200:
            yield f"{seen.url}: status {seen.status}"
        elif urlsplit(seen.landed).path.startswith("/connexion"):
            yield f"{seen.url}: leads to the sign-in page"


def faults_of(seen):
    """What is wrong on a page that came, whoever sees it."""
    yield from (f"{seen.url}: axe: {violation}" for violation in seen.violations)
    yield from (f"{seen.url}: asks {url}, outside of the site" for url in seen.outside)
    yield from (f"{seen.url}: at 320 pixels: {element}" for element in seen.wider)
    if not seen.inspected:
        return
    if not seen.title.strip():
        yield f"{seen.url}: no title"
    if seen.language not in ("fr", "en"):
        yield f"{seen.url}: the language of the page is {seen.language!r}"
    if seen.headings != 1:
        yield f"{seen.url}: {seen.headings} headings of level 1"


def test_every_link_leads_to_a_page(visits):
    assert len(visits) >= FEWEST_SHAPES, f"only {len(visits)} pages were reached: {', '.join(visits)}"
    faults = list(unanswered(visits))
    assert not faults, listed(faults)


def test_every_room_is_reached_by_links(visits):
    reached = {path_shape(seen.url) for seen in visits.values()}
    assert not set(ROOMS) - reached, f"no link leads to {sorted(set(ROOMS) - reached)}"


def test_no_role_is_led_to_a_refusal(visits_of_others):
    role, visits = visits_of_others
    assert len(visits) >= FEWEST_SHAPES, f"{role}: only {len(visits)} pages were reached"
    faults = list(unanswered(visits)) + [fault for seen in visits.values() for fault in faults_of(seen)]
    assert not faults, f"{role}:" + listed(faults)


def test_every_page_works_without_javascript(visits, visits_no_js):
    assert len(visits_no_js) >= FEWEST_SHAPES, f"only {len(visits_no_js)} pages were reached"
    faults = list(unanswered(visits_no_js))
    assert not faults, listed(faults)


def test_every_page_is_accessible_and_stands_alone(visits):
    faults = [fault for seen in visits.values() for fault in faults_of(seen)]
    assert not faults, listed(faults)


def test_no_page_has_an_error_in_the_console(visits):
    faults = [f"{seen.url}: {message}" for seen in visits.values() for message in seen.console]
    assert not faults, listed(faults)


def test_every_page_has_a_title_of_its_own(visits):
    shapes_by_title = {}
    for seen in visits.values():
        shapes_by_title.setdefault(seen.title, set()).add(path_shape(seen.landed))
    faults = [
        f"{title!r} is the title of {', '.join(sorted(shapes))}"
        for title, shapes in shapes_by_title.items()
        if len(shapes) > 1
    ]
    assert not faults, listed(faults)


def test_the_home_page_of_every_role(pages_by_role, site_url):
    faults = []
    for role, page in pages_by_role.items():
        seen = visit(page, f"{site_url}/", site_url)
        assert seen is not None, f"{role}: the home page is not a page"
        faults += [f"{role}: {fault}" for fault in unanswered({"/": seen})]
        faults += [f"{role}: {fault}" for fault in faults_of(seen)]
    assert not faults, listed(faults)


@pytest.mark.parametrize(
    ("path", "status"), [("/connexion", 200), ("/page-qui-n-existe-pas", 404)], ids=["sign-in", "unknown address"]
)
def test_what_a_visitor_meets(open_page, site_url, path, status):
    seen = visit(open_page(), f"{site_url}{path}", site_url)
    assert seen is not None, f"{path} is not a page"
    assert seen.status == status
    faults = list(faults_of(seen))
    assert not faults, listed(faults)
