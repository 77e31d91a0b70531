// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What a file must look like, with an example, and where to find it.
struct ImportHelp: Sendable {
    let format: Phrase
    let source: Phrase
    /// Each on its own line; the establishments are made up.
    let examples: [String]
    /// What the browser offers to choose.
    let accept: String

    init(_ kind: ImportKind) {
        switch kind {
        case .register: self = .register
        case .memberships: self = .memberships
        case .activity: self = .activity
        }
    }

    private init(format: Phrase, source: Phrase, examples: [String], accept: String) {
        self.format = format
        self.source = source
        self.examples = examples
        self.accept = accept
    }

    private static let register = ImportHelp(
        format: Phrase(
            "L’extrait public, dans l’une de ses deux formes\u{00A0}: le CSV historique (point-virgule, lignes "
                + "«\u{00A0}structureet\u{00A0}» "
                + "et «\u{00A0}structureej\u{00A0}») ou le JSON «\u{00A0}Structures\u{00A0}». Les établissements "
                + "fermés sont gardés et marqués.",
            "The public extract, in either of its two shapes: the legacy CSV (semicolons, “structureet” and "
                + "“structureej” lines) or the “Structures” JSON. Closed establishments are kept and marked."),
        source: Phrase(
            "Il se télécharge sur data.gouv.fr\u{00A0}: cherchez «\u{00A0}FINESS\u{00A0}», puis l’extraction des "
                + "établissements, celle des "
                + "entités juridiques, ou le fichier «\u{00A0}Structures\u{00A0}».",
            "Download it from data.gouv.fr: search for “FINESS”, then the extract of establishments, that of legal "
                + "entities, or the “Structures” file."),
        examples: [
            "structureet;389990013;389990005;EHPAD LES TILLEULS;EHPAD LES TILLEULS;;;12;R;DES TILLEULS;;;185;38;ISERE;"
                + "38000 GRENOBLE;;;500;Etablissement d'hébergement pour personnes âgées dépendantes",
            #"{"pmej": [{"informationsGeneralesPMEJ": {"numFinessPm": "389990005", "#
                + #""denominationPm": "CH DES TROIS VALLEES"}, "adresse": [{"cogCommune": "38185", "#
                + #""ligneAcheminement": "38000 GRENOBLE"}], "ege": [{"informationsGeneralesEGE": "#
                + #"{"numFinessEge": "389990013", "nomEgeCourt": "EHPAD LES TILLEULS"}}]}]}"#,
        ], accept: ".csv,.txt,.json,text/csv,application/json")

    private static let memberships = ImportHelp(
        format: Phrase(
            "Un CSV d’une ligne par entité juridique\u{00A0}: code et nom du GHT, numéro FINESS de l’entité, "
                + "rôle (support, "
                + "partie ou associé). Un GHT inconnu est créé dans la région de son établissement support.",
            "A CSV with one line for each legal entity: code and name of the group, FINESS number of the entity, role "
                + "(support, partie or associé). An unknown group is made in the region of its support hospital."),
        source: Phrase(
            "Ces informations sont dans la convention constitutive de chaque GHT\u{00A0}; l’ARS en tient la "
                + "liste. Un tableur "
                + "suffit pour écrire ce fichier.",
            "This is in the founding agreement of each group; the regional health agency keeps the list. A spreadsheet "
                + "is enough to write this file."),
        examples: ["ght_code;ght_nom;finess_ej;role", "38-1;GHT des Trois Vallées;389990005;support"],
        accept: ".csv,.txt,text/csv")

    private static let activity = ImportHelp(
        format: Phrase(
            "Un CSV d’une ligne par établissement et par année\u{00A0}: numéro FINESS, année, activité combinée. "
                + "La virgule et "
                + "les espaces des nombres français sont acceptés.",
            "A CSV with one line for each establishment and year: FINESS number, year, combined activity. French "
                + "decimal commas and spaces are accepted."),
        source: Phrase(
            "L’ARS communique l’activité combinée\u{00A0}; elle sert à savoir quels établissements font les deux "
                + "tiers de "
                + "l’activité du groupement.",
            "The regional health agency gives the combined activity; it tells which establishments make two thirds of "
                + "the group’s activity."),
        examples: ["finess;annee;activite_combinee", "389990005;2025;12 345,6"], accept: ".csv,.txt,text/csv")
}
