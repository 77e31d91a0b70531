// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives

/// The first page of an organisation: where it stands and what comes first, from what every feature knows.
enum CockpitPage {
    struct Model: Sendable {
        let name: String
        let lead: String
        var figures: [Figure] = []
        var todo: [TodoItem] = []
        var panels: [HTML] = []
        var wide: [HTML] = []
    }

    /// The organisation of the person's widest role.
    @Sendable
    static func home(_ visit: Visit) async throws -> Reply {
        guard let first = visit.access.grants.min(by: { $0.lineage.identifiers.count < $1.lineage.identifiers.count })
        else {
            let t = visit.language
            let head = PageHead(
                t("Aucun rôle ne vous est encore confié", "No role has been given to you yet"),
                lead: t(
                    "L’administrateur de votre établissement peut vous en confier un\u{00A0}; cette page montrera alors vos établissements.",
                    "Your establishment's administrator can give you one; this page will then show your establishments."
                ))
            return visit.page(Page(head.title, main: pageHead(t, head)))
        }
        return .redirect(SiteAddress.cockpit(.init(first.organisation)).path)
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: SitePermissions.see)
        var model = Model(name: place.organisation.name, lead: lead(place.organisation, visit))
        var parts: [CockpitPart] = []
        for feature in visit.house.features {
            parts.append(try await feature.cockpit(of: place.organisation, for: visit))
        }
        model.figures = byUrgency(parts.map(\.figures)) { urgency(of: $0.tone) }
        model.todo = byUrgency(parts.map(\.todo)) { urgency(of: $0.state?.state) }
        model.panels = parts.flatMap(\.panels)
        model.wide = parts.flatMap(\.wide)
        let t = visit.language
        return visit.page(
            Page(title(model, t), at: place, main: render(model, t)))
    }

    /// The most urgent thing of each feature, the gravest first; then the second of each, and so on: no room fills the page
    /// alone, and none is pushed out by those that stand before it.
    static func byUrgency<Item>(_ lists: [[Item]], _ urgency: (Item) -> Int) -> [Item] {
        let ordered = lists.map { list in
            list.enumerated().sorted { (-urgency($0.element), $0.offset) < (-urgency($1.element), $1.offset) }
                .map(\.element)
        }
        return (0..<(ordered.map(\.count).max() ?? 0)).flatMap { round in
            ordered.filter { round < $0.count }.map { $0[round] }.enumerated()
                .sorted { (-urgency($0.element), $0.offset) < (-urgency($1.element), $1.offset) }.map(\.element)
        }
    }

    private static func urgency(of tone: Tone) -> Int {
        switch tone {
        case .bad: 2
        case .warn: 1
        case .good, .neutral: 0
        }
    }

    private static func urgency(of state: State?) -> Int {
        switch state {
        case .missing: 2
        case .expiring: 1
        default: 0
        }
    }

    private static func lead(_ organisation: Organisation, _ visit: Visit) -> String {
        let t = visit.language
        let day = t("Au \(t.date(visit.today)).", "As of \(t.date(visit.today)).")
        let kind = organisation.kind.title(t)
        // "France. National." says nothing; the name of a group or of a region already tells what it is.
        guard let finess = organisation.finess else { return day }
        return "\(day) \(kind), FINESS \(finess)."
    }

    /// A name may be of any gender and number: the question follows it.
    private static func title(_ model: Model, _ t: Language) -> String {
        t("\(model.name)\u{00A0}: où en est-on\u{00A0}?", "\(model.name): where do we stand?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = pageHead(
            t, PageHead(title(model, t), lead: model.lead))
        // Five figures at most: beyond that, nobody reads any of them (interface, principle 3).
        let figureRow = when(!model.figures.isEmpty, figures(t, Array(model.figures.prefix(5))))
        let below = when(!model.wide.isEmpty, stack(model.wide))
        guard !model.todo.isEmpty else {
            return "\(head)\(figureRow)\(when(!model.panels.isEmpty, stack(model.panels)))\(below)"
        }
        let todo = sheet(t("À faire d’abord", "To do first"), todoList(t, Array(model.todo.prefix(6))))
        guard !model.panels.isEmpty else { return "\(head)\(figureRow)\(todo)\(below)" }
        return "\(head)\(figureRow)\(columns(todo, stack(model.panels), .wideLeft))\(below)"
    }
}
