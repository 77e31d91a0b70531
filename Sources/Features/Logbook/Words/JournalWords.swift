// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What logs write to the journal, in sentences. Never a word of a log.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "crisisLog.opened": t("Main courante ouverte\u{00A0}: \(detail)", "Crisis log opened: \(detail)")
        case "crisisLog.adopted":
            t("Main courante reprise d’une archive\u{00A0}: \(detail)", "Crisis log taken from an archive: \(detail)")
        case "crisisLog.lineAdded": t("Ligne \(detail) consignée", "Line \(detail) entered")
        case "crisisLog.closed": t("Main courante close\u{00A0}: \(detail)", "Crisis log closed: \(detail)")
        case "crisisLog.reopened": t("Main courante rouverte\u{00A0}: \(detail)", "Crisis log reopened: \(detail)")
        case "crisisLog.rhythmSet":
            detail.isEmpty
                ? t("Rythme des points de situation supprimé", "Rhythm of situation reports removed")
                : t("Un point de situation toutes les \(detail)\u{00A0}h", "A situation report every \(detail) h")
        case "crisisLog.merged": merged(detail, t)
        case "crisisLog.exported": t("Main courante exportée\u{00A0}: \(detail)", "Crisis log exported: \(detail)")
        default: nil
        }
    }

    private static func merged(_ detail: String, _ t: Language) -> String {
        let counts = detail.split(separator: "/").compactMap { Int($0) }
        guard counts.count == 3 else { return t("Archive fusionnée", "Archive merged") }
        return t(
            "Archive fusionnée\u{00A0}: \(counts[0]) lignes ajoutées, \(counts[1]) déjà connues, \(counts[2]) numéros en double",
            "Archive merged: \(counts[0]) lines added, \(counts[1]) known already, \(counts[2]) numbers twice")
    }
}
