// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives
import Recovery
import ServiceMaps

/// Lines matched with the map, one after the other, then with each other.
struct MapReading {
    struct Line {
        var row: MapRow
        let draft: NodeDraft
        let node: PlacedNode?
        var targets: [MapBatch.End] = []
    }

    private let map: PlacedMap
    private let place: Organisation
    private let present: [String: PlacedNode]
    private let byWords: [String: PlacedNode]
    private let own: [String: PlacedNode]
    private let ownByName: [String: PlacedNode]
    private let removed: [String: PlacedNode]
    private let drawn: [[String]: Dependency]
    private var taken: Set<String>
    /// Lines of the file by code, and by folded name.
    private var byCode: [String: Int] = [:]
    private var byName: [String: Int] = [:]
    private(set) var lines: [Line] = []
    private(set) var refused: [MapImport.Refused] = []
    private var refusedNames: [String: Int] = [:]

    init(map: PlacedMap, removed: [PlacedNode], place: Organisation) {
        self.map = map
        self.place = place
        present = LibraryChoice.present(in: map, at: place)
        let kept = map.nodes.filter { $0.keeper == place.id }
        own = Dictionary(kept.map { ($0.code, $0) }) { first, _ in first }
        ownByName = Dictionary(kept.map { (folded($0.name), $0) }) { first, _ in first }
        self.removed = Dictionary(removed.map { ($0.code, $0) }) { first, _ in first }
        taken = Set(kept.map(\.code)).union(removed.map(\.code))
        var byWords: [String: PlacedNode] = [:]
        // What the place keeps is meant before what others keep, and codes before names.
        let ordered = kept + map.nodes.filter { $0.keeper != place.id }
        for node in ordered where byWords[folded(node.code)] == nil { byWords[folded(node.code)] = node }
        for node in ordered where byWords[folded(node.name)] == nil { byWords[folded(node.name)] = node }
        for node in ordered {
            byWords[folded("\(node.code) (\(node.keeperName))")] = node
        }
        self.byWords = byWords
        drawn = Dictionary(map.map.dependencies.map { ([$0.from, $0.to], $0) }) { first, _ in first }
    }

    /// - Parameter code: what other lines may call it by, besides its name.
    mutating func refuse(_ line: Int, _ name: String, code: String? = nil, _ reason: MapRefusal) {
        refused.append(MapImport.Refused(line: line, name: name, reason: reason))
        for words in [name, code ?? name].map({ folded($0) }) where refusedNames[words] == nil {
            refusedNames[words] = line
        }
    }

    mutating func take(_ row: MapRow) throws(MapRefusal) {
        let name = folded(row.name)
        let node = row.code.map { own[$0] } ?? ownByName[name]
        if let code = row.code, let gone = removed[code] { throw .removed(gone.name) }
        let code = row.code ?? node?.code ?? MapCode.free(MapCode.proposed(for: row.name), taken: taken)
        if let earlier = byCode[code] ?? (row.code == nil ? byName[name] : nil) {
            throw .repeated(line: lines[earlier].row.line)
        }
        let layer = row.layer ?? node?.layer ?? .service
        var kind = row.kind ?? node?.node.kind ?? .other
        if let natural = kind.layer, natural != layer {
            // The line changes the layer without saying the kind.
            guard row.kind == nil else { throw .kindElsewhere(kind.title(.french)) }
            kind = .other
        }
        let draft = NodeDraft(
            code: code, name: row.name, layer: layer, kind: kind, careClass: row.careClass ?? node?.node.careClass,
            description: row.description ?? node?.description ?? "", owner: row.owner ?? node?.owner ?? "",
            supplier: row.supplier ?? node?.supplier ?? "", dataGigabytes: row.volume ?? node?.node.dataGigabytes)
        taken.insert(code)
        byCode[code] = lines.count
        if byName[name] == nil { byName[name] = lines.count }
        lines.append(Line(row: row, draft: draft, node: node))
    }

    /// Finds what each line leans on; refuses those that lean on nothing known, then those that lean on them.
    mutating func settle() {
        var isDone = false
        while !isDone {
            isDone = true
            var kept: [Line] = []
            for var line in lines {
                do throws(MapRefusal) {
                    line.row = try resolved(line)
                    line.targets = []
                    for link in line.row.links { line.targets.append(try end(link.target, of: line)) }
                    kept.append(line)
                } catch {
                    refuse(line.row.line, line.row.name, code: line.draft.code, error)
                    isDone = false
                }
            }
            lines = kept
            byCode = [:]
            byName = [:]
            for (index, line) in lines.enumerated() {
                byCode[line.draft.code] = index
                if byName[folded(line.row.name)] == nil { byName[folded(line.row.name)] = index }
            }
        }
    }

    /// "Annuaire, DNS": where the whole is nobody's name, its parts may be.
    private func resolved(_ line: Line) throws(MapRefusal) -> MapRow {
        var row = line.row
        row.links = row.links.flatMap { link -> [MapRow.Link] in
            guard find(link.target) == nil else { return [link] }
            let parts = LinkCell.split(link.target, on: [","])
            guard parts.count > 1 else { return [link] }
            return parts.map { MapRow.Link(target: $0, kind: link.kind, lag: link.lag, isBootstrap: link.isBootstrap) }
        }
        return row
    }

    private func find(_ text: String) -> MapBatch.End? {
        if let index = byCode[text] { return end(of: lines[index]) }
        if let node = present[text] { return .present(node) }
        let words = folded(text)
        if let index = byName[words] ?? lines.firstIndex(where: { folded($0.draft.code) == words }) {
            return end(of: lines[index])
        }
        return byWords[words].map { .present($0) }
    }

    private func end(of line: Line) -> MapBatch.End {
        line.node.map { .present($0) } ?? .added(code: line.draft.code)
    }

    private func end(_ target: String, of line: Line) throws(MapRefusal) -> MapBatch.End {
        guard let found = find(target) else {
            if let line = refusedNames[folded(target)] { throw .targetRefused(target, line: line) }
            throw .unknownTarget(target)
        }
        guard found != end(of: line) else { throw .itself }
        return found
    }

    /// The links of a line that are not drawn so already, with the words that say it.
    func links(of line: Line) -> [(link: MapBatch.Link, words: Phrase)] {
        var found: [(link: MapBatch.Link, words: Phrase)] = []
        var seen: Set<MapBatch.End> = []
        for (link, target) in zip(line.row.links, line.targets) where seen.insert(target).inserted {
            var before: Dependency?
            if let node = line.node, case .present(let other) = target {
                before = drawn[[node.node.key, other.node.key]]
            }
            // What the file does not say of a link stays as it is.
            let lag = link.lag ?? (before?.kind == link.kind ? before?.lag : nil) ?? 0
            let isBootstrap = link.isBootstrap ?? (before?.kind == link.kind ? before?.isBootstrap : nil) ?? false
            if let before, before.kind == link.kind, before.lag == lag, before.isBootstrap == isBootstrap { continue }
            let from = end(of: line)
            found.append(
                (
                    MapBatch.Link(from: from, to: target, kind: link.kind, lag: lag, isBootstrap: isBootstrap),
                    Phrase(
                        "\(link.kind.title(.french)) «\u{00A0}\(name(target))\u{00A0}»",
                        "\(link.kind.title(.english)) “\(name(target))”")
                ))
        }
        return found
    }

    private func name(_ end: MapBatch.End) -> String {
        switch end {
        case .present(let node): node.name
        case .added(let code): byCode[code].map { lines[$0].row.name } ?? code
        }
    }

    /// Nil when the file decides nothing new.
    func objectives(of line: Line) -> Objectives? {
        let before = Objectives(
            recoveryTime: line.node?.node.recoveryTimeObjective,
            recoveryPoint: line.node?.node.recoveryPointObjective,
            tolerablePeriod: line.node?.node.maximumTolerablePeriod)
        let after = Objectives(
            recoveryTime: line.row.recoveryTime ?? before.recoveryTime,
            recoveryPoint: line.row.recoveryPoint ?? before.recoveryPoint,
            tolerablePeriod: line.row.tolerablePeriod ?? before.tolerablePeriod)
        return after == before ? nil : after
    }
}
