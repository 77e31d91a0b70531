// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Embedded
import Primitives
import Sigma
import Yams

/// What a ransomware does before and while it strikes, and the rules, ours and public, that were chosen as seeing it. The
/// public ones are named by their identifiers only: they come with the archive that the establishment gives.
struct RansomwareBundle: Sendable, Hashable, Decodable {
    struct Behaviour: Sendable, Hashable, Decodable {
        let id: String
        let french: String
        let english: String
        /// Files of `detection/`, without folder or ending.
        let own: [String]
        /// Identifiers of public rules.
        let `public`: [String]

        var title: Phrase { Phrase(french, english) }
    }

    let behaviours: [Behaviour]

    static let file = "bundles/ransomware.yaml"

    /// Read once. A test reads the same file and fails on any fault; should one slip through all the same, the page leaves
    /// this table out and works otherwise.
    static let carried: RansomwareBundle? = try? read()

    struct Missing: Error {}

    static func read() throws -> RansomwareBundle {
        guard let file = EmbeddedFile.named(Self.file) else { throw Missing() }
        return try YAMLDecoder().decode(RansomwareBundle.self, from: String(decoding: file.bytes, as: UTF8.self))
    }

    /// How much of a behaviour the rules in force see.
    struct Sight: Sendable, Hashable {
        let behaviour: Behaviour
        /// Rules of ours, and public rules that are loaded.
        let own: Int
        let loaded: Int
        /// Among both, those whose events arrive.
        let seeing: Int
    }

    /// - Parameter sees: whether the events that a rule is about arrive.
    func sights(in set: RuleSet, sees: (SigmaRule) -> Bool) -> [Sight] {
        var byFile: [String: [SigmaRule]] = [:]
        var byIdentifier: [String: SigmaRule] = [:]
        for rule in set.rules {
            if RuleLibrary.isCarried(rule.origin) {
                byFile[rule.origin.file, default: []].append(rule)
            } else {
                byIdentifier[rule.id] = rule
            }
        }
        return behaviours.map { behaviour in
            let own = behaviour.own.flatMap { byFile["detection/\($0).yaml"] ?? [] }
            let loaded = behaviour.public.compactMap { byIdentifier[$0] }
            return Sight(
                behaviour: behaviour, own: own.count, loaded: loaded.count,
                seeing: own.count(where: sees) + loaded.count(where: sees))
        }
    }
}
