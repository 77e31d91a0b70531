// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Organisations
import Primitives

extension Declaration {
    /// What a group declares: what its members do, the least of them counting, since an objective is asked of each.
    ///
    /// - Returns: nil when no member declared anything on this framework.
    static func ofGroup(
        _ group: Organisation, _ framework: Framework, members: [Declaration], of count: Int, href: URLPath
    ) -> Declaration? {
        let own = members.filter { $0.framework == framework.identity }
        guard !own.isEmpty else { return nil }
        var answers: [String: Answer] = [:]
        for requirement in framework.assessable() {
            let responses = own.compactMap { $0.answers[requirement.code]?.response }
            let levels = responses.compactMap { response -> Int? in
                if case .level(let level) = response { level } else { nil }
            }
            let aside = responses.count { $0 == .notApplicable }
            guard !levels.isEmpty || aside > 0 else { continue }
            // Until everybody has answered, the group has said nothing: who is silent did not answer "no".
            let isEverybody = levels.count + aside >= count
            let response: Response = isEverybody ? levels.min().map { .level($0) } ?? .notApplicable : .unanswered
            let told = levels.count + aside
            answers[requirement.code] = Answer(
                response: response,
                comment: "\(told) \(told < 2 ? "membre" : "membres") sur \(count) \(told < 2 ? "a" : "ont") répondu.")
        }
        return Declaration(
            organisation: group.id, framework: framework.identity, profiles: [], title: group.name, href: href,
            isClosed: false, isShared: false, answers: answers)
    }
}
