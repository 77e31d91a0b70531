// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What the governance measures of an organisation.
struct GovernanceFacts: Sendable {
    let organisation: Organisation
    let day: Day
    let appointments: [Appointment]
    /// The legal entities of a group, and whether each has a RSSI.
    let members: [(member: Keeper, isHeld: Bool)]
    let budgets: [GroupBudget]
    let skills: [SkillSum]
    let decisions: (open: Int, overdue: Int, all: Int)
    let lastExercise: Day?

    var lines: [JobLine] { JobLine.lines(of: organisation, appointments, on: day) }
    var budget: GroupBudget? { GroupBudget.current(budgets, on: day) }
    var uncovered: [Keeper] { members.filter { !$0.isHeld }.map(\.member) }

    /// Seven statements.
    static func read(
        of organisation: Organisation, on day: Day, in session: any Session
    ) throws(DatabaseError) -> GovernanceFacts {
        let place = organisation.lineage
        return GovernanceFacts(
            organisation: organisation, day: day, appointments: try AppointmentStore.around(place, in: session),
            members: organisation.kind.holdsMembers
                ? try AppointmentStore.coverage(of: .rssi, under: place, on: day, in: session) : [],
            budgets: GroupBudget.all(try BudgetStore.years(under: place, in: session)),
            skills: try PostStore.sums(under: place, in: session),
            decisions: try DecisionStore.counts(under: place, on: day, in: session),
            lastExercise: try Attachments.lastExercise(at: place, until: day, in: session))
    }
}

extension Organisation.Kind {
    var holdsMembers: Bool {
        switch self {
        case .national, .region, .ght: true
        case .legalEntity, .site: false
        }
    }
}

enum GovernanceIndicators {
    static let rssi = "governance.rssi"
    static let rssiShare = "governance.rssiShare"
    static let budgetShare = "governance.budgetShare"
    static let vacantPosts = "governance.vacantPosts"
    static let overdueDecisions = "governance.overdueDecisions"
    static let exercise = "governance.exercise"

    static func all(_ facts: GovernanceFacts) -> [Indicator] {
        let kind = facts.organisation.kind
        var found: [Indicator] = [budget(facts)]
        if kind.holdsMembers { found.append(trajectory(facts)) }
        if kind == .ght || !kind.holdsMembers { found.append(named(facts)) }
        found.append(exercise(facts))
        found.append(posts(facts))
        found.append(decisions(facts))
        return found
    }

    private static func named(_ facts: GovernanceFacts) -> Indicator {
        let place = facts.organisation.lineage
        let holder = facts.appointments.first { $0.job == .rssi && $0.isInForce(on: facts.day) && $0.serves(place) }
        return Indicator(
            rssi, Phrase("RSSI nommé", "Security officer appointed"), value: holder == nil ? 0 : 1, unit: .flag,
            target: 1,
            sentence: holder.map { holder in
                Phrase(AppointmentWords.held(holder, .french), AppointmentWords.held(holder, .english))
            } ?? Phrase(AppointmentWords.vacant(.rssi, .french), AppointmentWords.vacant(.rssi, .english)),
            href: GovernanceURL.appointments(.init(facts.organisation.id)).path,
            rank: facts.organisation.kind == .ght ? nil : 30)
    }

    /// 70 % circulates as the programme's national target; no public text was found that sets it.
    private static func trajectory(_ facts: GovernanceFacts) -> Indicator {
        let total = facts.members.count
        let held = total - facts.uncovered.count
        func sentence(_ t: Language) -> String {
            guard total > 0 else {
                return t("Aucun établissement membre n’est ouvert.", "No member establishment is open.")
            }
            let share = t(
                "\(t.count(held, ("établissement", "établissements"), ("", ""))) sur \(t.number(total)) "
                    + "\(held < 2 ? "a un RSSI, le sien ou un RSSI partagé" : "ont un RSSI, le leur ou un RSSI partagé").",
                "\(t.number(held)) of \(t.number(total)) establishments have a security officer, own or shared.")
            return share
                + t(" Le programme vise 70\u{00A0}%, à confirmer.", " The programme aims at 70%, to be confirmed.")
        }
        return Indicator(
            rssiShare, Phrase("Établissements dotés d’un RSSI", "Establishments with a security officer"),
            value: total > 0 ? Double(held) / Double(total) : nil, unit: .share, target: 0.7,
            sentence: Phrase(sentence(.french), sentence(.english)),
            href: GovernanceURL.appointments(.init(facts.organisation.id)).path, rank: 30)
    }

    private static func budget(_ facts: GovernanceFacts) -> Indicator {
        let share = facts.budget?.share(on: facts.day)
        return Indicator(
            budgetShare,
            Phrase("Part du budget au numérique et à la sécurité", "Share of the budget for digital and security"),
            value: share, unit: .share, target: BudgetYear.programmeTarget,
            sentence: Phrase(BudgetWords.sentence(facts, .french), BudgetWords.sentence(facts, .english)),
            href: GovernanceURL.budget(.init(facts.organisation.id)).path, rank: 20)
    }

    private static func exercise(_ facts: GovernanceFacts) -> Indicator {
        let isRecent = facts.lastExercise.map { $0 > facts.day.adding(days: -366) } ?? false
        func sentence(_ t: Language) -> String {
            guard let last = facts.lastExercise else {
                return t(
                    "Aucun exercice de crise n’est prouvé dans le coffre.", "No crisis exercise is proven in the vault."
                )
            }
            return isRecent
                ? t(
                    "Le dernier exercice de crise date du \(t.date(last)).",
                    "The last crisis exercise was on \(t.date(last)).")
                : t(
                    "Le dernier exercice de crise date du \(t.date(last))\u{00A0}: plus de douze mois.",
                    "The last crisis exercise was on \(t.date(last)): more than twelve months ago.")
        }
        return Indicator(
            exercise, Phrase("Exercice de crise dans l’année", "Crisis exercise within the year"),
            value: isRecent ? 1 : 0,
            unit: .flag, target: 1, sentence: Phrase(sentence(.french), sentence(.english)),
            href: GovernanceURL.indicator(.init(facts.organisation.id), .init(exercise)).path, rank: 40)
    }

    private static func posts(_ facts: GovernanceFacts) -> Indicator {
        let vacant = facts.skills.reduce(0) { $0 + $1.vacantPosts }
        func sentence(_ t: Language) -> String {
            if facts.skills.isEmpty { return t("L’équipe n’est pas encore décrite.", "The team is not described yet.") }
            guard vacant > 0 else { return t("Tous les postes sont pourvus.", "Every post is held.") }
            let hundredths = facts.skills.reduce(0) { $0 + $1.vacant }
            let missing = FullTime.text(hundredths, t)
            let unit = hundredths < 200 ? "équivalent temps plein" : "équivalents temps plein"
            let posts = t.count(
                vacant, ("poste n’est pas pourvu", "postes ne sont pas pourvus"),
                ("post is not held", "posts are not held"))
            return t(
                "\(posts), soit \(missing)\u{00A0}\(unit).",
                "\(posts): \(missing) full-time equivalents.")
        }
        return Indicator(
            vacantPosts, Phrase("Postes vacants", "Vacant posts"), value: facts.skills.isEmpty ? nil : Double(vacant),
            unit: .count, target: 0, isHigherBetter: false, sentence: Phrase(sentence(.french), sentence(.english)),
            href: GovernanceURL.team(.init(facts.organisation.id)).path, rank: 60)
    }

    private static func decisions(_ facts: GovernanceFacts) -> Indicator {
        let (open, overdue, all) = facts.decisions
        func sentence(_ t: Language) -> String {
            if all == 0 { return t("Aucune décision n’est encore inscrite.", "No decision is recorded yet.") }
            if open == 0 { return t("Toutes les décisions sont soldées.", "Every decision is settled.") }
            guard overdue > 0 else {
                return t.count(open, ("décision en cours", "décisions en cours"), ("open decision", "open decisions"))
                    + t(", aucune en retard.", ", none late.")
            }
            return t.count(
                overdue, ("décision a dépassé son échéance", "décisions ont dépassé leur échéance"),
                ("decision is past its due day", "decisions are past their due day")) + "."
        }
        return Indicator(
            overdueDecisions, Phrase("Décisions en retard", "Late decisions"), value: all == 0 ? nil : Double(overdue),
            unit: .count, target: 0, isHigherBetter: false, sentence: Phrase(sentence(.french), sentence(.english)),
            href: GovernanceURL.committees(.init(facts.organisation.id)).path, rank: 50)
    }
}
