// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives
import Site

/// An inventory as a CSV table: `nom` is needed; `systeme`, `obsolete`, `edr`, `chiffrement`, `admin_local` and `age` are
/// taken where they are. Yes and no in French or English, or 1 and 0; anything else is unknown.
enum InventoryFile {
    static let most = 50_000

    static func read(_ source: ByteSource, on day: Day) throws -> [(name: String, machine: Inventory)] {
        var reader = try CSVReader(source)
        guard let first = try reader.next() else { throw SupervisionError.badInventory }
        let header = CSVHeader(names: first.cells.map { folded($0) })
        func column(_ names: [String]) -> Int? { names.lazy.compactMap { header.column($0) }.first }
        guard let name = column(["nom", "name", "machine", "poste", "hostname", "computer"]) else {
            throw SupervisionError.badInventory
        }
        let system = column(["systeme", "os", "system"])
        let obsolete = column(["obsolete"])
        let edr = column(["edr"])
        let encrypted = column(["chiffrement", "chiffre", "encryption", "encrypted", "bitlocker"])
        let admin = column(["admin_local", "admin local", "local_admin", "administrateur"])
        let age = column(["age", "age_ans", "annees"])
        var machines: [String: (String, Inventory)] = [:]
        while let record = try reader.next() {
            let host = Examination.hostName(record[name])
            guard !host.isEmpty else { continue }
            guard machines.count < most else { throw SupervisionError.badInventory }
            var machine = Inventory(on: day)
            machine.system = system.map { DetailText.cut(record[$0], 150).trimmed } ?? ""
            machine.isObsolete = obsolete.flatMap { flag(record[$0]) }
            machine.hasEDR = edr.flatMap { flag(record[$0]) }
            machine.isEncrypted = encrypted.flatMap { flag(record[$0]) }
            machine.hasLocalAdmin = admin.flatMap { flag(record[$0]) }
            machine.ageYears = age.flatMap { Int(record[$0].trimmed) }.flatMap { (0...60).contains($0) ? $0 : nil }
            machines[Examination.hostKey(host)] = (host, machine)
        }
        guard !machines.isEmpty else { throw SupervisionError.badInventory }
        return machines.sorted { $0.key < $1.key }.map { ($0.value.0, $0.value.1) }
    }

    private static func flag(_ text: String) -> Bool? {
        switch folded(text.trimmed) {
        case "oui", "yes", "vrai", "true", "1", "x", "o", "y": true
        case "non", "no", "faux", "false", "0", "n": false
        default: nil
        }
    }
}
