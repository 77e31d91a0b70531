// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

/// Why a proof of the right kind does not count, in a sentence without its first capital and its full stop.
extension ReadingWords {
    /// "le niveau relevé est 2, il faut 3 au moins".
    public func sentence(_ reason: ConditionReading.Reason, _ condition: ProofCondition) -> String {
        switch reason {
        case .fact(let wanted, let found): factSentence(wanted, found)
        case .tooOld(let obtained, let since): ageSentence(obtained, since, condition)
        case .tooLate(let obtained, let until):
            t(
                "obtenue le \(day(obtained)), il fallait au plus tard le \(day(until))",
                "obtained on \(day(obtained)), it had to be by \(day(until))")
        case .expired(let end): t("sa validité a pris fin le \(day(end))", "its validity ended on \(day(end))")
        case .notYet(let date):
            t(
                "elle est datée du \(day(date)), un jour qui n’est pas encore venu",
                "it is dated \(day(date)), a day still to come")
        case .spacing(let found, let wanted, let days): spacingSentence(found, wanted, days, condition)
        }
    }

    private func ageSentence(_ obtained: CalendarDay, _ since: CalendarDay, _ condition: ProofCondition) -> String {
        if let within = condition.within, condition.since != since {
            let length = DeadlineSentence.length(within, t)
            return t(
                "obtenue le \(day(obtained)), il faut moins de \(length) à la déclaration, soit depuis le \(day(since))",
                "obtained on \(day(obtained)), it must be less than \(length) old when declared, that is since \(day(since))"
            )
        }
        return t(
            "obtenue le \(day(obtained)), il la faut obtenue ou revue depuis le \(day(since))",
            "obtained on \(day(obtained)), it must be obtained or reviewed since \(day(since))")
    }

    private func factSentence(_ wanted: FactCondition, _ found: FactCondition.Value?) -> String {
        let name = FactWords.title(wanted.name, t)
        switch wanted.value {
        case .number:
            let target = FactWords.target(wanted, t)
            guard let found else {
                return t(
                    "la fiche ne précise pas \(name), il faut \(target)",
                    "the record does not give \(name), \(target) is needed")
            }
            let value = FactWords.value(found, of: wanted.name, t)
            return t(
                "\(FactWords.measured(wanted.name, t)) est \(value), il faut \(target)",
                "\(FactWords.measured(wanted.name, t)) is \(value), \(target) is needed")
        case .text, .flag:
            let target = FactWords.words(wanted, t).text
            guard let found else {
                return t(
                    "la fiche ne précise pas \(name), il faut «\u{00A0}\(target)\u{00A0}»",
                    "the record does not give \(name), “\(target)” is needed")
            }
            let value = FactWords.words(FactCondition(name: wanted.name, value: found), t).text
            return t(
                "elle est enregistrée «\u{00A0}\(value)\u{00A0}», il faut «\u{00A0}\(target)\u{00A0}»",
                "it is recorded “\(value)”, “\(target)” is needed")
        }
    }

    private func spacingSentence(_ found: Int, _ wanted: Int, _ days: Int?, _ condition: ProofCondition) -> String {
        guard let spacing = condition.spacing else { return t("le relevé est seul", "the measurement is alone") }
        let range = self.range(spacing)
        guard let days else {
            return t(
                "c’est le premier relevé, il en faut \(t.number(wanted)), espacés de \(range)",
                "it is the first measurement, \(t.number(wanted)) are needed, \(range) apart")
        }
        let distance = t.count(days, ("jour", "jours"), ("day", "days"))
        let isRight = Double(days) >= spacing.from.approximateDays && Double(days) <= spacing.to.approximateDays
        if found > 1 {
            return t(
                "la série compte \(t.number(found)) relevés bien espacés, il en faut \(t.number(wanted))",
                "the series has \(t.number(found)) well spaced measurements, \(t.number(wanted)) are needed")
        }
        if isRight {
            return t("le relevé qui le précède n’est plus valable", "the measurement before it is no longer valid")
        }
        return t(
            "les deux relevés sont espacés de \(distance)\u{00A0}; il faut de \(range)",
            "the two measurements are \(distance) apart; \(range) is needed")
    }

    /// "45 à 60 jours", "1 mois à 60 jours".
    private func range(_ spacing: ProofCondition.Spacing) -> String {
        let to = DeadlineSentence.length(spacing.to, t)
        let isInDays = [spacing.from, spacing.to].allSatisfy { $0.years == 0 && $0.months == 0 }
        let from = isInDays ? t.number(spacing.from.days) : DeadlineSentence.length(spacing.from, t)
        return t("\(from) à \(to)", "\(from) to \(to)")
    }

    private func day(_ day: CalendarDay) -> String { DeadlineSentence.date(day, t) }
}
