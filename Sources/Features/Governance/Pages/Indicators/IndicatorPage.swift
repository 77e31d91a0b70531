// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// One indicator: what it means, how it moved, where each member stands, and the target that one sets oneself.
enum IndicatorPage {
    struct Model: Sendable {
        let place: Organisation
        let followed: FollowedIndicator
        /// Of a group: the last value of each member.
        var members: [(member: Keeper, point: IndicatorPoint)] = []
        var mayManage = false
        /// As typed, when it was wrong.
        var typed: String?
        var errors = FormErrors()
        let today: Day
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, followed) = try await find(visit, GovernancePermissions.read)
        return try await page(visit, place, followed, typed: nil, FormErrors())
    }

    @Sendable
    static func setTarget(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, followed) = try await find(visit, GovernancePermissions.manage)
        let t = visit.language
        let typed = form["cible"]
        let target = IndicatorWords.typed(typed, followed.indicator.unit)
        if !typed.isEmpty, target == nil {
            var errors = FormErrors()
            errors.add(hint(followed.indicator.unit, t), to: "cible")
            return try await page(visit, place, followed, typed: typed, errors)
        }
        let id = followed.indicator.id
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try IndicatorStore.setTarget(target, of: id, at: place.organisation.id, in: change)
        }
        return .redirect(
            GovernanceURL.indicator(.init(place.organisation.id), .init(id)).path,
            notice: target == nil
                ? t("La cible d’origine est rétablie.", "The original target holds again.")
                : t("La cible est enregistrée.", "The target is saved."))
    }

    private static func find(_ visit: Visit, _ permission: Permission) async throws -> (Place, FollowedIndicator) {
        let place = try await visit.governed(permission)
        let id = try visit.parameter("indicateur")
        let followed = try await IndicatorReading.followed(of: place.organisation, for: visit)
        guard let found = followed.first(where: { $0.indicator.id == id }) else { throw Refusal.notFound }
        return (place, found)
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ followed: FollowedIndicator, typed: String?, _ errors: FormErrors
    ) async throws -> Reply {
        let organisation = place.organisation
        var model = Model(
            place: organisation, followed: followed, mayManage: visit.mayManage(organisation.lineage), typed: typed,
            errors: errors, today: visit.today)
        if organisation.kind.holdsMembers {
            // Who may read the group may read its members: a role holds on everything below.
            model.members = try await visit.read { session in
                try IndicatorStore.members(of: organisation.lineage, indicator: followed.indicator.id, in: session)
            }
        }
        let t = visit.language
        return visit.governancePage(
            followed.indicator.title(t), at: place, under: GovernanceTabs.indicators.crumb(organisation.id, t),
            crumb: followed.indicator.title(t), status: errors.isEmpty ? .ok : .unprocessable, render(model, t))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let indicator = model.followed.indicator
        var buttons: [Action] = []
        if let href = indicator.href, href != GovernanceURL.indicator(.init(model.place.id), .init(indicator.id)).path {
            buttons = [Action(t("Agir dessus", "Act on it"), href: href, style: .primary)]
        }
        let head = PageHead(
            indicator.title(t), lead: indicator.sentence(t), actions: buttons,
            state: IndicatorsPage.state(model.followed, t))
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.faults))\(now(model, t))\(history(model, t))\
            \(members(model, t))\(when(model.mayManage, target(model, t)))
            """
    }

    private static func now(_ model: Model, _ t: Language) -> HTML {
        let one = model.followed
        return figures(
            t,
            [
                Figure(
                    IndicatorWords.value(one.indicator.value, one.indicator.unit, t),
                    meaning: t("aujourd’hui", "today"),
                    note: IndicatorWords.target(one.target, one.indicator, t), tone: one.tone)
            ])
    }

    private static func history(_ model: Model, _ t: Language) -> HTML {
        let one = model.followed
        let points = one.points(until: model.today)
        let title = t("Comment a-t-il évolué\u{00A0}?", "How did it change?")
        guard points.count > 1, let first = points.first, let last = points.last else {
            return sheet(
                title,
                paragraph(
                    t(
                        "L’histoire commence\u{00A0}: une valeur est gardée chaque jour.",
                        "History begins: one value is kept each day."), isQuiet: true))
        }
        let unit = one.indicator.unit
        if unit == .flag { return sheet(title, turns(points, title, t)) }
        let caption = t(
            "De \(IndicatorWords.value(first.value, unit, t)) le \(t.date(first.day)) à "
                + "\(IndicatorWords.value(last.value, unit, t)) le \(t.date(last.day)).",
            "From \(IndicatorWords.value(first.value, unit, t)) on \(t.date(first.day)) to "
                + "\(IndicatorWords.value(last.value, unit, t)) on \(t.date(last.day))."
        )
        return sheet(
            title,
            ScaledTrend(
                points: thinned(points), target: one.target, caption: caption,
                text: { IndicatorWords.value($0, unit, t) }
            ).render(t))
    }

    /// A yes or a no has no curve: the days on which it turned tell all, the latest first.
    private static func turns(_ points: [IndicatorPoint], _ title: String, _ t: Language) -> HTML {
        var turned: [IndicatorPoint] = []
        for point in points where turned.last.map({ ($0.value >= 0.5) != (point.value >= 0.5) }) ?? true {
            turned.append(point)
        }
        return table(
            t,
            Table(
                caption: title, isCaptionHidden: true,
                columns: [Column(t("Depuis le", "Since")), Column(t("Réponse", "Answer"))],
                rows: turned.reversed().map { ["\(t.date($0.day))", "\(IndicatorWords.value($0.value, .flag, t))"] }))
    }

    /// At most sixty points: more than a point a week over a year helps nobody.
    static func thinned(_ points: [IndicatorPoint]) -> [IndicatorPoint] {
        guard points.count > 60 else { return points }
        let step = (points.count + 59) / 60
        // Counted from the end, so that today is always there.
        return points.reversed().enumerated().filter { $0.offset.isMultiple(of: step) }.map(\.element).reversed()
    }

    private static func members(_ model: Model, _ t: Language) -> HTML {
        guard !model.members.isEmpty else { return HTML() }
        let one = model.followed
        let title = t("Les établissements côte à côte", "The establishments side by side")
        let rows = model.members.map { member, point -> [HTML] in
            let tone = IndicatorWords.tone(
                point.value, target: one.target, isHigherBetter: one.indicator.isHigherBetter)
            let state: StateBadge =
                switch tone {
                case .good: StateBadge(.proven, t("À la cible", "At the target"))
                case .warn: StateBadge(.expiring, t("Tout près", "Nearly there"))
                case .bad: StateBadge(.missing, t("Loin de la cible", "Far from the target"))
                case .neutral: StateBadge(.neutral, t("Sans cible", "No target"))
                }
            return [
                "<a "
                    + "href=\"\(GovernanceURL.indicator(.init(member.id), .init(one.indicator.id)).path)\">\(member.name)</a>",
                "\(IndicatorWords.value(point.value, one.indicator.unit, t))", "\(t.date(point.day))", badge(t, state),
            ]
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Établissement", "Establishment")), Column(t("Valeur", "Value"), isNumber: true),
                        Column(t("Relevée le", "Measured on"), isShort: true),
                        Column(t("État", "State"), isShort: true),
                    ], rows: rows)))
    }

    private static func target(_ model: Model, _ t: Language) -> HTML {
        let one = model.followed
        let unit = one.indicator.unit
        let shown = model.typed ?? one.ownTarget.map { plain($0, unit, t) } ?? ""
        let origin =
            one.indicator.target.map {
                t(
                    "Vide\u{00A0}: la cible d’origine, \(IndicatorWords.value($0, unit, t)).",
                    "Empty: the original target, \(IndicatorWords.value($0, unit, t)).")
            } ?? t("Vide\u{00A0}: aucune cible.", "Empty: no target.")
        return sheet(
            t("Quelle cible vous donnez-vous\u{00A0}?", "Which target do you set yourselves?"),
            form(
                action: GovernanceURL.indicatorTarget(.init(model.place.id), .init(one.indicator.id)).path,
                """
                \(textField(
                    Field(
                        t, "cible", label: t("Cible", "Target"), hint: "\(hint(unit, t)) \(origin)",
                        error: model.errors["cible"]), value: shown, maxLength: 15))\
                        \(formActions(submit(t("Enregistrer la cible", "Save the target"), style: .plain)))
                """))
    }

    private static func plain(_ target: Double, _ unit: Indicator.Unit, _ t: Language) -> String {
        let shown = unit == .share ? target * 100 : target
        // Without the thin spaces of large numbers: it is typed again.
        return t.decimal(shown, shown == shown.rounded() ? 0 : 2).filter {
            !$0.isWhitespace && !(t == .english && $0 == ",")
        }
    }

    private static func hint(_ unit: Indicator.Unit, _ t: Language) -> String {
        switch unit {
        case .share: t("En pour cent, de 0 à 100.", "In percent, from 0 to 100.")
        case .flag: t("1 pour oui, 0 pour non.", "1 for yes, 0 for no.")
        case .index: t("De 0 à 5.", "From 0 to 5.")
        case .count, .days, .euros: t("Un nombre positif.", "A positive number.")
        }
    }
}
