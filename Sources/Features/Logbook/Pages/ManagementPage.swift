// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// What is done with a log as a whole: exports, the clock, the devices that wrote it, closing and reopening.
enum ManagementPage {
    struct Model: Sendable {
        let desk: LogDesk
        let fingerprint: String
        var minutes = ""
        var sense = ""
        var errors = FormErrors()
    }

    static func show(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        page(visit, try model(visit, try await LogDesk.open(visit, shelf)))
    }

    private static func model(_ visit: Visit, _ desk: LogDesk) throws -> Model {
        let offset = desk.record.clockOffset
        var model = Model(
            desk: desk, fingerprint: try LogArchiveKey(of: visit.house.entrance.secretKey).fingerprint)
        if offset != 0 { (model.minutes, model.sense) = ("\(abs(offset) / 60)", offset > 0 ? "retard" : "avance") }
        return model
    }

    static func setClock(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await LogDesk.open(visit, shelf, for: LogbookPermissions.manage)
        let t = visit.language
        var model = try model(visit, desk)
        (model.minutes, model.sense) = (form["minutes"], form["sens"])
        let limit = 366 * 24 * 60
        guard let minutes = Int(model.minutes), (0...limit).contains(minutes) else {
            model.errors.add(
                t("Un nombre de minutes, 0 si l’horloge est juste.", "A number of minutes, 0 when the clock is right."),
                to: "minutes")
            return page(visit, model, status: .unprocessable)
        }
        guard minutes == 0 || ["retard", "avance"].contains(model.sense) else {
            model.errors.add(t("Dites si elle retarde ou avance.", "Say whether it is slow or fast."), to: "sens")
            return page(visit, model, status: .unprocessable)
        }
        let offset = minutes * (model.sense == "avance" ? -60 : 60)
        let said = sentence(minutes, model.sense)
        let (record, author) = (desk.record, visit.logAuthor(in: desk.place))
        let entry = try await visit.change { change in
            _ = try visit.place(record.keeper.id, for: LogbookPermissions.manage, in: change.session)
            return try CrisisLogStore.setClock(
                offset: offset, of: record, saying: said, by: author, in: change)
        }
        return .redirect(
            LogbookURL.management(desk.part).path,
            notice: t(
                "C’est noté sous \(entry.reference)\u{00A0}: les lignes qui suivent en tiennent compte.",
                "It is noted as \(entry.reference): the lines that follow take it into account."))
    }

    private static func sentence(_ minutes: Int, _ sense: String) -> String {
        guard minutes > 0 else { return "L’horloge de cette machine est juste." }
        let word = minutes == 1 ? "minute" : "minutes"
        return sense == "avance"
            ? "L’horloge de cette machine avance de \(minutes)\u{00A0}\(word)."
            : "L’horloge de cette machine retarde de \(minutes)\u{00A0}\(word)."
    }

    static func close(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        try await change(visit, shelf, CrisisLogStore.close) { t in
            t(
                "La main courante est close\u{00A0}: elle se lit, s’exporte et peut être rouverte.",
                "The log is closed: it can be read, exported and reopened.")
        }
    }

    static func reopen(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        try await change(visit, shelf, CrisisLogStore.reopen) { t in
            t("La main courante est rouverte.", "The log is open again.")
        }
    }

    private static func change(
        _ visit: Visit, _ shelf: CrisisLogShelf,
        _ body: @escaping @Sendable (CrisisLogRecord, Change) throws -> Void, _ notice: (Language) -> String
    ) async throws -> Reply {
        let desk = try await LogDesk.open(visit, shelf, for: LogbookPermissions.manage)
        let record = desk.record
        try await visit.change { change in
            _ = try visit.place(record.keeper.id, for: LogbookPermissions.manage, in: change.session)
            try body(record, change)
        }
        return .redirect(LogbookURL.management(desk.part).path, notice: notice(visit.language))
    }

    // MARK: -

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let title = t("Gérer et exporter", "Manage and export")
        return model.desk.page(visit, title, [Crumb(title)], status: status, render(model, visit, t))
    }

    static func render(_ model: Model, _ visit: Visit, _ t: Language) -> HTML {
        let desk = model.desk
        let head = PageHead(
            t("Gérer et exporter", "Manage and export"),
            lead: desk.record.isOpen
                ? t("La main courante est ouverte.", "The log is open.")
                : t(
                    "Close le \(desk.record.closedAt.map { t.moment($0, in: desk.zone) } ?? "") par \(desk.record.closedBy ?? "").",
                    "Closed on \(desk.record.closedAt.map { t.moment($0, in: desk.zone) } ?? "") by \(desk.record.closedBy ?? "")."
                ))
        return """
            \(pageHead(t, head))\(desk.tabs(visit, t))\(errorSummary(t, model.errors.faults))\(exports(model, t))\
            \(devices(model, t))\(delays(desk, t))\(when(desk.mayManage && desk.record.isOpen, clock(model, t)))\
            \(when(desk.mayManage, state(desk, t)))
            """
    }

    private static func exports(_ model: Model, _ t: Language) -> HTML {
        let part = model.desk.part
        return sheet(
            t("Emporter la main courante", "Take the log away"),
            """
            \(actions([
                Action(t("Archive signée", "Signed archive"), href: LogbookURL.file(part, .zip).path),
                Action("PDF", href: LogbookURL.file(part, .pdf).path),
                Action(t("Classeur Excel", "Excel workbook"), href: LogbookURL.file(part, .xlsx).path),
                Action("CSV", href: LogbookURL.file(part, .csv).path),
            ]))\
            \(paragraph(t(
                "L’archive contient les lignes, leurs chaînes et les pièces jointes. Elle se vérifie par «\u{00A0}carene journal verify ARCHIVE\u{00A0}» et se fusionne dans une autre instance. Empreinte de cette installation\u{00A0}: \(model.fingerprint).",
                "The archive holds the lines, their chains and the attachments. It is checked by “carene journal verify ARCHIVE” and merged into another instance. Fingerprint of this installation: \(model.fingerprint)."), isQuiet: true))
            """)
    }

    private static func devices(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let rows = desk.copy.verification.devices.map { device -> [HTML] in
            let last = desk.copy.entries.last { $0.reference.device == device.device }
            return [
                "<code>\(device.device)</code>", "\(t.number(device.count))",
                "\(last.map { desk.clock($0.countedAt, t) } ?? "")",
                device.firstFault.map { fault in
                    badge(
                        t, fault.fault == .forked ? .toReview : .missing,
                        t(
                            "n°\u{00A0}\(fault.sequence)\u{00A0}: \(LogWords.fault(fault.fault, t))",
                            "no. \(fault.sequence): \(LogWords.fault(fault.fault, t))"))
                } ?? badge(t, .proven, t("Intacte", "Intact")),
            ]
        }
        let title = t("Appareils qui ont écrit", "Devices that wrote")
        guard !rows.isEmpty else {
            return sheet(title, paragraph(t("Aucune ligne encore.", "No line yet."), isQuiet: true))
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Appareil", "Device")), Column(t("Lignes", "Lines"), isNumber: true),
                        Column(t("Dernière saisie", "Last entry"), isShort: true),
                        Column(t("Chaîne", "Chain"), isShort: true),
                    ], rows: rows)))
    }

    private static func delays(_ desk: LogDesk, _ t: Language) -> HTML {
        let delays = desk.copy.delays
        guard let first = delays.firstSignAt else { return HTML() }
        func value(_ seconds: Int?) -> HTML {
            seconds.map { "\(LogWords.duration($0, t))" } ?? "\(t("pas encore", "not yet"))"
        }
        return sheet(
            t("Délais mesurés depuis le premier signe", "Delays measured from the first sign"),
            definitionList([
                (t("Premier signe", "First sign"), "\(t.moment(first.instant, in: desk.zone))"),
                (t("Première personne prévenue", "First person told"), value(delays.alert)),
                (t("Cellule stratégique réunie", "Strategic cell together"), value(delays.mobilisation)),
                (t("Première décision", "First decision"), value(delays.decision)),
                (t("Première notification", "First notification"), value(delays.notification)),
                (t("Saisie des lignes (médiane)", "Entry of lines (median)"), value(delays.entry)),
            ]))
    }

    private static func clock(_ model: Model, _ t: Language) -> HTML {
        sheet(
            t("Horloge de cette machine", "Clock of this machine"),
            form(
                action: LogbookURL.clock(model.desk.part).path,
                """
                \(paragraph(t(
                    "Sans réseau, une horloge dérive. Comparez à l’horloge parlante ou à un téléphone, et dites l’écart\u{00A0}: il est consigné et compté.",
                    "Without a network a clock drifts. Compare with a telephone and say the difference: it is entered and counted.")))\
                \(fieldRow([
                    textField(
                        Field(t, "minutes", label: t("Écart, en minutes", "Difference, in minutes"), error: model.errors["minutes"]),
                        value: model.minutes, maxLength: 6, isNumeric: true),
                    select(
                        Field(t, "sens", label: t("Cette machine", "This machine"), error: model.errors["sens"]),
                        [
                            Choice("retard", t("retarde (elle montre une heure trop petite)", "is slow (it shows too early a time)")),
                            Choice("avance", t("avance (elle montre une heure trop grande)", "is fast (it shows too late a time)")),
                        ], selected: model.sense),
                ]))\(formActions(submit(t("Consigner l’écart", "Enter the difference"), style: .plain)))
                """))
    }

    private static func state(_ desk: LogDesk, _ t: Language) -> HTML {
        guard desk.record.isOpen else {
            return actions([
                Action(t("Rouvrir la main courante", "Reopen the log"), post: LogbookURL.reopening(desk.part).path)
            ])
        }
        let open = desk.reading.open.count
        let question =
            open == 0
            ? t("Clore cette main courante\u{00A0}?", "Close this log?")
            : t(
                "\(t.count(open, ("demande ou action reste ouverte", "demandes ou actions restent ouvertes"), ("", ""))). Clore quand même\u{00A0}?",
                "\(t.count(open, ("", ""), ("request or action is still open", "requests or actions are still open"))). Close all the same?"
            )
        return actions([
            Action(
                t("Clore la main courante", "Close the log"), post: LogbookURL.closure(desk.part).path, style: .danger,
                confirm: question)
        ])
    }
}
