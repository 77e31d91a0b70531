// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// What an authority answered to a question about a text, kept so that nobody asks it twice.
struct Interpretation: Sendable, Hashable {
    typealias ID = Identifier<Interpretation>

    let id: ID
    let keeper: Keeper
    let question: String
    let answer: String
    /// Who answered, and where: "DNS, réponse au Club RSSI Santé".
    let source: String
    /// Shown as text that can be followed; https only.
    let address: String?
    let givenOn: Day
    let framework: String?
    let requirement: String?
    let author: String
    let isRemoved: Bool
}

struct InterpretationDraft: Sendable, Hashable {
    var question: String
    var answer: String
    var source: String
    var address: String?
    var givenOn: Day
    var framework: String?
    var requirement: String?

    /// An https address with a host and nothing that a link should not carry.
    static func isAddress(_ text: String) -> Bool {
        guard text.hasPrefix("https://"), (9...500).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) })
        else { return false }
        let host = text.dropFirst("https://".count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        // A name before an at sign would let an address show another host than the one it leads to.
        return !host.isEmpty && host.contains(".") && !host.contains("@") && !host.hasPrefix(".")
            && !host.hasSuffix(".")
    }
}
