// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Identity
import Journal
import Organisations
import Persistence
import Primitives

@testable import SelfAssessment

/// Small frameworks, a hospital group and people, for the tests of this feature's library, exchanges and campaigns.
enum FrameworksSamples {
    static let now = Instant(millisecondsSinceEpoch: 1_790_000_000_000)
    static let today = now.dayUTC
    static let hostile = "<script>alert('x')</script>\""

    static let migrations =
        JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + FrameworkMigrations.all
        + AssessmentMigrations.all

    /// Two chapters of two requirements each: `A1`, `A2`, `B1`, `B2`.
    static func framework(
        _ identifier: String = "essai", version: String = "1", title: String = "Référentiel d’essai",
        scale: Scale = .compliance, guidance: String = "", source: Framework.Source? = nil
    ) throws -> Framework {
        var requirements: [Requirement] = []
        for chapter in ["A", "B"] {
            requirements.append(Requirement(code: chapter, isAssessable: false, title: "Chapitre \(chapter)"))
            for number in 1...2 {
                requirements.append(
                    Requirement(
                        code: "\(chapter)\(number)", parent: chapter, title: "Exigence \(chapter)\(number)",
                        expectation: "Ce qui est attendu de \(chapter)\(number).", guidance: guidance,
                        priority: number == 1 ? .indispensable : .recommended,
                        profiles: chapter == "B" ? ["avance"] : []))
            }
        }
        return try Framework(
            identity: try identity(identifier, version), title: title, publisher: "Carène", license: "EUPL-1.2",
            sources: source.map { [$0] } ?? [], scale: scale,
            profiles: [
                Framework.Profile(code: "avance", title: "Avancé"), Framework.Profile(code: "base", title: "Base"),
            ],
            requirements: requirements)
    }

    struct Impossible: Error {}

    static func identity(_ identifier: String, _ version: String = "1") throws -> Framework.Identity {
        guard let identity = Framework.Identity(identifier: identifier, version: version) else { throw Impossible() }
        return identity
    }

    static func answer(
        _ requirement: String, level: Int?, comment: String = "", isToReview: Bool = false, target: Int? = nil,
        targetOn: Day? = nil, revision: Int = 1
    ) -> Answer {
        Answer(
            requirement: requirement, status: level == nil ? .open : .answered, level: level, isToReview: isToReview,
            comment: comment, target: target, targetOn: targetOn, responsible: nil, responsibleName: nil,
            revision: revision, updatedAt: now, updatedBy: "Claire Morel")
    }

    /// A group with members, each a legal entity.
    struct Group: Sendable {
        let group: Organisation
        let members: [Organisation]
    }

    static func group(of count: Int, in change: Change) throws -> Group {
        let group = try OrganisationStore.create(
            OrganisationDetails(name: "GHT Rives de Loire"), kind: .ght, under: nil, in: change)
        let members = try (1...count).map { number in
            try OrganisationStore.create(
                OrganisationDetails(name: "Établissement \(number)"), kind: .legalEntity, under: group.id, in: change)
        }
        return Group(group: group, members: members)
    }

    static func access(_ role: Role, on organisations: [Organisation]) -> Access {
        Access(
            account: Account.ID.make(at: now), name: "Claire Morel",
            grants: organisations.map {
                Grant(role: role, organisation: $0.id, organisationName: $0.name, lineage: $0.lineage)
            }, today: today)
    }

    /// Saves the same level to these requirements of an assessment.
    static func save(
        _ level: Int, to requirements: [String], of id: Assessment.ID, _ framework: Framework, in change: Change
    ) throws {
        guard let assessment = try AssessmentStore.assessment(id, in: change.session) else { throw Impossible() }
        try AnswerStore.saveAll(
            requirements.map { ($0, AnswerEdit(status: .answered, level: level, basedOn: 0)) }, of: assessment,
            framework: framework, action: "test", in: change)
    }
}
