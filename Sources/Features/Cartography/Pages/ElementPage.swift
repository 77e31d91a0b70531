// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// One element: what stops with it, what it needs first, who answers for it.
enum ElementPage {
    struct Model: Sendable {
        let place: Organisation
        let map: PlacedMap
        let node: PlacedNode
        var restores: [RestoreMeasure] = []
        /// Only where it is kept.
        var mayManage = false
        /// The person may change it, from the place that keeps it.
        var mayManageThere = false
        var link = LinkForm()
        var errors = FormErrors()

        var key: String { node.node.key }

        init(_ desk: ElementDesk, mayManage: Bool) {
            place = desk.place.organisation
            map = desk.map
            node = desk.node
            restores = desk.restores
            let isHere = desk.node.keeper == desk.place.organisation.id
            self.mayManage = mayManage && isHere
            mayManageThere = mayManage && !isHere
        }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await ElementDesk.open(visit)
        return page(visit, desk, Model(desk, mayManage: visit.mayKeepMap(desk.node.keeperLineage)))
    }

    static func page(_ visit: Visit, _ desk: ElementDesk, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.mapPage(
            desk.node.name, at: desk.place, under: desk.crumbs(t), crumb: desk.node.name, status: status,
            render(model, t))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let node = model.node
        let (place, id) = (URLPath.Part(model.place.id), URLPath.Part(model.node.id))
        guard !node.isRemoved else {
            let restore = Action(
                t("Rétablir", "Restore"), post: CartographyURL.restoration(place, id).path, style: .primary)
            return """
                \(pageHead(t, PageHead(
                    node.name,
                    lead: t(
                        "Cet élément est retiré de la cartographie. Ses liens dorment avec lui et reviendront avec lui.",
                        "This element is removed from the map. Its links sleep with it and will come back with it."),
                    actions: model.mayManage ? [restore] : [], state: StateBadge(.closed, t("Retiré", "Removed")))))\
                \(ElementFacts.sheet(node, t))
                """
        }
        var buttons = [
            Action(
                t("Voir sur la carte", "See on the map"),
                href: CartographyURL.map(place).path.with("autour", node.id.text))
        ]
        if model.mayManage {
            buttons.insert(Action(t("Modifier", "Change"), href: CartographyURL.edition(place, id).path), at: 0)
        } else if model.mayManageThere {
            let keeper = URLPath.Part(node.keeper)
            buttons.insert(
                Action(
                    t("Modifier chez \(node.keeperName)", "Change at \(node.keeperName)"),
                    href: CartographyURL.element(keeper, id).path), at: 0)
        }
        let reach = ElementReach(model)
        return """
            \(pageHead(t, PageHead(node.name, lead: lead(model, reach, t), actions: buttons)))\
            \(circles(model, t))\(columns(
                stack([LinkTables.needs(model, t), LinkTables.users(model, t), reach.sheet(t)]),
                stack([ElementFacts.sheet(node, t), restores(model, t)]), .wideLeft))\
            \(when(model.mayManage, LinkForm.addition(model, t)))\(when(model.mayManage, removal(model, t)))
            """
    }

    /// What happens when it stops, then what it needs to start.
    static func lead(_ model: Model, _ reach: ElementReach, _ t: Language) -> String {
        let needed =
            reach.supports.isEmpty
            ? t("Il n’attend rien d’autre pour démarrer.", "It waits for nothing else to start.")
            : t(
                "Pour démarrer, il lui faut \(t.count(reach.supports.count, ("élément", "éléments"), ("", ""))).",
                "To start, it needs \(t.count(reach.supports.count, ("", ""), ("element", "elements"))).")
        let activities = reach.users.count { $0.layer == .activity }
        let stopped: String
        if activities > 0 {
            let count = Layer.activity.count(activities, t)
            stopped =
                activities == 1
                ? t(
                    "Si cet élément s’arrête, \(count) s’arrête avec lui.",
                    "If this element stops, \(count) stops with it.")
                : t(
                    "Si cet élément s’arrête, \(count) s’arrêtent avec lui.",
                    "If this element stops, \(count) stop with it.")
        } else if model.node.layer == .activity {
            stopped = ""
        } else {
            stopped = t("Aucune activité ne s’arrête avec lui.", "No activity stops with it.")
        }
        return stopped.isEmpty ? needed : stopped + " " + needed
    }

    private static func circles(_ model: Model, _ t: Language) -> HTML {
        let through = model.map.map.allCycles().filter { $0.path.contains(model.key) }
        return through.html { circle in
            circle.isCut
                ? paragraph(CircleWords.cut(circle.path, model.map, t), isQuiet: true)
                : CircleWords.open(
                    circle.path, model.map, at: model.place, mayManage: model.mayManage, t)
        }
    }

    private static func restores(_ model: Model, _ t: Language) -> HTML {
        let title = t("Restaurations mesurées", "Measured restores")
        guard !model.restores.isEmpty else {
            return model.node.layer == .activity
                ? HTML()
                : sheet(
                    title,
                    paragraph(
                        t(
                            "Aucun essai de restauration connu\u{00A0}: la durée réelle n’est pas mesurée.",
                            "No known restore test: the real duration is not measured."), isQuiet: true))
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Le", "On"), isShort: true), Column(t("Durée", "Duration"), isNumber: true),
                        Column(t("Volume", "Volume"), isNumber: true),
                    ],
                    rows: model.restores.map { restore in
                        [
                            "\(t.date(restore.measuredOn))", "\(Hours.text(restore.hours, t))",
                            "\(restore.gigabytes.map { ElementFacts.volume($0, t) } ?? "–")",
                        ]
                    })))
    }

    private static func removal(_ model: Model, _ t: Language) -> HTML {
        actions([
            Action(
                t("Retirer cet élément", "Remove this element"),
                post: CartographyURL.removal(.init(model.place.id), .init(model.node.id)).path, style: .danger,
                confirm: t(
                    "Retirer cet élément et endormir ses liens\u{00A0}? Vous pourrez le rétablir.",
                    "Remove this element and put its links to sleep? You can restore it."))
        ])
    }
}
