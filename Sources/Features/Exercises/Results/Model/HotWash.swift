// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Drills
import Foundation
import Markup
import Primitives

/// The form that everybody fills at once, after the play. Who said what is kept nowhere.
struct HotWash: Sendable, Hashable {
    enum State: String, Sendable, Hashable {
        case unopened, open, closed
    }

    let questions: [HotWashQuestion]
    let state: State
    /// Slips that wait for their answer.
    let waiting: Int
    /// Answers received: those to the question that everybody must answer.
    let received: Int

    /// Of the slips handed out.
    var replyRate: Double? {
        let all = waiting + received
        return all > 0 ? Double(received) / Double(all) : nil
    }
    /// With fewer answers everybody in the room would know who said what.
    static let shownFrom = 3
    var isShown: Bool { received >= Self.shownFrom }
    static let slipsLimit = 200
    static let stateKey = "hotWash.state"
}

struct HotWashQuestion: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// 1 to 4, from « pas du tout » to « tout à fait ».
        case scale
        case text
    }

    let key: String
    let kind: Kind
    let title: String

    /// The one that cannot be left out, and by which answers are counted.
    static let counted = "role"
    static let textLimit = 2000

    /// The house's own statements, then those of the scenario. In the language of those who play: the scenario's.
    static func all(ofScenario own: [String]) -> [HotWashQuestion] {
        let statements = [
            (counted, "Je savais ce que j’avais à faire."),
            ("scenario", "Le scénario était crédible pour mon service."),
            ("information", "L’information est arrivée à ceux qui en avaient besoin."),
            ("vrainuit", "Une vraie nuit de crise, je saurais quoi faire."),
        ].map { HotWashQuestion(key: $0.0, kind: .scale, title: $0.1) }
        let open = [
            ("bien", "Trois choses qui ont bien marché"), ("mieux", "Trois choses à améliorer"),
        ].map { HotWashQuestion(key: $0.0, kind: .text, title: $0.1) }
        let more = own.prefix(10).enumerated().map { index, title in
            HotWashQuestion(key: "q\(index + 1)", kind: .text, title: String(title.prefix(300)))
        }
        return statements + open + more
    }
}

/// What is said to one question, in no order and without anybody's name.
struct HotWashAnswers: Sendable, Hashable {
    let question: HotWashQuestion
    /// How many chose 1, 2, 3, 4.
    let scores: [Int]
    let texts: [String]

    var mean: Double? {
        let total = scores.reduce(0, +)
        guard total > 0 else { return nil }
        return Double(zip(1..., scores).reduce(0) { $0 + $1.0 * $1.1 }) / Double(total)
    }
}

/// The key of a hot wash link: short enough for a slip of paper, used once, known to the database only as a hash.
struct HotWashKey: Sendable, Hashable {
    /// Without vowels, so that no word appears, and without letters that are mistaken for figures.
    private static let letters = Array("BCDFGHJKMNPQRSTVWXZ")
    /// 19 letters, 16 places: 68 bits, far beyond what can be tried through the site.
    private static let length = 16

    let text: String

    static func make(_ entropy: Entropy = .system) -> HotWashKey {
        var text = ""
        while text.count < length {
            // What lies above the last whole round of letters is left out, so that none is likelier.
            for byte in entropy.bytes(32) where byte < 247 && text.count < length {
                text.append(letters[Int(byte) % letters.count])
            }
        }
        return HotWashKey(text: text)
    }

    private init(text: String) { self.text = text }

    /// As typed: in small letters, with or without dashes. Nil for anything else.
    init?(typed: String) {
        guard typed.utf8.count <= 40 else { return nil }
        let kept = typed.uppercased().filter { $0 != "-" && $0 != " " }
        guard kept.count == Self.length, kept.allSatisfy({ Self.letters.contains($0) }) else { return nil }
        text = kept
    }

    /// In groups of four.
    var spoken: String {
        stride(from: 0, to: Self.length, by: 4).map { String(text.dropFirst($0).prefix(4)) }.joined(separator: "-")
    }

    var hash: String {
        let digits = Array("0123456789abcdef".utf8)
        let sum = SHA256.hash(data: Data(("hot-wash:" + text).utf8))
        return String(decoding: sum.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
