// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The lines of one year, and what they add up to.
enum BudgetYearPage {
    struct Model: Sendable {
        let place: Organisation
        let year: BudgetYear
        let lines: [BudgetLine]
        var mayManage = false
        let today: Day
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, year) = try await find(visit, GovernancePermissions.read)
        let id = place.organisation.id
        let lines = try await visit.read { session in try BudgetStore.lines(of: id, year: year.year, in: session) }
        let model = Model(
            place: place.organisation, year: year, lines: lines, mayManage: visit.mayManage(place.organisation.lineage),
            today: visit.today)
        let t = visit.language
        return visit.governancePage(
            title(model, t), at: place, under: crumb(id, t), crumb: String(year.year), render(model, t))
    }

    static func find(_ visit: Visit, _ permission: Permission) async throws -> (Place, BudgetYear) {
        let place = try await visit.governed(permission)
        guard let number = Int(try visit.parameter("annee")), (2000...2100).contains(number) else {
            throw Refusal.notFound
        }
        let id = place.organisation.id
        let found = try await visit.read { session in try BudgetStore.year(number, of: id, in: session) }
        guard let found else { throw Refusal.notFound }
        return (place, found)
    }

    static func crumb(_ organisation: Organisation.ID, _ t: Language) -> Crumb {
        Crumb(t("Budget", "Budget"), href: GovernanceURL.budget(.init(organisation)).path)
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "Où va le budget numérique de \(model.year.year)\u{00A0}?",
            "Where does the digital budget of \(model.year.year) go?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let year = URLPath.Part(model.year.year)
        let addition = Action(
            t("Ajouter une ligne", "Add a line"), href: GovernanceURL.budgetLineCreation(place, year).path,
            style: .primary)
        let edition = Action(
            t("Corriger le budget d’exploitation", "Correct the operating budget"),
            href: GovernanceURL.budgetYearEdition(place, year).path)
        let kept = model.lines.filter { !$0.isRemoved }
        let head = PageHead(
            title(model, t), lead: lead(model, t),
            actions: model.mayManage ? (kept.isEmpty ? [edition] : [edition, addition]) : [])
        let title = t("Les lignes", "The lines")
        let list: HTML =
            kept.isEmpty
            ? emptyState(
                title: t("Aucune ligne pour cette année", "No line for this year"),
                text: t(
                    "Ajoutez les dépenses du numérique et de la sécurité, prévues puis réalisées.",
                    "Add the expenses for digital and security, planned then spent."),
                action: model.mayManage ? addition : nil)
            : table(t, lines(kept, title, model, t))
        return "\(pageHead(t, head))\(sheet(title, list))\(removed(model, t))"
    }

    static func lead(_ model: Model, _ t: Language) -> String {
        let year = model.year
        guard let share = year.share(on: model.today) else {
            return t(
                "Budget d’exploitation\u{00A0}: \(t.money(year.operating)).",
                "Operating budget: \(t.money(year.operating)).")
        }
        let on =
            year.basis(on: model.today) == .spent
            ? t("sur les dépenses réalisées", "on what was spent") : t("sur le prévu", "on what is planned")
        var text = t(
            "\(t.money(year.amount(on: model.today))) sur \(t.money(year.operating)), soit \(t.budgetShare(share)), "
                + "comptés \(on).",
            "\(t.money(year.amount(on: model.today))) of \(t.money(year.operating)): \(t.budgetShare(share)), counted "
                + "\(on)."
        )
        if let gap = year.gap(to: BudgetYear.programmeTarget, on: model.today) {
            text += t(
                " Il manque \(t.money(gap)) pour atteindre 2\u{00A0}%, \(BudgetWords.target(t)).",
                " \(t.money(gap)) are missing to reach 2%, \(BudgetWords.target(t)).")
        }
        return text
    }

    private static func lines(_ kept: [BudgetLine], _ title: String, _ model: Model, _ t: Language) -> Table {
        Table(
            caption: title, isCaptionHidden: true,
            columns: [
                Column(t("Dépense", "Expense")), Column(t("Domaine", "Domain")), Column(t("Nature", "Kind")),
                Column(t("Prévu", "Planned"), isNumber: true), Column(t("Réalisé", "Spent"), isNumber: true),
            ],
            rows: kept.map { line in
                let path = GovernanceURL.budgetLine(.init(model.place.id), .init(line.id)).path
                let name: HTML = model.mayManage ? "<a href=\"\(path)\">\(line.title)</a>" : "\(line.title)"
                return [
                    name, "\(line.domain.title(t))", "\(line.nature.title(t))", "\(t.money(line.planned))",
                    "\(line.spent.map { t.money($0) } ?? "–")",
                ]
            })
    }

    private static func removed(_ model: Model, _ t: Language) -> HTML {
        let gone = model.lines.filter(\.isRemoved)
        guard !gone.isEmpty, model.mayManage else { return HTML() }
        return disclosure(
            t("Lignes retirées", "Removed lines"),
            items(
                gone.map { line in
                    ends(
                        "<span>\(line.title), \(t.money(line.planned))</span>",
                        postButton(
                            action: GovernanceURL.budgetLineRestoration(.init(model.place.id), .init(line.id)).path,
                            t("Rétablir", "Restore")))
                }))
    }
}
