// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// How logs come in: who may send, with which secret, and what to write into the forwarder.
struct SendersPage: Sendable {
    struct Model: Sendable {
        let place: Organisation
        let senders: [Sender]
        let origin: String
        let waiting: Int
        let syslogPort: Int?
        var kept = Kept()
        var token: String?
        var name = ""
        var errors = FormErrors()
        var mayManage = false
        let now: Instant
        let zone: TimeZoneRule
    }

    /// What is kept of what arrived.
    struct Kept: Sendable, Hashable {
        var summary = EventArchive.Summary()
        var days = 30
        var megabytes = 10_240
        /// The disk has no room left.
        var isPaused = false
        var isOn: Bool { days > 0 && megabytes > 0 }
    }

    let office: SupervisionOffice

    func show(_ visit: Visit) async throws -> Reply {
        try await page(visit, try await visit.watched(), name: "", errors: FormErrors())
    }

    private func page(
        _ visit: Visit, _ place: Place, token: String? = nil, name: String, errors: FormErrors
    ) async throws -> Reply {
        let id = place.organisation.id
        let senders = try await visit.read { session in try SenderStore.senders(of: id, in: session) }
        let waiting = (try? await office.spool(for: visit.house).waitingBytes) ?? 0
        var model = Model(
            place: place.organisation, senders: senders, origin: visit.origin, waiting: waiting,
            syslogPort: office.settings.syslogPort, now: visit.now, zone: visit.zone)
        let archive = office.archive(for: visit.house)
        model.kept = Kept(
            summary: archive.summary(of: [id]), days: archive.limits.days, megabytes: archive.limits.bytes >> 20,
            isPaused: archive.isPaused)
        model.token = token
        model.name = name
        model.errors = errors
        model.mayManage = visit.maySupervise(place.organisation.lineage)
        let t = visit.language
        return visit.supervisionPage(
            Self.title(t), at: place, tab: .senders, status: errors.isEmpty ? .ok : .unprocessable,
            Self.render(model, t))
    }

    func create(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let form = try await visit.form()
        var errors = FormErrors()
        errors.require(form["nom"], "nom", limit: 100, in: visit.language)
        guard errors.isEmpty else { return try await page(visit, place, name: form["nom"], errors: errors) }
        let token = try await visit.supervise(place) { change in
            try SenderStore.add(form["nom"], at: place.organisation.id, in: change)
        }
        // Shown in the answer itself: an address or a cookie would keep it somewhere.
        return try await page(visit, place, token: token.text, name: "", errors: FormErrors())
    }

    func revoke(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let id: Sender.ID = try visit.identifier("emetteur")
        try await visit.supervise(place) { change in
            try SenderStore.revoke(id, at: place.organisation.id, in: change)
        }
        office.forgetSenders()
        return .redirect(
            SupervisionURL.senders(.init(place.organisation.id)).path,
            notice: visit.language("Le jeton n’est plus accepté.", "The token is no longer accepted."))
    }

    func eraseKept(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let organisation = place.organisation.id
        let archive = office.archive(for: visit.house)
        let megabytes = archive.summary(of: [organisation]).bytes >> 20
        // Said first: what is said and was not done can be done again.
        try await visit.supervise(place) { change in
            try KeptStore.noteErasure(of: organisation, megabytes: megabytes, in: change)
        }
        _ = await archive.erase(organisation)
        return .redirect(
            SupervisionURL.senders(.init(organisation)).path,
            notice: visit.language("Les journaux gardés sont effacés.", "The logs that were kept are erased."))
    }

    static func title(_ t: Language) -> String {
        t("Comment les journaux arrivent-ils\u{00A0}?", "How do the logs come in?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let lead = t(
            "Un jeton par outil qui transfère\u{00A0}: perdu ou volé, il se révoque sans toucher aux autres.",
            "One token for each forwarder: lost or stolen, it is revoked without touching the others.")
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\(errorSummary(t, model.errors.faults))\
            \(SupervisionTabs.render(model.place.id, current: .senders, t))\(given(model, t))\
            \(list(model, t))\(kept(model, t))\(creation(model, t))\(instructions(model, t))
            """
    }

    private static func given(_ model: Model, _ t: Language) -> HTML {
        guard let token = model.token else { return HTML() }
        return sheet(
            t("Copiez ce jeton maintenant", "Copy this token now"), id: "jeton",
            """
            \(notice(Notice(.warning, title: t("Il ne sera plus jamais affiché.", "It will never be shown again."))))\
            <pre class="event" tabindex="0"><code>\(token)</code></pre>
            """)
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard !model.senders.isEmpty else { return HTML() }
        let rows = model.senders.map { sender -> [HTML] in
            let isOpen = sender.revokedAt == nil
            let revoke: HTML = when(
                isOpen && model.mayManage,
                postButton(
                    action: SupervisionURL.senderRevocation(.init(model.place.id), .init(sender.id)).path,
                    t("Révoquer", "Revoke"), style: .danger,
                    confirm: t(
                        "Révoquer ce jeton\u{00A0}? L’outil qui s’en sert ne pourra plus rien envoyer.",
                        "Revoke this token? The tool that uses it can send nothing more.")))
            return [
                "\(sender.name)", "\(sender.author), \(t.date(model.zone.day(at: sender.createdAt)))",
                "\(sender.lastUsedAt.map { t.moment($0, in: model.zone) } ?? t("jamais", "never"))",
                isOpen ? badge(t, .proven, t("Accepté", "Accepted")) : badge(t, .closed, t("Révoqué", "Revoked")),
                revoke,
            ]
        }
        return sheet(
            t("Jetons", "Tokens"),
            """
            \(table(t, Table(
                caption: t("Jetons", "Tokens"), isCaptionHidden: true, stacks: true,
                columns: [
                    Column(t("Outil", "Tool")), Column(t("Créé par", "Made by")),
                    Column(t("Dernier envoi", "Last use"), isShort: true), Column(t("État", "State"), isShort: true),
                    Column(""),
                ], rows: rows)))\
            \(paragraph(t(
                "\(t.decimal(Double(model.waiting) / 1_048_576)) Mo attendent d’être examinés.",
                "\(t.decimal(Double(model.waiting) / 1_048_576)) MB wait to be examined."), isQuiet: true))
            """)
    }

    private static func kept(_ model: Model, _ t: Language) -> HTML {
        let kept = model.kept
        guard !model.senders.isEmpty || kept.summary.from != nil else { return HTML() }
        var facts: [(term: String, value: HTML)] = []
        if let from = kept.summary.from {
            facts.append((t("Depuis le", "Since"), "\(t.moment(from, in: model.zone))"))
            facts.append((t("Place prise", "Space taken"), "\(size(kept.summary.bytes, t))"))
        }
        let rule =
            kept.isOn
            ? t(
                "Ce qui a été examiné est gardé compressé \(t.number(kept.days)) jours au plus, dans la limite de \(t.number(kept.megabytes)) Mo pour tous les établissements\u{00A0}: le plus ancien part d’abord. C’est là que se cherchent les indicateurs de compromission appris après coup.",
                "What was examined is kept compressed for \(t.number(kept.days)) days at most, within \(t.number(kept.megabytes)) MB for all establishments: the oldest leaves first. Indicators of compromise learnt of later are looked for there."
            )
            : t(
                "Rien n’est gardé\u{00A0}: un indicateur appris demain ne pourra pas être cherché dans ce qui arrive aujourd’hui (réglages CARENE_KEPT_DAYS et CARENE_KEPT_MB).",
                "Nothing is kept: an indicator learnt of tomorrow cannot be looked for in what arrives today (settings CARENE_KEPT_DAYS and CARENE_KEPT_MB)."
            )
        let paused: HTML = when(
            kept.isPaused,
            notice(
                Notice(
                    .warning,
                    title: t("Les journaux ne sont plus gardés", "Logs are not kept any more"),
                    text: t(
                        "Le disque n’a plus de place. Les règles continuent de veiller et les alertes d’arriver\u{00A0}: libérez de la place sur le serveur, la garde reprendra seule.",
                        "The disk has no room left. The rules keep watching and alerts keep coming: make room on the server, keeping begins again by itself."
                    ))))
        let erase: HTML = when(
            model.mayManage && kept.summary.from != nil,
            postButton(
                action: SupervisionURL.keptErasure(.init(model.place.id)).path,
                t("Effacer les journaux gardés", "Erase the logs that are kept"), style: .danger,
                confirm: t(
                    "Effacer tous les journaux gardés de cet établissement\u{00A0}? Rien ne pourra plus y être cherché. Les alertes restent.",
                    "Erase all logs kept of this establishment? Nothing can be looked for in them any more. Alerts stay."
                )))
        return sheet(
            t("Journaux gardés", "Logs kept"),
            "\(paused)\(when(!facts.isEmpty, definitionList(facts)))\(paragraph(rule, isQuiet: true))\(erase)")
    }

    private static func size(_ bytes: Int, _ t: Language) -> String {
        bytes < 1 << 20
            ? t("moins d’un Mo", "less than a MB")
            : t("\(t.number(bytes >> 20)) Mo", "\(t.number(bytes >> 20)) MB")
    }

    private static func creation(_ model: Model, _ t: Language) -> HTML {
        guard model.mayManage else { return HTML() }
        let content: HTML = """
            \(textField(
                Field(
                    t, "nom", label: t("Quel outil envoie\u{00A0}?", "Which tool sends?"),
                    hint: t("Par exemple «\u{00A0}Winlogbeat, collecteur WEF\u{00A0}».", "Such as “Winlogbeat, WEF collector”."),
                    error: model.errors["nom"], isRequired: true), value: model.name, maxLength: 100))\
            \(formActions(submit(t("Créer un jeton", "Make a token"))))
            """
        return sheet(
            t("Ajouter un outil", "Add a tool"),
            form(action: SupervisionURL.senders(.init(model.place.id)).path, content))
    }

    private static func instructions(_ model: Model, _ t: Language) -> HTML {
        let parts = ForwarderText.all(origin: model.origin).html { one in
            disclosure(one.name, "<pre class=\"event\" tabindex=\"0\"><code>\(one.text)</code></pre>")
        }
        let syslog =
            model.syslogPort.map {
                t(
                    "Syslog est écouté sur le port TCP \($0)\u{00A0}: l’événement en JSON, le jeton dans [carene@0 token=\"…\"].",
                    "Syslog is listened to on TCP port \($0): the event as JSON, the token in [carene@0 token=\"…\"].")
            }
            ?? t(
                "L’écoute syslog est arrêtée\u{00A0}; le réglage CARENE_SYSLOG_PORT du serveur la met en marche.",
                "Syslog is not listened to; the server's setting CARENE_SYSLOG_PORT turns it on.")
        return sheet(
            t("Que mettre dans l’outil\u{00A0}?", "What to write into the tool?"),
            """
            \(paragraph(t(
                "Remplacez JETON par le jeton. Rien n’est acquitté avant d’être sur le disque\u{00A0}: l’outil renvoie ce qui ne l’est pas.",
                "Replace JETON by the token. Nothing is acknowledged before it is on the disk: the tool sends again what is not."
            )))\(parts)\(paragraph(syslog, isQuiet: true))
            """)
    }
}

/// What forwarders are told, in their own words.
struct ForwarderText: Sendable, Hashable {
    let name: String
    let text: String

    static func all(origin: String) -> [ForwarderText] {
        let isSecure = origin.hasPrefix("https://")
        let rest = origin.drop { $0 != ":" }.dropFirst(3)
        let host = rest.prefix { $0 != ":" && $0 != "/" }
        let port = rest.drop { $0 != ":" }.dropFirst().prefix { $0.isNumber }
        let portText = port.isEmpty ? (isSecure ? "443" : "80") : String(port)
        return [
            ForwarderText(
                name: "Winlogbeat",
                text: """
                    output.elasticsearch:
                      hosts: ["\(origin)"]
                      path: /collecte
                      username: carene
                      password: "JETON"
                    setup.ilm.enabled: false
                    setup.template.enabled: false
                    """),
            ForwarderText(
                name: "Fluent Bit",
                text: """
                    [OUTPUT]
                        Name        es
                        Match       *
                        Host        \(host)
                        Port        \(portText)
                        Path        /collecte
                        HTTP_User   carene
                        HTTP_Passwd JETON
                        Suppress_Type_Name On
                        tls         \(isSecure ? "On" : "Off")
                        Compress    gzip
                    """),
            ForwarderText(
                name: "Vector",
                text: """
                    [sinks.carene]
                    type = "elasticsearch"
                    inputs = ["journaux"]
                    endpoints = ["\(origin)/collecte"]
                    api_version = "v8"
                    compression = "gzip"
                    auth = { strategy = "basic", user = "carene", password = "JETON" }
                    """),
            ForwarderText(
                name: "rsyslog (omelasticsearch)",
                text: """
                    module(load="omelasticsearch")
                    template(name="brut" type="string" string="%msg%")
                    action(type="omelasticsearch" server="\(isSecure ? "https" : "http")://\(host):\(portText)/collecte"
                        template="brut" bulkmode="on" uid="carene" pwd="JETON"
                        queue.type="linkedlist" queue.filename="carene" queue.saveonshutdown="on"
                        action.resumeretrycount="-1")
                    """),
        ]
    }
}
