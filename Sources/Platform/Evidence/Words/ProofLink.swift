// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Organisations
import Primitives

/// How a proof is called in a sentence, and where it is shown; no address for whoever may not open it.
public struct ProofLink: Sendable, Hashable {
    public let title: String
    public let href: URLPath?

    public init(title: String, href: URLPath?) {
        self.title = title
        self.href = href
    }

    /// The title as a link where there is one.
    public var html: HTML {
        guard let href else { return "«\u{00A0}\(title)\u{00A0}»" }
        return "<a href=\"\(href)\">\(title)</a>"
    }
}

/// The addresses of the vault that other features lead to.
public enum ProofAddress {
    public static func proof(_ id: Proof.ID) -> URLPath { "/preuves/\(id)" }

    public static func list(of organisation: Organisation.ID) -> URLPath { "/etablissements/\(organisation)/preuves" }

    /// The form that registers a proof, its kind and facts filled in.
    ///
    /// - Parameters:
    ///   - facts: texts that the rule asks for, by the name of the fact.
    ///   - requirement: (framework, code) that the proof is meant for; only told back, never stored.
    public static func registration(
        at organisation: Organisation.ID, kind: String? = nil, facts: [(name: String, value: String)] = [],
        requirement: ProofPin? = nil
    ) -> URLPath {
        let form: URLPath = "/etablissements/\(organisation)/preuves/nouvelle"
        let target = requirement.map { "\($0.framework)/\($0.requirement)" }
        // The rule of a requirement to which proofs are attached by hand names no kind that can be chosen.
        let known = kind.flatMap { $0.hasPrefix(ProofShelf.pinnedPrefix) ? nil : $0 }
        return facts.reduce(form.with("nature", known)) { path, fact in
            // The subject is what most rules ask for: its parameter has a name of its own.
            path.with(fact.name == "subject" ? "sujet" : "fait-" + fact.name, fact.value)
        }.with("exigence", target)
    }

    /// The same, filled with the first thing that a reading misses.
    public static func registration(
        at organisation: Organisation.ID, toward reading: RequirementReading, requirement: ProofPin
    ) -> URLPath {
        let missing = reading.rule?.conditions.first { !$0.standing.holds }?.condition
        let facts = missing?.facts.compactMap { fact -> (name: String, value: String)? in
            if case .text(let text) = fact.value, fact.comparison == .equal { (fact.name, text) } else { nil }
        }
        return registration(at: organisation, kind: missing?.kind, facts: facts ?? [], requirement: requirement)
    }
}
