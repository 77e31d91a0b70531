// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Sigma
import Site

/// Opens, settles, silences and filters alerts.
struct AlertHandlers: Sendable {
    let office: SupervisionOffice

    func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched()
        return try await page(try await alert(visit, place), at: place, visit)
    }

    private func alert(_ visit: Visit, _ place: Place) async throws -> Alert {
        let id: Alert.ID = try visit.identifier("alerteSupervision")
        guard let alert = try await visit.read({ session in try AlertStore.alert(id, in: session) }),
            alert.organisation == place.organisation.id
        else { throw Refusal.notFound }
        return alert
    }

    private func page(
        _ alert: Alert, at place: Place, _ visit: Visit, reason: String = "", errors: FormErrors = FormErrors()
    ) async throws -> Reply {
        let (events, host) = try await visit.read { session in
            (
                try AlertStore.events(of: alert.id, in: session),
                try HostStore.id(of: alert.hostKey, at: alert.organisation, in: session)
            )
        }
        let rules = await office.rules(for: visit.house).rules
        var model = AlertPage.Model(
            place: place.organisation, alert: alert, events: events, host: host,
            rule: AlertPage.RuleFacts(of: alert.ruleID, in: rules), mayManage: visit.maySupervise(alert.lineage),
            now: visit.now, zone: visit.zone)
        model.reason = reason
        model.errors = errors
        let t = visit.language
        model.declaration = visit.declaration(
            of: IncidentCause(
                title: alert.title,
                detail: [alert.hostName(t), alert.key].filter { !$0.isEmpty }.joined(separator: ", "),
                alert: alert.id.text), at: place.organisation)
        return visit.supervisionPage(
            alert.title, at: place, tab: .alerts, crumb: alert.title, status: errors.isEmpty ? .ok : .unprocessable,
            AlertPage.render(model, t))
    }

    func move(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let alert = try await alert(visit, place)
        let form = try await visit.form()
        guard let state = Alert.State(rawValue: form["etat"]), state != .new else { throw Refusal.notFound }
        let t = visit.language
        var errors = FormErrors()
        if state.isSettled { errors.require(form["raison"], "raison", limit: 1000, in: t) }
        guard errors.isEmpty else {
            return try await page(alert, at: place, visit, reason: form["raison"], errors: errors)
        }
        try await visit.supervise(place) { change in
            try AlertStore.move(alert, to: state, reason: form["raison"], in: change)
        }
        office.alertsChanged()
        let notice =
            switch state {
            case .handled: t("L’alerte est traitée.", "The alert is handled.")
            case .falsePositive:
                t(
                    "C’est une fausse alerte\u{00A0}: si elle revient, elle sera comptée sans vous déranger.",
                    "This is a false positive: if it comes back, it is counted without disturbing you.")
            case .new, .seen:
                alert.state == .new
                    ? t("L’alerte est à vous.", "The alert is yours.")
                    : t("L’alerte est rouverte.", "The alert is open again.")
            }
        return .redirect(
            state.isSettled
                ? SupervisionURL.alerts(.init(place.organisation.id)).path
                : SupervisionURL.alert(.init(place.organisation.id), .init(alert.id)).path, notice: notice)
    }

    func silence(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let alert = try await alert(visit, place)
        let form = try await visit.form()
        let t = visit.language
        var errors = FormErrors()
        errors.require(form["motif"], "motif", limit: 1000, in: t)
        let hours = form.int("duree") ?? 0
        if !(1...720).contains(hours) { errors.add(SupervisionError.badEnd.message(t), to: "duree") }
        guard errors.isEmpty else { return try await page(alert, at: place, visit, errors: errors) }
        let onHost = form["portee"] != "partout"
        try await visit.supervise(place) { change in
            try FilterStore.silence(alert, onHost: onHost, hours: hours, reason: form["motif"], in: change)
        }
        return .redirect(
            SupervisionURL.filters(.init(place.organisation.id)).path,
            notice: t("Le silence a commencé.", "The silence has begun."))
    }

    // MARK: A filter in two clicks

    func proposeFilter(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let alert = try await alert(visit, place)
        let events = try await visit.read { session in try AlertStore.events(of: alert.id, in: session) }
        let rules = await office.rules(for: visit.house).rules
        let t = visit.language
        let model = FilterForm.Model(
            place: place.organisation, alert: alert, title: t("Connu\u{00A0}: \(alert.title)", "Known: \(alert.title)"),
            body: FilterProposal.text(for: alert, events, rules), reason: "", errors: FormErrors())
        return page(model, at: place, visit)
    }

    private func page(_ model: FilterForm.Model, at place: Place, _ visit: Visit) -> Reply {
        let t = visit.language
        return visit.supervisionPage(
            FilterForm.title(t), at: place, tab: .filters, crumb: t("Nouveau filtre", "New filter"),
            status: model.errors.isEmpty ? .ok : .unprocessable, FilterForm.render(model, t))
    }

    func addFilter(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let alert = try await alert(visit, place)
        let form = try await visit.form()
        let t = visit.language
        var model = FilterForm.Model(
            place: place.organisation, alert: alert, title: form["titre"], body: form["filtre"], reason: form["motif"],
            errors: FormErrors())
        model.errors.require(model.title, "titre", limit: 200, in: t)
        model.errors.require(model.reason, "motif", limit: 1000, in: t)
        model.errors.require(model.body, "filtre", limit: 20_000, in: t)
        if model.errors.isEmpty, let fault = FilterText.fault(in: model.body) {
            model.errors.add(
                t("Ligne \(fault)", "Line \(fault)"), to: "filtre")
        }
        guard model.errors.isEmpty else { return page(model, at: place, visit) }
        let typed = model
        try await visit.supervise(place) { change in
            try FilterStore.add(
                filter: typed.body, title: typed.title, reason: typed.reason, for: alert, in: change)
            if !alert.state.isSettled {
                try AlertStore.move(alert, to: .falsePositive, reason: typed.reason, in: change)
            }
        }
        office.alertsChanged()
        return .redirect(
            SupervisionURL.filters(.init(place.organisation.id)).path,
            notice: t(
                "Le filtre est en place et l’alerte est close.", "The filter is in force and the alert is closed."))
    }
}

extension AlertPage.RuleFacts {
    init?(of id: String, in rules: RuleSet) {
        if let rule = rules.rules.first(where: { $0.id == id || $0.title == id }) {
            self.init(
                description: rule.description, author: rule.author, licence: rule.licence,
                falsePositives: rule.falsePositives, references: rule.references,
                isCarried: RuleLibrary.isCarried(rule.origin))
        } else if let correlation = rules.correlations.first(where: { $0.id == id || $0.title == id }) {
            self.init(
                description: correlation.description, author: correlation.author,
                isCarried: RuleLibrary.isCarried(correlation.origin))
        } else {
            return nil
        }
    }
}
