// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

/// France, a region, a group with two hospitals and three sites, and a clinic outside.
struct Grove: Sendable {
    let nation: Organisation
    let region: Organisation
    let group: Organisation
    let hospital: Organisation
    let other: Organisation
    let site: Organisation
    let clinic: Organisation

    static func plant(in database: any Database) async throws -> Grove {
        try await database.change { change in
            func make(
                _ name: String, _ kind: Organisation.Kind, _ parent: Organisation?, _ finess: String? = nil,
                town: String? = nil
            ) throws -> Organisation {
                try OrganisationStore.create(
                    OrganisationDetails(name: name, finess: finess.flatMap { FINESS($0) }, town: town), kind: kind,
                    under: parent?.id, in: change)
            }
            let nation = try make("France", .national, nil)
            let region = try make("Bretagne", .region, nation)
            let group = try make("GHT des Abers", .ght, region)
            let hospital = try make("CH de l’Élorn", .legalEntity, group, "290000001", town: "Landerneau")
            let other = try make("CH du Léon", .legalEntity, group, "290000002", town: "Brest")
            let site = try make("Hôpital Sainte-Anne", .site, hospital, "290000003", town: "Landerneau")
            _ = try make("EHPAD des Genêts", .site, hospital, "290000004")
            _ = try make("Hôpital de la 100%_ligne", .site, other, "290000005", town: "Brest")
            let clinic = try make("Clinique d’Armor", .legalEntity, region, "290000006")
            return Grove(
                nation: nation, region: region, group: group, hospital: hospital, other: other, site: site,
                clinic: clinic)
        }
    }
}

@Suite struct OrganisationStoreTests {
    private func names(
        _ query: OrganisationQuery, _ database: any Database
    ) async throws -> [String] {
        try await database.read { session in
            try OrganisationStore.page(query, in: session).rows.map(\.organisation.name)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the way up and the way down`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let grove = try await Grove.plant(in: database)
            let names = try await database.read { session in
                [
                    try OrganisationStore.ancestors(of: grove.site, in: session).map(\.name),
                    try OrganisationStore.path(to: grove.site.id, in: session).map(\.name),
                    try OrganisationStore.path(to: Organisation.ID(stored: "nobody"), in: session).map(\.name),
                    try OrganisationStore.children(of: grove.hospital.id, in: session).map(\.name),
                    try OrganisationStore.roots(in: session).map(\.name),
                    try OrganisationStore.members(of: grove.group.lineage, kinds: [.legalEntity], in: session).map(
                        \.name),
                    try OrganisationStore.members(of: grove.group.lineage, kinds: [], in: session).map(\.name),
                ]
            }
            #expect(names[0] == ["France", "Bretagne", "GHT des Abers", "CH de l’Élorn"])
            #expect(names[1] == names[0] + ["Hôpital Sainte-Anne"])
            #expect(names[2] == [])
            #expect(names[3] == ["EHPAD des Genêts", "Hôpital Sainte-Anne"])
            #expect(names[4] == ["France"])
            #expect(names[5] == ["CH de l’Élorn", "CH du Léon"])
            #expect(names[6] == [])
            let counts = try await database.read { try OrganisationStore.counts(under: grove.region.lineage, in: $0) }
            #expect(counts == [.region: 1, .ght: 1, .legalEntity: 3, .site: 3])
            #expect(try await database.organisation("290000003") == grove.site)
        }
    }

    @Test(arguments: TestEngine.available)
    func `pages are searched, sorted, cut and confined`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let grove = try await Grove.plant(in: database)
            let all = [grove.nation.lineage]
            var query = OrganisationQuery(under: all, search: "  HOPITAL sainte ")
            var found = try await names(query, database)
            #expect(found == ["Hôpital Sainte-Anne"])
            query.search = "100%_"
            found = try await names(query, database)
            #expect(found == ["Hôpital de la 100%_ligne"])
            for search in ["%", "_", "!", "'", "\0", "290000006", "landerneau elorn"] {
                query.search = search
                found = try await names(query, database)
                let expected: Int? =
                    switch search {
                    case "%", "_": 1
                    case "!", "'": search == "!" ? 0 : 2
                    case "\0": 9
                    default: 1
                    }
                #expect(found.count == expected, "\(search)")
            }
            found = try await names(OrganisationQuery(under: [grove.hospital.lineage, grove.clinic.lineage]), database)
            #expect(found == ["CH de l’Élorn", "Clinique d’Armor", "EHPAD des Genêts", "Hôpital Sainte-Anne"])
            found = try await names(OrganisationQuery(under: []), database)
            #expect(found == [])
            found = try await names(
                OrganisationQuery(under: all, kind: .legalEntity, sort: .name, descending: true), database)
            #expect(found == ["Clinique d’Armor", "CH du Léon", "CH de l’Élorn"])
            found = try await names(OrganisationQuery(under: all, sort: .finess, limit: 2, offset: 1), database)
            #expect(found == ["CH du Léon", "Hôpital Sainte-Anne"])
            found = try await names(OrganisationQuery(under: all, sort: .kind, limit: 3), database)
            #expect(found == ["France", "Bretagne", "GHT des Abers"])
            found = try await names(OrganisationQuery(under: all, kind: .legalEntity, sort: .town), database)
            #expect(found == ["CH du Léon", "CH de l’Élorn", "Clinique d’Armor"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `every order is total: pages neither repeat nor lose a row`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let grove = try await Grove.plant(in: database)
            for sort in OrganisationQuery.Sort.allCases {
                for descending in [false, true] {
                    var seen: [String] = []
                    for offset in stride(from: 0, to: 10, by: 2) {
                        seen += try await names(
                            OrganisationQuery(
                                under: [grove.nation.lineage], sort: sort, descending: descending, limit: 2,
                                offset: offset), database)
                    }
                    #expect(seen.count == 9 && Set(seen).count == 9, "\(sort) \(descending)")
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a page takes two statements whatever the number of rows`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let grove = try await Grove.plant(in: database)
            try await database.change { change in
                for index in 0..<200 {
                    try OrganisationStore.create(
                        OrganisationDetails(name: "Site \(index)"), kind: .site, under: grove.hospital.id, in: change)
                }
                try OrganisationStore.setActivity(12.5, year: 2025, of: grove.hospital.id, in: change)
            }
            let counting = CountingDatabase(database)
            let page = try await counting.read { session in
                let page = try OrganisationStore.page(
                    OrganisationQuery(under: [grove.nation.lineage], sort: .activity, descending: true), in: session)
                return (page.rows, page.total)
            }
            #expect(page.1 == 209)
            #expect(page.0.count == 50)
            #expect(page.0.first?.organisation.id == grove.hospital.id)
            #expect(page.0.first?.activity == 12.5)
            #expect(page.0.first?.parentName == "GHT des Abers")
            #expect(counting.statements == 2)
            let beyond = try await database.read { session in
                try OrganisationStore.page(OrganisationQuery(under: [grove.nation.lineage], offset: 5000), in: session)
                    .total
            }
            #expect(beyond == 209)
        }
    }

    @Test(arguments: TestEngine.available)
    func `moving takes the subtree along`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let grove = try await Grove.plant(in: database)
            try await database.change { try OrganisationStore.move(grove.hospital.id, to: grove.region.id, in: $0) }
            try await expectSoundTree(database)
            let path = try await database.read { try OrganisationStore.path(to: grove.site.id, in: $0).map(\.name) }
            #expect(path == ["France", "Bretagne", "CH de l’Élorn", "Hôpital Sainte-Anne"])
            try await database.change { try OrganisationStore.move(grove.group.id, to: nil, in: $0) }
            try await expectSoundTree(database)
            let roots = try await database.read { try OrganisationStore.roots(in: $0).map(\.name) }
            #expect(roots == ["France", "GHT des Abers"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `what the tree refuses`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let grove = try await Grove.plant(in: database)
            let nobody = Organisation.ID(stored: "nobody")
            func expect(
                _ error: OrganisationError, sourceLocation: SourceLocation = #_sourceLocation,
                _ body: @escaping @Sendable (Change) throws -> Void
            ) async {
                await #expect(throws: error, sourceLocation: sourceLocation) { try await database.change(body) }
            }
            let inner = try await database.change { change in
                try OrganisationStore.create(
                    OrganisationDetails(name: "Sous-groupe"), kind: .ght, under: grove.group.id, in: change)
            }
            await expect(.cycle) { try OrganisationStore.move(grove.group.id, to: grove.group.id, in: $0) }
            await expect(.cycle) { try OrganisationStore.move(grove.group.id, to: inner.id, in: $0) }
            await expect(.cycle) { try OrganisationStore.move(grove.nation.id, to: grove.site.id, in: $0) }
            await expect(.parentCannotHold(parent: .site, child: .legalEntity)) {
                try OrganisationStore.move(grove.clinic.id, to: grove.site.id, in: $0)
            }
            await expect(.notFound) { try OrganisationStore.move(nobody, to: nil, in: $0) }
            await expect(.notFound) { try OrganisationStore.move(grove.site.id, to: nobody, in: $0) }
            await expect(.notFound) { try OrganisationStore.close(nobody, on: nil, in: $0) }
            let number = try #require(FINESS("290000001"))
            await expect(.duplicateFINESS(number)) { change in
                try OrganisationStore.edit(grove.clinic.id, OrganisationDetails(name: "X", finess: number), in: change)
            }
            await expect(.unexpectedFINESS(.ght)) { change in
                try OrganisationStore.edit(grove.group.id, OrganisationDetails(name: "X", finess: number), in: change)
            }
            await expect(.emptyName) { change in
                try OrganisationStore.edit(grove.clinic.id, OrganisationDetails(name: " \t\0 "), in: change)
            }
            await expect(.nameTooLong) { change in
                try OrganisationStore.edit(
                    grove.clinic.id, OrganisationDetails(name: String(repeating: "é", count: 301)), in: change)
            }
            await expect(.invalidActivity) {
                try OrganisationStore.setActivity(.nan, year: 2025, of: grove.site.id, in: $0)
            }
            await expect(.invalidActivity) { try OrganisationStore.setActivity(1, year: 25, of: grove.site.id, in: $0) }
            await expect(.tooDeep) { change in
                var parent = grove.site.id
                for index in 0..<24 {
                    parent = try OrganisationStore.create(
                        OrganisationDetails(name: "Annexe \(index)"), kind: .site, under: parent, in: change
                    ).id
                }
            }
            try await expectSoundTree(database)
            let unchanged = try await database.read { try OrganisationStore.organisation(grove.clinic.id, in: $0) }
            #expect(unchanged == grove.clinic)
        }
    }

    @Test(arguments: TestEngine.available)
    func `closing and reopening`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let grove = try await Grove.plant(in: database)
            let day = try #require(Day(year: 2026, month: 6, day: 30))
            try await database.change { try OrganisationStore.close(grove.clinic.id, on: day, in: $0) }
            var clinic = try #require(try await database.organisation("290000006"))
            #expect(clinic.isClosed && clinic.closedOn == day)
            var found = try await names(OrganisationQuery(under: [grove.clinic.lineage]), database)
            #expect(found == [])
            found = try await names(OrganisationQuery(under: [grove.clinic.lineage], includeClosed: true), database)
            #expect(found == ["Clinique d’Armor"])
            try await database.change { try OrganisationStore.reopen(grove.clinic.id, in: $0) }
            clinic = try #require(try await database.organisation("290000006"))
            #expect(!clinic.isClosed && clinic.closedOn == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `every change writes to the journal where it happened`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let grove = try await Grove.plant(in: database)
            try await database.change { change in
                try OrganisationStore.move(grove.clinic.id, to: grove.group.id, in: change)
                try OrganisationStore.close(grove.clinic.id, on: nil, in: change)
                try OrganisationStore.reopen(grove.clinic.id, in: change)
                try OrganisationStore.setActivity(3, year: 2025, of: grove.clinic.id, in: change)
                try OrganisationStore.edit(grove.clinic.id, OrganisationDetails(name: "Clinique"), in: change)
            }
            let entries = try await database.read { session in
                try JournalStore.page(
                    where: "organisation_id = \(grove.clinic.id)", limit: 10, offset: 0, in: session
                ).entries.map(\.action)
            }
            #expect(
                entries == [
                    "organisation.edited", "organisation.activitySet", "organisation.reopened", "organisation.closed",
                    "organisation.moved", "organisation.created",
                ])
        }
    }
}
