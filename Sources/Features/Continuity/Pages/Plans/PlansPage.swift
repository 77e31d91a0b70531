// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// The plans of an organisation, of the levels above it and of its members.
enum PlansPage {
    static let pageSize = 50

    struct Model: Sendable {
        let place: Organisation
        let plans: [Plan]
        let tests: [PlanTest]
        let text: String
        let kind: PlanKind?
        let page: Int
        let today: Day
        let mayManage: Bool
        /// Whether the person may open what a keeper keeps.
        let opens: @Sendable (Keeper) -> Bool

        var kept: [Plan] {
            let words = folded(text).split(separator: " ")
            return plans.filter { plan in
                !plan.isRemoved && (kind.map { plan.kind == $0 } ?? true)
                    && words.allSatisfy { folded("\(plan.title) \(plan.owner)").contains($0) }
            }
        }

        func lastTest(of plan: Plan) -> PlanTest? {
            tests.filter { $0.plan == plan.id && $0.isHeld && !$0.isRemoved }.max { $0.day < $1.day }
        }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued()
        let lineage = place.organisation.lineage
        let (plans, tests) = try await visit.read { session in
            (try PlanStore.seen(from: lineage, in: session), try TestStore.seen(from: lineage, in: session))
        }
        let model = Model(
            place: place.organisation, plans: plans, tests: tests, text: visit.query["q"] ?? "",
            kind: visit.query["nature"].flatMap { PlanKind(rawValue: $0) }, page: visit.query.page, today: visit.today,
            mayManage: visit.mayManage(lineage), opens: { visit.mayRead($0.lineage) })
        let t = visit.language
        return visit.continuityPage(title(t), at: place, crumb: ContinuityTabs.plans.title(t), render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Quels plans avez-vous, et tiennent-ils\u{00A0}?", "Which plans do you have, and do they hold?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let add = Action(
            t("Écrire un plan", "Write a plan"), href: ContinuityURL.planCreation(.init(model.place.id)).path,
            style: .primary)
        let head = PageHead(title(t), lead: lead(model, t), actions: model.mayManage ? [add] : [])
        return """
            \(pageHead(t, head))\(ContinuityTabs.render(model.place.id, current: .plans, t))\
            \(filters(model, t))\(list(model, t))\(removed(model, t))
            """
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        let plans = model.plans.filter { !$0.isRemoved }
        guard !plans.isEmpty else { return "" }
        let approved = plans.count { $0.approved != nil }
        let tested = plans.count { model.lastTest(of: $0) != nil }
        return t(
            "\(t.count(plans.count, ("plan", "plans"), ("", "")))\u{00A0}: \(t.count(approved, ("validé", "validés"), ("", ""))), \(t.count(tested, ("déjà essayé", "déjà essayés"), ("", ""))).",
            "\(t.count(plans.count, ("", ""), ("plan", "plans"))): \(t.number(approved)) approved, \(t.number(tested)) tested."
        )
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        guard model.plans.contains(where: { !$0.isRemoved }) else { return HTML() }
        let action = ContinuityURL.plans(.init(model.place.id)).path
        let fields: [HTML] = [
            textField(
                Field(t, "q", label: t("Titre ou responsable", "Title or owner")), value: model.text, maxLength: 100),
            select(
                Field(t, "nature", label: t("Nature", "Kind")),
                PlanKind.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.kind?.rawValue,
                placeholder: t("Toutes", "All")),
        ]
        return filterForm(
            t, action: action, fields: fields.html { $0 },
            reset: model.kind != nil || !model.text.isEmpty ? action : nil)
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard model.plans.contains(where: { !$0.isRemoved }) else {
            return emptyState(
                title: t("Aucun plan n’est écrit ici", "No plan is written here"),
                text: t(
                    "Commencez par le plan de continuité de votre service le plus vital\u{00A0}: sept parties, chacune avec ce "
                        + "qu’on y attend.",
                    "Begin with the continuity plan of your most vital unit: seven parts, each with what is expected."),
                action: model.mayManage
                    ? Action(
                        t("Écrire le premier", "Write the first"),
                        href: ContinuityURL.planCreation(.init(model.place.id)).path) : nil)
        }
        let kept = model.kept
        guard !kept.isEmpty else {
            return paragraph(t("Rien ne correspond à ces filtres.", "Nothing matches these filters."))
        }
        let pages = Pager(page: model.page, pageSize: pageSize, total: kept.count) { page in
            ContinuityURL.plans(.init(model.place.id)).path.with("q", model.text.isEmpty ? nil : model.text)
                .with("nature", model.kind?.rawValue).with("page", page > 1 ? String(page) : nil)
        }
        let shown = kept.dropFirst((pages.currentPage - 1) * pageSize).prefix(pageSize)
        let caption = t("Plans", "Plans")
        return sheet(
            caption,
            """
            \(table(t, Table(
                caption: caption, isCaptionHidden: true, stacks: true,
                columns: [
                    Column(t("Plan", "Plan")), Column(t("Tenu par", "Owner")),
                    Column(t("Validation", "Approval")), Column(t("Dernier essai", "Last test")),
                    Column(t("État", "State"), isShort: true),
                ], rows: shown.map { row($0, model, t) })))\(pager(t, pages))
            """)
    }

    private static func row(_ plan: Plan, _ model: Model, _ t: Language) -> [HTML] {
        let path = ContinuityURL.plan(.init(plan.keeper.id), .init(plan.id)).path
        let title: HTML = model.opens(plan.keeper) ? "<a href=\"\(path)\">\(plan.title)</a>" : "\(plan.title)"
        let notes = [plan.kind.short(t), plan.keeper.id == model.place.id ? "" : plan.keeper.name].filter {
            !$0.isEmpty
        }
        let approval: HTML =
            plan.approved.map { one -> HTML in
                "\(t("version", "version")) \(one.version), \(t.date(one.on))<br><small>\(one.by)</small>"
            } ?? "–"
        let test: HTML =
            model.lastTest(of: plan).map { one -> HTML in
                """
                \(t.date(one.day))\
                <br><small>\(one.draft.isInField ? t("sur le terrain", "in the field") : t("pas sur le terrain", "not in the field"))</small>
                """
            } ?? (plan.kind.testedPlan == nil ? "–" : "\(badge(t, .missing, t("Jamais essayé", "Never tested")))")
        let review: HTML = when(plan.reviewOn) { "<br><small>\(t("à revoir le", "review on")) \(t.date($0))</small>" }
        return [
            "\(title)<br><small>\(notes.joined(separator: " · "))</small>",
            "\(plan.owner.isEmpty ? t("personne encore", "nobody yet") : plan.owner)", approval, test,
            "\(badge(t, StateWords.badge(plan, on: model.today, t)))\(review)",
        ]
    }

    private static func removed(_ model: Model, _ t: Language) -> HTML {
        let gone = model.plans.filter { $0.isRemoved && $0.keeper.id == model.place.id }
        guard !gone.isEmpty else { return HTML() }
        return disclosure(
            t("Plans retirés", "Removed plans"),
            items(
                gone.prefix(50).map { plan in
                    let undo: HTML = when(
                        model.mayManage,
                        postButton(
                            action: ContinuityURL.planRestoration(.init(model.place.id), .init(plan.id)).path,
                            t("Rétablir", "Restore")))
                    return ends("<span>\(plan.title)</span>", undo)
                }))
    }
}
