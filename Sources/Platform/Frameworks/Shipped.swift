// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Embedded
import Journal
import Persistence
import Primitives

/// The frameworks and mappings carried by the binary.
public enum Shipped {
    /// Brings them into the database: what is missing is added, what is there is left alone.
    ///
    /// - Returns: identities whose shipped text differs from the one in the database under the same version, which keeps
    ///   its own: a release that changed a framework without raising its version.
    public static func install(in database: any Database, at now: Instant) async throws -> [String] {
        let digests = try await database.read { session in
            try session.all(
                """
                SELECT digest FROM shipped_file
                """
            ) { row throws(DatabaseError) in try row.text(0) }
        }
        let seen = Set(digests)
        let fresh = EmbeddedFile.all.filter { $0.name.hasPrefix("frameworks/") }.compactMap { file in
            let text = String(decoding: file.bytes, as: UTF8.self)
            let digest = FrameworkStore.sha256(file.name + "\n" + text)
            return seen.contains(digest) ? nil : (name: file.name, bytes: file.bytes, digest: digest)
        }
        if fresh.isEmpty { return [] }
        let frameworks = try fresh.filter { !$0.name.hasPrefix("frameworks/mappings/") }.map {
            try FrameworkReader.read($0.bytes)
        }
        let mappings = try fresh.filter { $0.name.hasPrefix("frameworks/mappings/") }.map {
            try MappingReader.read($0.bytes)
        }
        return try await database.change(by: .system, at: now) { change in
            var refused: [String] = []
            for framework in frameworks
            where try FrameworkStore.add(framework, origin: .shipped, in: change) == .refused {
                refused.append(framework.identity.description)
            }
            for mapping in mappings { _ = try FrameworkStore.add(mapping, in: change) }
            for file in fresh {
                try change.session.execute(
                    """
                    INSERT INTO shipped_file (digest, name, installed_at)
                    VALUES (\(file.digest), \(file.name), \(now))
                    """)
            }
            try change.record("frameworks.installed", detail: "\(fresh.count)")
            return refused
        }
    }
}
