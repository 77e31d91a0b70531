// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Planning
import Primitives
import Site

/// An action in a roadmap: why it is in the plan or not, what it closes, and who pays for it when it is shared.
enum ExplanationPage {
    struct Model: Sendable {
        let roadmap: Roadmap
        let snapshot: RoadmapSnapshot
        let reading: PlanReading
        let index: Int
        let kept: [String: Double]?
        let explanation: Explanation
        let manages: Bool
        var errors = FormErrors()
        var typed: [String: String]?
    }

    static let shareName = "part-"

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (desk, model) = try await open(visit, for: RoadmapPermissions.read)
        return page(model, desk, visit)
    }

    @Sendable
    static func split(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        var (desk, model) = try await open(visit, for: RoadmapPermissions.manage)
        let (roadmap, t) = (desk.roadmap, visit.language)
        let label = model.snapshot.actions[model.index]
        guard label.isShared else { throw RoadmapError.unknownAction }
        let key = model.reading.problem.actions[model.index].id
        var shares: [String: Double]?
        if !form.has("proposition") {
            var typed: [String: Double] = [:]
            model.typed = [:]
            for member in label.members.map({ model.snapshot.members[$0] }) {
                let name = shareName + member.id
                model.typed?[member.id] = form[name]
                guard let value = TypedNumber.value(form[name]), value <= 100 else {
                    model.errors.add(t("Un pourcentage de 0 à 100.", "A percentage from 0 to 100."), to: name)
                    continue
                }
                typed[member.id] = value
            }
            let sum = typed.values.reduce(0, +)
            if model.errors.isEmpty, abs(sum - 100) > 0.5, let first = label.members.first {
                model.errors.add(
                    t(
                        "Ces parts font \(t.decimal(sum))\u{00A0}% en tout\u{00A0}: il en faut 100.",
                        "These shares make \(t.decimal(sum))% in all: they must make 100."),
                    to: shareName + model.snapshot.members[first].id)
            }
            guard model.errors.isEmpty else { return page(model, desk, visit, status: .unprocessable) }
            shares = typed
        }
        let chosen = shares
        try await visit.change { change in try RoadmapStore.saveSplit(chosen, of: key, in: roadmap, change) }
        return .redirect(
            RoadmapURL.explanation(.init(roadmap.id), .init(key)).path,
            notice: t("La répartition est enregistrée.", "The sharing is saved."))
    }

    private static func open(
        _ visit: Visit, for permission: Identity.Permission
    ) async throws -> (RoadmapDesk, Model) {
        let desk = try await RoadmapDesk.open(visit, for: permission)
        guard let scenario = desk.current, let index = desk.snapshot.position(of: try visit.parameter("action")) else {
            throw RoadmapError.unknownAction
        }
        let id = desk.roadmap.id
        let splits = try await visit.read { session in try RoadmapStore.split(of: id, in: session) }
        let key = desk.snapshot.problem.actions[index].id
        let reading = desk.reading(of: scenario)
        let explanations = Explanation.all(of: reading.plan, in: reading.problem)
        guard explanations.indices.contains(index) else { throw RoadmapError.unknownAction }
        return (
            desk,
            Model(
                roadmap: desk.roadmap, snapshot: desk.snapshot, reading: reading, index: index, kept: splits[key],
                explanation: explanations[index], manages: desk.manages)
        )
    }

    private static func page(_ model: Model, _ desk: RoadmapDesk, _ visit: Visit, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let crumb = Crumb(model.snapshot.title(of: model.index, t))
        return visit.page(
            Page(title(model, t), at: desk.place, trail: desk.trail(t, [crumb]), main: render(model, t)),
            status: status)
    }

    /// Of the window: the action's own name is that of the page that follows it.
    private static func title(_ model: Model, _ t: Language) -> String {
        let action = model.snapshot.title(of: model.index, t)
        return t("Pourquoi «\u{00A0}\(action)\u{00A0}»\u{00A0}?", "Why “\(action)”?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let words = StandingWords(snapshot: model.snapshot, reading: model.reading, t: t)
        let explanation = model.explanation
        let label = model.snapshot.actions[model.index]
        let key = model.reading.problem.actions[model.index].id
        var isIn = false
        if case .inside = explanation.verdict { isIn = true }
        let suppositions = RoadmapURL.scenarios(.init(model.roadmap.id)).path
            .with(isIn ? "sans" : "avec", key)
        let head = PageHead(
            model.snapshot.title(of: model.index, t), lead: words.sentence(explanation),
            actions: model.manages
                ? [
                    Action(
                        isIn
                            ? t("Et sans elle\u{00A0}?", "What without it?")
                            : t("Et avec elle\u{00A0}?", "What with it?"),
                        href: suppositions)
                ] : [],
            state: isIn
                ? StateBadge(.declared, t("Dans le plan", "In the plan"))
                : StateBadge(.unanswered, t("Hors du plan", "Out of the plan")))
        return """
            \(pageHead(t, head))\(sheet(t("De quoi il s’agit", "What it is"), "\(prose(label.description))\(facts(model, t))"))\
            \(closings(model, t))\(when(label.isShared, sharing(model, t)))
            """
    }

    private static func facts(_ model: Model, _ t: Language) -> HTML {
        let action = model.reading.problem.actions[model.index]
        let label = model.snapshot.actions[model.index]
        let days = zip(model.reading.problem.skills, action.effort).filter { $0.1 > 0 }.map { name, days in
            "\(Skill(rawValue: name)?.title(t) ?? name)\(t("\u{00A0}:", ":")) \(t.days(days))"
        }
        let estimate = t("estimation", "estimate")
        var list: [(term: String, value: HTML)] = [
            (
                t("Coût", "Cost"),
                """
                \(t.euros(action.cost)) <small>\(t("milieu de \(t.euros(from: label.cost.low, to: label.cost.high)), estimation",
                    "middle of \(t.euros(from: label.cost.low, to: label.cost.high)), estimate"))</small>
                """
            ),
            (
                t("Coût annuel ensuite", "Yearly cost afterwards"),
                "\(t.euros(action.recurringCost * 4)) <small>\(estimate)</small>"
            ),
            (
                t("Durée", "Duration"),
                "\(t.count(action.duration, ("trimestre", "trimestres"), ("quarter", "quarters"))) <small>\(estimate)</small>"
            ),
        ]
        if !days.isEmpty {
            list.append(
                (
                    t("Temps interne", "Internal time"),
                    "\(days.joined(separator: t(" ; ", "; "))) <small>\(estimate)</small>"
                ))
        }
        let tables = PlanTables(snapshot: model.snapshot, reading: model.reading, roadmap: model.roadmap.id, t: t)
        if !action.prerequisites.isEmpty {
            list.append((t("Après", "After"), items(action.prerequisites.map(tables.link))))
        }
        return definitionList(list)
    }

    private static func closings(_ model: Model, _ t: Language) -> HTML {
        let snapshot = model.snapshot
        let rows = model.reading.problem.actions[model.index].closes.compactMap { closing -> [HTML]? in
            guard snapshot.gaps.indices.contains(closing.gap) else { return nil }
            let gap = snapshot.gaps[closing.gap]
            return [
                "<span class=\"code\">\(gap.code)</span> \(gap.title)", "\(gap.frameworkTitle)",
                "\(snapshot.members[gap.member].name)", "\(gap.reason.title(t))", "\(t.percent(closing.share))",
            ]
        }
        guard !rows.isEmpty else {
            return paragraph(
                t(
                    "Elle ne comble rien par elle-même\u{00A0}: d’autres ne peuvent commencer sans elle.",
                    "It closes nothing by itself: others cannot begin without it."))
        }
        return table(
            t,
            Table(
                caption: t("Écarts qu’elle aide à combler", "Gaps that it helps to close"),
                columns: [
                    Column(t("Exigence", "Requirement")), Column(t("Référentiel", "Framework")),
                    Column(t("Établissement", "Establishment")), Column(t("Écart", "Gap"), isShort: true),
                    Column(t("Part comblée (estimation)", "Share closed (estimate)"), isNumber: true),
                ], rows: rows))
    }

    private static func sharing(_ model: Model, _ t: Language) -> HTML {
        let label = model.snapshot.actions[model.index]
        let action = model.reading.problem.actions[model.index]
        let members = label.members.map { model.snapshot.members[$0] }
        let shares = SharedCost.shares(of: members, kept: model.kept)
        let key = URLPath.Part(action.id)
        // To the euro, so that the parts add up to the whole.
        let costs = CostSplit.apportion(SharedCost.whole(action.cost), by: shares)
        let yearly = CostSplit.apportion(SharedCost.whole(action.recurringCost * 4), by: shares)
        let rows = members.indices.map { index -> [HTML] in
            [
                "\(members[index].name)", "\(t.percent(shares[index], 1))", "\(t.euros(Double(costs[index])))",
                "\(t.euros(Double(yearly[index])))",
            ]
        }
        let proposal =
            members.allSatisfy { $0.activity != nil }
            ? t("selon l’activité de chacun", "according to each one's activity")
            : t("à parts égales", "in equal parts")
        let path = RoadmapURL.split(.init(model.roadmap.id), key).path
        let fields = zip(members, shares).map { member, share in
            let name = shareName + member.id
            return textField(
                Field(
                    t, name, label: member.name, hint: t("En pourcentage.", "In percent."), error: model.errors[name]),
                value: model.typed?[member.id] ?? TypedNumber.text((share * 1000).rounded() / 10), maxLength: 10,
                isNumeric: true)
        }
        return sheet(
            t("Qui paie quoi", "Who pays what"),
            """
            <p>\(model.kept == nil
                ? t("Proposition\u{00A0}: \(proposal).", "Proposal: \(proposal).")
                : t("Répartition décidée par le groupe.", "Sharing decided by the group."))</p>\
            \(table(t, Table(
                caption: t("Répartition du coût", "Sharing of the cost"), isCaptionHidden: true,
                columns: [
                    Column(t("Établissement", "Establishment")), Column(t("Part", "Share"), isNumber: true),
                    Column(t("Coût (estimation)", "Cost (estimate)"), isNumber: true),
                    Column(t("Par an ensuite (estimation)", "Yearly afterwards (estimate)"), isNumber: true),
                ], rows: rows)))\
            \(when(model.manages, disclosure(
                t("Changer la répartition", "Change the sharing"), isOpen: !model.errors.isEmpty,
                """
                \(form(action: path, """
                    \(errorSummary(t, model.errors.all.map { FieldError(name: $0.field, message: $0.message) }))\
                    \(fieldRow(fields))\(formActions(submit(t("Enregistrer la répartition", "Save the sharing"))))
                    """))\
                \(when(model.kept != nil, postButton(
                    action: path, t("Revenir à la proposition", "Back to the proposal"), hidden: [("proposition", "oui")])))
                """)))
            """)
    }
}
