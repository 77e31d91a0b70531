// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Crypto
import Documents
import Evidence
import Primitives
import Site

/// Writes a dossier as a ZIP, one piece of a file in memory at a time: three hundred proofs cost what one costs.
struct DossierArchive {
    let plan: DossierPlan
    let texts: DossierTexts
    let vault: Vault
    let madeAt: Instant
    let madeBy: String
    /// The summary as a PDF, where it could be made.
    let report: [UInt8]?

    /// Which files the vault cannot hand out: each is read and checked before the first byte leaves, so that a dossier is never
    /// cut short by what could have been known.
    static func faults(
        _ sheet: StandingSheet, _ vault: Vault, opens: (Proof) -> Bool
    ) async throws -> [String: DossierPiece.Fault] {
        var faults: [String: DossierPiece.Fault] = [:]
        for file in DossierPlan.files(of: sheet, opens: opens) {
            do {
                try await vault.verify(file)
            } catch ProofError.fileMissing {
                faults[file.sha256] = .missing
            } catch ProofError.fileAltered {
                faults[file.sha256] = .altered
            }
        }
        return faults
    }

    func write(_ write: ([UInt8]) async throws -> Void) async throws {
        let zip = try ZipWriter(modifiedAt: madeAt)
        var digests: [(path: String, sha256: String)] = []
        func add(_ path: String, _ bytes: [UInt8]) throws {
            digests.append((path, Hexadecimal.text(of: Array(SHA256.hash(data: bytes)))))
            try zip.add(path: path, bytes: bytes)
        }
        try add("00 Ce qui manque.txt", text(texts.missing(plan)))
        try add("01 Synthèse.txt", text(texts.summary(plan.sheet)))
        if let report { try add("01 Synthèse.pdf", report) }
        let manifest = DossierManifest(plan, texts: texts, madeAt: madeAt, madeBy: madeBy)
        try add("manifeste.json", try manifest.bytes)
        try await write(zip.drain())
        for line in plan.sheet.lines {
            guard let folder = plan.folders[line.requirement.code] else { continue }
            let pieces = plan.pieces(of: line.requirement.code)
            try add("\(folder)/fiche.txt", text(texts.card(line, pieces)))
            for piece in pieces {
                guard let path = piece.path, let file = piece.proof.file else { continue }
                try zip.add(path: path, size: file.size)
                try await vault.read(file) { bytes in
                    try zip.append(bytes)
                    try await write(zip.drain())
                }
                digests.append((path, file.sha256))
            }
            try await write(zip.drain())
        }
        // The form of sha256sum(1): "sha256sum -c empreintes.sha256" checks the whole dossier.
        let sums = digests.map { "\($0.sha256)  \($0.path)\n" }.joined()
        try zip.add(path: "empreintes.sha256", bytes: Array(sums.utf8))
        try zip.finish()
        try await write(zip.drain())
    }

    /// With the mark that makes older Windows programs read UTF-8.
    private func text(_ text: String) -> [UInt8] { [0xEF, 0xBB, 0xBF] + Array(text.utf8) }
}
