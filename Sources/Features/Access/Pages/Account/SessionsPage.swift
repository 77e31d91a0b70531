// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Primitives
import Site

/// Where a person is signed in, to find a stranger and show them out.
enum SessionsPage {
    struct Model: Sendable {
        let rows: [Line]
    }

    struct Line: Sendable {
        let id: SessionInfo.ID
        let browser: String
        let network: String?
        let openedAt: String
        let seenAt: String
        let isThisOne: Bool
        let isPending: Bool
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let person = try visit.ownPerson()
        let (id, sessions, now) = (person.access.account, visit.house.entrance.sessions, visit.now)
        let list = try await visit.read { try sessions.list(of: id, at: now, in: $0) }
        let t = visit.language
        let rows = list.map { info in
            Line(
                id: info.id, browser: info.userAgent, network: info.network,
                openedAt: t.moment(info.createdAt, in: visit.zone), seenAt: t.moment(info.lastSeenAt, in: visit.zone),
                isThisOne: info.id == person.session.id, isPending: info.standing == .secondFactorPending)
        }
        let title = t("Où je suis connecté", "Where I am signed in")
        let trail = [Crumb(t("Mon compte", "My account"), href: SiteAddress.account.path), Crumb(title)]
        return visit.page(Page(title, trail: trail, main: render(Model(rows: rows), t)))
    }

    @Sendable
    static func close(_ visit: Visit) async throws -> Reply {
        let person = try visit.ownPerson()
        let session: SessionInfo.ID = try visit.identifier("session")
        if session == person.session.id { return try await SigningOut.receive(visit) }
        let (id, sessions) = (person.access.account, visit.house.entrance.sessions)
        try await visit.change { try sessions.revoke(session, of: id, in: $0) }
        return .redirect(
            DoorURL.sessions.path, notice: visit.language("La session est fermée.", "The session is closed."))
    }

    @Sendable
    static func closeOthers(_ visit: Visit) async throws -> Reply {
        let person = try visit.ownPerson()
        let (info, sessions) = (person.session, visit.house.entrance.sessions)
        let ended = try await visit.change { try sessions.revokeAll(of: info.account, keeping: info.id, in: $0) }
        let t = visit.language
        let notice = t.count(ended, ("session fermée.", "sessions fermées."), ("session closed.", "sessions closed."))
        return .redirect(DoorURL.sessions.path, notice: notice)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let others = model.rows.count { !$0.isThisOne }
        let head = PageHead(
            others == 0
                ? t("Vous n’êtes connecté qu’ici", "You are signed in here only")
                : t(
                    "Vous êtes aussi connecté \(t.count(others, ("fois ailleurs", "fois ailleurs"), ("", "")))",
                    "You are also signed in \(t.count(others, ("", ""), ("time elsewhere", "times elsewhere")))"),
            lead: t(
                "Fermez une session que vous ne reconnaissez pas, puis changez de mot de passe.",
                "Close a session that you do not recognise, then change your password."),
            actions: others == 0
                ? []
                : [
                    Action(
                        t("Fermer toutes les autres", "Close all the others"), post: DoorURL.otherSessionsClosure.path,
                        confirm: t(
                            "Fermer toutes les sessions sauf celle-ci\u{00A0}?", "Close every session but this one?"))
                ])
        let list = Table(
            caption: t("Sessions ouvertes", "Open sessions"),
            columns: [
                Column(t("Navigateur", "Browser")), Column(t("Réseau", "Network")), Column(t("Ouverte", "Opened")),
                Column(t("Dernière visite", "Last visit")), Column(""),
            ],
            rows: model.rows.map { row($0, t) })
        return """
            \(pageHead(t, head))\(table(t, list))\
            \(paragraph(t(
                "La dernière visite est connue à cinq minutes près. De l’adresse, seul le réseau est conservé.",
                "The last visit is known to within five minutes. Of the address, only the network is "
                    + "kept."), isQuiet: true))
            """
    }

    private static func row(_ line: Line, _ t: Language) -> [HTML] {
        let browser = line.browser.isEmpty ? t("Navigateur inconnu", "Unknown browser") : line.browser
        let state: HTML =
            line.isThisOne
            ? badge(t, .neutral, t("Celle-ci", "This one"))
            : when(line.isPending, badge(t, .unanswered, t("Code attendu", "Code awaited")))
        let closing: HTML =
            line.isThisOne
            ? HTML()
            : postButton(
                action: DoorURL.sessionClosure(.init(line.id)).path,
                t("Fermer la session \(browser)", "Close the session \(browser)"))
        return [
            "\(browser) \(state)", "\(line.network ?? t("inconnu", "unknown"))", "\(line.openedAt)", "\(line.seenAt)",
            closing,
        ]
    }
}
