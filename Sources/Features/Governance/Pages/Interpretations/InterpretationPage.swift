// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// One official interpretation: the question, the answer, where it comes from.
enum InterpretationPage {
    struct Model: Sendable {
        let place: Organisation
        let interpretation: Interpretation
        var frameworks: [String: String] = [:]
        /// Only where it is kept.
        var mayManage = false
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, one) = try await find(visit, GovernancePermissions.read)
        let t = visit.language
        let model = Model(
            place: place.organisation, interpretation: one, frameworks: try await FrameworkNames.all(in: visit.house),
            mayManage: one.keeper.id == place.organisation.id && visit.mayManage(place.organisation.lineage))
        return visit.governancePage(
            one.question, at: place, under: GovernanceTabs.interpretations.crumb(place.organisation.id, t),
            crumb: t("Précision", "Interpretation"), render(model, t))
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, one) = try await own(visit)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try InterpretationStore.remove(one, in: change)
        }
        return .redirect(
            GovernanceURL.interpretation(.init(place.organisation.id), .init(one.id)).path,
            notice: visit.language(
                "La précision est retirée des listes. Vous pouvez la rétablir ici.",
                "The interpretation has left the lists. You can restore it here."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let (place, one) = try await own(visit)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try InterpretationStore.restore(one, in: change)
        }
        return .redirect(
            GovernanceURL.interpretation(.init(place.organisation.id), .init(one.id)).path,
            notice: visit.language("La précision est rétablie.", "The interpretation is restored."))
    }

    /// Visible where it is kept, below, and to those who look from above.
    static func find(_ visit: Visit, _ permission: Permission) async throws -> (Place, Interpretation) {
        let place = try await visit.governed(permission)
        let id: Interpretation.ID = try visit.identifier("precision")
        let found = try await visit.read { session in try InterpretationStore.interpretation(id, in: session) }
        let here = place.organisation.lineage
        guard let found, found.keeper.lineage.contains(here) || here.contains(found.keeper.lineage),
            !found.isRemoved || found.keeper.id == place.organisation.id
        else { throw Refusal.notFound }
        return (place, found)
    }

    /// Changed only where it is kept.
    static func own(_ visit: Visit) async throws -> (Place, Interpretation) {
        let (place, one) = try await find(visit, GovernancePermissions.manage)
        guard one.keeper.id == place.organisation.id else { throw Refusal.notFound }
        return (place, one)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let one = model.interpretation
        let place = URLPath.Part(model.place.id)
        var buttons: [Action] = []
        if model.mayManage {
            buttons =
                one.isRemoved
                ? [
                    Action(
                        t("Rétablir", "Restore"),
                        post: GovernanceURL.interpretationRestoration(place, .init(one.id)).path)
                ]
                : [
                    Action(
                        t("Modifier", "Change"), href: GovernanceURL.interpretationEdition(place, .init(one.id)).path),
                    Action(
                        t("Retirer", "Remove"), post: GovernanceURL.interpretationRemoval(place, .init(one.id)).path,
                        style: .danger,
                        confirm: t(
                            "Retirer cette précision\u{00A0}? Vous pourrez la rétablir.",
                            "Remove this interpretation? You can restore it.")),
                ]
        }
        let head = PageHead(
            one.question, lead: t("Réponse du \(t.date(one.givenOn)).", "Answer of \(t.date(one.givenOn))."),
            actions: buttons,
            state: one.isRemoved ? StateBadge(.closed, t("Retirée", "Removed")) : nil)
        return """
            \(pageHead(t, head))\(sheet(t("La réponse", "The answer"), prose(one.answer)))\
            \(sheet(t("D’où elle vient", "Where it comes from"), definitionList(origin(model, t))))
            """
    }

    private static func origin(_ model: Model, _ t: Language) -> [(term: String, value: HTML)] {
        let one = model.interpretation
        var lines: [(term: String, value: HTML)] = [(term: t("Source", "Source"), value: "\(one.source)")]
        if let address = one.address, InterpretationDraft.isAddress(address) {
            lines.append(
                (
                    term: t("Adresse", "Address"),
                    value: "<a href=\"\(address)\" rel=\"noreferrer noopener external\">\(address)</a>"
                ))
        }
        if let framework = one.framework {
            let code: HTML = when(one.requirement) { " <span class=\"code\">\($0)</span>" }
            lines.append(
                (term: t("Exigence", "Requirement"), value: "\(model.frameworks[framework] ?? framework)\(code)"))
        }
        lines.append((term: t("Ajoutée par", "Added by"), value: "\(one.author)"))
        lines.append((term: t("Tenue par", "Kept by"), value: "\(one.keeper.name)"))
        return lines
    }
}
