// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning
import Primitives
import Site

/// What the form of a supposition holds.
struct ScenarioDraft: Sendable, Hashable {
    var budget = "1.0"
    var person = ""
    var forced = ""
    var forbidden = ""

    enum Name {
        static let budget = "budget"
        static let person = "personne"
        static let forced = "avec"
        static let forbidden = "sans"
    }

    init() {}

    init(_ form: Form) {
        budget = form[Name.budget]
        person = form[Name.person]
        forced = form[Name.forced]
        forbidden = form[Name.forbidden]
    }

    func whatIf(_ snapshot: RoadmapSnapshot, _ errors: inout FormErrors, _ t: Language) -> WhatIf {
        var whatIf = WhatIf()
        if let factor = Double(budget), WhatIf.budgetFactors.contains(factor) {
            whatIf.budgetFactor = factor
        } else {
            errors.add(t("Choisissez dans la liste.", "Choose in the list."), to: Name.budget)
        }
        if let skill = Skill(rawValue: person) {
            whatIf.extraDays = [skill: WhatIf.daysOfOnePerson]
        } else if !person.isEmpty {
            errors.add(t("Choisissez dans la liste.", "Choose in the list."), to: Name.person)
        }
        for (name, typed) in [(Name.forced, forced), (Name.forbidden, forbidden)] where !typed.isEmpty {
            if snapshot.position(of: typed) == nil {
                errors.add(RoadmapError.unknownAction.message(t), to: name)
            } else if name == Name.forced {
                whatIf.forced = [typed]
            } else {
                whatIf.forbidden = [typed]
            }
        }
        if !forced.isEmpty, forced == forbidden {
            errors.add(
                t("La même action ne peut être imposée et écartée.", "The same action cannot be forced and left out."),
                to: Name.forbidden)
        }
        if errors.isEmpty, whatIf == .none {
            errors.add(t("Changez au moins une chose.", "Change at least one thing."), to: Name.budget)
        }
        return whatIf
    }
}
