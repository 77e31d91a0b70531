// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this room writes to the journal. Counts and kinds only: never a value, which may be the address of a person.
enum JournalWords {
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "indicators.added": t("Indicateurs ajoutés (\(detail))", "Indicators added (\(detail))")
        case "indicators.imported":
            t(
                "Indicateurs repris d’un fichier (nouveaux + connus, \(detail))",
                "Indicators taken from a file (new + known, \(detail))")
        case "indicators.exported": t("Indicateurs transmis\u{00A0}: \(detail)", "Indicators given out: \(detail)")
        case "indicators.hunted":
            t(
                "Indicateurs cherchés dans les événements (cherchés / vus\u{00A0}: \(detail))",
                "Indicators looked for in the events (sought / seen: \(detail))")
        case "indicators.logged":
            t("Observation portée à la main courante", "Sighting written in the crisis log")
        case "indicator.corrected": t("Indicateur modifié (\(detail))", "Indicator changed (\(detail))")
        case "indicator.removed": t("Indicateur retiré (\(detail))", "Indicator removed (\(detail))")
        case "indicator.restored": t("Indicateur rétabli (\(detail))", "Indicator restored (\(detail))")
        default: nil
        }
    }
}
