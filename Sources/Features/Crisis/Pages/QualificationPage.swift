// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Journal
import LegalClocks
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// What is known: kind, effect on care, what is touched, and the answers that start the legal clocks.
enum QualificationPage {
    struct Model: Sendable {
        let desk: IncidentDesk
        var known: Qualification
        var diverted: String
        var times: [String: TimeFields]
        var version: Int
        let nodes: [PlacedNode]
        var errors = FormErrors()
    }

    /// The moments asked, by the name of their fields.
    private static let moments: [(name: String, title: Phrase, hint: Phrase?)] = [
        ("signe", Phrase("Premier signe, retrouvé après coup", "First sign, found in hindsight"), nil),
        (
            "detection", Phrase("Connu depuis le", "Known since"),
            Phrase("L’heure d’où partent les délais.", "The time from which delays run.")
        ),
        (
            "violation", Phrase("Violation de données connue depuis le", "Data breach known since"),
            Phrase("Les 72 heures de la CNIL partent de là.", "The 72 hours of the CNIL run from there.")
        ),
        ("contenu", Phrase("Attaque contenue le", "Attack contained on"), nil),
        ("retour", Phrase("Retour à la normale le", "Back to normal on"), nil),
    ]

    private static func former(_ incident: Incident) -> [String: Instant?] {
        [
            "signe": incident.firstSignAt, "detection": incident.detectedAt, "violation": incident.breachKnownAt,
            "contenu": incident.containedAt, "retour": incident.restoredAt,
        ]
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await IncidentDesk.open(visit, for: CrisisPermissions.manage)
        guard desk.incident.isOpen else { throw CrisisError.closed }
        let (answers, affected, nodes) = try await read(visit, desk)
        let incident = desk.incident
        let known = Qualification(
            title: incident.title, detail: incident.detail, kind: incident.kind, severity: incident.severity,
            severityReason: incident.severityReason, measures: incident.measures, diverted: incident.diverted,
            units: incident.units, detectedAt: incident.detectedAt, answers: answers, affected: affected)
        return page(
            visit,
            Model(
                desk: desk, known: known, diverted: incident.diverted.map(String.init) ?? "",
                times: former(incident).mapValues { TimeFields($0, visit.zone) }, version: incident.version,
                nodes: nodes))
    }

    private static func read(
        _ visit: Visit, _ desk: IncidentDesk
    ) async throws -> ([ClockQuestion: ClockAnswer], Set<String>, [PlacedNode]) {
        let (id, lineage) = (desk.incident.id, desk.place.organisation.lineage)
        return try await visit.read { session in
            (
                try IncidentStore.answers(of: id, in: session),
                Set(try IncidentStore.affected(of: id, in: session).map(\.key)),
                try ServiceMapStore.map(seenFrom: lineage, in: session).nodes.filter { $0.layer != .component }
            )
        }
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await IncidentDesk.open(visit, for: CrisisPermissions.manage)
        let t = visit.language
        let (answers, affected, nodes) = try await read(visit, desk)
        let incident = desk.incident
        let offered = Set(nodes.map(\.node.key))
        var typed: [ClockQuestion: ClockAnswer] = [:]
        for question in ClockQuestion.allCases {
            typed[question] = ClockAnswer(rawValue: form["question-\(question.rawValue)"]) ?? .unknown
        }
        var model = Model(
            desk: desk,
            known: Qualification(
                title: form["titre"], detail: form["detail"], kind: IncidentKind(rawValue: form["nature"]),
                severity: CareSeverity(rawValue: form["gravite"]), severityReason: form["pourquoi"],
                measures: form["mesures"], units: form["unites"], detectedAt: incident.detectedAt, answers: typed,
                affected: Set(form.all("touche-activity") + form.all("touche-service")).intersection(offered)),
            diverted: form["patients"],
            times: Dictionary(uniqueKeysWithValues: moments.map { ($0.name, TimeFields(form, $0.name)) }),
            version: form.int("version") ?? 0, nodes: nodes)
        check(&model, visit)
        guard model.errors.isEmpty else { return page(visit, model, status: .unprocessable) }
        let (known, version, author) = (model.known, model.version, visit.author(at: desk.place))
        try await desk.change(visit) { incident, change in
            guard incident.version == version else { throw CrisisError.overtaken }
            try IncidentChanges.qualify(incident, known, was: answers, affected, by: author, in: change)
        }
        return .redirect(
            desk.home,
            notice: t(
                "La qualification est enregistrée et écrite dans la main courante.",
                "The qualification is saved and written in the log."))
    }

    private static func check(_ model: inout Model, _ visit: Visit) {
        let t = visit.language
        model.errors.require(model.known.title, "titre", limit: 150, in: t)
        model.errors.bound(model.known.detail, "detail", limit: 3000, in: t)
        model.errors.bound(model.known.severityReason, "pourquoi", limit: 1000, in: t)
        model.errors.bound(model.known.measures, "mesures", limit: 2000, in: t)
        model.errors.bound(model.known.units, "unites", limit: 1000, in: t)
        if model.known.severity != nil, model.known.severityReason.isEmpty {
            model.errors.add(
                t("Dites en une phrase ce que les soins y perdent.", "Say in one sentence what care loses."),
                to: "pourquoi")
        }
        if !model.diverted.isEmpty {
            if let count = Int(model.diverted), (0...100_000).contains(count) {
                model.known.diverted = count
            } else {
                model.errors.add(
                    t("Un nombre entier, de 0 à 100 000.", "A whole number, from 0 to 100,000."), to: "patients")
            }
        }
        var read: [String: Instant] = [:]
        let known = former(model.desk.incident)
        for (name, _, _) in moments {
            let fields = model.times[name] ?? TimeFields()
            read[name] = fields.instant(
                name, visit.zone, former: known[name] ?? nil, notAfter: visit.now, &model.errors, t)
        }
        if read["detection"] == nil, model.errors["jour-detection"] == nil, model.errors["heure-detection"] == nil {
            model.errors.add(CrisisError.textMissing.message(t), to: "heure-detection")
        }
        if let detected = read["detection"] {
            model.known.detectedAt = detected
            let order = t(
                "Cette heure vient avant celle où l’on a su.", "This time comes before the one when it was known.")
            if let sign = read["signe"], sign > detected {
                model.errors.add(
                    t(
                        "Le premier signe ne peut pas suivre la détection.",
                        "The first sign cannot follow the detection."),
                    to: "heure-signe")
            }
            for name in ["violation", "contenu", "retour"] {
                if let moment = read[name], moment < detected { model.errors.add(order, to: "heure-\(name)") }
            }
        }
        model.known.firstSignAt = read["signe"]
        model.known.breachKnownAt = read["violation"]
        model.known.containedAt = read["contenu"]
        model.known.restoredAt = read["retour"]
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let title = title(visit.language)
        return model.desk.page(visit, title, [Crumb(title)], status: status, render(model, visit.language))
    }

    static func title(_ t: Language) -> String {
        t("Que sait-on de l’incident\u{00A0}?", "What is known of the incident?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let view = FormView(
            title: title(t),
            lead: t(
                "Laissez «\u{00A0}on ne sait pas encore\u{00A0}» quand c’est vrai\u{00A0}: ce qui change s’écrit dans la main courante.",
                "Leave “not known yet” when it is so: what changes is written in the log."),
            button: t("Enregistrer la qualification", "Save the qualification"),
            action: CrisisURL.qualification(desk.part, desk.id).path, back: desk.home, errors: model.errors,
            hidden: [("version", String(model.version))])
        return view.render(t, "\(care(model, t))\(facts(model, t))\(questions(model, t))\(times(model, t))")
    }

    private static func care(_ model: Model, _ t: Language) -> HTML {
        """
        \(radioGroup(
            Field(t, "gravite", label: t("Que perdent les soins\u{00A0}?", "What does care lose?")),
            CareSeverity.allCases.map { Choice($0.rawValue, $0.title(t), note: $0.explanation(t)) },
            selected: model.known.severity?.rawValue))\
        \(textArea(
            Field(t, "pourquoi", label: t("En une phrase, pourquoi", "In one sentence, why"), error: model.errors["pourquoi"]),
            value: model.known.severityReason, rows: 2, maxLength: 1000))\
        \(fieldRow([
            textField(
                Field(t, "patients", label: t("Patients réorientés", "Patients sent elsewhere"), hint: t("Vide tant que personne n’a compté.", "Empty while nobody counted."), error: model.errors["patients"]),
                value: model.diverted, maxLength: 6, isNumeric: true),
            textField(
                Field(t, "unites", label: t("Unités en mode dégradé", "Units in degraded mode"), error: model.errors["unites"]),
                value: model.known.units, maxLength: 1000),
        ]))
        """
    }

    private static func facts(_ model: Model, _ t: Language) -> HTML {
        let groups: [(Layer, String)] = [
            (.activity, t("Activités de soin", "Care activities")),
            (.service, t("Services numériques", "Digital services")),
        ]
        let boxes = groups.html { layer, title in
            let nodes = model.nodes.filter { $0.layer == layer }
            return when(
                !nodes.isEmpty,
                disclosure(
                    "\(title)\u{00A0}: \(t.count(nodes.filter { model.known.affected.contains($0.node.key) }.count, ("touché", "touchés"), ("affected", "affected")))",
                    isOpen: nodes.contains { model.known.affected.contains($0.node.key) },
                    checkboxGroup(
                        Field(t, "touche-\(layer.rawValue)", label: title, isLabelHidden: true),
                        nodes.map { Choice($0.node.key, $0.name) }, selected: model.known.affected)))
        }
        return """
            \(textField(
                Field(t, "titre", label: t("Intitulé", "Title"), error: model.errors["titre"], isRequired: true),
                value: model.known.title, maxLength: 150))\
            \(radioGroup(
                Field(t, "nature", label: t("Nature", "Kind")),
                [Choice("", t("On ne sait pas encore", "Not known yet"))]
                    + IncidentKind.allCases.map { Choice($0.rawValue, CrisisWords.kind($0)(t), note: CrisisWords.kindNote($0)(t)) },
                selected: model.known.kind?.rawValue ?? ""))\
            \(textArea(
                Field(t, "detail", label: t("Ce qu’on sait", "What is known"), error: model.errors["detail"]),
                value: model.known.detail, rows: 4, maxLength: 3000))\
            \(textArea(
                Field(t, "mesures", label: t("Mesures prises", "Measures taken"), hint: t("Reprises dans chaque notification.", "Taken up in each notification."), error: model.errors["mesures"]),
                value: model.known.measures, rows: 3, maxLength: 2000))\
            \(boxes)
            """
    }

    private static func questions(_ model: Model, _ t: Language) -> HTML {
        let fields = ClockQuestion.allCases.html { question in
            select(
                Field(t, "question-\(question.rawValue)", label: CrisisWords.question(question)(t)),
                [ClockAnswer.unknown, .yes, .no].map { Choice($0.rawValue, CrisisWords.answer($0)(t)) },
                selected: (model.known.answers[question] ?? .unknown).rawValue)
        }
        return "<h2>\(t("Qui faut-il prévenir\u{00A0}?", "Who must be told?"))</h2>\(fields)"
    }

    private static func times(_ model: Model, _ t: Language) -> HTML {
        let fields = moments.html { name, title, hint in
            (model.times[name] ?? TimeFields()).render(
                t, name, label: title(t), hint: hint.map { $0(t) }, errors: model.errors,
                isRequired: name == "detection")
        }
        return "<h2>\(t("Les heures", "The times"))</h2>\(fields)"
    }
}
