// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The doors without an account. An address is shown once, when it is made: the database knows only its hash.
enum LinksPage {
    struct Fresh: Sendable, Hashable {
        let kind: PlayLink.Kind
        let cell: Cell?
        let label: String
        let address: String
    }

    struct Model: Sendable {
        let exercise: Exercise
        let links: [PlayLink]
        let fresh: [Fresh]
        let now: Instant
        let zone: TimeZoneRule
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        return try await page(visit, place, exercise, [])
    }

    @Sendable
    static func act(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let form = try await visit.form()
        if let id: PlayLink.ID = form.identifier("fermer") {
            try await visit.keep(exercise) { exercise, change in try LinkStore.revoke(id, of: exercise, in: change) }
            return .redirect(
                ExercisesURL.links(.init(exercise.keeper.id), .init(exercise.id)).path,
                notice: visit.language("L’accès est fermé.", "The access is closed."))
        }
        let day = max(exercise.plannedOn, visit.today).adding(days: LinkStore.validityDays + 1)
        let (until, origin) = (day.startUTC, visit.origin)
        let (wanted, label) = (form["pour"], form["qui"])
        let fresh = try await visit.keep(exercise) { exercise, change in
            var fresh: [Fresh] = []
            switch wanted {
            case "observateur":
                let secret = try LinkStore.open(
                    .observer, cell: Cell(rawValue: form["cellule"]), label: label, of: exercise, until: until,
                    in: change)
                fresh.append(
                    Fresh(
                        kind: .observer, cell: Cell(rawValue: form["cellule"]), label: label,
                        address: origin + ExercisesURL.observe(.init(secret.text)).path.text))
            default:
                let cells = Cell(rawValue: wanted).map { [$0] } ?? exercise.scenario.cells
                for cell in cells {
                    let secret = try LinkStore.open(
                        .cell, cell: cell, label: "", of: exercise, until: until, in: change)
                    fresh.append(
                        Fresh(
                            kind: .cell, cell: cell, label: "",
                            address: origin + ExercisesURL.play(.init(secret.text)).path.text))
                }
            }
            return fresh
        }
        return try await page(visit, place, exercise, fresh)
    }

    private static func page(
        _ visit: Visit, _ place: Site.Place, _ exercise: Exercise, _ fresh: [Fresh]
    ) async throws -> Reply {
        let id = exercise.id
        let links = try await visit.read { session in try LinkStore.list(of: id, in: session) }
        let model = Model(exercise: exercise, links: links, fresh: fresh, now: visit.now, zone: visit.zone)
        let t = visit.language
        return visit.exercisePage(exercise, title(t), at: place, render(model, t)).unlisted()
    }

    static func title(_ t: Language) -> String {
        t("Comment les cellules entrent-elles\u{00A0}?", "How do cells come in?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        let lead = t(
            "Une adresse par cellule, sans compte, lisible sur un téléphone. Elle ne montre que ce que reçoit cette cellule.",
            "One address for each cell, without an account, readable on a phone. It shows only what this cell receives."
        )
        return """
            \(ExerciseMark.html(t))\(pageHead(t, PageHead(title(t), lead: lead)))\(fresh(model, t))\(existing(model, t))\
            \(when(exercise.state == .prepared || exercise.state.isLive, create(model, t)))
            """
    }

    private static func fresh(_ model: Model, _ t: Language) -> HTML {
        guard !model.fresh.isEmpty else { return HTML() }
        let lines = model.fresh.map { one -> HTML in
            """
            <div><h3>\(name(one.kind, one.cell, one.label, t))</h3>\
            <p><a href="\(one.address)">\(one.address)</a></p></div>
            """
        }
        let warning = notice(
            Notice(
                .warning, title: t("Ces adresses ne s’affichent qu’une fois.", "These addresses are shown once only."),
                text: t(
                    "Imprimez cette page ou copiez-les maintenant\u{00A0}; en refaire une ferme la précédente.",
                    "Print this page or copy them now; making another closes the one before.")))
        return sheet(t("Adresses à remettre", "Addresses to hand over"), "\(warning)\(itemsApart(lines))")
    }

    private static func name(_ kind: PlayLink.Kind, _ cell: Cell?, _ label: String, _ t: Language) -> String {
        let parts: [String?] = [
            kind == .observer
                ? t("Observateur", "Observer")
                : kind == .feedback ? t("Retour d’expérience", "Feedback") : nil, cell.map { PlayWords.cell($0, t) },
            label.isEmpty ? nil : label,
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    private static func existing(_ model: Model, _ t: Language) -> HTML {
        let (part, id) = (URLPath.Part(model.exercise.keeper.id), URLPath.Part(model.exercise.id))
        let open = model.links.filter { $0.isOpen(at: model.now) }
        let title = t("Accès ouverts", "Open accesses")
        guard !open.isEmpty else {
            return sheet(title, paragraph(t("Aucun accès n’est ouvert.", "No access is open."), isQuiet: true))
        }
        let rows: [[HTML]] = open.map { link in
            [
                "\(name(link.kind, link.cell, link.label, t))", "\(t.moment(link.expiresAt, in: model.zone))",
                "\(link.seenAt.map { t.moment($0, in: model.zone) } ?? t("jamais ouvert", "never opened"))",
                postButton(
                    action: ExercisesURL.links(part, id).path, t("Fermer", "Close"),
                    confirm: t(
                        "Fermer cet accès\u{00A0}? Ceux qui l’ont ouvert n’y verront plus rien.",
                        "Close this access? Whoever opened it will see nothing any more."),
                    hidden: [("fermer", link.id.text)]),
            ]
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Pour", "For")), Column(t("Valable jusqu’au", "Valid until"), isShort: true),
                        Column(t("Vu", "Seen"), isShort: true), Column(""),
                    ], rows: rows)))
    }

    private static func create(_ model: Model, _ t: Language) -> HTML {
        let (part, id) = (URLPath.Part(model.exercise.keeper.id), URLPath.Part(model.exercise.id))
        let href = ExercisesURL.links(part, id).path
        let cells = model.exercise.scenario.cells.map { Choice($0.rawValue, PlayWords.cell($0, t)) }
        let all: HTML = form(
            action: href,
            """
            \(select(Field(t, "pour", label: t("Pour", "For")), [Choice("toutes", t("Toutes les cellules", "All cells"))] + cells))\
            \(formActions(submit(t("Créer les adresses", "Make the addresses"))))
            """)
        let observer: HTML = form(
            action: href, hidden: [("pour", "observateur")],
            """
            \(textField(Field(t, "qui", label: t("Observateur", "Observer")), maxLength: 150))\
            \(select(Field(t, "cellule", label: t("Cellule observée", "Cell observed")), cells, placeholder: t("toutes", "all")))\
            \(formActions(submit(t("Créer l’adresse", "Make the address"), style: .plain)))
            """)
        return columns(
            sheet(t("Une adresse par cellule", "An address for each cell"), all),
            sheet(t("Une adresse par observateur", "An address for each observer"), observer))
    }
}
