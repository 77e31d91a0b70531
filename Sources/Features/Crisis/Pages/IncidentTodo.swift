// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import LegalClocks
import Markup
import Organisations
import Primitives
import Site

/// What comes first, and why, as far as the incident itself tells.
enum IncidentTodo {
    static func items(_ model: IncidentPage.Model, _ t: Language) -> [TodoItem] {
        let (desk, reading, incident) = (model.desk, model.reading, model.incident)
        var items: [TodoItem] = []
        for request in reading.isolations where request.state(at: desk.now) == .asked {
            items.append(
                TodoItem(
                    t("Confirmer ou refuser l’isolement demandé", "Confirm or refuse the isolation asked for"),
                    reason: t(
                        "\(request.what), demandé par \(request.askedBy).",
                        "\(request.what), asked by \(request.askedBy)."),
                    state: StateBadge(
                        .missing,
                        t(
                            "Avant \(t.time(request.expiresAt, in: desk.zone))",
                            "Before \(t.time(request.expiresAt, in: desk.zone))")),
                    href: CrisisURL.isolation(desk.part, desk.id).path))
        }
        for clock in reading.openClocks where clock.state != .running {
            items.append(
                TodoItem(
                    "\(clock.stage.title)", reason: clock.rule.recipient + ".",
                    state: CrisisWords.reading(clock, at: desk.now, t),
                    href: CrisisURL.clock(desk.part, desk.id, .init(clock.id)).path))
        }
        let qualification = CrisisURL.qualification(desk.part, desk.id).path
        if incident.severity == nil || incident.kind == nil {
            items.insert(
                TodoItem(
                    t("Dire ce que les soins y perdent", "Say what care loses"),
                    reason: t(
                        "La gravité et la nature décident de qui prévenir.",
                        "Severity and kind decide who must be told."),
                    state: StateBadge(.unanswered, t("À qualifier", "To qualify")), href: qualification), at: 0)
        } else if reading.clocks.contains(where: { $0.state == .undetermined }) {
            items.append(
                TodoItem(
                    t("Trancher les questions ouvertes", "Settle the open questions"),
                    reason: t(
                        "Tant qu’elles le restent, on ne sait pas quels délais courent.",
                        "As long as they are open, nobody knows which delays run."),
                    state: StateBadge(.unanswered, t("Questions à trancher", "Questions to settle")),
                    href: qualification))
        }
        items += conduct(model, t)
        return items
    }

    private static func conduct(_ model: IncidentPage.Model, _ t: Language) -> [TodoItem] {
        let (desk, reading, incident) = (model.desk, model.reading, model.incident)
        var items: [TodoItem] = []
        let isGrave = incident.severity == .degraded || incident.severity == .endangered
        if isGrave, !incident.isCrisis, incident.stoodDownAt == nil {
            items.append(
                TodoItem(
                    t("Décider si c’est une crise", "Decide whether this is a crisis"),
                    reason: t(
                        "Les soins sont touchés, et les cellules ne sont pas activées.",
                        "Care is affected: the cells are not activated."),
                    state: StateBadge(.missing, t("À décider", "To decide")),
                    href: CrisisURL.conduct(desk.part, desk.id).path))
        }
        let late = reading.tail.open.filter { $0.statement.due.map { $0.instant < desk.now } ?? false }
        if !late.isEmpty {
            items.append(
                TodoItem(
                    t("Relancer les demandes en retard", "Chase the overdue requests"),
                    reason: late.prefix(2).map(\.statement.text).joined(separator: " "),
                    state: StateBadge(
                        .missing, t.count(late.count, ("en retard", "en retard"), ("overdue", "overdue"))),
                    href: desk.logPath))
        }
        if incident.isCrisis {
            let empty = LogCell.tables.filter { reading.held($0, at: desk.now).isEmpty }
            if let first = empty.first {
                items.append(
                    TodoItem(
                        t("Dire qui tient chaque cellule", "Say who holds each cell"),
                        reason: t(
                            "Personne à cette heure\u{00A0}: \(first.title(t)).",
                            "Nobody at this hour: \(first.title(t))."),
                        state: StateBadge(.missing, t("Sans titulaire", "Without holder")),
                        href: CrisisURL.cells(desk.part, desk.id).path))
            }
        }
        let period = IncidentReading.period(of: incident, at: desk.now)
        let sheets = CrisisLibrary.roles.flatMap(\.sheets).filter { $0.when == period }
        let (done, total) = (sheets.reduce(0) { $0 + reading.done($1) }, sheets.reduce(0) { $0 + $1.steps.count })
        if done < total {
            items.append(
                TodoItem(
                    t("Suivre les fiches réflexes", "Follow the reflex sheets"),
                    reason: t(
                        "\(period.title(t))\u{00A0}: \(done) gestes faits sur \(total).",
                        "\(period.title(t)): \(done) gestures done of \(total)."),
                    state: StateBadge(.declared, t("\(total - done) à faire", "\(total - done) to do")),
                    href: CrisisURL.sheets(desk.part, desk.id).path))
        }
        return items
    }
}

/// Five figures at most.
enum IncidentFigures {
    static func figures(_ model: IncidentPage.Model, _ t: Language) -> [Figure] {
        let (desk, incident, reading) = (model.desk, model.incident, model.reading)
        let severity = CrisisWords.severity(incident.severity, t)
        var figures = [
            Figure(
                severity.word ?? "", meaning: t("effet sur les soins", "effect on care"), note: incident.severityReason,
                tone: incident.severity == .endangered ? .bad : incident.severity == .some(.none) ? .good : .warn),
            Figure(
                incident.diverted.map { t.number($0) } ?? "–",
                meaning: t("patients réorientés", "patients sent elsewhere"),
                note: incident.units),
        ]
        let next = reading.openClocks.filter { $0.dueAt != nil }.first
        if incident.isOpen {
            let left = next?.dueAt.map { $0.instant.seconds(since: desk.now) }
            figures.append(
                Figure(
                    left.map { CrisisWords.length(seconds: $0, t) } ?? "–",
                    meaning: (left ?? 0) < 0
                        ? t("de retard sur un délai légal", "late on a legal delay")
                        : t("avant le prochain délai légal", "before the next legal delay"),
                    note: next?.rule.recipient ?? t("aucun ne court", "none runs"),
                    tone: next == nil ? .neutral : (left ?? 0) < 0 ? .bad : .warn))
            figures.append(
                Figure(
                    t.number(reading.tail.open.count), meaning: t("demandes ouvertes", "open requests"),
                    tone: reading.tail.open.isEmpty ? .neutral : .warn, href: desk.logPath))
        } else {
            let late = reading.clocks.filter { $0.state == .doneLate }.count
            let sent = reading.clocks.filter { $0.sentAt != nil }.count
            figures.append(
                Figure(
                    t.number(sent), meaning: t("notifications envoyées", "notifications sent"),
                    note: late == 0 ? "" : t("dont \(late) en retard", "of which \(late) late")))
            if let restored = incident.restoredAt {
                figures.append(
                    Figure(
                        CrisisWords.length(seconds: restored.seconds(since: incident.detectedAt), t),
                        meaning: t("jusqu’au retour à la normale", "until back to normal")))
            }
        }
        return figures
    }
}
