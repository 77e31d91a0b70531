// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Organisations
import Primitives
import Recovery
import ServiceMaps

/// What a file would change of the map that an organisation keeps, line by line. Nothing is written: the result says.
///
/// A file adds and corrects; it erases nothing: an empty cell, a column or a link that is not there leave what is.
struct MapImport: Sendable {
    struct Planned: Sendable {
        let row: MapRow
        let draft: NodeDraft
        /// Nil: added.
        let node: PlacedNode?
        var differences: [Phrase] = []
    }

    struct Refused: Sendable, Hashable {
        let line: Int
        let name: String
        let reason: MapRefusal
    }

    let sheet: String?
    let ignored: [String]
    private(set) var added: [Planned] = []
    private(set) var changed: [Planned] = []
    private(set) var unchanged = 0
    private(set) var refused: [Refused] = []
    private(set) var batch = MapBatch()
    private let header: [String]

    var isEmpty: Bool { added.isEmpty && changed.isEmpty }

    /// The lines to take as a table again, for the confirmation.
    var content: String {
        var writer = CSVWriter()
        writer.write(header)
        for planned in (added + changed).sorted(by: { $0.row.line < $1.row.line }) { writer.write(planned.row.cells) }
        return String(decoding: writer.take(), as: UTF8.self)
    }

    /// - Parameter removed: those that the organisation removed; their codes are still taken.
    init(_ table: MapTable, into map: PlacedMap, removed: [PlacedNode], at place: Organisation) {
        sheet = table.sheet
        ignored = table.ignored
        header = table.header
        var reading = MapReading(map: map, removed: removed, place: place)
        for index in table.rows.indices {
            do throws(MapRefusal) {
                if let row = try table.row(index) { try reading.take(row) }
            } catch {
                let cells = table.rows[index]
                let name = table.places[.name].flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? ""
                reading.refuse(table.lines[index], String(name.trimmedWords.prefix(80)), error)
            }
        }
        reading.settle()
        for line in reading.lines {
            var planned = Planned(row: line.row, draft: line.draft, node: line.node)
            let links = reading.links(of: line)
            let objectives = reading.objectives(of: line)
            guard let node = line.node else {
                batch.additions.append(MapBatch.Entry(line.draft, objectives: objectives))
                batch.links += links.map(\.link)
                added.append(planned)
                continue
            }
            planned.differences = MapDifferences.phrases(node, line.draft, objectives) + links.map(\.words)
            guard !planned.differences.isEmpty else {
                unchanged += 1
                continue
            }
            if line.draft != NodeDraft(node) || objectives != nil {
                batch.corrections.append((node, MapBatch.Entry(line.draft, objectives: objectives)))
            }
            batch.links += links.map(\.link)
            changed.append(planned)
        }
        refused = reading.refused.sorted { $0.line < $1.line }
    }
}

extension NodeDraft {
    /// As it stands.
    init(_ node: PlacedNode) {
        self.init(
            code: node.code, name: node.name, layer: node.layer, kind: node.node.kind, careClass: node.node.careClass,
            description: node.description, owner: node.owner, supplier: node.supplier,
            dataGigabytes: node.node.dataGigabytes)
    }
}
