// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// Every figure of the house about an organisation, with its target and how it moved.
enum IndicatorsPage {
    struct Model: Sendable {
        let place: Organisation
        let followed: [FollowedIndicator]
        let today: Day
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed()
        let model = Model(
            place: place.organisation,
            followed: try await IndicatorReading.followed(of: place.organisation, for: visit),
            today: visit.today)
        let t = visit.language
        return visit.governancePage(
            title(model, t), at: place, crumb: GovernanceTabs.indicators.title(t), render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t("\(model.place.name)\u{00A0}: avance-t-on\u{00A0}?", "\(model.place.name): are we getting anywhere?")
    }

    static func lead(_ model: Model, _ t: Language) -> String {
        let judged = model.followed.compactMap(\.meetsTarget)
        guard !judged.isEmpty else {
            return t("Aucun indicateur n’est encore mesuré.", "No indicator is measured yet.")
        }
        let met = judged.count { $0 }
        return t(
            "\(t.count(judged.count, ("indicateur mesuré", "indicateurs mesurés"), ("", "")))\u{00A0}: "
                + "\(met == 0 ? "aucun" : t.number(met)) à \(met > 1 ? "leur" : "sa") cible.",
            "\(t.number(met)) of the \(t.count(judged.count, ("", ""), ("measured indicator", "measured indicators"))) at target."
        )
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            title(model, t), lead: lead(model, t),
            actions: [
                Action(
                    t("Page de direction", "Director’s page"),
                    href: GovernanceURL.director(.init(model.place.id)).path)
            ])
        let tabs = GovernanceTabs.render(model.place.id, current: .indicators, t)
        guard !model.followed.isEmpty else {
            return pageHead(t, head) + tabs
                + emptyState(
                    title: t("Aucun indicateur ici", "No indicator here"),
                    text: t(
                        "Les indicateurs apparaîtront avec les premières nominations, budgets et évaluations.",
                        "Indicators will appear with the first appointments, budgets and assessments."))
        }
        let title = t("Tous les indicateurs", "Every indicator")
        return """
            \(pageHead(t, head))\(tabs)\(sheet(title, table(t, Table(
                caption: title, isCaptionHidden: true, columns: columns(t), rows: model.followed.map { row($0, model, t) }))))
            """
    }

    private static func columns(_ t: Language) -> [Column] {
        [
            Column(t("Indicateur", "Indicator")), Column(t("Aujourd’hui", "Today"), isNumber: true),
            Column(t("Cible", "Target"), isNumber: true), Column(t("Tendance", "Trend")),
            Column(t("État", "State"), isShort: true),
        ]
    }

    private static func row(_ one: FollowedIndicator, _ model: Model, _ t: Language) -> [HTML] {
        let indicator = one.indicator
        let path = GovernanceURL.indicator(.init(model.place.id), .init(indicator.id)).path
        return [
            "<a href=\"\(path)\">\(indicator.title(t))</a><br><small>\(indicator.sentence(t))</small>",
            "\(IndicatorWords.value(indicator.value, indicator.unit, t))",
            "\(one.target.map { IndicatorWords.value($0, indicator.unit, t) } ?? "–")",
            spark(one, model, t), badge(t, state(one, t)),
        ]
    }

    /// A line takes the colour of the state beside it; a yes or a no draws none.
    private static func spark(_ one: FollowedIndicator, _ model: Model, _ t: Language) -> HTML {
        guard one.indicator.unit != .flag, let values = one.spark(until: model.today) else { return HTML() }
        let style =
            switch one.tone {
            case .good: "proven"
            case .warn: "expiring"
            case .bad: "missing"
            case .neutral: "neutral"
            }
        return "<span class=\"\(style)\">\(sparkline(t, scaled(values, one.indicator.unit)))</span>"
    }

    /// The line says its ends in words: a share is told in percent.
    static func scaled(_ values: [Double], _ unit: Indicator.Unit) -> [Double] {
        unit == .share ? values.map { $0 * 100 } : values
    }

    static func state(_ one: FollowedIndicator, _ t: Language) -> StateBadge {
        switch one.tone {
        case .good: StateBadge(.proven, t("À la cible", "At the target"))
        case .warn: StateBadge(.expiring, t("Tout près", "Nearly there"))
        case .bad: StateBadge(.missing, t("Loin de la cible", "Far from the target"))
        case .neutral:
            one.indicator.value == nil
                ? StateBadge(.unanswered, t("Inconnu", "Unknown")) : StateBadge(.neutral, t("Sans cible", "No target"))
        }
    }
}
