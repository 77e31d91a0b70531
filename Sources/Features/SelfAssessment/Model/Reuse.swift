// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

/// An assessment of the same organisation whose answers may serve here, through the mappings that lead here.
struct ReuseOrigin: Sendable {
    let assessment: Assessment
    let framework: Framework
    let answers: [String: Answer]
    /// Read from this framework to the one that is filled.
    let mappings: [MappingSet]
}

/// An answer that another assessment suggests for a requirement.
struct ReuseSuggestion: Sendable, Hashable {
    let requirement: Requirement
    let current: Answer
    let response: Response
    /// What it comes from, for people: title of the assessment, codes there.
    let originTitle: String
    let from: [String]
    let relation: MappingSet.Relation
    let isCertain: Bool

    /// There is no answer yet; otherwise the suggestion differs from what is answered.
    var isFresh: Bool { current.status == .open }

    /// What a form sends to choose it: applied only if both the answer and the suggestion are still those.
    var token: String {
        let value =
            switch response {
            case .level(let level): String(level)
            case .notApplicable: "so"
            case .unanswered: ""
            }
        return "\(current.revision):\(value):\(requirement.code)"
    }

    /// The answer that it makes of the current one. What was written stays above where it comes from.
    func edit(_ t: Language) -> AnswerEdit {
        var edit = AnswerEdit(current)
        switch response {
        case .level(let level): (edit.status, edit.level) = (.answered, level)
        case .notApplicable: (edit.status, edit.level) = (.notApplicable, nil)
        case .unanswered: (edit.status, edit.level) = (.open, nil)
        }
        edit.isToReview = !isCertain
        let trace = trace(t)
        let both = current.comment.isEmpty ? trace : current.comment + "\n" + trace
        edit.comment = both.unicodeScalars.count <= AnswerEdit.commentLimit ? both : current.comment
        return edit
    }

    func trace(_ t: Language) -> String {
        t(
            "Repris de «\u{00A0}\(originTitle)\u{00A0}» (\(sources)).",
            "Carried over from “\(originTitle)” (\(sources)).")
    }

    /// The codes that it comes from, the first ones when they are many.
    var sources: String {
        from.prefix(12).joined(separator: ", ") + (from.count > 12 ? "…" : "")
    }
}

enum Reuse {
    /// One suggestion at most for each requirement that has no such answer yet, in the order of the framework.
    ///
    /// Several origins may speak of the same requirement: the surest relation wins, then the newest assessment (origins
    /// come newest first). It is certain only if the mapping says so, nobody doubted the answers, and no other origin
    /// contradicts.
    static func suggestions(
        for framework: Framework, profiles: Set<String>, answers: [String: Answer], from origins: [ReuseOrigin]
    ) -> [ReuseSuggestion] {
        var found: [String: [ReuseSuggestion]] = [:]
        for origin in origins {
            let responses = origin.answers.mapValues(\.response)
            for mapping in origin.mappings {
                for carried in mapping.carry(responses, from: origin.framework, to: framework) {
                    guard let requirement = framework.requirement(carried.target) else { continue }
                    let isDoubted = carried.from.contains { origin.answers[$0]?.isToReview ?? false }
                    found[carried.target, default: []].append(
                        ReuseSuggestion(
                            requirement: requirement, current: answers[carried.target] ?? .blank(carried.target),
                            response: carried.response, originTitle: origin.assessment.title, from: carried.from,
                            relation: carried.relation, isCertain: carried.isCertain && !isDoubted))
                }
            }
        }
        return framework.assessable(in: profiles).compactMap { requirement in
            found[requirement.code].flatMap(best).flatMap { $0.response == $0.current.response ? nil : $0 }
        }
    }

    private static func best(of suggestions: [ReuseSuggestion]) -> ReuseSuggestion? {
        // `max` keeps the first of equals: that is the newest origin.
        guard let best = suggestions.max(by: { rank($0) < rank($1) }) else { return nil }
        guard best.isCertain, suggestions.contains(where: { $0.isCertain && $0.response != best.response }) else {
            return best
        }
        return ReuseSuggestion(
            requirement: best.requirement, current: best.current, response: best.response,
            originTitle: best.originTitle, from: best.from, relation: best.relation, isCertain: false)
    }

    private static func rank(_ suggestion: ReuseSuggestion) -> Int {
        let relation =
            switch suggestion.relation {
            case .equal: 3
            case .superset: 2
            case .subset: 1
            case .intersects: 0
            }
        return relation + (suggestion.isCertain ? 4 : 0)
    }
}
