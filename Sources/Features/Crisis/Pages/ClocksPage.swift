// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import LegalClocks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Every legal clock of the incident: in which case, from when, and what is left.
enum ClocksPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await IncidentDesk.open(visit)
        let (incident, zone, now) = (desk.incident, visit.zone, visit.now)
        let reading = try await visit.read { session in
            try IncidentReading.read(incident, at: now, zone, in: session)
        }
        let title = IncidentTab.clocks.title(visit.language)
        return desk.page(
            visit, title, [Crumb(title)],
            render(IncidentPage.Model(desk: desk, reading: reading, serial: ""), visit.language))
    }

    static func render(_ model: IncidentPage.Model, _ t: Language) -> HTML {
        let (desk, reading) = (model.desk, model.reading)
        let late = reading.clocks.filter { $0.state == .late }.count
        let open = reading.openClocks.count
        let lead =
            late > 0
            ? t(
                "\(t.count(late, ("délai est dépassé", "délais sont dépassés"), ("", "")))\u{00A0}: envoyez, et dites pourquoi.",
                "\(t.count(late, ("", ""), ("delay has passed", "delays have passed"))): send, and say why.")
            : open > 0
                ? t(
                    "\(t.count(open, ("envoi attend", "envois attendent"), ("", ""))).",
                    "\(t.count(open, ("", ""), ("notification is", "notifications are"))) waiting.")
                : t(
                    "Rien n’attend. Ce qui reste à trancher est plus bas.",
                    "Nothing waits. What remains to settle is below.")
        let head = PageHead(
            t("Qui faut-il prévenir, et avant quand\u{00A0}?", "Who must be told, and by when?"), lead: lead,
            actions: [Action(t("Règles et réglages", "Rules and settings"), href: CrisisURL.rules(desk.part).path)])
        let groups: [(title: String, states: Set<ClockReading.State>)] = [
            (t("À envoyer", "To send"), [.late, .atOnce, .dueSoon, .running]),
            (t("À trancher", "To settle"), [.undetermined, .waiting]), (t("Envoyés", "Sent"), [.done, .doneLate]),
            (t("Ne s’appliquent pas ici", "Do not apply here"), [.notTriggered]),
        ]
        return """
            \(pageHead(t, head))\(IncidentTab.render(desk, .clocks, t))\
            \(groups.html { title, states in group(title, reading.clocks.filter { states.contains($0.state) }, model, t) })
            """
    }

    private static func group(
        _ title: String, _ readings: [ClockReading], _ model: IncidentPage.Model, _ t: Language
    ) -> HTML {
        let desk = model.desk
        guard !readings.isEmpty else { return HTML() }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Qui", "Whom")), Column(t("État", "State"), isShort: true),
                        Column(t("Délai", "Delay")), Column(t("Avant", "By"), isShort: true),
                        Column(t("Dans quel cas", "In which case")),
                    ],
                    rows: readings.map { reading in
                        let href = CrisisURL.clock(desk.part, desk.id, .init(reading.id)).path
                        let sent = model.reading.receipts[reading.id]
                        let questions = reading.openQuestions.map { CrisisWords.question($0)(t) }
                        return [
                            """
                            <a href="\(href)">\(reading.rule.recipient)</a><p class="quiet">\(reading.stage.title)</p>\
                            \(when(reading.rule.toConfirm != nil, badge(t, .toReview, t("À confirmer", "To be confirmed"))))
                            """,
                            badge(t, CrisisWords.reading(reading, at: desk.now, t)),
                            "\(CrisisWords.delay(reading.stage.delay, t))<p class=\"quiet\">\(CrisisWords.start(reading.stage.start, t))</p>",
                            sent.map { "\(t("envoyé le", "sent on")) \(t.moment($0.sentAt, in: desk.zone))" }
                                ?? "\(reading.dueAt.map { t.moment($0.instant, in: desk.zone) } ?? "–")",
                            questions.isEmpty ? "\(reading.rule.occasion)" : items(questions.map { "\($0)" }),
                        ]
                    })))
    }
}
