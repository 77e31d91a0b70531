// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import ServiceMaps

/// What a file would change, line by line, and what is refused.
struct ExchangePreview {
    private let result: MapImport
    private let place: Organisation
    /// Beyond this, tables are cut and say so.
    private static let shown = 200

    init(_ result: MapImport, place: Organisation) {
        self.result = result
        self.place = place
    }

    func render(_ t: Language) -> [HTML] {
        var parts: [HTML] = [verdict(t)]
        if !result.isEmpty {
            let count = result.added.count + result.changed.count
            let button = t(
                "Enregistrer \(t.count(count, ("ligne", "lignes"), ("", "")))",
                "Save \(t.count(count, ("", ""), ("line", "lines")))")
            parts.append(
                form(
                    action: CartographyURL.exchange(.init(place.id)).path,
                    hidden: [(ExchangePage.confirmed, result.content)], formActions(submit(button))))
        }
        if !result.added.isEmpty { parts.append(additions(t)) }
        if !result.changed.isEmpty { parts.append(changes(t)) }
        if !result.refused.isEmpty { parts.append(refusals(t)) }
        return parts
    }

    private func verdict(_ t: Language) -> HTML {
        let words = [
            t.count(
                result.added.count, ("élément sera ajouté", "éléments seront ajoutés"),
                ("element will be added", "elements will be added")),
            t.count(result.changed.count, ("sera modifié", "seront modifiés"), ("will change", "will change")),
            t.count(result.unchanged, ("est identique", "sont identiques"), ("is identical", "are identical")),
            t.count(
                result.refused.count, ("ligne est refusée", "lignes sont refusées"),
                ("line is refused", "lines are refused")),
        ]
        var text: [String] = []
        if !result.refused.isEmpty, !result.isEmpty {
            text.append(
                t(
                    "Les lignes refusées ne seront pas enregistrées\u{00A0}; les autres le seront toutes ensemble.",
                    "Refused lines will not be saved; the others will be saved together."))
        }
        if !result.ignored.isEmpty {
            let names = result.ignored.prefix(12).map { String($0.prefix(40)) }.joined(separator: ", ")
            text.append(t("Colonnes non reprises\u{00A0}: \(names).", "Columns left aside: \(names)."))
        }
        return notice(
            Notice(
                result.refused.isEmpty ? .information : .warning, title: words.joined(separator: ", ") + ".",
                text: text.joined(separator: " ")))
    }

    private func additions(_ t: Language) -> HTML {
        let title = t("Ce qui sera ajouté", "What will be added")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Ligne", "Line"), isNumber: true), Column(t("Élément", "Element")),
                        Column(t("Rangé dans", "Filed under")), Column(t("Dépend de", "Depends on")),
                    ],
                    rows: result.added.prefix(Self.shown).map { planned in
                        [
                            "\(t.number(planned.row.line))",
                            "\(planned.row.name) <span class=\"code\">\(planned.draft.code)</span>",
                            "\(planned.draft.layer.title(t)), \(ElementFacts.lowered(planned.draft.kind.title(t)))\(when(planned.row.note) { "<br><small>\($0(t))</small>" })",
                            "\(planned.row.links.map(\.target).joined(separator: t(" ; ", "; ")))",
                        ]
                    }, hasRowHeaders: false)) + rest(result.added.count, t))
    }

    private func changes(_ t: Language) -> HTML {
        let title = t("Ce qui changera", "What will change")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Ligne", "Line"), isNumber: true), Column(t("Élément", "Element")),
                        Column(t("Changement", "Change")),
                    ],
                    rows: result.changed.prefix(Self.shown).map { planned in
                        [
                            "\(t.number(planned.row.line))", "\(planned.row.name)",
                            "\(planned.differences.map { $0(t) }.joined(separator: t(" ; ", "; ")))",
                        ]
                    }, hasRowHeaders: false)) + rest(result.changed.count, t))
    }

    private func refusals(_ t: Language) -> HTML {
        let title = t("Ce qui est refusé", "What is refused")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Ligne", "Line"), isNumber: true), Column(t("Élément", "Element")),
                        Column(t("Raison", "Reason")),
                    ],
                    rows: result.refused.prefix(Self.shown).map { refusal in
                        ["\(t.number(refusal.line))", "\(refusal.name)", "\(refusal.reason.phrase(t))"]
                    }, hasRowHeaders: false)) + rest(result.refused.count, t))
    }

    private func rest(_ count: Int, _ t: Language) -> HTML {
        when(
            count > Self.shown,
            paragraph(
                t(
                    "Et \(t.number(count - Self.shown)) autres lignes.",
                    "And \(t.number(count - Self.shown)) more lines."), isQuiet: true))
    }
}
