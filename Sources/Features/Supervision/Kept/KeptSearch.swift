// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Detection
import Documents
import EventLogs
import Organisations
import Primitives
import Sigma
import Site

/// Looks for values in the events that are kept: all of them in one pass over the bytes, and only the lines that may hold
/// one are read as events. On a thread of its own; stops when its task is cancelled.
actor KeptSearch {
    private nonisolated let executor = QueueExecutor(label: "carene.kept.search")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Where something was seen at most; what is beyond is counted where it is known already.
    static let mostSightings = 20_000

    struct Outcome: Sendable {
        var sightings: [Site.Sighting] = []
        /// Files that could not be read to their end.
        var damaged = 0
    }

    func search(
        _ leaves: [EventArchive.Leaf], for wanted: [SoughtValue], progress: SightingProgress = { _, _ in }
    ) throws -> Outcome {
        let total = leaves.reduce(0) { $0 + $1.bytes }
        var done = 0
        var scan = KeptScan(wanted.compactMap { ValuePattern($0) })
        var damaged = 0
        progress(0, total)
        for leaf in leaves {
            do throws(DocumentError) {
                let reader = try ZstandardReader(path: leaf.path)
                while !Task.isCancelled, let piece = try reader.next() { scan.read(piece) }
            } catch {
                // The end of what a crash cut, or a file that left meanwhile.
                damaged += 1
            }
            try Task.checkCancellation()
            scan.finishFile()
            done += leaf.bytes
            progress(done, total)
        }
        return Outcome(sightings: scan.sightings, damaged: damaged)
    }
}

/// The pass itself.
struct KeptScan: ~Copyable {
    /// A line longer than this is not one of ours.
    private static let longestLine = 4 << 20

    private let patterns: [ValuePattern]
    private var search: LiteralSearch?
    /// Patterns of the search, by its numbers.
    private let anchored: [Int]
    /// Asked of every line, or of every line that names an address of theirs.
    private let everywhere: [Int]
    private let networks: [IPNetwork]
    private let networkPatterns: [Int]
    /// Absent while it reads.
    private var reader: JSONReader?
    private let details: DetailFields
    private var rest: [UInt8] = []
    private var gathered = Gathered()

    init(_ patterns: [ValuePattern]) {
        self.patterns = patterns
        anchored = patterns.indices.filter { patterns[$0].anchor != nil }
        search = LiteralSearch(anchored.compactMap { patterns[$0].anchor })
        networkPatterns = patterns.indices.filter { patterns[$0].isNetwork }
        // Texts that could not be prepared are looked for in every event.
        let isLost = search == nil
        everywhere = patterns.indices.filter { index in
            !patterns[index].isNetwork && (isLost || patterns[index].anchor == nil)
        }
        networks = ValuePattern.networks(patterns)
        var fields = FieldTable()
        for name in Self.detailNames { _ = fields.intern(name) }
        reader = JSONReader(fields: fields)
        details = DetailFields(fields)
    }

    private static let detailNames = [
        "CommandLine", "Image", "NewProcessName", "TargetFilename", "TargetObject", "DestinationIp", "QueryName",
        "TargetUserName", "User",
    ]

    mutating func read(_ piece: [UInt8]) {
        rest += piece
        guard let end = rest.lastIndex(of: 0x0A) else {
            if rest.count > Self.longestLine { rest.removeAll() }
            return
        }
        look(end + 1)
        rest.removeFirst(end + 1)
    }

    mutating func finishFile() {
        look(rest.count)
        rest.removeAll(keepingCapacity: true)
    }

    var sightings: [Site.Sighting] { gathered.sightings(patterns) }

    /// Whole lines, up to a place.
    private mutating func look(_ end: Int) {
        var hits: [(pattern: Int, end: Int)] = []
        var search: LiteralSearch?
        swap(&search, &self.search)
        let isWhole =
            search?.search(rest.span.extracting(0..<end)) { text, place in hits.append((anchored[text], place)) }
            ?? true
        swap(&search, &self.search)
        hits.sort { $0.end < $1.end }
        var next = 0
        var start = 0
        while start < end {
            let stop = rest[start..<end].firstIndex(of: 0x0A) ?? end
            var candidates = Set(everywhere)
            while next < hits.count, hits[next].end <= stop {
                candidates.insert(hits[next].pattern)
                next += 1
            }
            // A piece made to match everything: each of its events is asked for everything.
            if !isWhole { candidates.formUnion(anchored) }
            if !networks.isEmpty, ValuePattern.namesAddress(rest[start..<stop], of: networks) {
                candidates.formUnion(networkPatterns)
            }
            if !candidates.isEmpty { confirm(start..<stop, candidates.sorted()) }
            start = stop + 1
        }
    }

    private mutating func confirm(_ line: Range<Int>, _ candidates: [Int]) {
        var reader: JSONReader?
        swap(&reader, &self.reader)
        var gathered = Gathered()
        swap(&gathered, &self.gathered)
        _ = reader?.read(rest.span.extracting(line).bytes, isLast: true) { event in
            var found: [(pattern: Int, field: String, text: String, value: String)] = []
            event.forEachField { _, name, value in
                let lower = Self.lowercased(value)
                let field = Self.lowercased(name)
                for pattern in candidates {
                    guard let text = patterns[pattern].found(in: lower, field: field) else { continue }
                    found.append((pattern, Self.text(name), text, Self.text(value)))
                }
            }
            guard !found.isEmpty else { return true }
            let host = Examination.hostName(event.computer() ?? "")
            let at = Instant(millisecondsSinceEpoch: (event.time()?.nanoseconds ?? 0) / 1_000_000)
            let channel = event.channel() ?? ""
            let more = details.details(of: &event)
            for one in found {
                let others = more.filter { $0.field != one.field }.map { "\($0.field): \($0.value)" }
                let excerpt = (["\(one.field): \(one.value.prefix(300))"] + others).joined(separator: " · ")
                gathered.note(
                    one.pattern, Gathered.Place(host: host, channel: channel, field: one.field), found: one.text,
                    at: at,
                    excerpt: DetailText.flat(excerpt))
            }
            return true
        }
        swap(&gathered, &self.gathered)
        swap(&reader, &self.reader)
    }

    private static func text(_ bytes: Span<UInt8>) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// Byte by byte while there is nothing beyond ASCII.
    private static func lowercased(_ bytes: Span<UInt8>) -> [UInt8] {
        var lower: [UInt8] = []
        lower.reserveCapacity(bytes.count)
        for index in 0..<bytes.count {
            let byte = bytes[index]
            guard byte < 0x80 else { return Array(text(bytes).lowercased().utf8) }
            lower.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        }
        return lower
    }
}

/// One sighting for each value, machine and field.
private struct Gathered {
    struct Place: Hashable {
        let host: String
        let channel: String
        let field: String
    }

    private struct Key: Hashable {
        let pattern: Int
        let place: Place
    }

    private struct Seen {
        var found: String
        var first: Instant
        var last: Instant
        var times: Int
        var excerpt: String
    }

    private var seen: [Key: Seen] = [:]

    mutating func note(_ pattern: Int, _ place: Place, found: String, at: Instant, excerpt: String) {
        let key = Key(pattern: pattern, place: place)
        guard var known = seen[key] else {
            guard seen.count < KeptSearch.mostSightings else { return }
            seen[key] = Seen(found: found, first: at, last: at, times: 1, excerpt: excerpt)
            return
        }
        known.times += 1
        known.first = min(known.first, at)
        if at >= known.last { (known.last, known.found, known.excerpt) = (at, found, excerpt) }
        seen[key] = known
    }

    func sightings(_ patterns: [ValuePattern]) -> [Site.Sighting] {
        seen.sorted { left, right in
            (right.value.last, left.key.place.host, left.key.place.field, left.key.pattern)
                < (left.value.last, right.key.place.host, right.key.place.field, right.key.pattern)
        }.map { key, seen in
            let channel = key.place.channel
            return Site.Sighting(
                patterns[key.pattern].value, found: seen.found, host: key.place.host, at: seen.last,
                firstAt: seen.first,
                times: seen.times,
                place: Phrase(
                    "Journal \(channel), champ \(key.place.field)", "Log \(channel), field \(key.place.field)"),
                excerpt: seen.excerpt)
        }
    }
}
