// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this feature, and the platform's store under it, write to the journal.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "proof.registered": t("Preuve enregistrée\u{00A0}: \(detail)", "Proof registered: \(detail)")
        case "proof.replaced": t("Preuve remplacée\u{00A0}: \(detail)", "Proof replaced: \(detail)")
        case "proof.withdrawn": t("Preuve retirée\u{00A0}: \(detail)", "Proof withdrawn: \(detail)")
        case "proof.restored": t("Preuve rétablie\u{00A0}: \(detail)", "Proof restored: \(detail)")
        case "proof.attached":
            t(
                "Preuve rattachée à la main à \(detail) exigence(s)",
                "Proof attached by hand to \(detail) requirement(s)")
        case "proof.downloaded":
            t("Fichier d’une preuve téléchargé\u{00A0}: \(detail)", "File of a proof downloaded: \(detail)")
        default: nil
        }
    }
}
