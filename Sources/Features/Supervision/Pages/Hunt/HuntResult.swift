// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Sigma
import Site

/// What a finished hunt shows. Told in both languages: whoever reads it may not be in the language of the moment.
struct HuntResult {
    static let shown = 200

    private let gathering: HuntGathering
    private let summary: HuntRun.Summary
    private let files: [String]
    private let place: Organisation.ID

    init(_ gathering: HuntGathering, _ summary: HuntRun.Summary, files: [String], place: Organisation.ID) {
        self.gathering = gathering
        self.summary = summary
        self.files = files
        self.place = place
    }

    func job() -> JobBoard.Result {
        let alerts = gathering.drafts.count
        let events = summary.events
        return JobBoard.Result(
            summary: Phrase(
                "\(Language.french.number(alerts)) comportements suspects dans \(Language.french.number(events)) événements",
                "\(Language.english.number(alerts)) suspicious behaviours in \(Language.english.number(events)) events"),
            detail: detail(.french),
            next: (Phrase("Voir les alertes", "See the alerts"), SupervisionURL.alerts(.init(place)).path))
    }

    private func detail(_ t: Language) -> HTML {
        let rows = gathering.drafts.values
            .sorted { ($1.level, $0.first, $0.host) < ($0.level, $1.first, $1.host) }.prefix(Self.shown)
            .map { draft -> [HTML] in
                [
                    "\(draft.title)<br><span class=\"quiet\">\(AlertsPage.short(draft.keyText))</span>",
                    badge(t, draft.level.badge, draft.level.word(t)), "\(draft.host)", "\(t.number(draft.count))",
                    "\(draft.first.text)", "\(draft.last.text)",
                ]
            }
        let found: HTML =
            rows.isEmpty
            ? paragraph(t("Aucune règle n’a réagi.", "No rule matched."))
            : table(
                t,
                Table(
                    caption: t("Ce qui a été trouvé", "What was found"), stacks: true,
                    columns: [
                        Column(t("Règle", "Rule")), Column(t("Niveau", "Level"), isShort: true),
                        Column(t("Machine", "Machine")), Column(t("Événements", "Events"), isNumber: true),
                        Column(t("Premier (UTC)", "First (UTC)"), isShort: true),
                        Column(t("Dernier (UTC)", "Last (UTC)"), isShort: true),
                    ], rows: rows))
        var notes: [String] = []
        if gathering.drafts.count > Self.shown {
            notes.append(t("Les \(Self.shown) plus graves sont montrées.", "The \(Self.shown) gravest are shown."))
        }
        if gathering.beyond > 0 {
            notes.append(
                t(
                    "\(t.number(gathering.beyond)) de plus n’ont pas pu être rangées.",
                    "\(t.number(gathering.beyond)) more could not be put in order."))
        }
        if summary.lost + summary.faults > 0 {
            notes.append(
                t(
                    "\(t.number(summary.lost)) enregistrements illisibles, \(t.number(summary.faults)) endroits abîmés.",
                    "\(t.number(summary.lost)) unreadable records, \(t.number(summary.faults)) damaged places."))
        }
        if !summary.unreadable.isEmpty {
            notes.append(
                t(
                    "\(t.number(summary.unreadable.count)) fichiers ne sont pas des journaux.",
                    "\(t.number(summary.unreadable.count)) files are no logs."))
        }
        return
            "\(found)\(notes.html { paragraph($0, isQuiet: true) })\(paragraph(files.joined(separator: ", "), isQuiet: true))"
    }
}
