// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Primitives
import Site

/// Adds a remark to the conversation about a requirement.
enum RemarkHandler {
    static let field = "remarque"
    static let limit = 2000

    @Sendable
    static func add(_ visit: Visit) async throws -> Reply {
        let text = Visit.plain(try await visit.form()[field])
        let desk = try await Desk.open(visit)
        let code = try visit.parameter("requirement")
        guard desk.assessable.contains(where: { $0.code == code }) else { throw Refusal.notFound }
        guard desk.rights.remarks else { throw Refusal.forbidden }
        let t = visit.language
        var errors = FormErrors()
        if text.isEmpty { errors.add(AssessmentError.remarkEmpty.message(t), to: field) }
        if text.unicodeScalars.count > limit {
            errors.add(
                t("\(t.number(limit)) caractères au plus.", "\(t.number(limit)) characters at most."), to: field)
        }
        guard errors.isEmpty else {
            return try await RequirementPage.page(desk, code, remark: text, errors, visit, status: .unprocessable)
        }
        let assessment = desk.assessment
        try await visit.change { change in try RemarkStore.add(text, to: code, of: assessment, in: change) }
        return .redirect(
            AssessmentURL.requirement(desk.id, .init(code)).path.anchored(at: RequirementPage.remarksID),
            notice: t("Votre remarque est ajoutée.", "Your remark is added."))
    }
}
