// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What a column of a continuity spreadsheet holds, by the names that people give it.
enum MapColumn: CaseIterable, Sendable {
    case code
    case name
    case layer
    case kind
    case careClass
    case description
    case owner
    case supplier
    case volume
    case recoveryTime
    case recoveryPoint
    case tolerablePeriod
    case needs
    case needsData
    case degradedWithout

    /// As the export writes it.
    func title(_ t: Language) -> String {
        switch self {
        case .code: t("Code", "Code")
        case .name: t("Nom", "Name")
        case .layer: t("Étage", "Layer")
        case .kind: t("Nature", "Kind")
        case .careClass: t("Classe de soins", "Care class")
        case .description: t("Description", "Description")
        case .owner: t("Responsable", "Owner")
        case .supplier: t("Fournisseur", "Supplier")
        case .volume: t("Données (Go)", "Data (GB)")
        case .recoveryTime: t("DMIA (h)", "RTO (h)")
        case .recoveryPoint: t("PDMA (h)", "RPO (h)")
        case .tolerablePeriod: t("Durée tolérable (h)", "Tolerable period (h)")
        case .needs: t("Dépend de", "Depends on")
        case .needsData: t("A besoin des données de", "Needs data from")
        case .degradedWithout: t("Moins bien sans", "Degraded without")
        }
    }

    /// Folded, the surest first: where a table has both «Nom» and «Service», the name is in the first.
    private var names: [String] {
        switch self {
        case .code: ["code", "identifiant", "reference", "ref", "id", "trigramme"]
        case .name:
            [
                "nom", "name", "libelle", "intitule", "designation", "nom de l'application", "nom du service",
                "nom de l'element", "nom application", "element", "application", "applications", "logiciel", "brique",
                "brique applicative", "service numerique", "service", "services", "activite", "processus", "composant",
            ]
        case .layer: ["etage", "layer", "couche", "niveau"]
        case .kind: ["nature", "type", "kind", "categorie", "famille", "type d'application", "type d'actif"]
        case .careClass:
            [
                "classe de soins", "care class", "criticite", "criticite metier", "niveau de criticite", "criticality",
                "classe de criticite", "priorite", "classe",
            ]
        case .description:
            [
                "description", "a quoi il sert", "finalite", "fonction", "role", "commentaire", "commentaires",
                "observations",
            ]
        case .owner:
            [
                "responsable", "owner", "referent", "proprietaire", "responsable metier", "referent metier",
                "proprietaire metier", "responsable applicatif", "pilote",
            ]
        case .supplier: ["fournisseur", "supplier", "editeur", "prestataire", "mainteneur", "hebergeur", "vendor"]
        case .volume: ["donnees", "data", "volume", "volumetrie", "volume de donnees", "taille"]
        case .recoveryTime:
            [
                "dmia", "dima", "rto", "duree maximale d'interruption admissible",
                "duree d'interruption maximale admissible", "delai maximal d'interruption admissible",
                "delai de reprise", "recovery time objective",
            ]
        case .recoveryPoint:
            [
                "pdma", "rpo", "prd", "perte de donnees maximale admissible", "perte de donnees admissible",
                "recovery point objective",
            ]
        case .tolerablePeriod:
            ["duree tolerable", "tolerable period", "mtpd", "dmt", "duree maximale tolerable"]
        case .needs:
            [
                "depend de", "depends on", "dependances", "dependance", "a besoin de", "besoin de", "necessite",
                "prerequis", "s'appuie sur", "dependencies",
            ]
        case .needsData:
            ["a besoin des donnees de", "needs data from", "donnees de", "flux entrants", "flux entrant"]
        case .degradedWithout:
            ["moins bien sans", "degraded without", "fonctionne moins bien sans", "degrade sans"]
        }
    }

    /// The head of a column: its words, without what stands in brackets, which says the unit.
    struct Head: Sendable, Hashable {
        let words: [String]
        let unit: Hours.Unit

        init(_ text: String) {
            let plain = folded(text).replacing("*", with: "").replacing(":", with: "").trimmedWords
            var outside = ""
            var inside = ""
            var depth = 0
            for character in plain {
                if character == "(" || character == "[" { depth += 1 }
                if depth > 0 { inside.append(character) } else { outside.append(character) }
                if (character == ")" || character == "]") && depth > 0 { depth -= 1 }
            }
            let whole = outside.trimmedWords
            words = [whole] + whole.split(separator: "/").map { String($0).trimmedWords }
            let letters = inside.filter(\.isLetter)
            unit = letters.hasPrefix("j") || letters.hasPrefix("d") ? .days : letters.hasPrefix("m") ? .minutes : .hours
        }
    }

    /// Where each column stands in this head; a column named twice counts once.
    static func places(in heads: [Head]) -> [MapColumn: Int] {
        var places: [MapColumn: Int] = [:]
        var taken: Set<Int> = []
        // First the columns whose whole head is known, then those of which a part is: «Éditeur / Fournisseur».
        for part in [0..<1, 1..<8] {
            for column in allCases where places[column] == nil {
                search: for name in column.names {
                    for (index, head) in heads.enumerated() where !taken.contains(index) {
                        let words = head.words.indices.clamped(to: part).map { head.words[$0] }
                        guard words.contains(name) else { continue }
                        places[column] = index
                        taken.insert(index)
                        break search
                    }
                }
            }
        }
        return places
    }
}

extension String {
    /// One space between words, none at the ends.
    var trimmedWords: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
