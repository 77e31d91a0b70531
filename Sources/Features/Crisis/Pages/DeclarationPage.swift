// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import LegalClocks
import Markup
import Organisations
import Primitives
import Site

/// The red button's page: a title is enough. It comes filled in from an alert by `?titre=…&detail=…&alerte=…`.
enum DeclarationPage {
    struct Model: Sendable {
        let place: Organisation
        var title = ""
        var detail = ""
        var alert = ""
        var origin = Incident.Origin.person
        var kind = ""
        var severity = ""
        var firstSign = TimeFields()
        var detected = TimeFields()
        var running: [Incident] = []
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: CrisisPermissions.act)
        var model = Model(
            place: place.organisation, title: String((visit.query["titre"] ?? "").prefix(150)),
            detail: visit.query["detail"] ?? "", alert: String((visit.query["alerte"] ?? "").prefix(100)),
            detected: TimeFields(visit.now, visit.zone))
        if !model.alert.isEmpty { model.origin = .alert }
        model.running = try await running(visit, place)
        return page(visit, place, model)
    }

    @Sendable
    static func declare(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.place(try visit.identifier("organisation"), for: CrisisPermissions.act)
        let t = visit.language
        var model = Model(
            place: place.organisation, title: form["titre"], detail: form["detail"],
            alert: String(form["alerte"].prefix(100)),
            origin: Incident.Origin(rawValue: form["origine"]) ?? .person, kind: form["nature"],
            severity: form["gravite"], firstSign: TimeFields(form, "signe"), detected: TimeFields(form, "detection"))
        model.errors.require(model.title, "titre", limit: 150, in: t)
        model.errors.bound(model.detail, "detail", limit: 3000, in: t)
        // The minute that the form showed has begun; its seconds are those of now.
        let isNow = model.detected == TimeFields(visit.now, visit.zone)
        let detected =
            isNow
            ? visit.now
            : model.detected.instant(
                "detection", visit.zone, former: nil, notAfter: visit.now, &model.errors, t)
        let firstSign = model.firstSign.instant(
            "signe", visit.zone, former: nil, notAfter: detected ?? visit.now, &model.errors, t)
        guard model.errors.isEmpty else {
            model.running = try await running(visit, place)
            return page(visit, place, model, status: .unprocessable)
        }
        let report = IncidentReport(
            title: model.title, detail: model.detail, alert: model.alert, origin: model.origin, firstSignAt: firstSign,
            detectedAt: detected, kind: IncidentKind(rawValue: model.kind),
            severity: CareSeverity(rawValue: model.severity))
        let (keeper, author) = (place.organisation.id, visit.author(at: place))
        let id = try await visit.change { change in
            _ = try visit.place(keeper, for: CrisisPermissions.act, in: change.session)
            return try IncidentChanges.declare(report, at: keeper, by: author, in: change)
        }
        return .redirect(
            CrisisURL.incident(.init(keeper), .init(id)).path,
            notice: t(
                "L’incident est déclaré, sa main courante est ouverte.",
                "The incident is declared, its log is open."))
    }

    private static func running(_ visit: Visit, _ place: Place) async throws -> [Incident] {
        let lineage = place.organisation.lineage
        guard visit.access.may(CrisisPermissions.read, in: lineage) else { return [] }
        return try await visit.read { session in
            try IncidentStore.running(under: [lineage], limit: 5, in: session)
        }
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok
    ) -> Reply {
        let title = title(visit.language)
        return visit.crisisPage(title, at: place, [Crumb(title)], status: status, render(model, visit.language))
    }

    static func title(_ t: Language) -> String { t("Que se passe-t-il\u{00A0}?", "What is happening?") }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let view = FormView(
            title: title(t),
            lead: t(
                "Une ligne suffit (\(model.place.name)). Le reste se complète ensuite, à plusieurs.",
                "One line is enough, at \(model.place.name). The rest is completed later, by several people."),
            button: t("Déclarer l’incident", "Declare the incident"),
            action: CrisisURL.declaration(.init(model.place.id)).path, back: CrisisURL.home(.init(model.place.id)).path,
            errors: model.errors, hidden: [("alerte", model.alert)])
        let fields: HTML = """
            \(textField(
                Field(t, "titre", label: t("En une ligne", "In one line"), hint: t("Ce qui ne marche plus, ou ce qu’on a vu.", "What no longer works, or what was seen."), error: model.errors["titre"], isRequired: true),
                value: model.title, maxLength: 150))\
            \(textArea(
                Field(t, "detail", label: t("Ce qu’on sait", "What is known"), hint: t("Mot pour mot, sans interpréter. Jamais le nom d’un patient.", "Word for word, without interpreting. Never a patient’s name."), error: model.errors["detail"]),
                value: model.detail, rows: 4, maxLength: 3000))\
            \(radioGroup(
                Field(t, "gravite", label: t("Que perdent les soins\u{00A0}? (facultatif)", "What does care lose? (optional)")),
                CareSeverity.allCases.map { Choice($0.rawValue, $0.title(t), note: $0.explanation(t)) },
                selected: model.severity))\
            \(select(
                Field(t, "nature", label: t("Nature", "Kind")),
                IncidentKind.allCases.map { Choice($0.rawValue, CrisisWords.kind($0)(t)) }, selected: model.kind,
                placeholder: t("On ne sait pas encore", "Not known yet")))\
            \(select(
                Field(t, "origine", label: t("Comment on l’a su", "How it became known")),
                Incident.Origin.allCases.map { Choice($0.rawValue, CrisisWords.origin($0)(t)) },
                selected: model.origin.rawValue))\
            \(model.detected.render(t, "detection", label: t("Connu depuis le", "Known since"), hint: t("L’heure d’où partent les délais légaux.", "The time from which legal delays run."), errors: model.errors, isRequired: true))\
            \(model.firstSign.render(t, "signe", label: t("Premier signe, après coup (facultatif)", "First sign, in hindsight (optional)"), errors: model.errors))
            """
        return "\(already(model, t))\(view.render(t, fields))"
    }

    /// Two people often declare the same thing in the same quarter of an hour.
    private static func already(_ model: Model, _ t: Language) -> HTML {
        guard let first = model.running.first else { return HTML() }
        return notice(
            Notice(
                .warning, title: t("Un incident est déjà ouvert", "An incident is open already"),
                text: t(
                    "«\u{00A0}\(first.title)\u{00A0}», \(first.keeper.name). Si c’est le même, écrivez plutôt dans sa main courante.",
                    "“\(first.title)”, \(first.keeper.name). If it is the same, write in its log instead.")),
            action: Action(
                t("Voir cet incident", "See this incident"),
                href: CrisisURL.incident(.init(first.keeper.id), .init(first.id)).path))
    }
}
