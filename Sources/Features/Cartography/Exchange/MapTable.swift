// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives
import Recovery
import Site

/// One line of a continuity spreadsheet, read and not yet compared with the map. Nil: the cell says nothing.
struct MapRow: Sendable {
    let line: Int
    let cells: [String]
    var name = ""
    var code: String?
    var layer: Layer?
    var kind: NodeKind?
    var careClass: Int?
    var description: String?
    var owner: String?
    var supplier: String?
    var volume: Double?
    var recoveryTime: Double?
    var recoveryPoint: Double?
    var tolerablePeriod: Double?
    var links: [Link] = []
    /// Something that was not understood and does no harm.
    var note: Phrase?

    struct Link: Sendable, Hashable {
        /// A code or a name.
        let target: String
        let kind: Dependency.Kind
        /// Nil: not said; what is drawn already stays.
        var lag: Double?
        var isBootstrap: Bool?
    }
}

/// A table on its way in: where its columns are, and its lines.
struct MapTable: Sendable {
    let header: [String]
    let rows: [[String]]
    let lines: [Int]
    let sheet: String?
    let places: [MapColumn: Int]
    private let units: [Int: Hours.Unit]

    /// Titles and dates often stand above the table.
    private static let searched = 12

    private static let limits: XLSXReader.Limits = {
        var limits = XLSXReader.Limits()
        limits.rows = 10_000
        limits.cells = 300_000
        limits.partBytes = 16 << 20
        limits.unpackedBytes = 48 << 20
        return limits
    }()

    /// - Throws: what makes the whole file unreadable, a table without names among it.
    init(_ source: ByteSource) throws(DocumentError) {
        let file = try TableFile(source, preferring: ["Cartographie", "Service map"], limits: Self.limits)
        let records = file.records
        var found: (index: Int, places: [MapColumn: Int], heads: [MapColumn.Head])?
        for (index, record) in records.prefix(Self.searched).enumerated() {
            let heads = record.cells.prefix(200).map { MapColumn.Head($0) }
            let places = MapColumn.places(in: heads)
            // One word alone may be a title.
            guard places[.name] != nil, places.count > (found?.places.count ?? 0) else { continue }
            found = (index, places, heads)
        }
        guard let found else { throw .missingColumns([MapColumn.name.title(.french)]) }
        header = records[found.index].cells
        rows = records.dropFirst(found.index + 1).map(\.cells)
        lines = records.dropFirst(found.index + 1).map(\.line)
        places = found.places
        units = Dictionary(found.heads.enumerated().map { ($0.offset, $0.element.unit) }) { first, _ in first }
        if case .workbook(let name) = file.kind { sheet = name } else { sheet = nil }
    }

    /// Heads that say nothing to Carène.
    var ignored: [String] {
        let known = Set(places.values)
        return header.indices.filter { !known.contains($0) && !header[$0].trimmedWords.isEmpty }
            .map { header[$0].trimmedWords }
    }

    /// A line that says something; nil for an empty one.
    func row(_ index: Int) throws(MapRefusal) -> MapRow? {
        let cells = rows[index]
        func cell(_ column: MapColumn) -> String? {
            guard let place = places[column], cells.indices.contains(place) else { return nil }
            // Inside, as it was written: what was exported must come back alike.
            let text = cells[place].replacing("\r\n", with: "\n").trimmed
            return ["", "-", "–", "n/a", "na", "néant", "sans objet"].contains(text.lowercased()) ? nil : text
        }
        guard cells.contains(where: { !$0.trimmedWords.isEmpty }) else { return nil }
        var row = MapRow(line: lines[index], cells: cells)
        guard let name = cell(.name) else { throw .noName }
        guard name.unicodeScalars.count <= 150 else { throw .nameTooLong }
        row.name = name
        row.code = cell(.code)
        if let code = row.code, !MapCode.isValid(code) { throw .badCode(code) }
        if let text = cell(.layer) {
            guard let layer = MapVocabulary.layer(text) else { throw .unknownLayer(text) }
            row.layer = layer
        }
        if let text = cell(.kind) {
            if let (layer, kind) = MapVocabulary.kind(text) {
                if let said = row.layer, let layer, said != layer { throw .kindElsewhere(text) }
                row.layer = row.layer ?? layer
                row.kind = kind
            } else {
                row.note = Phrase(
                    "nature «\u{00A0}\(text)\u{00A0}» inconnue, rangée dans «\u{00A0}Autre\u{00A0}»",
                    "unknown kind “\(text)”, filed under “Other”")
            }
        }
        if let text = cell(.careClass) {
            guard let value = MapVocabulary.careClass(text) else { throw .unknownClass(text) }
            row.careClass = value
        }
        row.description = cell(.description)
        row.owner = cell(.owner)
        row.supplier = cell(.supplier)
        for (text, limit) in [(row.description, 2000), (row.owner, 200), (row.supplier, 200)] {
            guard (text ?? "").unicodeScalars.count <= limit else { throw .textTooLong }
        }
        if let text = cell(.volume) { row.volume = try volume(text) }
        row.recoveryTime = try hours(.recoveryTime, cell(.recoveryTime))
        row.recoveryPoint = try hours(.recoveryPoint, cell(.recoveryPoint))
        row.tolerablePeriod = try hours(.tolerablePeriod, cell(.tolerablePeriod))
        row.links =
            try LinkCell.read(cell(.needs), .needs) + LinkCell.read(cell(.needsData), .needsData)
            + LinkCell.read(cell(.degradedWithout), .degradedWithout)
        return row
    }

    private func hours(_ column: MapColumn, _ text: String?) throws(MapRefusal) -> Double? {
        guard let text else { return nil }
        let unit = places[column].flatMap { units[$0] } ?? .hours
        guard let hours = Hours.read(text, bare: unit) else { throw .badDuration(column, text) }
        return hours
    }

    private func volume(_ text: String) throws(MapRefusal) -> Double {
        var plain = folded(text).filter { !$0.isWhitespace }.replacing(",", with: ".")
        var factor = 1.0
        for (unit, size) in [("to", 1000.0), ("tb", 1000), ("go", 1), ("gb", 1), ("mo", 0.001), ("mb", 0.001)]
        where plain.hasSuffix(unit) {
            plain = String(plain.dropLast(2))
            factor = size
            break
        }
        guard let value = Double(plain), (0...100_000_000).contains(value * factor) else { throw .badVolume(text) }
        return value * factor
    }
}

/// Several elements in one cell: "ad [amorçage]; bdd [2 h], Réseau".
enum LinkCell {
    static func read(_ text: String?, _ kind: Dependency.Kind) throws(MapRefusal) -> [MapRow.Link] {
        guard let text else { return [] }
        var links: [MapRow.Link] = []
        for part in split(text, on: [";", "\n", "|"]) { links.append(try link(part, kind)) }
        return links
    }

    /// Outside of brackets only; no empty piece.
    static func split(_ text: String, on separators: Set<Character>) -> [String] {
        var parts: [String] = [""]
        var depth = 0
        for character in text {
            if character == "[" || character == "(" { depth += 1 }
            if character == "]" || character == ")" { depth = max(depth - 1, 0) }
            if depth == 0, separators.contains(character) {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts.map(\.trimmedWords).filter { !$0.isEmpty }
    }

    private static func link(_ text: String, _ kind: Dependency.Kind) throws(MapRefusal) -> MapRow.Link {
        guard text.last == "]", let opening = text.lastIndex(of: "[") else {
            return MapRow.Link(target: text, kind: kind)
        }
        var link = MapRow.Link(
            target: String(text[..<opening]).trimmedWords, kind: kind, lag: 0, isBootstrap: false)
        let inside = text[text.index(after: opening)...].dropLast()
        for word in inside.split(separator: ",").map({ String($0).trimmedWords }) where !word.isEmpty {
            if ["amorcage", "bootstrap"].contains(folded(word)) {
                link.isBootstrap = true
            } else if let hours = Hours.read(word), hours <= Hours.longest {
                link.lag = hours
            } else {
                throw .badLink(text)
            }
        }
        return link
    }

    static func write(_ target: String, _ link: Dependency) -> String {
        var words: [String] = []
        if link.lag > 0 { words.append(lag(link.lag)) }
        if link.isBootstrap { words.append("amorçage") }
        return words.isEmpty ? target : "\(target) [\(words.joined(separator: ", "))]"
    }

    /// Exactly what is kept, so that it reads back alike; a point, since a comma separates.
    private static func lag(_ hours: Double) -> String {
        if hours == hours.rounded() { return "\(Hours.plain(hours)) h" }
        let minutes = (hours * 60).rounded()
        return minutes / 60 == hours ? "\(Hours.plain(minutes)) min" : "\(hours) h"
    }
}
