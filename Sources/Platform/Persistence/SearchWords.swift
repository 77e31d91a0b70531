// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// The condition that a folded column holds every word looked for.
public enum SearchWords {
    /// At most eight words of sixty letters: enough for any sentence, harmless for the engine.
    public static func condition(on column: SQL, _ text: String) -> SQL {
        let words = folded(text.filter { $0 != "\0" }).split(separator: " ").prefix(8)
        guard !words.isEmpty else { return "1 = 1" }
        return SQL.joined(
            words.map { "\(column) LIKE \(SQL.pattern(containing: String($0.prefix(60)))) ESCAPE '!'" },
            separator: " AND ")
    }
}
