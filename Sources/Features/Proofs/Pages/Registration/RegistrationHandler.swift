// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Receives the form of a new proof.
enum RegistrationHandler {
    private typealias Name = ProofEntry.Name

    /// The boundaries and the other fields come on top of the file; a file a little too large is told beside its field.
    static let formLimit = Vault.fileLimit + (1 << 20)

    @Sendable
    static func register(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form(fileLimit: formLimit)
        let place = try await visit.place(try visit.identifier("organisation"), for: ProofPermissions.register)
        let organisation = place.organisation
        var model = try await RegistrationPage.model(
            organisation, kind: form[Name.kind], target: form[Name.requirement], visit)
        guard let kind = model.kind else {
            model.errors.add(
                ProofError.unknownKind("").message(visit.language), to: Name.kind)
            return RegistrationPage.page(model, place, visit, status: .unprocessable)
        }
        model.entry = ProofEntry(form, kind: kind)
        let allowed = visit.access.scope(of: ProofPermissions.register)
        let today = visit.today
        let saved = try await Submission(form, kind, previousFile: nil).save(&model, visit) { draft, change in
            try ProofStore.register(draft, owner: organisation.id, allowed: allowed, today: today, in: change)
        }
        guard let saved else { return RegistrationPage.page(model, place, visit, status: .unprocessable) }
        let isAttached = try await attach(saved, model, place, visit)
        let t = visit.language
        return .redirect(
            ProofsURL.proof(.init(saved)).path,
            notice: isAttached
                ? t(
                    "La preuve est enregistrée et rattachée à l’exigence.",
                    "The proof is registered and attached to the requirement.")
                : t("La preuve est enregistrée.", "The proof is registered."))
    }

    /// A proof registered for a requirement whose framework says nothing of proofs is attached to it at once.
    private static func attach(
        _ id: Proof.ID, _ model: RegistrationPage.Model, _ place: Place, _ visit: Visit
    ) async throws -> Bool {
        guard let target = model.target, target.kinds.isEmpty,
            visit.access.may(ProofPermissions.manage, in: place.organisation.lineage)
        else { return false }
        return try await visit.change { change in
            guard let proof = try ProofStore.proof(id, in: change.session) else { return false }
            try ProofStore.pin(proof, to: [target.pin], in: change)
            return true
        }
    }
}
