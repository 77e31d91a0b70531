// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Organisations
import Persistence
import Primitives

extension ProofStore {
    static let factsLimit = 12
    static let holdersLimit = 500

    /// Everything that a draft must be before it is kept.
    static func check(_ draft: ProofDraft, allowed: [Lineage], today: Day, in session: any Session) throws {
        try checkTexts(draft)
        guard draft.obtainedOn <= today else { throw ProofError.dateInFuture }
        if let end = draft.validUntil, end < draft.obtainedOn { throw ProofError.validityBeforeDate }
        let holders = Set(draft.holders)
        guard !holders.isEmpty else { throw ProofError.noOrganisation }
        guard holders.count <= holdersLimit else { throw ProofError.organisationOutside }
        let inside = try session.count(
            """
            SELECT COUNT(*) FROM organisation o
            WHERE o.id IN (\(list: holders.sorted { $0.text < $1.text }))
                AND \(Lineage.condition(on: "o.lineage", anyOf: allowed))
            """)
        guard inside == holders.count else { throw ProofError.organisationOutside }
    }

    private static func checkTexts(_ draft: ProofDraft) throws(ProofError) {
        guard (3...80).contains(draft.kind.utf8.count),
            draft.kind.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || isLetter($0) })
        else { throw .unknownKind(draft.kind) }
        guard !draft.title.isEmpty else { throw .titleMissing }
        // Counted as the schema counts, in code points; NUL is what no database keeps.
        guard draft.title.unicodeScalars.count <= ProofDraft.titleLimit, !draft.title.utf8.contains(0) else {
            throw .tooLong(ProofDraft.titleLimit)
        }
        guard draft.note.unicodeScalars.count <= ProofDraft.noteLimit, !draft.note.utf8.contains(0) else {
            throw .tooLong(ProofDraft.noteLimit)
        }
        guard draft.facts.count <= factsLimit else { throw .tooManyFacts }
        for (name, value) in draft.facts {
            guard (1...40).contains(name.utf8.count), name.utf8.allSatisfy({ isLetter($0) }) else {
                throw .tooManyFacts
            }
            switch value {
            case .text(let text):
                guard text.unicodeScalars.count <= 120, !text.utf8.contains(0) else { throw .tooLong(120) }
            case .number(let number): guard number.isFinite else { throw .tooManyFacts }
            case .flag: continue
            }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}
