// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Logging
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Answers forwarders in the words of Elasticsearch's interface, as far as Winlogbeat, Fluent Bit, Vector and rsyslog ask.
struct IntakeHandlers: Sendable {
    /// Of a request as it comes, and decompressed. Forwarders send some megabytes at most.
    static let mostBytes = 32 << 20
    static let mostPlainBytes = 96 << 20

    let office: SupervisionOffice

    var routes: [Route] {
        typealias U = IntakeURL
        let name = URLPath.Part.parameter("nom")
        let index = URLPath.Part.parameter("index")
        let reads: [(U, String)] = [
            (.root, Self.greeting), (.license, Self.license), (.xpack, Self.xpack),
            (.clusterHealth, Self.health), (.catHealth, Self.health), (.nodes, Self.nodes),
            (.catTemplates(name), "[]"), (.indexTemplate(name), #"{"index_templates":[]}"#),
            (.template(name), "{}"), (.componentTemplate(name), #"{"component_templates":[]}"#),
            (.lifecycle(name), "{}"), (.pipeline(name), "{}"), (.dataStream(name), #"{"data_streams":[]}"#),
            (.alias(name), "{}"), (.index(index), "{}"),
        ]
        let writes: [U] = [
            .indexTemplate(name), .template(name), .componentTemplate(name), .lifecycle(name), .pipeline(name),
            .dataStream(name), .index(index),
        ]
        var routes: [Route] = []
        for (url, body) in reads {
            routes.append(.get(url, .program) { visit in await answer(visit) { _ in body } })
        }
        for url in writes {
            routes.append(.put(url) { visit in await answer(visit) { _ in #"{"acknowledged":true}"# } })
        }
        for url in [U.bulk, U.indexBulk(index)] {
            routes.append(.post(url, .program) { visit in await bulk(visit) })
            routes.append(.put(url) { visit in await bulk(visit) })
        }
        routes.append(.post(U.document(index), .program) { visit in await document(visit) })
        return routes
    }

    private func answer(_ visit: Visit, _ body: (Organisation.ID) -> String) async -> Reply {
        do {
            return Self.reply(body(try await organisation(visit)))
        } catch {
            return Self.reply(to: error, visit)
        }
    }

    private func bulk(_ visit: Visit) async -> Reply {
        do {
            let start = ContinuousClock.now
            let organisation = try await organisation(visit)
            let bulk = BulkBody(try await body(visit))
            guard !bulk.hasTooMany else { throw Refusal.tooLarge(limit: BulkBody.mostItems) }
            try await keep(bulk.lines, of: organisation, visit)
            let took = start.duration(to: .now).components.attoseconds / 1_000_000_000_000_000
            return Self.reply(bytes: bulk.answer(milliseconds: Int(took)))
        } catch {
            return Self.reply(to: error, visit)
        }
    }

    /// One event.
    private func document(_ visit: Visit) async -> Reply {
        do {
            let organisation = try await organisation(visit)
            let bytes = try await body(visit)
            guard bytes.count <= BulkBody.mostEventBytes else { throw Refusal.tooLarge(limit: BulkBody.mostEventBytes) }
            // On one line, as the others: a line feed inside a JSON text stands only between its words.
            try await keep(bytes.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 } + [0x0A], of: organisation, visit)
            return Self.reply(#"{"_index":"carene","_id":"0","_version":1,"result":"created"}"#)
        } catch {
            return Self.reply(to: error, visit)
        }
    }

    /// Returns when the events are on the disk: only then does the sender forget them.
    private func keep(_ lines: [UInt8], of organisation: Organisation.ID, _ visit: Visit) async throws {
        guard !lines.isEmpty else { return }
        let spool = try await office.spool(for: visit.house)
        var start = 0
        while start < lines.count {
            var end = min(start + SpoolRecord.mostBytes / 16, lines.count)
            while end < lines.count, lines[end - 1] != 0x0A { end += 1 }
            try await spool.append(SpoolRecord(organisation: organisation, lines: Array(lines[start..<end])))
            start = end
        }
    }

    private func body(_ visit: Visit) async throws -> [UInt8] {
        let bytes = try await visit.bytes(limit: Self.mostBytes)
        switch visit.contentEncoding.lowercased() {
        case "", "identity": return bytes
        case "gzip", "x-gzip":
            do {
                return try GzipBody.plain(bytes, limit: Self.mostPlainBytes)
            } catch GzipBody.Fault.tooLarge {
                throw Refusal.tooLarge(limit: Self.mostPlainBytes)
            } catch {
                throw Refusal.malformed(Phrase("corps gzip illisible", "unreadable gzip body"))
            }
        default: throw Refusal.malformed(Phrase("compression inconnue", "unknown content encoding"))
        }
    }

    private func organisation(_ visit: Visit) async throws -> Organisation.ID {
        try await office.organisation(for: visit.programSecret, from: visit.address, in: visit.house)
    }

    // MARK: Words

    private static func reply(_ text: String) -> Reply { reply(bytes: Array(text.utf8)) }

    private static func reply(bytes: [UInt8], status: Site.Status = .ok, headers: [String: String] = [:]) -> Reply {
        // Clients of version 7.14 and later refuse to speak with what does not say this.
        .json(bytes, status: status, headers: headers.merging(["X-Elastic-Product": "Elasticsearch"]) { a, _ in a })
    }

    private static func reply(to error: any Error, _ visit: Visit) -> Reply {
        func say(
            _ status: Site.Status, _ number: Int, _ type: String, _ reason: String, _ headers: [String: String] = [:]
        ) -> Reply {
            let text = #"{"error":{"type":"\#(type)","reason":"\#(reason)"},"status":\#(number)}"#
            return reply(bytes: Array(text.utf8), status: status, headers: headers)
        }
        switch error {
        case SupervisionOffice.Refused.tooMany(let seconds):
            return say(.tooMany, 429, "too_many_attempts", "try later", ["Retry-After": String(seconds)])
        case is SupervisionOffice.Refused:
            return say(
                .unauthorised, 401, "security_exception", "missing or unknown token",
                ["WWW-Authenticate": "Basic realm=\"carene\""])
        case Spool.Fault.full:
            return say(.tooMany, 429, "es_rejected_execution_exception", "the spool is full", ["Retry-After": "5"])
        case Refusal.tooLarge(let limit):
            return say(.tooLarge, 413, "content_too_long", "at most \(limit)")
        case Refusal.malformed(let phrase):
            return say(.badRequest, 400, "parse_exception", phrase.english)
        default:
            visit.logger.error("events not accepted", metadata: ["detail": "\(error)"])
            return say(.unavailable, 503, "unavailable_exception", "events cannot be kept now", ["Retry-After": "5"])
        }
    }

    private static let greeting = """
        {"name":"carene","cluster_name":"carene","cluster_uuid":"carene000000000000000A","version":{"number":"8.17.0",\
        "build_flavor":"default","build_type":"deb","build_hash":"0","build_date":"2026-01-01T00:00:00Z",\
        "build_snapshot":false,"lucene_version":"9.12.0","minimum_wire_compatibility_version":"7.17.0",\
        "minimum_index_compatibility_version":"7.0.0"},"tagline":"You Know, for Search"}
        """
    private static let license = """
        {"license":{"status":"active","uid":"00000000-0000-0000-0000-000000000000","type":"basic",\
        "issue_date":"2026-01-01T00:00:00.000Z","issue_date_in_millis":1767225600000,"max_nodes":1000,\
        "issued_to":"carene","issuer":"carene","start_date_in_millis":-1}}
        """
    private static let xpack = """
        {"build":{"hash":"0","date":"2026-01-01T00:00:00Z"},"license":{"uid":"0","type":"basic","mode":"basic",\
        "status":"active"},"features":{"ilm":{"available":true,"enabled":true}},"tagline":"You know, for X"}
        """
    private static let health = """
        {"cluster_name":"carene","status":"green","timed_out":false,"number_of_nodes":1,"number_of_data_nodes":1,\
        "active_primary_shards":0,"active_shards":0,"relocating_shards":0,"initializing_shards":0,\
        "unassigned_shards":0}
        """
    private static let nodes = #"{"nodes":{"carene":{"version":"8.17.0"}}}"#
}
