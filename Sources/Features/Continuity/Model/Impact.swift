// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What an interruption touches.
enum ImpactDomain: String, Sendable, Hashable, CaseIterable {
    case care
    case safety
    case legal
    case finance
    case image

    /// How a form names it.
    var word: String {
        switch self {
        case .care: "soins"
        case .safety: "securite"
        case .legal: "juridique"
        case .finance: "finances"
        case .image: "image"
        }
    }

    func title(_ t: Language) -> String {
        switch self {
        case .care: t("Soins", "Care")
        case .safety: t("Sécurité des patients", "Patient safety")
        case .legal: t("Juridique", "Legal")
        case .finance: t("Finances", "Finance")
        case .image: t("Image", "Reputation")
        }
    }

    func question(_ t: Language) -> String {
        switch self {
        case .care:
            t(
                "Que ne peut-on plus faire pour les patients\u{00A0}: accueillir, examiner, opérer, traiter\u{00A0}?",
                "What can no longer be done for patients: receive, examine, operate, treat?")
        case .safety:
            t(
                "À partir de quand une erreur ou un retard met-il quelqu’un en danger\u{00A0}?",
                "When does a mistake or a delay put somebody in danger?")
        case .legal:
            t(
                "Quelles obligations ne sont plus tenues\u{00A0}: traçabilité, délais, secret, contrats\u{00A0}?",
                "Which obligations are no longer met: traceability, deadlines, secrecy, contracts?")
        case .finance:
            t(
                "Que perd-on\u{00A0}: activité, facturation, pénalités, heures supplémentaires\u{00A0}?",
                "What is lost: activity, billing, penalties, overtime?")
        case .image:
            t(
                "Que diront les patients, les correspondants, la presse\u{00A0}?",
                "What will patients, correspondents and the press say?")
        }
    }
}

enum ImpactLevel: Int, Sendable, Hashable, CaseIterable, Comparable {
    case none
    case limited
    case serious
    case critical

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    func title(_ t: Language) -> String {
        switch self {
        case .none: t("nul", "none")
        case .limited: t("limité", "limited")
        case .serious: t("grave", "serious")
        case .critical: t("critique", "critical")
        }
    }

    func meaning(_ t: Language) -> String {
        switch self {
        case .none: t("personne ne s’en aperçoit", "nobody notices")
        case .limited: t("gênant, on s’organise", "a nuisance, one copes")
        case .serious: t("des soins ou des obligations en souffrent", "care or obligations suffer")
        case .critical: t("inacceptable\u{00A0}: on ne peut pas laisser durer", "unacceptable: it cannot go on")
        }
    }
}

/// The moments at which the effect is told; the harm of an interruption only grows, so each level has one moment.
enum ImpactMoment: String, Sendable, Hashable, CaseIterable {
    case h1
    case h4
    case h12
    case h24
    case d3
    case d7
    case d14
    case never

    static let dated = allCases.filter { $0 != .never }

    /// Infinity for what never comes.
    var hours: Double {
        switch self {
        case .h1: 1
        case .h4: 4
        case .h12: 12
        case .h24: 24
        case .d3: 72
        case .d7: 168
        case .d14: 336
        case .never: .infinity
        }
    }

    func title(_ t: Language) -> String {
        self == .never ? t("jamais", "never") : t("à ", "at ") + Duration.words(hours, t)
    }
}

/// How the effect on one domain grows.
struct ImpactCourse: Sendable, Hashable {
    /// Nil: nobody said yet.
    var limited: ImpactMoment?
    var serious: ImpactMoment?
    var critical: ImpactMoment?
    var note = ""

    var isComplete: Bool { limited != nil && serious != nil && critical != nil }
    var isEmpty: Bool { limited == nil && serious == nil && critical == nil && note.isEmpty }

    /// Nil when what was said does not tell.
    func level(at moment: ImpactMoment) -> ImpactLevel? {
        func reached(_ one: ImpactMoment?) -> Bool { one.map { $0.hours <= moment.hours } ?? false }
        if reached(critical) { return .critical }
        if reached(serious) { return critical == nil ? nil : .serious }
        if reached(limited) { return serious == nil || critical == nil ? nil : .limited }
        return isComplete ? ImpactLevel.none : nil
    }

    /// A worse effect cannot come before a lesser one.
    var isOrdered: Bool {
        let said = [limited, serious, critical].compactMap(\.self).map(\.hours)
        return said == said.sorted()
    }
}

/// Where the harm becomes unacceptable, as entered: between the last moment at which it still was not, and the first at
/// which it is.
struct ImpactLimit: Sendable, Hashable {
    let domains: [ImpactDomain]
    let at: Double
    /// Nil when it already is at the first moment.
    let bearableAt: Double?

    /// Nil while no domain is said to become critical: nothing is proposed then, for nobody said so.
    init?(_ courses: [ImpactDomain: ImpactCourse]) {
        let moments = courses.compactMapValues { course in
            course.critical.flatMap { $0 == .never ? nil : $0.hours }
        }
        guard let first = moments.values.min() else { return nil }
        at = first
        domains = ImpactDomain.allCases.filter { moments[$0] == first }
        bearableAt = ImpactMoment.dated.map(\.hours).last { $0 < first }
    }
}
