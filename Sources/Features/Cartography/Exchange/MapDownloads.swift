// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Journal
import Markup
import Organisations
import Primitives
import ServiceMaps
import Site

/// The map as a file, and an empty one to fill in.
enum MapDownloads {
    private static let workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @Sendable
    static func csv(_ visit: Visit) async throws -> Reply {
        let file = try await open(visit, "CSV")
        return .download(
            file.csv(visit.language), name: name(file.place, "csv"), mediaType: "text/csv; charset=utf-8")
    }

    @Sendable
    static func workbook(_ visit: Visit) async throws -> Reply {
        let file = try await open(visit, "Excel")
        return .download(
            try XLSXWriter.bytes(of: file.workbook(at: visit.now, visit.language)), name: name(file.place, "xlsx"),
            mediaType: workbookType)
    }

    @Sendable
    static func template(_ visit: Visit) async throws -> Reply {
        _ = try await visit.mapped(CartographyPermissions.manage)
        return .download(
            try XLSXWriter.bytes(of: MapFile.template(at: visit.now, visit.language)), name: "cartographie-modele.xlsx",
            mediaType: workbookType)
    }

    private static func open(_ visit: Visit, _ format: String) async throws -> MapFile {
        let place = try await visit.mapped()
        let organisation = place.organisation
        // What would help an attacker leaves Carène: the journal keeps who took it.
        return try await visit.change { change in
            _ = try visit.place(organisation.id, for: CartographyPermissions.read, in: change.session)
            let map = try ServiceMapStore.map(seenFrom: organisation.lineage, in: change.session)
            try change.record("map.exported", organisation: organisation.id.text, detail: format)
            return MapFile(map: map, place: organisation)
        }
    }

    private static func name(_ place: Organisation, _ type: String) -> String { "cartographie-\(place.name).\(type)" }
}
