// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// On the first page: the logs that are open, and what is late in them.
enum LogbookCockpit {
    static func kind(_ log: CrisisLogRecord, _ t: Language) -> String {
        log.kind == .exercise
            ? t("Main courante d’EXERCICE", "Log of an EXERCISE") : t("Main courante d’incident", "Log of an incident")
    }

    static func part(
        _ open: [CrisisLogRecord], late: [CrisisLogRecord.ID: Int], at now: Instant, _ t: Language
    ) -> CockpitPart {
        var part = CockpitPart()
        for log in open {
            let count = late[log.id] ?? 0
            let href = LogbookURL.log(.init(log.id)).path
            if count > 0 {
                part.figures.append(
                    Figure(
                        t.number(count), meaning: t("demandes et actions en retard", "requests and actions late"),
                        note: log.title, tone: log.kind == .exercise ? .warn : .bad, href: href))
            }
            part.todo.append(
                TodoItem(
                    t("Tenir la main courante «\u{00A0}\(log.title)\u{00A0}»", "Keep the log “\(log.title)”"),
                    reason: "\(kind(log, t)), \(log.keeper.name).",
                    state: log.kind == .exercise
                        ? StateBadge(.declared, t("Exercice", "Exercise"))
                        : StateBadge(.missing, t("En cours", "Under way")), href: href))
        }
        return part
    }
}

/// The open logs as the crisis kit holds them: printed, and in tables.
enum LogbookKit {
    static func documents(
        of organisation: Organisation, in house: House, _ shelf: CrisisLogShelf, _ t: Language
    ) async throws -> [KitDocument] {
        let open = try await house.database.read { session in
            try CrisisLogStore.open(under: [organisation.lineage], limit: 10, in: session)
        }
        var documents: [KitDocument] = []
        for (index, record) in open.enumerated() {
            let now = house.clock.now
            let copy = try await shelf.copy(of: record, from: house.database, at: now)
            let desk = LogDesk(
                place: Place(organisation: organisation, ancestors: []), copy: copy, mayWrite: false, mayManage: false,
                zone: house.settings.zone, now: Moment(now.adding(seconds: record.clockOffset)))
            documents.append(document(desk, index + 1, t))
        }
        return documents
    }

    static func document(_ desk: LogDesk, _ number: Int, _ t: Language) -> KitDocument {
        let mark = desk.isExercise ? t("EXERCICE · ", "EXERCISE · ") : ""
        let name = t("main-courante-ouverte-\(number)", "open-log-\(number)")
        return KitDocument(
            identifier: name, title: mark + desk.record.title,
            summary: t(
                "La main courante telle qu’elle était quand la mallette a été faite\u{00A0}; la suite s’écrit à la main ou dans Carène.",
                "The log as it was when the kit was made; what follows is written by hand or in Carène."),
            chapter: .firstHours, content: "\(desk.exerciseMark(t))\(LogFiles.printed(desk, t))",
            tables: [
                KitDocument.Table(
                    name: name, header: LogFiles.header(t),
                    rows: LogFiles.lines(desk).map { LogFiles.row($0, desk, t) })
            ])
    }
}
