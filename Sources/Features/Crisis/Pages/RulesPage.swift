// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import LegalClocks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The rules themselves: what each text says, and which ones count here.
enum RulesPage {
    struct Model: Sendable {
        let place: Organisation
        let switches: [String: Bool]
        let mayManage: Bool
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: CrisisPermissions.read)
        let lineage = place.organisation.lineage
        let switches = try await visit.read { session in try ConductStore.switches(seenFrom: lineage, in: session) }
        let model = Model(
            place: place.organisation, switches: switches,
            mayManage: visit.access.may(CrisisPermissions.manage, in: lineage) && !visit.house.settings.isReadOnly)
        let t = visit.language
        let title = RoomTab.rules.title(t)
        return visit.crisisPage(
            title, at: place, [Crumb(title)], "\(RoomTab.render(visit, place, .rules))\(render(model, t))")
    }

    @Sendable
    static func set(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.place(try visit.identifier("organisation"), for: CrisisPermissions.manage)
        guard let rule = CrisisLibrary.clocks.first(where: { $0.id == form["regle"] }) else {
            throw CrisisError.unknown
        }
        let (keeper, isOn) = (place.organisation.id, form["etat"] == "oui")
        try await visit.change { change in
            _ = try visit.place(keeper, for: CrisisPermissions.manage, in: change.session)
            try ConductStore.setRule(rule, isOn: isOn, at: keeper, in: change)
        }
        let t = visit.language
        return .redirect(
            CrisisURL.rules(.init(keeper)).path,
            notice: isOn
                ? t("L’horloge est allumée\u{00A0}: \(rule.recipient).", "The clock is switched on: \(rule.recipient).")
                : t(
                    "L’horloge est éteinte\u{00A0}: \(rule.recipient).", "The clock is switched off: \(rule.recipient)."
                ))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            t(
                "Qui faudrait-il prévenir, et que dit le texte\u{00A0}?",
                "Who would have to be told, and what does the text say?"),
            lead: t(
                "Ces règles valent pour chaque incident. Ce qui reste «\u{00A0}à confirmer\u{00A0}» n’est fixé par aucun texte public que nous ayons lu.",
                "These rules hold for every incident. What is “to be confirmed” is settled by no public text that we read."
            ))
        let rules = CrisisLibrary.clocks
        guard !rules.isEmpty else {
            return pageHead(t, head)
                + emptyState(
                    title: t("Les règles n’ont pas pu être lues", "The rules could not be read"),
                    text: t(
                        "Utilisez la liste «\u{00A0}qui prévenir\u{00A0}» de la mallette.",
                        "Use the list “whom to tell” of the kit."))
        }
        return pageHead(t, head) + rules.html { rule($0, model, t) }
    }

    private static func rule(_ rule: ClockRule, _ model: Model, _ t: Language) -> HTML {
        let isOn = model.switches[rule.id] ?? rule.isOn
        let questions = ClockQuestion.allCases.filter { rule.anyOf.contains($0) || rule.allOf.contains($0) }
        let every = rule.allOf.count > 1
        var rows: [(term: String, value: HTML)] = [
            (t("Dans quel cas", "In which case"), "\(rule.occasion)"),
            (
                every ? t("Si toutes sont vraies", "If all are so") : t("Si l’une est vraie", "If one is so"),
                items(questions.map { "\(CrisisWords.question($0)(t))" })
            ),
            (
                t("Délais", "Delays"),
                items(
                    rule.stages.map {
                        "\($0.title)\u{00A0}: \(CrisisWords.delay($0.delay, t).lowercasedFirst), \(CrisisWords.start($0.start, t))"
                    })
            ),
            (t("Texte", "Text"), "\(rule.basis.text)"), (t("Source", "Source"), "\(rule.basis.source)"),
        ]
        if !rule.channel.isEmpty || !rule.phone.isEmpty {
            rows.append(
                (t("Par", "By"), "\([rule.channel, rule.phone].filter { !$0.isEmpty }.joined(separator: ", "))"))
        }
        if let doubt = rule.toConfirm {
            rows.append(
                (
                    t("À confirmer", "To be confirmed"),
                    "\(badge(t, .toReview, t("À confirmer", "To be confirmed"))) \(doubt)"
                ))
        }
        let button: HTML = when(
            model.mayManage,
            postButton(
                action: CrisisURL.rules(.init(model.place.id)).path,
                isOn
                    ? t("Éteindre cette horloge", "Switch this clock off")
                    : t("Allumer cette horloge", "Switch this clock on"),
                style: isOn ? .quiet : .plain,
                confirm: isOn
                    ? t(
                        "Éteindre l’horloge «\u{00A0}\(rule.recipient)\u{00A0}»\u{00A0}? Plus aucun incident ne la rappellera.",
                        "Switch off: \(rule.recipient)? No incident will remind of it.")
                    : nil, hidden: [("regle", rule.id), ("etat", isOn ? "non" : "oui")]))
        return sheet(
            rule.recipient,
            """
            <p>\(isOn ? badge(t, .proven, t("Allumée", "On")) : badge(t, .closed, t("Éteinte", "Off")))</p>\
            \(definitionList(rows))\(button)
            """)
    }
}
