// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Primitives
import Site

/// The refused lines of one import, as a file.
enum RefusalsDownload {
    @Sendable
    static func send(_ visit: Visit, _ shelf: RefusalShelf) async throws -> Reply {
        let place = try await visit.place(
            try visit.identifier("organisation"), for: EstablishmentPermissions.load)
        let id: RefusalShelf.Report.ID = try visit.identifier("rapport")
        guard let report = await shelf.report(id, at: place.organisation.id, for: visit.actor.account) else {
            throw Refusal.notFound
        }
        let t = visit.language
        return .download(
            RefusalsCSV.bytes(report.refusals, t), name: t("lignes-refusees.csv", "refused-lines.csv"),
            mediaType: "text/csv; charset=utf-8")
    }
}
