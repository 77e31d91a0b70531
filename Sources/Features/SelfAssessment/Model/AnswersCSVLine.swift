// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Documents
import Identity
import Primitives
import Site

/// One line of a table of answers, against the answer that is there.
struct AnswersCSVLine {
    private let context: AnswersCSV.Context
    private let words: LevelWords
    /// Where each column of `AnswersCSV.columns` stands.
    let places: [String: Int]

    init(header: CSVHeader, context: AnswersCSV.Context) {
        self.context = context
        words = LevelWords(context.framework.scale)
        var places: [String: Int] = [:]
        for name in AnswersCSV.columns {
            let names = [name] + (Self.otherNames[name] ?? [])
            places[name] = names.lazy.compactMap { header.column($0) }.first
        }
        self.places = places
    }

    /// How the workbook calls them, in both languages; case, accents and spaces aside.
    private static let otherNames = [
        "titre": ["exigence", "requirement"], "statut": ["status"], "niveau": ["level"], "commentaire": ["comment"],
        "cible": ["target"], "cible_le": ["echeance", "due"], "a_revoir": ["to review"],
        "responsable": ["confie a", "entrusted to"],
    ]

    func code(_ record: CSVRecord) -> String { cell("code", record)?.trimmed ?? "" }

    /// Nil when a column is not in the table.
    private func cell(_ name: String, _ record: CSVRecord) -> String? { places[name].map { record[$0] } }

    /// What the line changes; nil when it says what is there already.
    func change(_ record: CSVRecord, code: String) throws(AnswersImport.Reason) -> AnswersImport.Accepted? {
        guard !code.isEmpty else { throw .codeMissing }
        guard context.asked.contains(code), let requirement = context.framework.requirement(code) else {
            throw .unknownCode
        }
        let before = context.answers[code] ?? .blank(code)
        var edit = AnswerEdit(before)
        if let text = cell("commentaire", record) { edit.comment = Self.comment(text, keeping: before.comment) }
        try readResponse(record, into: &edit)
        if let text = cell("cible", record)?.trimmed {
            edit.target = try text.isEmpty ? nil : level(text, otherwise: .target(Self.cut(text)))
        }
        if let text = cell("cible_le", record)?.trimmed { edit.targetOn = try text.isEmpty ? nil : Self.day(text) }
        if let text = cell("a_revoir", record)?.trimmed { edit.isToReview = try Self.flag(text) }
        if let text = cell("responsable", record)?.trimmed { edit.responsible = try person(text, before) }

        do throws(AssessmentError) {
            edit = try edit.checked(code, in: context.framework)
        } catch {
            throw .rule(error)
        }
        // Compared before the revision is: a table read a second time changes nothing and is no conflict.
        if edit == AnswerEdit(before) { return nil }
        let text = cell("revision", record)?.trimmed ?? ""
        guard let revision = Int(text), revision >= 0 else { throw .revision(Self.cut(text)) }
        guard revision == before.revision else { throw .overtaken(current: before.revision) }
        return AnswersImport.Accepted(line: record.line, requirement: requirement, before: before, edit: edit)
    }

    /// Status and level explain each other: a level alone is an answer.
    private func readResponse(_ record: CSVRecord, into edit: inout AnswerEdit) throws(AnswersImport.Reason) {
        let levelText = cell("niveau", record)?.trimmed
        let statusText = cell("statut", record)?.trimmed
        // The workbook says both in one column.
        if let levelText, statusText?.isEmpty ?? true, let status = LevelWords.status(levelText), status != .answered {
            edit.status = status
            edit.level = nil
            return
        }
        if let levelText {
            edit.level = try levelText.isEmpty ? nil : level(levelText, otherwise: .level(Self.cut(levelText)))
        }
        if let statusText, !statusText.isEmpty {
            guard let status = LevelWords.status(statusText) else { throw .status(Self.cut(statusText)) }
            edit.status = status
        } else if levelText != nil, edit.level != nil || edit.status != .notApplicable || statusText != nil {
            edit.status = edit.level == nil ? .open : .answered
        }
        if edit.status != .answered { edit.level = nil }
    }

    /// The value of a level, or its title.
    private func level(_ text: String, otherwise reason: AnswersImport.Reason) throws(AnswersImport.Reason) -> Int {
        let levels = context.framework.scale.levels
        if let value = words.value(of: text) { return value }
        if let value = Int(text) {
            guard levels.contains(where: { $0.value == value }) else { throw reason }
            return value
        }
        let wanted = folded(text)
        guard let found = levels.first(where: { folded($0.title) == wanted }) else { throw reason }
        return found.value
    }

    private func person(_ name: String, _ before: Answer) throws(AnswersImport.Reason) -> Account.ID? {
        if name.isEmpty { return nil }
        // Who left since is still named: only a change must name somebody who is there.
        if let current = before.responsibleName, folded(current) == folded(name) { return before.responsible }
        guard let person = context.people.person(name) else { throw .person(Self.cut(name)) }
        return person
    }

    private static func flag(_ text: String) throws(AnswersImport.Reason) -> Bool {
        switch folded(text) {
        case "oui", "yes", "vrai", "true", "1", "x": true
        case "", "non", "no", "faux", "false", "0": false
        default: throw .flag(cut(text))
        }
    }

    /// What a message quotes: a cell may be a whole page.
    private static func cut(_ text: String) -> String { text.count <= 60 ? text : text.prefix(59) + "…" }

    /// ISO 8601, or the form that a French spreadsheet makes of it.
    private static func day(_ text: String) throws(AnswersImport.Reason) -> Day {
        if let day = Day(text: text) { return day }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].utf8.count == 4,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2]),
            let found = Day(year: year, month: month, day: day)
        else { throw .date(cut(text)) }
        return found
    }

    /// Spreadsheets and browsers change line ends, people leave spaces: neither is a change. Control characters, which
    /// no page can show, are dropped from what is new.
    private static func comment(_ text: String, keeping current: String) -> String {
        if text == current { return current }
        let clean = normal(text)
        return clean == normal(current) ? current : clean
    }

    private static func normal(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": scalars.append("\n")
            case "\n": if previous != "\r" { scalars.append("\n") }
            case "\t": scalars.append(scalar)
            case _ where scalar.value < 0x20 || [0x7F, 0xFFFE, 0xFFFF].contains(scalar.value): break
            default: scalars.append(scalar)
            }
            previous = scalar
        }
        return String(scalars).trimmed
    }
}
