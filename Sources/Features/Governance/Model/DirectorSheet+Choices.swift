// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Primitives
import Site

/// The three decisions: what was decided and is late, then who is missing, then the money, then what is furthest away.
extension DirectorSheet {
    static func choices(
        _ facts: GovernanceFacts, _ followed: [FollowedIndicator], _ overdue: [Decision], _ mayManage: Bool
    ) -> [Choice] {
        let place = URLPath.Part(facts.organisation.id)
        let rest = vacancies(facts, place, mayManage) + money(facts, followed, place) + furthest(followed, place)
        // Late decisions come first, but never alone when something else waits: the last line sums them up.
        let room = rest.isEmpty ? choiceCount : choiceCount - 1
        return Array((late(overdue, facts, place, room) + rest).prefix(choiceCount))
    }

    private static func late(
        _ overdue: [Decision], _ facts: GovernanceFacts, _ place: URLPath.Part, _ room: Int
    ) -> [Choice] {
        let shown = overdue.prefix(room)
        return shown.enumerated().map { index, decision in
            let more = index == shown.count - 1 ? facts.decisions.overdue - shown.count : 0
            return Choice(
                title: Phrase("Faire aboutir\u{00A0}: \(short(decision.text))", "Carry out: \(short(decision.text))"),
                reason: Phrase(
                    lateReason(decision, more, facts.day, .french), lateReason(decision, more, facts.day, .english)),
                button: Phrase("Voir la décision", "See the decision"),
                href: GovernanceURL.decision(.init(decision.keeper.id), .init(decision.id)).path)
        }
    }

    private static func lateReason(_ decision: Decision, _ more: Int, _ day: Day, _ t: Language) -> String {
        var text = ""
        if let due = decision.dueOn {
            text = t(
                "\(decision.committeeName)\u{00A0}: attendue pour le \(t.date(due)), "
                    + "\(t.distance(from: day, to: due)).",
                "\(decision.committeeName): due on \(t.date(due)), \(t.distance(from: day, to: due)).")
        }
        if !decision.owner.isEmpty {
            text += t(" Confiée à \(decision.owner).", " In the charge of \(decision.owner).")
        }
        if more > 0 {
            text += t(
                " \(t.count(more, ("autre décision est", "autres décisions sont"), ("", ""))) en retard.",
                " \(t.count(more, ("", ""), ("other decision is", "other decisions are"))) late.")
        }
        return text
    }

    private static func vacancies(_ facts: GovernanceFacts, _ place: URLPath.Part, _ mayManage: Bool) -> [Choice] {
        let path = GovernanceURL.appointments(place).path
        let button = mayManage ? Phrase("Nommer", "Appoint") : Phrase("Voir les nominations", "See the appointments")
        func creation(_ job: Job) -> URLPath {
            mayManage ? GovernanceURL.appointmentCreation(place).path.with("fonction", job.rawValue) : path
        }
        var found = facts.lines.filter { $0.isVacant && $0.expected.isRequired }.map { line in
            let job = line.expected.job
            return Choice(
                title: Phrase("Nommer un \(job.title.french)", "Appoint a \(job.title.english)"),
                reason: Phrase(
                    "\(AppointmentWords.vacant(job, .french)) \(line.expected.reason.french)",
                    "\(AppointmentWords.vacant(job, .english)) \(line.expected.reason.english)"),
                button: button, href: creation(job))
        }
        if facts.organisation.kind == .ght, !facts.uncovered.isEmpty {
            let names = facts.uncovered.prefix(3).map(\.name).joined(separator: ", ")
            let count = facts.uncovered.count
            let others = count > 3 ? ("\u{00A0}et \(count - 3) autres", " and \(count - 3) others") : ("", "")
            found.append(
                Choice(
                    title: Phrase(
                        "Doter d’un RSSI \(Language.french.count(count, ("établissement", "établissements"), ("", "")))",
                        "Give a security officer to \(Language.english.count(count, ("", ""), ("establishment", "establishments")))"
                    ),
                    reason: Phrase(
                        "Sans RSSI, ni à eux ni partagé\u{00A0}: \(names)\(others.0).",
                        "Without a security officer, own or shared: \(names)\(others.1)."),
                    button: Phrase("Voir les nominations", "See the appointments"), href: path))
        }
        return found
    }

    private static func money(
        _ facts: GovernanceFacts, _ followed: [FollowedIndicator], _ place: URLPath.Part
    ) -> [Choice] {
        guard let share = followed.first(where: { $0.indicator.id == GovernanceIndicators.budgetShare }),
            share.meetsTarget == false, let value = share.indicator.value, let target = share.target
        else { return [] }
        func title(_ t: Language) -> String {
            let wanted = IndicatorWords.value(target, .share, t)
            return t(
                "Porter à \(wanted) la part du numérique et de la sécurité",
                "Bring the share of digital and security to \(wanted)")
        }
        func reason(_ t: Language) -> String {
            let now = t("Elle est de \(t.budgetShare(value)).", "It is \(t.budgetShare(value)).")
            guard share.ownTarget == nil, let budget = facts.budget, let gap = BudgetWords.gap(budget, facts.day) else {
                return now
            }
            return t(
                "Elle est de \(t.budgetShare(value))\u{00A0}: il manque \(t.money(gap)). Objectif du programme, à "
                    + "confirmer.",
                "It is \(t.budgetShare(value)): \(t.money(gap)) are missing. Aim of the programme, to be confirmed.")
        }
        return [
            Choice(
                title: Phrase(title(.french), title(.english)), reason: Phrase(reason(.french), reason(.english)),
                button: Phrase("Voir le budget", "See the budget"), href: GovernanceURL.budget(place).path)
        ]
    }

    /// What the choices above do not speak of yet.
    private static func furthest(_ followed: [FollowedIndicator], _ place: URLPath.Part) -> [Choice] {
        let told: Set = [
            GovernanceIndicators.rssi, GovernanceIndicators.rssiShare, GovernanceIndicators.budgetShare,
            GovernanceIndicators.overdueDecisions,
        ]
        return followed.filter { !told.contains($0.indicator.id) && $0.distance != nil }
            .sorted { ($0.distance ?? 0, $1.indicator.id) > ($1.distance ?? 0, $0.indicator.id) }
            .map { one in
                let indicator = one.indicator
                return Choice(
                    title: Phrase(
                        "\(indicator.title.french)\u{00A0}: loin de la cible",
                        "\(indicator.title.english): far from the target"),
                    reason: indicator.sentence, button: Phrase("Voir l’indicateur", "See the indicator"),
                    href: GovernanceURL.indicator(place, .init(indicator.id)).path)
            }
    }

    private static func short(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
        guard line.count > 90 else { return line }
        let cut = line.prefix(88)
        let words = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
        return words + "…"
    }
}
