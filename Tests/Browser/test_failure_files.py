# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Hostile, damaged and incomplete files, from the terminal and from the pages: each is refused in words and leaves
nothing behind.
"""

import json

import pytest

from conftest import ROOT
from failure import ADMINISTRATOR, DONE, FAILED, carene, check, demo, intact, pristine, register, rows, serving

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + depth)}: &{chr(98 + depth)} [{', '.join(['*' + chr(97 + depth)] * 9)}]\n" for depth in range(9)
)
BAD_FRAMEWORKS = {
    "bomb.yaml": BOMB.encode(),
    "cycle.yaml": b"requirements: &r\n  - children: *r\n",
    "merge.yaml": b"base: &b {code: A}\nrequirements:\n  - <<: *b\n",
    "deep.yaml": b"[" * 100_000,
    "deep.json": b'{"catalog":' + b"[" * 100_000,
    "cut.json": b'{"catalog": {"uuid": "x", "groups": [{"id": "a"',
    "latin.yaml": "title: S\xe9curit\xe9\n".encode("latin-1"),
    "utf16.yaml": "identifier: x\n".encode("utf-16"),
    "zero.yaml": b"title: a\0b\n",
    "empty.yaml": b"",
    "number.yaml": b"requirements: 99999999999999999999999999\n",
    "list.json": b"[1, 2, 3]",
    "picture.yaml": bytes(range(256)) * 40,
}


class TestFrameworkCheck:
    def test_sound_file(self):
        file = next((ROOT / "frameworks").glob("anssi-hygiene*.yaml"))
        done = carene("framework", "check", file, "--json")
        check(done, DONE)
        [verdict] = json.loads(done.stdout)
        assert verdict["ok"] and "requirements to answer" in verdict["kind"]

    @pytest.mark.parametrize("name", BAD_FRAMEWORKS)
    def test_bad_file(self, name, tmp_path):
        path = tmp_path / name
        path.write_bytes(BAD_FRAMEWORKS[name])
        done = carene("framework", "check", path, "--json")
        check(done, FAILED)
        [verdict] = json.loads(done.stdout)
        assert not verdict["ok"]
        assert verdict["findings"] and all(finding["message"] for finding in verdict["findings"])

    def test_one_bad_among_good(self, tmp_path):
        good = next((ROOT / "frameworks").glob("care-d2*.yaml"))
        bad = tmp_path / "bad.yaml"
        bad.write_text("identifier: x\n")
        done = carene("framework", "check", good, bad, tmp_path / "absent.yaml", "--json")
        check(done, FAILED)
        assert [verdict["ok"] for verdict in json.loads(done.stdout)] == [True, False, False]

    def test_too_large(self, tmp_path):
        path = tmp_path / "large.yaml"
        with path.open("wb") as file:
            file.truncate(40 << 20)
        check(carene("framework", "check", path), FAILED, "larger than 32 MB")

    def test_unknown_code_in_text(self, tmp_path):
        path = tmp_path / "mapping.yaml"
        path.write_text("mapping: x\nversion: 1\npairs: [{from: A, to: }]\n")
        done = carene("framework", "check", path)
        check(done, FAILED, f"{path}: refused")


class TestImport:
    @pytest.fixture
    def base(self, tmp_path):
        return f"sqlite:{tmp_path / 'carene.sqlite'}"

    def test_refused_lines(self, base, tmp_path):
        file = tmp_path / "extract.csv"
        lines = register(3).splitlines()
        lines += [lines[1], lines[1].replace("990000000", "1234"), lines[1].replace("990000000;CH", "990000009;CH")
                  .replace(";38;ISERE", ";QQ;NULLE PART")]
        file.write_bytes("\n".join(lines).encode("latin-1"))
        done = carene("import", "finess", file, "--database", base)
        check(done, DONE, "refused 3", f"{file}:5:", f"{file}:6:", f"{file}:7:")
        again = carene("import", "finess", file, "--database", base)
        check(again, DONE, "created 0, changed 0, unchanged 3, refused 3")
        intact(base)

    @pytest.mark.parametrize(
        "content",
        [
            b"", b"\0" * 4000, "structureej;990000012".encode("utf-16"), b"name;town\nA;B\n", b'{"pmej": [{"x": ',
            b'structureej;"990000012;no end' * 10, b"structureej;" + b"x" * (3 << 20), b"{" * 50_000,
        ],
        ids=["empty", "zeros", "utf16", "another-table", "cut-json", "open-quote", "long-line", "deep"],
    )
    def test_whole_file_refused(self, base, tmp_path, content):
        file = tmp_path / "extract.csv"
        file.write_bytes(content)
        check(carene("import", "finess", file, "--database", base), FAILED, str(file), "Nothing was changed")
        assert rows(tmp_path / "carene.sqlite", "SELECT COUNT(*) FROM organisation") == [(0,)]

    @pytest.mark.parametrize("kind", ["finess", "ght", "activity"])
    def test_no_such_file(self, base, tmp_path, kind):
        check(carene("import", kind, tmp_path / "absent.csv", "--database", base), FAILED, "Nothing was changed")

    @pytest.mark.parametrize("kind", ["ght", "activity"])
    def test_missing_columns(self, base, tmp_path, kind):
        file = tmp_path / "table.csv"
        file.write_text("a;b\n1;2\n")
        check(carene("import", kind, file, "--database", base), FAILED, "Nothing was changed")


def test_hostile_uploads(demo, tmp_path):
    with serving(f"sqlite:{demo.path}", tmp_path, demo.accounts) as server:
        visitor = server.visitor(ADMINISTRATOR)
        for name, content in BAD_FRAMEWORKS.items():
            if not content:
                continue
            sent = visitor.send_file("/referentiels/chargement", "fichiers", content, name)
            assert sent.status == 422, f"{name}: {sent.status}"
        huge = visitor.send_file("/referentiels/chargement", "fichiers", b"x" * (9 << 20), "huge.yaml")
        assert huge.status == 413 and "8 Mo" in huge.text
        oversize = visitor.post("/connexion", email="a" * 300_000)
        assert oversize.status == 413
        assert server.is_alive() and visitor.get("/sante").status == 200
    intact(f"sqlite:{demo.path}")
