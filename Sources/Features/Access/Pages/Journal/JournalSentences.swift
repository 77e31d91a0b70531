// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What the platform's own codes mean in the journal, in sentences. Features tell theirs (`Feature.journalSentence`); an action
/// that nobody tells is shown by its code.
enum JournalSentences {
    /// Nil for an unknown action.
    static func sentence(_ line: JournalLine, _ t: Language) -> String? {
        account(line, t) ?? signIn(line, t) ?? establishment(line, t) ?? framework(line, t)
    }

    private static func account(_ line: JournalLine, _ t: Language) -> String? {
        let whom = line.subject ?? t("une personne", "somebody")
        switch line.action {
        case "account.created": return t("Compte ouvert pour \(whom)", "Account opened for \(whom)")
        case "account.renamed": return t("Nom changé\u{00A0}: \(line.detail)", "Name changed: \(line.detail)")
        case "account.languageChosen": return t("Langue choisie par \(whom)", "Language chosen by \(whom)")
        case "account.disabled": return t("Compte de \(whom) fermé", "Account of \(whom) closed")
        case "account.enabled": return t("Compte de \(whom) rouvert", "Account of \(whom) reopened")
        case "role.given":
            let role = role(line.detail, t)
            return t("Rôle «\u{00A0}\(role)\u{00A0}» donné à \(whom)", "Role “\(role)” given to \(whom)")
        case "role.taken":
            let role = role(line.detail, t)
            return t("Rôle «\u{00A0}\(role)\u{00A0}» retiré à \(whom)", "Role “\(role)” taken away from \(whom)")
        case "link.issued": return t("Lien à usage unique préparé pour \(whom)", "One-time link made for \(whom)")
        case "link.used": return t("Lien à usage unique utilisé par \(whom)", "One-time link used by \(whom)")
        default: return nil
        }
    }

    private static func signIn(_ line: JournalLine, _ t: Language) -> String? {
        let whom = line.subject ?? t("une adresse inconnue", "an unknown address")
        switch line.action {
        case "signIn.succeeded": return t("Connexion de \(whom)", "\(whom) signed in")
        case "signIn.passwordAccepted":
            return t("Mot de passe de \(whom) accepté, code attendu", "Password of \(whom) accepted, code awaited")
        case "signIn.refused": return t("Connexion refusée pour \(whom)", "Sign-in refused for \(whom)")
        case "session.closed": return t("Déconnexion de \(whom)", "\(whom) signed out")
        case "session.revoked": return t("Sessions de \(whom) fermées", "Sessions of \(whom) closed")
        case "password.changed": return t("Mot de passe de \(whom) changé", "Password of \(whom) changed")
        case "password.refused":
            return t("Mot de passe actuel mal saisi par \(whom)", "Current password mistyped by \(whom)")
        case "secondFactor.started":
            return t("Double authentification préparée par \(whom)", "Second factor prepared by \(whom)")
        case "secondFactor.enabled":
            return t("Double authentification activée par \(whom)", "Second factor enabled by \(whom)")
        case "secondFactor.disabled":
            return t("Double authentification de \(whom) retirée", "Second factor of \(whom) removed")
        case "secondFactor.refused": return t("Code refusé pour \(whom)", "Code refused for \(whom)")
        case "recoveryCodes.issued": return t("Codes de secours remis à \(whom)", "Recovery codes issued to \(whom)")
        case "recoveryCode.used": return t("Code de secours utilisé par \(whom)", "Recovery code used by \(whom)")
        default: return nil
        }
    }

    private static func establishment(_ line: JournalLine, _ t: Language) -> String? {
        switch line.action {
        case "organisation.created":
            t("Établissement créé\u{00A0}: \(line.detail)", "Establishment created: \(line.detail)")
        case "organisation.edited":
            t("Établissement modifié\u{00A0}: \(line.detail)", "Establishment changed: \(line.detail)")
        case "organisation.moved":
            line.detail.isEmpty
                ? t("Établissement détaché", "Establishment detached")
                : t("Établissement rattaché à \(line.detail)", "Establishment placed under \(line.detail)")
        case "finess.imported": t("Extrait FINESS importé", "FINESS extract imported")
        case "membership.imported": t("Composition des GHT importée", "Group membership imported")
        case "activity.imported": t("Activités combinées importées", "Combined activities imported")
        case "organisation.closed": t("Établissement fermé", "Establishment closed")
        case "organisation.reopened": t("Établissement rouvert", "Establishment reopened")
        case "organisation.activitySet":
            t("Activité combinée de \(line.detail) enregistrée", "Combined activity of \(line.detail) saved")
        default: nil
        }
    }

    private static func framework(_ line: JournalLine, _ t: Language) -> String? {
        switch line.action {
        case "framework.added": t("Référentiel ajouté", "Framework added")
        case "framework.loaded": t("Référentiels chargés\u{00A0}: \(line.detail)", "Frameworks loaded: \(line.detail)")
        case "framework.fileRead": t("Fichier de référentiel lu", "Framework file read")
        case "frameworks.installed":
            t("Référentiels livrés installés\u{00A0}: \(line.detail)", "Shipped frameworks installed: \(line.detail)")
        case "mapping.added": t("Correspondance ajoutée", "Mapping added")
        default: nil
        }
    }

    /// The journal keeps `securityOfficer: Claire Morvan (→ 2027-03-01)`: the code of the role comes first.
    private static func role(_ detail: String, _ t: Language) -> String {
        let code = detail.prefix { $0 != ":" }
        return Role(rawValue: String(code)).map { $0.title(t) } ?? String(code)
    }
}
