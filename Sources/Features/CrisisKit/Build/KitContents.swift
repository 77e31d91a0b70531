// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Primitives
import Site

/// What a kit will hold, before it is written: the documents of every feature, each with its neutral name. Names of files
/// can be read without the passphrase: they are numbers, and the words stand inside.
struct KitContents: Sendable {
    struct Item: Sendable {
        let document: KitDocument
        /// "01", "02"…, in the order of the chapters.
        let number: String

        var page: String { "pages/\(number).html" }
        var sheet: String { "pdf/\(number).pdf" }

        /// The tables of this document.
        var tables: [(path: String, table: KitDocument.Table)] {
            document.tables.enumerated().map { index, table in
                ("tables/\(number)-\(index + 1).csv", table)
            }
        }
    }

    let organisation: Organisation
    /// The names above, from the root.
    let above: [String]
    let madeAt: String
    let madeOn: Day
    let madeBy: String
    let validUntil: Day?
    let fingerprint: KitFingerprint
    let language: Language
    let items: [Item]
    /// What could not be put in, in words.
    var missing: [String]
    var hasDatabase = false
    /// Paths of the PDFs that were made.
    var prints: Set<String> = []

    static let printPath = "pdf/00.pdf"

    var chapters: [(chapter: KitDocument.Chapter, items: [Item])] {
        KitDocument.Chapter.allCases.compactMap { chapter in
            let own = items.filter { $0.document.chapter == chapter }
            return own.isEmpty ? nil : (chapter, own)
        }
    }

    /// Numbered in the order in which they are read.
    static func numbered(_ documents: [KitDocument]) -> [Item] {
        let sorted = KitDocument.Chapter.allCases.flatMap { chapter in documents.filter { $0.chapter == chapter } }
        return sorted.enumerated().map { index, document in
            Item(document: document, number: index < 9 ? "0\(index + 1)" : String(index + 1))
        }
    }

    func validity(_ t: Language) -> String {
        guard let validUntil else {
            return t("Durée de validité\u{00A0}: non choisie.", "Validity: not chosen.")
        }
        return t("À refaire après le \(t.date(validUntil)).", "To be made again after \(t.date(validUntil)).")
    }
}

extension KitDocument.Chapter {
    var title: Phrase {
        switch self {
        case .people: Phrase("Qui appeler, qui décide", "Who to call, who decides")
        case .firstHours: Phrase("Les premières heures", "The first hours")
        case .restart: Phrase("Redémarrer", "Restart")
        case .care: Phrase("Soigner sans informatique", "Care without computers")
        case .map: Phrase("Ce qui dépend de quoi", "What depends on what")
        case .sheets: Phrase("Feuilles à remplir", "Sheets to fill in")
        }
    }
}
