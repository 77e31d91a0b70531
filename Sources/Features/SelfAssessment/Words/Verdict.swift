// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives

/// What a score means, in words: the same thresholds for the sentence and for the line above the figure.
///
/// The bands are those of MonServiceSécurisé's "indice cyber" (one point each), with our own words.
enum Verdict {
    static func words(_ index: Double?, _ t: Language) -> String {
        guard let index else { return t("rien n’est encore mesuré", "nothing is measured yet") }
        return switch index {
        case ..<1: t("presque tout reste à faire", "nearly everything remains to be done")
        case ..<2: t("les bases manquent encore", "the basics are still missing")
        case ..<3: t("les bases sont posées, avec des trous", "the basics are laid, with gaps")
        case ..<4: t("l’ensemble est solide", "the whole is solid")
        default: t("l’ensemble est très solide", "the whole is very solid")
        }
    }

    static func tone(_ index: Double?) -> Tone {
        guard let index else { return .neutral }
        return index < 2 ? .bad : index < 3 ? .warn : .good
    }

    static func index(_ index: Double?, _ t: Language) -> String {
        index.map { t("\(t.decimal($0)) sur 5", "\(t.decimal($0)) out of 5") } ?? "–"
    }

    /// "2,4 / 5", short enough for the large figure and never broken over two lines.
    static func figure(_ index: Double?, _ t: Language) -> String {
        index.map { "\(t.decimal($0))\u{00A0}/\u{00A0}5" } ?? "–"
    }

    /// "Il reste 31 jours avant l’échéance.", or how late it is.
    static func due(_ day: Day, today: Day, _ t: Language) -> String {
        let left = today.days(until: day)
        if left == 0 { return t("L’échéance est aujourd’hui.", "It is due today.") }
        let days = t.count(abs(left), ("jour", "jours"), ("day", "days"))
        return left < 0
            ? t("L’échéance est passée depuis \(days).", "It was due \(days) ago.")
            : t("Il reste \(days) avant l’échéance.", "\(days) left until it is due.")
    }

    static func tone(of due: Day, today: Day) -> Tone {
        let left = today.days(until: due)
        return left < 0 ? .bad : left <= 14 ? .warn : .neutral
    }
}
