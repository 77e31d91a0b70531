// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Days and months as a calendar names them.
extension Language {
    /// "décembre 2026".
    func month(_ month: Month) -> String {
        // The day's own words without the day: "1er décembre 2026", "1 December 2026".
        let words = date(month.first).split(separator: "\u{00A0}", maxSplits: 1)
        return words.count == 2 ? String(words[1]) : month.text
    }

    /// From Monday.
    var weekdays: [String] {
        self == .french
            ? ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
            : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    }
}
