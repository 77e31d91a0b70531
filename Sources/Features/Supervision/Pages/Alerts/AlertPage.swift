// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Sigma
import Site

/// Why it matters and what to do first, then what happened: in the night one reads the top of the page. Beside them, what was
/// decided about it.
enum AlertPage {
    struct Model: Sendable {
        let place: Organisation
        let alert: Alert
        let events: [AlertEvent]
        let host: Host.ID?
        let rule: RuleFacts?
        var mayManage = false
        /// Where it is declared as an incident; nil where nobody takes them.
        var declaration: URLPath?
        let now: Instant
        let zone: TimeZoneRule
        /// What was typed, and what is wrong with it.
        var reason = ""
        var errors = FormErrors()
    }

    /// What the rules in force say of the alert's rule.
    struct RuleFacts: Sendable, Hashable {
        var description = ""
        var author = ""
        var licence = ""
        var falsePositives: [String] = []
        var references: [String] = []
        var isCarried = false
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let alert = model.alert
        let head = PageHead(
            alert.title, lead: lead(model, t), state: StateBadge(alert.state.badge, alert.state.word(t)))
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.faults))\
            \(columns("\(advice(model, t))\(what(model, t))", decision(model, t), .wideLeft))\(events(model, t))
            """
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        let alert = model.alert
        let count = t.count(alert.events, ("événement", "événements"), ("event", "events"))
        let last = t.moment(alert.lastAt, in: model.zone)
        return t(
            "\(alert.hostName(t)), \(count), le dernier le \(last).",
            "\(alert.hostName(t)), \(count), the last on \(last).")
    }

    private static func what(_ model: Model, _ t: Language) -> HTML {
        let alert = model.alert
        let host: HTML =
            model.host.map { id in
                "<a href=\"\(SupervisionURL.host(.init(alert.organisation), .init(id)).path)\">\(alert.hostName(t))</a>"
            } ?? "\(alert.hostName(t))"
        let raised: HTML = when(
            alert.wasRaised,
            " <span class=\"quiet\">\(t("relevé\u{00A0}: la machine est critique", "raised: the machine is critical"))</span>"
        )
        var facts: [(term: String, value: HTML)] = [
            (t("Machine", "Machine"), host),
            (t("Niveau", "Level"), "\(badge(t, alert.level.badge, alert.level.word(t)))\(raised)"),
            (t("Première fois", "First time"), "\(t.moment(alert.firstAt, in: model.zone))"),
            (t("Dernière fois", "Last time"), "\(t.moment(alert.lastAt, in: model.zone))"),
        ]
        if !alert.key.isEmpty { facts.insert((t("En cause", "About"), "\(alert.key)"), at: 1) }
        let techniques = AttackNames.sentence(alert.tags)
        if !techniques.isEmpty { facts.append((t("MITRE ATT&CK", "MITRE ATT&CK"), "\(techniques)")) }
        if alert.source == .hunt {
            facts.append((t("Origine", "Origin"), "\(t("journaux déposés après coup", "logs given afterwards"))"))
        }
        if let rule = model.rule, !rule.author.isEmpty || !rule.licence.isEmpty {
            facts.append(
                (t("Règle", "Rule"), "\([rule.author, rule.licence].filter { !$0.isEmpty }.joined(separator: " · "))"))
        }
        let description: HTML = when(model.rule?.description.isEmpty == false, prose(model.rule?.description ?? ""))
        let known: HTML = when(
            model.rule?.falsePositives.isEmpty == false,
            paragraph(
                t("Causes ordinaires connues\u{00A0}: ", "Known ordinary causes: ")
                    + (model.rule?.falsePositives.joined(separator: "\u{00A0}; ") ?? ""), isQuiet: true))
        return sheet(
            t("Que s’est-il passé\u{00A0}?", "What happened?"), "\(description)\(definitionList(facts))\(known)")
    }

    private static func events(_ model: Model, _ t: Language) -> HTML {
        guard !model.events.isEmpty else { return HTML() }
        let shown = model.events.html { event in
            let details = event.details.map { (term: field($0.field, t), value: HTML(text: $0.value)) }
            let source = event.channel.isEmpty ? "" : " · \(event.channel) \(event.eventID)"
            return """
                <li><h3>\(t.moment(event.at, in: model.zone))\(source)</h3>\
                \(when(!details.isEmpty, definitionList(details)))\
                \(disclosure(t("L’événement entier", "The whole event"), "<pre class=\"event\" tabindex=\"0\">\(event.body)</pre>"))</li>
                """
        }
        let more =
            model.alert.events > model.events.count
            ? paragraph(
                t(
                    "Les \(t.number(model.events.count)) premiers sont gardés\u{00A0}; les autres sont comptés.",
                    "The first \(t.number(model.events.count)) are kept; the others are counted."), isQuiet: true) : ""
        return sheet(t("Les événements", "The events"), "<ul class=\"items apart\">\(shown)</ul>\(more)")
    }

    private static func field(_ name: String, _ t: Language) -> String {
        switch name {
        case "CommandLine": t("Ligne de commande", "Command line")
        case "ParentCommandLine": t("Lancée par", "Run by")
        case "Image", "NewProcessName": t("Programme", "Program")
        case "ParentImage", "ParentProcessName": t("Programme parent", "Parent program")
        case "ScriptBlockText": t("Script", "Script")
        case "TargetFilename", "ObjectName": t("Fichier", "File")
        case "User", "SubjectUserName", "TargetUserName": t("Compte", "Account") + " (\(name))"
        case "IpAddress", "DestinationIp": t("Adresse", "Address") + " (\(name))"
        case "ServiceName": t("Service", "Service")
        case "TaskName": t("Tâche planifiée", "Scheduled task")
        case "Count": t("Nombre", "Count")
        default: name
        }
    }

    private static func advice(_ model: Model, _ t: Language) -> HTML {
        let advice = AlertAdvice.of(tags: model.alert.tags)
        return """
            \(sheet(t("Pourquoi c’est important", "Why it matters"), paragraph(advice.why(t))))\
            \(sheet(
                t("Que faire d’abord", "What to do first"),
                "<ol class=\"steps\">\(advice.first.html { "<li>\($0(t))</li>" })</ol>"))
            """
    }

    // MARK: What was decided

    private static func decision(_ model: Model, _ t: Language) -> HTML {
        let alert = model.alert
        let settled: HTML = when(
            alert.state.isSettled,
            paragraph(
                t(
                    "\(alert.settledBy)\u{00A0}: \(alert.reason)", "\(alert.settledBy): \(alert.reason)")))
        guard model.mayManage else {
            return when(alert.state.isSettled, sheet(t("Décision", "Decision"), settled))
        }
        return alert.state.isSettled
            ? reopening(model, settled, t) : "\(declaring(model, t))\(settling(model, t))\(keeping(model, t))"
    }

    private static func declaring(_ model: Model, _ t: Language) -> HTML {
        guard let path = model.declaration else { return HTML() }
        return sheet(
            t("Si c’est grave", "If it is serious"),
            """
            \(paragraph(t(
                "L’alerte devient le début d’un incident\u{00A0}: sa main courante s’ouvre et les délais légaux se comptent.",
                "The alert becomes the beginning of an incident: its log opens and the legal delays are counted.")))\
            \(actions([Action(t("Déclarer un incident", "Declare an incident"), href: path)]))
            """)
    }

    private static func reopening(_ model: Model, _ settled: HTML, _ t: Language) -> HTML {
        let alert = model.alert
        let path = SupervisionURL.alertState(.init(alert.organisation), .init(alert.id)).path
        return sheet(
            t("Décision", "Decision"),
            """
            \(settled)\(postButton(
                action: path, t("Rouvrir l’alerte", "Open the alert again"),
                hidden: [("etat", Alert.State.seen.rawValue)]))
            """)
    }

    private static func settling(_ model: Model, _ t: Language) -> HTML {
        let alert = model.alert
        let path = SupervisionURL.alertState(.init(alert.organisation), .init(alert.id)).path
        let content: HTML = """
            \(textArea(
                Field(
                    t, "raison", label: t("Ce qui a été constaté et fait", "What was found and done"),
                    error: model.errors["raison"], isRequired: true),
                value: model.reason, rows: 3, maxLength: 1000))\
            \(formActions("""
                \(submit(
                    t("Traitée", "Handled"), style: alert.state == .new ? .plain : .primary, name: "etat", value: Alert.State.handled.rawValue))\
                \(submit(
                    t("Fausse alerte", "False positive"), style: .plain, name: "etat",
                    value: Alert.State.falsePositive.rawValue))
                """))
            """
        let taking: HTML = when(
            alert.state == .new,
            postButton(
                action: path, t("Je m’en occupe", "I take care of it"), style: .primary,
                hidden: [("etat", Alert.State.seen.rawValue)]))
        let title =
            alert.state == .new
            ? t("Prendre ou clore l’alerte", "Take or close the alert") : t("Clore l’alerte", "Close the alert")
        return sheet(title, "\(taking)\(form(action: path, content))")
    }

    /// So that it does not come again.
    private static func keeping(_ model: Model, _ t: Language) -> HTML {
        let alert = model.alert
        let filter = SupervisionURL.alertFilter(.init(alert.organisation), .init(alert.id)).path
        let silence = SupervisionURL.alertSilence(.init(alert.organisation), .init(alert.id)).path
        let hours = [
            Choice("4", t("4 heures", "4 hours")), Choice("24", t("1 jour", "1 day")),
            Choice("168", t("7 jours", "7 days")), Choice("720", t("30 jours", "30 days")),
        ]
        let content: HTML = """
            \(fieldRow([
                select(
                    Field(t, "duree", label: t("Durée", "Duration"), error: model.errors["duree"]), hours, selected: "24"),
                select(
                    Field(t, "portee", label: t("Où", "Where")),
                    [
                        Choice("machine", t("Sur cette machine", "On this machine")),
                        Choice("partout", t("Sur toutes", "On all")),
                    ], selected: "machine"),
            ]))\
            \(textField(
                Field(
                    t, "motif", label: t("Pourquoi", "Why"), error: model.errors["motif"], isRequired: true),
                maxLength: 1000))\
            \(formActions(submit(t("Mettre en silence", "Silence"), style: .plain)))
            """
        return sheet(
            t("Pour qu’elle ne revienne pas", "So that it does not come back"),
            """
            \(paragraph(t(
                "Une fausse alerte connue s’écarte par un filtre, relu et retirable\u{00A0}; des travaux annoncés, par un silence qui finit tout seul.",
                "A known false positive is kept off by a filter, reviewed and removable; announced work, by a silence that ends by itself."
            )))\
            \(actions([Action(t("Écrire un filtre", "Write a filter"), href: filter)]))\
            \(disclosure(t("Mettre en silence", "Silence"), isOpen: model.errors["motif"] != nil, form(action: silence, content)))
            """)
    }
}
