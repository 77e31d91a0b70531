# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Measures proofs and what leaves the house: rules of a whole group, a dossier, a workbook, a report.

Everything is made as its users make it: establishments by the imports, proofs by the form of the vault, whose own lists
say which kinds there are and which words the frameworks know. So nothing here depends on the schema or on the engine.
"""

import datetime
import html
import itertools
import json
import re
import uuid
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path

from bench_samples import answers_csv, framework_yaml, group_files, pdf_document
from bench_server import Missing, Server, open_assessment, page_time, run, signed_in

GROUP = "Groupement de mesure"
ESTABLISHMENTS = 40
PROOFS_EACH = 60
FRAMEWORKS = 8
DOSSIER_PROOFS = 300
DOSSIER_PROOF_BYTES = 1_000_000
REQUIREMENTS = 152
# Of 25 requirements each: `framework_yaml` counts them too.
CHAPTERS = 7


class Browser:
    """One connection of somebody signed in."""

    def __init__(self, server, cookie):
        self.connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
        self.headers = {
            "Cookie": cookie, "Accept": "text/html", "Origin": f"http://127.0.0.1:{server.port}",
            "Sec-Fetch-Site": "same-origin",
        }  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def page(self, path):
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status != 200:
            raise Missing(f"GET {path}: status {answer.status}")
        return text

    def send(self, path, fields, file=None):
        """Sends a form with a file field, filled or not, that has to be accepted."""
        boundary = uuid.uuid4().hex
        name, content = file or ("", b"")
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
            for field, value in fields.items()
        ]
        parts.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="fichier"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = "".join(parts).encode() + content + f"\r\n--{boundary}--\r\n".encode()
        kind = f"multipart/form-data; boundary={boundary}"
        self.connection.request("POST", path, body, {**self.headers, "Content-Type": kind})
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status != 303:
            complaint = re.search(r'class="error[^>]*>(.*?)</', text)
            raise Missing(f"POST {path}: status {answer.status} {complaint.group(1) if complaint else ''}")


class FormFields(HTMLParser):
    """The lists of a page, by field, each with the values one may choose; and its fields to be typed in."""

    def __init__(self, text):
        super().__init__()
        self.lists = {}
        self.typed = []
        self.current = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "select":
            self.current = self.lists.setdefault(attributes.get("name", ""), [])
        elif tag == "option" and self.current is not None and attributes.get("value"):
            self.current.append(attributes["value"])
        elif tag == "input" and attributes.get("type") == "text":
            self.typed.append(attributes.get("name", ""))


def make_group(program, database, folder):
    """A demonstration, for its accounts, and the group beside it; the account of an administrator."""
    accounts = json.loads(run(program, "demo", "--database", database, "--json"))["accounts"]
    register, members, activity = group_files(folder, GROUP, ESTABLISHMENTS)
    for what, file in (("finess", register), ("ght", members), ("activity", activity)):
        run(program, "import", what, "--database", database, file)
    account = next((one for one in accounts if one["role"].casefold() == "administrator"), None)
    if account is None:
        raise Missing("the demonstration has no account with the role administrator")
    return account


def listed(browser, query):
    """The organisations of a page of the list, by name."""
    rows = re.findall(r'<a href="/etablissements/([0-9a-f-]{36})/fiche">([^<]*)</a>', browser.page(f"/etablissements?{query}"))
    return {html.unescape(name): identifier for identifier, name in rows}


def find_group(browser):
    """The group and its legal entities."""
    groups = listed(browser, "nature=ght&q=mesure")
    entities = [one for name, one in listed(browser, "nature=legalEntity&q=juridique").items() if name.startswith("Entité")]
    if GROUP not in groups or len(entities) != ESTABLISHMENTS:
        raise Missing(f"the imports made {len(entities)} establishments of {ESTABLISHMENTS}")
    return groups[GROUP], entities


def statements(browser, organisation):
    """Every kind of proof with every word that a framework knows for it, as the fields of the form."""
    page = f"/etablissements/{organisation}/preuves/nouvelle"
    made = []
    for kind in FormFields(browser.page(page)).lists.get("nature", []):
        form = FormFields(browser.page(f"{page}?nature={kind}"))
        words = {field: values for field, values in form.lists.items() if field.startswith("fait-")}
        # Words and levels are lists; a share is a number to be typed.
        shares = {field: "90" for field in form.typed if field.startswith("fait-")}
        for chosen in itertools.product(*words.values()):
            made.append({"nature": kind, **dict(zip(words, chosen)), **shares})
    if not made:
        raise Missing("the form of the vault offers no kind of proof")
    return made


def register_proofs(browser, establishments):
    """For each establishment other proofs, obtained over two years: some count, some are too old."""
    today = datetime.date.today()
    kinds = statements(browser, establishments[0])
    for place, establishment in enumerate(establishments):
        for number in range(PROOFS_EACH):
            kind = kinds[(place * 7 + number * len(kinds) // PROOFS_EACH) % len(kinds)]
            obtained = today - datetime.timedelta(days=1 + (number * 37 + place * 11) % 730)
            browser.send(
                f"/etablissements/{establishment}/preuves/nouvelle",
                {**kind, "titre": f"Preuve {number + 1}", "obtenue": obtained.isoformat(), "pour": establishment},
            )


def measure_rules(report, engine, server, cookie):
    """Every requirement of every framework for a group, each read for each of its members."""
    with report.figures("rules of a group", engine), Browser(server, cookie) as browser:
        group, establishments = find_group(browser)
        register_proofs(browser, establishments)
        page = f"/etablissements/{group}/objectifs"
        rows = re.findall(r'<td class="n">[\d\s\u202f]+ / ([\d\s\u202f]+)</td>', browser.page(page))
        if len(rows) < FRAMEWORKS:
            raise Missing(f"GET {page}: {len(rows)} frameworks with rules of {FRAMEWORKS}")
        asked = sum(int(re.sub(r"\s", "", row)) for row in rows)
        whole, _ = page_time(server, cookie, page, repeat=10)
        one, _ = page_time(server, cookie, f"/etablissements/{establishments[0]}/objectifs", repeat=10)
        print(
            f"  {len(rows)} frameworks, {asked} requirements, {ESTABLISHMENTS} establishments, "
            f"{ESTABLISHMENTS * PROOFS_EACH} proofs: up to {asked * ESTABLISHMENTS:,} readings", flush=True,
        )  # fmt: skip
        report.line(f"objectives of {ESTABLISHMENTS} establishments, page", engine, whole / 1000, "s", 0.5)
        report.line("objectives of one of them, page", engine, one / 1000, "s", 0.5)


def load_framework(program, database, folder):
    path = f"{folder}/framework-{REQUIREMENTS}.yaml"
    Path(path).write_text(framework_yaml(f"bench-{REQUIREMENTS}", REQUIREMENTS + CHAPTERS))
    run(program, "framework", "add", "--database", database, path)


def measure_documents(report, program, engine, database, folder, server, cookie):
    """A workbook and a report of an assessment in which every requirement is answered with a comment."""
    with report.figures("workbook and report", engine), Browser(server, cookie) as browser:
        _, establishments = find_group(browser)
        assessment = open_assessment(server, cookie, establishments[0], f"bench-{REQUIREMENTS}@1")
        table = f"{folder}/answers.csv"
        answers_csv(table, REQUIREMENTS)
        identifier = assessment.rsplit("/", 1)[-1]
        run(program, "assessment", "import", "--database", database, table, "--assessment", identifier, "--apply")
        spent, size = page_time(server, cookie, f"{assessment}/reponses.xlsx", repeat=10)
        report.line(f"XLSX of {REQUIREMENTS} requirements ({size / 1e3:.0f} kB)", engine, spent / 1000, "s", 0.3)
        with report.figures("PDF", engine):
            spent, size = page_time(server, cookie, f"{assessment}/rapport.pdf", repeat=3, warm=1)
            report.line(f"PDF of {REQUIREMENTS} requirements ({size / 1e3:.0f} kB)", engine, spent / 1000, "s", 5)


def fill_dossier(server, cookie):
    """Proofs with their files, two for each of the first requirements; the address of their dossier."""
    today = datetime.date.today().isoformat()
    with Browser(server, cookie) as browser:
        _, establishments = find_group(browser)
        establishment = establishments[0]
        for number in range(DOSSIER_PROOFS):
            requirement = number // 2
            code = f"C{1 + requirement // 25}.{1 + requirement % 25}"
            browser.send(
                f"/etablissements/{establishment}/preuves/nouvelle",
                {
                    "nature": "policy.document", "exigence": f"bench-{REQUIREMENTS}/{code}",
                    "titre": f"Document {number + 1}", "obtenue": today, "pour": establishment,
                },
                (f"document-{number + 1}.pdf", pdf_document(DOSSIER_PROOF_BYTES)),
            )  # fmt: skip
    return f"/etablissements/{establishment}/objectifs/bench-{REQUIREMENTS}/1/dossier.zip"


def measure_dossier(report, program, engine, database, account):
    """A dossier taken out of a server that did nothing else, so that its memory is that of the dossier."""
    with report.figures(f"dossier of {DOSSIER_PROOFS} proofs", engine):
        with Server(program, database) as server:
            path = fill_dossier(server, signed_in(server, account))
        with Server(program, database) as server:
            cookie = signed_in(server, account)
            server.forget_peak()
            before = server.megabytes()
            said = run(
                "curl", "--silent", "--show-error", "--fail", "--output", "/dev/null", "--header", f"Cookie: {cookie}",
                "--write-out", "%{size_download} %{time_starttransfer} %{time_total}",
                f"http://127.0.0.1:{server.port}{path}",
            )  # fmt: skip
            size, first, total = (float(figure) for figure in said.split())
            grown = server.megabytes("VmHWM") - before
        if size < DOSSIER_PROOFS * DOSSIER_PROOF_BYTES:
            raise Missing(f"the dossier has {size:,.0f} bytes: proofs are missing")
        print(
            f"  {size / 1e6:,.0f} MB in {total:.2f} s, {size / 1e6 / total:,.0f} MB/s; {first:.2f} s of them check every "
            f"proof and print the report, then {size / 1e6 / max(total - first, 0.001):,.0f} MB/s", flush=True,
        )  # fmt: skip
        report.line(f"dossier of {DOSSIER_PROOFS} proofs of 1 MB, memory grown", engine, grown, "MB", 60)


def measure_evidence(report, program, engine, database, folder):
    """The rules on both engines; files, which are the same work on each, on SQLite."""
    with report.figures("all of proofs", engine):
        account = make_group(program, database, folder)
        with Server(program, database) as server:
            measure_rules(report, engine, server, signed_in(server, account))
        if engine != "sqlite":
            return
        load_framework(program, database, folder)
        with Server(program, database) as server:
            measure_documents(report, program, engine, database, folder, server, signed_in(server, account))
        measure_dossier(report, program, engine, database, account)
