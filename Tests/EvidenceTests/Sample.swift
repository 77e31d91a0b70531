// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Documents
import Foundation
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport

@testable import Evidence
@testable import Identity

let schema = JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + EvidenceMigrations.all
let noon = Instant(millisecondsSinceEpoch: 1_795_262_400_000)
let today = noon.dayUTC
let hostile = #"<script>alert("x")</script> & 'co' </td>"#

/// A region above a group of two hospitals, one of which has two sites, and above a clinic of its own.
struct Tree: Sendable {
    let database: any Database
    let region: Organisation
    let group: Organisation
    let north: Organisation
    let south: Organisation
    let mail: Organisation
    let port: Organisation
    let clinic: Organisation
    /// Who registers.
    let author: Account.ID

    static func planted(on engine: TestEngine, _ body: (Tree) async throws -> Void) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            try await body(try await Tree(database))
        }
    }

    private init(_ database: any Database) async throws {
        self.database = database
        let made = try await database.change(by: .system, at: noon) { change in
            func make(_ name: String, _ kind: Organisation.Kind, _ parent: Organisation?) throws -> Organisation {
                try OrganisationStore.create(
                    OrganisationDetails(name: name), kind: kind, under: parent?.id, in: change)
            }
            let region = try make("Région", .region, nil)
            let group = try make("Groupement", .ght, region)
            let north = try make("Nord", .legalEntity, group)
            let south = try make("Sud", .legalEntity, group)
            let mail = try make("Site du Mail", .site, north)
            let port = try make("Site du Port", .site, north)
            let clinic = try make("Clinique", .legalEntity, region)
            try OrganisationStore.setActivity(700, year: 2025, of: north.id, in: change)
            try OrganisationStore.setActivity(300, year: 2025, of: south.id, in: change)
            let author = try AccountStore.create(
                email: EmailAddress("a@exemple.fr"), name: "Alice Martin", language: .french, in: change)
            return ([region, group, north, south, mail, port, clinic], author)
        }
        (region, group, north, south) = (made.0[0], made.0[1], made.0[2], made.0[3])
        (mail, port, clinic) = (made.0[4], made.0[5], made.0[6])
        author = made.1
    }

    func change<Value: Sendable>(_ body: @escaping @Sendable (Change) throws -> Value) async throws -> Value {
        try await database.change(by: Actor(account: author.text, name: "Alice Martin"), at: noon, body)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value {
        try await database.read(body)
    }

    /// Registers at an organisation, in charge of the whole region.
    @discardableResult
    func register(_ draft: ProofDraft, at owner: Organisation, allowed: [Lineage]? = nil) async throws -> Proof.ID {
        let scope = allowed ?? [region.lineage]
        return try await change { change in
            try ProofStore.register(draft, owner: owner.id, allowed: scope, today: today, in: change)
        }
    }

    func proof(_ id: Proof.ID) async throws -> Proof? {
        try await read { session in try ProofStore.proof(id, in: session) }
    }

    func titles(_ query: ProofQuery) async throws -> [String] {
        try await read { session in try ProofStore.page(query, in: session).rows.map(\.proof.title) }
    }
}

/// A policy on the security of a place, valid for the given organisations.
func draft(
    _ title: String = "Politique", kind: String = "policy.document",
    facts: [String: FactCondition.Value] = ["subject": .text("security")], daysAgo: Int = 10, until: Day? = nil,
    for holders: [Organisation]
) -> ProofDraft {
    ProofDraft(
        kind: kind, title: title, facts: facts, obtainedOn: today.adding(days: -daysAgo), validUntil: until,
        holders: holders.map(\.id))
}

func day(_ text: String) -> CalendarDay? { CalendarDay(text) }

/// A vault in a folder of its own.
struct VaultSample {
    let folder: String
    let vault: Vault
    static let key = SecretKey(bytes: Array(repeating: 7, count: 32))

    static func open(_ body: (VaultSample) async throws -> Void) async throws {
        try await withTemporaryDirectory { folder in
            let place = folder + "/coffre"
            try await body(VaultSample(folder: place, vault: Vault(folder: place, key: key)))
        }
    }

    func store(_ bytes: [UInt8], name: String = "texte.txt") async throws -> Proof.File {
        let path = folder + "-" + UUID().uuidString
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { _ = unlink(path) }
        return try await vault.store(path: path, name: name)
    }

    func address(_ file: Proof.File) -> String { "\(folder)/\(file.sha256.prefix(2))/\(file.sha256)" }

    /// Changes the sealed bytes on the disk.
    func alter(_ file: Proof.File, _ change: (inout [UInt8]) -> Void) throws {
        let url = URL(fileURLWithPath: address(file))
        var bytes = Array(try Data(contentsOf: url))
        change(&bytes)
        try Data(bytes).write(to: url)
    }

    /// How many files there are in all.
    var count: Int { FileManager.default.subpaths(atPath: folder)?.count { $0.contains("/") } ?? 0 }
}

/// Printable bytes that do not repeat themselves.
func text(_ count: Int) -> [UInt8] {
    var generator = SplitMix64(seed: UInt64(count))
    return (0..<count).map { _ in UInt8.random(in: 0x61...0x7A, using: &generator) }
}

func zipped(_ entries: [(String, [UInt8])]) throws -> [UInt8] {
    let writer = try ZipWriter(modifiedAt: noon)
    for (path, bytes) in entries { try writer.add(path: path, bytes: bytes) }
    try writer.finish()
    return writer.drain()
}
