// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Markup
import Organisations
import Primitives
import Testing

@testable import Evidence
@testable import Organisations
@testable import Proofs

/// Values that the tests of the vault's pages start from.
enum ProofSample {
    static let now = Instant(millisecondsSinceEpoch: 1_795_262_520_000)
    static let today = now.dayUTC
    static let hostile = #"<script>alert("x")</script> & 'co' </td>"#

    static func id<Subject>(_ number: Int, of _: Subject.Type = Subject.self) -> Identifier<Subject> {
        Identifier.make(at: now, entropy: Entropy { count in Array(repeating: UInt8(number & 0xFF), count: count) })
    }

    static func organisation(
        _ number: Int = 1, _ name: String = "Groupement", kind: Organisation.Kind = .ght, under: Organisation? = nil
    ) -> Organisation {
        let id = id(number, of: Organisation.self)
        return Organisation(
            id: id, parent: under?.id, kind: kind, code: nil, name: name, finess: nil, category: nil, town: nil,
            department: nil, groupRole: nil, isClosed: false, closedOn: nil,
            lineage: Lineage(stored: (under?.lineage.text ?? "") + id.text + "/"))
    }

    static func proof(
        _ number: Int = 10, _ title: String = "Politique", kind: String = "policy.document", note: String = "",
        facts: [String: FactCondition.Value] = ["subject": .text("security")], daysAgo: Int = 10, until: Day? = nil,
        source: Proof.Source = .statement, version: Int = 1, replacedBy: Proof.ID? = nil, withdrawn: Bool = false,
        holders: [Organisation] = [organisation()], author: Account.ID? = nil
    ) -> Proof {
        let owner = organisation()
        return Proof(
            id: id(number), series: id(10), version: version, kind: kind, title: title, note: note, facts: facts,
            obtainedOn: today.adding(days: -daysAgo), validUntil: until, source: source,
            owner: Proof.Holder(id: owner.id, name: owner.name, lineage: owner.lineage),
            holders: holders.map { Proof.Holder(id: $0.id, name: $0.name, lineage: $0.lineage) }, author: author,
            authorName: "Claire Morvan", createdAt: now, replacedBy: replacedBy, withdrawnAt: withdrawn ? now : nil)
    }

    static let file = Proof.File(
        sha256: String(repeating: "a", count: 64), name: "politique.pdf", mediaType: "application/pdf", size: 1_500_000)

    /// What a person reads, without tags and with plain spaces.
    static func plain(_ html: HTML) -> String {
        var (text, isTag) = ("", false)
        for character in html.text {
            switch character {
            case "<": isTag = true
            case ">": isTag = false
            default: if !isTag { text.append(character) }
            }
        }
        return text.replacing("\u{00A0}", with: " ").replacing("\u{202F}", with: " ")
    }

    /// Well formed, and nothing of a hostile text became markup.
    static func check(_ html: HTML, sourceLocation: SourceLocation = #_sourceLocation) {
        let fault = TagBalance.fault(in: html.text)
        #expect(fault == nil, sourceLocation: sourceLocation)
        #expect(!html.text.contains("<script"), sourceLocation: sourceLocation)
        #expect(!html.text.contains("style=\""), sourceLocation: sourceLocation)
    }
}
