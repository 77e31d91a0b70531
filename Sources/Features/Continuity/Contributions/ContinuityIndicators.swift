// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Primitives
import Site

/// The figures of continuity that are followed over time.
enum ContinuityIndicators {
    static let analysed = "continuity.analysed"
    static let tested = "continuity.tested"
    static let endurance = "continuity.endurance"

    static func all(_ facts: ContinuityFacts) -> [Indicator] {
        [analysedShare(facts), testedShare(facts), shortest(facts)]
    }

    private static func analysedShare(_ facts: ContinuityFacts) -> Indicator {
        let (validated, total) = (facts.validatedCritical, facts.critical.count)
        func sentence(_ t: Language) -> String {
            guard total > 0 else {
                return t("Aucune activité critique n’est dans la cartographie.", "No critical activity is in the map.")
            }
            return t(
                "\(t.count(validated, ("activité critique", "activités critiques"), ("", ""))) sur \(t.number(total)) "
                    + "\(validated < 2 ? "a" : "ont") un bilan d’impact validé et à jour.",
                "\(t.number(validated)) of \(t.count(total, ("", ""), ("critical activity has", "critical activities have"))) "
                    + "an impact analysis validated and up to date.")
        }
        return Indicator(
            analysed, Phrase("Activités critiques au bilan validé", "Critical activities with a validated analysis"),
            value: total > 0 ? Double(validated) / Double(total) : nil, unit: .share, target: 1,
            sentence: Phrase(sentence(.french), sentence(.english)),
            href: ContinuityURL.analyses(.init(facts.organisation.id)).path, rank: 35)
    }

    private static func testedShare(_ facts: ContinuityFacts) -> Indicator {
        let (tested, total) = (facts.recentlyTested.count, facts.testedPlans.count)
        func sentence(_ t: Language) -> String {
            guard total > 0 else { return t("Aucun PCA ni PRA n’est validé.", "No PCA or PRA is approved.") }
            return t(
                "\(t.count(tested, ("plan validé", "plans validés"), ("", ""))) sur \(t.number(total)) "
                    + "\(tested < 2 ? "a été joué" : "ont été joués") sur le terrain depuis un an.",
                "\(t.number(tested)) of \(t.count(total, ("", ""), ("approved plan was", "approved plans were"))) played in the "
                    + "field within a year.")
        }
        return Indicator(
            self.tested, Phrase("Plans essayés dans l’année", "Plans tested within the year"),
            value: total > 0 ? Double(tested) / Double(total) : nil, unit: .share,
            sentence: Phrase(sentence(.french), sentence(.english)),
            href: ContinuityURL.calendar(.init(facts.organisation.id)).path)
    }

    private static func shortest(_ facts: ContinuityFacts) -> Indicator {
        let first = facts.shortest
        func sentence(_ t: Language) -> String {
            guard let first, let hours = first.draft.endurance else {
                return t(
                    "Personne n’a dit combien de temps une unité tient sans informatique.",
                    "Nobody told how long a unit holds without computers.")
            }
            return t(
                "«\u{00A0}\(first.name)\u{00A0}» s’use en premier\u{00A0}: \(Duration.words(hours, t)).",
                "“\(first.name)” wears out first: \(Duration.words(hours, t)).")
        }
        return Indicator(
            endurance, Phrase("Mode dégradé le plus court", "Shortest degraded mode"),
            value: first?.draft.endurance.map { $0 / 24 }, unit: .days,
            sentence: Phrase(sentence(.french), sentence(.english)),
            href: ContinuityURL.modes(.init(facts.organisation.id)).path)
    }
}
