# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Visits a site from its home page by its links, one page of each shape."""

import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error as PlaywrightError

MOST_SHAPES = 200
SIGN_OUT = re.compile(r"/(deconnexion|sign-out|logout)$")
FILE = re.compile(r"\.(csv|xlsx|json|ya?ml|pdf|zip|ics|svg|png|txt|xml)$", re.IGNORECASE)
# What Chromium says when an address gives a file to keep rather than a page.
DOWNLOAD = ("Download is starting", "net::ERR_ABORTED")
LINKS = """anchors => anchors.filter(anchor => !anchor.hasAttribute('download'))
    .map(anchor => new URL(anchor.getAttribute('href'), document.baseURI).href)"""
WIDER = """() => document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll('main *, header *')]
    .filter(element => element.getBoundingClientRect().right > 321 && !element.closest('.scroll, .picture'))
    .slice(0, 3).map(element => element.tagName.toLowerCase() + '.' + element.className)
    .concat('the page is ' + document.documentElement.scrollWidth + ' pixels wide')"""
CONTRAST_ONLY = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}


@dataclass
class Visit:
    """What one page showed; the lists hold what is wrong with it."""

    url: str
    landed: str
    status: int
    title: str = ""
    language: str = ""
    headings: int = 0
    console: list = field(default_factory=list)
    outside: list = field(default_factory=list)
    violations: list = field(default_factory=list)
    # What is wider than a telephone of 320 pixels (WCAG 1.4.10).
    wider: list = field(default_factory=list)
    inspected: bool = False


# What follows these names one record, which may be a word: a framework, a chapter, an indicator.
NAMED = {"objectifs", "referentiels", "indicateurs", "chapitres", "exigences", "actions", "actions-candidates"}
PAGES = {"nouvelle"}


def path_shape(url):
    """The path where what names one record becomes {}: two records show the same page."""
    segments, shaped = urlsplit(url).path.split("/"), []
    for place, segment in enumerate(segments):
        is_named = place > 0 and segments[place - 1] in NAMED and segment not in PAGES
        shaped.append("{}" if is_named or re.search(r"\d", segment) else segment)
    return "/".join(shaped)


def shape(url):
    """The path's shape with the names of the query's fields: sorting or paging another way is the same page."""
    names = sorted({name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)})
    return path_shape(url) + ("?" + "&".join(names) if names else "")


def is_followed(url, site_url):
    address, home = urlsplit(url), urlsplit(site_url)
    same_origin = (address.scheme, address.netloc) == (home.scheme, home.netloc)
    return same_origin and not SIGN_OUT.search(address.path) and not FILE.search(address.path)


def axe_violations(page):
    """What axe reports in the light scheme, and on the contrasts of the dark one."""
    found = []
    for scheme, options in (("light", {"resultTypes": ["violations"]}), ("dark", CONTRAST_ONLY)):
        page.emulate_media(color_scheme=scheme)
        for violation in Axe().run(page, options=options).response["violations"]:
            for node in violation["nodes"]:
                target = " ".join(str(part) for part in node["target"])
                reason = " ".join(node.get("failureSummary", "").split())
                found.append(f"{violation['id']} ({scheme}) {target}: {reason}")
    page.emulate_media(color_scheme="light")
    return found


def visit(page, url, site_url, inspect=True):
    """Opens the address; None when it gives a file rather than a page."""
    console, outside = [], []

    def note_message(message):
        if message.type == "error":
            console.append(message.text)

    def note_error(error):
        console.append(str(error))

    def note_request(request):
        if not request.url.startswith((f"{site_url}/", "data:", "blob:")):
            outside.append(request.url)

    page.on("console", note_message)
    page.on("pageerror", note_error)
    page.on("request", note_request)
    try:
        response = page.goto(url, wait_until="load")
        if response is None or "html" not in response.headers.get("content-type", ""):
            return None
        seen = Visit(url=url, landed=page.url, status=response.status, console=console, outside=outside)
        if inspect:
            seen.title = page.title()
            seen.language = page.locator("html").get_attribute("lang") or ""
            seen.headings = page.locator("h1").count()
            seen.violations = axe_violations(page)
            seen.wider = sticks_out(page)
            seen.inspected = True
        return seen
    except PlaywrightError as error:
        if any(sign in error.message for sign in DOWNLOAD):
            return None
        raise
    finally:
        page.remove_listener("console", note_message)
        page.remove_listener("pageerror", note_error)
        page.remove_listener("request", note_request)


def sticks_out(page):
    """What makes the page wider than a telephone; what scrolls by itself may be as wide as it likes."""
    page.set_viewport_size({"width": 320, "height": 640})
    found = page.evaluate(WIDER)
    page.set_viewport_size({"width": 1280, "height": 720})
    return found


def crawl(page, site_url, inspect=True, screenshots=None, known=()):
    """Visits breadth first from the home page; the visits by shape, in the order they were made.

    - known: shapes that were visited before; they are opened for their links, and not inspected again.
    """
    home = f"{site_url}/"
    seen_before = set(known)
    queue, known, visits = deque([home]), {shape(home)}, {}
    while queue and len(visits) < MOST_SHAPES:
        url = queue.popleft()
        seen = visit(page, url, site_url, inspect and shape(url) not in seen_before)
        if seen is None:
            continue
        visits[shape(url)] = seen
        if screenshots is not None:
            name = re.sub(r"[^a-z0-9]+", "-", shape(url).replace("{}", "x").lower()).strip("-") or "home"
            page.screenshot(path=screenshots / f"{len(visits):03}-{name}.png", full_page=True)
        for link in page.eval_on_selector_all("a[href]", LINKS):
            link = urldefrag(link).url
            if is_followed(link, site_url) and shape(link) not in known:
                known.add(shape(link))
                queue.append(link)
    return visits
