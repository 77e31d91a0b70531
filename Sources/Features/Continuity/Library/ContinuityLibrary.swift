// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Embedded
import Yams

/// What the binary carries for this room: reflex sheets to adapt, and what really happened elsewhere.
enum ContinuityLibrary {
    static let sheetsFile = "continuity/fiches-reflexes.yaml"
    static let outagesFile = "continuity/reperes.yaml"

    /// Read once. A test reads the same files and fails on any fault; should one slip through all the same, the pages offer
    /// nothing to choose from and work otherwise.
    static let sheets: [SheetModel] = (try? readSheets()) ?? []
    static let outages: [Outage] = (try? readOutages()) ?? []

    static func sheet(_ code: String) -> SheetModel? { sheets.first { $0.code == code } }

    static func readSheets() throws -> [SheetModel] { try decode(SheetFile.self, sheetsFile).sheets }

    static func readOutages() throws -> [Outage] { try decode(OutageFile.self, outagesFile).outages }

    private struct SheetFile: Decodable {
        let sheets: [SheetModel]
    }

    private struct OutageFile: Decodable {
        let outages: [Outage]
    }

    struct Missing: Error {
        let name: String
    }

    private static func decode<File: Decodable>(_ type: File.Type, _ name: String) throws -> File {
        guard let file = EmbeddedFile.named(name) else { throw Missing(name: name) }
        return try YAMLDecoder().decode(type, from: String(decoding: file.bytes, as: UTF8.self))
    }
}

/// A reflex sheet of the library.
struct SheetModel: Sendable, Hashable, Decodable {
    enum Group: String, Sendable, Hashable, CaseIterable, Decodable {
        case decide
        case care
        case recover
    }

    /// Letters, digits and dashes; in the address.
    let code: String
    let group: Group
    let title: String
    let audience: String
    let trigger: String
    let steps: [String]
    let avoid: [String]
    let call: [String]

    var draft: ReflexSheetDraft {
        ReflexSheetDraft(
            title: title, audience: audience, trigger: trigger, steps: steps.joined(separator: "\n"),
            avoid: avoid.joined(separator: "\n"), call: call.joined(separator: "\n"))
    }
}

/// An outage that a hospital lived through, as public sources tell it.
struct Outage: Sendable, Hashable, Decodable {
    struct Fact: Sendable, Hashable, Decodable {
        /// Hours since it began.
        let after: Double
        let text: String
    }

    let place: String
    let began: String
    let facts: [Fact]
    let lesson: String
    let source: String
}
