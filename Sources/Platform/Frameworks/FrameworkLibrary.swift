// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Persistence
import Primitives
import Synchronization

/// The frameworks of this installation. What was read once stays in memory: it can never change.
public final class FrameworkLibrary: Sendable {
    private let database: any Database
    private let known = Mutex<[Framework.Identity: Framework]>([:])
    /// The mappings with the state of the table they were read from: a mapping may be replaced.
    private let mappingSets = Mutex<(stamp: String, sets: [MappingSet])?>(nil)

    public init(database: any Database) {
        self.database = database
    }

    public func summaries() async throws -> [FrameworkSummary] {
        try await database.read { session in try FrameworkStore.summaries(in: session) }
    }

    /// - Returns: nil when this installation has no such framework.
    public func framework(_ identity: Framework.Identity) async throws -> Framework? {
        if let framework = known.withLock({ $0[identity] }) { return framework }
        guard
            let content = try await database.read({ session in try FrameworkStore.content(of: identity, in: session) })
        else { return nil }
        let framework = try FrameworkReader.read(Array(content.utf8))
        known.withLock { $0[identity] = framework }
        return framework
    }

    /// The newest version of a framework.
    public func newest(_ identifier: String) async throws -> Framework? {
        let identities = try await summaries().map(\.identity).filter { $0.identifier == identifier }
        guard let identity = identities.max() else { return nil }
        return try await framework(identity)
    }

    public func mappings() async throws -> [MappingSet] {
        let stamp = try await database.read { session in try FrameworkStore.mappingStamp(in: session) }
        if let sets = mappingSets.withLock({ $0?.stamp == stamp ? $0?.sets : nil }) { return sets }
        let contents = try await database.read { session in try FrameworkStore.mappingContents(in: session) }
        let sets = try contents.map { try MappingReader.read(Array($0.utf8)) }
        mappingSets.withLock { $0 = (stamp, sets) }
        return sets
    }

    /// Mappings in either direction between two frameworks, read from the first to the second.
    public func mappings(from origin: Framework.Identity, to destination: Framework.Identity) async throws
        -> [MappingSet]
    {
        try await mappings().flatMap { [$0, $0.reversed()] }.filter { $0.leads(from: origin, to: destination) }
    }
}
