// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Primitives
import Site
import Testing

@testable import SelfAssessment

struct AnswerReadingTests {
    let fields = AnswerFields(code: "C1.1")
    let claire: Account.ID = AssessmentSample.id(7)

    func read(
        _ items: [(String, String)], current: Answer = .blank("C1.1"), mayEntrust: Bool = true
    ) throws -> AnswerReading {
        try AnswerReading(
            Form([("revision", "0")] + items), current: current, scale: .compliance,
            people: [Person(id: claire, name: "Claire Morel")], mayEntrust: mayEntrust, .french)
    }

    @Test func `reads every field`() throws {
        let reading = try read([
            (fields.answer, "1"), (fields.comment, " En cours.\r\nBientôt. "), (fields.review, "oui"),
            (fields.target, "2"), (fields.targetOn, "2027-03-01"), (fields.responsible, claire.text),
        ])
        #expect(reading.errors.isEmpty)
        #expect(
            reading.edit
                == AnswerEdit(
                    status: .answered, level: 1, isToReview: true, comment: "En cours.\nBientôt.", target: 2,
                    targetOn: Day(year: 2027, month: 3, day: 1), responsible: claire, basedOn: 0))
    }

    @Test(arguments: [
        ("reponse-C1.1", "9", "reponse-C1.1"), ("reponse-C1.1", "x", "reponse-C1.1"),
        ("reponse-C1.1", "so", "commentaire-C1.1"), ("cible-C1.1", "9", "cible-C1.1"),
        ("date-cible-C1.1", "2027-02-30", "date-cible-C1.1"), ("responsable-C1.1", "x", "responsable-C1.1"),
        ("responsable-C1.1", "01234567-89ab-7def-8123-456789abcdef", "responsable-C1.1"),
        ("commentaire-C1.1", String(repeating: "é", count: 4001), "commentaire-C1.1"),
    ])
    func `says beside the field what is wrong`(name: String, value: String, field: String) throws {
        let reading = try read([(name, value)])
        #expect(reading.errors.all.map(\.field) == [field])
    }

    @Test func `counts the characters of a comment as databases do`() throws {
        // One letter to the eye, three code points.
        let reading = try read([(fields.comment, String(repeating: "e\u{0301}\u{0323}", count: 1400))])
        #expect(reading.errors[fields.comment] != nil)
    }

    @Test func `drops the character that databases refuse`() throws {
        #expect(try read([(fields.comment, "a\0b")]).edit.comment == "ab")
    }

    @Test func `the button that clears wins over the choice`() throws {
        let reading = try read([(fields.answer, "2"), (AnswerFields.clearing, "oui")])
        #expect(reading.edit.status == .open)
        #expect(reading.edit.level == nil)
    }

    @Test func `who may not entrust changes nobody's charge`() throws {
        let current = AssessmentSample.answer("C1.1", 0, responsible: claire)
        let reading = try read([(fields.responsible, "")], current: current, mayEntrust: false)
        #expect(reading.edit.responsible == claire)
    }

    @Test func `a form without the list of people leaves the charge where it is`() throws {
        let current = AssessmentSample.answer("C1.1", 0, responsible: claire)
        #expect(try read([(fields.answer, "1")], current: current).edit.responsible == claire)
        #expect(try read([(fields.responsible, "")], current: current).edit.responsible == nil)
    }

    @Test func `a person who lost the role stays in charge until somebody decides`() throws {
        let gone: Account.ID = AssessmentSample.id(9)
        let current = AssessmentSample.answer("C1.1", 0, responsible: gone)
        let reading = try read([(fields.responsible, gone.text)], current: current)
        #expect(reading.errors.isEmpty)
        #expect(reading.edit.responsible == gone)
    }

    @Test(arguments: ["", "-1", "x", "99999999999999999999"])
    func `refuses a form without its revision`(revision: String) {
        #expect(throws: Refusal.self) {
            try AnswerReading(
                Form([("revision", revision)]), current: .blank("C1.1"), scale: .compliance, people: [],
                mayEntrust: false, .french)
        }
    }
}
