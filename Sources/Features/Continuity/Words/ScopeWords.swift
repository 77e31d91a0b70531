// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Primitives

/// The elements of D2 in words, and where each is made.
enum ScopeWords {
    static func short(_ element: ScopeReading.Element, _ t: Language) -> String {
        switch element {
        case .analysis(let scope): scope.short(t)
        case .continuity: t("PCA", "PCA")
        case .recovery: t("PRA", "PRA")
        case .test: t("Essai de terrain", "Field test")
        case .schedule: t("Calendrier des essais", "Test schedule")
        }
    }

    /// What to do, beginning with a verb.
    static func todo(_ element: ScopeReading.Element, _ t: Language) -> String {
        switch element {
        case .analysis(.careService):
            t("valider le bilan d’un service de soins", "validate the analysis of a care unit")
        case .analysis(.administrativeProcess):
            t("valider le bilan d’un processus administratif", "validate the analysis of an administrative process")
        case .analysis(.technicalPlatform):
            t("valider le bilan d’un plateau technique", "validate the analysis of a technical platform")
        case .continuity: t("faire approuver un PCA", "have a PCA approved")
        case .recovery: t("faire approuver un PRA", "have a PRA approved")
        case .test: t("essayer un PCA sur le terrain", "test a PCA in the field")
        case .schedule: t("faire approuver un calendrier des essais", "have a test schedule approved")
        }
    }

    static func path(_ element: ScopeReading.Element, at organisation: Organisation.ID) -> URLPath {
        let place = URLPath.Part(organisation)
        return switch element {
        case .analysis: ContinuityURL.analyses(place).path
        case .continuity: ContinuityURL.plans(place).path.with("nature", PlanKind.continuity.rawValue)
        case .recovery: ContinuityURL.plans(place).path.with("nature", PlanKind.recovery.rawValue)
        case .test: ContinuityURL.calendar(place).path
        case .schedule: ContinuityURL.plans(place).path.with("nature", PlanKind.testSchedule.rawValue)
        }
    }

    static func sentence(_ reading: ScopeReading, _ t: Language) -> String {
        guard reading.members.count > 1 else {
            let member = reading.members.first
            if member?.hasPlans == true, member?.hasTest == true {
                return t("Les deux objectifs sont prouvés.", "Both objectives are proven.")
            }
            let missing = (member?.missing ?? []).map { todo($0, t) }.joined(separator: t(" ; ", "; "))
            return t("Il reste à\u{00A0}: \(missing).", "Still to do: \(missing).")
        }
        let (plans, tests) = (t.percent(reading.plansShare), t.percent(reading.testsShare))
        return t(
            "Les établissements couverts font \(plans) de l’activité combinée, ceux qui ont mené un essai \(tests)\u{00A0}; il en faut 66\u{00A0}%.",
            "The establishments covered make up \(plans) of the combined activity, those that held a test \(tests); 66% is needed."
        )
    }
}
