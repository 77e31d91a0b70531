// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Organisations
import Primitives
import Site

/// What a person typed of a proof, as it was typed, so that a form that comes back is the form that was sent.
struct ProofEntry: Sendable, Hashable {
    var title = ""
    var obtainedOn = ""
    var until = ""
    var months = ""
    var note = ""
    /// By the name of the fact; for words, the one chosen in the list.
    var facts: [String: String] = [:]
    /// A word that the list does not offer.
    var otherWords: [String: String] = [:]
    var holders: Set<String> = []
    /// A new version of which the document is the old one's.
    var keepsFile = false

    enum Name {
        static let kind = "nature"
        static let subject = "sujet"
        static let requirement = "exigence"
        static let title = "titre"
        static let obtained = "obtenue"
        static let until = "fin"
        static let months = "mois"
        static let note = "note"
        static let holders = "pour"
        static let file = "fichier"
        static let keepsFile = "meme-fichier"

        static func fact(_ name: String) -> String { "fait-" + name }
        static func otherWord(_ name: String) -> String { "autre-" + name }
    }

    init() {}

    init(_ form: Form, kind: ProofKind) {
        title = ProofWords.line(form[Name.title])
        obtainedOn = form[Name.obtained]
        until = form[Name.until]
        months = form[Name.months]
        note = form[Name.note]
        holders = Set(form.all(Name.holders))
        keepsFile = form.has(Name.keepsFile)
        for field in kind.facts {
            facts[field.name] = ProofWords.line(form[Name.fact(field.name)])
            otherWords[field.name] = ProofWords.line(form[Name.otherWord(field.name)])
        }
    }

    /// What a requirement's page asked for in its link; the organisation in view is chosen.
    init(_ query: Query, kind: ProofKind, words: [String: [String]], at organisation: Organisation.ID) {
        holders = [organisation.text]
        for field in kind.facts {
            let asked = query[Name.fact(field.name)] ?? (field.name == "subject" ? query[Name.subject] : nil)
            guard let asked else { continue }
            let word = ProofWords.line(asked)
            if field.form == .word, !(words[field.name] ?? []).contains(word) {
                otherWords[field.name] = word
            } else {
                facts[field.name] = word
            }
        }
    }

    /// The version that is about to be replaced. Its dates are left out: those of the new one are others.
    init(replacing proof: Proof, kind: ProofKind, words: [String: [String]], _ t: Language) {
        title = proof.title
        note = proof.note
        holders = Set(proof.holders.map(\.id.text))
        for field in kind.facts {
            switch proof.facts[field.name] {
            case .text(let word)? where (words[field.name] ?? []).contains(word): facts[field.name] = word
            case .text(let word)?: otherWords[field.name] = word
            case .number(let number)? where field.form == .share:
                facts[field.name] = t.decimal(number * 100, number * 100 == (number * 100).rounded() ? 0 : 1)
            case .number(let number)?:
                facts[field.name] = t.decimal(number, number == number.rounded() ? 0 : 2)
            case .flag?, nil: continue
            }
        }
    }
}
