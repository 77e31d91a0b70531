// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Frameworks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Opening an assessment, or a campaign for the members of a group: first the framework, then the rest.
enum OpeningPage {
    struct Model: Sendable {
        let organisation: Organisation
        let frameworks: [FrameworkSummary]
        /// Chosen in the first step; nil while it is not.
        let framework: Framework?
        let isInterview: Bool
        /// Of the group, each with the organisations it stands for; empty for a single establishment.
        let members: [Organisation]
        var entry: Entry
        var errors = FormErrors()
        let today: Day
    }

    /// What the second step holds.
    struct Entry: Sendable, Hashable {
        enum Audience: String, Sendable {
            case one = "seul"
            case members = "membres"
        }

        var audience: Audience
        var members: Set<String>
        var profiles: Set<String>
        var title: String
        var dueOn: String
    }

    enum Name {
        static let framework = "referentiel"
        static let audience = "pour"
        static let member = "membre"
        static let profile = "profil"
        static let title = "titre"
        static let due = "echeance"
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: AssessmentPermissions.manage)
        let model = try await model(place, framework: visit.query[Name.framework], visit)
        return page(model, place, visit)
    }

    static func page(_ model: Model, _ place: Place, _ visit: Visit, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let trail = [
            Crumb(t("Évaluations", "Assessments"), href: AssessmentURL.list(.init(place.organisation.id)).path),
            Crumb(t("Nouvelle évaluation", "New assessment")),
        ]
        return visit.page(
            Page(title(model, t), at: place, trail: trail, main: render(model, t)), status: status)
    }

    private static func title(_ model: Model, _ t: Language) -> String {
        model.framework == nil
            ? t(
                "\(model.organisation.name)\u{00A0}: sur quel référentiel s’évaluer\u{00A0}?",
                "Which framework should \(model.organisation.name) be assessed on?")
            : t("Ouvrir une évaluation", "Open an assessment")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        if let framework = model.framework { return second(model, framework, t) }
        return first(model, t)
    }

    private static func first(_ model: Model, _ t: Language) -> HTML {
        let head = pageHead(
            t,
            PageHead(
                title(model, t),
                lead: t(
                    "Un référentiel dit ce qui est demandé. Vous pourrez reprendre vos réponses de l’un à l’autre.",
                    "A framework says what is asked. You will be able to reuse your answers from one to another.")))
        guard !model.frameworks.isEmpty else {
            let empty = emptyState(
                title: t("Aucun référentiel n’est chargé", "No framework is loaded"),
                text: t(
                    "Un administrateur peut en charger un depuis la page des référentiels.",
                    "An administrator can load one from the page of frameworks."),
                action: Action(t("Voir les référentiels", "See the frameworks"), href: FrameworkURL.list.path))
            return "\(head)\(empty)"
        }
        let choices = model.frameworks.map { summary in
            Choice(summary.identity.description, summary.title, note: note(summary, t))
        }
        let field = Field(
            t, Name.framework, label: t("Référentiel", "Framework"), error: model.errors[Name.framework],
            isRequired: true)
        let selected = model.frameworks.first(where: \.isInterview) ?? model.frameworks.first
        return """
            \(head)\(form(
                action: AssessmentURL.opening(.init(model.organisation.id)).path, method: .get,
                """
                \(radioGroup(field, choices, selected: selected?.identity.description))\
                \(formActions(submit(t("Continuer", "Continue"))))
                """))
            """
    }

    /// "30 exigences, entretien guidé de 20 minutes. À confirmer."
    static func note(_ summary: FrameworkSummary, _ t: Language) -> String {
        let count = t.count(summary.assessableCount, ("exigence", "exigences"), ("requirement", "requirements"))
        var note = t("Version \(summary.identity.version), \(count)", "Version \(summary.identity.version), \(count)")
        if summary.isInterview { note += t(", entretien guidé de 20 minutes", ", a guided interview of 20 minutes") }
        note += "."
        if summary.status == .toConfirm {
            note += t(
                " Texte à confirmer\u{00A0}: aucune source publique ne le règle encore.",
                " Text to be confirmed: no public source settles it yet.")
        }
        return note
    }
}
