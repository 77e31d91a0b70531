// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Frameworks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What has its day because of an assessment: its own end, the answers entrusted with a date, and the deadlines and
/// recurring duties of its framework.
enum AssessmentDuties {
    /// What passed longer ago is history, not a duty.
    private static let memory = 60

    static func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        var found: [Duty] = []
        for lineage in scope.lineages {
            let (open, promised, organisations, shelf) = try await house.database.read { session in
                (
                    try AssessmentStore.open(under: lineage, in: session),
                    try AnswerStore.promised(under: lineage, until: scope.until, in: session),
                    try OrganisationStore.members(of: lineage, kinds: [.ght, .legalEntity, .site], in: session),
                    try ProofShelf.read(under: lineage, in: session)
                )
            }
            found += open.compactMap { due($0, scope) }
            let places = Dictionary(organisations.map { ($0.id, $0) }) { first, _ in first }
            var told: Set<String> = []
            var frameworks: [Framework.Identity: Framework] = [:]
            for assessment in open where frameworks[assessment.framework] == nil {
                frameworks[assessment.framework] = try await house.library.framework(assessment.framework)
            }
            found += promised.compactMap { answer($0, open, frameworks, scope) }
            for assessment in open {
                guard let framework = frameworks[assessment.framework],
                    let organisation = places[assessment.organisation]
                else { continue }
                let reader = shelf.reader(for: organisation)
                for duty in FrameworkDuties(
                    framework: framework, assessment: assessment, reader: reader, shelf: shelf, scope: scope
                ).list where told.insert(duty.id).inserted { found.append(duty) }
            }
        }
        return found.filter { $0.day <= scope.until && $0.day >= scope.today.adding(days: -memory) }
    }

    private static func due(_ assessment: Assessment, _ scope: DutyScope) -> Duty? {
        guard let day = assessment.dueOn else { return nil }
        return Duty(
            id: "assessment-\(assessment.id.text)", kind: .deadline, day: day,
            title: Phrase(
                "Terminer l’évaluation «\u{00A0}\(assessment.title)\u{00A0}»",
                "Finish the assessment “\(assessment.title)”"),
            detail: Phrase(
                "\(assessment.tally.answered) exigences répondues sur \(assessment.tally.applicable).",
                "\(assessment.tally.answered) requirements answered of \(assessment.tally.applicable)."),
            organisation: assessment.organisation, organisationName: assessment.organisationName,
            lineage: assessment.lineage, href: AssessmentURL.assessment(.init(assessment.id)).path,
            audience: AssessmentPermissions.read)
    }

    private static func answer(
        _ promise: AnswerStore.Promise, _ open: [Assessment], _ frameworks: [Framework.Identity: Framework],
        _ scope: DutyScope
    ) -> Duty? {
        guard let assessment = open.first(where: { $0.id == promise.assessment }) else { return nil }
        let code = promise.requirement
        // A code alone says nothing to the person who promised.
        let title = frameworks[assessment.framework]?.requirement(code)?.title ?? code
        return Duty(
            id: "answer-\(assessment.id.text)-\(promise.requirement)", kind: .task, day: promise.day,
            title: Phrase(
                "Atteindre le niveau visé\u{00A0}: \(title)", "Reach the level aimed at: \(title)"),
            detail: Phrase("\(assessment.title), \(code)", "\(assessment.title), \(code)"),
            organisation: assessment.organisation,
            organisationName: assessment.organisationName, lineage: assessment.lineage,
            href: AssessmentURL.requirement(.init(assessment.id), .init(promise.requirement)).path,
            owner: promise.owner, audience: AssessmentPermissions.read)
    }
}
