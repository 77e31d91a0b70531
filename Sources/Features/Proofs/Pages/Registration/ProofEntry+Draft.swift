// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Organisations
import Primitives
import Site

extension ProofEntry {
    /// The draft that was meant; what cannot be read is said beside its field, and the draft is then not complete.
    func draft(_ kind: ProofKind, today: Day, _ t: Language) -> (draft: ProofDraft?, errors: FormErrors) {
        var errors = FormErrors()
        errors.require(title, Name.title, limit: ProofDraft.titleLimit, in: t)
        errors.bound(note, Name.note, limit: ProofDraft.noteLimit, in: t)
        let obtained = day(obtainedOn, Name.obtained, isRequired: true, t, &errors)
        if let obtained, obtained > today { errors.add(ProofError.dateInFuture.message(t), to: Name.obtained) }
        let end = end(from: obtained, t, &errors)
        let chosen = holders.compactMap { Organisation.ID($0) }.sorted { $0.text < $1.text }
        if chosen.isEmpty { errors.add(ProofError.noOrganisation.message(t), to: Name.holders) }
        let facts = facts(kind, t, &errors)
        guard errors.isEmpty, let obtained else { return (nil, errors) }
        return (
            ProofDraft(
                kind: kind.id, title: title, note: note, facts: facts, obtainedOn: obtained, validUntil: end,
                holders: chosen), errors
        )
    }

    private func day(_ text: String, _ name: String, isRequired: Bool, _ t: Language, _ errors: inout FormErrors)
        -> Day?
    {
        if text.isEmpty {
            if isRequired {
                errors.add(
                    t(
                        "Indiquez le jour où la preuve a été obtenue, signée ou revue.",
                        "Give the day on which the proof was obtained, signed or reviewed."), to: name)
            }
            return nil
        }
        guard let day = Day(text: text) else {
            errors.add(t("Écrivez une date qui existe.", "Write a date that exists."), to: name)
            return nil
        }
        return day
    }

    /// Either a day or a number of months, never both.
    private func end(from obtained: Day?, _ t: Language, _ errors: inout FormErrors) -> Day? {
        if !until.isEmpty, !months.isEmpty {
            errors.add(
                t("Donnez une date de fin ou une durée, pas les deux.", "Give an end or a duration, not both."),
                to: Name.months)
            return nil
        }
        guard months.isEmpty else {
            guard let count = Int(months), (1...240).contains(count), let period = Period(months: count) else {
                errors.add(
                    t("Écrivez un nombre de mois entre 1 et 240.", "Write a number of months between 1 and 240."),
                    to: Name.months)
                return nil
            }
            return obtained.flatMap { CalendarDay($0)?.adding(period)?.civil }
        }
        let end = day(until, Name.until, isRequired: false, t, &errors)
        if let end, let obtained, end < obtained {
            errors.add(ProofError.validityBeforeDate.message(t), to: Name.until)
        }
        return end
    }

    /// Facts left empty are left out: a document may say nothing of them.
    private func facts(_ kind: ProofKind, _ t: Language, _ errors: inout FormErrors) -> [String: FactCondition.Value] {
        var values: [String: FactCondition.Value] = [:]
        for field in kind.facts {
            let typed = facts[field.name] ?? ""
            switch field.form {
            case .word:
                let other = otherWords[field.name] ?? ""
                errors.bound(other, Name.otherWord(field.name), limit: 120, in: t)
                errors.bound(typed, Name.fact(field.name), limit: 120, in: t)
                if !other.isEmpty || !typed.isEmpty { values[field.name] = .text(other.isEmpty ? typed : other) }
            case .share where !typed.isEmpty:
                if let number = Self.number(typed), (0...100).contains(number) {
                    values[field.name] = .number(number / 100)
                } else {
                    errors.add(
                        t("Écrivez un nombre de 0 à 100.", "Write a number from 0 to 100."), to: Name.fact(field.name))
                }
            case .level(let range) where !typed.isEmpty:
                if let level = Int(typed), range.contains(level) {
                    values[field.name] = .number(Double(level))
                } else {
                    errors.add(
                        t("Choisissez un niveau de la liste.", "Choose a level of the list."), to: Name.fact(field.name)
                    )
                }
            case .number where !typed.isEmpty:
                if let number = Self.number(typed) {
                    values[field.name] = .number(number)
                } else {
                    errors.add(t("Écrivez un nombre.", "Write a number."), to: Name.fact(field.name))
                }
            case .share, .level, .number: continue
            }
        }
        return values
    }

    /// "87,5 %", "87.5", "1 200".
    static func number(_ text: String) -> Double? {
        let plain = text.filter { !$0.isWhitespace && $0 != "%" }.replacing(",", with: ".").replacing(
            "\u{2212}", with: "-")
        guard (1...15).contains(plain.utf8.count),
            plain.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }),
            let number = Double(plain), number.isFinite
        else { return nil }
        return number
    }
}

extension ProofError {
    /// The field beside which it is told.
    var field: String {
        switch self {
        case .titleMissing, .tooLong: ProofEntry.Name.title
        case .dateInFuture: ProofEntry.Name.obtained
        case .validityBeforeDate: ProofEntry.Name.until
        case .noOrganisation, .organisationOutside: ProofEntry.Name.holders
        default: ProofEntry.Name.file
        }
    }
}
