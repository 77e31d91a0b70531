// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this feature writes to the journal, in sentences. The objectives of the map are decided by the impact analysis,
/// but the words of the map are all here.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "map.nodeAdded":
            t("Élément ajouté à la cartographie\u{00A0}: \(detail)", "Element added to the map: \(detail)")
        case "map.nodeCorrected":
            t("Élément de la cartographie modifié\u{00A0}: \(detail)", "Element of the map changed: \(detail)")
        case "map.nodeRemoved":
            t("Élément retiré de la cartographie\u{00A0}: \(detail)", "Element removed from the map: \(detail)")
        case "map.nodeRestored":
            t("Élément rétabli dans la cartographie\u{00A0}: \(detail)", "Element restored to the map: \(detail)")
        case "map.linked":
            t("Lien de la cartographie enregistré\u{00A0}: \(detail)", "Link of the map saved: \(detail)")
        case "map.unlinked":
            t("Lien de la cartographie retiré\u{00A0}: \(detail)", "Link of the map removed: \(detail)")
        case "map.objectivesDecided":
            t("DMIA et PDMA décidées\u{00A0}: \(detail)", "Recovery objectives decided: \(detail)")
        case "map.begun": t("Cartographie commencée\u{00A0}: \(batch(detail, t))", "Map begun: \(batch(detail, t))")
        case "map.imported":
            t(
                "Cartographie chargée d’un fichier\u{00A0}: \(batch(detail, t))",
                "Map loaded from a file: \(batch(detail, t))")
        case "map.exported": t("Cartographie exportée\u{00A0}: \(detail)", "Map exported: \(detail)")
        default: nil
        }
    }

    /// "12 + 3, 20 →": added, changed, links (`ServiceMapStore.apply`).
    static func batch(_ detail: String, _ t: Language) -> String {
        let numbers = detail.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        guard numbers.count == 3 else { return detail }
        return [
            t.count(numbers[0], ("élément ajouté", "éléments ajoutés"), ("element added", "elements added")),
            t.count(numbers[1], ("modifié", "modifiés"), ("changed", "changed")),
            t.count(numbers[2], ("lien", "liens"), ("link", "links")),
        ].joined(separator: ", ")
    }
}
