// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this feature writes to the journal, in sentences.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "supervision.alert.seen": t("a pris l’alerte «\u{00A0}\(detail)\u{00A0}»", "took the alert “\(detail)”")
        case "supervision.alert.new":
            t("a rendu nouvelle l’alerte «\u{00A0}\(detail)\u{00A0}»", "made the alert “\(detail)” new")
        case "supervision.alert.handled":
            t("a traité l’alerte «\u{00A0}\(detail)\u{00A0}»", "handled the alert “\(detail)”")
        case "supervision.alert.falsePositive":
            t("a dit fausse l’alerte «\u{00A0}\(detail)\u{00A0}»", "called the alert “\(detail)” a false positive")
        case "supervision.filter.added":
            t("a mis en place le filtre «\u{00A0}\(detail)\u{00A0}»", "put the filter “\(detail)” in force")
        case "supervision.filter.removed":
            t("a retiré le filtre «\u{00A0}\(detail)\u{00A0}»", "removed the filter “\(detail)”")
        case "supervision.filter.restored":
            t("a rétabli le filtre «\u{00A0}\(detail)\u{00A0}»", "restored the filter “\(detail)”")
        case "supervision.silence.begun": t("a mis en silence «\u{00A0}\(detail)\u{00A0}»", "silenced “\(detail)”")
        case "supervision.silence.ended":
            t("a fini le silence «\u{00A0}\(detail)\u{00A0}»", "ended the silence “\(detail)”")
        case "supervision.sender.added":
            t("a créé un jeton de collecte pour «\u{00A0}\(detail)\u{00A0}»", "made an intake token for “\(detail)”")
        case "supervision.sender.revoked":
            t(
                "a révoqué le jeton de collecte de «\u{00A0}\(detail)\u{00A0}»",
                "revoked the intake token of “\(detail)”")
        case "supervision.kept.erased":
            t(
                "a effacé les journaux gardés (\(detail)\u{00A0}Mo)", "erased the logs that were kept (\(detail) MB)")
        case "supervision.host.critical":
            t("a marqué la machine \(detail) critique", "marked the machine \(detail) critical")
        case "supervision.host.ordinary":
            t("a retiré la marque critique de la machine \(detail)", "took the critical mark off the machine \(detail)")
        case "supervision.inventory.loaded":
            t("a chargé l’inventaire des machines (\(detail))", "loaded the inventory of machines (\(detail))")
        case "supervision.rules.applied":
            t("a changé les règles de détection (\(detail))", "changed the detection rules (\(detail))")
        case "supervision.notices.set":
            detail.isEmpty
                ? t("a arrêté les avis d’alerte", "stopped the notices of alerts")
                : t("a réglé les avis d’alerte (\(detail))", "set the notices of alerts (\(detail))")
        case "supervision.coverage.published":
            t("a publié la couverture de supervision (\(detail))", "published the supervision coverage (\(detail))")
        case "supervision.hunt.kept":
            t(
                "a gardé les alertes d’une fouille de journaux (\(detail))",
                "kept the alerts of a hunt in logs (\(detail))")
        default: nil
        }
    }
}
