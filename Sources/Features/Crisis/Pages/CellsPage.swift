// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Journal
import Markup
import Persistence
import Primitives
import Site

/// Who holds which function of which cell, who relieves them, and until when.
enum CellsPage {
    struct Model: Sendable {
        let desk: IncidentDesk
        let shifts: [Shift]
        var cell = LogCell.strategic.rawValue
        var job = ""
        var person = ""
        var deputy = ""
        var begins: TimeFields
        var ends = TimeFields()
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await IncidentDesk.open(visit)
        let id = desk.incident.id
        let shifts = try await visit.read { session in try ConductStore.shifts(of: id, in: session) }
        return page(visit, Model(desk: desk, shifts: shifts, begins: TimeFields(visit.now, visit.zone)))
    }

    @Sendable
    static func add(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await IncidentDesk.open(visit, for: CrisisPermissions.manage)
        let (id, t) = (desk.incident.id, visit.language)
        let shifts = try await visit.read { session in try ConductStore.shifts(of: id, in: session) }
        var model = Model(
            desk: desk, shifts: shifts, cell: form["cellule"], job: form["fonction"], person: form["titulaire"],
            deputy: form["suppleant"], begins: TimeFields(form, "debut"), ends: TimeFields(form, "fin"))
        model.errors.require(model.job, "fonction", limit: 150, in: t)
        model.errors.require(model.person, "titulaire", limit: 150, in: t)
        model.errors.bound(model.deputy, "suppleant", limit: 150, in: t)
        let cell = LogCell(rawValue: model.cell).flatMap { LogCell.tables.contains($0) ? $0 : nil }
        if cell == nil { model.errors.add(CrisisError.outOfRange.message(t), to: "cellule") }
        let begins = model.begins.instant(
            "debut", visit.zone, former: nil, notAfter: visit.now.adding(seconds: 60 * 86_400), &model.errors, t)
        let ends = model.ends.instant(
            "fin", visit.zone, former: nil, notAfter: visit.now.adding(seconds: 90 * 86_400), &model.errors, t)
        if begins == nil, model.errors["jour-debut"] == nil, model.errors["heure-debut"] == nil {
            model.errors.add(CrisisError.textMissing.message(t), to: "heure-debut")
        }
        if let begins, let ends, ends <= begins {
            model.errors.add(t("La fin doit suivre le début.", "The end comes after the beginning."), to: "heure-fin")
        }
        guard model.errors.isEmpty, let cell, let begins else { return page(visit, model, status: .unprocessable) }
        let draft = ShiftDraft(
            cell: cell, job: model.job, person: model.person, deputy: model.deputy, beginsAt: begins, endsAt: ends)
        let author = visit.author(at: desk.place)
        try await desk.change(visit) { incident, change in
            try ConductStore.add(draft, to: incident, by: author, in: change)
        }
        return .redirect(
            CrisisURL.cells(desk.part, desk.id).path,
            notice: t(
                "La fonction est confiée, et c’est écrit dans la main courante.",
                "The function is entrusted, and written in the log."))
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply { try await set(visit, removed: true) }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply { try await set(visit, removed: false) }

    private static func set(_ visit: Visit, removed: Bool) async throws -> Reply {
        let desk = try await IncidentDesk.open(visit, for: CrisisPermissions.manage)
        let (id, author): (Shift.ID, String) = (try visit.identifier("tourCrise"), visit.author(at: desk.place))
        try await desk.change(visit) { incident, change in
            guard let shift = try ConductStore.shifts(of: incident.id, in: change.session).first(where: { $0.id == id })
            else { throw Refusal.notFound }
            try ConductStore.setRemoved(removed, shift, of: incident, by: author, in: change)
        }
        let t = visit.language
        return .redirect(
            CrisisURL.cells(desk.part, desk.id).path,
            notice: removed
                ? t(
                    "La fonction est retirée\u{00A0}; elle peut être rétablie.",
                    "The function is removed; it can be restored.")
                : t("La fonction est rétablie.", "The function is restored."))
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let title = IncidentTab.cells.title(visit.language)
        return model.desk.page(visit, title, [Crumb(title)], status: status, render(model, visit.language))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let empty = LogCell.tables.filter { cell in
            !model.shifts.contains { $0.cell == cell && $0.isHeld(at: desk.now) }
        }
        let lead =
            empty.isEmpty
            ? t("Chaque cellule est tenue à cette heure.", "Every cell is held at this hour.")
            : t(
                "Personne à cette heure\u{00A0}: \(empty.map { $0.title(t) }.joined(separator: ", ")).",
                "Nobody at this hour: \(empty.map { $0.title(t) }.joined(separator: ", ")).")
        let contacts = CrisisLinks.contacts(desk.part)
        var actions = [
            Action(t("Fiche de relève", "Handover sheet"), href: CrisisURL.handover(desk.part, desk.id).path)
        ]
        if !desk.closed.contains(contacts) {
            actions.append(Action(t("Contacts de crise", "Crisis contacts"), href: contacts))
        }
        let head = PageHead(
            t("Qui tient quoi, et qui relève\u{00A0}?", "Who holds what, and who relieves?"), lead: lead,
            actions: actions)
        return """
            \(pageHead(t, head))\(IncidentTab.render(desk, .cells, t))\(errorSummary(t, model.errors.faults))\
            \(LogCell.tables.html { cell($0, model, t) })\(when(desk.mayChange, entry(model, t)))
            """
    }

    private static func cell(_ cell: LogCell, _ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let rows = model.shifts.filter { $0.cell == cell }
        guard !rows.isEmpty else {
            return sheet(
                cell.title(t),
                paragraph(
                    "\(cell.purpose(t)) \(t("Personne n’y est encore nommé.", "Nobody is named yet."))", isQuiet: true))
        }
        let list = table(
            t,
            Table(
                caption: cell.purpose(t), stacks: true,
                columns: [
                    Column(t("Fonction", "Function")), Column(t("Titulaire", "Holder")),
                    Column(t("Suppléant", "Deputy")), Column(t("De", "From"), isShort: true),
                    Column(t("À", "Until"), isShort: true), Column(t("État", "State"), isShort: true), Column(""),
                ],
                rows: rows.map { shift in
                    let state: StateBadge =
                        shift.isRemoved
                        ? StateBadge(.closed, t("Retiré", "Removed"))
                        : shift.isHeld(at: desk.now)
                            ? StateBadge(.proven, t("En poste", "On duty"))
                            : shift.beginsAt > desk.now
                                ? StateBadge(.neutral, t("À venir", "To come"))
                                : StateBadge(.closed, t("Relevé", "Relieved"))
                    let path =
                        shift.isRemoved
                        ? CrisisURL.shiftRestoration(desk.part, desk.id, .init(shift.id)).path
                        : CrisisURL.shiftRemoval(desk.part, desk.id, .init(shift.id)).path
                    return [
                        "\(shift.job)", "\(shift.person)", "\(shift.deputy)", "\(desk.time(shift.beginsAt, t))",
                        "\(shift.endsAt.map { desk.time($0, t) } ?? "–")", badge(t, state),
                        when(
                            desk.mayChange,
                            postButton(
                                action: path, shift.isRemoved ? t("Rétablir", "Restore") : t("Retirer", "Remove"),
                                style: .quiet)),
                    ]
                }))
        return sheet(cell.title(t), list)
    }

    private static func entry(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        return sheet(
            t("Confier une fonction", "Entrust a function"),
            form(
                action: CrisisURL.cells(desk.part, desk.id).path,
                """
                \(select(
                    Field(t, "cellule", label: t("Cellule", "Cell"), error: model.errors["cellule"], isRequired: true),
                    LogCell.tables.map { Choice($0.rawValue, $0.title(t)) }, selected: model.cell))\
                \(textField(
                    Field(t, "fonction", label: t("Fonction", "Function"), hint: t("Directeur de crise, main courante, anticipation, réseau…", "Crisis director, log, anticipation, network…"), error: model.errors["fonction"], isRequired: true),
                    value: model.job, maxLength: 150))\
                \(fieldRow([
                    textField(Field(t, "titulaire", label: t("Titulaire", "Holder"), error: model.errors["titulaire"], isRequired: true), value: model.person, autocomplete: "off", maxLength: 150),
                    textField(Field(t, "suppleant", label: t("Suppléant", "Deputy"), error: model.errors["suppleant"]), value: model.deputy, autocomplete: "off", maxLength: 150),
                ]))\
                \(model.begins.render(t, "debut", label: t("Prend le", "Takes over on"), errors: model.errors, isRequired: true))\
                \(model.ends.render(t, "fin", label: t("Fin du tour (facultatif)", "Relieved on (optional)"), errors: model.errors))\
                \(formActions(submit(t("Confier la fonction", "Entrust the function"))))
                """))
    }
}
