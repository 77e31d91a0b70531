// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Frameworks
import Identity
import Journal
import Markup
import Persistence
import Primitives
import Testing

@testable import Organisations
@testable import SelfAssessment

/// Values and databases that the tests of assessments start from.
enum AssessmentSample {
    static let now = Instant(millisecondsSinceEpoch: 1_795_262_520_000)
    static let today = now.dayUTC
    static let hostile = #"<script>alert("x")</script> & 'co' </td>"#

    static func id<Subject>(_ number: Int, of _: Subject.Type = Subject.self) -> Identifier<Subject> {
        Identifier.make(at: now, entropy: Entropy { count in Array(repeating: UInt8(number & 0xFF), count: count) })
    }

    /// Two chapters, one with a section; profiles, deadlines, evidence; the interview when asked for.
    static func framework(_ title: String = "Référentiel d’essai", isInterview: Bool = false) throws -> Framework {
        func question(_ text: String) -> Question? {
            isInterview
                ? Question(
                    text: text, help: "Une aide.",
                    choices: [
                        .init(title: "Oui", response: .level(2)), .init(title: "Non", response: .level(0)),
                        .init(title: "Je ne sais pas", response: .level(0)),
                        .init(title: "Cela ne nous concerne pas", response: .notApplicable),
                    ]) : nil
        }
        return try Framework(
            identity: try #require(Framework.Identity(identifier: "essai", version: "1.0")), title: title,
            status: .toConfirm,
            profiles: [
                .init(code: "base", title: "Base", isSelectedByDefault: true), .init(code: "plus", title: "Plus"),
            ],
            requirements: [
                Requirement(
                    code: "C1", isAssessable: false, title: "Sauvegardes",
                    deadlines: [
                        Deadline(
                            title: "Déclaration", timing: .window(from: try day(2026, 12, 1), to: try day(2027, 1, 31)))
                    ]),
                Requirement(
                    code: "C1.1", parent: "C1", title: "Copies hors site", expectation: hostile, guidance: hostile,
                    priority: .indispensable, profiles: ["base"], status: .toConfirm,
                    source: "Guide, page 3",
                    deadlines: [Deadline(title: "Clôture", timing: .on(try day(2026, 12, 22)))],
                    evidence: .any([
                        .proof(ProofCondition(kind: "backup.restoreTested", within: Period(months: 6))),
                        .proof(
                            ProofCondition(
                                kind: "directory.level",
                                facts: [
                                    FactCondition(name: "scope", value: .text("backup")),
                                    FactCondition(name: "level", comparison: .greaterOrEqual, value: .number(3)),
                                ])),
                    ]),
                    question: question("Avez-vous une copie hors site ?")),
                Requirement(code: "C1.S", parent: "C1", isAssessable: false, title: "Essais"),
                Requirement(
                    code: "C1.S.1", parent: "C1.S", title: "Restauration essayée",
                    deadlines: [Deadline(title: "Essai", timing: .every(try period("P1Y")), status: .toConfirm)],
                    question: question("Avez-vous essayé une restauration ?"),
                    translations: ["en": .init(title: "Tested restore")]),
                Requirement(code: "C2", isAssessable: false, title: "Annuaire"),
                Requirement(
                    code: "C2.1", parent: "C2", title: "Comptes à privilèges", weight: 3, priority: .indispensable,
                    profiles: ["plus"], question: question("Qui administre ?")),
                Requirement(code: "C2.2", parent: "C2", title: "Mots de passe", question: question("Sont-ils longs ?")),
            ])
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDay {
        try #require(CalendarDay(year: year, month: month, day: day))
    }

    private static func period(_ text: String) throws -> Period { try #require(Period(text)) }

    static func organisation(_ number: Int, _ name: String, kind: Organisation.Kind = .legalEntity, under: [Int] = [])
        -> Organisation
    {
        let own: Organisation.ID = id(number)
        let path = (under + [number]).map { id($0, of: Organisation.self).text + "/" }.joined()
        return Organisation(
            id: own, parent: under.last.map { id($0) }, kind: kind, code: nil, name: name, finess: nil, category: nil,
            town: nil, department: nil, groupRole: nil, isClosed: false, closedOn: nil,
            lineage: Lineage(stored: path))
    }

    static func assessment(
        _ number: Int = 1, of organisation: Organisation, _ framework: Framework, dueOn: Day? = nil,
        closedAt: Instant? = nil, sharedAt: Instant? = nil, isInterview: Bool = false, tally: Tally? = nil,
        title: String = "Évaluation d’essai"
    ) -> Assessment {
        Assessment(
            id: id(number), organisation: organisation.id, organisationName: organisation.name,
            lineage: organisation.lineage, framework: framework.identity, frameworkTitle: framework.title, profiles: [],
            campaign: nil, title: title, dueOn: dueOn, openedAt: now, closedAt: closedAt, sharedAt: sharedAt,
            isInterview: isInterview,
            tally: tally ?? Tally(mean: nil, index: nil, answered: 0, applicable: framework.assessable().count))
    }

    static func answer(
        _ requirement: String, _ level: Int?, comment: String = "", isToReview: Bool = false, revision: Int = 1,
        by author: String = "Claire Morel", responsible: Account.ID? = nil
    ) -> Answer {
        Answer(
            requirement: requirement, status: level == nil ? .open : .answered, level: level, isToReview: isToReview,
            comment: comment, target: nil, targetOn: nil, responsible: responsible,
            responsibleName: responsible.map { _ in "Paul Réda" }, revision: revision, updatedAt: now, updatedBy: author
        )
    }

    /// What every page must satisfy, whatever its content.
    static func expectSound(_ markup: HTML, _ comment: Comment? = nil) {
        #expect(TagBalance.fault(in: markup.text) == nil, comment)
        #expect(!markup.text.contains("<script"), comment)
        let identifiers = markup.text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(Set(identifiers).count == identifiers.count, comment)
        // One primary action a page, and no title that skips a level.
        #expect(markup.text.matches(of: /class="button primary"/).count <= 1, comment)
        var level = 0
        for heading in markup.text.matches(of: /<h([1-6])/) {
            let next = Int(heading.1) ?? 0
            #expect(level == 0 || next <= level + 1, comment)
            level = next
        }
    }
}

extension AssessmentSample {
    static let migrations =
        JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + FrameworkMigrations.all
        + SelfAssessmentFeature().migrations

    /// A group of two hospitals and a nursing home elsewhere, with the framework in the library.
    struct World: Sendable {
        let group: Organisation
        let north: Organisation
        let south: Organisation
        let elsewhere: Organisation
        let framework: Framework

        var members: [Organisation] { [north, south, elsewhere] }

        static func make(in database: any Database, isInterview: Bool = false) async throws -> World {
            let framework = try AssessmentSample.framework(isInterview: isInterview)
            return try await database.changing { change in
                func add(_ name: String, _ kind: Organisation.Kind, under parent: Organisation? = nil) throws
                    -> Organisation
                {
                    try OrganisationStore.create(
                        OrganisationDetails(name: name), kind: kind, under: parent?.id, in: change)
                }
                _ = try FrameworkStore.add(framework, origin: .imported, in: change)
                let group = try add("GHT d’essai", .ght)
                return World(
                    group: group, north: try add("CH du Nord", .legalEntity, under: group),
                    south: try add("CH du Sud", .legalEntity, under: group),
                    elsewhere: try add("EHPAD d’ailleurs", .legalEntity), framework: framework)
            }
        }

        func open(_ organisation: Organisation, in database: any Database, title: String = "Essai") async throws
            -> Assessment
        {
            let framework = framework
            return try await database.changing { change in
                let id = try AssessmentStore.open(
                    framework, for: organisation, title: title, profiles: [], dueOn: nil, isInterview: false, in: change
                )
                return try #require(try AssessmentStore.assessment(id, in: change.session))
            }
        }
    }

    static func person(_ name: String, in database: any Database) async throws -> Account.ID {
        try await database.changing { change in
            try AccountStore.create(
                email: try EmailAddress("\(folded(name).replacing(" ", with: "."))@exemple.fr"), name: name,
                language: .french, in: change)
        }
    }
}

extension Database {
    func changing<Value: Sendable>(
        by author: String = "essai", at now: Instant = AssessmentSample.now,
        _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: author), at: now, body)
    }
}
