// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Documents
import Primitives

/// The answers of an assessment as a table that French spreadsheets open, and that comes back without loss.
///
/// Columns are found by name, in any order; a column that is missing leaves what it would say as it is. `titre` is
/// there for the reader and never read back.
enum AnswersCSV {
    static let columns = [
        "code", "titre", "statut", "niveau", "commentaire", "cible", "cible_le", "a_revoir", "responsable", "revision",
    ]

    /// More than any table of ours has.
    static let maximumColumns = 200

    static func write(_ requirements: [Requirement], _ answer: (String) -> Answer) -> [UInt8] {
        var writer = CSVWriter(.frenchExcel)
        writer.write(columns)
        for requirement in requirements { write(answer(requirement.code), title: requirement.title, to: &writer) }
        return writer.take()
    }

    /// Only the lines that an import would apply, to be sent back by the page that shows them. No spreadsheet opens
    /// this one, and a browser changes line ends: formulas need no guard, and a guard could be misread.
    static func write(_ changes: [AnswersImport.Accepted], people: People) -> [UInt8] {
        var writer = CSVWriter(CSVWriter.Options(separator: UInt8(ascii: ";"), guardsFormulas: false))
        writer.write(columns)
        for change in changes {
            let edit = change.edit
            writer.write([
                change.requirement.code, change.requirement.title, word(edit.status),
                edit.level.map(String.init) ?? "", edit.comment, edit.target.map(String.init) ?? "",
                edit.targetOn?.text ?? "", edit.isToReview ? "oui" : "non",
                edit.responsible == change.before.responsible
                    ? change.before.responsibleName ?? "" : edit.responsible.flatMap { people.name(of: $0) } ?? "",
                String(edit.basedOn),
            ])
        }
        return writer.take()
    }

    private static func write(_ answer: Answer, title: String, to writer: inout CSVWriter) {
        writer.write([
            answer.requirement, title, word(answer.status), answer.level.map(String.init) ?? "", answer.comment,
            answer.target.map(String.init) ?? "", answer.targetOn?.text ?? "", answer.isToReview ? "oui" : "non",
            answer.responsibleName ?? "", String(answer.revision),
        ])
    }

    static func word(_ status: Answer.Status) -> String {
        switch status {
        case .open: "sans réponse"
        case .answered: "répondu"
        case .notApplicable: "sans objet"
        }
    }

    /// Reads what the page that shows the changes sent back: what people bring is `AnswersTable`'s.
    ///
    /// - Throws: what makes the whole text unreadable; what is wrong with one line is in the result.
    static func readConfirmed(
        _ source: ByteSource, into context: Context
    ) throws(DocumentError) -> AnswersImport {
        var options = CSVReader.Options()
        options.maximumColumns = maximumColumns
        var reader = try CSVReader(source, options: options)
        guard let first = try reader.next() else { throw .missingColumns(["code", "revision"]) }
        var reading = try AnswersReading(header: CSVHeader(first), context: context)
        while let record = try reader.next() { reading.read(record) }
        return reading.result
    }

    /// What the lines are compared to.
    struct Context: Sendable {
        let framework: Framework
        /// The codes that this assessment asks for.
        let asked: Set<String>
        let answers: [String: Answer]
        let people: People

        init(framework: Framework, profiles: Set<String>, answers: [String: Answer], people: People) {
            self.framework = framework
            asked = Set(framework.assessable(in: profiles).map(\.code))
            self.answers = answers
            self.people = people
        }
    }
}
