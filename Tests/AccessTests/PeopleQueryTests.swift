// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Access

struct `The list of people` {
    @Test(arguments: TestEngine.available)
    func `shows the roles held inside and no others`(_ engine: TestEngine) async throws {
        try await Hospital.open(on: engine) { hospital in
            let both = try await hospital.account(
                "deux@exemple.fr", "Élise Deux", [(.auditor, hospital.harbour), (.director, hospital.hill)])
            _ = try await hospital.account("ailleurs@exemple.fr", "Ailleurs", [(.director, hospital.hill)])
            let query = PeopleQuery(scope: [hospital.harbour.lineage])
            let (people, total) = try await hospital.database.read { try query.page(in: $0) }
            #expect(total == 1)
            #expect(people.map(\.id) == [both])
            #expect(people.flatMap { $0.grants.map(\.role) } == [.auditor])
        }
    }

    @Test(arguments: TestEngine.available)
    func `takes one statement whatever the number of people`(_ engine: TestEngine) async throws {
        try await Hospital.open(on: engine) { hospital in
            for number in 0..<12 {
                _ = try await hospital.account(
                    "p\(number)@exemple.fr", "Personne \(number)",
                    [(.director, hospital.harbour), (.auditor, hospital.group)])
            }
            let counted = CountingDatabase(hospital.database)
            let query = PeopleQuery(scope: [hospital.group.lineage], limit: 5, offset: 5)
            let (people, total) = try await counted.read { try query.page(in: $0) }
            #expect(counted.statements == 1)
            #expect(total == 13)
            #expect(people.count == 5)
            #expect(people.allSatisfy { $0.grants.count == 2 })
        }
    }

    @Test(
        arguments: [
            ("élise", ["Élise Deux"]), ("ELISE d", ["Élise Deux"]), ("deux@", ["Élise Deux"]), ("%", []), ("_", []),
            ("!", []), ("", ["Élise Deux", "Nadia Kerbrat"]), ("\0", ["Élise Deux", "Nadia Kerbrat"]),
        ] as [(String, [String])])
    func `finds part of a name or address, without accents or wildcards`(_ search: String, _ names: [String])
        async throws
    {
        for engine in TestEngine.available {
            try await Hospital.open(on: engine) { hospital in
                _ = try await hospital.account("deux@exemple.fr", "Élise Deux", [(.auditor, hospital.harbour)])
                let query = PeopleQuery(scope: [hospital.group.lineage], search: search)
                let people = try await hospital.database.read { try query.page(in: $0).people }
                #expect(people.map(\.name) == names)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `nobody is seen from nowhere`(_ engine: TestEngine) async throws {
        try await Hospital.open(on: engine) { hospital in
            let (people, total) = try await hospital.database.read { try PeopleQuery(scope: []).page(in: $0) }
            #expect(people.isEmpty)
            #expect(total == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `offers the open establishments below, the highest first`(_ engine: TestEngine) async throws {
        try await Hospital.open(on: engine) { hospital in
            let names = try await hospital.database.read { session in
                try PeopleQuery.places(under: hospital.group.lineage, limit: 10, in: session).map(\.name)
            }
            #expect(names == ["GHT des Deux Rives", "Hôpital de la Colline", "Hôpital du Port"])
        }
    }
}
