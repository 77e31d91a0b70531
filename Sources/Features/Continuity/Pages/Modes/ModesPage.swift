// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// How long each unit holds without computers, those that give up first at the top.
enum ModesPage {
    static let pageSize = 50

    struct Line: Sendable {
        let mode: DegradedMode
        /// Of the services that the activity needs, the one that is to come back last.
        let last: (name: String, hours: Double)?
        let href: URLPath?

        var isTooShort: Bool {
            guard let endurance = mode.draft.endurance, let last else { return false }
            return endurance < last.hours
        }

        var isNeverTried: Bool { mode.draft.triedOn == nil }
    }

    enum Filter: String, Sendable, CaseIterable {
        case tooShort
        case neverTried

        var word: String { self == .tooShort ? "trop-courts" : "jamais-essayes" }
    }

    struct Model: Sendable {
        let place: Organisation
        /// Kept ones, all of them.
        let lines: [Line]
        let removed: [DegradedMode]
        /// Activities kept here or below that have no mode.
        let without: [PlacedNode]
        let filter: Filter?
        let text: String
        let page: Int
        let mayManage: Bool

        var kept: [Line] {
            let words = folded(text).split(separator: " ")
            return lines.filter { line in
                let matches = words.allSatisfy { folded(line.mode.name).contains($0) }
                return switch filter {
                case .tooShort: matches && line.isTooShort
                case .neverTried: matches && line.isNeverTried
                case nil: matches
                }
            }
        }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued()
        let organisation = place.organisation
        let (map, modes) = try await visit.read { session in
            (
                try ServiceMapStore.map(seenFrom: organisation.lineage, in: session),
                try ModeStore.all(under: organisation.lineage, in: session)
            )
        }
        let model = model(
            map, modes, at: organisation, filter: Filter.allCases.first { $0.word == visit.query["etat"] },
            text: visit.query["q"] ?? "", page: visit.query.page, mayManage: visit.mayManage(organisation.lineage))
        let t = visit.language
        return visit.continuityPage(title(t), at: place, crumb: ContinuityTabs.modes.title(t), render(model, t))
    }

    static func lines(_ map: PlacedMap, _ modes: [DegradedMode]) -> [Line] {
        modes.filter { !$0.isRemoved }.map { mode in
            Line(
                mode: mode, last: map.map.lastService(of: mode.node.text).map { ($0.node.name, $0.hours) },
                href: ContinuityURL.mode(.init(mode.organisation), .init(mode.id)).path)
        }
    }

    static func model(
        _ map: PlacedMap, _ modes: [DegradedMode], at place: Organisation, filter: Filter?, text: String, page: Int,
        mayManage: Bool
    ) -> Model {
        let covered = Set(modes.filter { !$0.isRemoved }.map(\.node))
        return Model(
            place: place, lines: lines(map, modes), removed: modes.filter(\.isRemoved),
            without: map.nodes.filter {
                $0.layer == .activity && place.lineage.contains($0.keeperLineage) && !covered.contains($0.id)
            }, filter: filter, text: text, page: page, mayManage: mayManage)
    }

    static func title(_ t: Language) -> String {
        t("Combien de temps tient-on sans informatique\u{00A0}?", "How long does one hold without computers?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let add = Action(
            t("Ajouter un mode dégradé", "Add a degraded mode"),
            href: ContinuityURL.modeCreation(.init(model.place.id)).path, style: .primary)
        let head = PageHead(title(t), lead: lead(model, t), actions: model.mayManage ? [add] : [])
        return """
            \(pageHead(t, head))\(ContinuityTabs.render(model.place.id, current: .modes, t))\
            \(filters(model, t))\(list(model, t))\(without(model, t))\(removed(model, t))
            """
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        var sentences: [String] = []
        if let first = model.lines.first(where: { $0.mode.draft.endurance != nil }),
            let hours = first.mode.draft.endurance
        {
            sentences.append(
                t(
                    "«\u{00A0}\(first.mode.name)\u{00A0}» s’use en premier\u{00A0}: \(Duration.words(hours, t)).",
                    "“\(first.mode.name)” wears out first: \(Duration.words(hours, t))."))
        }
        let short = model.lines.count(where: \.isTooShort)
        if short > 0 {
            sentences.append(
                t(
                    "\(t.count(short, ("mode tient", "modes tiennent"), ("", ""))) moins longtemps que le retour prévu.",
                    "\(t.count(short, ("", ""), ("mode holds", "modes hold"))) less than the planned return."))
        }
        let untried = model.lines.count(where: \.isNeverTried)
        if untried > 0 {
            sentences.append(
                t(
                    "\(t.count(untried, ("n’a jamais été essayé", "n’ont jamais été essayés"), ("", ""))).",
                    "\(t.number(untried)) never tried."))
        }
        return sentences.joined(separator: " ")
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        guard !model.lines.isEmpty else { return HTML() }
        let action = ContinuityURL.modes(.init(model.place.id)).path
        let fields: [HTML] = [
            textField(Field(t, "q", label: t("Activité", "Activity")), value: model.text, maxLength: 100),
            select(
                Field(t, "etat", label: t("Montrer", "Show")),
                [
                    Choice(
                        Filter.tooShort.word, t("Ceux qui tiennent moins que le retour", "Those that hold too little")),
                    Choice(Filter.neverTried.word, t("Ceux qui n’ont jamais été essayés", "Those never tried")),
                ], selected: model.filter?.word, placeholder: t("Tous", "All")),
        ]
        return filterForm(
            t, action: action, fields: fields.html { $0 },
            reset: model.filter != nil || !model.text.isEmpty ? action : nil)
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard !model.lines.isEmpty else {
            return emptyState(
                title: t("Aucun mode dégradé n’est décrit", "No degraded mode is described"),
                text: t(
                    "Commencez par les urgences ou la réanimation\u{00A0}: que fait-on sur papier, et combien d’heures "
                        + "cela tient-il\u{00A0}?",
                    "Begin with emergencies or intensive care: what is done on paper, and for how many hours?"),
                action: model.mayManage
                    ? Action(
                        t("Décrire le premier", "Describe the first"),
                        href: ContinuityURL.modeCreation(.init(model.place.id)).path) : nil)
        }
        let kept = model.kept
        guard !kept.isEmpty else {
            return paragraph(t("Rien ne correspond à ces filtres.", "Nothing matches these filters."))
        }
        let pages = Pager(page: model.page, pageSize: pageSize, total: kept.count) { page in
            ContinuityURL.modes(.init(model.place.id)).path.with("q", model.text.isEmpty ? nil : model.text)
                .with("etat", model.filter?.word).with("page", page > 1 ? String(page) : nil)
        }
        let shown = kept.dropFirst((pages.currentPage - 1) * pageSize).prefix(pageSize)
        return sheet(
            t("Les modes dégradés, du plus court au plus long", "Degraded modes, the shortest first"),
            "\(table(Array(shown), at: model.place.id, t))\(pager(t, pages))")
    }

    static func table(_ lines: [Line], at place: Organisation.ID, _ t: Language) -> HTML {
        let caption = t("Modes dégradés, du plus court au plus long", "Degraded modes, the shortest first")
        return Components.table(
            t,
            Table(
                caption: caption, isCaptionHidden: true, stacks: true,
                columns: [
                    Column(t("Activité", "Activity")), Column(t("Tient", "Holds")),
                    Column(t("Dernier service attendu", "Last service expected")), Column(t("Essai", "Trial")),
                ], rows: lines.map { row($0, at: place, t) }))
    }

    private static func row(_ line: Line, at place: Organisation.ID, _ t: Language) -> [HTML] {
        let draft = line.mode.draft
        let name: HTML = line.href.map { "<a href=\"\($0)\">\(line.mode.name)</a>" } ?? "\(line.mode.name)"
        let keeper: HTML = when(line.mode.organisation != place, "<br><small>\(line.mode.keeperName)</small>")
        let reason: HTML = when(!draft.endsBecause.isEmpty, "<br><small>\(draft.endsBecause)</small>")
        let last: HTML = when(line.last) { last in
            """
            \(last.name), <strong>\(Duration.words(last.hours, t))</strong> \
            \(when(line.isTooShort, badge(t, .missing, t("Trop court", "Too short"))))
            """
        }
        let trial: HTML = when(draft.triedOn) { "<br><small>\(t.date($0))</small>" }
        return [
            "\(name)\(keeper)",
            "<strong>\(draft.endurance.map { Duration.words($0, t) } ?? t("pas mesuré", "not measured"))</strong>\(reason)",
            line.last == nil ? "–" : last, "\(badge(t, StateWords.badge(draft, t)))\(trial)",
        ]
    }

    private static func without(_ model: Model, _ t: Language) -> HTML {
        guard !model.without.isEmpty, !model.lines.isEmpty else { return HTML() }
        let title = t("Sans mode dégradé", "Without a degraded mode")
        return sheet(
            title,
            items(
                model.without.prefix(30).map { node in
                    let path = ContinuityURL.modeCreation(.init(node.keeper)).path.with("activite", node.id.text)
                    let name: HTML =
                        model.mayManage ? "<a href=\"\(path)\">\(node.name)</a>" : "\(node.name)"
                    return "\(name)\(when(node.keeper != model.place.id, " <small>\(node.keeperName)</small>"))"
                }))
    }

    private static func removed(_ model: Model, _ t: Language) -> HTML {
        guard !model.removed.isEmpty else { return HTML() }
        return disclosure(
            t("Modes retirés", "Removed modes"),
            items(
                model.removed.prefix(50).map { mode in
                    let undo: HTML = when(
                        model.mayManage,
                        postButton(
                            action: ContinuityURL.modeRestoration(.init(mode.organisation), .init(mode.id)).path,
                            t("Rétablir", "Restore")))
                    return ends("<span>\(mode.name)</span>", undo)
                }))
    }
}
