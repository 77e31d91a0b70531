// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning
import Primitives

/// Why an action is in a plan or not, in sentences.
struct StandingWords {
    let snapshot: RoadmapSnapshot
    let reading: PlanReading
    let t: Language

    func sentence(_ explanation: Explanation) -> String {
        switch explanation.verdict {
        case .inside(let inside): sentence(inside)
        case .outside(let outside):
            t("Elle n’est pas dans le plan\u{00A0}: ", "It is not in the plan: ")
                + outside.reasons.map { words($0, outside) }.joined(separator: t(" ; ", "; ")) + "."
        }
    }

    private func sentence(_ inside: Explanation.Inside) -> String {
        let quarter = snapshot.quarter(inside.start).words(t)
        if inside.isImposed {
            return t(
                "Elle est dans le plan parce que vous l’avez imposée, à partir de \(quarter).",
                "It is in the plan because you forced it, from \(quarter).")
        }
        if inside.closes.isEmpty, !inside.followers.isEmpty {
            return t(
                "Elle est dans le plan, à partir de \(quarter), parce que d’autres l’attendent\u{00A0}: \(titles(inside.followers)).",
                "It is in the plan from \(quarter), because others wait for it: \(titles(inside.followers)).")
        }
        let waiting =
            inside.followers.isEmpty
            ? ""
            : t(
                " D’autres l’attendent\u{00A0}: \(titles(inside.followers)).",
                " Others wait for it: \(titles(inside.followers)).")
        return t(
            "Elle est dans le plan, à partir de \(quarter)\u{00A0}: sans elle, et sans ce qui l’attend, il perdrait \(share(inside.value)) de ce qu’il apporte.",
            "It is in the plan from \(quarter): without it, and without what waits for it, the plan would lose \(share(inside.value)) of what it brings."
        ) + waiting
    }

    private func words(_ reason: Explanation.Reason, _ outside: Explanation.Outside) -> String {
        switch reason {
        case .forbidden: t("vous l’avez écartée", "you left it out")
        case .prerequisitesOut(let missing):
            t(
                "ce qui doit venir avant n’y est pas (\(titles(missing)))",
                "what must come before is not (\(titles(missing)))")
        case .noTime:
            t(
                "elle ne serait pas finie avant la fin de \(snapshot.quarter(max(reading.closed.count - 1, 0)).words(t))",
                "it would not be over by the end of \(snapshot.quarter(max(reading.closed.count - 1, 0)).words(t))")
        case .closesNothing:
            t("elle ne comble aucun écart qui compte", "it closes no gap that counts")
        case .closedByOthers(_, let actions):
            t(
                "d’autres comblent déjà ce qu’elle comblerait (\(titles(actions)))",
                "others close already what it would close (\(titles(actions)))")
        case .lacks(let shortage):
            t(
                "à côté des autres, il manque \(words(shortage))", "besides the others, \(words(shortage)) are lacking")
        case .worthLess:
            t(
                "pour chaque euro, elle apporte moins que toutes celles du plan",
                "for each euro, it brings less than all those of the plan")
        case .couldEnter:
            t(
                "elle y tiendrait pourtant\u{00A0}; calculez le meilleur plan",
                "it would fit, though; compute the best plan")
        }
    }

    func words(_ shortage: Shortage) -> String {
        switch shortage {
        case .money(let year, let euros):
            t("\(t.euros(euros)) en \(snapshot.year(year))", "\(t.euros(euros)) in \(snapshot.year(year))")
        case .days(let skill, let period, let days):
            "\(t.days(days)), \(title(ofSkill: skill)), \(snapshot.quarter(period).words(t))"
        }
    }

    func title(ofSkill skill: Int) -> String {
        let name = reading.problem.skills.indices.contains(skill) ? reading.problem.skills[skill] : ""
        return Skill(rawValue: name)?.title(t) ?? name
    }

    /// Of what the plan brings.
    func share(_ value: Double) -> String {
        reading.plan.value > 0 ? t.percent(value / reading.plan.value, 1) : t.percent(0)
    }

    func titles(_ actions: [Int]) -> String {
        let shown = actions.prefix(4).map { snapshot.title(of: $0, t) }.joined(separator: t(" ; ", "; "))
        return actions.count > 4 ? shown + t(" ; et d’autres", "; and others") : shown
    }
}
