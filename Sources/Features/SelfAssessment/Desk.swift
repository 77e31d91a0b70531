// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Identity
import Organisations
import Persistence
import Primitives
import Site

/// An assessment on the reader's desk: what it is, its framework, its answers, and what this person may do with it.
///
/// Every page of an assessment begins with `Desk.open`, so the rules of who sees what stand in one place.
struct Desk: Sendable {
    let assessment: Assessment
    let framework: Framework
    let place: Place
    let answers: [String: Answer]
    let rights: Rights

    struct Rights: Sendable, Hashable {
        /// May answer everything.
        let answersAll: Bool
        /// May answer these (what was entrusted), whatever `answersAll`.
        let entrusted: Set<String>
        let manages: Bool
        let remarks: Bool
        /// Sees only what is entrusted, not the whole.
        let isLimited: Bool

        func mayAnswer(_ requirement: String) -> Bool { answersAll || entrusted.contains(requirement) }
    }

    var responses: [String: Response] { answers.mapValues(\.response) }
    var toReview: Set<String> { Set(answers.values.lazy.filter(\.isToReview).map(\.requirement)) }

    func answer(_ requirement: String) -> Answer { answers[requirement] ?? .blank(requirement) }

    /// What this person may see and has to answer, in order: everything, or only what is entrusted.
    var assessable: [Requirement] {
        let all = framework.assessable(in: assessment.profiles)
        return rights.isLimited ? all.filter { rights.entrusted.contains($0.code) } : all
    }

    func assessable(of chapter: Chapter) -> [Requirement] {
        let codes = Set(framework.requirements[chapter.range].lazy.map(\.code))
        return assessable.filter { codes.contains($0.code) }
    }

    /// - Throws: `Refusal.notFound` for what does not exist and for what the person may not read, after the same statements.
    static func open(_ visit: Visit, parameter: String = "assessment") async throws -> Desk {
        let id: Assessment.ID = try visit.identifier(parameter)
        let account = visit.access.account
        let found = try await visit.read { session in
            let assessment = try AssessmentStore.assessment(id, in: session)
            let answers = try AnswerStore.answers(of: id, in: session)
            // Asked even when there is no assessment, so that what is missing costs what is outside costs.
            let organisation = assessment?.organisation ?? Organisation.ID(stored: id.text)
            let path = try OrganisationStore.path(to: organisation, in: session)
            return (assessment, answers, path)
        }
        let entrusted = Set(found.1.values.lazy.filter { $0.responsible == account }.map(\.requirement))
        guard let assessment = found.0, let organisation = found.2.last,
            AssessmentScope(visit.access).mayRead(assessment, isEntrusted: !entrusted.isEmpty)
        else { throw Refusal.notFound }
        guard let framework = try await visit.house.library.framework(assessment.framework) else {
            throw AssessmentError.unknownFramework
        }
        return Desk(
            assessment: assessment, framework: framework,
            place: Place(organisation: organisation, ancestors: found.2.dropLast()), answers: found.1,
            rights: rights(visit.access, assessment, entrusted: entrusted))
    }

    private static func rights(_ access: Access, _ assessment: Assessment, entrusted: Set<String>) -> Rights {
        let lineage = assessment.lineage
        let readsAll =
            access.may(AssessmentPermissions.read, in: lineage)
            || (assessment.sharedAt != nil && access.may(AssessmentPermissions.readShared, in: lineage))
        let isOpen = !assessment.isClosed
        return Rights(
            answersAll: isOpen && access.may(AssessmentPermissions.answer, in: lineage),
            entrusted: isOpen && access.may(AssessmentPermissions.contribute, in: lineage) ? entrusted : [],
            manages: access.may(AssessmentPermissions.manage, in: lineage),
            remarks: access.may(AssessmentPermissions.remark, in: lineage), isLimited: !readsAll)
    }

    /// An assessment is shared with the levels above; the vault is not. They learn how things stand, and no title or file of
    /// a proof.
    func namesProofs(to access: Access) -> Bool {
        access.may(AssessmentPermissions.read, in: assessment.lineage)
            || access.may(AssessmentPermissions.contribute, in: assessment.lineage)
    }

    /// For the pages that change the assessment as a whole.
    func requireManaging() throws(Refusal) {
        guard rights.manages else { throw .forbidden }
    }

    func requireAnswering(_ requirement: String) throws {
        guard framework.requirement(requirement)?.isAssessable == true else { throw Refusal.notFound }
        if rights.isLimited, !rights.entrusted.contains(requirement), !assessment.isClosed { throw Refusal.notFound }
        guard !assessment.isClosed else { throw AssessmentError.closed }
        guard rights.mayAnswer(requirement) else { throw Refusal.forbidden }
    }
}
