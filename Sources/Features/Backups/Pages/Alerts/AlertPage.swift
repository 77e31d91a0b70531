// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// One alert: what it means, and who answers for it until when.
enum AlertPage {
    struct Model: Sendable {
        let place: Organisation
        let alert: BackupAlert
        var mayManage = false
        var reason = ""
        var until: Day?
        var errors = FormErrors()
        let today: Day
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, model) = try await model(visit, .read)
        return page(visit, place, model)
    }

    @Sendable
    static func handle(_ visit: Visit) async throws -> Reply {
        var (place, model) = try await model(visit, .manage)
        let form = try await visit.form()
        let t = visit.language
        model.reason = form["raison"]
        model.errors.require(model.reason, "raison", limit: 1000, in: t)
        model.until = model.errors.day(form, "jusque", isRequired: true, in: t)
        if let until = model.until, until < model.today || until > model.today.adding(days: 366) {
            model.errors.add(t("D’aujourd’hui à un an.", "From today to a year."), to: "jusque")
        }
        guard model.errors.isEmpty, let until = model.until else {
            return page(visit, place, model, status: .unprocessable)
        }
        let (alert, reason, today) = (model.alert, model.reason, model.today)
        try await visit.changeBackups(at: place.organisation) { change in
            try AlertStore.handle(alert, reason: reason, until: until, today: today, in: change)
        }
        return .redirect(
            BackupsURL.alerts(.init(place.organisation.id)).path,
            notice: t("L’alerte est prise en charge.", "The alert is taken in charge."))
    }

    private static func model(
        _ visit: Visit, _ permission: BackupsPermission
    ) async throws -> (Place, Model) {
        let place = try await visit.backedUp(permission.value)
        let id: BackupAlert.ID = try visit.identifier("alerte")
        guard let alert = try await visit.read({ try AlertStore.alert(id, in: $0) }),
            alert.keeper.id == place.organisation.id
        else { throw Refusal.notFound }
        return (
            place,
            Model(
                place: place.organisation, alert: alert, mayManage: visit.mayManage(place.organisation.lineage),
                reason: alert.handledReason ?? "", until: alert.handledUntil, today: visit.today)
        )
    }

    static func state(_ alert: BackupAlert, _ today: Day, _ t: Language) -> StateBadge {
        if let closed = alert.closedOn {
            return StateBadge(.closed, t("Close le \(t.date(closed))", "Closed on \(t.date(closed))"))
        }
        if let until = alert.handledUntil {
            return until >= today
                ? StateBadge(.declared, t("En charge jusqu’au \(t.date(until))", "In charge until \(t.date(until))"))
                : StateBadge(.missing, t("Délai dépassé", "Past its day"))
        }
        return BackupWords.state(alert.kind, t)
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let title = BackupWords.title(model.alert.finding, t)
        return visit.backupsPage(title, at: place, tab: .alerts, crumb: title, status: status, render(model, t))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let alert = model.alert
        let head = PageHead(
            BackupWords.title(alert.finding, t), lead: BackupWords.detail(alert.finding, t),
            actions: target(model, t).map { [$0] } ?? [], state: state(alert, model.today, t))
        let known = definitionList([
            (t("Établissement", "Establishment"), "\(alert.keeper.name)"),
            (
                t("Vue depuis", "Seen since"),
                "\(t.date(alert.firstSeenOn)), \(t.distance(from: model.today, to: alert.firstSeenOn))"
            ),
            (
                t("Prise en charge", "Taken in charge"),
                alert.handledReason.map { "\($0) (\(alert.handledBy ?? ""))" } ?? "\(t("personne", "nobody"))"
            ),
        ])
        guard model.mayManage, alert.closedOn == nil else {
            return "\(pageHead(t, head))\(sheet(t("Ce que l’on sait", "What is known"), known))"
        }
        let fields: HTML = """
            \(textArea(
                Field(
                    t, "raison", label: t("Ce qui est fait, et par qui", "What is done, and by whom"),
                    error: model.errors["raison"], isRequired: true), value: model.reason, rows: 3, maxLength: 1000))\
            \(dateField(
                Field(
                    t, "jusque", label: t("Jusqu’au", "Until"),
                    hint: t("Passé ce jour, l’alerte revient à traiter.", "After this day the alert is open again."),
                    error: model.errors["jusque"], isRequired: true), value: model.until, minimum: model.today,
                maximum: model.today.adding(days: 366)))\
            \(formActions(submit(t("En répondre", "Answer for it"))))
            """
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.faults))\
            \(columns(
                sheet(t("Ce que l’on sait", "What is known"), known),
                sheet(
                    t("Qui en répond\u{00A0}?", "Who answers for it?"),
                    form(action: BackupsURL.alert(.init(model.place.id), .init(alert.id)).path, fields))))
            """
    }

    /// Where one acts on what the alert tells.
    private static func target(_ model: Model, _ t: Language) -> Action? {
        let parts = model.alert.object.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let place = URLPath.Part(model.place.id)
        return switch parts[0] {
        case "node":
            Action(t("Voir l’élément", "See the element"), href: BackupsURL.node(place, .init(String(parts[1]))).path)
        case "job": Action(t("Voir la tâche", "See the job"), href: BackupsURL.job(place, .init(String(parts[1]))).path)
        default: Action(t("Voir les tâches", "See the jobs"), href: BackupsURL.jobs(place).path)
        }
    }
}
