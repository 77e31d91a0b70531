# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up files, as large as what hospitals bring: frameworks, registers, documents."""

import os


def framework_yaml(identifier, count):
    """A framework of `count` requirements in chapters of 25, each with texts of ordinary length."""
    lines = [
        "format: carene-framework/1", f"identifier: {identifier}", 'version: "1"', f"title: Référentiel de {count} exigences",
        "language: fr", "requirements:",
    ]
    made = chapter = 0
    while made < count:
        chapter += 1
        lines += [f"  - code: C{chapter}", f"    title: Chapitre {chapter}", "    children:"]
        made += 1
        for number in range(1, 26):
            if made >= count:
                break
            made += 1
            lines += [
                f"      - code: C{chapter}.{number}", f"        title: Exigence {number} du chapitre {chapter}",
                "        expectation: Ce qui est attendu de l’établissement, en une phrase de longueur ordinaire pour mesurer.",
                "        guidance: Comment s’y prendre, par quoi commencer et ce qu’il faut vérifier, en deux lignes à peu près.",
                f"        weight: {1 + number % 3}", f"        priority: {'indispensable' if number % 3 == 0 else 'recommended'}",
            ]
    return "\n".join(lines) + "\n"


def entity_finess(entity):
    """The number of a legal entity, of which sites stand in `finess_extract` three by three."""
    # 20 is no department any more: Corsica is 2A and 2B.
    department = 21 if entity % 95 == 19 else 1 + entity % 95
    return f"{department:02d}{9_000_000 + entity:07d}"


def finess_extract(path, count):
    """A legacy extract: Latin-1, `;`, one technical line, then `count` sites under a third as many legal entities."""
    with open(path, "w", encoding="latin-1") as file:
        file.write("finess;etalab;93;2026-11-02\n")
        for number in range(count):
            columns = [""] * 32
            entity = number // 3
            owner = entity_finess(entity)
            department = owner[:2]
            columns[0], columns[1] = "structureet", f"{department}{number:07d}"
            columns[2], columns[3] = owner, f"ÉTABLISSEMENT N° {number}"
            columns[12], columns[13], columns[15] = "001", department, f"{department}000 VILLE {number % 500}"
            columns[18], columns[19], columns[22] = "355", "Centre hospitalier", f"{number:014d}"
            file.write(";".join(columns) + "\n")


def group_files(folder, name, entities):
    """The three files that make a group of legal entities with three sites each: register, members, activity."""
    register, members, activity = f"{folder}/register.csv", f"{folder}/members.csv", f"{folder}/activity.csv"
    finess_extract(register, entities * 3)
    with open(members, "w", encoding="utf-8") as file:
        file.write("ght_code;ght_nom;finess_ej;role\n")
        for entity in range(entities):
            file.write(f"MESURE;{name};{entity_finess(entity)};{'partie' if entity else 'support'}\n")
    with open(activity, "w", encoding="utf-8") as file:
        file.write("finess;annee;activite_combinee\n")
        for entity in range(entities):
            file.write(f"{entity_finess(entity)};2025;{1000 + 370 * entity}\n")
    return register, members, activity


def answers_csv(path, count):
    """Answers to `framework_yaml(…)`, a comment with each, as they come back from a spreadsheet."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("code;statut;niveau;commentaire;revision\n")
        for number in range(count):
            code = f"C{1 + number // 25}.{1 + number % 25}"
            comment = f"Ce que l’établissement répond à l’exigence {code}, en une phrase d’une longueur ordinaire."
            file.write(f"{code};répondu;{number % 3};{comment};0\n")


def pdf_document(size):
    """What the vault takes for a PDF, unlike any other and as hard to compress as a scanned one."""
    head = b"%PDF-1.7\n"
    return head + os.urandom(size - len(head))
