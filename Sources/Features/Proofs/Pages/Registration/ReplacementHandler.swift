// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Identity
import Markup
import Organisations
import Primitives
import Site

/// A newer version takes the place of a proof; the old one is kept.
enum ReplacementHandler {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await ProofDesk.open(visit)
        try desk.requireReplacing()
        var (model, kind) = try await model(desk, visit)
        model.entry = ProofEntry(replacing: desk.proof, kind: kind, words: model.words, visit.language)
        return RegistrationPage.page(model, desk.place, visit)
    }

    @Sendable
    static func replace(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form(fileLimit: RegistrationHandler.formLimit)
        let desk = try await ProofDesk.open(visit)
        try desk.requireReplacing()
        var (model, kind) = try await model(desk, visit)
        model.entry = ProofEntry(form, kind: kind)
        let allowed = visit.access.scope(of: ProofPermissions.register)
        let (id, today) = (desk.proof.id, visit.today)
        let saved = try await Submission(form, kind, previousFile: desk.proof.file).save(&model, visit) {
            draft, change in
            try ProofStore.replace(id, by: draft, allowed: allowed, today: today, in: change)
        }
        guard let saved else { return RegistrationPage.page(model, desk.place, visit, status: .unprocessable) }
        let t = visit.language
        return .redirect(
            ProofsURL.proof(.init(saved)).path,
            notice: t(
                "La nouvelle version est enregistrée\u{00A0}; l’ancienne reste consultable.",
                "The new version is registered; the old one can still be read."))
    }

    private static func model(_ desk: ProofDesk, _ visit: Visit) async throws -> (RegistrationPage.Model, ProofKind) {
        // A kind that no feature publishes any more keeps its name and says nothing.
        let kind =
            visit.house.proofKind(desk.proof.kind)
            ?? ProofKind(desk.proof.kind, Phrase(desk.proof.kind, desk.proof.kind))
        var model = try await RegistrationPage.model(desk.place.organisation, kind: kind.id, target: nil, visit)
        if model.kind == nil {
            model = RegistrationPage.Model(
                organisation: desk.place.organisation, kinds: model.kinds, kind: kind, words: [:],
                places: [desk.place.organisation], today: visit.today)
        }
        model.previous = desk.proof
        return (model, kind)
    }
}
