// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// The durations of services and components, many on one page, each with who asks most of it.
enum ObjectivesPage {
    static let pageSize = 40

    struct Line: Sendable {
        let node: PlacedNode
        let recoveryTime: Demands.Demand?
        let recoveryPoint: Demands.Demand?
        /// Kept here, by somebody who may change it.
        let isOpen: Bool
        /// As typed.
        var typedTime: String
        var typedPoint: String

        /// Decided later than somebody who needs it can wait.
        var isLate: Bool {
            guard let own = node.node.recoveryTimeObjective, let recoveryTime else { return false }
            return own > recoveryTime.hours
        }
    }

    struct Model: Sendable {
        let place: Organisation
        var lines: [Line]
        let total: Int
        let undecided: Int
        let layer: Layer?
        let text: String
        let isUndecidedOnly: Bool
        let page: Int
        let mayManage: Bool
        var errors = FormErrors()
    }

    static func title(_ t: Language) -> String {
        t(
            "En combien de temps chaque service doit-il revenir\u{00A0}?", "How fast must each service come back?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(title(t), lead: lead(model, t))
        return """
            \(pageHead(t, head))\(ContinuityTabs.render(model.place.id, current: .objectives, t))\
            \(errorSummary(t, model.errors.faults))\(filters(model, t))\(list(model, t))
            """
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        let rule = t(
            "Un service revient au plus tard quand le plus pressé de ceux qui en ont besoin l’exige.",
            "A service comes back at the latest when the most pressed of those who need it demands.")
        guard model.undecided > 0 else { return rule }
        return rule + " "
            + t(
                "\(t.count(model.undecided, ("durée n’est pas décidée", "durées ne sont pas décidées"), ("", ""))).",
                "\(t.count(model.undecided, ("", ""), ("duration is not decided", "durations are not decided"))).")
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        let action = ContinuityURL.objectives(.init(model.place.id)).path
        let fields: [HTML] = [
            textField(Field(t, "q", label: t("Nom", "Name")), value: model.text, maxLength: 100),
            select(
                Field(t, "etage", label: t("Étage", "Layer")),
                [
                    Choice("services", t("Services", "Services")), Choice("composants", t("Composants", "Components")),
                ], selected: model.layer == .service ? "services" : model.layer == .component ? "composants" : nil,
                placeholder: t("Tous", "All")),
            checkbox(
                Field(t, "a-decider", label: t("Sans DMIA seulement", "Without objective only")),
                isChecked: model.isUndecidedOnly),
        ]
        let isFiltered = !model.text.isEmpty || model.layer != nil || model.isUndecidedOnly
        return filterForm(t, action: action, fields: fields.html { $0 }, reset: isFiltered ? action : nil)
    }

    static func address(_ model: Model, page: Int) -> URLPath {
        ContinuityURL.objectives(.init(model.place.id)).path.with("q", model.text.isEmpty ? nil : model.text)
            .with("etage", model.layer.map { $0 == .service ? "services" : "composants" })
            .with("a-decider", model.isUndecidedOnly ? "oui" : nil).with("page", page > 1 ? String(page) : nil)
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard model.total > 0 else {
            return emptyState(
                title: t("Aucun service à montrer", "No service to show"),
                text: t(
                    "Les services et les composants viennent de la cartographie\u{00A0}; ou rien ne correspond à ces filtres.",
                    "Services and components come from the map; or nothing matches these filters."))
        }
        let caption = t("Durées des services et des composants", "Durations of services and components")
        let content: HTML = table(
            t,
            Table(
                caption: caption, isCaptionHidden: true,
                columns: [
                    Column(t("Service ou composant", "Service or component")), Column(t("DMIA", "RTO")),
                    Column(t("Le plus exigeant de ceux qui en ont besoin", "The most demanding that needs it")),
                    Column(t("PDMA", "RPO")),
                    Column(t("Perte admise par ceux qui en ont besoin", "Loss its users accept")),
                    Column(t("Sauvegarde", "Backup"), isShort: true),
                ], rows: model.lines.map { row($0, model, t) }))
        let isOpen = model.lines.contains(where: \.isOpen)
        let pages = pager(
            t,
            Pager(page: model.page, pageSize: pageSize, total: model.total) { page in address(model, page: page) })
        let body: HTML =
            isOpen
            ? form(
                action: address(model, page: model.page),
                content + formActions(submit(t("Enregistrer les durées", "Save the durations"))))
            : content
        return sheet(caption, "\(body)\(pages)")
    }

    private static func row(_ line: Line, _ model: Model, _ t: Language) -> [HTML] {
        let node = line.node.node
        let id = line.node.id.text
        func cell(_ name: String, _ label: String, _ typed: String, _ hours: Double?) -> HTML {
            guard line.isOpen else { return "\(hours.map { Duration.words($0, t) } ?? "–")" }
            let field = "\(name)-\(id)"
            return """
                <div class="short-field">\(durationField(
                    Field(
                        t, field, label: "\(label), \(node.name)", error: model.errors[field], isLabelHidden: true),
                    value: typed))</div><input type="hidden" name="avant-\(field)" value="\(Duration.typed(hours))">
                """
        }
        let late: HTML = when(line.isLate, " \(badge(t, .missing, t("Trop tard", "Too late")))")
        return [
            NodeWords.cell(line.node, from: model.place.id, href: nil, NodeWords.layer(node.layer, t)),
            "\(cell("dmia", t("DMIA", "RTO"), line.typedTime, node.recoveryTimeObjective))\(late)",
            demand(line.recoveryTime, t), cell("pdma", t("PDMA", "RPO"), line.typedPoint, node.recoveryPointObjective),
            demand(line.recoveryPoint, t),
            "\(node.backupInterval.map { t("toutes les \(Duration.words($0, t))", "every \(Duration.words($0, t))") } ?? "–")",
        ]
    }

    /// « au plus 4 h, à cause de Urgences »: told, never written by itself.
    private static func demand(_ demand: Demands.Demand?, _ t: Language) -> HTML {
        guard let demand else { return "–" }
        let hours = Duration.words(demand.hours, t)
        return """
            \(t("au plus", "at most")) <strong>\(hours)</strong>\
            <br><small>\(t("à cause de", "because of")) \(demand.node.name)</small>
            """
    }
}
