// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// One impact analysis: its form while it is written, its words once it is validated.
enum AnalysisPage {
    struct Model: Sendable {
        let place: Organisation
        let node: PlacedNode
        let analysis: Analysis?
        var typed: AnalysisForm.Typed
        var validation = ValidationForm.Typed()
        let mayManage: Bool
        let today: Day
        var errors = FormErrors()

        var state: AnalysisState { AnalysisState.of(analysis, on: today) }
    }

    static func title(_ node: PlacedNode, _ t: Language) -> String {
        t(
            "\(node.name)\u{00A0}: combien de temps peut-on s’en passer\u{00A0}?",
            "\(node.name): how long can one do without?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let isOpen = model.mayManage && model.analysis?.validation == nil
        let head = PageHead(
            title(model.node, t), lead: lead(model, t), actions: resumption(model, t),
            state: StateWords.badge(model.state, t))
        let aside = ReferencesPage.aside(model.place.id, t)
        let body: HTML = isOpen ? columns(writing(model, t), aside, .wideLeft) : reading(model, aside, t)
        return "\(pageHead(t, head))\(errorSummary(t, model.errors.faults))\(body)"
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        if let validation = model.analysis?.validation {
            let review = validation.reviewOn.map {
                t(" À revoir le \(t.date($0)).", " To be reviewed on \(t.date($0)).")
            }
            return t(
                "Validé le \(t.date(validation.on)) par \(validation.by).",
                "Validated on \(t.date(validation.on)) by \(validation.by).") + (review ?? "")
        }
        return t(
            "Interrogez le cadre du service, pas l’informatique. Aucune durée n’est proposée d’avance\u{00A0}: elle vient de "
                + "ce que vous entrez ici.",
            "Ask those in charge of the unit, not IT. No duration is proposed beforehand: it comes from what you enter here."
        )
    }

    private static func resumption(_ model: Model, _ t: Language) -> [Action] {
        guard model.mayManage, model.analysis?.validation != nil else { return [] }
        return [
            Action(
                t("Reprendre le bilan", "Take up the analysis again"),
                post: ContinuityURL.analysisResumption(.init(model.place.id), .init(model.node.id)).path,
                confirm: t(
                    "Reprendre ce bilan\u{00A0}? Il ne sera plus une preuve tant qu’il ne sera pas validé à nouveau.",
                    "Take up this analysis again? It will no longer be a proof until it is validated anew."))
        ]
    }

    private static func writing(_ model: Model, _ t: Language) -> HTML {
        let fields = AnalysisForm.render(model, t)
        let action = ContinuityURL.analysis(.init(model.place.id), .init(model.node.id)).path
        let save = formActions(
            """
            \(submit(t("Enregistrer", "Save")))\
            \(buttonLink(t("Revenir à la liste", "Back to the list"), href: ContinuityURL.analyses(.init(model.place.id)).path))
            """)
        let validation: HTML = when(model.analysis != nil, ValidationForm.render(model, t))
        return "\(form(action: action, fields + save))\(validation)"
    }

    private static func reading(_ model: Model, _ aside: HTML, _ t: Language) -> HTML {
        guard let analysis = model.analysis else {
            let empty = emptyState(
                title: t("Ce bilan n’est pas commencé", "This analysis is not begun"),
                text: t(
                    "L’administrateur ou le RSSI le remplit avec le cadre du service.",
                    "The administrator or the security officer fills it in with those in charge of the unit."))
            return columns(empty, aside, .wideLeft)
        }
        return """
            \(durations(model, t))\(grid(analysis, t))\(columns(circumstances(analysis, t), aside, .wideLeft))
            """
    }

    private static func durations(_ model: Model, _ t: Language) -> HTML {
        let node = model.node.node
        return figures(
            t,
            [
                Figure(
                    Duration.words(node.maximumTolerablePeriod, t),
                    meaning: t("d’arrêt tolérable, au plus", "of standstill can be borne, at most")),
                Figure(
                    Duration.words(node.recoveryTimeObjective, t),
                    meaning: t("pour revenir (DMIA)", "to come back (RTO)")),
                Figure(
                    Duration.words(node.recoveryPointObjective, t),
                    meaning: t("de données perdues, au plus (PDMA)", "of data lost, at most (RPO)")),
            ])
    }

    /// What was said, moment by moment.
    static func grid(_ analysis: Analysis, _ t: Language) -> HTML {
        let title = t("L’effet dans le temps", "The effect over time")
        let rows = ImpactDomain.allCases.map { domain -> [HTML] in
            let course = analysis.course(domain)
            return ["\(domain.title(t))"]
                + ImpactMoment.dated.map { moment in
                    course.level(at: moment).map { badge(t, StateWords.badge($0, t)) } ?? "–"
                }
        }
        let notes = ImpactDomain.allCases.compactMap { domain -> (term: String, value: HTML)? in
            let note = analysis.course(domain).note
            return note.isEmpty ? nil : (term: domain.title(t), value: prose(note))
        }
        return sheet(
            title,
            """
            \(table(t, Table(
                caption: title, isCaptionHidden: true,
                columns: [Column(t("Domaine", "Domain"))]
                    + ImpactMoment.dated.map { Column(Duration.words($0.hours, t), isShort: true) },
                rows: rows)))\(when(!notes.isEmpty, definitionList(notes)))
            """)
    }

    private static func circumstances(_ analysis: Analysis, _ t: Language) -> HTML {
        let asked = analysis.askedOn.map { day in
            t("\(analysis.asked), le \(t.date(day))", "\(analysis.asked), \(t.date(day))")
        }
        return sheet(
            t("D’où viennent ces réponses", "Where these answers come from"),
            definitionList([
                (term: t("Interrogés", "Asked"), value: "\(asked ?? (analysis.asked.isEmpty ? "–" : analysis.asked))"),
                (term: t("Pointes", "Peaks"), value: "\(PeakWords.sentence(analysis.peaks, t))"),
                (term: t("Remarques", "Remarks"), value: analysis.note.isEmpty ? "–" : prose(analysis.note)),
            ]))
    }
}

/// When an interruption hurts most, in words.
enum PeakWords {
    private static let french = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
    private static let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let frenchDays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    private static let englishDays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    static func month(_ number: Int, _ t: Language) -> String {
        let names = t == .french ? french : english
        return names.indices.contains(number - 1) ? names[number - 1] : "?"
    }

    static func weekday(_ number: Int, _ t: Language) -> String {
        let names = t == .french ? frenchDays : englishDays
        return names.indices.contains(number - 1) ? names[number - 1] : "?"
    }

    static func sentence(_ peaks: Analysis.Peaks, _ t: Language) -> String {
        guard !peaks.isEmpty else { return t("aucune dite", "none told") }
        let parts = [
            peaks.months.sorted().map { month($0, t) }.joined(separator: ", "),
            peaks.weekdays.sorted().map { weekday($0, t) }.joined(separator: ", "), peaks.text,
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: t(" ; ", "; "))
    }
}
