// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives
import Site

/// Closing an assessment and taking the closure back.
enum ClosureHandler {
    @Sendable
    static func close(_ visit: Visit) async throws -> Reply {
        let desk = try await Desk.open(visit)
        try desk.requireManaging()
        let assessment = desk.assessment
        try await visit.change { change in try AssessmentStore.close(assessment, in: change) }
        return .redirect(
            AssessmentURL.assessment(desk.id).path,
            notice: visit.language(
                "L’évaluation est close. Vous pouvez la rouvrir.", "The assessment is closed. You can reopen it."))
    }

    @Sendable
    static func reopen(_ visit: Visit) async throws -> Reply {
        let desk = try await Desk.open(visit)
        try desk.requireManaging()
        let assessment = desk.assessment
        try await visit.change { change in try AssessmentStore.reopen(assessment, in: change) }
        return .redirect(
            AssessmentURL.assessment(desk.id).path,
            notice: visit.language("L’évaluation est rouverte.", "The assessment is open again."))
    }
}

/// Letting the region and the nation read an assessment, and taking that back.
enum SharingHandler {
    @Sendable
    static func share(_ visit: Visit) async throws -> Reply {
        try await set(
            true, visit,
            notice: visit.language(
                "La région et le niveau national peuvent lire cette évaluation.",
                "The region and the national level can read this assessment."))
    }

    @Sendable
    static func unshare(_ visit: Visit) async throws -> Reply {
        try await set(
            false, visit,
            notice: visit.language(
                "L’évaluation n’est plus partagée.", "The assessment is no longer shared."))
    }

    private static func set(_ isShared: Bool, _ visit: Visit, notice: String) async throws -> Reply {
        let desk = try await Desk.open(visit)
        try desk.requireManaging()
        let assessment = desk.assessment
        try await visit.change { change in try AssessmentStore.share(assessment, isShared, in: change) }
        return .redirect(AssessmentURL.assessment(desk.id).path, notice: notice)
    }
}
