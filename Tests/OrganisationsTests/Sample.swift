// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Foundation
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport

let noon = Instant(millisecondsSinceEpoch: 1_795_262_400_000)
let schema = JournalMigrations.all + OrganisationMigrations.all

extension Database {
    /// A change by a person, at noon.
    func change<Value: Sendable>(_ body: @escaping @Sendable (Change) throws -> Value) async throws -> Value {
        try await change(by: Actor(account: "a1", name: "Alice Martin"), at: noon, body)
    }

    func importFINESS(_ text: String) async throws -> ImportReport {
        try await importFINESS(bytes: latin1(text))
    }

    func importFINESS(bytes: [UInt8]) async throws -> ImportReport {
        try await change { change in try FINESSImport.run(.bytes(bytes), in: change) }
    }

    func organisation(_ finess: String) async throws -> Organisation? {
        guard let number = FINESS(finess) else { return nil }
        return try await read { session in try OrganisationStore.organisation(finess: number, in: session) }
    }

    /// The tree as indented text: kind, name, what is marked.
    func outline() async throws -> String {
        try await read { session in
            let rows = try session.all(
                "SELECT lineage, kind, name, is_closed, closed_on, group_role, finess FROM organisation ORDER BY folded_name"
            ) { row throws(DatabaseError) in
                OutlineRow(
                    lineage: try row.text(0), kind: try row.text(1), name: try row.text(2), isClosed: try row.bool(3),
                    closedOn: row.optionalText(4), role: row.optionalText(5), finess: row.optionalText(6))
            }
            return OutlineRow.text(rows, under: nil)
        }
    }
}

struct OutlineRow: Sendable {
    let lineage: String
    let kind: String
    let name: String
    let isClosed: Bool
    let closedOn: String?
    let role: String?
    let finess: String?

    static func text(_ rows: [OutlineRow], under parent: OutlineRow?, depth: Int = 0) -> String {
        let children = rows.filter { row in
            let parts = row.lineage.split(separator: "/")
            return parts.dropLast().map { $0 + "/" }.joined() == (parent?.lineage ?? "")
        }
        return children.map { row in
            var line = String(repeating: "  ", count: depth) + "\(row.kind) \(row.name)"
            if let finess = row.finess { line += " [\(finess)]" }
            if let role = row.role { line += " (\(role))" }
            if row.isClosed { line += " closed \(row.closedOn ?? "")" }
            return line + "\n" + text(rows, under: row, depth: depth + 1)
        }.joined()
    }
}

func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }

/// Lines of the legacy extract, for establishments that do not exist.
enum Extract {
    static let head = "finess;etalab;93;2026-03-11\n"

    static func site(
        _ finess: String, of owner: String, _ name: String, department: String = "38",
        town: String = "38043 GRENOBLE CEDEX 9"
    ) -> String {
        "structureet;\(finess);\(owner);\(name);\(name);;;1;R;DES TILLEULS;;;185;\(department);ISERE;\(town);0400000000;;"
            + "355;Centre Hospitalier (C.H.);1102;Centres Hospitaliers;;8610Z;03;ARS;1;Public;1979-02-13;1979-02-13;"
            + "2020-02-04;\n"
    }

    static func entity(
        _ finess: String, _ name: String, department: String = "38", town: String = "38000 GRENOBLE"
    ) -> String {
        "structureej;\(finess);\(name);\(name);;1;R;DES TILLEULS;;;;185;\(town);\(department);ISERE;0400000000;13;"
            + "Etablissement Public Communal d'Hospitalisation;;;260000000;8610Z;1979-02-13\n"
    }
}
