#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Holds the floors of the house apart (design, section 4): an import only ever goes down.

The compiler refuses most wrong imports, but not one of a module that another target happens to have built already, and
it knows nothing of our rules about features and drivers. Each fault is printed as FILE:LINE: reason.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

FLOORS = {"Engines": 1, "Platform": 2, "Features": 3, "carene": 4}

# Module (and what starts with its name) -> the rooms that may import it.
RESERVED = {
    "GRDB": {"PersistenceSQLite"},
    "GRDBSQLite": {"PersistenceSQLite"},
    "CLibPQ": {"PersistencePostgres"},
    "CCBC": {"PlanningCBC"},
    "CCurl": {"Mail"},
    "CArchive": {"Documents"},
    "CExpat": {"Documents"},
    "CXLSXWriter": {"Documents"},
    "CHyperscan": {"Sigma"},
    "Subprocess": {"Printing", "Roadmap"},
    "Hummingbird": {"Site"},
    "NIO": {"Site", "Supervision"},
}
# An engine takes values and gives values: it opens no socket.
NETWORK = {"FoundationNetworking", "AsyncHTTPClient", "Network"}

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias|actor)\s+)?(\w+)"
)


def targets():
    """The targets of Package.swift by name, each with its path and the names it depends on."""
    manifest = subprocess.run(["swift", "package", "dump-package"], capture_output=True, text=True)
    if manifest.returncode != 0:
        sys.exit(f"Package.swift:1: the manifest cannot be read\n{manifest.stderr.strip()}")
    found = {}
    for target in json.loads(manifest.stdout)["targets"]:
        uses = set()
        for dependency in target["dependencies"]:
            # {"byName": [name, condition]}, {"target": [name, condition]} or {"product": [name, package, …]}
            uses.update(value[0] for value in dependency.values())
        folder = target.get("path") or ("Tests/" if target["type"] == "test" else "Sources/") + target["name"]
        found[target["name"]] = {"path": Path(folder), "type": target["type"], "uses": uses}
    return found


def imports(file):
    """The imports of a Swift file as (line number, module), outside of multi-line texts and comments."""
    in_text = in_comment = False
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not in_text and not in_comment and (match := IMPORT.match(line)):
            yield number, match.group(1)
        if not in_comment and line.count('"""') % 2:
            in_text = not in_text
        if not in_text:
            opened, closed = line.rfind("/*"), line.rfind("*/")
            if opened != closed:
                in_comment = opened > closed


def floor(target):
    parts = target["path"].parts
    return FLOORS.get(parts[1]) if len(parts) > 1 and parts[0] == "Sources" else None


def reasons_against(name, module, house):
    """Why the target `name` may not import `module`; nothing when it may."""
    target, test = house[name], house[name]["type"] == "test"
    room = name.removesuffix("Tests") if test else name
    here = floor(target)
    for reserved, rooms in RESERVED.items():
        # Tests speak to the site as a client does, with the tools of its framework.
        if module.startswith(reserved) and room not in rooms and not (test and reserved in ("Hummingbird", "NIO")):
            yield f"only {' and '.join(sorted(rooms))} may import {module}"
    if here == 1 and module in NETWORK:
        yield f"an engine opens no connection, so it does not import {module}"
    if module not in house or module == name:
        return
    if module not in target["uses"]:
        yield f"{module} is not among what Package.swift says {name} uses"
    there = floor(house[module])
    if here is None or there is None:
        return
    if there > here:
        yield f"{module} is on a floor above {name}"
    if here == there == 3:
        yield f"{name} and {module} are both features, and a feature never imports another"


def main():
    house = targets()
    faults = []
    owned = set()
    for name, target in sorted(house.items()):
        for file in sorted(target["path"].rglob("*.swift")):
            owned.add(file)
            for number, module in imports(file):
                faults += [f"{file}:{number}: {reason}" for reason in reasons_against(name, module, house)]
    for top in ("Sources", "Tests"):
        for file in sorted(Path(top).rglob("*.swift")):
            if file not in owned:
                faults.append(f"{file}:1: no target of Package.swift builds this file")
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
