// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Journal
import Organisations
import Primitives
import Site

/// The dossier without a browser, for the command line.
public enum DossierFile {
    /// Hands the archive over piece by piece.
    ///
    /// - Returns: how many proofs it holds, and how many files could not be included.
    public static func write(
        of organisation: Organisation, for framework: Framework, in house: House, language: Language,
        _ write: ([UInt8]) async throws -> Void
    ) async throws -> (pieces: Int, faults: Int) {
        guard let sheet = try await house.standings(of: organisation, for: [framework]).first else { return (0, 0) }
        // Whoever runs the server holds the vault and its key.
        let faults = try await DossierArchive.faults(sheet, house.vault) { _ in true }
        let plan = DossierPlan(sheet, faults: faults) { _ in true }
        let archive = DossierArchive(
            plan: plan, texts: DossierTexts(sheet.shelf, house, language), vault: house.vault, madeAt: house.clock.now,
            madeBy: "carene", report: nil)
        try await archive.write(write)
        try await house.database.change(by: .system, at: house.clock.now) { change in
            try change.record("dossier.exported", organisation: organisation.id.text, detail: framework.title)
        }
        return (plan.pieces.count { $0.path != nil }, plan.pieces.count { $0.fault != nil })
    }
}
