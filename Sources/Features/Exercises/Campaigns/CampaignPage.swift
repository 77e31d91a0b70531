// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Documents
import Drills
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// A region, a group or the nation in a year of exercises: who planned, who played, what counts. Nothing of the content.
enum CampaignPage {
    static let pageSize = 50

    struct Model: Sendable {
        let place: Organisation
        let facts: CampaignFacts
        let text: String
        let page: Int
        let today: Day

        var kept: [CampaignFacts.Line] {
            text.isEmpty ? facts.lines : facts.lines.filter { folded($0.organisation.name).contains(folded(text)) }
        }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, model) = try await find(visit)
        let t = visit.language
        return visit.page(
            Page(
                title(model, t), at: place, trail: [Crumb(t("Campagne d’exercices", "Exercise campaign"))],
                main: render(model, t)))
    }

    @Sendable
    static func table(_ visit: Visit) async throws -> Reply {
        let (place, model) = try await find(visit)
        let t = visit.language
        var writer = CSVWriter(.frenchExcel)
        writer.write([
            t("Établissement", "Establishment"), t("Prévus", "Planned"), t("Joués", "Played"),
            t("Compte comme crise cyber", "Counts as cyber crisis"),
            t("Compte comme continuité", "Counts as continuity"),
            t("Niveaux", "Levels"),
        ])
        for line in model.facts.lines {
            writer.write([
                line.organisation.name, String(line.planned.count), String(line.played.count),
                line.counts ? t("oui", "yes") : t("non", "no"),
                line.exercises.contains(where: \.countsForContinuity) ? t("oui", "yes") : t("non", "no"),
                levels(line, t),
            ])
        }
        try await visit.change { change in
            try change.record(
                "exerciseCampaign.exported", organisation: place.organisation.id.text,
                subject: place.organisation.id.text,
                detail: String(model.facts.year))
        }
        return .download(
            writer.bytes, name: t("campagne-exercices", "exercise-campaign") + "-\(model.facts.year).csv",
            mediaType: "text/csv; charset=utf-8")
    }

    private static func find(_ visit: Visit) async throws -> (Place, Model) {
        let place = try await visit.place(try visit.identifier("organisation"), for: CampaignPermissions.read)
        let today = visit.today
        let wanted = visit.query["annee"].flatMap { Int($0) } ?? today.year
        let year = (2020...2200).contains(wanted) ? wanted : today.year
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else {
            throw Refusal.notFound
        }
        let organisation = place.organisation
        let (members, exercises) = try await visit.read { session in
            (
                try OrganisationStore.members(of: organisation.lineage, kinds: [.legalEntity], in: session),
                try CampaignStore.exercises(under: organisation.lineage, from: first, to: last, in: session)
            )
        }
        let own = organisation.kind == .legalEntity || organisation.kind == .site ? [organisation] : members
        let facts = CampaignFacts(year: year, establishments: own.filter { !$0.isClosed }, exercises: exercises)
        return (
            place,
            Model(
                place: organisation, facts: facts, text: visit.query["q"] ?? "", page: visit.query.page, today: today)
        )
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "Qui s’est entraîné en \(model.facts.year)\u{00A0}?", "Who trained in \(model.facts.year)?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let export = Action(
            t("Exporter en CSV", "Export as CSV"),
            href: ResultsURL.campaignTable(.init(model.place.id)).path.with("annee", String(model.facts.year)))
        let head = PageHead(title(model, t), lead: lead(model.facts, t), actions: model.facts.total > 0 ? [export] : [])
        return """
            \(pageHead(t, head))\(Components.figures(t, figures(model.facts, t)))\(filters(model, t))\(list(model, t))\
            \(columns(levels(model.facts, t) + shared(model.facts, t), national(model.facts, t)))
            """
    }

    private static func lead(_ facts: CampaignFacts, _ t: Language) -> String {
        guard facts.total > 0 else {
            return t("Aucun établissement n’est ici.", "There is no establishment here.")
        }
        return t(
            "\(t.count(facts.underWay, ("établissement a", "établissements ont"), ("", ""))) joué ou prévu un exercice, sur \(t.number(facts.total)). On ne voit ici ni le scénario ni ce qu’il a montré.",
            "\(t.number(facts.underWay)) of \(t.count(facts.total, ("", ""), ("establishment", "establishments"))) played or planned an exercise. Neither the scenario nor what it showed is seen here."
        )
    }

    private static func figures(_ facts: CampaignFacts, _ t: Language) -> [Figure] {
        let share = facts.share
        let tone: Tone = share.map { $0 >= NationalObjective.reached ? .good : ($0 >= 0.5 ? .warn : .bad) } ?? .neutral
        return [
            Figure(
                share.map { t.percent($0) } ?? "–", meaning: t("ont joué ou prévu", "played or planned"),
                note: t("79\u{00A0}% au niveau national fin 2024", "79% nationally at the end of 2024"), tone: tone),
            Figure(
                t.number(facts.played), meaning: t("ont joué", "played"),
                note: t("sur \(t.number(facts.total))", "of \(t.number(facts.total))")),
            Figure(
                t.number(facts.counted), meaning: t("ont un exercice qui compte", "have an exercise that counts"),
                note: t("règles vérifiées par l’établissement", "rules checked by the establishment")),
            Figure(
                t.number(facts.total - facts.underWay), meaning: t("n’ont rien prévu", "planned nothing"),
                tone: facts.total > facts.underWay ? .warn : .good),
        ]
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        let action = ResultsURL.campaign(.init(model.place.id)).path
        let years = ((model.today.year - 4)...(model.today.year + 1)).reversed()
        let fields: [HTML] = [
            textField(Field(t, "q", label: t("Établissement", "Establishment")), value: model.text, maxLength: 100),
            select(
                Field(t, "annee", label: t("Année", "Year")), years.map { Choice(String($0), String($0)) },
                selected: String(model.facts.year)),
        ]
        return filterForm(
            t, action: action, fields: fields.html { $0 },
            reset: model.text.isEmpty && model.facts.year == model.today.year ? nil : action)
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard model.facts.total > 0 else {
            return emptyState(
                title: t("Aucun établissement ici", "No establishment here"),
                text: t(
                    "Une campagne se suit depuis une région, un groupement ou la nation.",
                    "A campaign is followed from a region, a group or the nation."))
        }
        let kept = model.kept
        guard !kept.isEmpty else {
            return paragraph(t("Rien ne correspond à ce filtre.", "Nothing matches this filter."))
        }
        let pages = Pager(page: model.page, pageSize: pageSize, total: kept.count) { page in
            ResultsURL.campaign(.init(model.place.id)).path.with("q", model.text.isEmpty ? nil : model.text)
                .with("annee", String(model.facts.year)).with("page", page > 1 ? String(page) : nil)
        }
        let shown = kept.dropFirst((pages.currentPage - 1) * pageSize).prefix(pageSize)
        let caption = t("Par établissement", "By establishment")
        return sheet(
            caption,
            """
            \(Components.table(t, Table(
                caption: caption, isCaptionHidden: true, stacks: true,
                columns: [
                    Column(t("Établissement", "Establishment")), Column(t("Prévus", "Planned")),
                    Column(t("Joués", "Played")), Column(t("Niveau", "Level")), Column(t("État", "State"), isShort: true),
                ],
                rows: shown.map { line -> [HTML] in
                    [
                        "\(line.organisation.name)", days(line.planned, t), days(line.played, t), "\(levels(line, t))",
                        "\(badge(t, state(line, t)))",
                    ]
                })))\(pager(t, pages))
            """)
    }

    private static func days(_ exercises: [CampaignExercise], _ t: Language) -> HTML {
        exercises.isEmpty ? "–" : "\(exercises.map { t.date($0.day) }.joined(separator: ", "))"
    }

    private static func levels(_ line: CampaignFacts.Line, _ t: Language) -> String {
        let held = Set(line.exercises.map(\.level))
        let names = Scenario.Level.allCases.filter(held.contains).map { ResultWords.scenarioLevel($0, t) }
        return names.isEmpty ? "–" : names.joined(separator: ", ")
    }

    private static func state(_ line: CampaignFacts.Line, _ t: Language) -> StateBadge {
        if line.counts { return StateBadge(.proven, t("Compte", "Counts")) }
        if !line.played.isEmpty {
            return StateBadge(.toReview, t("Joué, reste à dire s’il compte", "Played, to say if it counts"))
        }
        if !line.planned.isEmpty { return StateBadge(.declared, t("Prévu", "Planned")) }
        return StateBadge(.missing, t("Rien de prévu", "Nothing planned"))
    }

    private static func levels(_ facts: CampaignFacts, _ t: Language) -> HTML {
        let caption = t("Par niveau", "By level")
        return sheet(
            caption,
            Components.table(
                t,
                Table(
                    caption: caption, isCaptionHidden: true,
                    columns: [
                        Column(t("Niveau", "Level")), Column(t("Prévus", "Planned"), isNumber: true),
                        Column(t("Joués", "Played"), isNumber: true), Column(t("Comptent", "Count"), isNumber: true),
                    ],
                    rows: Scenario.Level.allCases.map { level -> [HTML] in
                        let own = facts.exercises(level)
                        return [
                            "\(ResultWords.scenarioLevel(level, t).capitalised)",
                            "\(own.count { $0.stage == .planned })",
                            "\(own.count { $0.stage == .played })", "\(own.count(where: \.countsForCrisis))",
                        ]
                    })))
    }

    private static func shared(_ facts: CampaignFacts, _ t: Language) -> HTML {
        guard !facts.shared.isEmpty else { return HTML() }
        return sheet(
            t("Exercices de groupement", "Exercises of a group"),
            """
            \(items(facts.shared.map { "\($0.keeper.name), \(t.date($0.day))" }))\
            \(paragraph(t(
                "Pour quels membres ils comptent\u{00A0}: à confirmer avec l’ARS.",
                "Which members they count for: to be confirmed with the agency."), isQuiet: true))
            """)
    }

    private static func national(_ facts: CampaignFacts, _ t: Language) -> HTML {
        let lines = NationalObjective.all.map { one -> HTML in
            """
            <strong>\(t.percent(one.share))</strong>, \(one.day(t)). \(one.sentence(t))<br>\
            <small>\(t("Source\u{00A0}: ", "Source: "))<a href="\(one.source)">\(one.source)</a></small>
            """
        }
        return sheet(t("Repères nationaux", "National marks"), items(lines))
    }
}
