// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The ways by which programs bring their reports themselves.
enum DepositsPage {
    struct Model: Sendable {
        let place: Organisation
        let deposits: [BackupDeposit]
        var name = ""
        var error: String?
        /// Shown this once.
        var secret: String?
        /// Of the site, as the visitor reaches it.
        let origin: String
        let zone: TimeZoneRule
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        return page(visit, place, try await model(visit, place))
    }

    @Sendable
    static func open(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        let form = try await visit.form()
        let t = visit.language
        let name = form["nom"]
        var errors = FormErrors()
        errors.require(name, "nom", limit: 150, in: t)
        var secret: String?
        if errors.isEmpty {
            do {
                secret = try await visit.changeBackups(at: place.organisation) { change in
                    try DepositStore.open(name, at: place.organisation.id, in: change).text
                }
            } catch BackupsError.tooMany {
                errors.add(
                    t(
                        "\(DepositStore.limit) dépôts au plus\u{00A0}: fermez-en un.",
                        "\(DepositStore.limit) deposits at most: close one."),
                    to: "nom")
            }
        }
        var model = try await model(visit, place)
        (model.secret, model.error) = (secret, errors["nom"])
        if secret == nil { model.name = name }
        return page(visit, place, model, status: secret == nil ? .unprocessable : .ok)
    }

    @Sendable
    static func revoke(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        let id: BackupDeposit.ID = try visit.identifier("depot")
        let known = try await visit.read { session in try DepositStore.list(of: place.organisation.id, in: session) }
        guard known.contains(where: { $0.id == id }) else { throw Refusal.notFound }
        try await visit.changeBackups(at: place.organisation) { change in
            try DepositStore.revoke(id, of: place.organisation.id, in: change)
        }
        return .redirect(
            BackupsURL.deposits(.init(place.organisation.id)).path,
            notice: visit.language(
                "Le dépôt est fermé\u{00A0}: son jeton n’ouvre plus rien.",
                "The deposit is closed: its token opens nothing."))
    }

    private static func model(_ visit: Visit, _ place: Place) async throws -> Model {
        Model(
            place: place.organisation,
            deposits: try await visit.read { session in try DepositStore.list(of: place.organisation.id, in: session) },
            origin: visit.origin, zone: visit.zone)
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.backupsPage(title(t), at: place, tab: .deposits, status: status, render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Comment l’outil envoie-t-il ses comptes rendus\u{00A0}?", "How does the program send its reports?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            title(t),
            lead: t(
                "Un jeton par machine ou par outil. Il ne permet que de déposer\u{00A0}: il ne lit rien, et se ferme d’un geste.",
                "One token for each machine or program. It can only bring reports: it reads nothing, and is closed at once."
            ))
        return """
            \(pageHead(t, head))\(BackupsTabs.render(model.place.id, current: .deposits, mayManage: true, t))\
            \(stack([secret(model, t), list(model, t), creation(model, t), help(model, t)].filter { !$0.isEmpty }))
            """
    }

    private static func secret(_ model: Model, _ t: Language) -> HTML {
        guard let secret = model.secret else { return HTML() }
        return sheet(
            t("Le jeton à copier", "The token to copy"), id: "jeton",
            textArea(
                Field(
                    t, "jeton", label: t("Jeton de dépôt", "Deposit token"),
                    hint: t(
                        "Il n’est affiché que cette fois. Gardez-le dans un fichier que seul l’outil peut lire.",
                        "It is shown this once. Keep it in a file that only the program can read.")), value: secret,
                rows: 2))
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        let title = t("Dépôts ouverts", "Open deposits")
        guard !model.deposits.isEmpty else {
            return emptyState(
                title: t("Aucun dépôt n’est ouvert", "No deposit is open"),
                text: t(
                    "Ouvrez-en un ci-dessous, puis donnez son jeton à l’outil.",
                    "Open one below, then give its token to the program."))
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Nom", "Name")), Column(t("Ouvert", "Opened"), isShort: true),
                        Column(t("Dernier dépôt", "Last deposit"), isShort: true), Column(""),
                    ],
                    rows: model.deposits.map { deposit in
                        [
                            "\(deposit.name)<br><small>\(deposit.author)</small>",
                            "\(t.date(model.zone.day(at: deposit.createdAt)))",
                            "\(deposit.lastUsedAt.map { t.moment($0, in: model.zone) } ?? t("jamais", "never"))",
                            postButton(
                                action: BackupsURL.depositEnd(.init(model.place.id), .init(deposit.id)).path,
                                t("Fermer «\u{00A0}\(deposit.name)\u{00A0}»", "Close “\(deposit.name)”"),
                                style: .danger,
                                confirm: t(
                                    "Fermer ce dépôt\u{00A0}? Son jeton ne servira plus, et il faudra en ouvrir un autre.",
                                    "Close this deposit? Its token will serve no more, and another must be opened.")),
                        ]
                    })))
    }

    private static func creation(_ model: Model, _ t: Language) -> HTML {
        sheet(
            t("Ouvrir un dépôt", "Open a deposit"), id: "creation",
            form(
                action: BackupsURL.deposits(.init(model.place.id)).path,
                """
                \(textField(
                    Field(
                        t, "nom", label: t("Pour quelle machine ou quel outil", "For which machine or program"),
                        error: model.error, isRequired: true), value: model.name, maxLength: 150))\
                \(formActions(submit(t("Ouvrir et montrer le jeton", "Open and show the token"))))
                """))
    }

    private static func help(_ model: Model, _ t: Language) -> HTML {
        let address = model.origin + BackupsURL.deposit.path.full
        return sheet(
            t("Ce que l’outil doit lancer", "What the program must run"),
            """
            \(paragraph(t(
                "À la fin de chaque passage, par exemple avec restic\u{00A0}:",
                "At the end of each run, for instance with restic:")))\
            <pre class="scroll" tabindex="0"><code>restic backup --json --tag dpi /srv/dpi | curl --fail --data-binary @- \\
              -H "Authorization: Bearer $JETON" "\(address)?depot=s3-dpi"</code></pre>\
            \(paragraph(t(
                "Une sauvegarde qui ne tourne plus se tait\u{00A0}: Carène alerte aussi quand rien n’arrive.",
                "A backup that runs no more is silent: Carène also warns when nothing comes."), isQuiet: true))
            """)
    }
}
