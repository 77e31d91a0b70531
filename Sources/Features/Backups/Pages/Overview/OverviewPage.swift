// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// What would be lost tonight, and how long it would take to come back.
enum OverviewPage {
    enum Filter: String, CaseIterable, Sendable {
        case atRisk = "a-risque"
        case toWatch = "a-surveiller"
        case sound = "en-ordre"

        func title(_ t: Language) -> String {
            switch self {
            case .atRisk: t("À risque", "At risk")
            case .toWatch: t("À surveiller", "To watch")
            case .sound: t("En ordre", "Sound")
            }
        }

        func holds(_ cover: NodeCover) -> Bool {
            switch (self, cover.worst?.isSevere) {
            case (.atRisk, true?), (.toWatch, false?), (.sound, nil): true
            default: false
            }
        }
    }

    struct Model: Sendable {
        let facts: BackupFacts
        let covers: [NodeCover]
        let essentials: [EssentialCover]
        let counts: (open: Int, severe: Int, oldest: Day?)
        let alerts: [BackupAlert]
        /// Of a group: those of its members.
        var members: [(keeper: Keeper, open: Int, severe: Int, oldest: Day)] = []
        let review: BackupReview?
        var text = ""
        var filter: Filter?
        var page = 1
        var mayManage = false
        var note = ""
        var days = ""
        var errors = FormErrors()
        let zone: TimeZoneRule

        var place: Organisation { facts.place }
        var today: Day { facts.today }
        var isEmpty: Bool { facts.jobs.isEmpty && covers.isEmpty }
        var isFiltered: Bool { !text.isEmpty || filter != nil }

        var shown: [NodeCover] {
            covers.filter { cover in
                (filter?.holds(cover) ?? true) && (text.isEmpty || folded(cover.node.name).contains(folded(text)))
            }
        }

        func href(page: Int) -> URLPath {
            BackupsURL.overview(.init(place.id)).path.with("q", text.isEmpty ? nil : text)
                .with("etat", filter?.rawValue).with("page", page > 1 ? String(page) : nil)
        }
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp()
        var model = try await model(visit, place.organisation)
        model.text = visit.query["q"].map { String($0.prefix(100)) } ?? ""
        model.filter = visit.query["etat"].flatMap(Filter.init(rawValue:))
        model.page = visit.query.page
        if model.page > 1, (model.page - 1) * pageSize >= model.shown.count { return .redirect(model.href(page: 1)) }
        return page(visit, place, model)
    }

    static func model(_ visit: Visit, _ organisation: Organisation) async throws -> Model {
        let (now, today) = (visit.now, visit.today)
        var model = try await visit.read { [zone = visit.zone] session in
            let facts = try BackupFacts.read(of: organisation, at: now, today: today, in: session)
            let lineage = organisation.lineage
            return Model(
                facts: facts, covers: facts.covers, essentials: facts.essentials,
                counts: try AlertStore.counts(under: lineage, on: today, in: session),
                alerts: try AlertStore.page(under: lineage, filter: .open, on: today, limit: 5, offset: 0, in: session)
                    .rows,
                members: organisation.kind == .legalEntity || organisation.kind == .site
                    ? [] : try AlertStore.countsByPlace(under: lineage, on: today, in: session),
                review: try SettingStore.lastReview(of: organisation.id, in: session), zone: zone)
        }
        model.mayManage = visit.mayManage(organisation.lineage)
        model.days = String(model.facts.retestDays)
        return model
    }

    static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        visit.backupsPage(
            title(visit.language), at: place, tab: .overview, status: status, render(model, visit.language))
    }

    static func title(_ t: Language) -> String {
        t(
            "Que perdrait-on ce soir, et en combien de temps cela reviendrait-il\u{00A0}?",
            "What would be lost tonight, and how soon would it be back?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let creation = Action(
            t("Déclarer une sauvegarde", "Declare a backup"), href: BackupsURL.jobCreation(.init(model.place.id)).path,
            style: .primary)
        let bar = BackupsTabs.render(model.place.id, current: .overview, mayManage: model.mayManage, t)
        guard !model.isEmpty else {
            return pageHead(t, PageHead(title(t))) + bar
                + emptyState(
                    title: t("Aucune sauvegarde n’est déclarée", "No backup is declared"),
                    text: t(
                        "Déclarez une première tâche\u{00A0}: ce qu’elle couvre, à quel rythme, où vont les copies. Les "
                            + "comptes rendus de l’outil diront le reste.",
                        "Declare a first job: what it covers, how often, where the copies go. The reports of the "
                            + "program will tell the rest."), action: model.mayManage ? creation : nil)
        }
        let head = PageHead(title(t), lead: lead(model, t), actions: model.mayManage ? [creation] : [])
        return """
            \(pageHead(t, head))\(bar)\(errorSummary(t, model.errors.faults))\(figures(t, OverviewFigures.all(model, t)))\
            \(first(model, t))\
            \(chart(model, t))\(OverviewParts.members(model, t))\(OverviewTable.render(model, t))\
            \(OverviewParts.supervision(model, t))
            """
    }

    private static func first(_ model: Model, _ t: Language) -> HTML {
        let (alerts, essentials) = (OverviewParts.alerts(model, t), OverviewParts.essentials(model, t))
        return essentials.isEmpty ? alerts : columns(alerts, essentials, .wideLeft)
    }

    private static func chart(_ model: Model, _ t: Language) -> HTML {
        let critical = model.covers.filter { $0.isCritical && $0.exemption == nil }
        let content = AgeChart.render(critical, t)
        guard !content.isEmpty else { return HTML() }
        return sheet(
            t(
                "Ce qui serait perdu, pour les services dont dépendent les soins",
                "What would be lost, for the services that care depends on"),
            content)
    }

    /// The answer, in one sentence or two.
    static func lead(_ model: Model, _ t: Language) -> String {
        let critical = model.facts.critical
        let considered = critical.isEmpty ? model.covers.filter { $0.exemption == nil } : critical
        let unsaved = considered.filter { $0.age == nil }
        let oldest = considered.filter { $0.age != nil }.max { ($0.age ?? 0) < ($1.age ?? 0) }
        var sentences: [String] = []
        if let oldest, let age = oldest.age {
            sentences.append(
                t(
                    "Au pire \(t.hours(age)) de travail de «\u{00A0}\(oldest.node.name)\u{00A0}»",
                    "At worst \(t.hours(age)) of work of “\(oldest.node.name)”")
                    + (unsaved.isEmpty
                        ? "."
                        : t(
                            ", et tout de \(t.count(unsaved.count, ("service sans copie connue", "services sans copie connue"), ("", ""))).",
                            ", and all of \(t.count(unsaved.count, ("", ""), ("service without a known copy", "services without a known copy")))."
                        )))
        } else {
            sentences.append(
                t("Aucun compte rendu ne prouve encore une copie.", "No report proves any copy yet."))
        }
        let measured = considered.compactMap(\.hours)
        if let slowest = measured.max() {
            sentences.append(
                t(
                    "\(t.count(measured.count, ("restauration mesurée", "restaurations mesurées"), ("", ""))) sur \(t.number(considered.count)), la plus longue en \(t.hours(slowest)).",
                    "\(t.count(measured.count, ("", ""), ("restore measured", "restores measured"))) of \(t.number(considered.count)), the longest took \(t.hours(slowest))."
                ))
        } else {
            sentences.append(
                t(
                    "Nul ne sait encore en combien de temps cela reviendrait.",
                    "Nobody knows yet how long it would take."))
        }
        return sentences.joined(separator: " ")
    }
}
