// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why an account, a role or a means of signing in was refused. Each case carries a sentence for the person who asked.
public enum IdentityError: Error, Sendable, Hashable {
    case emailMalformed
    case emailTaken
    case nameMissing
    case nameTooLong
    case unknownAccount
    /// Said of an organisation that does not exist and of one that the person may not see, so that neither can be
    /// guessed.
    case unknownOrganisation
    /// The person may not give or take this role here.
    case roleNotYours(Role)
    case roleElsewhere(Role)
    case endInThePast
    /// The account holds roles outside of what the person administers.
    case accountNotYours
    case lastAdministrator
    case password(PasswordFault)
    /// The present password, asked again before a change, is not the right one.
    case wrongPassword
    case tooManyAttempts(retryAfterSeconds: Int)
    case linkInvalid
    case secondFactorAlreadyEnabled
    case secondFactorNotStarted
    case secondFactorMandatory
    case wrongCode
    /// The key of the installation is not the one that sealed the secret.
    case sealedWithAnotherKey
    case sessionEnded
    case qrCodeTooLong
    /// Too many passwords are being checked at this moment.
    case busy
    /// The hash function could not work, for want of memory.
    case hashingFailed

    public var message: Phrase {
        switch self {
        case .emailMalformed:
            Phrase(
                "Cette adresse électronique n’est pas complète\u{00A0}: elle s’écrit comme prenom.nom@etablissement.fr.",
                "This e-mail address is not complete: write it like first.last@hospital.example.")
        case .emailTaken:
            Phrase("Un compte existe déjà avec cette adresse.", "An account with this address already exists.")
        case .nameMissing:
            Phrase("Indiquez le nom de la personne.", "Give the person’s name.")
        case .nameTooLong:
            Phrase("Le nom est limité à 200 caractères.", "A name has at most 200 characters.")
        case .unknownAccount:
            Phrase("Ce compte n’existe pas.", "This account does not exist.")
        case .unknownOrganisation:
            Phrase("Cet établissement n’existe pas.", "This organisation does not exist.")
        case .roleNotYours(let role):
            Phrase(
                "Vous ne pouvez ni donner ni retirer ici le rôle «\u{00A0}\(role.title.french)\u{00A0}».",
                "You may not give or take away the role “\(role.title.english)” here.")
        case .roleElsewhere(let role):
            Phrase(
                "Le rôle «\u{00A0}\(role.title.french)\u{00A0}» ne se donne que sur \(role.place.french).",
                "The role “\(role.title.english)” is only given on \(role.place.english).")
        case .endInThePast:
            Phrase("La date de fin est déjà passée.", "The end date has already passed.")
        case .accountNotYours:
            Phrase(
                "Ce compte a des rôles en dehors des établissements que vous administrez.",
                "This account holds roles outside of the organisations that you administer.")
        case .lastAdministrator:
            Phrase(
                "C’est le dernier compte administrateur sans date de fin\u{00A0}: nommez-en d’abord un autre.",
                "This is the last administrator without an end date: appoint another one first.")
        case .password(let fault): fault.explanation
        case .wrongPassword:
            Phrase("Le mot de passe actuel n’est pas le bon.", "The current password is not the right one.")
        case .tooManyAttempts(let seconds): Self.tooMany(seconds)
        case .linkInvalid:
            Phrase(
                "Ce lien a déjà servi ou n’est plus valable. Demandez-en un nouveau à votre administrateur.",
                "This link has been used or is no longer valid. Ask your administrator for a new one.")
        case .secondFactorAlreadyEnabled:
            Phrase(
                "La double authentification est déjà active sur ce compte.",
                "The second factor is already enabled on this account.")
        case .secondFactorNotStarted:
            Phrase(
                "Affichez d’abord le code à scanner, puis saisissez les six chiffres de votre application.",
                "Display the code to scan first, then type the six digits of your application.")
        case .secondFactorMandatory:
            Phrase(
                "Vos rôles exigent la double authentification\u{00A0}: elle ne peut pas être retirée.",
                "Your roles require a second factor: it cannot be removed.")
        case .wrongCode:
            Phrase(
                "Ce code n’est pas valable ou a déjà servi. Attendez le suivant et réessayez.",
                "This code is not valid or has been used. Wait for the next one and try again.")
        case .sealedWithAnotherKey:
            Phrase(
                "Le serveur ne peut pas lire le secret de la double authentification\u{00A0}: sa clé a changé. "
                    + "Prévenez l’administrateur.",
                "The server cannot read the secret of the second factor: its key has changed. Tell the administrator.")
        case .sessionEnded:
            Phrase(
                "Votre session est terminée\u{00A0}: connectez-vous à nouveau.",
                "Your session has ended: sign in again.")
        case .qrCodeTooLong:
            Phrase("Ce texte est trop long pour un code QR.", "This text is too long for a QR code.")
        case .busy:
            Phrase(
                "Beaucoup de personnes se connectent en ce moment. Réessayez dans quelques secondes.",
                "Many people are signing in right now. Try again in a few seconds.")
        case .hashingFailed:
            Phrase(
                "Le serveur manque de mémoire pour vérifier le mot de passe. Réessayez dans quelques instants.",
                "The server lacks the memory to check the password. Try again in a moment.")
        }
    }

    private static func tooMany(_ seconds: Int) -> Phrase {
        let minutes = (max(seconds, 1) + 59) / 60
        return seconds < 60
            ? Phrase(
                "Trop d’essais. Réessayez dans \(Language.french.count(seconds, ("seconde", "secondes"), ("", ""))).",
                "Too many attempts. Try again in \(Language.english.count(seconds, ("", ""), ("second", "seconds"))).")
            : Phrase(
                "Trop d’essais. Réessayez dans \(Language.french.count(minutes, ("minute", "minutes"), ("", ""))).",
                "Too many attempts. Try again in \(Language.english.count(minutes, ("", ""), ("minute", "minutes"))).")
    }
}
