// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Markup
import Primitives
import Site

/// Whether the exercise counts, rule by rule, and the pack that proves it.
enum CountingPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await ResultsDesk.open(visit)
        let t = visit.language
        return desk.page(visit, title(t), .counting, render(desk, t))
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        func said(_ field: String) -> Bool? {
            switch form[field] {
            case "oui": true
            case "non": false
            default: nil
            }
        }
        let facts = CountingFacts(
            cyberTrigger: said("cyber"), care: CountingFacts.Care(rawValue: form["soins"]),
            management: said("direction"), trades: said("metiers"),
            exclusions: Set(form.all("exclusion").compactMap { CountingRule(rawValue: $0) }))
        let head = desk.facts.head
        try await desk.keep(visit) { change in try ExerciseProofs.say(facts, of: head, in: change) }
        let (t, verdict) = (visit.language, CountingVerdict(facts))
        return .redirect(
            ResultsURL.counting(desk.part, desk.id).path, notice: CountingWords.verdict(verdict, t))
    }

    static func title(_ t: Language) -> String { t("Cet exercice compte-t-il\u{00A0}?", "Does this exercise count?") }

    static func render(_ desk: ResultsDesk, _ t: Language) -> HTML {
        let facts = desk.facts
        let verdict = CountingVerdict(facts.counting)
        let isSaid = facts.statements[CountingKeys.exclusions] != nil || facts.counting != CountingFacts()
        let pack = Action(
            t("Télécharger le dossier de preuve", "Download the proof pack"),
            href: ResultsURL.pack(desk.part, desk.id).path)
        let head = PageHead(
            title(t), lead: lead(facts, verdict, isSaid, t), actions: facts.isHeld ? [pack] : [],
            state: isSaid ? state(facts, verdict, t) : StateBadge(.unanswered, t("À dire", "To say")))
        return """
            \(pageHead(t, head))\(ResultTabs.render(desk, .counting, t))\
            \(columns(rules(verdict, t) + packSheet(facts, t), desk.mayManage ? questions(desk, t) : HTML()))
            """
    }

    private static func lead(_ facts: ExerciseFacts, _ verdict: CountingVerdict, _ isSaid: Bool, _ t: Language)
        -> String
    {
        guard isSaid else {
            return t(
                "Répondez à quatre questions\u{00A0}: les règles publiques sont vérifiées, et la preuve apparaît dans l’autoévaluation.",
                "Answer four questions: the public rules are checked, and the proof appears in the self-assessment.")
        }
        let start = CountingWords.verdict(verdict, t)
        guard verdict.countsForCrisis, !facts.isHeld else { return start }
        return start
            + t(
                " La preuve apparaîtra quand il aura été joué jusqu’au bout.",
                " The proof will appear once it was played to its end.")
    }

    private static func state(_ facts: ExerciseFacts, _ verdict: CountingVerdict, _ t: Language) -> StateBadge {
        guard verdict.countsForCrisis else { return StateBadge(.missing, t("Ne compte pas", "Does not count")) }
        return facts.isHeld
            ? StateBadge(.proven, t("Compte", "Counts")) : StateBadge(.declared, t("Comptera", "Will count"))
    }

    private static func rules(_ verdict: CountingVerdict, _ t: Language) -> HTML {
        let caption = t("Les règles, une par une", "The rules, one by one")
        let source = verdict.findings.first?.rule.source ?? ""
        return sheet(
            caption,
            """
            \(table(t, Table(
                caption: caption, isCaptionHidden: true, stacks: true,
                columns: [Column(t("Règle", "Rule")), Column(t("Réponse", "Answer"), isShort: true)],
                rows: verdict.findings.map { finding -> [HTML] in
                    let reason = CountingWords.reason(finding, t)
                    return [
                        "\(CountingWords.rule(finding.rule, t))\(when(!reason.isEmpty, "<br><small>\(reason)</small>"))",
                        "\(badge(t, CountingWords.badge(finding.outcome, t)))",
                    ]
                })))\
            <p class="quiet">\(t("Source\u{00A0}: ARS Occitanie, ce qui compte comme exercice de continuité", "Source: ARS Occitanie, what counts as a continuity exercise"))\
            \(t("\u{00A0}: ", ": "))<a href="\(source)">\(source)</a>. \(t("Votre ARS peut préciser\u{00A0}: à confirmer avec elle.", "Your agency may say more: to be confirmed with it."))</p>
            """)
    }

    private static func packSheet(_ facts: ExerciseFacts, _ t: Language) -> HTML {
        let missing = ExercisePack.missing(facts, t)
        return sheet(
            t("Le dossier pour l’ARS et l’ANS", "The pack for the agencies"),
            """
            \(paragraph(t(
                "Date, niveau, scénario, participants par fonction, objectifs, extrait de la main courante, retour d’expérience et plan d’action, en un fichier ZIP.",
                "Date, level, scenario, participants by function, objectives, extract of the log, after-action report and action plan, in one ZIP file.")))\
            \(paragraph(t(
                "L’extrait de la main courante est tel qu’il a été écrit\u{00A0}: relisez-le, il peut nommer des personnes.",
                "The extract of the log is as it was written: review it, it may name persons."), isQuiet: true))\
            \(when(!missing.isEmpty, "<h3>\(t("Il y manque", "It lacks"))</h3>\(items(missing.map { "\($0)" }))"))
            """)
    }

    private static func questions(_ desk: ResultsDesk, _ t: Language) -> HTML {
        let facts = desk.facts.suggestedCounting
        func yesNo(_ name: String, _ label: String, _ value: Bool?) -> HTML {
            radioGroup(
                Field(t, name, label: label), [Choice("oui", t("Oui", "Yes")), Choice("non", t("Non", "No"))],
                selected: value.map { $0 ? "oui" : "non" })
        }
        let content: HTML = """
            \(yesNo("cyber", CountingWords.rule(.cyberTrigger, t), facts.cyberTrigger))\
            \(radioGroup(
                Field(t, "soins", label: t(
                    "Des patients ont été pris en charge en mode numérique dégradé",
                    "Patients were cared for with degraded digital tools")),
                CountingFacts.Care.allCases.map { Choice($0.rawValue, CountingWords.care($0, t)) },
                selected: facts.care?.rawValue))\
            \(yesNo("direction", t("La direction générale y a pris part", "The general management took part"), facts.management))\
            \(yesNo("metiers", t(
                "Les soins et les autres métiers y ont pris part", "Care and other trades took part"), facts.trades))\
            \(checkboxGroup(
                Field(
                    t, "exclusion", label: t("Ce qui ne compte jamais", "What never counts"),
                    hint: t("Cochez si c’était le cas.", "Tick if it was so.")),
                CountingRule.allCases.filter(\.isExclusion).map { Choice($0.rawValue, CountingWords.exclusion($0, t)) },
                selected: Set(facts.exclusions.map(\.rawValue))))\
            \(formActions(submit(t("Vérifier et enregistrer", "Check and save"))))
            """
        return sheet(
            t("Ce qui s’est passé", "What happened"),
            """
            \(paragraph(t(
                "Les réponses proposées viennent de l’exercice lui-même\u{00A0}: confirmez-les.",
                "The answers offered come from the exercise itself: confirm them."), isQuiet: true))\
            \(form(action: ResultsURL.counting(desk.part, desk.id).path, content))
            """)
    }
}
