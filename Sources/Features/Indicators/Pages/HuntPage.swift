// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site
import ThreatIndicators

/// Where the indicators were seen in the events that this installation keeps.
enum HuntPage {
    struct Model: Sendable {
        let place: Organisation
        let hunt: HuntRecord?
        let rows: [KeptSighting]
        let total: Int
        /// What could be looked through now; empty when nothing keeps events.
        let kept: [EventsKept]
        var logs: [OpenLog] = []
        var page = 1
        var mayManage = false
        let zone: TimeZoneRule
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.indicatorsPlace()
        let organisation = place.organisation
        let page = visit.query.page
        let (hunt, found, logs) = try await visit.read { session in
            let hunt = try HuntStore.last(of: organisation.id, in: session)
            let found = try hunt.map {
                try HuntStore.sightings(of: $0.id, limit: pageSize, offset: (page - 1) * pageSize, in: session)
            }
            return (hunt, found, try IndicatorStore.openLogs(around: organisation.lineage, in: session))
        }
        var model = Model(
            place: organisation, hunt: hunt, rows: found?.rows ?? [], total: found?.total ?? 0,
            kept: try await visit.house.eventsKept(at: organisation), logs: logs, page: page, zone: visit.zone)
        model.mayManage = visit.mayManageIndicators(organisation.lineage)
        if model.rows.isEmpty, page > 1 { return .redirect(IndicatorsURL.hunt(.init(organisation.id)).path) }
        let t = visit.language
        return visit.indicatorsPage(title(model, t), at: place, crumb: t("Recherche", "Search"), render(model, t))
    }

    @Sendable
    static func start(_ visit: Visit) async throws -> Reply {
        let place = try await visit.indicatorsPlace(IndicatorsPermissions.manage)
        let organisation = place.organisation
        let kept = try await visit.house.eventsKept(at: organisation)
        guard !kept.isEmpty else { return .redirect(IndicatorsURL.hunt(.init(organisation.id)).path) }
        let today = visit.today
        let wanted = try await visit.read { session in
            try IndicatorStore.all(of: organisation.id, in: session).filter {
                $0.indicator.isForDetection && !$0.isOver(on: today)
            }
        }
        guard !wanted.isEmpty else { throw IndicatorError.nothingToHunt }
        let job = try await visit.house.jobs.start(
            Phrase("Recherche d’indicateurs", "Search for indicators"), owner: visit.actor.account, at: visit.now
        ) { reporter in
            let note = Phrase(
                "Recherche de \(Language.french.number(wanted.count)) indicateurs",
                "Looking for \(Language.english.number(wanted.count)) indicators")
            reporter(JobBoard.Progress(done: 0, total: nil, note: note))
            let values = Array(Set(wanted.map { SoughtValue($0.indicator.value) }))
            let found = try await visit.house.sightings(of: values, at: organisation) { done, total in
                reporter(JobBoard.Progress(done: done, total: total, note: note))
            }
            try Task.checkCancellation()
            let author = visit.actor.name
            let started = visit.now
            try await visit.changeIndicators(organisation.id) { change in
                _ = try HuntStore.keep(
                    found, of: wanted, kept: kept, startedAt: started, author: author, at: organisation.id, in: change)
            }
            let seen = Set(found.map(\.value)).count
            return JobBoard.Result(
                summary: Phrase(
                    "Indicateurs vus\u{00A0}: \(Language.french.number(seen)) sur \(Language.french.number(values.count)) cherchés.",
                    "Indicators seen: \(Language.english.number(seen)) of \(Language.english.number(values.count)) looked for."
                ),
                next: (
                    Phrase("Voir où et quand", "See where and when"), IndicatorsURL.hunt(.init(organisation.id)).path
                ))
        }
        return .redirect(SiteAddress.job(.init(job)).path)
    }

    /// A sighting becomes a line of the log of an incident.
    @Sendable
    static func log(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.indicatorsPlace(IndicatorsPermissions.manage)
        let organisation = place.organisation
        let id: KeptSighting.ID = try visit.identifier("observationIndicateur")
        let t = visit.language
        let chosen = form["main-courante-\(id)"]
        let (author, zone) = (visit.actor.name, visit.zone)
        try await visit.changeIndicators(organisation.id) { change in
            guard let sighting = try HuntStore.sighting(id, of: organisation.id, in: change.session) else {
                throw IndicatorError.unknown
            }
            let logs = try IndicatorStore.openLogs(around: organisation.lineage, in: change.session)
            guard let open = logs.first(where: { $0.id.text == chosen }),
                let log = try CrisisLogStore.log(open.id, in: change.session)
            else { throw IndicatorError.unknownLog }
            try CrisisLogStore.append(statement(sighting, zone, t), to: log, by: author, in: change)
            try HuntStore.markLogged(sighting, at: organisation.id, in: change)
        }
        return .redirect(
            IndicatorsURL.hunt(.init(organisation.id)).path,
            notice: t("L’observation est portée à la main courante.", "The sighting is written in the crisis log."))
    }

    static func statement(_ sighting: KeptSighting, _ zone: TimeZoneRule, _ t: Language) -> LogStatement {
        let host = sighting.host.isEmpty ? t("un poste non nommé", "a host without name") : sighting.host
        let times = t.count(sighting.times, ("fois", "fois"), ("time", "times"))
        let text = t(
            "Indicateur de compromission vu sur \(host)\u{00A0}: \(sighting.value.prefix(300)) (\(times), dernière fois le \(t.moment(sighting.at, in: zone))).",
            "Indicator of compromise seen on \(host): \(sighting.value.prefix(300)) (\(times), last on \(t.moment(sighting.at, in: zone)))."
        )
        return LogStatement(
            factAt: Moment(sighting.at), kind: .information, cell: .operational, phase: .understand, text: text,
            source: sighting.place(t), confidence: .probable)
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "\(model.place.name)\u{00A0}: ces indicateurs ont-ils été vus\u{00A0}?",
            "\(model.place.name): were these indicators seen?")
    }

    static func lead(_ model: Model, _ t: Language) -> String {
        guard let hunt = model.hunt else {
            return t("Aucune recherche n’a encore été faite.", "No search was made yet.")
        }
        return t(
            "\(t.number(hunt.seen)) vus sur \(t.number(hunt.wanted)) cherchés, le \(t.moment(hunt.endedAt, in: model.zone)) par \(hunt.author).",
            "\(t.number(hunt.seen)) seen of \(t.number(hunt.wanted)) looked for, on \(t.moment(hunt.endedAt, in: model.zone)) by \(hunt.author)."
        )
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let starting = Action(
            t("Chercher maintenant", "Look now"), post: IndicatorsURL.hunt(place).path, style: .primary)
        let head = pageHead(
            t,
            PageHead(
                title(model, t), lead: lead(model, t),
                actions: (model.mayManage && !model.kept.isEmpty ? [starting] : [])
                    + [Action(t("Les indicateurs", "The indicators"), href: IndicatorsURL.list(place).path)]))
        return head + scope(model, t) + results(model, t)
    }

    private static func scope(_ model: Model, _ t: Language) -> HTML {
        let title = t("Où la recherche regarde", "Where the search looks")
        guard !model.kept.isEmpty else {
            return notice(
                Notice(
                    .warning,
                    title: t(
                        "Cette installation ne garde aucun événement de cet établissement",
                        "This installation keeps no event of this establishment"),
                    text: t(
                        "Rien ne peut donc y être cherché. Transmettez ces indicateurs à ceux qui tiennent vos journaux (SIEM, EDR, prestataire), ou fouillez des journaux copiés dans la supervision.",
                        "So nothing can be looked for in it. Pass these indicators on to those who keep your logs (SIEM, EDR, provider), or hunt through copied logs in the supervision."
                    )))
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Événements", "Events")), Column(t("Du", "From"), isShort: true),
                        Column(t("Au", "To"), isShort: true), Column(t("Postes", "Hosts"), isNumber: true),
                    ],
                    rows: model.kept.map { one in
                        [
                            "\(one.title(t))", "\(one.from.map { t.moment($0, in: model.zone) } ?? "–")",
                            "\(one.to.map { t.moment($0, in: model.zone) } ?? "–")",
                            "\(one.hosts.map { t.number($0) } ?? "–")",
                        ]
                    }))
                + paragraph(
                    t(
                        "«\u{00A0}Pas vu\u{00A0}» ne dit rien de ce qui n’est pas collecté, ni de ce qui s’est passé avant.",
                        "“Not seen” says nothing of what is not collected, nor of what happened before."), isQuiet: true
                ))
    }

    private static func results(_ model: Model, _ t: Language) -> HTML {
        guard let hunt = model.hunt else { return HTML() }
        let title = t("Ce qui a été vu", "What was seen")
        guard model.total > 0 else {
            return sheet(
                title,
                emptyState(
                    title: t("Aucun indicateur n’a été vu", "No indicator was seen"),
                    text: t(
                        "Dans les événements gardés à ce moment-là. Cherchez de nouveau quand de nouveaux indicateurs arrivent.",
                        "In the events kept at that time. Look again when new indicators arrive.")))
        }
        let beyond = when(
            hunt.beyondLimit > 0,
            paragraph(
                t(
                    "\(t.number(hunt.beyondLimit)) autres observations n’ont pas été gardées\u{00A0}: seules les \(t.number(HuntStore.sightingLimit)) plus récentes le sont.",
                    "\(t.number(hunt.beyondLimit)) other sightings were not kept: only the \(t.number(HuntStore.sightingLimit)) newest are."
                )))
        return sheet(
            title,
            """
            \(beyond)\(table(t, Table(
                caption: title, isCaptionHidden: true,
                columns: [
                    Column(t("Indicateur", "Indicator")), Column(t("Poste", "Host")), Column(t("Vu", "Seen")),
                    Column(t("Dans", "In")),
                ] + (model.mayManage ? [Column(t("Main courante", "Crisis log"))] : []),
                rows: model.rows.map { row($0, model, t) })))\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                IndicatorsURL.hunt(.init(model.place.id)).path.with("page", page > 1 ? String(page) : nil)
            }))
            """)
    }

    private static func row(_ one: KeptSighting, _ model: Model, _ t: Language) -> [HTML] {
        let place = URLPath.Part(model.place.id)
        let value: HTML = """
            <a class="indicator-value" href="\(IndicatorsURL.one(place, .init(one.indicator)).path)">\(one.value)</a>\
            \(when(!one.found.isEmpty && one.found != one.value, "<p class=\"quiet\">\(one.found)</p>"))
            """
        let times = t.count(one.times, ("fois", "fois"), ("time", "times"))
        let seen: HTML = """
            \(times)<p class="quiet">\(t("du", "from")) \(t.moment(one.firstAt, in: model.zone)) \(t("au", "to")) \(t.moment(one.at, in: model.zone))</p>
            """
        let link = one.link.flatMap { URLPath(local: $0) }
        let content: HTML = """
            \(one.place(t))\(disclosure(t("L’événement", "The event"), "<p class=\"indicator-value\">\(one.excerpt)</p>"))\
            \(when(link) { "<a href=\"\($0)\">\(t("Voir", "See"))</a>" })
            """
        return [value, "\(one.host.isEmpty ? t("Non nommé", "Without name") : one.host)", seen, content]
            + (model.mayManage ? [logging(one, model, t)] : [])
    }

    private static func logging(_ one: KeptSighting, _ model: Model, _ t: Language) -> HTML {
        if one.loggedAt != nil { return badge(t, .proven, t("Portée", "Written")) }
        guard let first = model.logs.first else {
            return "<span class=\"quiet\">\(t("Aucun incident ouvert", "No open incident"))</span>"
        }
        let path = IndicatorsURL.logging(.init(model.place.id), .init(one.id)).path
        guard model.logs.count > 1 else {
            return postButton(
                action: path, t("Porter", "Write"), hidden: [("main-courante-\(one.id)", first.id.text)])
        }
        return form(
            action: path,
            """
            \(select(
                Field(t, "main-courante-\(one.id)", label: t("Incident", "Incident"), isLabelHidden: true),
                model.logs.map { IndicatorWords.choice($0, t) },
                selected: first.id.text))\(submit(t("Porter", "Write"), style: .plain))
            """)
    }
}
