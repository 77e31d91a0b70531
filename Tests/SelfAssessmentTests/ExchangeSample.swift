// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Documents
import Identity
import Organisations
import Primitives
import Testing

@testable import Evidence
@testable import SelfAssessment

/// Extracts to take out of Carène, with what a person may type in them.
enum ExchangeSample {
    static func extract(
        _ answers: [Answer], in framework: Framework, named name: String = "CH d’essai", proofs: [Proof] = [],
        pins: [Proof.ID: [String]] = [:], isWhole: Bool = true
    ) throws -> Extract {
        let organisation = AssessmentSample.organisation(7, name)
        let assessment = AssessmentSample.assessment(of: organisation, framework)
        let shelf = ProofShelf(proofs: proofs, organisations: [organisation], weights: [:], pins: pins)
        let known = Dictionary(answers.map { ($0.requirement, $0) }) { first, _ in first }
        return try #require(
            Extract(
                assessment, framework, of: organisation, asked: framework.assessable(), answers: known,
                isWhole: isWhole,
                shelf: shelf, at: AssessmentSample.now))
    }

    /// A document that was attached by hand to requirements of the framework.
    static func document(_ title: String) throws -> Proof {
        let organisation = AssessmentSample.organisation(7, "CH d’essai")
        let id: Proof.ID = AssessmentSample.id(9)
        return Proof(
            id: id, series: id, version: 1, kind: "document.other", title: title, note: "", facts: [:],
            obtainedOn: try #require(Day(year: 2026, month: 3, day: 1)),
            validUntil: Day(year: 2028, month: 3, day: 1),
            source: .document(
                .init(
                    sha256: String(repeating: "0f", count: 32), name: "pssi.pdf", mediaType: "application/pdf", size: 9)
            ),
            owner: .init(id: organisation.id, name: organisation.name, lineage: organisation.lineage),
            holders: [.init(id: organisation.id, name: organisation.name, lineage: organisation.lineage)], author: nil,
            authorName: "Claire Morel", createdAt: AssessmentSample.now, replacedBy: nil, withdrawnAt: nil)
    }

    /// A scale whose titles are everything that could be mistaken for something else.
    static func trickyScale() throws -> Scale {
        try #require(
            Scale(
                levels: [
                    .init(value: 0, title: "Sans objet", score: 0), .init(value: 1, title: "2", score: 0.2),
                    .init(value: 2, title: "Non", score: 0.3), .init(value: 3, title: "NON", score: 0.5),
                    .init(value: 4, title: "", score: 0.7), .init(value: 5, title: "=Oui, « tout »;\u{A0}5", score: 1),
                ]))
    }
}
