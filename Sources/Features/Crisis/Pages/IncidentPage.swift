// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import LegalClocks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What a security officer needs at three in the morning: what now, which clocks run, who holds what, what was said last.
enum IncidentPage {
    struct Model: Sendable {
        let desk: IncidentDesk
        let reading: IncidentReading
        let serial: String

        var incident: Incident { desk.incident }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await IncidentDesk.open(visit)
        let (incident, zone, now) = (desk.incident, visit.zone, visit.now)
        let (reading, pulse) = try await visit.read { session in
            (
                try IncidentReading.read(incident, at: now, zone, in: session),
                try IncidentStore.pulse(incident.id, in: session)
            )
        }
        let model = Model(desk: desk, reading: reading, serial: serial(pulse?.serial ?? "", now))
        let t = visit.language
        if visit.wantsFragment { return visit.fragment(live(model, t)) }
        return desk.page(visit, incident.title, [], render(model, t))
    }

    /// Says that something changed; what changed is fetched by the page, with the rights of that moment.
    @Sendable
    static func stream(_ visit: Visit) async throws -> Reply {
        let desk = try await IncidentDesk.open(visit)
        let (id, house) = (desk.incident.id, visit.house)
        return .events {
            let pulse = try await house.database.read { session in try IncidentStore.pulse(id, in: session) }
            guard let pulse else { return nil }
            return LiveState(serial(pulse.serial, house.clock.now), isLast: !pulse.isOpen)
        }
    }

    /// Clocks move by themselves: once a minute the page is old.
    private static func serial(_ pulse: String, _ now: Instant) -> String {
        "\(pulse).\(now.millisecondsSinceEpoch / 60_000)"
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        var actions = [Action(t("Main courante", "Log"), href: desk.logPath, style: .primary)]
        if desk.mayChange {
            actions += [
                Action(t("Qualifier", "Qualify"), href: CrisisURL.qualification(desk.part, desk.id).path),
                Action(t("Conduire la crise", "Conduct the crisis"), href: CrisisURL.conduct(desk.part, desk.id).path),
            ]
        } else if desk.mayManage {
            actions.append(
                Action(t("Rouvrir l’incident", "Reopen the incident"), href: CrisisURL.closing(desk.part, desk.id).path)
            )
        }
        let head = PageHead(
            model.incident.title, lead: lead(model, t), actions: actions, state: CrisisWords.standing(model.incident, t)
        )
        return """
            \(pageHead(t, head))\(IncidentTab.render(desk, .now, t))\(live(model, t))\(facts(model, t))
            """
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        let incident = model.incident
        let kind = incident.kind.map { CrisisWords.kind($0)(t) } ?? t("Nature inconnue", "Kind unknown")
        let known = t.moment(incident.detectedAt, in: model.desk.zone)
        return t("\(kind), connu le \(known).", "\(kind), known since \(known).")
    }

    // MARK: Live

    /// What is fetched again at each change.
    static func live(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let isOpen = model.incident.isOpen
        let end = model.incident.closedAt ?? desk.now
        let since = CrisisWords.length(seconds: end.seconds(since: model.incident.detectedAt), t)
        let lost = t(
            " Connexion perdue\u{00A0}: ce que vous voyez peut être ancien.",
            " Connection lost: what you see may be old.")
        let clock: HTML = """
            <p class="clock">\(t.time(desk.now, in: desk.zone)) · H+\(since)</p>
            """
        let phase = CrisisWords.phase(model.incident.phase)(t)
        let status: HTML = """
            <p><strong>\(t("Phase\u{00A0}: ", "Phase: "))\(phase).</strong> \(CrisisWords.phasePurpose(model.incident.phase)(t))\
            <span data-live-status data-lost="\(lost)"></span> <a href="\(desk.home)">\(t("Actualiser", "Refresh"))</a></p>
            """
        let content: HTML =
            isOpen
            ? """
            \(ends(status, clock))\(figures(t, IncidentFigures.figures(model, t)))\
            \(sheet(t("Maintenant", "Now"), now(model, t)))\(columns(clocks(model, t) + cells(model, t), log(model, t)))
            """
            : "\(closed(model, t))\(figures(t, IncidentFigures.figures(model, t)))\(log(model, t))"
        return liveRegion(
            id: "incident", events: isOpen ? CrisisURL.live(desk.part, desk.id).path : nil, serial: model.serial,
            from: desk.home, content)
    }

    private static func closed(_ model: Model, _ t: Language) -> HTML {
        let at = model.incident.closedAt.map { t.moment($0, in: model.desk.zone) } ?? ""
        return notice(
            Notice(
                .information, title: t("Incident clos le \(at)", "Incident closed on \(at)"),
                text: model.incident.closingReason))
    }

    private static func now(_ model: Model, _ t: Language) -> HTML {
        let items = IncidentTodo.items(model, t)
        guard !items.isEmpty else {
            return paragraph(
                t(
                    "Rien n’attend ici. Suivez la main courante et tenez l’heure du prochain point.",
                    "Nothing waits here. Follow the log and keep the time of the next briefing."))
        }
        return todoList(t, Array(items.prefix(7)))
    }

    private static func clocks(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let shown = model.reading.clocks.filter { $0.isOpen || $0.state == .undetermined }
        let title = t("Les délais qui courent", "The clocks that run")
        let action = Action(t("Tous", "All"), href: CrisisURL.clocks(desk.part, desk.id).path)
        guard !shown.isEmpty else {
            return sheet(
                title, action: action,
                paragraph(t("Aucun délai légal n’attend.", "No legal delay is waiting."), isQuiet: true))
        }
        return sheet(
            title, action: action,
            items(
                shown.prefix(6).map { reading in
                    let href = CrisisURL.clock(desk.part, desk.id, .init(reading.id)).path
                    return """
                        \(badge(t, CrisisWords.reading(reading, at: desk.now, t))) <a href="\(href)">\(reading.rule.recipient)\u{00A0}: \
                        \(reading.stage.title.lowercasedFirst)</a>
                        """
                }))
    }

    private static func cells(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let rows = LogCell.tables.map { cell -> (term: String, value: HTML) in
            let held = model.reading.held(cell, at: desk.now)
            let names = held.map { "\($0.person) (\($0.job.lowercasedFirst))" }.joined(separator: ", ")
            return (
                cell.title(t),
                held.isEmpty ? badge(t, .unanswered, t("Personne à cette heure", "Nobody at this hour")) : "\(names)"
            )
        }
        return sheet(
            t("Qui tient quoi", "Who holds what"),
            action: Action(
                t("Cellules et relèves", "Cells and handovers"), href: CrisisURL.cells(desk.part, desk.id).path),
            definitionList(rows))
    }

    private static func log(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let open = model.reading.tail.open
        let asked: HTML = when(
            !open.isEmpty && model.incident.isOpen,
            """
            <h3>\(t("Demandes et actions ouvertes", "Open requests and actions"))</h3>\
            \(items(open.prefix(6).map { line($0, model, t) }))\
            <h3>\(t("Dernières lignes", "Latest lines"))</h3>
            """)
        let latest = model.reading.tail.latest
        return sheet(
            t("La main courante", "The log"), action: Action(t("Ouvrir", "Open"), href: desk.logPath),
            """
            \(asked)\(latest.isEmpty
                ? paragraph(t("Rien n’y est encore écrit.", "Nothing is written yet."), isQuiet: true)
                : itemsApart(latest.map { line($0, model, t) }))
            """)
    }

    private static func line(_ entry: LogEntry, _ model: Model, _ t: Language) -> HTML {
        let said = entry.statement
        let due = said.due.map { t("pour \(model.desk.time($0.instant, t))", "by \(model.desk.time($0.instant, t))") }
        let whom = [said.owner, said.status == .open ? due ?? "" : ""].filter { !$0.isEmpty }.joined(separator: ", ")
        return """
            <p><span class="quiet">\(model.desk.time(said.factAt.instant, t)) · \(CrisisWords.logKind(said.kind)(t)) · \
            \(entry.author)</span><br>\(said.text)\(when(!whom.isEmpty, " <strong>(\(whom))</strong>"))</p>
            """
    }

    // MARK: Still

    private static func facts(_ model: Model, _ t: Language) -> HTML {
        let (desk, incident) = (model.desk, model.incident)
        func names(_ isActivity: Bool) -> String {
            model.reading.affected.filter { $0.isActivity == isActivity }.map(\.name).joined(separator: ", ")
        }
        func moment(_ instant: Instant?) -> HTML {
            "\(instant.map { t.moment($0, in: desk.zone) } ?? t("non dit", "not told"))"
        }
        func text(_ text: String) -> HTML { "\(text.isEmpty ? t("non dit", "not told") : text)" }
        var rows: [(term: String, value: HTML)] = [
            (
                t("Effet sur les soins", "Effect on care"),
                "\(badge(t, CrisisWords.severity(incident.severity, t))) \(incident.severityReason)"
            ),
            (t("Activités touchées", "Activities affected"), text(names(true))),
            (t("Services touchés", "Services affected"), text(names(false))),
            (t("Unités en mode dégradé", "Units in degraded mode"), text(incident.units)),
            (t("Mesures prises", "Measures taken"), text(incident.measures)),
            (t("Ce qu’on sait", "What is known"), text(incident.detail)),
            (t("Premier signe", "First sign"), moment(incident.firstSignAt)),
            (t("Connu", "Known"), moment(incident.detectedAt)),
            (t("Déclaré", "Declared"), "\(t.moment(incident.declaredAt, in: desk.zone)), \(incident.declaredBy)"),
            (t("Contenu", "Contained"), moment(incident.containedAt)),
            (t("Retour à la normale", "Back to normal"), moment(incident.restoredAt)),
        ]
        if !incident.alert.isEmpty {
            let alert = CrisisLinks.alert(desk.part, incident.alert)
            let words = t("une alerte de la supervision", "an alert of the supervision")
            rows.append(
                (
                    t("Venu de", "Came from"),
                    desk.closed.contains(alert) ? "\(words)" : "<a href=\"\(alert)\">\(words)</a>"
                ))
        }
        let links: [(href: URLPath, title: String)] = [
            (CrisisLinks.restart(desk.part), t("Tableaux de redémarrage", "Restart boards")),
            (CrisisLinks.contacts(desk.part), t("Contacts de crise", "Crisis contacts")),
            (CrisisLinks.cutoffs(desk.part), t("Points de coupure du réseau", "Network cut-off points")),
            (
                CrisisURL.handover(desk.part, desk.id).path,
                t("Fiche de relève, à imprimer", "Handover sheet, to print")
            ),
        ]
        let around = items(
            links.filter { !desk.closed.contains($0.href) }.map { link -> HTML in
                "<a href=\"\(link.href)\">\(link.title)</a>"
            })
        return columns(
            sheet(t("Ce qu’on sait de l’incident", "What is known of the incident"), definitionList(rows)),
            sheet(t("Autour de la crise", "Around the crisis"), around), .wideLeft)
    }
}
