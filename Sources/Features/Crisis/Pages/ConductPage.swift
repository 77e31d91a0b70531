// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import Markup
import Organisations
import Primitives
import Site

/// Escalation, phases, and the two times everybody waits for. Each is a decision, and the log says by whom and why.
enum ConductPage {
    struct Model: Sendable {
        let desk: IncidentDesk
        var reason = ""
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await IncidentDesk.open(visit, for: CrisisPermissions.manage)
        guard desk.incident.isOpen else { throw CrisisError.closed }
        return page(visit, Model(desk: desk))
    }

    @Sendable
    static func apply(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await IncidentDesk.open(visit, for: CrisisPermissions.manage)
        let t = visit.language
        let act = form["geste"]
        var model = Model(desk: desk, reason: form["motif"])
        let gesture: IncidentChanges.Gesture
        switch act {
        case "crise", "sortie":
            model.errors.require(model.reason, "motif", limit: 1000, in: t)
            guard model.errors.isEmpty else { return page(visit, model, status: .unprocessable) }
            gesture = act == "crise" ? .escalate(reason: model.reason) : .standDown(reason: model.reason)
        case "contenu": gesture = .contained
        case "retour": gesture = .restored
        default:
            guard let phase = LogPhase(rawValue: act) else { throw CrisisError.outOfRange }
            gesture = .phase(phase)
        }
        let author = visit.author(at: desk.place)
        try await desk.change(visit) { incident, change in
            try IncidentChanges.apply(gesture, to: incident, by: author, in: change)
        }
        let isCells = act == "crise"
        return .redirect(
            isCells ? CrisisURL.cells(desk.part, desk.id).path : desk.home,
            notice: isCells
                ? t(
                    "La crise est déclarée. Dites maintenant qui tient chaque cellule.",
                    "The crisis is declared. Now say who holds each cell.")
                : t("C’est décidé, et écrit dans la main courante.", "It is decided, and written in the log."))
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let title = title(visit.language)
        return model.desk.page(visit, title, [Crumb(title)], status: status, render(model, visit.language))
    }

    static func title(_ t: Language) -> String { t("Où en est la crise\u{00A0}?", "Where does the crisis stand?") }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let (desk, incident) = (model.desk, model.desk.incident)
        let path = CrisisURL.conduct(desk.part, desk.id).path
        let lead =
            incident.isCrisis
            ? t(
                "C’est une crise\u{00A0}: les trois cellules sont activées.",
                "This is a crisis: the three cells are activated.")
            : t("Ce n’est pas une crise, seulement un incident.", "This is not a crisis, only an incident.")
        let reason = textArea(
            Field(
                t, "motif", label: t("Pourquoi", "Why"),
                hint: t("Le motif est écrit dans la main courante.", "The reason is written in the log."),
                error: model.errors["motif"], isRequired: true), value: model.reason, rows: 3, maxLength: 1000)
        let escalation = sheet(
            incident.isCrisis
                ? t("Sortir de la crise", "Stand the crisis down") : t("Passer en crise", "Escalate to a crisis"),
            form(
                action: path, hidden: [("geste", incident.isCrisis ? "sortie" : "crise")],
                """
                \(reason)\(formActions(submit(incident.isCrisis
                    ? t("Sortir de la crise", "Stand down") : t("Passer en crise", "Escalate"), style: incident.isCrisis ? .plain : .primary)))
                """))
        return """
            \(pageHead(t, PageHead(title(t), lead: lead, state: CrisisWords.standing(incident, t))))\
            \(errorSummary(t, model.errors.faults))\(columns(escalation, phases(model, path, t) + times(model, path, t)))
            """
    }

    private static func phases(_ model: Model, _ path: URLPath, _ t: Language) -> HTML {
        let incident = model.desk.incident
        return sheet(
            t("La phase", "The phase"),
            itemsApart(
                LogPhase.allCases.map { phase in
                    let isHere = phase == incident.phase
                    return """
                        <p><strong>\(CrisisWords.phase(phase)(t))</strong> \
                        \(when(isHere, badge(t, .proven, t("En cours", "Under way"))))<br>\(CrisisWords.phasePurpose(phase)(t))</p>\
                        \(when(!isHere, postButton(action: path, t("Passer à «\u{00A0}\(CrisisWords.phase(phase)(t))\u{00A0}»", "Go to “\(CrisisWords.phase(phase)(t))”"), hidden: [("geste", phase.rawValue)])))
                        """
                }))
    }

    private static func times(_ model: Model, _ path: URLPath, _ t: Language) -> HTML {
        let (desk, incident) = (model.desk, model.desk.incident)
        func known(_ instant: Instant?, _ gesture: String, _ word: String) -> HTML {
            if let instant { return "\(desk.time(instant, t))" }
            return postButton(
                action: path, word,
                confirm: t(
                    "Noter cette heure\u{00A0}? Elle se corrige dans la qualification.",
                    "Note this time? It can be corrected in the qualification."),
                hidden: [("geste", gesture)])
        }
        return sheet(
            t("Les heures à noter", "The times awaited"),
            action: Action(
                t("Clore l’incident", "Close the incident"), href: CrisisURL.closing(desk.part, desk.id).path),
            definitionList([
                (
                    t("Attaque contenue", "Attack contained"),
                    known(incident.containedAt, "contenu", t("C’est contenu", "It is contained"))
                ),
                (
                    t("Retour à la normale", "Back to normal"),
                    known(incident.restoredAt, "retour", t("Tout est rendu", "All is back"))
                ),
            ]))
    }
}
