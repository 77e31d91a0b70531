// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// One check: whoever calls notes who answered, when and how; afterwards, who could not be reached.
enum CheckPage {
    struct Model: Sendable {
        let place: Organisation
        let check: CommunicationCheck
        var calls: [CheckCall]
        /// Of today, by identifier: numbers are read here and kept nowhere else.
        let contacts: [Contact.ID: Contact]
        /// What was typed and could not be read, by contact.
        var typedTimes: [Contact.ID: String] = [:]
        var mayManage = false
        let zone: TimeZoneRule
        var errors = FormErrors()

        var result: CheckResult { CheckResult(calls, startedAt: check.startedAt) }
    }

    private static func find(_ visit: Visit, _ permission: Permission) async throws -> (Place, Model) {
        let place = try await visit.kitPlace(permission)
        let id: CommunicationCheck.ID = try visit.identifier("essaiAppel")
        let (organisation, key) = (place.organisation, visit.secretKey)
        let (check, calls, contacts) = try await visit.read { session in
            (
                try CheckStore.check(id, in: session), try CheckStore.calls(of: id, in: session),
                try ContactStore.page(
                    under: organisation.lineage, limit: ContactStore.limit, under: key, in: session
                ).rows
            )
        }
        guard let check, check.keeper.id == organisation.id else { throw Refusal.notFound }
        var model = Model(
            place: organisation, check: check, calls: calls,
            contacts: Dictionary(contacts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
            zone: visit.zone)
        model.mayManage = visit.mayManageKit(organisation.lineage)
        return (place, model)
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, model) = try await find(visit, CrisisKitPermissions.read)
        return page(visit, place, model)
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model) -> Reply {
        let t = visit.language
        return visit.kitPage(
            title(model, t), at: place, trail: trail(place, t) + [Crumb(t.date(model.check.startedOn))],
            status: model.errors.isEmpty ? .ok : .unprocessable, render(model, t))
    }

    private static func trail(_ place: Place, _ t: Language) -> [Crumb] {
        [Crumb(t("Essais d’appel", "Call checks"), href: CrisisKitURL.checks(.init(place.organisation.id)).path)]
    }

    /// Blank, with the numbers: for the hand, when the screen is what failed.
    @Sendable
    static func sheet(_ visit: Visit) async throws -> Reply {
        let (place, model) = try await find(visit, CrisisKitPermissions.read)
        let t = visit.language
        let title = t("Feuille d’appel", "Call sheet")
        return visit.kitPage(
            title, at: place, trail: trail(place, t) + [Crumb(title)],
            """
            \(pageHead(t, PageHead(title, lead: CallSheet.lead(t))))\
            \(CallSheet.render(CallSheet.lines(model.calls, model.contacts, t), t))
            """)
    }

    @Sendable
    static func note(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form(limit: 1 << 20)
        let (place, found) = try await find(visit, CrisisKitPermissions.manage)
        var model = found
        let t = visit.language
        read(form, into: &model, now: visit.now, t)
        guard model.errors.isEmpty else { return page(visit, place, model) }
        let (calls, check, organisation) = (model.calls, model.check, place.organisation.id)
        let ends = form["suite"] == "terminer"
        try await visit.change { change in
            _ = try visit.place(organisation, for: CrisisKitPermissions.manage, in: change.session)
            try CheckStore.note(calls, of: check, in: change)
            guard ends, let noted = try CheckStore.check(check.id, in: change.session) else { return }
            try CheckStore.end(noted, in: change)
        }
        return .redirect(
            CrisisKitURL.check(.init(organisation), .init(check.id)).path,
            notice: ends
                ? t(
                    "L’essai est terminé. Voici qui reste à joindre.",
                    "The check is ended. Here is who remains to be reached.")
                : t("Les appels sont notés.", "The calls are noted."))
    }

    /// A call that answered without a time answered now.
    static func read(_ form: Site.Form, into model: inout Model, now: Instant, _ t: Language) {
        for index in model.calls.indices {
            let contact = model.calls[index].contact
            let before = model.calls[index]
            guard form.has("resultat-\(contact)"),
                let outcome = CheckCall.Outcome(rawValue: form["resultat-\(contact)"])
            else { continue }
            model.calls[index].outcome = outcome
            model.calls[index].channel = CheckCall.Channel(rawValue: form["moyen-\(contact)"])
            let typed = form["heure-\(contact)"]
            guard outcome.isAnswered else {
                model.calls[index].answeredAt = nil
                continue
            }
            if typed.isEmpty {
                model.calls[index].answeredAt = before.answeredAt ?? max(now, model.check.startedAt)
            } else if let time = CheckTime.instant(typed, after: model.check.startedAt, in: model.zone) {
                // What was shown without its seconds is kept with them.
                let isSame = before.answeredAt.map { CheckTime.text($0, in: model.zone) } == typed
                model.calls[index].answeredAt = isSame ? before.answeredAt : time
            } else {
                model.typedTimes[contact] = typed
                model.errors.add(
                    t("Une heure s’écrit 14:32.", "A time is written 14:32."), to: "heure-\(contact)")
            }
        }
    }

    @Sendable
    static func reopen(_ visit: Visit) async throws -> Reply {
        try await act(visit, visit.language("L’essai est rouvert.", "The check is reopened."), CheckStore.reopen)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        try await act(
            visit,
            visit.language(
                "L’essai est retiré. Vous pouvez le rétablir ici.", "The check is removed. You can restore it here."),
            CheckStore.remove)
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        try await act(visit, visit.language("L’essai est rétabli.", "The check is restored."), CheckStore.restore)
    }

    private static func act(
        _ visit: Visit, _ notice: String, _ act: @escaping @Sendable (CommunicationCheck, Change) throws -> Void
    ) async throws -> Reply {
        let (place, model) = try await find(visit, CrisisKitPermissions.manage)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: CrisisKitPermissions.manage, in: change.session)
            try act(model.check, change)
        }
        return .redirect(
            CrisisKitURL.check(.init(place.organisation.id), .init(model.check.id)).path, notice: notice)
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.check.isOpen && !model.check.isRemoved
            ? t("Essai d’appel\u{00A0}: qui répond\u{00A0}?", "Call check: who answers?")
            : t(
                "Essai d’appel du \(t.date(model.check.startedOn))\u{00A0}: qui a répondu\u{00A0}?",
                "Call check of \(t.date(model.check.startedOn)): who answered?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let id = URLPath.Part(model.check.id)
        let began = t.moment(model.check.startedAt, in: model.zone)
        let head = PageHead(
            title(model, t),
            lead: t(
                "Commencé le \(began) par \(model.check.author). Le délai de chacun se compte depuis là.",
                "Begun on \(began) by \(model.check.author). Everybody’s delay is counted from there."),
            actions: [
                Action(t("Feuille à imprimer", "Sheet to print"), href: CrisisKitURL.checkSheet(place, id).path)
            ])
        let isOpen = model.check.isOpen && !model.check.isRemoved
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.faults))\(Components.figures(t, figures(model, t)))\
            \(isOpen && model.mayManage ? calling(model, t) : outcome(model, t))\(when(model.mayManage, others(model, t)))
            """
    }

    private static func figures(_ model: Model, _ t: Language) -> [Figure] {
        let result = model.result
        let share = result.total > 0 ? t.percent(Double(result.answered) / Double(result.total)) : "–"
        return [
            Figure(
                share,
                meaning: t(
                    "joints\u{00A0}: \(t.number(result.answered)) sur \(t.number(result.total))",
                    "reached: \(t.number(result.answered)) of \(t.number(result.total))"),
                note: t(
                    "dont \(t.number(result.deputies)) par leur suppléant",
                    "\(t.number(result.deputies)) by their deputy")),
            Figure(
                result.medianMinutes.map { t.number($0) + t("\u{00A0}min", " min") } ?? "–",
                meaning: t("délai médian depuis le début", "median delay since the start")),
            Figure(
                t.number(result.unreached + result.pending),
                meaning: model.check.isOpen
                    ? t("restent à joindre", "remain to be reached") : t("non joints", "not reached")),
        ]
    }

    private static func calling(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let title = t("Appeler et noter", "Call and note")
        let rows = ordered(model).map { call -> [HTML] in
            let contact = model.contacts[call.contact]
            let id = call.contact.text
            let time =
                model.typedTimes[call.contact] ?? call.answeredAt.map { CheckTime.text($0, in: model.zone) } ?? ""
            func label(_ french: String, _ english: String) -> String {
                t("\(french), \(call.role)", "\(english), \(call.role)")
            }
            return [
                "\(call.role)<p class=\"quiet\">\(contact?.person ?? "") \(when(contact?.deputyName) { "(\(t("suppléant", "deputy"))\(t("\u{00A0}: ", ": "))\($0))" })</p>",
                numbers(contact, t),
                select(
                    Field(t, "resultat-\(id)", label: label("Résultat", "Outcome"), isLabelHidden: true),
                    CheckCall.Outcome.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: call.outcome.rawValue
                ),
                select(
                    Field(t, "moyen-\(id)", label: label("Moyen", "Means"), isLabelHidden: true),
                    CheckCall.Channel.allCases.map { Choice($0.rawValue, $0.title(t)) },
                    selected: call.channel?.rawValue,
                    placeholder: t("Non dit", "Not said")),
                textField(
                    Field(
                        t, "heure-\(id)", label: label("Heure", "Time"), error: model.errors["heure-\(id)"],
                        isLabelHidden: true),
                    value: time, autocomplete: "off", maxLength: 8),
            ]
        }
        return Components.sheet(
            title,
            form(
                action: CrisisKitURL.check(place, .init(model.check.id)).path,
                """
                \(paragraph(t(
                    "Sans heure, un contact joint l’est à l’instant où vous enregistrez. D’après une feuille de papier, recopiez les heures\u{00A0}: 14:32.",
                    "Without a time, a contact is reached at the moment you save. From a sheet of paper, copy the times: 14:32.")))\
                \(table(t, Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Qui", "Who")), Column(t("Joindre", "Reach")), Column(t("Résultat", "Outcome")),
                        Column(t("Moyen", "Means")), Column(t("Heure", "Time"), isShort: true),
                    ], rows: rows)))\
                \(formActions("""
                    \(submit(t("Enregistrer", "Save"), name: "suite", value: "noter"))\
                    \(submit(t("Enregistrer et terminer l’essai", "Save and end the check"), style: .plain, name: "suite", value: "terminer"))
                    """))
                """))
    }

    /// Who asks for something first.
    private static func ordered(_ model: Model) -> [CheckCall] {
        model.check.isOpen
            ? model.calls : model.calls.sorted { ($0.outcome.rank, $0.role) < ($1.outcome.rank, $1.role) }
    }

    private static func numbers(_ contact: Contact?, _ t: Language) -> HTML {
        guard let contact else { return "\(t("Contact parti", "Contact gone"))" }
        if contact.isUnreadable { return "\(t("Illisible avec cette clé", "Not readable with this key"))" }
        guard let reach = contact.reach else { return badge(t, .missing, t("Aucun numéro", "No number")) }
        return disclosure(t("Afficher", "Show"), definitionList(ContactWords.lines(reach, t)))
    }

    private static func outcome(_ model: Model, _ t: Language) -> HTML {
        let title = t("Qui a répondu", "Who answered")
        return Components.sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Qui", "Who")), Column(t("Cercle", "Circle")),
                        Column(t("Résultat", "Outcome"), isShort: true),
                        Column(t("Moyen", "Means"), isShort: true), Column(t("Heure", "Time"), isShort: true),
                    ],
                    rows: ordered(model).map { call in
                        let href = CrisisKitURL.contact(.init(model.place.id), .init(call.contact)).path
                        return [
                            "<a href=\"\(href)\">\(call.role)</a>", "\(call.circle.title(t))", state(call.outcome, t),
                            "\(call.channel?.title(t) ?? "")",
                            "\(call.answeredAt.map { CheckTime.text($0, in: model.zone) } ?? "")",
                        ]
                    })))
    }

    private static func state(_ outcome: CheckCall.Outcome, _ t: Language) -> HTML {
        let state: State =
            switch outcome {
            case .reached: .proven
            case .deputy: .declared
            case .pending: .unanswered
            case .unreached, .wrong: .missing
            }
        return badge(t, state, outcome.title(t))
    }

    private static func others(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let id = URLPath.Part(model.check.id)
        if model.check.isRemoved {
            return actions([
                Action(t("Rétablir l’essai", "Restore the check"), post: CrisisKitURL.checkRestoration(place, id).path)
            ])
        }
        var buttons: [Action] = []
        if !model.check.isOpen {
            buttons.append(
                Action(
                    t("Rouvrir pour corriger", "Reopen to correct"), post: CrisisKitURL.checkReopening(place, id).path))
        }
        buttons.append(
            Action(
                t("Retirer l’essai", "Remove the check"), post: CrisisKitURL.checkRemoval(place, id).path,
                style: .danger,
                confirm: t(
                    "Retirer cet essai\u{00A0}? Vous pourrez le rétablir.", "Remove this check? You can restore it.")))
        return actions(buttons)
    }
}
