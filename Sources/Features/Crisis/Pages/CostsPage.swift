// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Documents
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Hours by person and day, and what was paid outside: entered each day, since nobody remembers after a month.
enum CostsPage {
    static let pageSize = 50

    struct Model: Sendable {
        let desk: IncidentDesk
        let rows: [Cost]
        let total: Int
        let totals: CostTotals
        var page = 1
        var day = ""
        var who = ""
        var hours = ""
        var euros = ""
        var note = ""
        var errors = FormErrors()
    }

    private static func read(_ visit: Visit, manage: Bool = false) async throws -> Model {
        let desk = try await IncidentDesk.open(visit, for: manage ? CrisisPermissions.manage : CrisisPermissions.read)
        let (id, page) = (desk.incident.id, visit.query.page)
        let found = try await visit.read { session in
            try AfterStore.costs(of: id, limit: pageSize, offset: (page - 1) * pageSize, in: session)
        }
        return Model(
            desk: desk, rows: found.rows, total: found.total, totals: found.totals, page: page, day: visit.today.text)
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply { page(visit, try await read(visit)) }

    @Sendable
    static func add(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        var model = try await read(visit, manage: true)
        let t = visit.language
        (model.day, model.who, model.note) = (form["jour"], form["qui"], form["note"])
        (model.hours, model.euros) = (form["heures"], form["euros"])
        model.errors.require(model.who, "qui", limit: 150, in: t)
        model.errors.bound(model.note, "note", limit: 300, in: t)
        let day = Day(text: model.day)
        if day.map({ $0 > visit.today || $0.year < 1990 }) ?? true {
            model.errors.add(t("Un jour passé, ou aujourd’hui.", "A past day, or today."), to: "jour")
        }
        var hours: Double?
        var cents: Int?
        if model.hours.isEmpty == model.euros.isEmpty {
            model.errors.add(
                t("Des heures, ou une somme\u{00A0}: l’une des deux.", "Hours, or a sum: one of the two."), to: "heures"
            )
        } else if !model.hours.isEmpty {
            hours = TypedNumber.value(model.hours).flatMap { $0 > 0 && $0 <= 100_000 ? $0 : nil }
            if hours == nil {
                model.errors.add(t("Un nombre d’heures comme 7,5.", "A number of hours like 7.5."), to: "heures")
            }
        } else {
            cents = TypedNumber.value(model.euros).flatMap { $0 >= 0.01 && $0 <= 1e9 ? Int(($0 * 100).rounded()) : nil }
            if cents == nil { model.errors.add(t("Une somme comme 12 500.", "A sum like 12500."), to: "euros") }
        }
        guard model.errors.isEmpty, let day else { return page(visit, model, status: .unprocessable) }
        let (who, note, kept, paid) = (model.who, model.note, hours, cents)
        try await model.desk.change(visit) { incident, change in
            try AfterStore.add(day: day, who: who, hours: kept, cents: paid, note: note, to: incident, in: change)
        }
        return .redirect(
            CrisisURL.costs(model.desk.part, model.desk.id).path,
            notice: t("La ligne est ajoutée.", "The line is added."))
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply { try await set(visit, removed: true) }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply { try await set(visit, removed: false) }

    private static func set(_ visit: Visit, removed: Bool) async throws -> Reply {
        let desk = try await IncidentDesk.open(visit, for: CrisisPermissions.manage)
        let cost: Cost.ID = try visit.identifier("coutCrise")
        try await desk.change(visit) { incident, change in
            try AfterStore.setRemoved(removed, cost: cost, of: incident, in: change)
        }
        let t = visit.language
        return .redirect(
            CrisisURL.costs(desk.part, desk.id).path,
            notice: removed
                ? t(
                    "La ligne est retirée\u{00A0}; elle peut être rétablie.", "The line is removed; it can be restored."
                )
                : t("La ligne est rétablie.", "The line is restored."))
    }

    @Sendable
    static func export(_ visit: Visit) async throws -> Reply {
        let desk = try await IncidentDesk.open(visit)
        let id = desk.incident.id
        let found = try await visit.read { session in
            try AfterStore.costs(of: id, limit: AfterStore.costLimit, in: session)
        }
        let (keeper, title) = (desk.place.organisation.id, desk.incident.title)
        try await visit.change { change in
            try change.record("crisis.costs.exported", organisation: keeper.text, subject: id.text, detail: title)
        }
        var file = CSVWriter(.frenchExcel)
        file.write(["jour", "qui", "heures", "euros", "note"])
        for cost in found.rows where !cost.isRemoved {
            file.write([
                cost.day.text, cost.who, cost.hours.map { Language.french.decimal($0, 2) } ?? "",
                cost.cents.map { Language.french.decimal(Double($0) / 100, 2) } ?? "", cost.note,
            ])
        }
        return .download(file.bytes, name: "couts-incident.csv", mediaType: "text/csv; charset=utf-8")
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let title = IncidentTab.costs.title(visit.language)
        return model.desk.page(visit, title, [Crumb(title)], status: status, render(model, visit.language))
    }

    static func euros(_ cents: Int, _ t: Language) -> String {
        t("\(t.decimal(Double(cents) / 100, 0))\u{00A0}€", "€\(t.decimal(Double(cents) / 100, 0))")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let lead =
            model.total == 0
            ? t("Rien n’est encore relevé.", "Nothing is noted yet.")
            : t(
                "\(t.decimal(model.totals.hours, 1))\u{00A0}heures, et \(euros(model.totals.cents, t)) payés à l’extérieur.",
                "\(t.decimal(model.totals.hours, 1)) hours, and \(euros(model.totals.cents, t)) paid outside.")
        let export = Action(t("Exporter en CSV", "Export as CSV"), href: CrisisURL.costsFile(desk.part, desk.id).path)
        let head = PageHead(
            t("Que coûte l’incident\u{00A0}?", "What does the incident cost?"), lead: lead,
            actions: model.total > 0 ? [export] : [])
        return """
            \(pageHead(t, head))\(IncidentTab.render(desk, .costs, t))\(errorSummary(t, model.errors.faults))\
            \(list(model, t))\(when(desk.mayManage, entry(model, t)))
            """
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        guard !model.rows.isEmpty else {
            return emptyState(
                title: t("Aucune heure, aucune dépense", "No hours, no expense"),
                text: t(
                    "Notez chaque soir les heures de chacun et les factures reçues\u{00A0}: l’assureur et la tutelle les demandent.",
                    "Note each evening everybody’s hours and the bills received: the insurer and the authorities ask for them."
                ))
        }
        let rows = table(
            t,
            Table(
                caption: t("Heures et dépenses, les plus récentes d’abord", "Hours and expenses, the latest first"),
                columns: [
                    Column(t("Jour", "Day"), isShort: true), Column(t("Qui", "Who")),
                    Column(t("Heures", "Hours"), isNumber: true), Column(t("Payé", "Paid"), isNumber: true),
                    Column(t("Note", "Note")), Column(""),
                ],
                rows: model.rows.map { cost in
                    let path =
                        cost.isRemoved
                        ? CrisisURL.costRestoration(desk.part, desk.id, .init(cost.id)).path
                        : CrisisURL.costRemoval(desk.part, desk.id, .init(cost.id)).path
                    return [
                        "\(t.date(cost.day))",
                        "\(cost.who)\(when(cost.isRemoved, " \(badge(t, .closed, t("Retiré", "Removed")))"))",
                        "\(cost.hours.map { t.decimal($0, 1) } ?? "")", "\(cost.cents.map { euros($0, t) } ?? "")",
                        "\(cost.note)",
                        when(
                            desk.mayManage,
                            postButton(
                                action: path, cost.isRemoved ? t("Rétablir", "Restore") : t("Retirer", "Remove"),
                                style: .quiet)),
                    ]
                }))
        let here = CrisisURL.costs(desk.part, desk.id).path
        return rows
            + pager(
                t, Pager(page: model.page, pageSize: pageSize, total: model.total) { here.with("page", String($0)) })
    }

    private static func entry(_ model: Model, _ t: Language) -> HTML {
        sheet(
            t("Ajouter une ligne", "Add a line"),
            form(
                action: CrisisURL.costs(model.desk.part, model.desk.id).path,
                """
                \(fieldRow([
                    dateField(Field(t, "jour", label: t("Jour", "Day"), error: model.errors["jour"], isRequired: true), value: Day(text: model.day)),
                    textField(Field(t, "qui", label: t("Personne, fonction ou fournisseur", "Person, function or supplier"), error: model.errors["qui"], isRequired: true), value: model.who, autocomplete: "off", maxLength: 150),
                ]))\
                \(fieldRow([
                    textField(Field(t, "heures", label: t("Heures", "Hours"), error: model.errors["heures"]), value: model.hours, maxLength: 10),
                    textField(Field(t, "euros", label: t("Ou somme payée, en euros", "Or sum paid, in euros"), error: model.errors["euros"]), value: model.euros, maxLength: 15),
                ]))\
                \(textField(Field(t, "note", label: t("Note", "Note"), error: model.errors["note"]), value: model.note, maxLength: 300))\
                \(formActions(submit(t("Ajouter la ligne", "Add the line"))))
                """))
    }
}
