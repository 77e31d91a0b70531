// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Foundation
import LegalClocks
import Primitives

/// What goes to the level above: no name, no day, and no group of fewer than three.
enum ObservatoryFile {
    private static let t = Language.french

    /// One line for each year, kind and class of establishment.
    static func csv(_ observation: Observation) -> [UInt8] {
        var file = CSVWriter(.frenchExcel)
        file.write([
            "annee", "nature", "categorie", "incidents", "detecter_heures", "decider_heures", "signaler_heures",
            "retablir_heures",
        ])
        for (key, incidents) in groups(observation) {
            file.write(
                [
                    String(key.year), key.kind.map { CrisisWords.kind($0)(t) } ?? "non précisée", key.name,
                    observation.shown(incidents.count).map(String.init) ?? "moins de 3",
                ]
                    + Observation.Measure.allCases.map { measure in
                        observation.delay(measure, of: incidents).map { t.decimal($0.median, 1) } ?? ""
                    })
        }
        return file.bytes
    }

    private struct Key: Hashable {
        let year: Int
        let kind: IncidentKind?
        let name: String
    }

    private static func groups(_ observation: Observation) -> [(Key, [ObservedIncident])] {
        Dictionary(grouping: observation.incidents) {
            Key(year: $0.month.year, kind: $0.kind, name: $0.establishmentClass)
        }.sorted {
            ($1.key.year, $0.key.kind?.rawValue ?? "~", $0.key.name)
                < ($0.key.year, $1.key.kind?.rawValue ?? "~", $1.key.name)
        }
    }

    // MARK: STIX

    private struct Bundle: Encodable {
        let type = "bundle"
        let id: String
        let objects: [Object]
    }

    /// STIX 2.1 §4.6: an incident is a name and a description; the rest says no more than its labels.
    private struct Object: Encodable {
        let type = "incident"
        let specVersion = "2.1"
        let id: String
        let created: String
        let modified: String
        let name: String
        let description: String
        let labels: [String]
        let lang = "fr"

        enum CodingKeys: String, CodingKey {
            case type, id, created, modified, name, description, labels, lang
            case specVersion = "spec_version"
        }
    }

    /// One object for each incident of a group of three or more; its identifier is drawn anew, so that two exports cannot be
    /// joined, and its date is that of the export.
    static func stix(_ observation: Observation, at now: Instant) throws -> [UInt8] {
        var objects: [Object] = []
        for (key, incidents) in groups(observation) where observation.shown(incidents.count) != nil {
            let kind = key.kind.map { CrisisWords.kind($0)(t) } ?? "Nature non précisée"
            for incident in incidents {
                let severity = incident.severity.map { $0.title(t) } ?? "Gravité non dite"
                objects.append(
                    Object(
                        id: "incident--\(random())", created: now.text, modified: now.text,
                        name: "\(kind), \(key.year)",
                        description: "\(key.name). \(severity).",
                        labels: [
                            key.kind?.rawValue ?? "unknown", String(key.year), incident.severity?.rawValue ?? "unknown",
                        ]))
            }
        }
        // Drawn identifiers sort them: no order of time is left.
        objects.sort { $0.id < $1.id }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return Array(try encoder.encode(Bundle(id: "bundle--\(random())", objects: objects)))
    }

    /// RFC 9562 version 4.
    private static func random() -> String { UUID().uuidString.lowercased() }
}
