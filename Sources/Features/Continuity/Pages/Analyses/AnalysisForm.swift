// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import ServiceMaps
import Site

/// The guided entry of an impact analysis: what it does first, then how long one can bear it, then when to come back.
enum AnalysisForm {
    /// What was typed, as typed.
    struct Typed: Sendable {
        var courses: [ImpactDomain: ImpactCourse] = [:]
        var tolerable = ""
        var recoveryTime = ""
        var recoveryPoint = ""
        var asked = ""
        var askedOn: Day?
        var months: Set<String> = []
        var weekdays: Set<String> = []
        var peaks = ""
        var note = ""

        func course(_ domain: ImpactDomain) -> ImpactCourse { courses[domain] ?? ImpactCourse() }
    }

    static func render(_ model: AnalysisPage.Model, _ t: Language) -> HTML {
        "\(people(model, t))\(impacts(model, t))\(durations(model, t))\(peaks(model, t))"
    }

    private static func people(_ model: AnalysisPage.Model, _ t: Language) -> HTML {
        sheet(
            t("1. Qui répond\u{00A0}?", "1. Who answers?"),
            fieldRow([
                textField(
                    Field(
                        t, "interroge", label: t("Qui avez-vous interrogé\u{00A0}?", "Whom did you ask?"),
                        hint: t("Des fonctions\u{00A0}: cadre de santé, chef de pôle.", "Functions rather than names."),
                        error: model.errors["interroge"]),
                    value: model.typed.asked, maxLength: 1000),
                dateField(
                    Field(t, "interroge-le", label: t("Le", "On"), error: model.errors["interroge-le"]),
                    value: model.typed.askedOn, maximum: model.today),
            ]))
    }

    private static func impacts(_ model: AnalysisPage.Model, _ t: Language) -> HTML {
        let scale = ImpactLevel.allCases.map { "\($0.title(t)), \($0.meaning(t))" }.joined(separator: t(" ; ", "; "))
        return sheet(
            t("2. Que fait l’arrêt, et à partir de quand\u{00A0}?", "2. What does a standstill do, and from when on?"),
            """
            \(paragraph(t("L’échelle\u{00A0}: ", "The scale: ") + scale + ".", isQuiet: true))\
            \(ImpactDomain.allCases.html { domain($0, model, t) })
            """)
    }

    private static func domain(_ domain: ImpactDomain, _ model: AnalysisPage.Model, _ t: Language) -> HTML {
        let course = model.typed.course(domain)
        func moment(_ level: ImpactLevel, _ suffix: String, _ value: ImpactMoment?) -> HTML {
            let name = "\(domain.word)-\(suffix)"
            return select(
                Field(
                    t, name,
                    label: t(
                        "\(level.title(t).capitalizedFirst) à partir de", "\(level.title(t).capitalizedFirst) from"),
                    error: model.errors[name]),
                ImpactMoment.allCases.map { Choice($0.rawValue, choice($0, t)) }, selected: value?.rawValue,
                placeholder: t("Pas encore dit", "Not told yet"))
        }
        let name = "\(domain.word)-note"
        return """
            <fieldset class="field"><legend>\(domain.title(t))</legend>\
            <p class="hint">\(domain.question(t))</p><div class="thirds">\
            \(fieldRow([
                moment(.limited, "limite", course.limited), moment(.serious, "grave", course.serious),
                moment(.critical, "critique", course.critical),
            ]))</div>\(textField(
                Field(t, name, label: t("En une phrase", "In a sentence"), error: model.errors[name]),
                value: course.note, maxLength: 1000))</fieldset>
            """
    }

    private static func choice(_ moment: ImpactMoment, _ t: Language) -> String {
        moment == .never ? t("Jamais", "Never") : Duration.words(moment.hours, t)
    }

    private static func durations(_ model: AnalysisPage.Model, _ t: Language) -> HTML {
        let format = t("30 min, 4 h, 1 h 30, 3 j.", "30 min, 4 h, 1 h 30, 3 d.")
        return sheet(
            t("3. Que décidez-vous\u{00A0}?", "3. What do you decide?"),
            """
            \(proposal(model, t))\
            <div class="thirds">\(fieldRow([
                durationField(
                    Field(
                        t, "tolerable", label: t("Durée tolérable", "Tolerable period"),
                        hint: t("Au-delà, le dommage n’est plus acceptable.", "Beyond it the harm is unacceptable.")
                            + " " + format, error: model.errors["tolerable"]),
                    value: model.typed.tolerable),
                durationField(
                    Field(
                        t, "dmia", label: t("DMIA", "Recovery time objective"),
                        hint: t("Doit être revenu\u{00A0}: pas plus que la durée tolérable.", "Is back: never beyond the tolerable period."),
                        error: model.errors["dmia"]),
                    value: model.typed.recoveryTime),
                durationField(
                    Field(
                        t, "pdma", label: t("PDMA", "Recovery point objective"),
                        hint: t("Ce qu’on accepte de ressaisir ou de perdre.", "What one accepts to lose or enter again."),
                        error: model.errors["pdma"]),
                    value: model.typed.recoveryPoint),
            ]))</div>
            """)
    }

    /// From what was entered and from nothing else.
    private static func proposal(_ model: AnalysisPage.Model, _ t: Language) -> HTML {
        guard let limit = model.analysis?.limit else {
            return paragraph(
                t(
                    "Dites d’abord quand l’effet devient critique, puis enregistrez\u{00A0}: la limite qui en découle "
                        + "s’affichera ici.",
                    "First tell when the effect becomes critical, then save: the limit that follows will show here."),
                isQuiet: true)
        }
        let domains = limit.domains.map { folded($0.title(t)) == $0.title(t) ? $0.title(t) : $0.title(t).lowercased() }
            .joined(separator: t(" et ", " and "))
        let at = Duration.words(limit.at, t)
        let sentence =
            limit.bearableAt.map { bearable in
                let start = Duration.words(bearable, t)
                return t(
                    "D’après vos réponses, l’effet devient inacceptable entre \(start) et \(at) (\(domains)). La durée tolérable est au plus \(at).",
                    "From your answers, the effect becomes unacceptable between \(start) and \(at) (\(domains)). The tolerable period is at most \(at)."
                )
            }
            ?? t(
                "D’après vos réponses, l’effet est inacceptable dès la première heure (\(domains))\u{00A0}: la durée tolérable est inférieure à \(at).",
                "From your answers, the effect is unacceptable within the first hour (\(domains)): the tolerable period is below \(at)."
            )
        return notice(
            Notice(.information, title: sentence, text: t("C’est à vous de décider.", "The decision is yours.")))
    }

    private static func peaks(_ model: AnalysisPage.Model, _ t: Language) -> HTML {
        sheet(
            t("4. Quand serait-ce le pire\u{00A0}?", "4. When would it be worst?"),
            """
            <div class="tick-line">\(checkboxGroup(
                Field(t, "mois", label: t("Mois", "Months")),
                (1...12).map { Choice(String($0), PeakWords.month($0, t)) }, selected: model.typed.months))</div>\
            <div class="tick-line">\(checkboxGroup(
                Field(t, "jours", label: t("Jours", "Days")),
                (1...7).map { Choice(String($0), PeakWords.weekday($0, t)) }, selected: model.typed.weekdays))</div>\
            \(textField(
                Field(
                    t, "pointes", label: t("Autres pointes", "Other peaks"),
                    hint: t("Clôture de paie, épidémies, nuits de garde.", "Payroll closing, epidemics, nights on call."),
                    error: model.errors["pointes"]),
                value: model.typed.peaks, maxLength: 1000))\
            \(textArea(
                Field(t, "note", label: t("Remarques", "Remarks"), error: model.errors["note"]),
                value: model.typed.note, rows: 3, maxLength: 4000))
            """)
    }
}

extension String {
    /// At the beginning of a label.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension AnalysisForm.Typed {
    init(_ analysis: Analysis?, _ objectives: Objectives) {
        tolerable = Duration.typed(objectives.tolerablePeriod)
        recoveryTime = Duration.typed(objectives.recoveryTime)
        recoveryPoint = Duration.typed(objectives.recoveryPoint)
        guard let analysis else { return }
        courses = analysis.courses
        asked = analysis.asked
        askedOn = analysis.askedOn
        months = Set(analysis.peaks.months.map(String.init))
        weekdays = Set(analysis.peaks.weekdays.map(String.init))
        peaks = analysis.peaks.text
        note = analysis.note
    }

    /// What was typed, and what it says when nothing is wrong.
    static func read(
        _ form: Site.Form, of node: PlacedNode.ID, today: Day, _ t: Language
    ) -> (typed: Self, analysis: Analysis, objectives: Objectives, errors: FormErrors) {
        var errors = FormErrors()
        var typed = Self()
        for domain in ImpactDomain.allCases {
            func moment(_ suffix: String) -> ImpactMoment? { ImpactMoment(rawValue: form["\(domain.word)-\(suffix)"]) }
            let course = ImpactCourse(
                limited: moment("limite"), serious: moment("grave"), critical: moment("critique"),
                note: form["\(domain.word)-note"])
            typed.courses[domain] = course
            if !course.isOrdered { errors.add(ContinuityError.worseBeforeLess.message(t), to: "\(domain.word)-grave") }
            errors.bound(course.note, "\(domain.word)-note", limit: 1000, in: t)
        }
        typed.tolerable = form["tolerable"]
        typed.recoveryTime = form["dmia"]
        typed.recoveryPoint = form["pdma"]
        typed.asked = form["interroge"]
        typed.askedOn = errors.day(form, "interroge-le", in: t)
        if let day = typed.askedOn, day > today { errors.add(ContinuityError.inFuture.message(t), to: "interroge-le") }
        typed.months = Set(form.all("mois"))
        typed.weekdays = Set(form.all("jours"))
        typed.peaks = form["pointes"]
        typed.note = form["note"]
        errors.bound(typed.asked, "interroge", limit: 1000, in: t)
        errors.bound(typed.peaks, "pointes", limit: 1000, in: t)
        errors.bound(typed.note, "note", limit: 4000, in: t)
        let objectives = Objectives(
            recoveryTime: errors.duration(form, "dmia", in: t), recoveryPoint: errors.duration(form, "pdma", in: t),
            tolerablePeriod: errors.duration(form, "tolerable", in: t))
        if let back = objectives.recoveryTime, let limit = objectives.tolerablePeriod, back > limit {
            errors.add(ContinuityError.longerThanTolerable.message(t), to: "dmia")
        }
        let analysis = Analysis(
            node: node, courses: typed.courses.filter { !$0.value.isEmpty }, asked: typed.asked,
            askedOn: typed.askedOn,
            peaks: Analysis.Peaks(
                months: Set(typed.months.compactMap { Int($0) }.filter((1...12).contains)),
                weekdays: Set(typed.weekdays.compactMap { Int($0) }.filter((1...7).contains)), text: typed.peaks),
            note: typed.note, validation: nil)
        return (typed, analysis, objectives, errors)
    }
}
