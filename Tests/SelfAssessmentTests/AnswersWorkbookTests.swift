// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Documents
import Identity
import Primitives
import TestSupport
import Testing

@testable import SelfAssessment

struct AnswersWorkbookTests {
    private func context(_ extract: Extract, people: [Person] = []) -> AnswersCSV.Context {
        AnswersCSV.Context(
            framework: extract.framework, profiles: [],
            answers: Dictionary(extract.lines.map { ($0.requirement.code, $0.answer) }) { first, _ in first },
            people: People(people))
    }

    private static func random(_ code: String, _ levels: Int, _ generator: inout SplitMix64) -> Answer {
        let pieces = [
            "=1+1", "@cmd", "-3", "+33 1", "'", "''=x", "\"", ";", "\n", "\r\n", "\t", "é", "🏥", " ", "_x0041_",
            "\u{1}",
            "\u{FFFE}", "\u{A0}", "<b>&amp;", "VRAI", "1e5",
        ]
        let comment = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
            pieces.randomElement(using: &generator) ?? ""
        }.joined()
        let status = Answer.Status.allCases.randomElement(using: &generator) ?? .open
        return Answer(
            requirement: code, status: comment.isEmpty && status == .notApplicable ? .open : status,
            level: status == .answered ? Int.random(in: 0..<levels, using: &generator) : nil,
            isToReview: Bool.random(using: &generator), comment: comment,
            target: Bool.random(using: &generator) ? Int.random(in: 0..<levels, using: &generator) : nil,
            targetOn: Bool.random(using: &generator)
                ? Day(daysSinceEpoch: Int.random(in: -700_000...2_900_000, using: &generator)) : nil,
            responsible: Bool.random(using: &generator) ? Account.ID.make(at: AssessmentSample.now) : nil,
            responsibleName: "=Claire \"Morel\"", revision: Int.random(in: 0...1_000_000, using: &generator),
            updatedAt: AssessmentSample.now, updatedBy: "x")
    }

    @Test(arguments: 0..<60, Language.allCases)
    func `a workbook that comes back as it left changes nothing`(_ seed: Int, _ t: Language) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let scale = seed % 2 == 0 ? Scale.compliance : try ExchangeSample.trickyScale()
        let framework = try FrameworksSamples.framework(scale: scale)
        let answers = framework.assessable().map { requirement in
            let answer = Self.random(requirement.code, scale.levels.count, &generator)
            return Answer(
                requirement: answer.requirement, status: answer.status, level: answer.level,
                isToReview: answer.isToReview, comment: answer.comment, target: answer.target,
                targetOn: answer.targetOn, responsible: answer.responsible,
                responsibleName: answer.responsible == nil ? nil : answer.responsibleName, revision: answer.revision,
                updatedAt: answer.updatedAt, updatedBy: answer.updatedBy)
        }
        let extract = try ExchangeSample.extract(answers, in: framework)
        let bytes = try AnswersWorkbook.bytes(of: extract, t)
        let result = try AnswersTable.read(.bytes(bytes), into: context(extract))
        #expect(result.sheet == t("Réponses", "Answers"))
        #expect(result.refused == [])
        #expect(result.accepted.map { "\($0.before) \($0.edit)" } == [])
        #expect(result.unchanged == 4)
    }

    @Test func `no two answers of a scale have the same word, and each is read back`() throws {
        let scale = try ExchangeSample.trickyScale()
        let words = LevelWords(scale)
        #expect(Set(words.choices(.french).map { folded($0) }).count == scale.levels.count + 2)
        for level in scale.levels {
            #expect(words.value(of: words.word(level.value)) == level.value)
            #expect(LevelWords.status(words.word(level.value)) == nil)
        }
    }

    /// A workbook as a person could make it.
    private func workbook(_ name: String, _ header: [String], _ rows: [[Workbook.Cell]]) throws -> ByteSource {
        .bytes(
            try XLSXWriter.bytes(
                of: Workbook(
                    title: "x", createdAt: AssessmentSample.now,
                    sheets: [
                        .init(name: "Notes", columns: [.init("rien")], rows: [[.text("x")]]),
                        .init(name: name, columns: header.map { .init($0) }, rows: rows),
                    ])))
    }

    @Test func `what a person types in the workbook is read from its own sheet`() throws {
        let framework = try FrameworksSamples.framework()
        let before = [
            FrameworksSamples.answer("A1", level: 0, comment: "Avant", revision: 3),
            FrameworksSamples.answer("A2", level: 2, revision: 1),
            FrameworksSamples.answer("B1", level: nil, revision: 0),
        ]
        let context = context(try ExchangeSample.extract(before, in: framework))
        let day = try #require(Day(year: 2027, month: 1, day: 31))
        let source = try workbook(
            "REPONSES", ["Révision", "Code", "Niveau", "Commentaire", "À revoir", "Cible", "Échéance"],
            [
                [.number(3), .text("A1"), .text("oui"), .text("=SOMME(A1)"), .text("oui"), .number(2), .date(day)],
                [.number(1), .text("A2"), .text("Sans réponse"), .empty, .empty, .empty, .empty],
                [.number(0), .text("B1"), .text("Sans objet"), .text("Pas de parc"), .text("non"), .empty, .empty],
            ])
        let result = try AnswersTable.read(source, into: context)
        #expect(result.refused == [])
        #expect(
            result.accepted.map(\.edit) == [
                AnswerEdit(
                    status: .answered, level: 2, isToReview: true, comment: "=SOMME(A1)", target: 2, targetOn: day,
                    basedOn: 3),
                AnswerEdit(status: .open, basedOn: 1),
                AnswerEdit(status: .notApplicable, comment: "Pas de parc", basedOn: 0),
            ])
    }

    @Test func `what is refused is named by its sheet and its cell`() throws {
        let framework = try FrameworksSamples.framework()
        let context = context(try ExchangeSample.extract([], in: framework))
        let source = try workbook(
            "Réponses", ["Code", "Exigence", "Niveau", "Commentaire", "Confié à", "Révision"],
            [
                [.text("A1"), .text("x"), .text("peut-être"), .empty, .empty, .number(0)],
                [.text("Z9"), .text("x"), .text("Oui"), .empty, .empty, .number(0)],
                [.text("A2"), .text("x"), .text("Sans objet"), .empty, .empty, .number(0)],
                [.text("B1"), .text("x"), .text("Oui"), .empty, .text("Inconnu"), .number(0)],
                [.text("B2"), .text("x"), .text("Oui"), .empty, .empty, .number(4)],
            ])
        let result = try AnswersTable.read(source, into: context)
        #expect(result.accepted == [])
        let places = result.refused.map { result.place(of: $0)(.french) }
        let cells = ["C2", "A3", "D4", "E5", "F6"]
        #expect(places == cells.map { "feuille «\u{A0}Réponses\u{A0}», cellule \($0)" })
        #expect(result.place(of: try #require(result.refused.first))(.english) == "sheet “Réponses”, cell C2")
    }

    @Test func `a file of values names the line and the column`() throws {
        let framework = try FrameworksSamples.framework()
        let context = context(try ExchangeSample.extract([], in: framework))
        let text = "code;niveau;revision\nA1;peut-être;0\n"
        let result = try AnswersTable.read(.bytes(Array(text.utf8)), into: context)
        let refused = try #require(result.refused.first)
        #expect(result.place(of: refused)(.french) == "ligne 2, colonne «\u{A0}niveau\u{A0}»")
        let missing = try AnswersTable.read(.bytes(Array("code;revision;cible_le\nA1;x;demain\n".utf8)), into: context)
        #expect(
            missing.place(of: try #require(missing.refused.first))(.french) == "ligne 2, colonne «\u{A0}cible_le\u{A0}»"
        )
    }

    @Test func `the summary counts states, and leaves scores out for whoever sees a part`() throws {
        let framework = try FrameworksSamples.framework()
        let answers = [
            FrameworksSamples.answer("A1", level: 2), FrameworksSamples.answer("A2", level: 0),
            FrameworksSamples.answer("B1", level: 1),
        ]
        let whole = AnswersWorkbook(extract: try ExchangeSample.extract(answers, in: framework), t: .french).workbook
        #expect(whole.sheets.map(\.name) == ["Réponses", "Synthèse", "Lire ce classeur"])
        let summary = whole.sheets[1]
        #expect(summary.rows.map { $0[0].content } == [.text("Ensemble"), .text("Chapitre A"), .text("Chapitre B")])
        // Applicable, answered, proven, expiring, lapsed, declared, partial, not met, open.
        let counts = summary.rows[0][4...12].map(\.content)
        #expect(counts == [4, 3, 0, 0, 0, 1, 1, 1, 1].map { .number($0) })
        let part = try ExchangeSample.extract(answers, in: framework, isWhole: false)
        let limited = AnswersWorkbook(extract: part, t: .french).workbook.sheets[1]
        #expect(limited.rows[0][1].content == .empty && limited.rows[0][2].content == .empty)
        #expect(limited.notes.contains { $0.contains("confiées") })
    }

    @Test func `the levels are offered as a list and what Carène computes is locked`() throws {
        let framework = try FrameworksSamples.framework()
        let sheet = AnswersWorkbook(extract: try ExchangeSample.extract([], in: framework), t: .french).workbook.sheets[
            0]
        let level = try #require(sheet.columns.first { $0.title == "Niveau" })
        #expect(level.choices == ["Non", "En partie", "Oui", "Sans objet", "Sans réponse"])
        let open = sheet.columns.filter { !$0.style.isLocked }.map(\.title)
        #expect(open == ["Niveau", "Commentaire", "À revoir", "Cible", "Échéance", "Confié à"])
    }
}
