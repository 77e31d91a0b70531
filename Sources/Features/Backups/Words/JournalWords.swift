// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this feature writes to the journal, in sentences.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "backup.jobDeclared": t("Sauvegarde déclarée\u{00A0}: \(detail)", "Backup declared: \(detail)")
        case "backup.jobCorrected": t("Sauvegarde modifiée\u{00A0}: \(detail)", "Backup changed: \(detail)")
        case "backup.jobRemoved": t("Sauvegarde retirée\u{00A0}: \(detail)", "Backup removed: \(detail)")
        case "backup.jobRestored": t("Sauvegarde rétablie\u{00A0}: \(detail)", "Backup restored to the list: \(detail)")
        case "backup.sourceAttached":
            t("Passages rattachés à une sauvegarde\u{00A0}: \(detail)", "Runs attached to a backup: \(detail)")
        case "backup.reportImported":
            t("Compte rendu de sauvegarde reçu\u{00A0}: \(detail)", "Backup report received: \(detail)")
        case "backup.importUndone":
            t("Compte rendu de sauvegarde annulé\u{00A0}: \(detail)", "Backup report taken back: \(detail)")
        case "backup.restoreRecorded":
            t("Essai de restauration enregistré\u{00A0}: \(detail)", "Restore test recorded: \(detail)")
        case "backup.restoreCorrected":
            t("Essai de restauration corrigé\u{00A0}: \(detail)", "Restore test corrected: \(detail)")
        case "backup.restoreRemoved":
            t("Essai de restauration retiré\u{00A0}: \(detail)", "Restore test removed: \(detail)")
        case "backup.restoreResumed":
            t("Essai de restauration rétabli\u{00A0}: \(detail)", "Restore test brought back: \(detail)")
        case "backup.alertHandled":
            t("Alerte de sauvegarde prise en charge\u{00A0}: \(detail)", "Backup alert taken in charge: \(detail)")
        case "backup.reviewed":
            t("Alertes de sauvegarde passées en revue, \(detail) à traiter", "Backup alerts reviewed, \(detail) open")
        case "backup.retestSet":
            t(
                "Rappel des essais de restauration réglé à \(detail) jours",
                "Reminder of restore tests set to \(detail) days")
        case "backup.exempted":
            t("Dispensé de sauvegarde propre\u{00A0}: \(detail)", "Needs no backup of its own: \(detail)")
        case "backup.exemptionEnded":
            t("De nouveau à sauvegarder\u{00A0}: \(detail)", "To be backed up again: \(detail)")
        case "backup.depositOpened":
            t("Dépôt automatique ouvert\u{00A0}: \(detail)", "Automatic deposit opened: \(detail)")
        case "backup.depositRevoked": t("Dépôt automatique fermé", "Automatic deposit closed")
        default: nil
        }
    }
}
