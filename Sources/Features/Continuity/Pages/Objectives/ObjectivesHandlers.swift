// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// Showing the durations of services and components, and saving those that were typed.
enum ObjectivesHandlers {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued()
        return page(visit, place, try await model(visit, place))
    }

    /// Only what differs from what the page showed is written: somebody else may have decided the rest meanwhile.
    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.continued(ContinuityPermissions.manage)
        let t = visit.language
        var model = try await model(visit, place)
        var decided: [(PlacedNode, time: Double??, point: Double??)] = []
        for index in model.lines.indices where model.lines[index].isOpen {
            let node = model.lines[index].node
            func read(_ name: String) -> (typed: String, value: Double??) {
                let field = "\(name)-\(node.id)"
                guard form.has(field), form[field] != form["avant-\(field)"] else { return (form[field], nil) }
                return (form[field], .some(model.errors.duration(form, field, in: t)))
            }
            let (time, point) = (read("dmia"), read("pdma"))
            model.lines[index].typedTime = time.typed
            model.lines[index].typedPoint = point.typed
            if time.value != nil || point.value != nil { decided.append((node, time.value, point.value)) }
        }
        guard model.errors.isEmpty else { return page(visit, place, model, status: .unprocessable) }
        let path = ObjectivesPage.address(model, page: model.page)
        guard !decided.isEmpty else {
            return .redirect(path, notice: t("Rien n’a changé.", "Nothing changed."))
        }
        let choices = decided
        try await visit.keep(at: place) { change in
            for (node, time, point) in choices {
                guard let current = try ServiceMapStore.node(node.id, in: change.session), !current.isRemoved else {
                    throw ContinuityError.unknownNode
                }
                var objectives = current.objectives
                if let time { objectives.recoveryTime = time }
                if let point { objectives.recoveryPoint = point }
                try ServiceMapStore.decide(objectives, of: current, in: change)
            }
        }
        return .redirect(
            path,
            notice: t(
                "\(t.count(choices.count, ("durée enregistrée", "durées enregistrées"), ("", ""))).",
                "\(t.count(choices.count, ("", ""), ("line", "lines"))) saved."))
    }

    /// Two statements.
    private static func model(_ visit: Visit, _ place: Place) async throws -> ObjectivesPage.Model {
        let organisation = place.organisation
        let map = try await visit.read { session in
            try ServiceMapStore.map(seenFrom: organisation.lineage, in: session)
        }
        let layer: Layer? =
            switch visit.query["etage"] {
            case "services": .service
            case "composants": .component
            default: nil
            }
        return model(
            map, at: organisation, layer: layer, text: visit.query["q"] ?? "",
            isUndecidedOnly: visit.query["a-decider"] != nil, page: visit.query.page,
            mayManage: visit.mayManage(organisation.lineage))
    }

    static func model(
        _ map: PlacedMap, at place: Organisation, layer: Layer?, text: String, isUndecidedOnly: Bool, page: Int,
        mayManage: Bool
    ) -> ObjectivesPage.Model {
        let here = map.nodes.filter { $0.layer != .activity }
        let words = folded(text).split(separator: " ")
        let kept = here.filter { node in
            (layer.map { node.layer == $0 } ?? true) && (!isUndecidedOnly || node.node.recoveryTimeObjective == nil)
                && words.allSatisfy { folded(node.name).contains($0) }
        }
        .sorted {
            ($0.layer == .component ? 1 : 0, folded($0.name), $0.id.text)
                < ($1.layer == .component ? 1 : 0, folded($1.name), $1.id.text)
        }
        let size = ObjectivesPage.pageSize
        let current = min(max(page, 1), max((kept.count - 1) / size + 1, 1))
        let demands = Demands(map.map)
        let lines = kept.dropFirst((current - 1) * size).prefix(size).map { node in
            ObjectivesPage.Line(
                node: node, recoveryTime: demands.recoveryTime(of: node.node.key),
                recoveryPoint: demands.recoveryPoint(of: node.node.key), isOpen: mayManage && node.keeper == place.id,
                typedTime: Duration.typed(node.node.recoveryTimeObjective),
                typedPoint: Duration.typed(node.node.recoveryPointObjective))
        }
        return ObjectivesPage.Model(
            place: place, lines: lines, total: kept.count,
            undecided: here.count { $0.node.recoveryTimeObjective == nil }, layer: layer, text: text,
            isUndecidedOnly: isUndecidedOnly, page: current, mayManage: mayManage)
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: ObjectivesPage.Model, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return visit.continuityPage(
            ObjectivesPage.title(t), at: place, crumb: ContinuityTabs.objectives.title(t), status: status,
            ObjectivesPage.render(model, t))
    }
}
