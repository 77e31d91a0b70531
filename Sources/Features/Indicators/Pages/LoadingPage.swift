// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site
import ThreatIndicators

/// A file of a CERT is taken, and a report names what it held and what was left.
enum LoadingPage {
    struct Model: Sendable {
        let place: Organisation
        var fields = IndicatorFields()
        var logs: [OpenLog] = []
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.indicatorsPlace(IndicatorsPermissions.manage)
        return try await page(visit, place, IndicatorFields())
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ fields: IndicatorFields, status: Site.Status = .ok
    ) async throws -> Reply {
        let t = visit.language
        let logs = try await visit.read { session in
            try IndicatorStore.openLogs(around: place.organisation.lineage, in: session)
        }
        return visit.indicatorsPage(
            title(t), at: place, crumb: t("Reprise", "Import"), status: status,
            render(Model(place: place.organisation, fields: fields, logs: logs), t))
    }

    @Sendable
    static func start(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form(fileLimit: IndicatorLimits.bytes + (1 << 20))
        let place = try await visit.indicatorsPlace(IndicatorsPermissions.manage)
        let t = visit.language
        var fields = IndicatorFields(form, isTLPRequired: true, t)
        let logs = try await visit.read { session in
            try IndicatorStore.openLogs(around: place.organisation.lineage, in: session)
        }
        if !fields.log.isEmpty, fields.chosenLog(logs) == nil {
            fields.errors.add(IndicatorError.unknownLog.message(t), to: "main-courante")
        }
        let upload = form.file("fichier")
        if upload == nil {
            fields.errors.add(t("Choisissez d’abord un fichier.", "Choose a file first."), to: "fichier")
        }
        guard let upload, fields.errors.isEmpty else {
            return try await page(visit, place, fields, status: .unprocessable)
        }
        let kept = fields
        let log = fields.chosenLog(logs)
        let job = try await visit.house.jobs.start(
            Phrase("Reprise d’indicateurs", "Import of indicators"), owner: visit.actor.account, at: visit.now
        ) { reporter in
            reporter(JobBoard.Progress(done: 0, total: nil, note: Phrase("Lecture du fichier", "Reading the file")))
            let (form, reading) = try withExtendedLifetime(upload) { try IndicatorFile.read(path: upload.path) }
            try Task.checkCancellation()
            let drafts = reading.indicators.map { one in
                var indicator = one
                if indicator.tlp == nil { indicator.tlp = TLP(rawValue: kept.tlp) }
                if indicator.source.isEmpty { indicator.source = kept.source }
                let end = indicator.validUntil.map { Instant(millisecondsSinceEpoch: $0).dayUTC }
                return IndicatorDraft(indicator, validUntil: end ?? kept.until, log: log)
            }
            let id = place.organisation.id
            let counts = try await visit.changeIndicators(id) { change in
                try IndicatorStore.keep(
                    drafts, at: id, as: "indicators.imported", detail: form.title(.french), in: change)
            }
            return JobBoard.Result(
                summary: summary(form, counts), detail: report(reading, counts.known, t),
                next: (Phrase("Voir les indicateurs", "See the indicators"), IndicatorsURL.list(.init(id)).path))
        }
        return .redirect(SiteAddress.job(.init(job)).path)
    }

    private static func summary(_ form: IndicatorFile.Form, _ counts: (added: Int, known: Int)) -> Phrase {
        Phrase(
            "Fichier \(form.title(.french))\u{00A0}: \(Language.french.number(counts.added)) indicateurs nouveaux, \(Language.french.number(counts.known)) déjà connus.",
            "File read as \(form.title(.english)): \(Language.english.number(counts.added)) new indicators, \(Language.english.number(counts.known)) known already."
        )
    }

    static func report(_ reading: IndicatorReading, _ known: Int, _ t: Language) -> HTML {
        guard !reading.leftOut.isEmpty else {
            return paragraph(t("Tout ce que le fichier contenait a été repris.", "All that the file held was taken."))
        }
        let title = t("Ce qui n’a pas été repris, ou pas en entier", "What was not taken, or not as a whole")
        return table(
            t,
            Table(
                caption: title,
                columns: [
                    Column(t("Pourquoi", "Why")), Column(t("Nom dans le fichier", "Name in the file")),
                    Column(t("Nombre", "Number"), isNumber: true),
                ],
                rows: reading.leftOut.map { line in
                    [
                        "\(IndicatorWords.reason(line.reason)(t))",
                        "<span class=\"indicator-value\">\(line.name)</span>",
                        "\(t.number(line.count))",
                    ]
                }))
    }

    static func title(_ t: Language) -> String {
        t("Quel fichier avez-vous reçu\u{00A0}?", "Which file did you receive?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let lead = t(
            "STIX 2.1, événement MISP (JSON), tableau CSV ou Excel, ou simple liste\u{00A0}: la forme est reconnue. Ce qui n’est pas repris est nommé et compté.",
            "STIX 2.1, MISP event (JSON), CSV or Excel table, or a plain list: the form is recognised. What is not taken is named and counted."
        )
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\(errorSummary(t, model.fields.errors.faults))\
            \(form(action: IndicatorsURL.loading(place).path, isMultipart: true, """
                \(fileField(Field(t, "fichier", label: t("Fichier", "File"), hint: t("8\u{00A0}Mo au plus.", "8 MB at most."), error: model.fields.errors["fichier"], isRequired: true), accept: ".json,.csv,.xlsx,.txt"))\
                \(paragraph(t("Ce qui suit vaut pour les indicateurs dont le fichier ne le dit pas.", "What follows holds for the indicators of which the file does not say it.")))\
                \(model.fields.render(model.logs, isTLPRequired: true, hasNote: false, t))\
                \(formActions("\(submit(t("Reprendre", "Take")))\(buttonLink(t("Annuler", "Cancel"), href: IndicatorsURL.list(place).path))"))
                """))
            """
    }
}
