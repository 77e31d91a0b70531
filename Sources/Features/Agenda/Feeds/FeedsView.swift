// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// How the page of subscriptions looks.
enum FeedsView {
    static func render(_ model: FeedsPage.Model, _ t: Language) -> HTML {
        let head = PageHead(
            t("Suivre Carène depuis votre agenda", "Follow Carène from your calendar"),
            lead: t(
                "Outlook, Thunderbird ou votre téléphone peuvent afficher les échéances et se tenir à jour. Ce qu’ils "
                    + "montrent suit vos droits\u{00A0}: un rôle retiré, et les échéances disparaissent.",
                "Outlook, Thunderbird or your telephone can show the deadlines and keep up to date. What they show "
                    + "follows your rights: when a role ends, its deadlines vanish."))
        return """
            \(pageHead(t, head))\(when(model.address) { address($0, t) })\(list(model, t))\(creation(model, t))
            """
    }

    private static func address(_ address: String, _ t: Language) -> HTML {
        let field = Field(
            t, "adresse", label: t("Adresse de l’abonnement", "Address of the subscription"),
            hint: t(
                "Elle n’est affichée que cette fois. Quiconque la connaît lit ces échéances\u{00A0}: ne la transmettez "
                    + "à personne, et arrêtez l’abonnement si elle a circulé.",
                "It is shown this once. Whoever knows it reads these deadlines: give it to nobody, and end the "
                    + "subscription if it has gone around."))
        let ways: [(String, String)] = [
            (
                "Outlook",
                t(
                    "Calendrier, Ajouter un calendrier, S’abonner à partir du web, puis collez l’adresse.",
                    "Calendar, Add calendar, Subscribe from web, then paste the address.")
            ),
            (
                "Thunderbird",
                t(
                    "Agenda, Nouvel agenda, Sur le réseau, sans identifiant, puis collez l’adresse.",
                    "Calendar, New Calendar, On the Network, without user name, then paste the address.")
            ),
            (
                t("Téléphone", "Telephone"),
                t(
                    "Réglages, Calendrier, Comptes, Ajouter un abonnement. Sur Android, abonnez d’abord l’agenda web "
                        + "de votre compte.",
                    "Settings, Calendar, Accounts, Add subscribed calendar. On Android, first subscribe the web "
                        + "calendar of your account.")
            ),
        ]
        return sheet(
            t("L’adresse à copier", "The address to copy"), id: "adresse",
            """
            \(textArea(field, value: address, rows: 3))\
            \(definitionList(ways.map { (term: $0.0, value: "\($0.1)") }))\
            \(paragraph(t(
                "Le programme doit pouvoir joindre le serveur de Carène\u{00A0}: hors de l’établissement, demandez à "
                    + "votre service informatique si cette adresse y est ouverte.",
                "The program must be able to reach the server of Carène: outside the establishment, ask your computer "
                    + "department whether this address is open."), isQuiet: true))
            """)
    }

    private static func list(_ model: FeedsPage.Model, _ t: Language) -> HTML {
        guard !model.feeds.isEmpty else {
            return emptyState(
                title: t("Aucun abonnement", "No subscription"),
                text: t(
                    "Créez-en un ci-dessous, puis collez son adresse dans votre agenda habituel.",
                    "Make one below, then paste its address into your usual calendar."))
        }
        return table(
            t,
            Table(
                caption: t("Vos abonnements en cours", "Your open subscriptions"),
                columns: [
                    Column(t("Échéances", "Deadlines")), Column(t("Titres", "Titles"), isShort: true),
                    Column(t("Créé le", "Made on"), isShort: true),
                    Column(t("Dernière lecture", "Last read"), isShort: true), Column(""),
                ],
                rows: model.feeds.map { row($0, model.zone, t) }))
    }

    private static func row(_ feed: CalendarFeed, _ zone: TimeZoneRule, _ t: Language) -> [HTML] {
        let name = feed.organisationName ?? t("Tout mon agenda", "My whole agenda")
        return [
            "\(name)", "\(feed.isDiscreet ? t("discrets", "discreet") : t("complets", "full"))",
            "\(t.date(zone.day(at: feed.createdAt)))",
            "\(feed.lastUsedAt.map { t.date(zone.day(at: $0)) } ?? t("jamais", "never"))",
            postButton(
                action: AgendaURL.feedEnd(.init(feed.id)).path, t("Arrêter «\u{00A0}\(name)\u{00A0}»", "End “\(name)”"),
                confirm: t(
                    "Arrêter cet abonnement\u{00A0}? Son adresse ne répondra plus, et il faudra en créer une autre.",
                    "End this subscription? Its address will answer no more, and another will have to be made.")),
        ]
    }

    private static func creation(_ model: FeedsPage.Model, _ t: Language) -> HTML {
        let scope = Field(
            t, "etablissement", label: t("Quelles échéances\u{00A0}?", "Which deadlines?"), error: model.error)
        let discreet = Field(
            t, "discret", label: t("Titres discrets", "Discreet titles"),
            hint: t(
                "L’agenda n’affichera que «\u{00A0}Échéance Carène\u{00A0}» et un lien. Un agenda se synchronise "
                    + "souvent avec un téléphone ou un service en ligne.",
                "The calendar will show only “Carène deadline” and a link. A calendar is often synchronised with a "
                    + "telephone or an online service."))
        let choices = model.places.map { Choice($0.id.text, $0.name) }
        let everything = t("Tout ce que je vois et ce qui m’est confié", "All I see and what is entrusted to me")
        return sheet(
            t("Créer un abonnement", "Make a subscription"), id: "creation",
            form(
                action: AgendaURL.feeds.path,
                """
                \(select(scope, choices, selected: model.chosen?.text, placeholder: everything))\
                \(checkbox(discreet, isChecked: model.isDiscreet))\
                \(formActions(submit(t("Créer l’adresse", "Make the address"))))
                """))
    }
}
