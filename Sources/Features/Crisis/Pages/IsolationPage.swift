// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The red button: what is cut, what care loses, who does it; asked by one person, confirmed by another. The program cuts
/// nothing, and says so.
enum IsolationPage {
    struct Model: Sendable {
        let desk: IncidentDesk
        let requests: [Isolation]
        /// The person who looks, to tell them that they may not confirm their own request.
        let mayConfirm: @Sendable (Isolation) -> Bool
        var what = ""
        var effects = ""
        var hands = ""
        var errors = FormErrors()
    }

    private static func read(_ visit: Visit, for manage: Bool) async throws -> Model {
        let desk = try await IncidentDesk.open(visit, for: manage ? CrisisPermissions.manage : CrisisPermissions.read)
        let (id, me) = (desk.incident.id, visit.access.account)
        let requests = try await visit.read { session in try IsolationStore.all(of: id, in: session) }
        return Model(desk: desk, requests: requests, mayConfirm: { $0.askedAccount != me })
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply { page(visit, try await read(visit, for: false)) }

    @Sendable
    static func ask(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        var model = try await read(visit, for: true)
        let t = visit.language
        (model.what, model.effects, model.hands) = (form["quoi"], form["effets"], form["mains"])
        model.errors.require(model.what, "quoi", limit: 500, in: t)
        model.errors.require(model.effects, "effets", limit: 1000, in: t)
        model.errors.require(model.hands, "mains", limit: 200, in: t)
        guard model.errors.isEmpty else { return page(visit, model, status: .unprocessable) }
        let (what, effects, hands) = (model.what, model.effects, model.hands)
        let (author, me) = (visit.author(at: model.desk.place), visit.access.account)
        _ = try await model.desk.change(visit) { incident, change in
            try IsolationStore.ask(
                what: what, sideEffects: effects, hands: hands, of: incident, by: author, account: me, in: change)
        }
        return .redirect(
            CrisisURL.isolation(model.desk.part, model.desk.id).path,
            notice: t(
                "L’isolement est demandé. Une autre personne doit le confirmer dans le quart d’heure\u{00A0}: appelez-la.",
                "The isolation is asked for. Somebody else must confirm it within a quarter of an hour: call them."))
    }

    @Sendable
    static func act(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let model = try await read(visit, for: true)
        let id: Isolation.ID = try visit.identifier("isolementCrise")
        guard model.requests.contains(where: { $0.id == id }) else { throw Refusal.notFound }
        guard let gesture = Isolation.Gesture(rawValue: form["geste"]) else { throw CrisisError.outOfRange }
        let (author, me) = (visit.author(at: model.desk.place), visit.access.account)
        try await model.desk.change(visit) { incident, change in
            guard let fresh = try IsolationStore.all(of: incident.id, in: change.session).first(where: { $0.id == id })
            else { throw Refusal.notFound }
            try IsolationStore.apply(gesture, to: fresh, of: incident, by: author, account: me, in: change)
        }
        let t = visit.language
        let said =
            switch gesture {
            case .confirm:
                t(
                    "L’isolement est confirmé. Carène ne coupe rien\u{00A0}: appelez maintenant ceux qui coupent.",
                    "The isolation is confirmed. Carène cuts nothing: now call those who do.")
            case .drop: t("L’isolement est abandonné.", "The isolation is dropped.")
            case .cut: t("C’est coupé, et écrit dans la main courante.", "It is cut, and written in the log.")
            case .lift: t("L’isolement est levé.", "The isolation is lifted.")
            }
        return .redirect(CrisisURL.isolation(model.desk.part, model.desk.id).path, notice: said)
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let title = IncidentTab.isolation.title(visit.language)
        return model.desk.page(visit, title, [Crumb(title)], status: status, render(model, visit.language))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let cutoffs = CrisisLinks.cutoffs(desk.part)
        let head = PageHead(
            t("Faut-il couper, et qui le confirme\u{00A0}?", "Must it be cut, and who confirms?"),
            lead: t(
                "Une personne demande, une autre confirme dans le quart d’heure. Carène ne coupe rien par elle-même.",
                "One person asks, another confirms within a quarter of an hour. Carène cuts nothing by itself."),
            actions: desk.closed.contains(cutoffs)
                ? []
                : [Action(t("Points de coupure du réseau", "Network cut-off points"), href: cutoffs)])
        let list =
            model.requests.isEmpty
            ? emptyState(
                title: t("Aucun isolement n’a été demandé", "No isolation was asked for"),
                text: t(
                    "Dites d’abord ce qu’on coupe et ce que les soins y perdent\u{00A0}: la seconde personne en jugera.",
                    "First say what is cut and what care loses: the second person will judge."))
            : model.requests.html { request($0, model, t) }
        return """
            \(pageHead(t, head))\(IncidentTab.render(desk, .isolation, t))\(errorSummary(t, model.errors.faults))\
            \(list)\(when(desk.mayChange, entry(model, t)))
            """
    }

    private static func request(_ request: Isolation, _ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let path = CrisisURL.isolationGesture(desk.part, desk.id, .init(request.id)).path
        func button(_ gesture: Isolation.Gesture, _ title: String, style: ActionStyle = .plain, _ confirm: String)
            -> HTML
        {
            postButton(action: path, title, style: style, confirm: confirm, hidden: [("geste", gesture.rawValue)])
        }
        let drop = button(
            .drop, t("Abandonner", "Drop"), style: .quiet,
            t("Abandonner cet isolement\u{00A0}?", "Drop this isolation?"))
        let (state, buttons): (StateBadge, HTML) =
            switch request.state(at: desk.now) {
            case .asked:
                (
                    StateBadge(
                        .missing,
                        t(
                            "À confirmer avant \(t.time(request.expiresAt, in: desk.zone))",
                            "To confirm before \(t.time(request.expiresAt, in: desk.zone))")),
                    model.mayConfirm(request)
                        ? button(
                            .confirm, t("Confirmer l’isolement", "Confirm the isolation"), style: .danger,
                            t(
                                "Confirmer\u{00A0}: \(request.what)\u{00A0}? Les soins y perdent\u{00A0}: \(request.sideEffects)",
                                "Confirm: \(request.what)? Care loses: \(request.sideEffects)")
                        ) + drop
                        : paragraph(
                            t(
                                "Vous l’avez demandé\u{00A0}: une autre personne doit confirmer.",
                                "You asked for it: somebody else must confirm.")) + drop
                )
            case .confirmed:
                (
                    StateBadge(.expiring, t("Confirmé, à faire", "Confirmed, to be done")),
                    button(
                        .cut, t("C’est coupé", "It is cut"), t("Noter que c’est coupé\u{00A0}?", "Note that it is cut?")
                    ) + drop
                )
            case .cut:
                (
                    StateBadge(.proven, t("Coupé", "Cut")),
                    button(
                        .lift, t("L’isolement est levé", "The isolation is lifted"),
                        t("Noter que l’isolement est levé\u{00A0}?", "Note that the isolation is lifted?"))
                )
            case .lifted: (StateBadge(.closed, t("Levé", "Lifted")), HTML())
            case .dropped: (StateBadge(.closed, t("Abandonné", "Dropped")), HTML())
            case .expired: (StateBadge(.closed, t("Sans confirmation à temps", "Not confirmed in time")), HTML())
            }
        func told(_ instant: Instant?, _ who: String) -> HTML {
            "\(instant.map { "\(desk.time($0, t))\(who.isEmpty ? "" : ", \(who)")" } ?? "–")"
        }
        return sheet(
            request.what,
            """
            <p>\(badge(t, state))</p>\(definitionList([
                (t("Ce que les soins y perdent", "What care loses"), "\(request.sideEffects)"),
                (t("Qui coupe", "Who cuts"), "\(request.hands)"), (t("Demandé", "Asked"), told(request.askedAt, request.askedBy)),
                (t("Confirmé", "Confirmed"), told(request.confirmedAt, request.confirmedBy)),
                (t("Coupé", "Cut"), told(request.cutAt, "")), (t("Levé", "Lifted"), told(request.liftedAt, "")),
            ]))\(when(desk.mayChange, "<div class=\"gestures\">\(buttons)</div>"))
            """)
    }

    private static func entry(_ model: Model, _ t: Language) -> HTML {
        sheet(
            t("Demander un isolement", "Ask for an isolation"),
            form(
                action: CrisisURL.isolation(model.desk.part, model.desk.id).path,
                """
                \(textArea(
                    Field(t, "quoi", label: t("Ce qu’on coupe", "What is cut"), hint: t("Internet, les liaisons entre sites, un étage, un serveur…", "Internet, the links between sites, a floor, a server…"), error: model.errors["quoi"], isRequired: true),
                    value: model.what, rows: 2, maxLength: 500))\
                \(textArea(
                    Field(t, "effets", label: t("Ce que les soins y perdent", "What care loses"), hint: t("Téléphonie, laboratoire, dossier, alarmes… et ce qui les remplace.", "Telephony, laboratory, record, alarms… and what replaces them."), error: model.errors["effets"], isRequired: true),
                    value: model.effects, rows: 3, maxLength: 1000))\
                \(textField(
                    Field(t, "mains", label: t("Qui coupe", "Who cuts"), hint: t("Fonction et numéro hors réseau.", "Function and number outside the network."), error: model.errors["mains"], isRequired: true),
                    value: model.hands, maxLength: 200))\
                \(formActions(submit(t("Demander l’isolement", "Ask for the isolation"))))
                """))
    }
}
