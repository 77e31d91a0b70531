// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The assessments of an organisation and of what stands below it.
enum AssessmentListPage {
    struct Model: Sendable {
        let place: Organisation
        let rows: [Assessment]
        let total: Int
        let campaigns: [CampaignLine]
        let filter: Filter
        let mayOpen: Bool
        let today: Day
        /// Where the reader only answers what was entrusted: the scores of the whole are not theirs to see.
        var entrusted: Set<Assessment.ID> = []
    }

    /// A campaign that some of the listed assessments belong to.
    struct CampaignLine: Sendable, Hashable {
        let title: String
        let organisation: String
        let dueOn: Day?
        let isClosed: Bool
        /// Nil when it is led from outside of what the person sees.
        let href: URLPath?
    }

    static let pageSize = 50

    /// Three statements with the session's own: the place, then the rows with their total and their campaigns.
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: AssessmentPermissions.enter)
        let filter = Filter(visit.query)
        let query = filter.query(under: place.organisation.lineage)
        let scope = AssessmentScope(visit.access)
        let found = try await visit.read { session in try AssessmentStore.page(query, for: scope, in: session) }
        // The total comes with the rows: beyond the last page there is neither. Back to what there is.
        if found.rows.isEmpty, filter.page > 1 { return .redirect(filter.href(place.organisation.id)) }
        let t = visit.language
        var model = Model(
            place: place.organisation, rows: found.rows, total: found.total,
            campaigns: found.campaigns.map { line($0, visit) }, filter: filter,
            mayOpen: visit.access.may(AssessmentPermissions.manage, in: place.organisation.lineage), today: visit.today)
        model.entrusted = Set(found.rows.filter { !scope.mayRead($0, isEntrusted: false) }.map(\.id))
        return visit.page(
            Page(
                title(model, t), at: place, trail: [Crumb(t("Évaluations", "Assessments"))], main: render(model, t)))
    }

    private static func line(_ campaign: AssessmentListing.Mention, _ visit: Visit) -> CampaignLine {
        // A member reads his own row there, and the median when it gives nobody away.
        let isInView =
            visit.access.may(AssessmentPermissions.enter, in: campaign.lineage)
            || visit.access.maySomewhere(AssessmentPermissions.read)
        return CampaignLine(
            title: campaign.title, organisation: campaign.organisationName, dueOn: campaign.dueOn,
            isClosed: campaign.isClosed,
            href: isInView ? AssessmentURL.campaign(.init(campaign.id)).path : nil)
    }

    private static func title(_ model: Model, _ t: Language) -> String {
        t("\(model.place.name)\u{00A0}: quelles évaluations\u{00A0}?", "\(model.place.name): which assessments?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let opening = Action(
            t("Ouvrir une évaluation", "Open an assessment"),
            href: AssessmentURL.opening(.init(model.place.id)).path, style: .primary)
        let isEmpty = model.total == 0 && !model.filter.isSet && model.filter.page == 1
        let head = PageHead(
            title(model, t), lead: lead(model, t), actions: model.mayOpen && !isEmpty ? [opening] : [])
        guard !isEmpty else {
            return "\(pageHead(t, head))\(nothing(model, opening, t))"
        }
        return """
            \(pageHead(t, head))\(campaigns(model, t))\(filters(model, t))\
            \(model.rows.isEmpty ? noMatch(model, t) : table(t, list(model, t)))\
            \(pager(t, Pager(page: model.filter.page, pageSize: pageSize, total: model.total) { page in
                model.filter.href(model.place.id, page: page)
            }))
            """
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        let late = model.rows.count { !$0.isClosed && ($0.dueOn.map { $0 < model.today } ?? false) }
        let count = t.count(model.total, ("évaluation", "évaluations"), ("assessment", "assessments"))
        guard late > 0 else { return t("\(count), ici et dans ce qui en dépend.", "\(count), here and below.") }
        return t(
            "\(count), dont \(t.number(late)) en retard sur cette page.",
            "\(count), \(t.number(late)) of them late on this page.")
    }

    private static func nothing(_ model: Model, _ opening: Action, _ t: Language) -> HTML {
        emptyState(
            title: t("Aucune évaluation pour l’instant", "No assessment yet"),
            text: model.mayOpen
                ? t(
                    "Choisissez un référentiel et répondez à votre rythme. L’entretien guidé prend vingt minutes.",
                    "Choose a framework and answer at your own pace. The guided interview takes twenty minutes."
                )
                : t(
                    "Les évaluations que vous pouvez lire apparaîtront ici.",
                    "The assessments that you may read will appear here."),
            action: model.mayOpen ? opening : nil)
    }

    private static func noMatch(_ model: Model, _ t: Language) -> HTML {
        emptyState(
            title: t("Aucune évaluation ne correspond", "No assessment matches"),
            text: t("Élargissez les critères pour en voir d’autres.", "Widen the criteria to see others."),
            action: Action(t("Tout afficher", "Show everything"), href: AssessmentURL.list(.init(model.place.id)).path))
    }
}
