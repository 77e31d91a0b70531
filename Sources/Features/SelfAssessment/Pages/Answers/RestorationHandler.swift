// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives
import Site

/// Brings an earlier answer back, as a new revision: nothing of the history is lost.
enum RestorationHandler {
    static let version = "version"

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await Desk.open(visit)
        let code = try visit.parameter("requirement")
        try desk.requireAnswering(code)
        let id = desk.assessment.id
        let history = try await visit.read { session in try AnswerStore.history(of: code, in: id, session) }
        guard let number = form.int(version), let basedOn = form.int(AnswerFields.revision),
            let old = history.first(where: { $0.revision == number })
        else { throw Refusal.notFound }
        var edit = AnswerEdit(old)
        edit.basedOn = basedOn
        // Who is in charge is a decision of today, not a part of the answer of that time.
        edit.responsible = desk.answer(code).responsible
        _ = try await AnswerHandler.write(edit, to: code, on: desk, visit)
        return .redirect(
            AssessmentURL.requirement(desk.id, .init(code)).path,
            notice: visit.language(
                "La réponse de cette version est de nouveau en vigueur.",
                "The answer of that version is in force again."))
    }
}
