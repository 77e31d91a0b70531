// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Sigma
import Site

/// Who is told of a grave alert at once, and how. Nobody, until somebody says so.
enum NoticesPage {
    struct Model: Sendable {
        let place: Organisation
        var settings: NoticeSettings
        let people: [NoticeStore.Person]
        let canPost: Bool
        let lastFailure: String?
        var errors = FormErrors()
        var mayManage = false
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        try await page(visit, try await visit.watched(), typed: nil, errors: FormErrors())
    }

    private static func page(
        _ visit: Visit, _ place: Place, typed: NoticeSettings?, errors: FormErrors
    ) async throws -> Reply {
        let organisation = place.organisation
        let today = visit.today
        let (settings, people, failure) = try await visit.read { session in
            (
                try NoticeStore.settings(of: organisation.id, in: session),
                try NoticeStore.people(at: organisation.lineage, today: today, in: session),
                try NoticeStore.lastFailure(of: organisation.id, in: session)
            )
        }
        let mayManage = visit.maySupervise(organisation.lineage)
        let model = Model(
            place: organisation, settings: typed ?? settings, people: people, canPost: visit.house.post != nil,
            lastFailure: failure, errors: errors, mayManage: mayManage)
        let t = visit.language
        return visit.supervisionPage(
            title(t), at: place, tab: .notices, status: errors.isEmpty ? .ok : .unprocessable, render(model, t))
    }

    @Sendable
    static func keep(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let form = try await visit.form()
        let t = visit.language
        var settings = NoticeSettings()
        settings.from = Level.words.first { $0.word == form["niveau"] && $0.level >= .medium }?.level
        settings.webhook = form["adresse"]
        settings.recipients = Set(form.all("destinataires").compactMap { Account.ID($0) })
        var errors = FormErrors()
        if !settings.webhook.isEmpty, !NoticeStore.isAddress(settings.webhook) {
            errors.add(SupervisionError.badWebhook.message(t), to: "adresse")
        }
        if settings.from != nil, settings.recipients.isEmpty, settings.webhook.isEmpty {
            errors.add(
                t("Choisissez au moins une personne ou une adresse.", "Choose at least one person or an address."),
                to: "destinataires")
        }
        guard errors.isEmpty else { return try await page(visit, place, typed: settings, errors: errors) }
        let kept = settings
        let today = visit.today
        try await visit.supervise(place) { change in
            try NoticeStore.keep(kept, of: place.organisation, today: today, in: change)
        }
        return .redirect(
            SupervisionURL.notices(.init(place.organisation.id)).path,
            notice: kept.from == nil
                ? t("Personne n’est prévenu.", "Nobody is told.") : t("Les avis sont réglés.", "The notices are set."))
    }

    static func title(_ t: Language) -> String { t("Qui prévenir tout de suite\u{00A0}?", "Whom to tell at once?") }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let lead = t(
            "Un courriel part dans les secondes qui suivent une alerte neuve\u{00A0}; \(NoticeStore.mostAMinute) par minute au plus.",
            "A mail leaves within seconds of a new alert; \(NoticeStore.mostAMinute) a minute at most.")
        let noPost: HTML = when(
            !model.canPost,
            notice(
                Notice(
                    .warning, title: t("Aucun serveur de courriel n’est réglé.", "No mail server is set."),
                    text: t("Les courriels ne partiront pas.", "Mails will not leave."))))
        let failed: HTML = when(model.lastFailure) { failure in
            notice(
                Notice(
                    .warning, title: t("Le dernier avis n’est pas parti.", "The last notice did not leave."),
                    text: failure))
        }
        let head: HTML = """
            \(pageHead(t, PageHead(title(t), lead: lead)))\(errorSummary(t, model.errors.faults))\
            \(SupervisionTabs.render(model.place.id, current: .notices, t))\(noPost)\(failed)
            """
        return head + (model.mayManage ? settings(model, t) : reading(model, t))
    }

    private static func settings(_ model: Model, _ t: Language) -> HTML {
        let levels = [Level.critical, .high, .medium]
        let content: HTML = """
            \(radioGroup(
                Field(t, "niveau", label: t("Prévenir à partir du niveau", "Tell from the level")),
                [Choice("personne", t("Ne prévenir personne", "Tell nobody"))]
                    + levels.map { Choice($0.noticeWord, $0.word(t)) },
                selected: model.settings.from?.noticeWord ?? "personne"))\
            \(checkboxGroup(
                Field(t, "destinataires", label: t("Par courriel", "By mail"), error: model.errors["destinataires"]),
                model.people.map { Choice($0.id.text, $0.name, note: $0.email) },
                selected: Set(model.settings.recipients.map(\.text))))\
            \(textField(
                Field(
                    t, "adresse", label: t("Adresse d’appel (webhook)", "Webhook address"),
                    hint: t(
                        "Facultative. Elle reçoit un petit JSON\u{00A0}: titre, niveau, machine, adresse de l’alerte.",
                        "Optional. It receives a small JSON: title, level, machine, address of the alert."),
                    error: model.errors["adresse"]),
                value: model.settings.webhook, maxLength: 500))\
            \(formActions(submit(t("Enregistrer", "Save"))))
            """
        return form(action: SupervisionURL.notices(.init(model.place.id)).path, content)
    }

    private static func reading(_ model: Model, _ t: Language) -> HTML {
        guard let from = model.settings.from else {
            return emptyState(
                title: t("Personne n’est prévenu", "Nobody is told"),
                text: t("Le RSSI peut régler les avis.", "The security officer can set the notices."))
        }
        let names = model.people.filter { model.settings.recipients.contains($0.id) }.map(\.name)
        return sheet(
            t("Réglage", "Setting"),
            definitionList([
                (t("À partir du niveau", "From the level"), "\(from.word(t))"),
                (t("Par courriel", "By mail"), "\(names.isEmpty ? "–" : names.joined(separator: ", "))"),
            ]))
    }
}

extension Level {
    fileprivate var noticeWord: String { Self.words.first { $0.level == self }?.word ?? "" }
}
