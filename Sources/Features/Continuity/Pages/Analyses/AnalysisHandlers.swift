// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// Reading, saving, validating and taking up again an impact analysis.
enum AnalysisHandlers {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, node) = try await find(visit, ContinuityPermissions.read)
        return page(visit, place, try await model(visit, place, node))
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, node) = try await find(visit, ContinuityPermissions.manage)
        let t = visit.language
        let read = AnalysisForm.Typed.read(form, of: node.id, today: visit.today, t)
        var errors = read.errors
        if errors.isEmpty {
            do {
                try await visit.keep(at: place) { change in
                    try AnalysisStore.save(read.analysis, read.objectives, of: node, in: change)
                }
                return back(
                    visit, place, node, t("Le bilan est enregistré.", "The analysis is saved."))
            } catch let error as ContinuityError where error.nature == .invalid {
                errors.add(error.message(t), to: "note")
            }
        }
        var model = try await model(visit, place, node)
        model.typed = read.typed
        model.errors = errors
        return page(visit, place, model, status: .unprocessable)
    }

    @Sendable
    static func validate(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, node) = try await find(visit, ContinuityPermissions.manage)
        let (t, today) = (visit.language, visit.today)
        var (typed, reviewOn, errors) = ValidationForm.Typed.read(form, today: today, t)
        if errors.isEmpty, let day = typed.on {
            do {
                let (function, review) = (typed.by, reviewOn)
                try await visit.keep(at: place) { change in
                    // What stands on the map now, not when the page was asked for.
                    guard let current = try ServiceMapStore.node(node.id, in: change.session) else {
                        throw ContinuityError.unknownNode
                    }
                    try AnalysisStore.validate(
                        current, by: function, on: day, reviewOn: review, today: today, in: change)
                }
                return back(
                    visit, place, node, t("Le bilan est validé.", "The analysis is validated."))
            } catch let error as ContinuityError where error.nature == .invalid {
                errors.add(error.message(t), to: error == .notComplete ? "interroge" : "valide-par")
            }
        }
        var model = try await model(visit, place, node)
        model.validation = typed
        model.errors = errors
        return page(visit, place, model, status: .unprocessable)
    }

    @Sendable
    static func resume(_ visit: Visit) async throws -> Reply {
        let (place, node) = try await find(visit, ContinuityPermissions.manage)
        try await visit.keep(at: place) { change in try AnalysisStore.resume(node, in: change) }
        return back(
            visit, place, node,
            visit.language(
                "Le bilan est repris\u{00A0}: validez-le à nouveau quand il sera prêt.",
                "The analysis is taken up again: validate it anew when it is ready."))
    }

    private static func back(_ visit: Visit, _ place: Place, _ node: PlacedNode, _ notice: String) -> Reply {
        .redirect(ContinuityURL.analysis(.init(place.organisation.id), .init(node.id)).path, notice: notice)
    }

    /// Components have durations, not analyses.
    private static func find(_ visit: Visit, _ permission: Permission) async throws -> (Place, PlacedNode) {
        let (place, node) = try await visit.node("bilan", permission)
        guard node.layer != .component else { throw Refusal.notFound }
        return (place, node)
    }

    private static func model(_ visit: Visit, _ place: Place, _ node: PlacedNode) async throws -> AnalysisPage.Model {
        let analysis = try await visit.read { session in try AnalysisStore.analysis(node.id, in: session) }
        var model = AnalysisPage.Model(
            place: place.organisation, node: node, analysis: analysis,
            typed: AnalysisForm.Typed(analysis, node.objectives),
            mayManage: visit.mayManage(place.organisation.lineage), today: visit.today)
        model.validation.on = visit.today
        return model
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: AnalysisPage.Model, status: Site.Status = .ok
    ) -> Reply {
        visit.continuityPage(
            AnalysisPage.title(model.node, visit.language), at: place, under: .analyses, crumb: model.node.name,
            status: status, AnalysisPage.render(model, visit.language))
    }
}
