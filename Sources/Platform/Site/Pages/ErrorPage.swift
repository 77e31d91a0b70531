// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import HTTPTypes
import Markup
import Primitives

/// Errors as pages: what happened, what was kept, what to do.
enum ErrorPage {
    static func reply(to refusal: Refusal, _ visit: Visit) -> Reply {
        let t = visit.language
        switch refusal {
        case .signInNeeded:
            return .redirect(SiteAddress.signIn.path.with("suite", visit.path == "/" ? nil : visit.path))
        case .secondFactorNeeded:
            return .redirect(SiteAddress.secondFactor.path)
        case .notFound:
            return page(
                visit, refusal.status, t("Cette page n’existe pas", "This page does not exist"),
                t(
                    "Elle a pu changer d’adresse, ou ne pas faire partie de ce que vous suivez. Partez du tableau de bord ou de la recherche.",
                    "It may have moved, or may not be part of what you follow. Start from the dashboard or the search.")
            )
        case .forbidden:
            return page(
                visit, refusal.status, t("Votre rôle ne permet pas cette action", "Your role does not allow this"),
                t(
                    "Rien n’a été changé. L’administrateur de l’établissement peut vous confier un rôle plus large.",
                    "Nothing was changed. The establishment's administrator can give you a wider role."))
        case .tooLarge(let limit):
            let size = t.decimal(Double(limit) / 1_048_576, limit < 1_048_576 ? 2 : 0)
            return page(
                visit, refusal.status, t("L’envoi est trop volumineux", "What you sent is too large"),
                t(
                    "La limite est de \(size) Mo. Rien n’a été enregistré.",
                    "The limit is \(size) MB. Nothing was saved."))
        case .malformed(let message):
            return page(
                visit, refusal.status, t("Cette demande n’est pas lisible", "This request cannot be read"), message(t))
        case .conflict(let message):
            return page(
                visit, refusal.status, t("Quelque chose a changé entre-temps", "Something changed meanwhile"),
                message(t))
        case .invalid(let message):
            return page(visit, refusal.status, t("Ce n’est pas possible ainsi", "This is not possible"), message(t))
        case .tooMany(let seconds):
            let minutes = max(1, (seconds + 59) / 60)
            var reply = page(
                visit, refusal.status, t("Trop d’essais", "Too many attempts"),
                t(
                    "Par prudence, merci d’attendre \(t.count(minutes, ("minute", "minutes"), ("", ""))) avant de recommencer.",
                    "To be safe, please wait \(t.count(minutes, ("", ""), ("minute", "minutes"))) before trying again.")
            )
            reply.headers[.retryAfter] = String(seconds)
            return reply
        }
    }

    static func databaseUnavailable(_ visit: Visit) -> Reply {
        let t = visit.language
        return page(
            visit, .unavailable, t("La base de données ne répond pas", "The database does not answer"),
            t(
                "Rien n’est perdu\u{00A0}: ce qui était enregistré l’est toujours, votre dernière saisie ne l’est pas. Réessayez dans un instant\u{00A0}; si cela dure, prévenez la personne qui exploite Carène (référence \(visit.requestID)).",
                "Nothing is lost: what was saved still is, what you just entered is not. Try again in a moment; if it lasts, tell whoever runs Carène (reference \(visit.requestID))."
            ))
    }

    static func cannotWrite(_ visit: Visit) -> Reply {
        let t = visit.language
        return page(
            visit, .unavailable, t("L’enregistrement est impossible", "Saving is not possible"),
            t(
                "Le disque du serveur est plein ou protégé en écriture. La lecture reste possible\u{00A0}; rien n’a été enregistré à moitié. Prévenez la personne qui exploite Carène (référence \(visit.requestID)).",
                "The server's disk is full or read-only. Reading still works; nothing was half saved. Tell whoever runs Carène (reference \(visit.requestID))."
            ))
    }

    static func broken(_ visit: Visit) -> Reply {
        let t = visit.language
        return page(
            visit, .broken, t("Carène s’est trompée", "Carène made a mistake"),
            t(
                "L’erreur est notée. Rien n’a été enregistré à moitié. Vous pouvez revenir en arrière et réessayer\u{00A0}; si cela se répète, donnez la référence \(visit.requestID) à la personne qui exploite Carène.",
                "The error was recorded. Nothing was half saved. You can go back and try again; if it happens again, give the reference \(visit.requestID) to whoever runs Carène."
            ))
    }

    /// A migration failed: no session can be read, so this page stands alone.
    static let closedForRepair: Reply = {
        let markup: HTML = """
            <!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Carène est arrêtée</title></head><body><main>\
            <h1>Carène est arrêtée pour réparation</h1><p>La mise à jour de la base de données n’a pas abouti. Les données \
            sont intactes. La personne qui exploite Carène trouvera la raison dans le journal du serveur et à l’adresse \
            /sante.</p></main></body></html>
            """
        return .html(markup, status: .unavailable)
    }()

    private static func page(_ visit: Visit, _ status: Status, _ title: String, _ text: String) -> Reply {
        let t = visit.language
        if visit.wantsFragment { return .text(title + " " + text, status: status) }
        let back = Action(
            visit.person == nil ? t("Se connecter", "Sign in") : t("Tableau de bord", "Dashboard"),
            href: SiteAddress.home.path, style: .primary)
        let main = pageHead(t, PageHead(title, lead: text, actions: [back]))
        return visit.plainPage(Page(title, main: main), status: status)
    }
}
