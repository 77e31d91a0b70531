// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The first page of a region and of the nation: who shares, how they stand, framework by framework.
enum RegionCockpit {
    struct Model: Sendable {
        let place: Organisation.ID
        let reading: RegionReader.Reading
        /// The reader has the right to read everything below, shared or not.
        let readsEverything: Bool
    }

    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        let scope = AssessmentScope(visit.access)
        let lineage = organisation.lineage
        let reading = try await visit.read { session in
            try RegionReader.read(under: lineage, for: scope, in: session)
        }
        let model = Model(
            place: organisation.id, reading: reading,
            readsEverything: scope.full.contains { $0.contains(lineage) })
        return render(model, visit.language)
    }

    static func render(_ model: Model, _ t: Language) -> CockpitPart {
        guard let first = model.reading.lines.first else { return CockpitPart(panels: [nothing(model, t)]) }
        let list = sheet(
            model.readsEverything
                ? t("Ce que les établissements ont mesuré", "What the establishments have measured")
                : t("Ce qui est partagé avec vous", "What is shared with you"),
            action: Action(
                t("Toutes les évaluations", "All the assessments"),
                href: AssessmentURL.list(.init(model.place)).path),
            table(t, lines(model, t)))
        return CockpitPart(figures: figures(model, first, t), panels: [list])
    }

    private static func figures(_ model: Model, _ first: RegionReader.Line, _ t: Language) -> [Figure] {
        let list = AssessmentURL.list(.init(model.place)).path
        let count = model.reading.establishments
        let mean = Statistics.median(first.means)
        let index = Statistics.median(first.indexes)
        let subject = t("sur «\u{00A0}\(first.title)\u{00A0}»", "on “\(first.title)”")
        return [
            Figure(
                t.number(count),
                meaning: model.readsEverything
                    ? count < 2
                        ? t("établissement s’est évalué", "establishment has assessed itself")
                        : t("établissements se sont évalués", "establishments have assessed themselves")
                    : count < 2
                        ? t("établissement partage ses résultats", "establishment shares its results")
                        : t("établissements partagent leurs résultats", "establishments share their results"),
                note: t.count(
                    model.reading.lines.count, ("référentiel", "référentiels"), ("framework", "frameworks")),
                href: list),
            Figure(
                Verdict.figure(index, t), meaning: t("d’indice médian", "median index"),
                note: "\(subject)\(t("\u{00A0}: ", ": "))\(Verdict.words(index, t))", tone: Verdict.tone(index)),
            Figure(
                mean.map { t.percent($0) } ?? "–",
                meaning: t("en moyenne, à l’établissement médian", "on average, at the median establishment"),
                note: subject),
        ]
    }

    private static func lines(_ model: Model, _ t: Language) -> Table {
        Table(
            caption: t(
                "La dernière évaluation de chaque établissement, par référentiel",
                "The last assessment of each establishment, by framework"),
            columns: [
                Column(t("Référentiel", "Framework")), Column(t("Établissements", "Establishments"), isNumber: true),
                Column(t("Indice médian sur 5", "Median index out of 5"), isNumber: true),
                Column(t("Moyenne médiane", "Median mean"), isNumber: true),
                Column(t("La plus récente", "The newest"), isNumber: true), Column(""),
            ],
            rows: model.reading.lines.map { line in
                [
                    "\(line.title)", "\(t.number(line.establishments))",
                    "\(Statistics.median(line.indexes).map { t.decimal($0) } ?? "–")",
                    "\(Statistics.median(line.means).map { t.percent($0) } ?? "–")", "\(t.date(line.newest))",
                    comparison(line, t),
                ]
            })
    }

    private static func comparison(_ line: RegionReader.Line, _ t: Language) -> HTML {
        when(line.campaign) { campaign in
            """
            <a href="\(AssessmentURL.campaign(.init(campaign)).path)">\(t("Comparer", "Compare"))\
            <span class="visually-hidden">\(t("\u{00A0}: ", ": "))\(line.title)</span></a>
            """
        }
    }

    private static func nothing(_ model: Model, _ t: Language) -> HTML {
        sheet(
            t("Auto-évaluation", "Self-assessment"),
            model.readsEverything
                ? emptyState(
                    title: t("Aucun établissement ne s’est encore évalué", "No establishment has assessed itself yet"),
                    text: t(
                        "Leurs résultats apparaîtront ici dès leurs premières réponses.",
                        "Their results will appear here from their first answers."))
                : emptyState(
                    title: t("Rien n’est encore partagé avec vous", "Nothing is shared with you yet"),
                    text: t(
                        "Chaque établissement décide de partager une évaluation avec sa région et le niveau national, depuis la page de cette évaluation.",
                        "Each establishment decides to share an assessment with its region and the national level, from the page of that assessment."
                    )))
    }
}
