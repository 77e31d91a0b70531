// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import FoundationEssentials
import Organisations
import Primitives
import Site

/// The dossier for machines: `manifeste.json`. What a program needs to check every file and to read every verdict.
struct DossierManifest: Codable, Sendable {
    struct Objective: Codable, Sendable {
        let code: String
        let title: String
        let state: String
        let reason: String
        let answer: String?
        let proofs: [Piece]
    }

    struct Piece: Codable, Sendable {
        let title: String
        let kind: String
        let member: String?
        let obtainedOn: String
        let validUntil: String?
        let path: String?
        let sha256: String?
        let size: Int?
        /// `missing` or `altered`: the file should be here and is not; `elsewhere`: a level above keeps it.
        let fault: String?
    }

    let format: String
    let organisation: String
    let finess: String?
    let framework: String
    let version: String
    let day: String
    let madeAt: String
    let madeBy: String
    let objectives: [Objective]

    var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(self))
        }
    }
}

extension DossierManifest {
    init(_ plan: DossierPlan, texts: DossierTexts, madeAt: Instant, madeBy: String) {
        let sheet = plan.sheet
        self.init(
            format: "carene-dossier/1", organisation: sheet.organisation.name,
            finess: sheet.organisation.finess?.text, framework: sheet.framework.identity.identifier,
            version: sheet.framework.identity.version, day: sheet.day.text, madeAt: madeAt.text, madeBy: madeBy,
            objectives: sheet.lines.map { line in
                Objective(
                    code: line.requirement.code, title: line.requirement.title, state: Self.name(line.state),
                    reason: texts.words.summary(line.reading), answer: texts.answer(line),
                    proofs: plan.pieces(of: line.requirement.code).map(Self.piece))
            })
    }

    private static func piece(_ piece: DossierPiece) -> Piece {
        Piece(
            title: piece.proof.title, kind: piece.proof.kind, member: piece.member,
            obtainedOn: piece.proof.obtainedOn.text, validUntil: piece.proof.validUntil?.text, path: piece.path,
            sha256: piece.fault == .elsewhere ? nil : piece.proof.file?.sha256,
            size: piece.fault == .elsewhere ? nil : piece.proof.file?.size, fault: piece.fault.map(name))
    }

    private static func name(_ fault: DossierPiece.Fault) -> String {
        switch fault {
        case .missing: "missing"
        case .altered: "altered"
        case .elsewhere: "elsewhere"
        }
    }

    private static func name(_ state: RequirementState) -> String {
        switch state {
        case .proven: "proven"
        case .expiring: "expiring"
        case .expired: "expired"
        case .partial: "partial"
        case .declared: "declared"
        case .notMet: "notMet"
        case .notApplicable: "notApplicable"
        case .open: "open"
        }
    }
}
