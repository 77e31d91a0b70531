// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this room writes to the journal, in sentences. Details are roles and titles; never a number, never a phrase.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        kit(action, detail, t) ?? check(action, detail, t) ?? contact(action, detail, t) ?? entry(action, detail, t)
    }

    private static func kit(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "kit.made":
            t(
                "Mallette de crise faite\u{00A0}: \(detail)",
                "Crisis kit made: \(detail)")
        case "kit.downloaded": t("Mallette de crise téléchargée", "Crisis kit downloaded")
        case "kit.limited":
            t("Âge limite de la mallette\u{00A0}: \(detail) jours", "Age limit of the kit: \(detail) days")
        case "kit.cells.placed": t("Lieux des cellules de crise modifiés", "Places of the crisis cells changed")
        case "kit.notification.proposed":
            t("Liste proposée des destinataires reprise (\(detail))", "Proposed list of recipients taken (\(detail))")
        default: nil
        }
    }

    private static func check(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "kit.check.started":
            t("Essai d’appel commencé (contacts\u{00A0}: \(detail))", "Call check begun (contacts: \(detail))")
        case "kit.check.noted": t("Essai d’appel\u{00A0}: appels notés", "Call check: calls noted")
        case "kit.check.ended":
            t("Essai d’appel terminé (joints\u{00A0}: \(detail))", "Call check ended (reached: \(detail))")
        case "kit.check.reopened": t("Essai d’appel rouvert", "Call check reopened")
        case "kit.check.removed": t("Essai d’appel retiré", "Call check removed")
        case "kit.check.restored": t("Essai d’appel rétabli", "Call check restored")
        default: nil
        }
    }

    private static func contact(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "kit.contact.added": t("Contact de crise ajouté\u{00A0}: \(detail)", "Crisis contact added: \(detail)")
        case "kit.contact.corrected":
            t("Contact de crise modifié\u{00A0}: \(detail)", "Crisis contact changed: \(detail)")
        case "kit.contact.removed": t("Contact de crise retiré\u{00A0}: \(detail)", "Crisis contact removed: \(detail)")
        case "kit.contact.restored":
            t("Contact de crise rétabli\u{00A0}: \(detail)", "Crisis contact restored: \(detail)")
        case "kit.contacts.exported":
            t(
                "Contacts de crise exportés, numéros compris (\(detail))",
                "Crisis contacts exported with numbers (\(detail))")
        case "kit.contacts.imported":
            t("Contacts de crise importés (\(detail))", "Crisis contacts imported (\(detail))")
        default: nil
        }
    }

    private static func entry(_ action: String, _ detail: String, _ t: Language) -> String? {
        let parts = action.split(separator: ".")
        guard parts.count == 3, parts[0] == "kit", let kind = EntryKind(rawValue: String(parts[1])) else { return nil }
        let what =
            switch kind {
            case .seat: t("Fonction de cellule de crise", "Function of a crisis cell")
            case .notification: t("Destinataire à prévenir", "Recipient to tell")
            case .cutoff: t("Point de coupure", "Cut-off point")
            case .copy: t("Copie de la mallette", "Copy of the kit")
            }
        let act: String
        switch parts[2] {
        case "added": act = t("ajout", "added")
        case "corrected": act = t("modification", "changed")
        case "removed": act = t("retrait", "removed")
        case "restored": act = t("rétablissement", "restored")
        default: return nil
        }
        return t("\(what), \(act)\u{00A0}: \(detail)", "\(what), \(act): \(detail)")
    }
}
