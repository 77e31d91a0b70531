// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives
import Site

/// The answers of a scale in one column: the title of each level, then the two answers that are no level. Written so
/// that no two are the same, and read back whatever the language.
struct LevelWords: Sendable {
    /// By value of the level, in the order of the scale.
    let levels: [(value: Int, word: String)]
    private let values: [String: Int]

    init(_ scale: Scale) {
        var titles: [String: Int] = [:]
        for level in scale.levels { titles[folded(level.title), default: 0] += 1 }
        var values: [String: Int] = [:]
        levels = scale.levels.map { level in
            let title = level.title.trimmed
            // A title that is a number would be read as the value of a level, and one that is a status as that status.
            let isClear =
                titles[folded(level.title)] == 1 && !title.isEmpty && Int(title) == nil && Self.status(title) == nil
            var word = isClear ? title : "\(level.value) – \(title)"
            if values[folded(word)] != nil { word = String(level.value) }
            values[folded(word)] = level.value
            return (level.value, word)
        }
        self.values = values
    }

    /// What a cell of answers may hold.
    func choices(_ t: Language) -> [String] {
        levels.map(\.word) + [Self.word(.notApplicable, t), Self.word(.open, t)]
    }

    func word(_ answer: Answer, _ t: Language) -> String {
        guard answer.status == .answered, let level = answer.level else {
            return Self.word(answer.status == .answered ? .open : answer.status, t)
        }
        return word(level)
    }

    func word(_ level: Int) -> String { levels.first { $0.value == level }?.word ?? String(level) }

    func value(of word: String) -> Int? { values[folded(word)] }

    private static func word(_ status: Answer.Status, _ t: Language) -> String {
        status == .notApplicable ? t("Sans objet", "Not applicable") : t("Sans réponse", "Not answered")
    }

    /// The status that a word says; nil for a word of the scale.
    static func status(_ text: String) -> Answer.Status? {
        switch folded(text) {
        case "repondu", "repondue", "answered": .answered
        case "sans objet", "non applicable", "notapplicable", "not applicable": .notApplicable
        case "sans reponse", "open", "not answered": .open
        default: nil
        }
    }
}
