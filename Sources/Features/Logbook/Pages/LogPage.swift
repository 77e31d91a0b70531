// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The log: one line by keyboard first, then what is open, then every line, the newest on top. Live for all.
enum LogPage {
    static let pageSize = 50

    struct Model: Sendable {
        let desk: LogDesk
        let lines: [LogReading.Line]
        let filter: LogFilter
        let text: String
        /// As typed: "14:30".
        let since: String
        let page: Int
        /// The cell of the quick line: the one of the line before, in this browser's address.
        let cell: LogCell
        var quick = ""
        var draft: LineDraft
        var quickError: String?
        let now: Instant
    }

    static func show(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let desk = try await LogDesk.open(visit, shelf)
        let model = model(desk, visit)
        let t = visit.language
        if visit.wantsFragment { return visit.fragment(live(model, t)) }
        return desk.page(visit, desk.record.title, [], render(model, visit, t))
    }

    static func model(_ desk: LogDesk, _ visit: Visit) -> Model {
        var filter = LogFilter()
        filter.cell = visit.query["filtre-cellule"].flatMap(LogCell.init)
        filter.kind = visit.query["filtre-nature"].flatMap(LogKind.init)
        filter.isOpenOnly = visit.query["ouvertes"] != nil
        filter.order = visit.query["ordre"].flatMap(LogFilter.Order.init) ?? .entry
        let since = visit.query["depuis"] ?? ""
        filter.since = HandoverPage.moment(since, desk, visit)
        let text = visit.query["q"] ?? ""
        let cell = visit.query["saisie"].flatMap(LogCell.init) ?? .operational
        var draft = LineDraft()
        (draft.kind, draft.cell) = (LogKind.information.rawValue, cell.rawValue)
        (draft.day, draft.time) = (desk.zone.day(at: desk.now.instant).text, WallTime.text(desk.now, desk.zone))
        return Model(
            desk: desk, lines: desk.copy.lines(filter, text: text), filter: filter, text: text, since: since,
            page: visit.query.page, cell: cell, draft: draft, now: visit.now)
    }

    /// Says that the log changed; what changed is fetched by the page, with the rights of that moment.
    static func stream(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let id: CrisisLogRecord.ID = try visit.identifier("mainCourante")
        try await visit.read { session in
            guard let record = try CrisisLogStore.log(id, in: session) else { throw Refusal.notFound }
            _ = try visit.place(record.keeper.id, for: LogbookPermissions.read, in: session)
        }
        let house = visit.house
        // The shelf answers from memory: two hundred readers are told within a tenth of a second.
        return .events(every: .milliseconds(100)) {
            let now = house.clock.now
            guard let pulse = try await shelf.pulse(of: id, from: house.database, at: now) else { return nil }
            return LiveState(LogDesk.serial(pulse.revision, at: now), isLast: !pulse.isOpen)
        }
    }

    // MARK: -

    static func render(_ model: Model, _ visit: Visit, _ t: Language) -> HTML {
        let desk = model.desk
        let isWritten = desk.mayWrite && desk.record.isOpen
        let opened = t.moment(desk.record.openedAt, in: desk.zone)
        let head = PageHead(
            desk.record.title,
            lead: t(
                "Ouverte le \(opened), \(desk.record.keeper.name).", "Opened on \(opened), \(desk.record.keeper.name)."),
            state: desk.record.isOpen ? nil : StateBadge(.closed, t("Main courante close", "Log closed")))
        return """
            \(pageHead(t, head))\(desk.tabs(visit, t))\(when(isWritten, entry(model, t)))\(filters(model, t))\(live(model, t))
            """
    }

    private static func entry(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let quick: HTML = """
            \(textField(
                Field(
                    t, "ligne", label: t("Nouvelle ligne", "New line"),
                    hint: t(
                        "! décision · > action · ? demande · @ contact · # notification · ~ non confirmé · 14:32 heure du fait · [soins] cellule · /qui · échéance 16:00",
                        "! decision · > action · ? request · @ contact · # notification · ~ unconfirmed · 14:32 time of the fact · [care] cell · /who · due 16:00"),
                    error: model.quickError, isRequired: true), value: model.quick, autocomplete: "off",
                maxLength: CrisisLogError.textLimit))\
            \(select(
                Field(
                    t, "saisie", label: t("Cellule qui écrit", "Cell that writes"),
                    hint: t("Gardée pour les lignes suivantes.", "Kept for the lines that follow.")),
                LineDraft.cells(desk.isExercise, t), selected: model.cell.rawValue))\
            \(formActions(submit(t("Consigner", "Enter the line"))))
            """
        let whole = form(
            action: LogbookURL.lines(desk.part).path, isMultipart: true,
            """
            \(model.draft.fields(withFiles: true, isExercise: desk.isExercise, t))\
            \(formActions(submit(t("Consigner la ligne complète", "Enter the whole line"), style: .plain)))
            """)
        return """
            \(sheet(t("Écrire", "Write"), """
                \(errorSummary(t, model.draft.errors.faults))\(form(action: LogbookURL.quick(desk.part).path, quick))\
                \(disclosure(t("Ligne complète\u{00A0}: qui a décidé, pourquoi, pièces jointes", "Whole line: who decided, why, attachments"), isOpen: !model.draft.errors.isEmpty, whole))
                """))
            """
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        let (filter, here) = (model.filter, LogbookURL.log(model.desk.part).path)
        let isReset = filter.isEmpty && model.text.isEmpty && filter.order == .entry
        return disclosure(
            t("Filtrer les lignes", "Filter the lines"), isOpen: !isReset,
            filterForm(
                t, action: here,
                fields: """
                    \(textField(Field(t, "q", label: t("Mots", "Words")), value: model.text, maxLength: 200))\
                    \(select(
                        Field(t, "filtre-cellule", label: t("Cellule", "Cell")), LineDraft.cells(model.desk.isExercise, t),
                        selected: filter.cell?.rawValue, placeholder: t("Toutes", "All")))\
                    \(select(
                        Field(t, "filtre-nature", label: t("Nature", "Kind")),
                        LogKind.allCases.map { Choice($0.rawValue, LogWords.kind($0, t)) },
                        selected: filter.kind?.rawValue, placeholder: t("Toutes", "All")))\
                    \(textField(
                        Field(t, "depuis", label: t("Depuis (14:30)", "Since (14:30)")), value: model.since, maxLength: 8))\
                    \(select(
                        Field(t, "ordre", label: t("Ordre", "Order")),
                        [
                            Choice("entry", t("Heure de saisie", "Time of entry")),
                            Choice("fact", t("Heure du fait", "Time of the fact")),
                        ], selected: filter.order.rawValue))\
                    \(checkbox(Field(t, "ouvertes", label: t("Seulement ce qui est ouvert", "Only what is open")), isChecked: filter.isOpenOnly))
                    """, reset: isReset ? nil : here))
    }

    private static func address(_ model: Model, page: Int) -> URLPath {
        let filter = model.filter
        return LogbookURL.log(model.desk.part).path.with("q", model.text.isEmpty ? nil : model.text)
            .with("filtre-cellule", filter.cell?.rawValue).with("filtre-nature", filter.kind?.rawValue)
            .with("depuis", model.since.isEmpty ? nil : model.since)
            .with("ordre", filter.order == .entry ? nil : filter.order.rawValue)
            .with("ouvertes", filter.isOpenOnly ? "oui" : nil).with("page", page == 1 ? nil : "\(page)")
    }

    /// What is fetched again at each change.
    static func live(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let here = address(model, page: model.page)
        let pages = Pager(page: model.page, pageSize: pageSize, total: model.lines.count) { address(model, page: $0) }
        let first = (pages.currentPage - 1) * pageSize
        let shown = Array(model.lines.dropFirst(first).prefix(pageSize))
        let view = LineView(desk: desk, t: t)
        let lost = t(
            " Connexion perdue\u{00A0}: ce que vous voyez peut être ancien.",
            " Connection lost: what you see may be old.")
        let status: HTML = """
            <p class="quiet">\(ChainMark.html(desk, t)) <span data-live-status data-lost="\(lost)"></span> \
            <a href="\(here)">\(t("Actualiser", "Refresh"))</a></p>
            """
        let clock: HTML = "<p class=\"clock\">\(t.time(desk.now.instant, in: desk.zone))</p>"
        let title = t("Lignes, la plus récente d’abord", "Lines, the newest first")
        let list =
            shown.isEmpty
            ? paragraph(
                desk.reading.lines.isEmpty
                    ? t(
                        "Aucune ligne encore. Écrivez ce qui a été vu, et à quelle heure.",
                        "No line yet. Write what was seen, and at what time.")
                    : t("Aucune ligne ne correspond à ce filtre.", "No line matches this filter."), isQuiet: true)
            : "\(view.list(shown))\(pager(t, pages))"
        let open = desk.reading.open
        let side = sheet(
            t("Demandes et actions ouvertes", "Open requests and actions"),
            open.isEmpty
                ? paragraph(t("Rien n’est en attente.", "Nothing is waited for."), isQuiet: true)
                : "\(view.open(Array(open.prefix(20))))\(when(open.count > 20, paragraph(t("et \(open.count - 20) autres, par le filtre.", "and \(open.count - 20) others, by the filter."), isQuiet: true)))"
        )
        return liveRegion(
            id: "main-courante", events: desk.record.isOpen ? LogbookURL.live(desk.part).path : nil,
            serial: LogDesk.serial(desk.record.revision, at: model.now), from: here,
            """
            \(ends(status, clock))\(figures(t, LogFigures.all(desk, t)))\
            \(columns(sheet(title, list), side, .wideLeft))
            """)
    }
}

/// Whether the lines still follow one another, in a word.
enum ChainMark {
    static func html(_ desk: LogDesk, _ t: Language) -> HTML {
        let found = desk.copy.verification
        let at = t.time(desk.copy.checkedAt, in: desk.zone)
        let lines = t.count(found.count, ("ligne", "lignes"), ("line", "lines"))
        if found.isIntact {
            return badge(
                t, .proven,
                t("\(lines), chaînes intactes (vérifié à \(at))", "\(lines), chains intact (checked at \(at))"))
        }
        let faults = found.devices.compactMap { device in
            device.firstFault.map { "\(device.device.prefix(3))-\($0.sequence), \(LogWords.fault($0.fault, t))" }
        }.joined(separator: " · ")
        return found.isDamaged
            ? badge(t, .missing, t("Chaîne rompue\u{00A0}: \(faults)", "Chain broken: \(faults)"))
            : badge(t, .toReview, t("Chaînes fourchues\u{00A0}: \(faults)", "Chains forked: \(faults)"))
    }
}

/// What the cells look at: what waits, what is late, when the next report is due.
enum LogFigures {
    static func all(_ desk: LogDesk, _ t: Language) -> [Figure] {
        let open = desk.reading.open
        let late = open.filter { $0.isLate(at: desk.now) }.count
        let here = LogbookURL.log(desk.part).path.with("ouvertes", "oui")
        var list = [
            Figure(
                t.number(open.count), meaning: t("demandes et actions ouvertes", "open requests and actions"),
                tone: .neutral, href: here),
            Figure(
                t.number(late), meaning: t("en retard", "late"), tone: late > 0 ? .bad : .good, href: here),
        ]
        let conflicts = desk.reading.conflicts.count
        if conflicts > 0 {
            list.append(
                Figure(
                    t.number(conflicts),
                    meaning: t("lignes aux corrections contradictoires", "lines with contradicting corrections"),
                    tone: .warn))
        }
        if let entry = desk.copy.delays.entry {
            list.append(
                Figure(
                    LogWords.duration(entry, t),
                    meaning: t("entre le fait et sa saisie", "between a fact and its entry"),
                    note: t("médiane, hors reprise papier", "median, paper left out")))
        }
        if desk.record.isOpen, let due = ReportRhythm.due(desk) {
            let isLate = due < desk.now
            list.append(
                Figure(
                    desk.clock(due, t), meaning: t("prochain point de situation", "next situation report"),
                    note: isLate ? t("L’heure est passée.", "Its time has passed.") : "",
                    tone: isLate ? .warn : .neutral,
                    href: LogbookURL.reports(desk.part).path))
        }
        return list
    }
}
