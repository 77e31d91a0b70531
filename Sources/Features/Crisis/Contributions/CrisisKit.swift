// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import LegalClocks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What this room puts into the crisis kit: the incident that runs, whom to tell and by when, and the reflex sheets in large
/// type.
enum CrisisKitPages {
    static func documents(
        of organisation: Organisation, in house: House, _ t: Language
    ) async throws -> [KitDocument] {
        let (now, zone) = (house.clock.now, house.settings.zone)
        let running = try await house.database.read { session in
            try IncidentStore.running(under: [organisation.lineage], limit: 5, in: session).map {
                ($0, try IncidentReading.read($0, at: now, zone, in: session))
            }
        }
        return running.map { incident($0, $1, at: now, zone, t) } + [rules(t)] + sheets(t)
    }

    static func incident(
        _ incident: Incident, _ reading: IncidentReading, at now: Instant, _ zone: TimeZoneRule, _ t: Language
    ) -> KitDocument {
        let state = definitionList([
            (t("Établissement", "Establishment"), "\(incident.keeper.name)"),
            (t("État", "State"), badge(t, CrisisWords.standing(incident, t))),
            (t("Phase", "Phase"), "\(CrisisWords.phase(incident.phase)(t))"),
            (
                t("Effet sur les soins", "Effect on care"),
                "\(badge(t, CrisisWords.severity(incident.severity, t))) \(incident.severityReason)"
            ),
            (t("Connu", "Known"), "\(t.moment(incident.detectedAt, in: zone))"),
            (t("Patients réorientés", "Patients sent elsewhere"), "\(incident.diverted.map { t.number($0) } ?? "–")"),
            (t("Unités en mode dégradé", "Units in degraded mode"), "\(incident.units)"),
            (t("Touchés", "Affected"), "\(reading.affected.map(\.name).joined(separator: ", "))"),
            (t("Mesures prises", "Measures taken"), "\(incident.measures)"),
        ])
        let held = LogCell.tables.flatMap { cell in reading.held(cell, at: now).map { (cell, $0) } }
        let cells = items(
            held.map { "\($0.title(t))\u{00A0}: \($1.job), \($1.person)\(when(!$1.deputy.isEmpty, " (\($1.deputy))"))" }
        )
        let open = reading.clocks.filter { $0.isOpen || $0.state == .waiting || $0.state == .undetermined }
        let clocks = items(
            open.map { clock in
                let by = clock.dueAt.map { t.moment($0.instant, in: zone) } ?? CrisisWords.delay(clock.stage.delay, t)
                return
                    "\(clock.rule.recipient)\u{00A0}: \(clock.stage.title.lowercasedFirst), \(by.lowercasedFirst). \(clock.rule.channel) \(clock.rule.phone)"
            })
        let content: HTML = """
            \(state)\(sheet(t("Qui tient quoi", "Who holds what"), held.isEmpty ? paragraph(t("Personne à cette heure.", "Nobody at this hour.")) : cells))\
            \(sheet(t("Délais légaux", "Legal delays"), open.isEmpty ? paragraph(t("Aucun n’attend.", "None is waiting.")) : clocks))
            """
        return KitDocument(
            identifier: "incident-\(incident.id.text.suffix(12))", title: incident.title,
            summary: t(
                "L’incident en cours, tel qu’il était le \(t.moment(now, in: zone)).",
                "The incident under way, as it was on \(t.moment(now, in: zone))."), chapter: .firstHours,
            content: content,
            tables: [
                KitDocument.Table(
                    name: "horloges-\(incident.id.text.suffix(12))",
                    header: [
                        t("Qui", "Whom"), t("Quoi", "What"), t("Avant", "By"), t("Par", "By means of"),
                        t("Téléphone", "Telephone"),
                    ],
                    rows: open.map { clock in
                        [
                            clock.rule.recipient, clock.stage.title,
                            clock.dueAt.map { t.moment($0.instant, in: zone) }
                                ?? CrisisWords.delay(clock.stage.delay, t),
                            clock.rule.channel, clock.rule.phone,
                        ]
                    })
            ])
    }

    private static func rules(_ t: Language) -> KitDocument {
        let rows = CrisisLibrary.clocks.flatMap { rule in
            rule.stages.map { stage in
                [
                    rule.recipient, stage.title, CrisisWords.delay(stage.delay, t), CrisisWords.start(stage.start, t),
                    [rule.channel, rule.phone].filter { !$0.isEmpty }.joined(separator: ", "), rule.basis.text,
                    rule.toConfirm ?? "",
                ]
            }
        }
        let header = [
            t("Qui", "Whom"), t("Quoi", "What"), t("Délai", "Delay"), t("À partir de", "From"), t("Par", "By"),
            t("Texte", "Text"), t("À confirmer", "To be confirmed"),
        ]
        let caption = t("Délais légaux d’un incident", "Legal delays of an incident")
        return KitDocument(
            identifier: "horloges-legales", title: t("Qui prévenir, et avant quand", "Whom to tell, and by when"),
            summary: t("Destinataires, délais et textes.", "Recipients, delays and texts."), chapter: .firstHours,
            content: table(
                t,
                Table(
                    caption: caption, isCaptionHidden: true, columns: header.map { Column($0) },
                    rows: rows.map { $0.map { "\($0)" } })),
            tables: [KitDocument.Table(name: "horloges-legales", header: header, rows: rows)])
    }

    private static func sheets(_ t: Language) -> [KitDocument] {
        CrisisLibrary.roles.flatMap { role in
            role.sheets.map { sheet in
                KitDocument(
                    identifier: "fiche-\(sheet.code)",
                    title: "\(role.role)\u{00A0}: \(sheet.when.title(t).lowercasedFirst)",
                    summary: sheet.title, chapter: .firstHours, content: LibraryPage.steps(sheet), isLarge: true)
            }
        }
    }
}
