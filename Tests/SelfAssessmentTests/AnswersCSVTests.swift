// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Documents
import Identity
import Markup
import Primitives
import TestSupport
import Testing

@testable import SelfAssessment

struct AnswersCSVTests {
    private static let header = AnswersCSV.columns.joined(separator: ";")

    private func context(
        _ answers: [Answer] = [], people: [Person] = [], profiles: Set<String> = []
    ) throws -> AnswersCSV.Context {
        AnswersCSV.Context(
            framework: try FrameworksSamples.framework(), profiles: profiles,
            answers: Dictionary(answers.map { ($0.requirement, $0) }) { first, _ in first }, people: People(people))
    }

    private func read(_ text: String, _ context: AnswersCSV.Context) throws -> AnswersImport {
        try AnswersTable.read(.bytes(Array(text.utf8)), into: context)
    }

    /// Answers with everything that a cell may hold.
    private static func random(_ code: String, _ generator: inout SplitMix64) -> Answer {
        let pieces = [
            "=1+1", "@cmd", "-3", "+3", "'", "\"", ";", ",", "\n", "\r\n", "\r", "\t", "é", "’", "🏥", " ", "texte",
            "\u{1}",
            "''=x", "\u{FEFF}", "\u{A0}",
        ]
        let comment = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
            pieces.randomElement(using: &generator) ?? ""
        }.joined()
        let status = Answer.Status.allCases.randomElement(using: &generator) ?? .open
        return Answer(
            requirement: code, status: comment.isEmpty && status == .notApplicable ? .open : status,
            level: status == .answered ? Int.random(in: 0...2, using: &generator) : nil,
            isToReview: Bool.random(using: &generator), comment: comment,
            target: Bool.random(using: &generator) ? Int.random(in: 0...2, using: &generator) : nil,
            targetOn: Bool.random(using: &generator)
                ? Day(daysSinceEpoch: Int.random(in: -700_000...2_900_000, using: &generator)) : nil,
            responsible: Bool.random(using: &generator) ? Account.ID.make(at: FrameworksSamples.now) : nil,
            responsibleName: nil, revision: Int.random(in: 0...1_000_000, using: &generator),
            updatedAt: FrameworksSamples.now, updatedBy: "x")
    }

    private static func named(_ answer: Answer, _ name: String) -> Answer {
        Answer(
            requirement: answer.requirement, status: answer.status, level: answer.level,
            isToReview: answer.isToReview, comment: answer.comment, target: answer.target, targetOn: answer.targetOn,
            responsible: answer.responsible, responsibleName: answer.responsible == nil ? nil : name,
            revision: answer.revision, updatedAt: answer.updatedAt, updatedBy: answer.updatedBy)
    }

    @Test(arguments: 0..<200)
    func `what is exported changes nothing when it comes back`(_ seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let framework = try FrameworksSamples.framework()
        let answers = framework.assessable().map { requirement in
            Self.named(Self.random(requirement.code, &generator), "=Claire; \"Morel\"")
        }
        let context = try context(answers)
        let bytes = AnswersCSV.write(framework.assessable()) { context.answers[$0] ?? .blank($0) }
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let result = try AnswersTable.read(.bytes(bytes), into: context)
        #expect(result.refused == [])
        #expect(result.accepted == [])
        #expect(result.unchanged == 4)
    }

    @Test(arguments: 0..<100)
    func `what is confirmed is what was shown, even after a browser changed its line ends`(_ seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let framework = try FrameworksSamples.framework()
        let people = [Person(id: Account.ID.make(at: FrameworksSamples.now), name: "Claire Morel")]
        let edited = framework.assessable().map { Self.named(Self.random($0.code, &generator), "Claire Morel") }
        let context = try context(people: people)
        let rows = edited.map { answer in
            Answer(
                requirement: answer.requirement, status: answer.status, level: answer.level,
                isToReview: answer.isToReview, comment: answer.comment, target: answer.target,
                targetOn: answer.targetOn, responsible: nil, responsibleName: answer.responsibleName, revision: 0,
                updatedAt: nil, updatedBy: "")
        }
        let bytes = AnswersCSV.write(framework.assessable()) { code in
            rows.first { $0.requirement == code } ?? .blank(code)
        }
        let shown = try AnswersTable.read(.bytes(bytes), into: context)
        let content = String(decoding: AnswersCSV.write(shown.accepted, people: context.people), as: UTF8.self)
        // HTML: the value of a hidden field is sent with every line end as CR LF.
        let sent = content.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
        let confirmed = try AnswersCSV.readConfirmed(.bytes(Array(sent.utf8)), into: context)
        #expect(confirmed.refused == [])
        #expect(confirmed.accepted.map(\.edit) == shown.accepted.map(\.edit))
        #expect(confirmed.accepted.map(\.requirement.code) == shown.accepted.map(\.requirement.code))
    }

    @Test func `formulas are neutralised`() throws {
        let answer = FrameworksSamples.answer("A1", level: 1, comment: "=HYPERLINK(\"http://x\")")
        let text = String(
            decoding: AnswersCSV.write(try FrameworksSamples.framework().assessable()) {
                $0 == "A1" ? answer : .blank($0)
            },
            as: UTF8.self)
        #expect(text.contains("\"'=HYPERLINK"))
        #expect(!text.contains(";=") && !text.contains("\"="))
    }

    @Test(arguments: [
        ("A1;x;répondu;2;;;;non;;0", AnswerEdit(status: .answered, level: 2, basedOn: 0)),
        ("A1;x;;2;;;;;;0", AnswerEdit(status: .answered, level: 2, basedOn: 0)),
        ("A1;x;REPONDU;en partie;;;;;;0", AnswerEdit(status: .answered, level: 1, basedOn: 0)),
        (
            " A1 ;x;sans objet;;Pas de parc;;;;;0",
            AnswerEdit(status: .notApplicable, comment: "Pas de parc", basedOn: 0)
        ),
        ("A1;x;sans objet;2;Pas de parc;;;;;0", AnswerEdit(status: .notApplicable, comment: "Pas de parc", basedOn: 0)),
        (
            "A1;x;répondu;0;;2;30/11/2027;oui;;0",
            AnswerEdit(
                status: .answered, level: 0, isToReview: true, target: 2,
                targetOn: Day(year: 2027, month: 11, day: 30), basedOn: 0)
        ),
        (
            "A1;x;;;;Oui;2027-11-30;;;0",
            AnswerEdit(status: .open, target: 2, targetOn: Day(year: 2027, month: 11, day: 30), basedOn: 0)
        ),
    ])
    func `reads what people and spreadsheets write`(_ line: String, _ expected: AnswerEdit) throws {
        let result = try read(Self.header + "\n" + line + "\n", try context())
        #expect(result.refused == [])
        #expect(result.accepted.map(\.edit) == [expected])
        #expect(result.accepted.map(\.line) == [2])
    }

    @Test(
        arguments: [
            (";x;répondu;2;;;;;;0", .codeMissing), ("Z9;x;répondu;2;;;;;;0", .unknownCode),
            ("A;x;répondu;2;;;;;;0", .unknownCode), ("A1;x;peut-être;2;;;;;;0", .status("peut-être")),
            ("A1;x;répondu;7;;;;;;0", .level("7")),
            ("A1;x;répondu;99999999999999999999;;;;;;0", .level("99999999999999999999")),
            ("A1;x;répondu;2;;-1;;;;0", .target("-1")), ("A1;x;répondu;;;;;;;0", .rule(.levelMissing)),
            ("A1;x;sans objet;;;;;;;0", .rule(.reasonMissing)),
            ("A1;x;répondu;2;;;31/02/2027;;;0", .date("31/02/2027")),
            ("A1;x;répondu;2;;;demain;;;0", .date("demain")), ("A1;x;répondu;2;;;;bof;;0", .flag("bof")),
            ("A1;x;répondu;2;;;;;Inconnu;0", .person("Inconnu")), ("A1;x;répondu;2;;;;;;", .revision("")),
            ("A1;x;répondu;2;;;;;;-1", .revision("-1")), ("A1;x;répondu;2;;;;;;3", .overtaken(current: 0)),
            ("A1;x;répondu", .rule(.levelMissing)), ("A1;x;sans réponse;;x", .revision("")),
        ] as [(String, AnswersImport.Reason)])
    func `a line that cannot be is refused with its number and its reason`(
        _ line: String, _ reason: AnswersImport.Reason
    ) throws {
        let text = Self.header + "\nB1;x;répondu;1;;;;;;0\n" + line + "\n"
        let result = try read(text, try context())
        #expect(result.refused.map(\.line) == [3])
        #expect(result.refused.map(\.reason) == [reason])
        #expect(result.accepted.map(\.requirement.code) == ["B1"])
        for language in Language.allCases { #expect(!reason.phrase(language).isEmpty) }
    }

    @Test func `a comment that is too long, a code twice and a namesake are refused`() throws {
        let twins = ["1", "2"].map { _ in Person(id: Account.ID.make(at: FrameworksSamples.now), name: "Jean Petit") }
        let long = String(repeating: "a", count: 4001)
        let text = """
            \(Self.header)
            A1;x;répondu;1;\(long);;;;;0
            A2;x;répondu;1;;;;;jean petit;0
            B1;x;répondu;1;;;;;;0
            B1;x;répondu;2;;;;;;0
            """
        let result = try read(text, try context(people: twins))
        #expect(
            result.refused.map(\.reason) == [.rule(.commentTooLong), .person("jean petit"), .repeated(4)])
        #expect(result.accepted.map(\.line) == [4])
    }

    @Test func `a person is found whatever the case and the accents`() throws {
        let claire = Person(id: Account.ID.make(at: FrameworksSamples.now), name: "Hélène Morel")
        let result = try read(Self.header + "\nA1;;répondu;1;;;;;HELENE MOREL;0", try context(people: [claire]))
        #expect(result.accepted.map(\.edit.responsible) == [claire.id])
    }

    @Test func `missing columns leave what they would say`() throws {
        let before = FrameworksSamples.answer(
            "A1", level: 1, comment: "Gardé", isToReview: true, target: 2, revision: 7)
        let result = try read("revision,niveau,code\n7,2,A1\n", try context([before]))
        var expected = AnswerEdit(before)
        expected.level = 2
        #expect(result.accepted.map(\.edit) == [expected])
    }

    @Test func `what only other profiles ask is not asked here`() throws {
        let result = try read(Self.header + "\nB1;x;répondu;1;;;;;;0", try context(profiles: ["base"]))
        #expect(result.refused.map(\.reason) == [.unknownCode])
    }

    @Test func `a table applied and read again changes nothing`() throws {
        let after = FrameworksSamples.answer("A1", level: 2, revision: 5)
        let result = try read(Self.header + "\nA1;x;répondu;2;;;;non;;0", try context([after]))
        #expect(result.unchanged == 1)
        #expect(result.refused == [])
    }

    @Test func `a file as Excel saves it without UTF-8 is read`() throws {
        let text = Array("code;commentaire;revision\nA1;caf".utf8) + [0xE9] + Array(";0\n".utf8)
        let result = try AnswersTable.read(.bytes(text), into: try context())
        #expect(result.accepted.map(\.edit.comment) == ["café"])
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x63, 0x00], DocumentError.wideEncoding), ([], .workbook(.empty)),
            (Array("titre;statut\nx;y".utf8), .missingColumns(["code", "revision"])),
            (Array("code;revision\n\"A1;0".utf8), .unclosedQuote(line: 2)),
            ([0xEF, 0xBB, 0xBF] + Array("code;revision\nA1".utf8) + [0xE9], .invalidEncoding(line: 2)),
            (Array("code;\u{0};".utf8), .notText(line: 1)),
        ] as [([UInt8], DocumentError)])
    func `a file that is no table says why`(_ bytes: [UInt8], _ error: DocumentError) throws {
        let context = try context()
        #expect(throws: error) { _ = try AnswersTable.read(.bytes(bytes), into: context) }
    }

    @Test(arguments: 0..<300)
    func `mutilated tables never trap and never invent a code`(_ seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed) &+ 77)
        let framework = try FrameworksSamples.framework()
        let context = try context([FrameworksSamples.answer("A1", level: 1, comment: "x;\"y\"\nz")])
        let bytes = AnswersCSV.write(framework.assessable()) { context.answers[$0] ?? .blank($0) }
        do throws(DocumentError) {
            let result = try AnswersTable.read(.bytes(generator.mutated(bytes)), into: context)
            for change in result.accepted {
                #expect(context.asked.contains(change.requirement.code))
                #expect(change.edit.basedOn == change.before.revision)
                #expect(change.edit != AnswerEdit(change.before))
            }
            #expect(Set(result.accepted.map(\.requirement.code)).count == result.accepted.count)
        } catch {
            #expect(!error.message(.french).isEmpty)
        }
    }

    @Test func `a file of another kind keeps its refusals few and counts them all`() throws {
        let lines = String(repeating: "inconnu;0\n", count: 3000)
        let result = try read("code;revision\n" + lines, try context())
        #expect(result.refused.count == AnswersImport.refusalsKept)
        #expect(result.refusedCount == 3000)
    }

    @Test(arguments: Language.allCases)
    func `the preview says what changes before anything does`(_ t: Language) throws {
        let before = FrameworksSamples.answer("A1", level: 0, comment: "Avant", revision: 2)
        let text = """
            \(Self.header)
            A1;x;répondu;2;\(FrameworksSamples.hostile.replacing("\"", with: "")) ;1;2027-01-31;oui;;2
            Z9;x;répondu;2;;;;;;0
            """
        let context = try context([before])
        let result = try read(text, context)
        var model = AnswersImportModel(assessment: .init("essai"))
        model.preview = AnswersImportPreview(result, scale: .compliance, context.people)
        let page = AnswersImportModel.render(model, t).text
        #expect(TagBalance.fault(in: page) == nil)
        #expect(!page.contains("<script>"))
        #expect(page.contains(t("réponse\u{A0}: Non → Oui", "answer: Non → Oui")))
        #expect(page.contains(t("commentaire modifié", "comment changed")))
        #expect(page.contains("Z9"))
        #expect(page.contains("name=\"\(AnswersImportModel.confirmed)\""))
        #expect(page.contains(t("Enregistrer 1", "Save 1")))
    }

    @Test func `nothing to change offers nothing to confirm`() throws {
        var model = AnswersImportModel(assessment: .init("essai"))
        model.preview = AnswersImportPreview(AnswersImport(), scale: .compliance, People([]))
        model.error = "Le fichier est enregistré en UTF-16."
        let page = AnswersImportModel.render(model, .french).text
        #expect(!page.contains("name=\"\(AnswersImportModel.confirmed)\""))
        #expect(page.contains("UTF-16"))
        #expect(TagBalance.fault(in: page) == nil)
    }
}
