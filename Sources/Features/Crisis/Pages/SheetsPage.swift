// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The reflex sheets of an incident, those that count now first; and one sheet to tick.
enum SheetsPage {
    struct Model: Sendable {
        let desk: IncidentDesk
        let ticks: [SheetTick]
    }

    private static func read(_ visit: Visit) async throws -> Model {
        let desk = try await IncidentDesk.open(visit)
        let id = desk.incident.id
        return Model(desk: desk, ticks: try await visit.read { session in try ConductStore.ticks(of: id, in: session) })
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let model = try await read(visit)
        let title = IncidentTab.sheets.title(visit.language)
        return model.desk.page(visit, title, [Crumb(title)], render(model, visit.language))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let now = IncidentReading.period(of: desk.incident, at: desk.now)
        let head = PageHead(
            t("Que fait chacun maintenant\u{00A0}?", "What does everyone do now?"),
            lead: t(
                "\(now.title(t)) d’abord. Chaque geste coché s’écrit dans la main courante.",
                "\(now.title(t)) first. Each gesture ticked is written in the log."))
        let periods = [now] + ReflexSheet.Period.allCases.filter { $0 != now }
        return """
            \(pageHead(t, head))\(IncidentTab.render(desk, .sheets, t))\
            \(periods.html { period in
                sheet(period.title(t), itemsApart(CrisisLibrary.roles.flatMap { role in
                    role.sheets.filter { $0.when == period }.map { line(role, $0, model, t) }
                }))
            })
            """
    }

    private static func line(_ role: ReflexRole, _ sheet: ReflexSheet, _ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let done = sheet.steps.filter { step in
            model.ticks.contains { $0.sheet == sheet.code && $0.step == step.code }
        }.count
        let href = CrisisURL.sheet(desk.part, desk.id, .init(sheet.code)).path
        return """
            <p><a href="\(href)"><strong>\(role.role)</strong></a><br>\(sheet.title)</p>\
            \(progress(t, done: done, total: sheet.steps.count, label: t("Gestes faits", "Gestures done")))
            """
    }

    // MARK: One sheet

    @Sendable
    static func sheetPage(_ visit: Visit) async throws -> Reply {
        let model = try await read(visit)
        guard let (role, sheet) = CrisisLibrary.sheet(try visit.parameter("ficheCrise")) else { throw Refusal.notFound }
        let t = visit.language
        return model.desk.page(
            visit, sheet.title,
            [
                Crumb(IncidentTab.sheets.title(t), href: CrisisURL.sheets(model.desk.part, model.desk.id).path),
                Crumb(role.role),
            ], render(role, sheet, model, t))
    }

    @Sendable
    static func tick(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await IncidentDesk.open(visit, for: CrisisPermissions.act)
        guard let (role, sheet) = CrisisLibrary.sheet(try visit.parameter("ficheCrise")) else { throw Refusal.notFound }
        guard let step = sheet.steps.first(where: { $0.code == form["geste"] }) else { throw CrisisError.unknown }
        let (author, isUndone) = (visit.author(at: desk.place), form["fait"] == "non")
        try await desk.change(visit, for: CrisisPermissions.act) { incident, change in
            if isUndone {
                try ConductStore.untick(step, sheet, of: incident, by: author, in: change)
            } else {
                try ConductStore.tick(step, sheet, role, of: incident, by: author, in: change)
            }
        }
        let t = visit.language
        return .redirect(
            CrisisURL.sheet(desk.part, desk.id, .init(sheet.code)).path,
            notice: isUndone
                ? t("C’est décoché, et la main courante le dit.", "It is unticked, and the log says so.")
                : t("C’est fait, et écrit dans la main courante.", "It is done, and written in the log."))
    }

    static func render(_ role: ReflexRole, _ sheet: ReflexSheet, _ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let path = CrisisURL.sheet(desk.part, desk.id, .init(sheet.code)).path
        let mayTick = desk.mayAct && desk.incident.isOpen
        let lines = sheet.steps.map { step -> HTML in
            let tick = model.ticks.first { $0.sheet == sheet.code && $0.step == step.code }
            guard let tick else {
                return """
                    <p><span class="tick-box" aria-hidden="true"></span> <strong>\(step.text)</strong></p>\
                    \(when(mayTick, postButton(action: path, step.decides == true ? t("C’est décidé", "It is decided") : t("C’est fait", "It is done"), hidden: [("geste", step.code)])))
                    """
            }
            return """
                <p>\(badge(t, .proven, t("Fait", "Done"))) \(step.text)<br><span class="quiet">\(desk.time(tick.at, t)), \(tick.by), \
                \(t("ligne", "line")) \(tick.line.description)</span></p>\
                \(when(mayTick, postButton(action: path, t("Coché par erreur", "Ticked by mistake"), style: .quiet, hidden: [("geste", step.code), ("fait", "non")])))
                """
        }
        let head = PageHead(sheet.title, lead: "\(sheet.when.title(t)). \(role.role).")
        return "\(pageHead(t, head))\(itemsApart(lines))"
    }
}

/// The same sheets without an incident: to read them on a quiet day, and to print them.
enum LibraryPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: CrisisPermissions.read)
        let t = visit.language
        let title = RoomTab.library.title(t)
        return visit.crisisPage(
            title, at: place, [Crumb(title)], "\(RoomTab.render(visit, place, .library))\(render(t))")
    }

    static func render(_ t: Language) -> HTML {
        let head = PageHead(
            t("Que ferait chacun\u{00A0}?", "What would everyone do?"),
            lead: t(
                "Une fiche par rôle et par moment. Imprimez-les, et affichez celle de la première heure.",
                "A sheet for each role and moment. Print them, and put up the one of the first hour."))
        return """
            \(pageHead(t, head))\(CrisisLibrary.roles.html { role in
                sheet(role.role, role.sheets.html { sheet in
                    disclosure("\(sheet.when.title(t))\u{00A0}: \(sheet.title)", isPrinted: true, steps(sheet))
                })
            })
            """
    }

    static func steps(_ sheet: ReflexSheet) -> HTML {
        items(sheet.steps.map { "<span class=\"tick-box\" aria-hidden=\"true\"></span> \($0.text)" })
    }
}
