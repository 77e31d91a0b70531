// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Is there a kit, is it recent, what would it lack, and who made the former ones.
enum OverviewPage {
    struct Model: Sendable {
        let place: Organisation
        let counts: KitCounts
        let limit: Int?
        let kits: [KitRecord]
        let total: Int
        /// Nil when the installation's key cannot sign.
        let fingerprint: String?
        let today: Day
        let zone: TimeZoneRule
        var page = 1
        var mayManage = false
        /// The house lives from a kit: what it knows of kits is older than the kit itself.
        var isCopy = false
        var typedLimit = ""
        var errors = FormErrors()

        var age: KitAge { KitAge(newest: newest, limit: limit, today: today) }
        var newest: Day?
    }

    static let pageSize = 20

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        try await page(visit, at: try await visit.kitPlace(), typed: nil, errors: FormErrors())
    }

    @Sendable
    static func choose(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.kitPlace(CrisisKitPermissions.manage)
        let t = visit.language
        guard let days = form.int("jours"), KitAge.limits.contains(days) else {
            var errors = FormErrors()
            errors.add(t("Un nombre de jours, de 1 à 366.", "A number of days, from 1 to 366."), to: "jours")
            return try await page(visit, at: place, typed: form["jours"], errors: errors)
        }
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: CrisisKitPermissions.manage, in: change.session)
            try KitStore.choose(limit: days, of: place.organisation.id, in: change)
        }
        return .redirect(
            CrisisKitURL.overview(.init(place.organisation.id)).path,
            notice: t("L’âge limite est enregistré.", "The age limit is saved."))
    }

    private static func page(
        _ visit: Visit, at place: Place, typed: String?, errors: FormErrors
    ) async throws -> Reply {
        let organisation = place.organisation
        let number = visit.query.page
        let (counts, state, kits) = try await visit.read { session in
            (
                try KitStore.counts(under: organisation.lineage, in: session),
                try KitStore.state(of: organisation.id, in: session),
                try KitStore.page(
                    of: organisation.id, limit: pageSize, offset: (number - 1) * pageSize, in: session)
            )
        }
        var model = Model(
            place: organisation, counts: counts, limit: state.limit, kits: kits.rows, total: kits.total,
            fingerprint: visit.house.settings.isReadOnly ? nil : try? KitKey(of: visit.secretKey).fingerprint.text,
            today: visit.today, zone: visit.zone)
        model.newest = state.newest
        model.isCopy = visit.house.settings.isReadOnly
        model.page = number
        model.mayManage = visit.mayManageKit(organisation.lineage)
        model.typedLimit = typed ?? state.limit.map(String.init) ?? ""
        model.errors = errors
        let t = visit.language
        return visit.kitPage(
            title(model, t), at: place, status: errors.isEmpty ? .ok : .unprocessable, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "\(model.place.name)\u{00A0}: la mallette de crise est\u{2011}elle prête\u{00A0}?",
            "\(model.place.name): is the crisis kit ready?")
    }

    static func lead(_ model: Model, _ t: Language) -> String {
        if model.isCopy {
            return t(
                "Vous lisez une mallette. Voici ce qu’elle savait des précédentes.",
                "You are reading a kit. This is what it knew of the former ones.")
        }
        return switch model.age {
        case .never: t("Non\u{00A0}: aucune mallette n’a encore été faite.", "No: no kit was made yet.")
        case .unbounded(let day):
            t(
                "La dernière date du \(t.date(day)). Personne n’a choisi l’âge qu’elle peut avoir.",
                "The last one is of \(t.date(day)). Nobody has chosen how old it may be.")
        case .fresh(let day, let end):
            t(
                "Oui\u{00A0}: la dernière date du \(t.date(day)), elle est à refaire après le \(t.date(end)).",
                "Yes: the last one is of \(t.date(day)), to be made again after \(t.date(end)).")
        case .tooOld(let day, let end):
            t(
                "Elle est trop ancienne\u{00A0}: la dernière date du \(t.date(day)), il fallait la refaire avant le \(t.date(end)).",
                "It is too old: the last one is of \(t.date(day)), it was to be made again by \(t.date(end)).")
        }
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = pageHead(t, PageHead(title(model, t), lead: lead(model, t)))
        let views = KitTab.render(model.place.id, current: .overview, t)
        guard model.place.kind.hasKit else {
            return head + views
                + notice(Notice(.information, title: CrisisKitError.wrongPlace.message(t)))
        }
        return """
            \(head)\(views)\(columns(stack([making(model, t), gaps(model, t)]), stack([limit(model, t), key(model, t)]), .wideLeft))\
            \(list(model, t))
            """
    }

    private static func making(_ model: Model, _ t: Language) -> HTML {
        let title = t("Faire la mallette", "Make the kit")
        let text = paragraph(
            t(
                "Un seul fichier chiffré, que 7-Zip ouvre partout\u{00A0}: contacts, cellules, plan de redémarrage, modes dégradés, carte, feuilles de main courante, et une copie de Carène en lecture seule. Les fichiers des preuves n’y sont pas.",
                "One encrypted file, which 7-Zip opens everywhere: contacts, cells, restart plan, degraded modes, map, log sheets, and a read-only copy of Carène. The files of proofs are not in it."
            ))
        guard model.mayManage else { return sheet(title, text) }
        return sheet(
            title,
            """
            \(text)\(paragraph(t(
                "Sa phrase de passe sera affichée une seule fois\u{00A0}: préparez de quoi l’écrire.",
                "Its passphrase will be shown only once: have something to write it down.")))\
            \(actions([Action(t("Faire la mallette", "Make the kit"), post: CrisisKitURL.kits(.init(model.place.id)).path, style: .primary)]))
            """)
    }

    private static func gaps(_ model: Model, _ t: Language) -> HTML {
        let counts = model.counts
        let place = URLPath.Part(model.place.id)
        func path(_ kind: EntryKind) -> URLPath { CrisisKitURL.entries(kind, place).path }
        var list: [TodoItem] = []
        if counts.contacts == 0 {
            list.append(
                TodoItem(
                    t("Noter qui appeler", "Note who to call"),
                    reason: t(
                        "Aucun contact\u{00A0}: sans eux, le reste ne sert à rien.",
                        "No contact: without them, the rest is useless."),
                    state: StateBadge(.missing), href: CrisisKitURL.contacts(place).path))
        } else if counts.unreachable > 0 {
            list.append(
                TodoItem(
                    t("Compléter les numéros", "Complete the numbers"),
                    reason: t(
                        "\(t.count(counts.unreachable, ("contact n’a", "contacts n’ont"), ("", ""))) aucun moyen d’être joint.",
                        "\(t.count(counts.unreachable, ("", ""), ("contact has", "contacts have"))) no means of being reached."
                    ),
                    state: StateBadge(.missing), href: CrisisKitURL.contacts(place).path))
        }
        if counts.seats == 0 || counts.vacant + counts.withoutDeputy > 0 {
            list.append(
                TodoItem(
                    t("Composer les cellules", "Compose the cells"),
                    reason: counts.seats == 0
                        ? t("Personne ne sait encore où siéger.", "Nobody knows yet where to sit.")
                        : t(
                            "\(t.count(counts.vacant, ("fonction", "fonctions"), ("", ""))) sans titulaire, \(t.number(counts.withoutDeputy)) sans suppléant.",
                            "\(t.count(counts.vacant, ("", ""), ("function", "functions"))) without holder, \(t.number(counts.withoutDeputy)) without deputy."
                        ),
                    state: StateBadge(.missing), href: path(.seat)))
        }
        if counts.notifications == 0 || counts.toConfirm > 0 {
            list.append(
                TodoItem(
                    t("Vérifier qui prévenir", "Check whom to tell"),
                    reason: counts.notifications == 0
                        ? t("La liste proposée attend d’être reprise.", "The proposed list waits to be taken.")
                        : t(
                            "\(t.count(counts.toConfirm, ("ligne reste", "lignes restent"), ("", ""))) à confirmer.",
                            "\(t.count(counts.toConfirm, ("", ""), ("line remains", "lines remain"))) to be confirmed."),
                    state: StateBadge(counts.notifications == 0 ? .missing : .toReview), href: path(.notification)))
        }
        if counts.cutoffs == 0 {
            list.append(
                TodoItem(
                    t("Décrire où couper le réseau", "Describe where to cut the network"),
                    reason: t(
                        "La première heure se joue là\u{00A0}: il faut savoir quoi débrancher.",
                        "The first hour is decided there: one must know what to unplug."),
                    state: StateBadge(.missing), href: path(.cutoff)))
        }
        if counts.copies == 0 {
            list.append(
                TodoItem(
                    t("Dire où sont les copies", "Say where the copies are"),
                    reason: t("Une clé, un coffre, un second site.", "A stick, a safe, a second site."),
                    state: StateBadge(.missing), href: path(.copy)))
        }
        let title = t("Ce qu’il y manque", "What it lacks")
        guard !list.isEmpty else {
            return sheet(
                title,
                paragraph(
                    t(
                        "Rien de ce que cette page sait vérifier\u{00A0}: contacts, cellules, destinataires, coupures et copies sont renseignés.",
                        "Nothing that this page can check: contacts, cells, recipients, cut-off points and copies are filled in."
                    )))
        }
        return sheet(title, todoList(t, list))
    }

    private static func limit(_ model: Model, _ t: Language) -> HTML {
        let title = t("Quel âge peut-elle avoir\u{00A0}?", "How old may it be?")
        let words =
            model.limit.map { t("À refaire tous les \(t.number($0)) jours.", "To be made every \(t.number($0)) days.") }
            ?? t(
                "À choisir\u{00A0}: aucun texte ne le fixe. Nous proposons \(KitAge.proposedLimit) jours.",
                "To be chosen: no text sets it. We propose \(KitAge.proposedLimit) days.")
        guard model.mayManage else { return sheet(title, paragraph(words)) }
        return sheet(
            title,
            """
            \(paragraph(words))\(errorSummary(t, model.errors.faults))\(form(
                action: CrisisKitURL.limit(.init(model.place.id)).path,
                """
                \(textField(
                    Field(t, "jours", label: t("Jours", "Days"), error: model.errors["jours"], isRequired: true),
                    value: model.typedLimit.isEmpty ? String(KitAge.proposedLimit) : model.typedLimit, maxLength: 3,
                    isNumeric: true))\
                \(formActions(submit(t("Choisir", "Choose"), style: .plain)))
                """))
            """)
    }

    private static func key(_ model: Model, _ t: Language) -> HTML {
        when(model.fingerprint) { fingerprint in
            sheet(
                t("La reconnaître", "Recognise it"),
                """
                \(paragraph(t(
                    "Empreinte de la clé qui signe les mallettes de cette installation. Écrivez-la au coffre\u{00A0}: «\u{00A0}carene kit verify\u{00A0}» la compare.",
                    "Fingerprint of the key that signs the kits of this installation. Write it down in the safe: “carene kit verify” compares it.")))\
                <p><strong>\(fingerprint)</strong></p>
                """)
        }
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard model.total > 0 else { return HTML() }
        let title = t("Les mallettes faites", "The kits that were made")
        let path = CrisisKitURL.overview(.init(model.place.id)).path
        return sheet(
            title,
            """
            \(table(t, Table(
                caption: title, isCaptionHidden: true,
                columns: [
                    Column(t("Faite le", "Made on")), Column(t("Par", "By")),
                    Column(t("Documents", "Documents"), isNumber: true), Column(t("Taille", "Size"), isNumber: true),
                    Column(t("Valable jusqu’au", "Valid until"), isShort: true), Column(t("Empreinte du fichier", "Digest of the file")),
                ],
                rows: model.kits.map { kit in
                    [
                        "\(t.moment(kit.madeAt, in: model.zone))", "\(kit.author)", "\(t.number(kit.documents))",
                        "\(size(kit.size, t))", "\(kit.validUntil.map { t.date($0) } ?? t("non choisi", "not chosen"))",
                        "<span class=\"code\">\(String(kit.digest.prefix(16)))…</span>",
                    ]
                })))\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                path.with("page", page > 1 ? String(page) : nil)
            }))
            """)
    }

    static func size(_ bytes: Int, _ t: Language) -> String {
        t.decimal(Double(bytes) / 1_048_576, 1) + t("\u{00A0}Mo", " MB")
    }
}
