// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning
import Primitives
import Site

/// An action as typed in its form.
struct ActionDraft: Sendable, Hashable {
    var id = ""
    var title = ""
    var description = ""
    var pillar = ""
    var costLow = ""
    var costHigh = ""
    var recurringLow = ""
    var recurringHigh = ""
    var effort: [Skill: String] = [:]
    var duration = ""
    var after = ""
    var isShared = false
    var costFactor = ""
    var effortFactor = ""
    /// One line each: `care-d2 D2.1.1 0,6`.
    var closes = ""

    enum Name {
        static let id = "code"
        static let title = "titre"
        static let description = "description"
        static let pillar = "pilier"
        static let costLow = "cout-bas"
        static let costHigh = "cout-haut"
        static let recurringLow = "annuel-bas"
        static let recurringHigh = "annuel-haut"
        static let duration = "duree"
        static let after = "prealables"
        static let shared = "mutualisable"
        static let costFactor = "facteur-cout"
        static let effortFactor = "facteur-jours"
        static let closes = "exigences"
        static func days(_ skill: Skill) -> String { "jours-\(skill.rawValue)" }
    }

    static let mostClosings = 200

    init() {
        pillar = CandidateAction.Pillar.operations.rawValue
        duration = "2"
        recurringLow = "0"
        recurringHigh = "0"
    }

    init(_ action: CandidateAction) {
        id = action.id
        title = action.title
        description = action.description
        pillar = action.pillar.rawValue
        costLow = TypedNumber.text(action.cost.low)
        costHigh = TypedNumber.text(action.cost.high)
        recurringLow = TypedNumber.text(action.recurring.low)
        recurringHigh = TypedNumber.text(action.recurring.high)
        effort = action.effort.mapValues(TypedNumber.text)
        duration = String(action.duration)
        after = action.after.joined(separator: ", ")
        isShared = action.sharing != nil
        costFactor = action.sharing.map { TypedNumber.text($0.costFactor) } ?? ""
        effortFactor = action.sharing.map { TypedNumber.text($0.effortFactor) } ?? ""
        closes = action.closes.map { "\($0.framework) \($0.code) \(TypedNumber.text($0.share))" }
            .joined(separator: "\n")
    }

    init(_ form: Form) {
        id = form[Name.id].uppercased()
        title = form[Name.title]
        description = form[Name.description]
        pillar = form[Name.pillar]
        costLow = form[Name.costLow]
        costHigh = form[Name.costHigh]
        recurringLow = form[Name.recurringLow]
        recurringHigh = form[Name.recurringHigh]
        for skill in Skill.allCases { effort[skill] = form[Name.days(skill)] }
        duration = form[Name.duration]
        after = form[Name.after].uppercased()
        isShared = form.has(Name.shared)
        costFactor = form[Name.costFactor]
        effortFactor = form[Name.effortFactor]
        closes = form[Name.closes]
    }

    /// The action that was typed; what is wrong is added to `errors`, and the action is then of no use.
    ///
    /// - Parameters:
    ///   - known: identifiers that prerequisites may name.
    ///   - codes: whether a framework has a requirement of this code; nil for an unknown framework.
    func action(
        keeping former: CandidateAction?, known: Set<String>, codes: (String, String) -> Bool?,
        _ errors: inout FormErrors, _ t: Language
    ) -> CandidateAction {
        var action =
            former
            ?? CandidateAction(id: id, title: title, pillar: .operations, cost: .init(low: 0, high: 0), duration: 1)
        action.id = former?.id ?? id
        if !ActionRules.isIdentifier(action.id) {
            errors.add(
                t("De 2 à 30 majuscules, chiffres ou tirets.", "2 to 30 capital letters, digits or dashes."),
                to: Name.id)
        }
        errors.require(title, Name.title, limit: ActionRules.longestTitle, in: t)
        errors.bound(description, Name.description, limit: ActionRules.longestDescription, in: t)
        action.title = title
        action.description = description
        if let pillar = CandidateAction.Pillar(rawValue: pillar) {
            action.pillar = pillar
        } else {
            errors.add(t("Choisissez un pilier.", "Choose a pillar."), to: Name.pillar)
        }
        action.cost = estimate((costLow, Name.costLow), (costHigh, Name.costHigh), &errors, t)
        action.recurring = estimate((recurringLow, Name.recurringLow), (recurringHigh, Name.recurringHigh), &errors, t)
        action.effort = [:]
        for skill in Skill.allCases {
            let typed = effort[skill] ?? ""
            if typed.isEmpty { continue }
            let days = number(typed, Name.days(skill), 0...RoadmapSettings.mostDays, &errors, t)
            if days > 0 { action.effort[skill] = days }
        }
        if let quarters = Int(duration), ActionRules.durations.contains(quarters) {
            action.duration = quarters
        } else {
            errors.add(t("De 1 à 20 trimestres.", "1 to 20 quarters."), to: Name.duration)
        }
        action.after = prerequisites(of: action.id, known, &errors, t)
        action.sharing =
            isShared
            ? CandidateAction.Sharing(
                costFactor: number(costFactor, Name.costFactor, ActionRules.factors, &errors, t),
                effortFactor: number(effortFactor, Name.effortFactor, ActionRules.factors, &errors, t)) : nil
        action.closes = closings(codes, &errors, t)
        return action
    }

    private func number(
        _ text: String, _ field: String, _ range: ClosedRange<Double>, _ errors: inout FormErrors, _ t: Language
    ) -> Double {
        guard let value = TypedNumber.value(text), range.contains(value) else {
            errors.add(
                t(
                    "Un nombre de \(t.decimal(range.lowerBound, range.lowerBound == 0 ? 0 : 1)) à \(t.decimal(range.upperBound, 0)).",
                    "A number from \(t.decimal(range.lowerBound, range.lowerBound == 0 ? 0 : 1)) to \(t.decimal(range.upperBound, 0))."
                ),
                to: field)
            return range.lowerBound
        }
        return value
    }

    private func estimate(
        _ low: (String, String), _ high: (String, String), _ errors: inout FormErrors, _ t: Language
    ) -> CandidateAction.Estimate {
        let range = 0...RoadmapSettings.mostEuros
        let estimate = CandidateAction.Estimate(
            low: number(low.0, low.1, range, &errors, t), high: number(high.0, high.1, range, &errors, t))
        if estimate.high < estimate.low, errors[high.1] == nil {
            errors.add(t("Le haut est sous le bas.", "The high end is below the low end."), to: high.1)
        }
        return estimate
    }

    private func prerequisites(
        of id: String, _ known: Set<String>, _ errors: inout FormErrors, _ t: Language
    ) -> [String] {
        var found: [String] = []
        for part in after.split(whereSeparator: { ",; \n".contains($0) }).prefix(50) {
            let needed = String(part)
            if needed == id || !known.contains(needed) {
                errors.add(
                    t("L’action «\u{00A0}\(needed)\u{00A0}» n’existe pas.", "Action “\(needed)” does not exist."),
                    to: Name.after)
            } else if !found.contains(needed) {
                found.append(needed)
            }
        }
        return found
    }

    private func closings(
        _ codes: (String, String) -> Bool?, _ errors: inout FormErrors, _ t: Language
    ) -> [CandidateAction.Closing] {
        var found: [CandidateAction.Closing] = []
        let lines = closes.split(whereSeparator: \.isNewline)
        if lines.count > Self.mostClosings {
            errors.add(
                t("\(Self.mostClosings) lignes au plus.", "\(Self.mostClosings) lines at most."), to: Name.closes)
        }
        for (index, line) in lines.prefix(Self.mostClosings).enumerated() {
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 3, let share = TypedNumber.value(parts[2]), (0...1).contains(share) else {
                errors.add(
                    t(
                        "Ligne \(index + 1)\u{00A0}: un référentiel, un code, une part de 0 à 1, séparés par des espaces.",
                        "Line \(index + 1): a framework, a code, a share from 0 to 1, separated by spaces."),
                    to: Name.closes)
                continue
            }
            guard codes(parts[0], parts[1]) == true else {
                errors.add(
                    t(
                        "Ligne \(index + 1)\u{00A0}: le référentiel «\u{00A0}\(parts[0])\u{00A0}» n’a pas d’exigence «\u{00A0}\(parts[1])\u{00A0}».",
                        "Line \(index + 1): framework “\(parts[0])” has no requirement “\(parts[1])”."),
                    to: Name.closes)
                continue
            }
            found.append(.init(framework: parts[0], code: parts[1], share: share))
        }
        return found
    }
}
