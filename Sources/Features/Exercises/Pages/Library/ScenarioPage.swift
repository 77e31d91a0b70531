// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// A scenario before it is played. Its story is for those who prepare: a player who read it would have nothing to find out.
enum ScenarioPage {
    struct Model: Sendable {
        let place: Organisation
        let scenario: Scenario
        /// Nil: it comes with the program.
        let kept: KeptScenario?
        let mayManage: Bool
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, scenario, kept) = try await find(visit)
        let model = Model(
            place: place.organisation, scenario: scenario, kept: kept,
            mayManage: visit.mayManageExercises(of: place))
        return visit.exercisesPage(
            scenario.title, at: place, crumbs(place, scenario.title, visit.language), render(model, visit.language))
    }

    static func crumbs(_ place: Place, _ title: String, _ t: Language) -> [Crumb] {
        [
            Crumb(t("Scénarios", "Scenarios"), href: ExercisesURL.library(.init(place.organisation.id)).path),
            Crumb(title),
        ]
    }

    static func find(
        _ visit: Visit, _ permission: Permission = ExercisesPermissions.read
    ) async throws -> (Place, Scenario, KeptScenario?) {
        let place = try await visit.exercising(permission)
        return try await find(visit, place, key: try visit.parameter("scenarioExercice"))
    }

    static func find(_ visit: Visit, _ place: Place, key: String) async throws -> (Place, Scenario, KeptScenario?) {
        if let shipped = ShippedScenarios.named(key) { return (place, shipped, nil) }
        guard let id = KeptScenario.ID(key) else { throw Refusal.notFound }
        let organisation = place.organisation.id
        let found = try await visit.read { session in try ScenarioStore.scenario(id, of: organisation, in: session) }
        guard let found else { throw Refusal.notFound }
        do throws(DrillFault) {
            return (place, try ScenarioReader.read(found.file).scenario, found.kept)
        } catch {
            throw ImportScenarioPage.refusal(error)
        }
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let scenario = model.scenario.filled()
        let part = URLPath.Part(model.place.id)
        let key = model.kept.map { URLPath.Part($0.id) } ?? URLPath.Part(scenario.id)
        var list: [Action] = []
        if model.mayManage {
            list.append(
                Action(
                    t("Fixer une date", "Set a date"),
                    href: ExercisesURL.creation(part).path.with("scenario", model.kept?.id.text ?? scenario.id),
                    style: .primary))
            list.append(
                Action(
                    t("Télécharger le fichier", "Download the file"), href: ExercisesURL.scenarioFile(part, key).path))
        }
        let facts: [(String, HTML)] = [
            (t("Niveau", "Level"), "\(PlayWords.level(scenario.level, t))"),
            (t("Menace", "Threat"), "\(PlayWords.threat(scenario.threat, t))"),
            (t("Pour", "For"), "\(PlayWords.audience(scenario.audience, t))"),
            (t("Durée", "Duration"), "\(t("\(scenario.duration) minutes", "\(scenario.duration) minutes"))"),
            (t("Cellules", "Cells"), "\(scenario.cells.map { PlayWords.cell($0, t) }.joined(separator: ", "))"),
            (t("Stimuli", "Injects"), "\(t.number(scenario.injects.count))"),
        ]
        let objectives = sheet(
            t("Ce qu’on veut apprendre", "What one wants to learn"), ExerciseMark.list(scenario.objectives.map(\.title))
        )
        let rules = sheet(
            t("Règles", "Rules"),
            """
            \(ExerciseMark.list(scenario.rules))\(when(!scenario.forbidden.isEmpty, "<h3>\(t("À ne pas toucher", "Not to be touched"))</h3>\(ExerciseMark.list(scenario.forbidden))"))
            """)
        let situation = sheet(t("Ce que savent les joueurs", "What players know"), prose(scenario.situation))
        let secret: HTML = when(
            model.mayManage,
            """
            \(sheet(t("Le fil de l’histoire, pour l’animation seulement", "The story, for animators only"), prose(scenario.synopsis)))\
            \(roles(scenario, t))\(timeline(scenario, t))
            """)
        let removal: HTML = when(
            model.mayManage && model.kept?.removedAt == nil && model.kept != nil,
            actions([
                Action(
                    t("Retirer ce scénario", "Remove this scenario"),
                    post: ExercisesURL.scenarioRemoval(part, key).path,
                    style: .danger,
                    confirm: t(
                        "Retirer ce scénario de la bibliothèque\u{00A0}? Les exercices qui en viennent restent.",
                        "Remove this scenario from the library? Exercises made from it stay."))
            ]))
        return """
            \(pageHead(t, PageHead(scenario.title, lead: scenario.summary, actions: list)))\
            \(columns("\(sheet(t("En bref", "In short"), definitionList(facts)))\(objectives)", "\(situation)\(rules)"))\
            \(secret)\(sources(scenario, t))\(removal)
            """
    }

    private static func roles(_ scenario: Scenario, _ t: Language) -> HTML {
        guard !scenario.roles.isEmpty else { return HTML() }
        let title = t("Qui tient quoi", "Who holds what")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Rôle", "Role")), Column(t("Place", "Place"), isShort: true),
                        Column(t("Mission", "Mission")),
                    ],
                    rows: scenario.roles.map { role in
                        [
                            "\(role.title)",
                            "\(PlayWords.kind(role.kind, t))\(when(role.cell) { "<br><small>\(PlayWords.cell($0, t))</small>" })",
                            "\(role.mission)\(when(!role.plays.isEmpty, "<p class=\"quiet\">\(t("Joue\u{00A0}: ", "Plays: "))\(role.plays)</p>"))",
                        ]
                    })))
    }

    private static func timeline(_ scenario: Scenario, _ t: Language) -> HTML {
        let title = t("Chronogramme", "Timeline")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("N°", "No")), Column(t("Heure", "Time"), isShort: true),
                        Column(t("Pour", "For")), Column(t("Stimulus", "Inject")),
                    ],
                    rows: scenario.injects.map { inject in
                        [
                            "\(inject.id)",
                            "\(inject.at.map { PlayWords.mark($0 * 60, t) } ?? PlayWords.degree(.reserve, t))",
                            "\(PlayWords.recipient(inject.to, of: scenario, t))",
                            "\(inject.title) <span class=\"quiet\">\(PlayWords.channel(inject.channel, t)), \(PlayWords.degree(inject.degree, t))</span>",
                        ]
                    })))
    }

    private static func sources(_ scenario: Scenario, _ t: Language) -> HTML {
        when(
            !scenario.sources.isEmpty,
            disclosure(t("Sources", "Sources"), ExerciseMark.list(scenario.sources)))
    }
}
