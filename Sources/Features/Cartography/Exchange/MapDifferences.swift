// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Recovery
import ServiceMaps

/// What a line of a file changes of an element, field by field.
enum MapDifferences {
    static func phrases(_ node: PlacedNode, _ draft: NodeDraft, _ objectives: Objectives?) -> [Phrase] {
        var list: [Phrase] = []
        func add(_ name: Phrase, _ before: Phrase, _ after: Phrase) {
            guard before != after else { return }
            list.append(
                Phrase(
                    "\(name.french)\u{00A0}: \(before.french) → \(after.french)",
                    "\(name.english): \(before.english) → \(after.english)"))
        }
        func text(_ value: String) -> Phrase {
            let short = value.count > 60 ? value.prefix(60) + "…" : value
            return value.isEmpty ? Phrase("rien", "nothing") : Phrase(short, short)
        }
        func hours(_ value: Double?) -> Phrase {
            value.map { Phrase(Hours.text($0, .french), Hours.text($0, .english)) } ?? Phrase("rien", "nothing")
        }
        add(Phrase("nom", "name"), text(node.name), text(draft.name))
        add(Phrase("étage", "layer"), phrase(node.layer), phrase(draft.layer))
        add(Phrase("nature", "kind"), phrase(node.node.kind), phrase(draft.kind))
        add(
            Phrase("classe de soins", "care class"), text(node.node.careClass.map { String($0) } ?? ""),
            text(draft.careClass.map { String($0) } ?? ""))
        if node.description != draft.description {
            list.append(Phrase("description modifiée", "description changed"))
        }
        add(Phrase("responsable", "owner"), text(node.owner), text(draft.owner))
        add(Phrase("fournisseur", "supplier"), text(node.supplier), text(draft.supplier))
        add(
            Phrase("données", "data"), text(node.node.dataGigabytes.map { Hours.plain($0) } ?? ""),
            text(draft.dataGigabytes.map { Hours.plain($0) } ?? ""))
        if let objectives {
            add(Phrase("DMIA", "RTO"), hours(node.node.recoveryTimeObjective), hours(objectives.recoveryTime))
            add(Phrase("PDMA", "RPO"), hours(node.node.recoveryPointObjective), hours(objectives.recoveryPoint))
            add(
                Phrase("durée tolérable", "tolerable period"), hours(node.node.maximumTolerablePeriod),
                hours(objectives.tolerablePeriod))
        }
        // Objectives that print alike may differ by seconds.
        if list.isEmpty, objectives != nil { list.append(Phrase("objectifs", "objectives")) }
        return list
    }

    private static func phrase(_ layer: Layer) -> Phrase { Phrase(layer.title(.french), layer.title(.english)) }
    private static func phrase(_ kind: NodeKind) -> Phrase { Phrase(kind.title(.french), kind.title(.english)) }
}
