// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Documents
import Foundation
import Identity
import Journal
import LegalClocks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Incidents of a group or a region without names: how many of which kind, when, and how long it took.
enum ObservatoryPage {
    struct Model: Sendable {
        let place: Organisation
        let observation: Observation
        let years: Int
    }

    private static let choices = [1, 3, 5]

    private static func read(_ visit: Visit) async throws -> (Place, Model) {
        let place = try await visit.place(try visit.identifier("organisation"), for: CrisisPermissions.observe)
        let lineage = place.organisation.lineage
        let years = visit.query["annees"].flatMap { Int($0) }.flatMap { choices.contains($0) ? $0 : nil } ?? 3
        let (zone, since) = (visit.zone, visit.now.adding(seconds: -years * 366 * 86_400))
        let incidents = try await visit.read { session in
            try ObservatoryStore.incidents(under: lineage, since: since, zone: zone, in: session)
        }
        let masks = !visit.access.may(CrisisPermissions.read, in: lineage)
        return (
            place,
            Model(
                place: place.organisation, observation: Observation(incidents: incidents, masks: masks), years: years)
        )
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, model) = try await read(visit)
        let t = visit.language
        let title = RoomTab.observatory.title(t)
        return visit.crisisPage(
            title, at: place, [Crumb(title)], "\(RoomTab.render(visit, place, .observatory))\(render(model, t))")
    }

    /// What goes to the level above is masked, whoever sends it.
    private static func exported(_ visit: Visit) async throws -> Model {
        let (place, model) = try await read(visit)
        let keeper = place.organisation
        try await visit.change { change in
            try change.record("crisis.observatory.exported", organisation: keeper.id.text, detail: keeper.name)
        }
        return Model(
            place: model.place, observation: Observation(incidents: model.observation.incidents, masks: true),
            years: model.years)
    }

    @Sendable
    static func csv(_ visit: Visit) async throws -> Reply {
        let model = try await exported(visit)
        return .download(
            ObservatoryFile.csv(model.observation), name: "observatoire-incidents.csv",
            mediaType: "text/csv; charset=utf-8")
    }

    @Sendable
    static func stix(_ visit: Visit) async throws -> Reply {
        let model = try await exported(visit)
        return .download(
            try ObservatoryFile.stix(model.observation, at: visit.now), name: "observatoire-incidents.json",
            mediaType: "application/stix+json;version=2.1")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let seen = model.observation
        let count = seen.incidents.count
        let part = URLPath.Part(model.place.id)
        let lead =
            count == 0
            ? t("Aucun incident déclaré sur la période.", "No incident declared over the period.")
            : t(
                "\(seen.shown(count).map { t.count($0, ("incident", "incidents"), ("", "")) } ?? "Moins de trois incidents") en \(t.count(model.years, ("an", "ans"), ("", ""))), sans nom.",
                "\(seen.shown(count).map { t.count($0, ("", ""), ("incident", "incidents")) } ?? "Fewer than three incidents") in \(t.count(model.years, ("", ""), ("year", "years"))), without names."
            )
        let years = String(model.years)
        let head = PageHead(
            t(
                "Que nous est-il arrivé, et à quelle vitesse avons-nous réagi\u{00A0}?",
                "What happened to us, and how fast did we react?"),
            lead: lead,
            actions: count == 0
                ? []
                : [
                    Action(
                        t("Exporter en CSV", "Export as CSV"),
                        href: CrisisURL.observatoryTable(part).path.with("annees", years)),
                    Action(
                        t("Exporter en STIX", "Export as STIX"),
                        href: CrisisURL.observatorySTIX(part).path.with("annees", years)),
                ])
        let filter = filterForm(
            t, action: CrisisURL.observatory(part).path,
            fields: select(
                Field(t, "annees", label: t("Période", "Period")),
                choices.map { Choice(String($0), t.count($0, ("an", "ans"), ("year", "years"))) }, selected: years))
        guard count > 0 else {
            return pageHead(t, head) + filter
                + emptyState(
                    title: t("Rien à observer", "Nothing to observe"),
                    text: t(
                        "Les incidents déclarés dans Carène apparaîtront ici, sans nom d’établissement.",
                        "The incidents declared in Carène will appear here, without names of establishments."))
        }
        return """
            \(pageHead(t, head))\(filter)\(figures(t, delays(model, t)))\
            \(columns(sheet(t("Par nature", "By kind"), kinds(model, t)), sheet(t("Par mois", "By month"), months(model, t))))\
            \(sheet(t("Par catégorie d’établissement", "By class of establishment"), classes(model, t)))\
            \(when(seen.masks, paragraph(t("Les effectifs de moins de trois ne sont pas montrés.", "Counts below three are not shown."), isQuiet: true)))
            """
    }

    private static func delays(_ model: Model, _ t: Language) -> [Figure] {
        Observation.Measure.allCases.map { measure in
            let delay = model.observation.delay(measure)
            let note =
                delay.map {
                    t(
                        "médiane de \(t.count($0.count, ("incident", "incidents"), ("", "")))",
                        "median of \(t.count($0.count, ("", ""), ("incident", "incidents")))")
                } ?? t("pas assez de mesures", "not enough measures")
            return Figure(
                delay.map { CrisisWords.length(hours: $0.median, t) } ?? "–", meaning: measure.title(t), note: note)
        }
    }

    private static func count(_ value: Int?, _ t: Language) -> String {
        value.map { t.number($0) } ?? t("moins de 3", "fewer than 3")
    }

    private static func kinds(_ model: Model, _ t: Language) -> HTML {
        let counts = model.observation.counts(by: \.kind)
        let rows = (IncidentKind.allCases.map(Optional.some) + [nil]).compactMap { kind -> CountBar? in
            guard let count = counts[kind], count > 0 else { return nil }
            return CountBar(
                name: kind.map { CrisisWords.kind($0)(t) } ?? t("Non précisée", "Not told"),
                value: model.observation.shown(count))
        }.sorted { ($0.value ?? 0) > ($1.value ?? 0) }
        let first = rows.first?.name ?? ""
        return CountChart.render(
            rows,
            caption: t("Le plus souvent\u{00A0}: \(first.lowercasedFirst).", "Most often: \(first.lowercasedFirst)."),
            rowTitle: t("Nature", "Kind"), t)
    }

    private static func months(_ model: Model, _ t: Language) -> HTML {
        let rows = model.observation.months.suffix(36).map { month, count in
            CountBar(
                name: "\(month.month < 10 ? "0" : "")\(month.month)/\(month.year)",
                value: model.observation.shown(count))
        }
        return CountChart.render(
            Array(rows), caption: t("Incidents détectés chaque mois", "Incidents detected each month"),
            rowTitle: t("Mois", "Month"), t)
    }

    private static func classes(_ model: Model, _ t: Language) -> HTML {
        let seen = model.observation
        let groups = Dictionary(grouping: seen.incidents, by: \.establishmentClass).sorted { $0.key < $1.key }
        return table(
            t,
            Table(
                caption: t("Nombre, et délais médians", "Count, and median delays"),
                columns: [Column(t("Catégorie", "Class")), Column(t("Incidents", "Incidents"), isNumber: true)]
                    + Observation.Measure.allCases.map { Column($0.short(t), isNumber: true) },
                rows: groups.map { name, incidents in
                    ["\(name)", "\(count(seen.shown(incidents.count), t))"]
                        + Observation.Measure.allCases.map { measure in
                            "\(seen.delay(measure, of: incidents).map { "\(CrisisWords.length(hours: $0.median, t)) (\($0.count))" } ?? "–")"
                        }
                }))
    }
}

extension Observation.Measure {
    func title(_ t: Language) -> String {
        switch self {
        case .detect: t("du premier signe à la détection", "from the first sign to the detection")
        case .decide: t("de la détection à la première décision", "from the detection to the first decision")
        case .notify: t("de la détection au premier signalement", "from the detection to the first notification")
        case .restore: t("de la détection au retour à la normale", "from the detection until back to normal")
        }
    }

    func short(_ t: Language) -> String {
        switch self {
        case .detect: t("Détecter", "Detect")
        case .decide: t("Décider", "Decide")
        case .notify: t("Signaler", "Notify")
        case .restore: t("Rétablir", "Restore")
        }
    }
}
