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

    /// Reads what was exported, edited by hand or not. Nothing is written: the result says what would change.
    ///
    /// - Parameter isGuarded: a spreadsheet's file, where formulas may have a guard in front.
    /// - Throws: what makes the whole file unreadable; what is wrong with one line is in the result.
    static func read(
        _ source: ByteSource, into context: Context, isGuarded: Bool = true
    ) throws(DocumentError) -> AnswersImport {
        var options = CSVReader.Options(removesFormulaGuard: isGuarded)
        options.maximumColumns = 200
        var reader = try CSVReader(source, options: options)
        guard let first = try reader.next() else { throw .missingColumns(["code", "revision"]) }
        let header = CSVHeader(first)
        _ = try header.columns(["code", "revision"])
        let line = AnswersCSVLine(header: header, context: context)
        var result = AnswersImport()
        var seen: [String: Int] = [:]
        while let record = try reader.next() {
            guard record.cells.contains(where: { !$0.isEmpty }) else { continue }
            let code = line.code(record)
            do throws(AnswersImport.Reason) {
                // Only known codes are remembered: there are no more of them than the framework has.
                if context.asked.contains(code) {
                    if let earlier = seen[code] { throw .repeated(earlier) }
                    seen[code] = record.line
                }
                if let change = try line.change(record, code: code) { result.accept(change) } else { result.leave() }
            } catch {
                result.refuse(
                    AnswersImport.Refused(line: record.line, code: String(code.prefix(60)), reason: error))
            }
        }
        return result
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
