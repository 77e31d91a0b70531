// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// « Tiendrait-on, et jusqu’à quand ? »
enum OverviewPage {
    struct Model: Sendable {
        let facts: ContinuityFacts
        let scopes: ScopeReading
        let mayManage: Bool
        /// Whether the person may open what an organisation keeps.
        let opens: @Sendable (Lineage) -> Bool
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued()
        let (organisation, today) = (place.organisation, visit.today)
        let (facts, scopes) = try await visit.read { session in
            (
                try ContinuityFacts.read(of: organisation, on: today, in: session),
                try ScopeReading.read(of: organisation, on: today, in: session)
            )
        }
        let model = Model(
            facts: facts, scopes: scopes, mayManage: visit.mayManage(organisation.lineage),
            opens: { visit.mayRead($0) })
        let t = visit.language
        return visit.continuityPage(title(t), at: place, crumb: t("Continuité", "Continuity"), render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Tiendrait-on, et jusqu’à quand\u{00A0}?", "Would we hold, and until when?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let facts = model.facts
        let head = PageHead(title(t), lead: lead(facts, t))
        let tabs = ContinuityTabs.render(facts.organisation.id, current: .overview, t)
        guard !facts.activities.isEmpty || !facts.keptPlans.isEmpty else {
            return pageHead(t, head) + tabs
                + emptyState(
                    title: t("On ne sait pas encore", "Nobody knows yet"),
                    text: t(
                        "Inscrivez d’abord vos activités de soins dans la cartographie\u{00A0}; les bilans, les modes dégradés et "
                            + "les plans partent d’elles.",
                        "First enter your care activities in the map; analyses, degraded modes and plans start from them."
                    ),
                    action: Action(
                        t("Écrire un plan quand même", "Write a plan anyway"),
                        href: ContinuityURL.plans(.init(facts.organisation.id)).path))
        }
        return """
            \(pageHead(t, head))\(tabs)\(numbers(model, t))\
            \(columns("\(conflicts(model, t))\(modes(model, t))", "\(plans(model, t))\(scopes(model, t))", .wideLeft))
            """
    }

    static func lead(_ facts: ContinuityFacts, _ t: Language) -> String {
        var sentences: [String] = []
        if let first = facts.shortest, let hours = first.draft.endurance {
            sentences.append(
                t(
                    "«\u{00A0}\(first.name)\u{00A0}» s’use en premier\u{00A0}: \(Duration.words(hours, t)) sans informatique.",
                    "“\(first.name)” wears out first: \(Duration.words(hours, t)) without computers."))
        } else if !facts.activities.isEmpty {
            sentences.append(
                t(
                    "Personne n’a encore dit combien de temps une unité tient sans informatique.",
                    "Nobody told yet how long a unit holds without computers."))
        }
        let short = facts.lines.count(where: \.isTooShort)
        if short > 0 {
            sentences.append(
                t(
                    "\(t.count(short, ("mode dégradé finirait", "modes dégradés finiraient"), ("", ""))) avant que le dernier service attendu revienne.",
                    "\(t.count(short, ("", ""), ("degraded mode would end", "degraded modes would end"))) before the last service expected is back."
                ))
        } else if facts.lines.contains(where: { $0.last != nil && $0.mode.draft.endurance != nil }) {
            sentences.append(
                t(
                    "Chaque mode mesuré tient jusqu’au retour prévu.",
                    "Every measured mode holds until the planned return."))
        }
        return sentences.joined(separator: " ")
    }

    private static func numbers(_ model: Model, _ t: Language) -> HTML {
        let facts = model.facts
        let place = URLPath.Part(facts.organisation.id)
        var list: [Figure] = []
        if let first = facts.shortest, let hours = first.draft.endurance {
            list.append(
                Figure(
                    Duration.words(hours, t),
                    meaning: t("et la première unité ne tient plus", "and the first unit no longer holds"),
                    note: first.name, tone: facts.lines.contains(where: \.isTooShort) ? .bad : .neutral,
                    href: ContinuityURL.modes(place).path))
        }
        let critical = facts.critical
        if !critical.isEmpty {
            let share = Double(facts.validatedCritical) / Double(critical.count)
            list.append(
                Figure(
                    t.percent(share),
                    meaning: t(
                        "des activités critiques ont un bilan validé",
                        "of critical activities have a validated analysis"),
                    note: t(
                        "\(t.number(facts.validatedCritical)) sur \(t.number(critical.count)), classes de soin 1 et 2",
                        "\(t.number(facts.validatedCritical)) of \(t.number(critical.count)), care classes 1 and 2"),
                    tone: share >= 1 ? .good : .warn, href: ContinuityURL.analyses(place).path))
        }
        let violations = facts.violations.count
        list.append(
            Figure(
                t.number(violations),
                meaning: violations < 2
                    ? t("durée en contredit une autre", "duration contradicts another")
                    : t("durées en contredisent d’autres", "durations contradict others"),
                tone: violations == 0 ? .good : .bad))
        if !facts.testedPlans.isEmpty {
            let (tested, all) = (facts.recentlyTested.count, facts.testedPlans.count)
            list.append(
                Figure(
                    t("\(t.number(tested)) sur \(t.number(all))", "\(t.number(tested)) of \(t.number(all))"),
                    meaning: t(
                        "PCA et PRA validés, essayés dans l’année", "approved PCA and PRA, tested within the year"),
                    tone: tested == all ? .good : .warn, href: ContinuityURL.calendar(place).path))
        }
        return figures(t, list)
    }

    private static func conflicts(_ model: Model, _ t: Language) -> HTML {
        let facts = model.facts
        let title = t("Les durées qui ne vont pas ensemble", "Durations that do not go together")
        let grave = facts.violations
        let others = facts.findings.filter { $0.severity != .violation }
        guard !grave.isEmpty || !others.isEmpty else {
            return sheet(
                title,
                paragraph(
                    t(
                        "Aucune\u{00A0}: ce qui est décidé se tient. Les durées qui manquent ne sont pas comptées.",
                        "None: what is decided agrees. Missing durations do not count.")))
        }
        let first: HTML =
            grave.isEmpty
            ? paragraph(t("Aucune règle n’est enfreinte.", "No rule is broken."))
            : itemsApart(grave.prefix(8).map { line($0, model, t) })
        let rest = grave.dropFirst(8) + others
        let more: HTML = when(
            !rest.isEmpty,
            disclosure(
                t(
                    "\(t.count(rest.count, ("autre remarque", "autres remarques"), ("", "")))",
                    "\(t.count(rest.count, ("", ""), ("other remark", "other remarks")))"),
                itemsApart(rest.prefix(60).map { line($0, model, t) })))
        return sheet(title, "\(first)\(more)")
    }

    private static func line(_ finding: Finding, _ model: Model, _ t: Language) -> HTML {
        let map = model.facts.map
        let links = [finding.node, finding.other].reduce(into: [String]()) { keys, key in
            if !keys.contains(key) { keys.append(key) }
        }
        .compactMap { map[$0] }.filter { model.opens($0.keeperLineage) }
        .html { node -> HTML in "<a class=\"more\" href=\"\(NodeWords.path(node))\">\(node.name)</a> " }
        let state: StateBadge =
            switch finding.severity {
            case .violation: StateBadge(.missing, t("À corriger", "To fix"))
            case .warning: StateBadge(.expiring, t("À surveiller", "To watch"))
            case .information: StateBadge(.neutral, t("À décider", "To decide"))
            }
        return """
            <p><strong>\(FindingWords.sentence(finding, in: map, t))</strong> \(badge(t, state))</p>\
            <p class="quiet">\(FindingWords.advice(finding, t))</p><p>\(links)</p>
            """
    }

    private static func modes(_ model: Model, _ t: Language) -> HTML {
        let facts = model.facts
        let place = URLPath.Part(facts.organisation.id)
        let title = t("Les modes dégradés qui s’usent les premiers", "The degraded modes that wear out first")
        let all = Action(t("Tout voir", "See all"), href: ContinuityURL.modes(place).path)
        let lines = facts.lines
        guard !lines.isEmpty else {
            return sheet(
                title, action: all,
                paragraph(t("Aucun n’est encore décrit.", "None is described yet.")))
        }
        return sheet(title, action: all, ModesPage.table(Array(lines.prefix(6)), at: facts.organisation.id, t))
    }

    private static func plans(_ model: Model, _ t: Language) -> HTML {
        let facts = model.facts
        let title = t("Les plans à faire avancer", "The plans to move forward")
        var list: [TodoItem] = []
        for plan in facts.keptPlans {
            let href = ContinuityURL.plan(.init(plan.keeper.id), .init(plan.id)).path
            if plan.approved == nil {
                list.append(
                    TodoItem(
                        t("Valider «\u{00A0}\(plan.title)\u{00A0}»", "Approve “\(plan.title)”"),
                        reason: t("Sans validation, il ne prouve rien.", "Without approval it proves nothing."),
                        state: StateWords.badge(plan, on: facts.day, t), href: href))
            } else if plan.isReviewDue(on: facts.day) {
                list.append(
                    TodoItem(
                        t("Revoir «\u{00A0}\(plan.title)\u{00A0}»", "Review “\(plan.title)”"),
                        reason: t("Son jour de revue est passé.", "The day of its review is past."),
                        state: StateWords.badge(plan, on: facts.day, t), href: href))
            } else if plan.kind.testedPlan != nil, facts.lastFieldTest(of: plan) == nil {
                let next = facts.tests.filter { $0.plan == plan.id && !$0.isHeld && !$0.isRemoved }.map(\.day).min()
                list.append(
                    TodoItem(
                        t("Essayer «\u{00A0}\(plan.title)\u{00A0}»", "Test “\(plan.title)”"),
                        reason: next.map {
                            t("Essai fixé au \(t.date($0)).", "A test is set for \(t.date($0)).")
                        } ?? t("Il n’a jamais été joué sur le terrain.", "It was never played in the field."),
                        state: StateBadge(.missing, t("Jamais essayé", "Never tested")), href: href))
            }
        }
        let all = Action(
            t("Tous les plans", "All plans"), href: ContinuityURL.plans(.init(facts.organisation.id)).path)
        guard !list.isEmpty else {
            return sheet(
                title, action: all,
                paragraph(
                    facts.keptPlans.isEmpty
                        ? t("Aucun plan n’est écrit ici.", "No plan is written here.")
                        : t("Aucun\u{00A0}: tous sont validés et essayés.", "None: all are approved and tested.")))
        }
        return sheet(title, action: all, todoList(t, Array(list.prefix(6))))
    }

    private static func scopes(_ model: Model, _ t: Language) -> HTML {
        let reading = model.scopes
        let (plans, tests) = (reading.passes(reading.plansShare), reading.passes(reading.testsShare))
        func word(_ holds: Bool) -> StateBadge {
            holds ? StateBadge(.proven, t("Atteint", "Reached")) : StateBadge(.missing, t("Pas encore", "Not yet"))
        }
        return sheet(
            t("CaRE D2", "CaRE D2"),
            action: Action(
                t("Ce qui manque", "What is missing"),
                href: ContinuityURL.scopes(.init(model.facts.organisation.id)).path),
            """
            \(paragraph(ScopeWords.sentence(reading, t)))\
            \(definitionList([
                (term: t("Bilans et plans", "Analyses and plans"), value: badge(t, word(plans))),
                (term: t("Essai de terrain", "Field test"), value: badge(t, word(tests))),
            ]))
            """)
    }
}
