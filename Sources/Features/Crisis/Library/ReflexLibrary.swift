// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Embedded
import LegalClocks
import Primitives
import Yams

/// What the binary carries for this room: the legal clocks, and the reflex sheets by role.
enum CrisisLibrary {
    static let clocksFile = "crisis/clocks.yaml"
    static let sheetFiles = ["direction", "rssi", "technicien", "soins", "communication", "standard"]

    /// Read once. A test reads the same files and fails on any fault; should one slip through all the same, the pages say that
    /// there is nothing to show and work otherwise.
    static let clocks: [ClockRule] = (try? readClocks()) ?? []
    static let roles: [ReflexRole] = (try? readRoles()) ?? []

    static func sheet(_ code: String) -> (role: ReflexRole, sheet: ReflexSheet)? {
        for role in roles {
            if let sheet = role.sheets.first(where: { $0.code == code }) { return (role, sheet) }
        }
        return nil
    }

    struct Missing: Error {
        let name: String
    }

    static func readClocks() throws -> [ClockRule] {
        guard let file = EmbeddedFile.named(clocksFile) else { throw Missing(name: clocksFile) }
        return try ClockFile.read(file.bytes)
    }

    static func readRoles() throws -> [ReflexRole] {
        try sheetFiles.map { name in
            let path = "crisis/sheets/\(name).yaml"
            guard let file = EmbeddedFile.named(path) else { throw Missing(name: path) }
            return try YAMLDecoder().decode(ReflexRole.self, from: String(decoding: file.bytes, as: UTF8.self))
        }
    }
}

/// Somebody who has things to do.
struct ReflexRole: Sendable, Hashable, Decodable {
    let role: String
    let sheets: [ReflexSheet]
}

/// What one role does in the first hour, day or week. In French: it is read aloud in French hospitals.
struct ReflexSheet: Sendable, Hashable, Decodable {
    enum Period: String, Sendable, Hashable, CaseIterable, Decodable {
        case hour, day, week

        var title: Phrase {
            switch self {
            case .hour: Phrase("La première heure", "The first hour")
            case .day: Phrase("Le premier jour", "The first day")
            case .week: Phrase("La première semaine", "The first week")
            }
        }
    }

    struct Step: Sendable, Hashable, Decodable {
        let code: String
        let text: String
        /// Ticking it is a decision, and the log says so.
        let decides: Bool?
    }

    let code: String
    let when: Period
    let title: String
    let steps: [Step]
}
