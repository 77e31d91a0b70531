// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// One machine: its alerts in time, what it sends, what the inventory says.
enum HostPage {
    struct Model: Sendable {
        let place: Organisation
        let host: Host
        let alerts: [Alert]
        var mayManage = false
        let now: Instant
        let zone: TimeZoneRule
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched()
        let id: Host.ID = try visit.identifier("machine")
        let organisation = place.organisation.id
        let found = try await visit.read { session -> (Host, [Alert])? in
            guard let (host, key) = try HostStore.host(id, at: organisation, in: session) else { return nil }
            return (host, try AlertStore.timeline(of: key, at: organisation, in: session))
        }
        guard let (host, alerts) = found else { throw Refusal.notFound }
        let model = Model(
            place: place.organisation, host: host, alerts: alerts,
            mayManage: visit.maySupervise(place.organisation.lineage), now: visit.now, zone: visit.zone)
        let t = visit.language
        return visit.supervisionPage(host.name, at: place, tab: .fleet, crumb: host.name, render(model, t))
    }

    @Sendable
    static func setImportance(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let id: Host.ID = try visit.identifier("machine")
        let isCritical = try await visit.form()["critique"] == "oui"
        try await visit.supervise(place) { change in
            try HostStore.setCritical(id, isCritical, at: place.organisation.id, in: change)
        }
        let t = visit.language
        return .redirect(
            SupervisionURL.host(.init(place.organisation.id), .init(id)).path,
            notice: isCritical
                ? t("Ses alertes montent d’un niveau.", "Its alerts go up by a level.")
                : t("Ses alertes gardent le niveau de leur règle.", "Its alerts keep the level of their rule."))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let host = model.host
        let lead =
            host.lastAt.map {
                t(
                    "Dernier événement le \(t.moment($0, in: model.zone)).",
                    "Last event on \(t.moment($0, in: model.zone)).")
            } ?? t("Cette machine n’a encore rien envoyé.", "This machine has sent nothing yet.")
        let state =
            host.isCovered(at: model.now)
            ? StateBadge(.proven, t("Vue", "Seen")) : StateBadge(.missing, t("Silencieuse", "Silent"))
        return """
            \(pageHead(t, PageHead(host.name, lead: lead, state: state)))\
            \(columns(timeline(model, t), "\(sends(model, t))\(inventory(model, t))\(importance(model, t))", .wideLeft))
            """
    }

    private static func timeline(_ model: Model, _ t: Language) -> HTML {
        guard !model.alerts.isEmpty else {
            return emptyState(
                title: t("Aucune alerte sur cette machine", "No alert about this machine"),
                text: t(
                    "Ce que ses journaux disent n’a rien d’inquiétant.", "What its logs say is nothing to worry about.")
            )
        }
        let rows = model.alerts.map { alert -> [HTML] in
            let href = SupervisionURL.alert(.init(alert.organisation), .init(alert.id)).path
            return [
                "\(t.moment(alert.lastAt, in: model.zone))", "<a href=\"\(href)\">\(alert.title)</a>",
                badge(t, alert.level.badge, alert.level.word(t)), "\(t.number(alert.events))",
                badge(t, alert.state.badge, alert.state.word(t)),
            ]
        }
        return sheet(
            t("Ses alertes, la dernière d’abord", "Its alerts, the last first"),
            table(
                t,
                Table(
                    caption: t("Alertes de la machine", "Alerts of the machine"), isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Quand", "When"), isShort: true), Column(t("Alerte", "Alert")),
                        Column(t("Niveau", "Level"), isShort: true), Column(t("Événements", "Events"), isNumber: true),
                        Column(t("État", "State"), isShort: true),
                    ], rows: rows)))
    }

    private static func sends(_ model: Model, _ t: Language) -> HTML {
        let host = model.host
        let sent = host.sources.sorted { $0.key.rawValue < $1.key.rawValue }.map { source, last -> HTML in
            "\(badge(t, .proven, source.title(t))) <span class=\"quiet\">\(t.moment(last, in: model.zone))</span>"
        }
        let missing = host.missing.map { source -> HTML in
            "\(badge(t, .missing, source.title(t)))<p class=\"quiet\">\(source.advice(t))</p>"
        }
        return sheet(
            t("Ce qu’elle envoie", "What it sends"),
            """
            \(sent.isEmpty ? paragraph(t("Rien encore.", "Nothing yet.")) : items(sent))\
            \(when(!missing.isEmpty, "<h3>\(t("Ce qui manque", "What is missing"))</h3>\(items(missing))"))
            """)
    }

    private static func inventory(_ model: Model, _ t: Language) -> HTML {
        guard let machine = model.host.inventory else { return HTML() }
        func word(_ flag: Bool?) -> HTML {
            "\(flag.map { $0 ? t("oui", "yes") : t("non", "no") } ?? t("non renseigné", "not said"))"
        }
        return sheet(
            t("Ce que dit l’inventaire", "What the inventory says"),
            definitionList([
                (t("Système", "System"), "\(machine.system.isEmpty ? t("non renseigné", "not said") : machine.system)"),
                (t("Obsolète", "Obsolete"), word(machine.isObsolete)), (t("EDR", "EDR"), word(machine.hasEDR)),
                (t("Disque chiffré", "Encrypted disk"), word(machine.isEncrypted)),
                (t("Utilisateur administrateur", "User is administrator"), word(machine.hasLocalAdmin)),
                (
                    t("Âge", "Age"),
                    "\(machine.ageYears.map { t.count($0, ("an", "ans"), ("year", "years")) } ?? t("non renseigné", "not said"))"
                ),
                (t("Relevé le", "As of"), "\(t.date(machine.on))"),
            ]))
    }

    private static func importance(_ model: Model, _ t: Language) -> HTML {
        guard model.mayManage else { return HTML() }
        let path = SupervisionURL.hostImportance(.init(model.place.id), .init(model.host.id)).path
        let isCritical = model.host.isCritical
        return sheet(
            t("Importance", "Importance"),
            """
            \(paragraph(t(
                "Les alertes d’une machine critique montent d’un niveau\u{00A0}: contrôleur de domaine, serveur de sauvegarde, poste de réanimation…",
                "Alerts of a critical machine go up by a level: domain controller, backup server, intensive care…")))\
            \(postButton(
                action: path,
                isCritical ? t("N’est plus critique", "Not critical any more") : t("Marquer critique", "Mark as critical"),
                hidden: [("critique", isCritical ? "non" : "oui")]))
            """)
    }
}
