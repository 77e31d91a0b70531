// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives
import Site

/// The director's page in sentences.
enum DirectorWords {
    /// The one sentence on top: where we are, and what comes first.
    static func lead(_ sheet: DirectorSheet, _ t: Language) -> String {
        let judged = sheet.figures.compactMap(\.meetsTarget)
        let met = judged.count { $0 }
        let day = t.date(sheet.day)
        var text: String
        switch (met, judged.count) {
        case (_, 0):
            text = t("Au \(day), aucun chiffre n’est encore mesuré.", "On \(day), no figure is measured yet.")
        case (let met, let all) where met == all:
            text = t(
                "Au \(day), tous les chiffres suivis sont à leur cible.",
                "On \(day), every figure that is followed is at its target.")
        case (0, _):
            text = t(
                "Au \(day), aucun des chiffres suivis n’est à sa cible.",
                "On \(day), none of the figures is at its target.")
        default:
            let (french, english) =
                met == 1 ? ("est à sa cible", "is at its target") : ("sont à leur cible", "are at their target")
            let (some, all) = (t.number(met), t.number(judged.count))
            text = t(
                "Au \(day), \(some) des \(all) chiffres suivis \(french).",
                "On \(day), \(some) of the \(all) figures \(english).")
        }
        let worse = sheet.changes.count { !$0.isBetter }
        let better = sheet.changes.count - worse
        guard !sheet.changes.isEmpty else { return text }
        text += t(
            " Depuis \(start(sheet.since, t)), \(moved(better, worse, t)).",
            " Since \(start(sheet.since, t)), \(moved(better, worse, t)).")
        return text
    }

    private static func moved(_ better: Int, _ worse: Int, _ t: Language) -> String {
        let up = t("\(t.number(better)) en progrès", "\(t.number(better)) better")
        let down = t("\(t.number(worse)) en recul", "\(t.number(worse)) worse")
        if worse == 0 { return up }
        return better == 0 ? down : "\(up), \(down)"
    }

    /// "votre lecture du 3 novembre 2026", "le relevé du 20 octobre 2026".
    static func start(_ since: DirectorSheet.Since, _ t: Language) -> String {
        switch since {
        case .reading(let day):
            t("votre lecture du \(t.date(day))", "you read this page on \(t.date(day))")
        case .month(let day): t("le relevé du \(t.date(day))", "the measures of \(t.date(day))")
        case .nothing: ""
        }
    }

    static func changesTitle(_ since: DirectorSheet.Since, _ t: Language) -> String {
        since == .nothing
            ? t("Ce qui a changé", "What changed")
            : t("Ce qui a changé depuis \(start(since, t))", "What changed since \(start(since, t))")
    }

    static func noChange(_ since: DirectorSheet.Since, _ t: Language) -> String {
        since == .nothing
            ? t(
                "Les premiers relevés datent de moins d’un mois\u{00A0}: la comparaison viendra avec le temps.",
                "The first measures are less than a month old: the comparison will come with time.")
            : t("Rien n’a bougé.", "Nothing moved.")
    }

    /// "de 1,7 % à 1,9 %".
    static func change(_ change: DirectorSheet.Change, _ t: Language) -> String {
        let before = IndicatorWords.value(change.before, change.unit, t)
        let now = IndicatorWords.value(change.now, change.unit, t)
        return t("de \(before) à \(now)", "from \(before) to \(now)")
    }

    static func badge(_ change: DirectorSheet.Change, _ t: Language) -> StateBadge {
        change.isBetter
            ? StateBadge(.proven, t("En progrès", "Better")) : StateBadge(.missing, t("En recul", "Worse"))
    }

    /// "+0,2 point depuis la dernière fois."
    static func trendSentence(_ one: FollowedIndicator, _ since: DirectorSheet.Since, _ t: Language) -> String {
        let words = trend(one, since, t)
        guard !words.isEmpty else { return "" }
        return AppointmentsPage.capitalised(words) + t(" depuis la dernière fois.", " since last time.")
    }

    /// How a figure moved since the day that changes are counted from.
    static func trend(_ one: FollowedIndicator, _ since: DirectorSheet.Since, _ t: Language) -> String {
        let start: Day
        switch since {
        case .reading(let day), .month(let day): start = day
        case .nothing: return ""
        }
        guard let now = one.indicator.value, let before = one.value(on: start)?.value else { return "" }
        let unit = one.indicator.unit
        if IndicatorWords.value(before, unit, .french) == IndicatorWords.value(now, unit, .french) {
            return t("stable", "stable")
        }
        return unit == .flag
            ? t(
                "c’était «\u{00A0}\(IndicatorWords.value(before, unit, t).lowercased())\u{00A0}»",
                "was “\(IndicatorWords.value(before, unit, t).lowercased())”")
            : IndicatorWords.difference(from: before, to: now, unit, t)
    }
}
