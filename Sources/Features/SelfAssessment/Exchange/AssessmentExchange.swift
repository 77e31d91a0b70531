// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Documents
import Evidence
import Frameworks
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Site

/// What the pages of exchange do, without a request: for the commands of whoever runs the server.
public enum AssessmentExchange {
    public struct File: Sendable {
        public let name: String
        public let bytes: [UInt8]
    }

    /// The latest assessment of an organisation against a framework.
    ///
    /// - Parameters:
    ///   - organisation: its FINESS number, or its identifier.
    ///   - framework: its identifier; `identifier@version` for one version.
    public static func export(
        organisation: String, framework: String, as format: AssessmentFormat, in language: Language, from house: House,
        by actor: Actor
    ) async throws -> File {
        let now = house.clock.now
        let extract = try await extract(organisation, framework, house, at: now)
        let bytes: [UInt8]
        if let made = try extract.bytes(format, language) {
            bytes = made
        } else {
            let report = AssessmentReport(extract, language).report
            bytes = try await house.pdf(report, by: actor.name, at: now, in: language)
        }
        let assessment = extract.assessment
        try await house.database.change(by: actor, at: now) { change in
            try AssessmentStore.record("answers.exported", assessment, detail: format.title, in: change)
        }
        return File(name: extract.name(format), bytes: bytes)
    }

    private static func extract(
        _ organisation: String, _ framework: String, _ house: House, at now: Instant
    ) async throws -> Extract {
        let found = try await house.database.read {
            session -> (Assessment, Organisation, [String: Answer], ProofShelf)? in
            let place =
                try FINESS(organisation).flatMap { try OrganisationStore.organisation(finess: $0, in: session) }
                ?? Organisation.ID(organisation).flatMap { try OrganisationStore.organisation($0, in: session) }
            guard let place else { return nil }
            let all = try AssessmentStore.ofOrganisations([place.id], in: session)
            let latest = all.last { $0.framework.identifier == framework || $0.framework.description == framework }
            guard let latest else { return nil }
            return (
                latest, place, try AnswerStore.answers(of: latest.id, in: session),
                try ProofShelf.read(under: place.lineage, in: session)
            )
        }
        guard let (assessment, place, answers, shelf) = found else { throw AssessmentError.unknownAssessment }
        guard let known = try await house.library.framework(assessment.framework) else {
            throw AssessmentError.unknownFramework
        }
        let extract = Extract(
            assessment, known, of: place, asked: known.assessable(in: assessment.profiles), answers: answers,
            isWhole: true, shelf: shelf, in: house, at: now)
        guard let extract else { throw AssessmentError.unknownAssessment }
        return extract
    }
}

extension AssessmentExchange {
    /// What a table would change, in sentences.
    public struct Preview: Sendable {
        /// "C1.1: réponse : Non → Oui".
        public let changes: [String]
        public let unchanged: Int
        /// "feuille « Réponses », cellule E12 : Niveau « peut-être » absent de l’échelle."
        public let refusals: [String]
        public let refusedCount: Int
    }

    /// Reads a table of answers; applies what is accepted, all together, when told to.
    public static func bring(
        _ table: ByteSource, into assessment: String, isApplied: Bool, in language: Language, house: House,
        by actor: Actor
    ) async throws -> Preview {
        guard let id = Assessment.ID(assessment) else { throw AssessmentError.unknownAssessment }
        let today = house.today
        let found = try await house.database.read { session -> (Assessment, [String: Answer], [Person])? in
            guard let assessment = try AssessmentStore.assessment(id, in: session) else { return nil }
            return (
                assessment, try AnswerStore.answers(of: id, in: session),
                try PeopleStore.people(at: assessment.lineage, today: today, in: session)
            )
        }
        guard let (target, answers, persons) = found else { throw AssessmentError.unknownAssessment }
        guard !target.isClosed else { throw AssessmentError.closed }
        guard let framework = try await house.library.framework(target.framework) else {
            throw AssessmentError.unknownFramework
        }
        let people = People(persons)
        let result = try AnswersTable.read(
            table,
            into: AnswersCSV.Context(framework: framework, profiles: target.profiles, answers: answers, people: people))
        if isApplied, !result.accepted.isEmpty {
            let edits = result.accepted.map { ($0.requirement.code, $0.edit) }
            try await house.database.change(by: actor, at: house.clock.now) { change in
                try AnswerStore.saveAll(
                    edits, of: target, framework: framework, action: "answers.imported", in: change)
            }
        }
        return Preview(AnswersImportPreview(result, scale: framework.scale, people), language)
    }
}

extension AssessmentExchange.Preview {
    init(_ preview: AnswersImportPreview, _ t: Language) {
        let result = preview.result
        changes = result.accepted.map { change in
            let differences = preview.differences(change, t).joined(separator: t("\u{00A0}; ", "; "))
            return change.requirement.code + t("\u{00A0}: ", ": ") + differences
        }
        unchanged = result.unchanged
        refusals = result.refused.map { "\(result.place(of: $0)(t))\(t("\u{00A0}: ", ": "))\($0.reason.phrase(t))" }
        refusedCount = result.refusedCount
    }
}
