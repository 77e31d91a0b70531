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

/// What the one who leaves says to the one who comes: drafted from what is known and from the log, printed, completed by
/// hand.
enum HandoverPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await IncidentDesk.open(visit)
        let (incident, zone, now) = (desk.incident, visit.zone, visit.now)
        let reading = try await visit.read { session in
            try IncidentReading.read(incident, at: now, zone, in: session)
        }
        let t = visit.language
        let title = title(t)
        return desk.page(
            visit, title, [Crumb(title)],
            render(IncidentPage.Model(desk: desk, reading: reading, serial: ""), t))
    }

    static func title(_ t: Language) -> String { t("Fiche de relève", "Handover sheet") }

    static func render(_ model: IncidentPage.Model, _ t: Language) -> HTML {
        let (desk, incident, reading) = (model.desk, model.incident, model.reading)
        let lead = t(
            "Établie à \(t.time(desk.now, in: desk.zone)) d’après la main courante. À imprimer, à compléter, à lire à voix haute.",
            "Drawn up at \(t.time(desk.now, in: desk.zone)) from the log. To print, complete, and read aloud.")
        let state = definitionList([
            (t("Incident", "Incident"), "\(incident.title)"),
            (t("Phase", "Phase"), "\(CrisisWords.phase(incident.phase)(t))"),
            (
                t("Effet sur les soins", "Effect on care"),
                "\(badge(t, CrisisWords.severity(incident.severity, t))) \(incident.severityReason)"
            ),
            (t("Patients réorientés", "Patients sent elsewhere"), "\(incident.diverted.map { t.number($0) } ?? "–")"),
            (t("Unités en mode dégradé", "Units in degraded mode"), "\(incident.units)"),
            (t("Touchés", "Affected"), "\(reading.affected.map(\.name).joined(separator: ", "))"),
        ])
        func entries(_ kinds: Set<LogKind>) -> HTML {
            let found = reading.tail.latest.filter { kinds.contains($0.statement.kind) }
            return found.isEmpty ? paragraph(t("Rien.", "Nothing."), isQuiet: true) : lines(found, model, t)
        }
        let clocks =
            reading.openClocks.isEmpty
            ? paragraph(t("Aucun délai n’attend.", "No delay is waiting."), isQuiet: true)
            : items(
                reading.openClocks.map {
                    "\(badge(t, CrisisWords.reading($0, at: desk.now, t))) \($0.rule.recipient)\u{00A0}: \($0.stage.title.lowercasedFirst)"
                })
        let open =
            reading.tail.open.isEmpty
            ? paragraph(t("Aucune.", "None."), isQuiet: true) : lines(reading.tail.open, model, t)
        let blanks = [
            t("Ce qui m’inquiète", "What worries me"), t("Ce que j’ai promis, à qui", "What I promised, to whom"),
            t("Prochain point à", "Next briefing at"),
            t("Relevé par, heure, signature", "Relieved by, time, signature"),
        ].html { "<p><strong>\($0)</strong></p><p class=\"quiet\">…………………………………………………………</p>" }
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\(sheet(t("Où en est-on\u{00A0}?", "Where does it stand?"), state))\
            \(columns(sheet(t("Délais légaux", "Legal delays"), clocks), sheet(t("Demandes et actions ouvertes", "Open requests and actions"), open)))\
            \(columns(sheet(t("Dernières décisions", "Latest decisions"), entries([.decision])), sheet(t("Derniers faits", "Latest facts"), entries([.information, .contact, .notification, .action]))))\
            \(sheet(t("À compléter à la main", "To complete by hand"), blanks))
            """
    }

    private static func lines(_ entries: [LogEntry], _ model: IncidentPage.Model, _ t: Language) -> HTML {
        items(
            entries.map { entry in
                let owner = entry.statement.owner
                return """
                    \(model.desk.time(entry.statement.factAt.instant, t)) · \(entry.reference.description) · \(entry.statement.text)\
                    \(when(!owner.isEmpty, " (\(owner))"))
                    """
            })
    }
}
