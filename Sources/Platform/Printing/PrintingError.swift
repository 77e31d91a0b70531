// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why a page could not be made into a PDF.
public enum PrintingError: ExplainedError, Sendable, Hashable {
    /// WeasyPrint is not on this machine: the print view is offered instead.
    case notInstalled
    /// The time limit passed.
    case tooSlow
    /// The page, the memory it takes or the PDF is over its limit.
    case tooBig
    /// Too many pages are waiting to be printed.
    case busy
    /// Whoever asked does not wait any more.
    case cancelled
    /// WeasyPrint gave up; its own words, for the log.
    case failed(String)

    public var message: Phrase {
        switch self {
        case .notInstalled:
            Phrase(
                "Ce serveur ne sait pas produire de PDF\u{00A0}: WeasyPrint n’y est pas installé. Ouvrez la version "
                    + "imprimable, puis choisissez «\u{00A0}Enregistrer au format PDF\u{00A0}» dans votre navigateur.",
                "This server cannot make PDFs: WeasyPrint is not installed on it. Open the print view, then choose "
                    + "“Save as PDF” in your browser.")
        case .tooSlow:
            Phrase(
                "Le PDF prend trop de temps à produire\u{00A0}; rien n’a été modifié. Choisissez une partie du "
                    + "document, ou imprimez la version imprimable depuis votre navigateur.",
                "The PDF takes too long to make; nothing was changed. Choose a part of the document, or print the "
                    + "print view from your browser.")
        case .tooBig:
            Phrase(
                "Le document est trop volumineux pour un seul PDF\u{00A0}; rien n’a été modifié. Choisissez une partie "
                    + "du document, ou imprimez la version imprimable depuis votre navigateur.",
                "The document is too large for one PDF; nothing was changed. Choose a part of the document, or print "
                    + "the print view from your browser.")
        case .busy:
            Phrase(
                "Trop de PDF sont en cours de production. Recommencez dans une minute.",
                "Too many PDFs are being made. Try again in a minute.")
        case .cancelled:
            Phrase("La production du PDF a été abandonnée.", "The making of the PDF was abandoned.")
        case .failed:
            Phrase(
                "Le PDF n’a pas pu être produit\u{00A0}; rien n’a été modifié. Ouvrez la version imprimable, et "
                    + "signalez l’incident à l’administrateur\u{00A0}: le détail est dans le journal du serveur.",
                "The PDF could not be made; nothing was changed. Open the print view, and tell the administrator: the "
                    + "detail is in the server’s log.")
        }
    }

    public var nature: ErrorNature {
        switch self {
        case .tooSlow, .tooBig, .busy: .limited
        case .notInstalled, .cancelled, .failed: .conflict
        }
    }
}
