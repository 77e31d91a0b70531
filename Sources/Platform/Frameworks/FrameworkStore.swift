// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Crypto
import Journal
import Persistence
import Primitives

/// Every statement about frameworks and the mappings between them. A framework is kept in our own YAML whatever format it
/// came in, and never changes: (identifier, version) is its identity.
public enum FrameworkStore {
    public static func summaries(in session: any Session) throws(DatabaseError) -> [FrameworkSummary] {
        try session.all(
            """
            SELECT identifier, version, title, publisher, status, language, assessable_count, origin, is_interview,
                added_at
            FROM framework ORDER BY identifier, version
            """
        ) { row throws(DatabaseError) in
            guard let identity = Framework.Identity(identifier: try row.text(0), version: try row.text(1)) else {
                throw DatabaseError(.unexpectedValue, "framework identity")
            }
            return FrameworkSummary(
                identity: identity, title: try row.text(2), publisher: try row.text(3), status: try row.value(4),
                language: try row.text(5), assessableCount: try row.int(6), origin: try row.value(7),
                isInterview: try row.bool(8), addedAt: try row.instant(9))
        }
    }

    static func content(of identity: Framework.Identity, in session: any Session) throws(DatabaseError) -> String? {
        try session.first(
            """
            SELECT content FROM framework
            WHERE identifier = \(identity.identifier) AND version = \(identity.version)
            """
        ) { row throws(DatabaseError) in try row.text(0) }
    }

    /// Changes whenever a mapping is added or replaced.
    static func mappingStamp(in session: any Session) throws(DatabaseError) -> String {
        try session.first(
            "SELECT COUNT(*), COALESCE(MAX(added_at), ''), COALESCE(MIN(digest), '') FROM framework_mapping"
        ) { row throws(DatabaseError) in "\(try row.int(0)) \(try row.text(1)) \(try row.text(2))" } ?? ""
    }

    static func mappingContents(in session: any Session) throws(DatabaseError) -> [String] {
        try session.all("SELECT content FROM framework_mapping ORDER BY identifier") { row throws(DatabaseError) in
            try row.text(0)
        }
    }

    /// What became of a framework that was offered.
    public enum Addition: Sendable, Hashable {
        case added
        /// The very same text is there already.
        case unchanged
        /// Another text has this identity: it is kept, the new one needs another version.
        case refused
    }

    public static func add(
        _ framework: Framework, origin: FrameworkSummary.Origin, in change: Change
    ) throws(DatabaseError) -> Addition {
        let content = FrameworkWriter.write(framework)
        let digest = sha256(content)
        let identity = framework.identity
        let known = try change.session.first(
            """
            SELECT digest FROM framework
            WHERE identifier = \(identity.identifier) AND version = \(identity.version)
            """
        ) { row throws(DatabaseError) in try row.text(0) }
        if let known { return known == digest ? .unchanged : .refused }
        let assessable = framework.assessable()
        let isInterview = !assessable.isEmpty && assessable.allSatisfy { $0.question != nil }
        try change.session.execute(
            """
            INSERT INTO framework (identifier, version, title, publisher, status, language, assessable_count,
                is_interview, origin, content, digest, added_at)
            VALUES (\(identity.identifier), \(identity.version), \(framework.title), \(framework.publisher),
                \(framework.status.rawValue), \(framework.language), \(assessable.count), \(isInterview),
                \(origin.rawValue), \(content), \(digest), \(change.now))
            """)
        try change.record("framework.added", subject: identity.description, detail: origin.rawValue)
        return .added
    }

    /// A mapping may be replaced: answers that were carried over keep their own trace.
    public static func add(_ mapping: MappingSet, in change: Change) throws(DatabaseError) -> Addition {
        let content = MappingWriter.write(mapping)
        let digest = sha256(content)
        let known = try change.session.first(
            "SELECT digest FROM framework_mapping WHERE identifier = \(mapping.identifier)"
        ) { row throws(DatabaseError) in try row.text(0) }
        if known == digest { return .unchanged }
        try change.session.execute(
            """
            INSERT INTO framework_mapping (identifier, title, source, target, content, digest, added_at)
            VALUES (\(mapping.identifier), \(mapping.title), \(mapping.source), \(mapping.target), \(content),
                \(digest), \(change.now))
            ON CONFLICT (identifier) DO UPDATE SET title = excluded.title, source = excluded.source,
                target = excluded.target, content = excluded.content, digest = excluded.digest,
                added_at = excluded.added_at
            """)
        try change.record("mapping.added", subject: mapping.identifier)
        return .added
    }

    static func sha256(_ text: String) -> String {
        Hexadecimal.text(of: SHA256.hash(data: Array(text.utf8)))
    }
}
