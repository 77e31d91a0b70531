// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Documents
import Evidence
import Identity
import Journal
import Organisations
import Primitives
import Site

/// What leaves the house: the dossier with its proofs, and the report.
enum DossierDownloads {
    @Sendable
    static func archive(_ visit: Visit) async throws -> Reply {
        let desk = try await ObjectiveDesk.open(visit, for: DossierPermissions.export)
        let (sheet, house) = (desk.sheet, visit.house)
        // A proof of the group counts for its members, who know its title; its file is for whoever may open it.
        let access = visit.access
        let opens: @Sendable (Proof) -> Bool = { access.may(DossierPermissions.export, in: $0.owner.lineage) }
        let faults = try await DossierArchive.faults(sheet, house.vault, opens: opens)
        let report = await summary(desk, visit)
        let (now, name, language) = (visit.now, visit.access.name, visit.language)
        try await visit.change { change in
            try change.record(
                "dossier.exported", organisation: desk.place.organisation.id.text,
                detail: sheet.framework.title)
        }
        return .stream(mediaType: "application/zip", name: fileName(desk, "zip")) { write in
            let archive = DossierArchive(
                plan: DossierPlan(sheet, faults: faults, opens: opens),
                texts: DossierTexts(sheet.shelf, house, language),
                vault: house.vault, madeAt: now, madeBy: name, report: report)
            try await archive.write(write)
        }
    }

    @Sendable
    static func report(_ visit: Visit) async throws -> Reply {
        let desk = try await ObjectiveDesk.open(visit, for: DossierPermissions.read)
        let reply = try await visit.pdf(ObjectiveReport.report(desk, visit), name: fileName(desk, "pdf"))
        try await visit.change { change in
            try change.record(
                "objectives.exported", organisation: desk.place.organisation.id.text,
                detail: desk.sheet.framework.title)
        }
        return reply
    }

    /// A dossier without its PDF is still a dossier: the summary is in it as text too.
    private static func summary(_ desk: ObjectiveDesk, _ visit: Visit) async -> [UInt8]? {
        guard await visit.house.canPrint else { return nil }
        do {
            return try await visit.pdfBytes(ObjectiveReport.report(desk, visit))
        } catch {
            visit.warn("the dossier goes without its PDF", error)
            return nil
        }
    }

    private static func fileName(_ desk: ObjectiveDesk, _ ending: String) -> String {
        ArchivePath.safe("\(desk.sheet.framework.title) - \(desk.place.organisation.name).\(ending)")
    }
}
