// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Components
import Organisations
import Primitives
import Recovery
import Site

/// Words that several pages share.
enum BackupWords {
    static func kind(_ kind: BackupRun.Kind, _ t: Language) -> String {
        switch kind {
        case .backup: t("Sauvegarde", "Backup")
        case .restore: t("Restauration", "Restore")
        case .check: t("Contrôle", "Check")
        }
    }

    static func outcome(_ outcome: BackupRun.Outcome, _ t: Language) -> StateBadge {
        switch outcome {
        case .succeeded: StateBadge(.proven, t("Réussie", "Succeeded"))
        case .withWarnings: StateBadge(.expiring, t("Avec avertissements", "With warnings"))
        case .failed: StateBadge(.missing, t("Échec", "Failed"))
        }
    }

    static func reason(_ reason: BackupRun.Reason, _ t: Language) -> String {
        switch reason {
        case .unreadFiles: t("Des fichiers n’ont pas pu être lus.", "Some files could not be read.")
        case .noSummary:
            t("Le compte rendu s’arrête avant la fin du travail.", "The report stops before the work ended.")
        case .unknownExitCode:
            t("Code de fin inconnu\u{00A0}: compté comme un échec.", "Unknown exit code: counted as a failure.")
        case .noExitCode:
            t(
                "Le compte rendu ne dit pas comment le travail s’est terminé\u{00A0}: compté comme un échec.",
                "The report does not say how the work ended: counted as a failure.")
        case .errorsReported: t("L’outil signale des erreurs.", "The program reports errors.")
        case .unknownResult:
            t("Résultat inconnu\u{00A0}: compté comme un échec.", "Unknown result: counted as a failure.")
        case .incompleteRestore: t("Tous les fichiers ne sont pas revenus.", "Not every file came back.")
        }
    }

    static func fault(_ fault: BackupReport.Fault.Reason, _ t: Language) -> String {
        switch fault {
        case .malformed: t("ce n’est pas du JSON lisible", "this is no readable JSON")
        case .tooDeep: t("imbrication trop profonde", "nested too deeply")
        case .badValue(let field):
            t(
                "la valeur de «\u{00A0}\(field)\u{00A0}» manque ou n’a pas de sens",
                "the value of “\(field)” is missing or makes no sense")
        case .noDate:
            t(
                "le compte rendu ne dit pas quand\u{00A0}: indiquez le jour",
                "the report does not say when: give the day")
        case .tooManyRuns: t("trop de lignes, la suite est ignorée", "too many lines, the rest is ignored")
        }
    }

    static func format(_ format: BackupReport.Format, _ t: Language) -> String {
        switch format {
        case .resticSnapshots: t("restic, liste des instantanés", "restic, list of snapshots")
        case .resticBackup: t("restic, sauvegarde", "restic, backup")
        case .resticCheck: t("restic, contrôle", "restic, check")
        case .resticRestore: t("restic, restauration", "restic, restore")
        case .resticStatistics: t("restic, statistiques", "restic, statistics")
        case .borgArchives: t("borg, liste des archives", "borg, list of archives")
        case .borgCreation: t("borg, sauvegarde", "borg, backup")
        case .borgLog: t("borg, journal", "borg, log")
        case .neutralCSV: t("tableau neutre (CSV)", "neutral table (CSV)")
        case .neutralJSON: t("document neutre (JSON)", "neutral document (JSON)")
        }
    }

    static func refusal(_ error: ReportError, _ t: Language) -> String {
        switch error {
        case .empty: t("Ce fichier est vide.", "This file is empty.")
        case .tooLarge(let limit):
            t(
                "Ce fichier dépasse \(t.number(limit >> 20))\u{00A0}Mo.",
                "This file exceeds \(t.number(limit >> 20)) MB.")
        case .notText: t("Ce fichier n’est pas du texte.", "This file is no text.")
        case .unrecognised:
            t(
                "Ce n’est ni un compte rendu de restic ou de borg, ni le format neutre.",
                "This is neither a report of restic or borg, nor the neutral format.")
        case .missingColumns(let names):
            t(
                "Il manque des colonnes\u{00A0}: \(names.joined(separator: ", ")).",
                "Columns are missing: \(names.joined(separator: ", ")).")
        }
    }

    /// What an alert says, whole.
    static func title(_ alert: AlertFinding, _ t: Language) -> String {
        let label = alert.label
        return switch alert.kind {
        case .noJob:
            t("\(label)\u{00A0}: aucune sauvegarde n’est déclarée", "\(label): no backup is declared")
        case .tooOld:
            alert.figure.map { age in
                t(
                    "\(label)\u{00A0}: la dernière bonne copie a \(t.hours(age))",
                    "\(label): the last good copy is \(t.hours(age)) old")
            } ?? t("\(label)\u{00A0}: aucune bonne copie n’est connue", "\(label): no good copy is known")
        case .failed: t("\(label)\u{00A0}: le dernier passage a échoué", "\(label): the last run failed")
        case .essential:
            Essential(rawValue: label).map { essential in
                t(
                    "Indispensable sans copie récente\u{00A0}: \(essential.title(t))",
                    "Essential without a recent copy: \(essential.title(t))")
            } ?? label
        case .noImmutable:
            t("\(label)\u{00A0}: aucune copie immuable ou hors ligne", "\(label): no immutable or offline copy")
        case .interval:
            t("\(label)\u{00A0}: sauvegardé trop rarement", "\(label): saved too rarely")
        case .neverTested: t("\(label)\u{00A0}: jamais restauré", "\(label): never restored")
        case .testFailed:
            t("\(label)\u{00A0}: le dernier essai de restauration a échoué", "\(label): the last restore test failed")
        case .testOld:
            t("\(label)\u{00A0}: l’essai de restauration est trop ancien", "\(label): the restore test is too old")
        case .tooSlow: t("\(label)\u{00A0}: la restauration est trop lente", "\(label): restoring is too slow")
        }
    }

    static func detail(_ alert: AlertFinding, _ t: Language) -> String {
        let figure = alert.figure.map { t.hours($0) } ?? ""
        let bound = alert.bound.map { t.hours($0) } ?? ""
        return switch alert.kind {
        case .noJob:
            t(
                "Déclarez la tâche qui le couvre, ou dites pourquoi il n’en faut pas.",
                "Declare the job that covers it, or say why none is needed.")
        case .tooOld:
            alert.bound == nil
                ? t("Aucun compte rendu ne dit qu’elle a réussi.", "No report says that it succeeded.")
                : t(
                    "Il en faut une de moins de \(bound)\u{00A0}: le travail fait depuis serait perdu.",
                    "One of less than \(bound) is needed: the work done since would be lost.")
        case .failed:
            t("Lisez le message de l’outil, puis relancez.", "Read the message of the program, then run it again.")
        case .essential: Essential(rawValue: alert.label)?.reason(t) ?? ""
        case .noImmutable:
            t(
                "Un attaquant qui a les droits d’administration effacerait toutes les copies.",
                "An attacker with administration rights would erase every copy.")
        case .interval:
            t(
                "Une fois toutes les \(figure), alors que la perte admise (PDMA) est de \(bound).",
                "Once every \(figure), although the accepted loss (RPO) is \(bound).")
        case .neverTested:
            t("Une copie que personne n’a restaurée n’est qu’un espoir.", "A copy that nobody restored is only a hope.")
        case .testFailed: t("Réparez, puis refaites l’essai.", "Repair, then test again.")
        case .testOld:
            t(
                "Il date de \(t.days(alert.figure ?? 0)), le rappel est à \(t.days(alert.bound ?? 0)).",
                "It is \(t.days(alert.figure ?? 0)) old, the reminder is at \(t.days(alert.bound ?? 0)).")
        case .tooSlow:
            t(
                "\(figure) à l’essai, pour une interruption admise (DMIA) de \(bound).",
                "\(figure) when tested, for an accepted interruption (RTO) of \(bound).")
        }
    }

    static func state(_ kind: BackupAlert.Kind, _ t: Language) -> StateBadge {
        StateBadge(kind.isSevere ? .missing : .expiring, word(kind, t))
    }

    static func word(_ kind: BackupAlert.Kind, _ t: Language) -> String {
        switch kind {
        case .noJob: t("Sans sauvegarde", "No backup")
        case .tooOld: t("Trop ancienne", "Too old")
        case .failed: t("Échec", "Failed")
        case .essential: t("Manque", "Missing")
        case .noImmutable: t("Copie effaçable", "Erasable copy")
        case .interval: t("Trop rare", "Too rare")
        case .neverTested: t("Jamais restauré", "Never restored")
        case .testFailed: t("Essai échoué", "Test failed")
        case .testOld: t("Essai ancien", "Old test")
        case .tooSlow: t("Trop lent", "Too slow")
        }
    }
}

extension BackupAlert {
    var finding: AlertFinding { AlertFinding(kind: kind, object: object, label: label, figure: figure, bound: bound) }
}

extension Language {
    /// "45 min", "3 h 10", "26 h", "12 jours".
    func hours(_ value: Double) -> String {
        guard value.isFinite, value >= 0, value < 1_000_000 else { return "–" }
        let minutes = Int((value * 60).rounded())
        if minutes < 60 { return self("\(minutes)\u{00A0}min", "\(minutes) min") }
        if value >= 72 { return days(value / 24) }
        let (whole, rest) = (minutes / 60, minutes % 60)
        // Beyond half a day, minutes are noise.
        if rest == 0 || whole >= 12 { return self("\(Int(value.rounded()))\u{00A0}h", "\(Int(value.rounded())) h") }
        let padded = rest < 10 ? "0\(rest)" : "\(rest)"
        return self("\(whole)\u{00A0}h\u{00A0}\(padded)", "\(whole) h \(padded)")
    }

    func days(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1_000_000 else { return "–" }
        return count(Int(value.rounded()), ("jour", "jours"), ("day", "days"))
    }

    /// "812 Go".
    func volume(_ bytes: Int) -> String {
        let units = [self("o", "B"), self("ko", "kB"), self("Mo", "MB"), self("Go", "GB"), self("To", "TB")]
        var value = Double(max(bytes, 0))
        var unit = 0
        while value >= 1000, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let text = decimal(value, value < 10 && unit > 0 ? 1 : 0)
        return text + self("\u{00A0}", " ") + units[unit]
    }
}
