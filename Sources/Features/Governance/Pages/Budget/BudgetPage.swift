// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// What share of the budget goes to the digital and to its security, year after year.
enum BudgetPage {
    struct Model: Sendable {
        let place: Organisation
        let budgets: [GroupBudget]
        var mayManage = false
        let today: Day

        /// Budgets are entered where they exist: a group has none of its own.
        var isOwn: Bool { place.kind.hasFINESS }
        var current: GroupBudget? { GroupBudget.current(budgets, on: today) }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed()
        let organisation = place.organisation
        let years = try await visit.read { session in
            try BudgetStore.years(under: organisation.lineage, in: session)
        }
        let model = Model(
            place: organisation, budgets: GroupBudget.all(years), mayManage: visit.mayManage(organisation.lineage),
            today: visit.today)
        let t = visit.language
        return visit.governancePage(title(model, t), at: place, crumb: t("Budget", "Budget"), render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "Quelle part du budget va au numérique et à la sécurité\u{00A0}?",
            "What share of the budget goes to digital and security?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let creation = Action(
            t("Saisir une année", "Enter a year"), href: GovernanceURL.budgetYearCreation(place).path, style: .primary)
        guard !model.budgets.isEmpty else {
            return pageHead(
                t, PageHead(title(model, t), lead: AppointmentsPage.capitalised(BudgetWords.target(t)) + "."))
                + emptyState(
                    title: t("Aucun budget pour l’instant", "No budget yet"),
                    text: model.isOwn
                        ? t(
                            "Saisissez le budget d’exploitation de l’année, puis les lignes du numérique et de la "
                                + "sécurité\u{00A0}: la part se calcule seule.",
                            "Enter the year’s operating budget, then the lines for digital and security: the share "
                                + "computes itself."
                        )
                        : t(
                            "Les budgets se saisissent dans chaque établissement\u{00A0}; leur somme paraîtra ici.",
                            "Budgets are entered in each establishment; their sum will appear here."),
                    action: model.mayManage && model.isOwn ? creation : nil)
        }
        let export = Action(t("Exporter en CSV", "Export as CSV"), href: GovernanceURL.budgetFile(place).path)
        let buttons = model.mayManage && model.isOwn ? [export, creation] : [export]
        return """
            \(pageHead(t, PageHead(title(model, t), lead: lead(model, t), actions: buttons)))\(current(model, t))\
            \(trend(model, t))\(years(model, t))\(members(model, t))
            """
    }

    static func lead(_ model: Model, _ t: Language) -> String {
        guard let budget = model.current, let share = budget.share(on: model.today) else {
            return t("Aucune année n’a encore de ligne de dépense.", "No year has an expense line yet.")
        }
        let now = t(
            "\(t.budgetShare(share)) en \(budget.year)\u{00A0}; \(BudgetWords.target(t)).",
            "\(t.budgetShare(share)) in \(budget.year); \(BudgetWords.target(t)).")
        guard let gap = BudgetWords.gap(budget, model.today) else { return now }
        return t("\(now) Il manque \(t.money(gap)).", "\(now) \(t.money(gap)) are missing.")
    }

    private static func current(_ model: Model, _ t: Language) -> HTML {
        guard let budget = model.current, let share = budget.share(on: model.today) else { return HTML() }
        let known = budget.members.filter { $0.share(on: model.today) != nil }
        func sum(_ amount: (BudgetYear) -> Money) -> Money { known.reduce(Money.zero) { $0 + amount($1) } }
        func part(_ sums: KeyPath<BudgetYear, BudgetYear.Sums>) -> Money {
            sum { $0.basis(on: model.today) == .spent ? $0[keyPath: sums].spent : $0[keyPath: sums].planned }
        }
        let operating = sum(\.operating)
        func portion(_ amount: Money) -> String {
            operating.cents > 0 ? t.budgetShare(Double(amount.cents) / Double(operating.cents)) : "–"
        }
        let isMet = share >= BudgetYear.programmeTarget
        let (digital, security) = (part(\.digital), part(\.security))
        return figures(
            t,
            [
                Figure(
                    t.budgetShare(share),
                    meaning: t(
                        "du budget \(budget.year) au numérique et à la sécurité",
                        "of the \(budget.year) budget for digital and security"),
                    note: BudgetWords.target(t), tone: isMet ? .good : .warn),
                Figure(
                    t.roundMoney(digital), meaning: t("pour le numérique", "for digital"),
                    note: t("\(portion(digital)) du budget", "\(portion(digital)) of the budget")),
                Figure(
                    t.roundMoney(security), meaning: t("pour la sécurité", "for security"),
                    note: t("\(portion(security)) du budget", "\(portion(security)) of the budget")),
                Figure(
                    t.roundMoney(operating), meaning: t("de budget d’exploitation", "of operating budget"),
                    note: model.isOwn
                        ? ""
                        : t.count(
                            known.count, ("établissement connu", "établissements connus"),
                            ("known establishment", "known establishments"))),
            ])
    }

    private static func trend(_ model: Model, _ t: Language) -> HTML {
        let points = model.budgets.compactMap { budget -> IndicatorPoint? in
            guard let share = budget.share(on: model.today), let day = Day(year: budget.year, month: 12, day: 31) else {
                return nil
            }
            return IndicatorPoint(day: day, value: share)
        }.sorted { $0.day < $1.day }
        guard points.count > 1, let first = points.first, let last = points.last else { return HTML() }
        let caption = t(
            "La part du budget, de \(t.budgetShare(first.value)) en \(first.day.year) à \(t.budgetShare(last.value)) "
                + "en \(last.day.year).",
            "The share of the budget, from \(t.budgetShare(first.value)) in \(first.day.year) to "
                + "\(t.budgetShare(last.value)) in \(last.day.year)."
        )
        return sheet(
            t("Comment évolue-t-elle\u{00A0}?", "How does it change?"),
            ScaledTrend(
                points: points, target: BudgetYear.programmeTarget, caption: caption,
                text: { IndicatorWords.value($0, .share, t) }
            )
            .render(t))
    }

    private static func years(_ model: Model, _ t: Language) -> HTML {
        let title = t("Année par année", "Year by year")
        let rows = model.budgets.map { budget -> [HTML] in
            let known = budget.members.filter { $0.share(on: model.today) != nil }
            let amount = known.reduce(Money.zero) { $0 + $1.amount(on: model.today) }
            let operating = known.reduce(Money.zero) { $0 + $1.operating }
            let name: HTML =
                model.isOwn && budget.members.contains { $0.keeper.id == model.place.id }
                ? "<a href=\"\(GovernanceURL.budgetYear(.init(model.place.id), .init(budget.year)).path)\">\(String(budget.year))</a>"
                : "\(String(budget.year))"
            return [
                name, "\(t.money(operating))", "\(t.money(amount))",
                "\(budget.share(on: model.today).map { t.budgetShare($0) } ?? t("inconnue", "unknown"))",
                basis(known, model, t),
            ]
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Année", "Year")),
                        Column(t("Budget d’exploitation", "Operating budget"), isNumber: true),
                        Column(t("Numérique et sécurité", "Digital and security"), isNumber: true),
                        Column(t("Part", "Share"), isNumber: true), Column(t("Comptée sur", "Counted on")),
                    ], rows: rows)))
    }

    private static func basis(_ known: [BudgetYear], _ model: Model, _ t: Language) -> HTML {
        let spent = known.count { $0.basis(on: model.today) == .spent }
        if known.isEmpty { return "–" }
        if spent == known.count { return "\(t("les dépenses réalisées", "what was spent"))" }
        return spent == 0
            ? "\(t("le prévu", "what is planned"))"
            : "\(t("le prévu ou le réalisé, selon l’établissement", "planned or spent, by establishment"))"
    }

    /// A group compares its members over the year that is spoken of.
    private static func members(_ model: Model, _ t: Language) -> HTML {
        guard !model.isOwn, let budget = model.current else { return HTML() }
        let title = t("Dans les établissements, en \(budget.year)", "In the establishments, in \(budget.year)")
        let rows = budget.members.map { one -> [HTML] in
            let share = one.share(on: model.today)
            let state: StateBadge =
                switch share {
                case nil: StateBadge(.unanswered, t("Inconnue", "Unknown"))
                case let share? where share >= BudgetYear.programmeTarget:
                    StateBadge(.proven, t("À la cible", "At the target"))
                default: StateBadge(.expiring, t("En dessous", "Below"))
                }
            return [
                "<a href=\"\(GovernanceURL.budget(.init(one.keeper.id)).path)\">\(one.keeper.name)</a>",
                "\(t.money(one.operating))", "\(t.money(one.amount(on: model.today)))",
                "\(share.map { t.budgetShare($0) } ?? "–")", badge(t, state),
            ]
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Établissement", "Establishment")),
                        Column(t("Budget d’exploitation", "Operating budget"), isNumber: true),
                        Column(t("Numérique et sécurité", "Digital and security"), isNumber: true),
                        Column(t("Part", "Share"), isNumber: true), Column(t("État", "State"), isShort: true),
                    ], rows: rows)))
    }
}
