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

/// The scenarios that may be played: those that come with the program, and the establishment's own.
enum LibraryPage {
    struct Model: Sendable {
        let place: Organisation
        let shipped: [Scenario]
        let kept: [KeptScenario]
        let mayManage: Bool
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.exercising()
        let id = place.organisation.id
        let kept = try await visit.read { session in try ScenarioStore.list(of: id, in: session) }
        let model = Model(
            place: place.organisation, shipped: ShippedScenarios.all, kept: kept,
            mayManage: visit.mayManageExercises(of: place))
        return visit.exercisesPage(
            title(visit.language), at: place, [Crumb(visit.language("Scénarios", "Scenarios"))],
            render(model, visit.language))
    }

    static func title(_ t: Language) -> String { t("Que voulez-vous jouer\u{00A0}?", "What do you want to play?") }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let part = URLPath.Part(model.place.id)
        let actions =
            model.mayManage
            ? [Action(t("Importer un scénario", "Import a scenario"), href: ExercisesURL.scenarioImport(part).path)]
            : []
        let lead = t(
            "Commencez par un niveau débutant\u{00A0}: on n’apprend bien que ce qu’on arrive à jouer.",
            "Begin with the beginner’s level: one learns what one manages to play.")
        let shipped = model.shipped.map { scenario -> HTML in
            let href = ExercisesURL.scenario(part, .init(scenario.id)).path
            let facts = [
                PlayWords.level(scenario.level, t), PlayWords.threat(scenario.threat, t),
                PlayWords.audience(scenario.audience, t),
                t("\(scenario.injects.count) stimuli", "\(scenario.injects.count) injects"),
                t("\(scenario.duration) minutes", "\(scenario.duration) minutes"),
            ].joined(separator: " · ")
            return """
                <div><strong><a href="\(href)">\(scenario.title)</a></strong><p>\(scenario.summary)</p>\
                <p class="quiet">\(facts)</p></div>
                """
        }
        let nothing = emptyState(
            title: t("Aucun scénario n’est livré", "No scenario is shipped"),
            text: t("Importez le vôtre pour commencer.", "Import yours to begin."))
        return """
            \(pageHead(t, PageHead(title(t), lead: lead, actions: actions)))\
            \(sheet(t("Livrés avec Carène", "That come with Carène"), shipped.isEmpty ? nothing : itemsApart(shipped)))\
            \(own(model, t))
            """
    }

    private static func own(_ model: Model, _ t: Language) -> HTML {
        let part = URLPath.Part(model.place.id)
        let here = model.kept.filter { $0.removedAt == nil }
        let removed = model.kept.filter { $0.removedAt != nil }
        let title = t("Les vôtres", "Yours")
        let list =
            here.isEmpty
            ? paragraph(
                t(
                    "Vous n’en avez importé aucun. Un fichier YAML suffit\u{00A0}; téléchargez un scénario livré comme modèle.",
                    "You imported none. A YAML file is enough; download a shipped scenario as a model."), isQuiet: true)
            : itemsApart(
                here.map { scenario in
                    let href = ExercisesURL.scenario(part, .init(scenario.id)).path
                    let facts = [
                        PlayWords.level(scenario.level, t), PlayWords.threat(scenario.threat, t),
                        t("version \(scenario.version)", "version \(scenario.version)"),
                        t("importé par \(scenario.importedBy)", "imported by \(scenario.importedBy)"),
                    ].joined(separator: " · ")
                    return """
                        <div><strong><a href="\(href)">\(scenario.title)</a></strong><p class="quiet">\(facts)</p></div>
                        """
                })
        let past: HTML = when(
            model.mayManage && !removed.isEmpty,
            disclosure(
                t("Scénarios retirés", "Removed scenarios"),
                items(
                    removed.map { scenario in
                        ends(
                            "<span>\(scenario.title), \(t("version \(scenario.version)", "version \(scenario.version)"))</span>",
                            postButton(
                                action: ExercisesURL.scenarioRestoration(part, .init(scenario.id)).path,
                                t("Rétablir", "Restore")))
                    })))
        return sheet(title, "\(list)\(past)")
    }
}
