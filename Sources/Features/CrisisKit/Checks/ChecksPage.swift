// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Does the call chain answer? The checks that were made, and how to begin one.
enum ChecksPage {
    struct Model: Sendable {
        let place: Organisation
        let rows: [CommunicationCheck]
        let total: Int
        /// Contacts of the organisation by circle.
        let people: [Contact.Circle: Int]
        var page = 1
        var mayManage = false
        let today: Day
        let zone: TimeZoneRule
        var errors = FormErrors()
        /// What was ticked in a form that was refused; nil before.
        var chosen: Set<String>?

        /// The newest that was ended.
        var last: CommunicationCheck? { rows.first { !$0.isOpen && !$0.isRemoved } }
    }

    static let pageSize = 20

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        try await page(visit, try await visit.kitPlace(), FormErrors())
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ errors: FormErrors, chosen: Set<String>? = nil
    ) async throws -> Reply {
        let organisation = place.organisation
        let (page, key) = (visit.query.page, visit.secretKey)
        let (found, people) = try await visit.read { session in
            (
                try CheckStore.page(
                    of: organisation.id, limit: pageSize, offset: (page - 1) * pageSize, in: session),
                try ContactStore.all(under: organisation.lineage, under: key, in: session).filter {
                    $0.keeper.id == organisation.id
                }
            )
        }
        if found.rows.isEmpty, page > 1 { return .redirect(CrisisKitURL.checks(.init(organisation.id)).path) }
        var model = Model(
            place: organisation, rows: found.rows, total: found.total,
            people: Dictionary(grouping: people, by: \.circle).mapValues(\.count), page: page,
            mayManage: visit.mayManageKit(organisation.lineage), today: visit.today, zone: visit.zone, errors: errors)
        model.chosen = chosen
        let t = visit.language
        return visit.kitPage(
            title(model, t), at: place, trail: [Crumb(t("Essais d’appel", "Call checks"))],
            status: errors.isEmpty ? .ok : .unprocessable, render(model, t))
    }

    @Sendable
    static func start(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.kitPlace(CrisisKitPermissions.manage)
        let t = visit.language
        let chosen = Set(form.all("cercle"))
        let circles = Contact.Circle.allCases.filter { chosen.contains($0.rawValue) }
        guard !circles.isEmpty else {
            var errors = FormErrors()
            errors.add(t("Choisissez au moins un cercle.", "Choose at least one circle."), to: "cercle")
            return try await page(visit, place, errors, chosen: chosen)
        }
        let (organisation, today, author) = (place.organisation.id, visit.today, visit.actor.name)
        do {
            let id = try await visit.change { change in
                _ = try visit.place(organisation, for: CrisisKitPermissions.manage, in: change.session)
                return try CheckStore.start(circles, at: organisation, on: today, author: author, in: change)
            }
            return .redirect(
                CrisisKitURL.check(.init(organisation), .init(id)).path,
                notice: t("L’essai commence\u{00A0}: appelez.", "The check begins: call."))
        } catch CrisisKitError.nobodyToCall {
            var errors = FormErrors()
            errors.add(CrisisKitError.nobodyToCall.message(t), to: "cercle")
            return try await page(visit, place, errors, chosen: chosen)
        }
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "\(model.place.name)\u{00A0}: la chaîne d’appel répond\u{2011}elle\u{00A0}?",
            "\(model.place.name): does the call chain answer?")
    }

    static func lead(_ model: Model, _ t: Language) -> String {
        guard let last = model.last, let share = last.share else {
            return t(
                "Elle n’a pas encore été essayée. Un essai deux fois par an est notre conseil, pas une règle.",
                "It was not tried yet. Twice a year is our advice, not a rule.")
        }
        let words = t(
            "Au dernier essai, le \(t.date(last.startedOn)), \(t.percent(share)) des contacts ont répondu.",
            "At the last check, on \(t.date(last.startedOn)), \(t.percent(share)) of the contacts answered.")
        guard last.startedOn.adding(days: CommunicationCheck.habitInDays) < model.today else { return words }
        return words
            + t(
                " Plus de six mois ont passé\u{00A0}: nous conseillons d’en refaire un.",
                " More than six months have passed: we advise another one.")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let views = KitTab.render(model.place.id, current: .checks, t)
        let head = pageHead(t, PageHead(title(model, t), lead: lead(model, t)))
        guard !model.people.isEmpty || model.total > 0 else {
            return head + views
                + emptyState(
                    title: t("Personne à appeler", "Nobody to call"),
                    text: t(
                        "Notez d’abord les contacts de crise et leurs numéros.",
                        "Note the crisis contacts and their numbers first."),
                    action: Action(
                        t("Aller aux contacts", "Go to the contacts"),
                        href: CrisisKitURL.contacts(.init(model.place.id)).path, style: .primary))
        }
        return """
            \(head)\(views)\(errorSummary(t, model.errors.faults))\(when(model.mayManage && !model.people.isEmpty, beginning(model, t)))\
            \(history(model, t))\(list(model, t))
            """
    }

    private static func beginning(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let circles = Contact.Circle.allCases.filter { model.people[$0] != nil }
        return sheet(
            t("Commencer un essai", "Begin a check"),
            form(
                action: CrisisKitURL.checks(place).path,
                """
                \(paragraph(t(
                    "Chacun est appelé par un moyen qui ne dépend pas de l’hôpital. Dites tout de suite que c’est un essai.",
                    "Everybody is called by a means that does not depend on the hospital. Say at once that it is a drill.")))\
                \(checkboxGroup(
                    Field(t, "cercle", label: t("Qui appeler", "Who to call"), error: model.errors["cercle"], isRequired: true),
                    circles.map { circle in
                        Choice(circle.rawValue, circle.title(t), note: t.count(model.people[circle] ?? 0, ("contact", "contacts"), ("contact", "contacts")))
                    }, selected: model.chosen ?? Set(circles.filter { !$0.isOutside }.map(\.rawValue))))\
                \(formActions(submit(t("Commencer l’essai", "Begin the check"))))
                """))
    }

    private static func history(_ model: Model, _ t: Language) -> HTML {
        let points = model.rows.filter { !$0.isOpen && !$0.isRemoved }.compactMap { check in
            check.share.map { TrendPoint(check.startedOn, $0) }
        }
        guard points.count > 1 else { return HTML() }
        let title = t("Part jointe, essai après essai", "Share reached, check after check")
        return sheet(title, trend(t, points, caption: title))
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard model.total > 0 else { return HTML() }
        let title = t("Les essais", "The checks")
        let place = URLPath.Part(model.place.id)
        return sheet(
            title,
            """
            \(table(t, Table(
                caption: title, isCaptionHidden: true,
                columns: [
                    Column(t("Commencé", "Begun")), Column(t("Cercles", "Circles")),
                    Column(t("Joints", "Reached"), isNumber: true), Column(t("Part", "Share"), isNumber: true),
                    Column(t("État", "State"), isShort: true),
                ],
                rows: model.rows.map { check in
                    [
                        "<a href=\"\(CrisisKitURL.check(place, .init(check.id)).path)\">\(t.moment(check.startedAt, in: model.zone))</a><p class=\"quiet\">\(check.author)</p>",
                        "\(check.circles.map { $0.title(t) }.joined(separator: ", "))",
                        "\(t.number(check.reached))\u{00A0}/\u{00A0}\(t.number(check.total))",
                        "\(check.share.map { t.percent($0) } ?? "–")",
                        check.isRemoved
                            ? badge(t, .closed, t("Retiré", "Removed"))
                            : check.isOpen ? badge(t, .toReview, t("En cours", "Under way")) : badge(t, .proven, t("Terminé", "Ended")),
                    ]
                })))\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                CrisisKitURL.checks(place).path.with("page", page > 1 ? String(page) : nil)
            }))
            """)
    }
}
