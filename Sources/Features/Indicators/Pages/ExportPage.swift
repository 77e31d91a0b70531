// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Documents
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site
import ThreatIndicators

/// What may leave, to whom, and in which form. The marking decides: nobody has to remember it at three in the morning.
enum ExportPage {
    enum Form: String, CaseIterable, Sendable {
        case stix
        case misp
        case csv

        var title: String {
            switch self {
            case .stix: "STIX 2.1"
            case .misp: "MISP"
            case .csv: "CSV"
            }
        }
    }

    struct Model: Sendable {
        let place: Organisation
        let counts: [TLP: Int]
        let over: Int

        func leaving(_ audience: TLP.Audience) -> Int {
            TLP.allCases.filter { $0.allows(audience) }.reduce(0) { $0 + (counts[$1] ?? 0) }
        }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.indicatorsPlace(IndicatorsPermissions.manage)
        let all = try await visit.read { session in
            try IndicatorStore.all(of: place.organisation.id, in: session)
        }
        let today = visit.today
        let model = Model(
            place: place.organisation, counts: Dictionary(grouping: all, by: \.tlp).mapValues(\.count),
            over: all.count { $0.isOver(on: today) })
        let t = visit.language
        return visit.indicatorsPage(title(t), at: place, crumb: t("Transmettre", "Pass on"), render(model, t))
    }

    @Sendable
    static func file(_ visit: Visit) async throws -> Reply {
        let place = try await visit.indicatorsPlace(IndicatorsPermissions.manage)
        guard let form = visit.query["forme"].flatMap(Form.init(rawValue:)),
            let audience = visit.query["pour"].flatMap(TLP.Audience.init(rawValue:))
        else { throw Refusal.notFound }
        let organisation = place.organisation
        let t = visit.language
        let title = t("Indicateurs de compromission, ", "Indicators of compromise, ") + organisation.name
        let bytes = try await visit.changeIndicators(organisation.id) { change in
            let items = try IndicatorStore.all(of: organisation.id, in: change.session).filter {
                $0.tlp.allows(audience)
            }
            try change.record(
                "indicators.exported", organisation: organisation.id.text, subject: organisation.id.text,
                detail: "\(form.title), \(IndicatorWords.audience(audience).french), \(items.count)")
            let file = Identifier<Form>.make(at: change.now).text
            return write(
                items, form,
                Outgoing(
                    producer: organisation.id.text, producerName: organisation.name, title: title, file: file,
                    at: change.now.millisecondsSinceEpoch))
        }
        let name = "indicateurs-\(organisation.name)-\(visit.today.text)"
        return switch form {
        case .stix: .download(bytes, name: name + ".stix.json", mediaType: STIXFile.mediaType)
        case .misp: .download(bytes, name: name + ".misp.json", mediaType: "application/json")
        case .csv: .download(bytes, name: name + ".csv", mediaType: "text/csv; charset=utf-8")
        }
    }

    static func write(_ items: [KeptIndicator], _ form: Form, _ outgoing: Outgoing) -> [UInt8] {
        let given = items.map {
            OutgoingIndicator(id: $0.id.text, indicator: $0.indicator, createdAt: $0.createdAt.millisecondsSinceEpoch)
        }
        switch form {
        case .stix: return STIXWriter.bundle(given, outgoing)
        case .misp: return MISPWriter.event(given, outgoing)
        case .csv:
            var file = CSVWriter(.frenchExcel)
            file.write(IndicatorTable.columns)
            for one in given { file.write(IndicatorTable.row(one.indicator)) }
            return file.take()
        }
    }

    static func title(_ t: Language) -> String {
        t("À qui pouvez-vous les transmettre\u{00A0}?", "To whom may you pass them on?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let lead = t(
            "Le marquage TLP 2.0 décide de ce qui part. TLP:RED ne part dans aucun fichier\u{00A0}: seul celui qui l’a donné peut l’élargir.",
            "The TLP 2.0 marking decides what leaves. TLP:RED leaves in no file: only whoever gave it can widen it.")
        let markings = t("Ce que chaque marquage permet", "What each marking allows")
        let audiences = t("Pour qui", "For whom")
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\
            \(sheet(audiences, table(t, Table(
                caption: audiences, isCaptionHidden: true,
                columns: [Column(audiences), Column(t("Partent", "Leave"), isNumber: true), Column(t("Restent", "Stay"), isNumber: true), Column(t("Fichier", "File"))],
                rows: TLP.Audience.allCases.map { audience in
                    let leaving = model.leaving(audience)
                    let all = model.counts.values.reduce(0, +)
                    let links = Form.allCases.map { form in
                        buttonLink(
                            form.title,
                            href: IndicatorsURL.file(place).path.with("forme", form.rawValue).with("pour", audience.rawValue))
                    }
                    return [
                        "\(IndicatorWords.audience(audience)(t))", "\(t.number(leaving))", "\(t.number(all - leaving))",
                        leaving == 0 ? "\(t("Rien à transmettre", "Nothing to pass on"))" : "<span class=\"actions\">\(links)</span>",
                    ]
                }))))\
            \(sheet(markings, table(t, Table(
                caption: markings, isCaptionHidden: true,
                columns: [Column("TLP"), Column(t("Ce qu’il permet", "What it allows")), Column(t("Gardés ici", "Kept here"), isNumber: true)],
                rows: TLP.allCases.map { tlp in
                    ["\(tlp.label)", "\(IndicatorWords.meaning(tlp)(t))", "\(t.number(model.counts[tlp] ?? 0))"]
                })) + paragraph(t(
                    "Chaque transmission est inscrite au journal. Dans un groupement, demandez à la source quels établissements elle entend par «\u{00A0}ceux qu’il sert\u{00A0}»\u{00A0}: à confirmer.",
                    "Each file is recorded in the journal. Who “serves” whom within a group remains to be confirmed with the source."), isQuiet: true)))
            """
    }
}
