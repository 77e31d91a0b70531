// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import LegalClocks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// One clock: which text, what to write, and what came back.
enum ClockPage {
    struct Model: Sendable {
        let desk: IncidentDesk
        let clock: ClockReading
        let draft: String
        let receipt: ClockReceipt?
        let hasSend: Bool
        var typed: ClockReceipt
        var sent: TimeFields
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        page(visit, try await read(visit, for: CrisisPermissions.read))
    }

    private static func read(_ visit: Visit, for permission: Permission) async throws -> Model {
        let desk = try await IncidentDesk.open(visit, for: permission)
        let (incident, zone, now) = (desk.incident, visit.zone, visit.now)
        let reading = try await visit.read { session in
            try IncidentReading.read(incident, at: now, zone, in: session)
        }
        guard let clock = reading.clock(try visit.parameter("horlogeCrise")) else { throw Refusal.notFound }
        let values = DraftFields.values(
            incident, reading, finess: desk.place.organisation.finess?.description ?? "",
            author: visit.author(at: desk.place), at: now, zone)
        let receipt = reading.receipts[clock.id]
        return Model(
            desk: desk, clock: clock, draft: DraftFields.text(clock.stage, values), receipt: receipt,
            hasSend: desk.mayChange && clock.state != .notTriggered && clock.state != .undetermined,
            typed: receipt ?? ClockReceipt(sentAt: now), sent: TimeFields(receipt?.sentAt ?? now, zone))
    }

    @Sendable
    static func stop(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        var model = try await read(visit, for: CrisisPermissions.manage)
        let t = visit.language
        model.typed = ClockReceipt(
            sentAt: visit.now, number: form["recepisse"], fileName: form["piece"], note: form["texte"],
            lateReason: form["retard"])
        model.sent = TimeFields(form, "envoi")
        model.errors.bound(model.typed.number, "recepisse", limit: 150, in: t)
        model.errors.bound(model.typed.fileName, "piece", limit: 200, in: t)
        model.errors.bound(model.typed.note, "texte", limit: 2000, in: t)
        model.errors.bound(model.typed.lateReason, "retard", limit: 1000, in: t)
        let isNow = model.sent == TimeFields(visit.now, visit.zone)
        let sent =
            isNow
            ? visit.now
            : model.sent.instant(
                "envoi", visit.zone, former: model.receipt?.sentAt, notAfter: visit.now, &model.errors, t)
        if sent == nil, model.errors.isEmpty {
            model.errors.add(CrisisError.textMissing.message(t), to: "heure-envoi")
        }
        if let sent {
            model.typed.sentAt = sent
            if let due = model.clock.dueAt, ClockMoment(sent) > due, model.typed.lateReason.isEmpty {
                model.errors.add(CrisisError.lateReasonMissing.message(t), to: "retard")
            }
        }
        guard model.errors.isEmpty else { return page(visit, model, status: .unprocessable) }
        let (clock, receipt, author) = (model.clock, model.typed, visit.author(at: model.desk.place))
        try await model.desk.change(visit) { incident, change in
            try ConductStore.stop(clock, receipt, of: incident, by: author, in: change)
        }
        return .redirect(
            CrisisURL.clocks(model.desk.part, model.desk.id).path,
            notice: t(
                "L’envoi est noté, et écrit dans la main courante.", "It is noted as sent, and written in the log."))
    }

    @Sendable
    static func withdraw(_ visit: Visit) async throws -> Reply {
        let model = try await read(visit, for: CrisisPermissions.manage)
        let (clock, author) = (model.clock, visit.author(at: model.desk.place))
        try await model.desk.change(visit) { incident, change in
            try ConductStore.withdraw(clock, of: incident, by: author, in: change)
        }
        let t = visit.language
        return .redirect(
            CrisisURL.clock(model.desk.part, model.desk.id, .init(clock.id)).path,
            notice: t("L’envoi est annulé\u{00A0}: l’horloge repart.", "It is withdrawn: the clock runs again."))
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let trail = [
            Crumb(IncidentTab.clocks.title(t), href: CrisisURL.clocks(model.desk.part, model.desk.id).path),
            Crumb(model.clock.rule.recipient),
        ]
        return model.desk.page(visit, model.clock.stage.title, trail, status: status, render(model, t))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let (desk, clock) = (model.desk, model.clock)
        let head = PageHead(
            "\(clock.stage.title)\u{00A0}: \(clock.rule.recipient)", lead: clock.rule.occasion,
            state: CrisisWords.reading(clock, at: desk.now, t))
        let doubt = when(clock.rule.toConfirm) {
            notice(Notice(.warning, title: t("À confirmer", "To be confirmed"), text: $0))
        }
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.faults))\(doubt)\
            \(columns(draft(model, t), rule(model, t) + entry(model, t), .wideLeft))
            """
    }

    private static func rule(_ model: Model, _ t: Language) -> HTML {
        let (desk, clock) = (model.desk, model.clock)
        func moment(_ moment: ClockMoment?) -> HTML {
            "\(moment.map { t.moment($0.instant, in: desk.zone) } ?? t("pas commencé", "not begun"))"
        }
        var rows: [(term: String, value: HTML)] = [
            (
                t("Délai", "Delay"),
                "\(CrisisWords.delay(clock.stage.delay, t)), \(CrisisWords.start(clock.stage.start, t))"
            ),
            (t("Parti le", "Began on"), moment(clock.startedAt)),
        ]
        if clock.dueAt != nil { rows.append((t("À envoyer avant", "To be sent by"), moment(clock.dueAt))) }
        if !clock.openQuestions.isEmpty {
            rows.append(
                (t("À trancher", "To settle"), items(clock.openQuestions.map { "\(CrisisWords.question($0)(t))" })))
        }
        if !clock.rule.channel.isEmpty { rows.append((t("Par", "By"), "\(clock.rule.channel)")) }
        if !clock.rule.phone.isEmpty { rows.append((t("Téléphone", "Telephone"), "\(clock.rule.phone)")) }
        rows.append((t("Texte", "Text"), "\(clock.rule.basis.text)"))
        rows.append((t("Source", "Source"), "\(clock.rule.basis.source)"))
        return sheet(t("Ce que dit le texte", "What the text says"), definitionList(rows))
    }

    private static func draft(_ model: Model, _ t: Language) -> HTML {
        let rows = model.draft.split(separator: "\n", omittingEmptySubsequences: false).count
        return sheet(
            t("Le projet, à copier et à compléter", "The draft, to copy and complete"),
            """
            \(paragraph(t("Rempli d’après l’incident et la main courante. Relisez avant d’envoyer.", "Filled from the incident and the log. Read it before sending."), isQuiet: true))\
            \(textArea(Field(t, "projet", label: t("Texte à envoyer", "Text to send"), isLabelHidden: true), value: model.draft, rows: rows + 4))
            """)
    }

    private static func entry(_ model: Model, _ t: Language) -> HTML {
        let (desk, clock) = (model.desk, model.clock)
        var known = HTML()
        if let receipt = model.receipt {
            let rows: [(term: String, value: HTML)] = [
                (t("Envoyé le", "Sent on"), "\(t.moment(receipt.sentAt, in: desk.zone)), \(receipt.sentBy)"),
                (t("Récépissé", "Receipt"), "\(receipt.number)"), (t("Pièce", "File"), "\(receipt.fileName)"),
                (t("Réponse", "Answer"), "\(receipt.note)"),
                (t("Motif du retard", "Reason for lateness"), "\(receipt.lateReason)"),
            ]
            known = definitionList(rows.filter { !$0.value.isEmpty })
        }
        guard model.hasSend else {
            return when(!known.isEmpty, sheet(t("Ce qui a été envoyé", "What was sent"), known))
        }
        let isLate =
            clock.dueAt.map { ClockMoment(desk.now) > $0 } ?? false || !model.typed.lateReason.isEmpty
            || model.errors["retard"] != nil
        let path = CrisisURL.clock(desk.part, desk.id, .init(clock.id)).path
        let fields: HTML = """
            \(model.sent.render(t, "envoi", label: t("Envoyé le", "Sent on"), errors: model.errors, isRequired: true))\
            \(textField(
                Field(t, "recepisse", label: t("Numéro de récépissé", "Receipt number"), error: model.errors["recepisse"]),
                value: model.typed.number, maxLength: 150))\
            \(textField(
                Field(t, "piece", label: t("Où est rangée la pièce", "Where the file is kept"), hint: t("Nom du fichier, classeur, porteur.", "Name of the file, binder, holder."), error: model.errors["piece"]),
                value: model.typed.fileName, maxLength: 200))\
            \(textArea(
                Field(t, "texte", label: t("Ce qui a été répondu", "What was answered"), error: model.errors["texte"]),
                value: model.typed.note, rows: 3, maxLength: 2000))\
            \(when(isLate, textArea(
                Field(t, "retard", label: t("Pourquoi en retard", "Why late"), hint: t("Ce motif accompagne la notification.", "This reason goes with the notification."), error: model.errors["retard"], isRequired: true),
                value: model.typed.lateReason, rows: 2, maxLength: 1000)))\
            \(formActions(submit(model.receipt == nil ? t("Noter l’envoi", "Note as sent") : t("Corriger l’envoi", "Correct what was sent"))))
            """
        let undo: HTML = when(
            model.receipt != nil,
            postButton(
                action: CrisisURL.clockWithdrawal(desk.part, desk.id, .init(clock.id)).path,
                t("Cet envoi était une erreur", "This was a mistake"), style: .quiet,
                confirm: t("Annuler cet envoi\u{00A0}? L’horloge repart.", "Withdraw it? The clock runs again.")))
        return sheet(
            model.receipt == nil
                ? t("C’est envoyé\u{00A0}?", "Is it sent?") : t("Ce qui a été envoyé", "What was sent"),
            "\(known)\(form(action: path, fields))\(undo)")
    }
}
