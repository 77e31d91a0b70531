# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""A demonstration site served by the debug binary, and Debian's Chromium to visit it.

CARENE_BINARY  the program to test (by default the debug build)
SCREENSHOTS    a folder where the pictures of the pages are kept
"""

import json
import os
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("CARENE_BINARY", ROOT / ".build/debug/carene"))
# Debian's browser: Playwright's own is one more download, and not the one that our users' Debian has.
CHROMIUM = "/usr/bin/chromium-headless-shell"
RSSI = "rssi"


@dataclass(frozen=True)
class Site:
    url: str
    accounts: list
    # The file of the database, for the commands that work on it beside the server; not on PostgreSQL.
    path: Path | None = None

    def account(self, role):
        for account in self.accounts:
            if account["role"].casefold() == role.casefold():
                return account
        roles = ", ".join(account["role"] for account in self.accounts)
        pytest.fail(f"the demonstration has no account with the role {role} (it has: {roles})")


def program_environment(second_factor="optional", **settings):
    """The environment without the operator's own settings of the program, and with these."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("CARENE_")}
    # The people of the demonstration have no telephone: wide roles must be able to come in without a second factor.
    return own | {"CARENE_SECOND_FACTOR": second_factor} | settings


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(url, process, log):
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail(f"the server ended with status {process.returncode}:\n{log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(f"{url}/sante", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.05)
    pytest.fail(f"the server does not answer at {url}/sante:\n{log.read_text()[-3000:]}")


@contextmanager
def serving(database, folder, second_factor="optional", **settings):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [BINARY, "serve", "--database", database, "--host", "127.0.0.1", "--port", str(port)],
            stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            env=program_environment(second_factor, **settings),
        )
        try:
            wait_until_healthy(url, process, log)
            yield url
            # No page may have ended the process.
            assert process.poll() is None, f"the server ended during the tests:\n{log.read_text()[-3000:]}"
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def demonstration(folder, **settings):
    """A demonstration group in a database of its own, served."""
    assert BINARY.exists(), f"{BINARY} does not exist: build it first (swift build)"
    path = folder / "demonstration.sqlite"
    database = f"sqlite:{path}"
    demo = subprocess.run(
        [BINARY, "demo", "--database", database, "--json"],
        capture_output=True, text=True, timeout=600, env=program_environment(),
    )
    assert demo.returncode == 0, f"carene demo ended with status {demo.returncode}:\n{demo.stderr[-3000:]}"
    with serving(database, folder, **settings) as url:
        yield Site(url, json.loads(demo.stdout)["accounts"], path)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The demonstration of the tests that only read."""
    with demonstration(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def site_url(site):
    return site.url


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # Chromium's sandbox needs privileges that containers do not give; it only visits our own pages here.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory):
    kept = os.environ.get("SCREENSHOTS")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sign_in(page, site, account):
    page.goto(f"{site.url}/connexion")
    page.fill('[name="email"]', account["email"])
    page.fill('[name="password"]', account["password"])
    with page.expect_navigation():
        page.press('[name="password"]', "Enter")
    landed = urlsplit(page.url).path
    assert not landed.startswith("/connexion"), (
        f"{account['email']} ({account['role']}) is still on {landed} after signing in:\n"
        + page.locator("body").inner_text()[:1500]
    )


@pytest.fixture(scope="session")
def session_of(site, browser):
    """The cookies of a role, after signing in once: sign-ins are rate limited, and must be."""
    known = {}

    def session(role):
        if role not in known:
            context = browser.new_context(locale="fr-FR")
            sign_in(context.new_page(), site, site.account(role))
            known[role] = context.storage_state()
            context.close()
        return known[role]

    return session


@pytest.fixture(scope="session")
def open_page(browser, session_of):
    """Opens a page signed in as a role, or as a visitor without one, in a context of its own."""
    contexts = []

    def opened(role=None, javascript=True):
        context = browser.new_context(
            locale="fr-FR",
            color_scheme="light",
            java_script_enabled=javascript,
            storage_state=session_of(role) if role else None,
        )
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def page(open_page):
    return open_page(RSSI)


@pytest.fixture(scope="session")
def page_no_js(open_page):
    return open_page(RSSI, javascript=False)


@pytest.fixture(scope="session")
def pages_by_role(site, open_page):
    """A page for each role of the demonstration, signed in."""
    return {role: open_page(role) for role in dict.fromkeys(account["role"] for account in site.accounts)}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A demonstration that the tests of one file may change."""
    with demonstration(tmp_path_factory.mktemp("house")) as site:
        yield site


@pytest.fixture(scope="module")
def doors(house, browser):
    """The cookies of each role, after signing in once."""
    known = {}

    def state(role):
        if role not in known:
            context = browser.new_context(locale="fr-FR")
            sign_in(context.new_page(), house, house.account(role))
            known[role] = context.storage_state()
            context.close()
        return known[role]

    return state


@pytest.fixture
def enter(house, browser, doors):
    """A page signed in as a role, in a browser of its own; with None, a visitor's. No script may fail on it."""
    contexts, faults = [], []

    def entered(role, javascript=True, **options):
        context = browser.new_context(
            locale="fr-FR", base_url=house.url, java_script_enabled=javascript,
            storage_state=doors(role) if role else None, **options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        return page

    yield entered
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)
