// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import LegalClocks
import Markup
import Persistence
import Primitives
import Site

/// Ends an incident, or takes it up again, with the reason.
enum ClosingPage {
    struct Model: Sendable {
        let desk: IncidentDesk
        var open: [ClockReading] = []
        var reason = ""
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await IncidentDesk.open(visit, for: CrisisPermissions.manage)
        return page(visit, try await read(visit, desk))
    }

    private static func read(_ visit: Visit, _ desk: IncidentDesk) async throws -> Model {
        let (incident, zone, now) = (desk.incident, visit.zone, visit.now)
        let reading = try await visit.read { session in
            try IncidentReading.read(incident, at: now, zone, in: session)
        }
        return Model(desk: desk, open: reading.openClocks)
    }

    @Sendable
    static func apply(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await IncidentDesk.open(visit, for: CrisisPermissions.manage)
        let t = visit.language
        var model = try await read(visit, desk)
        model.reason = form["motif"]
        model.errors.require(model.reason, "motif", limit: 1000, in: t)
        guard model.errors.isEmpty else { return page(visit, model, status: .unprocessable) }
        let (reason, author, isClosing) = (model.reason, visit.author(at: desk.place), form["geste"] == "clore")
        try await desk.change(visit) { incident, change in
            if isClosing {
                try IncidentChanges.close(incident, reason: reason, by: author, in: change)
            } else {
                try IncidentChanges.reopen(incident, reason: reason, by: author, in: change)
            }
        }
        return .redirect(
            isClosing ? CrisisURL.review(desk.part, desk.id).path : desk.home,
            notice: isClosing
                ? t("L’incident est clos. Reste le retour d’expérience.", "The incident is closed. The review remains.")
                : t("L’incident est rouvert.", "The incident is open again."))
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let title = title(model, visit.language)
        return model.desk.page(visit, title, [Crumb(title)], status: status, render(model, visit.language))
    }

    private static func title(_ model: Model, _ t: Language) -> String {
        model.desk.incident.isOpen
            ? t("Clore l’incident\u{00A0}?", "Close the incident?")
            : t("Rouvrir l’incident\u{00A0}?", "Reopen the incident?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let (desk, isOpen) = (model.desk, model.desk.incident.isOpen)
        let count = model.open.count
        let lead =
            isOpen && count > 0
            ? t(
                "\(t.count(count, ("délai légal attend", "délais légaux attendent"), ("", ""))) encore\u{00A0}: ils resteront à l’agenda.",
                "\(t.count(count, ("", ""), ("legal delay is", "legal delays are"))) still waiting: they stay in the agenda."
            )
            : isOpen
                ? t("Plus aucun délai légal n’attend.", "No legal delay is waiting any more.")
                : t("La crise peut reprendre\u{00A0}: dites pourquoi.", "The crisis may start again: say why.")
        let view = FormView(
            title: title(model, t), lead: lead,
            button: isOpen
                ? t("Clore l’incident", "Close the incident") : t("Rouvrir l’incident", "Reopen the incident"),
            action: CrisisURL.closing(desk.part, desk.id).path, back: desk.home, errors: model.errors,
            hidden: [("geste", isOpen ? "clore" : "rouvrir")])
        return view.render(
            t,
            textArea(
                Field(t, "motif", label: t("Pourquoi", "Why"), error: model.errors["motif"], isRequired: true),
                value: model.reason, rows: 3, maxLength: 1000))
    }
}
