// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why a letter did not leave. Holds no address, name or password: it may be logged and shown.
public enum MailError: ExplainedError, Sendable, Hashable {
    case invalidAddress
    case invalidHost
    /// A subject or a name with a line end or another control character: it would begin a header of its own.
    case invalidText
    /// A password would cross the network unencrypted.
    case passwordInClear
    /// No such host, or nobody answers there.
    case unreachable
    case tooSlow
    /// The server does not offer encryption, or no common version of TLS was found.
    case encryptionFailed
    /// The server's certificate is not the one of this host, or nobody we trust vouches for it.
    case certificateRefused
    case loginRefused
    /// Refusals carry the server's reply code (RFC 5321 §4.2): 4xx for now, 5xx for good.
    case serverRefused(code: Int)
    case senderRefused(code: Int)
    case recipientRefused(code: Int)
    case messageRefused(code: Int)
    /// The conversation broke off: whether the server kept the letter is not known.
    case interrupted
    case cancelled
    /// libcurl's own number, for the log.
    case failed(code: Int)

    /// Whether the same letter may leave later without anybody changing anything.
    public var isTemporary: Bool {
        switch self {
        case .unreachable, .tooSlow, .interrupted, .cancelled: true
        case .serverRefused(let code), .senderRefused(let code), .recipientRefused(let code), .messageRefused(let code):
            (400..<500).contains(code)
        case .invalidAddress, .invalidHost, .invalidText, .passwordInClear, .encryptionFailed, .certificateRefused,
            .loginRefused, .failed:
            false
        }
    }

    /// Whether the next letter would meet the same obstacle.
    var concernsAllLetters: Bool {
        switch self {
        case .invalidAddress, .invalidText, .recipientRefused, .messageRefused, .interrupted: false
        case .invalidHost, .passwordInClear, .unreachable, .tooSlow, .encryptionFailed, .certificateRefused,
            .loginRefused, .serverRefused, .senderRefused, .cancelled, .failed:
            true
        }
    }

    public var message: Phrase {
        switch self {
        case .invalidAddress:
            Phrase("L’adresse électronique n’est pas valable.", "The e-mail address is not valid.")
        case .invalidHost:
            Phrase("Le nom du serveur de messagerie n’est pas valable.", "The name of the mail server is not valid.")
        case .invalidText:
            Phrase(
                "L’objet ou le nom de l’expéditeur contient un retour à la ligne ou un caractère de contrôle.",
                "The subject or the sender’s name holds a line end or a control character.")
        case .passwordInClear:
            Phrase(
                "Le mot de passe de messagerie circulerait en clair. Choisissez STARTTLS ou TLS.",
                "The mail password would travel in clear. Choose STARTTLS or TLS.")
        case .unreachable:
            Phrase(
                "Le serveur de messagerie ne répond pas. Vérifiez son nom, son port et le réseau\u{00A0}; le message "
                    + "n’est pas parti.",
                "The mail server does not answer. Check its name, its port and the network; the message has not left.")
        case .tooSlow:
            Phrase(
                "Le serveur de messagerie met trop de temps à répondre. Le message n’est sans doute pas parti.",
                "The mail server takes too long to answer. The message has probably not left.")
        case .encryptionFailed:
            Phrase(
                "La liaison chiffrée avec le serveur de messagerie n’a pas pu être établie. Vérifiez le mode de "
                    + "chiffrement et le port\u{00A0}; le message n’est pas parti.",
                "The encrypted connection to the mail server could not be made. Check the encryption mode and the "
                    + "port; the message has not left.")
        case .certificateRefused:
            Phrase(
                "Le certificat du serveur de messagerie n’est pas reconnu. Indiquez l’autorité de certification de "
                    + "l’établissement\u{00A0}; le message n’est pas parti.",
                "The certificate of the mail server is not trusted. Name the establishment’s certification authority; "
                    + "the message has not left.")
        case .loginRefused:
            Phrase(
                "Le serveur de messagerie refuse l’identifiant ou le mot de passe de Carène.",
                "The mail server refuses the login or the password of Carène.")
        case .serverRefused(let code):
            Phrase(
                "Le serveur de messagerie refuse de nous parler (réponse \(code)).",
                "The mail server refuses to talk to us (reply \(code)).")
        case .senderRefused(let code):
            Phrase(
                "Le serveur de messagerie refuse l’adresse d’expéditeur de Carène (réponse \(code)).",
                "The mail server refuses the sender address of Carène (reply \(code)).")
        case .recipientRefused(let code):
            Phrase(
                "Le serveur de messagerie refuse le destinataire (réponse \(code)). Vérifiez l’adresse.",
                "The mail server refuses the recipient (reply \(code)). Check the address.")
        case .messageRefused(let code):
            Phrase(
                "Le serveur de messagerie refuse le message (réponse \(code)).",
                "The mail server refuses the message (reply \(code)).")
        case .interrupted:
            Phrase(
                "La liaison avec le serveur de messagerie s’est interrompue. Le message n’est peut-être pas parti.",
                "The connection to the mail server broke off. The message may not have left.")
        case .cancelled:
            Phrase(
                "L’envoi a été abandonné\u{00A0}; le message n’est pas parti.",
                "Sending was abandoned; the message has not left.")
        case .failed(let code):
            Phrase(
                "Le message n’a pas pu partir (erreur de transport \(code)).",
                "The message could not leave (transport error \(code)).")
        }
    }
}
