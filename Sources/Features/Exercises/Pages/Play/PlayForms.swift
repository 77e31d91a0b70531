// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import Drills
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What a cell writes: a line of the log, or that it received something.
enum PlayForms {
    struct Typed: Sendable {
        var who = ""
        var kind = LogKind.information
        var text = ""
    }

    static func kind(_ kind: LogKind, _ t: Language) -> String {
        switch kind {
        case .information: t("Information", "Information")
        case .decision: t("Décision", "Decision")
        case .action: t("Action", "Action")
        case .request: t("Demande", "Request")
        case .contact: t("Contact", "Contact")
        case .notification: t("Notification", "Notification")
        }
    }

    static func answer(_ model: PlayPage.Model, _ t: Language) -> HTML {
        func field(_ name: String, _ label: String, hint: String? = nil, isRequired: Bool = false) -> Field {
            Field(t, name, label: label, hint: hint, error: model.errors[name], isRequired: isRequired)
        }
        let kinds = LogKind.allCases.map { Choice($0.rawValue, kind($0, t)) }
        let fields: HTML = """
            \(textArea(field("texte", t("Ce que vous décidez, faites, demandez", "What you decide, do, ask for"), isRequired: true), value: model.typed.text, rows: 3, maxLength: 4000))\
            \(scale(field("genre", t("C’est", "It is")), kinds, selected: model.typed.kind.rawValue, hasKeys: false))\
            \(textField(field("qui", t("Qui écrit", "Who writes"), hint: t("Une fonction suffit.", "A function is enough.")), value: model.typed.who, autocomplete: "organization-title", maxLength: 100))\
            \(formActions(submit(t("Écrire dans la main courante", "Write in the log"))))
            """
        return sheet(
            t("Écrire", "Write"), id: "ecrire",
            form(action: ExercisesURL.playAnswer(.init(model.secret)).path, fields))
    }

    static func write(_ visit: Visit, _ keeper: Doorkeeper) async throws -> Reply {
        let door = try await PlayDoor.open(visit, "jetonJeu", .cell, keeper, writes: true)
        guard let cell = door.link.cell, let logCell = LogCell(rawValue: cell.rawValue) else { throw Refusal.notFound }
        let form = try await visit.form(limit: 32 * 1024)
        let t = visit.language
        let typed = Typed(
            who: form["qui"], kind: LogKind(rawValue: form["genre"]) ?? .information, text: form["texte"])
        var errors = FormErrors()
        errors.require(typed.text, "texte", limit: 4000, in: t)
        errors.bound(typed.who, "qui", limit: 100, in: t)
        guard errors.isEmpty else {
            var model = try await PlayPage.read(visit, door)
            (model.typed, model.errors) = (typed, errors)
            return PlayPage.page(visit, model, status: .unprocessable)
        }
        let author = author(cell, typed.who)
        try await door.change(visit, as: author) { exercise, _, change in
            let statement = LogStatement(
                factAt: Moment(milliseconds: change.now.millisecondsSinceEpoch), kind: typed.kind, cell: logCell,
                text: typed.text, source: "Page de la cellule",
                decidedBy: typed.kind == .decision ? author : "")
            try PlayStore.answer(statement, by: author, of: exercise, in: change)
        }
        return .redirect(
            ExercisesURL.play(.init(try visit.parameter("jetonJeu"))).path,
            notice: t("C’est écrit dans la main courante.", "It is written in the log.")
        ).unlisted()
    }

    static func receive(_ visit: Visit, _ keeper: Doorkeeper) async throws -> Reply {
        let door = try await PlayDoor.open(visit, "jetonJeu", .cell, keeper, writes: true)
        guard let cell = door.link.cell else { throw Refusal.notFound }
        let form = try await visit.form(limit: 8 * 1024)
        guard let id: PlayedInject.ID = form.identifier("stimulus") else { throw Refusal.notFound }
        let author = author(cell, form["qui"])
        let here = ExercisesURL.play(.init(try visit.parameter("jetonJeu"))).path
        do {
            try await door.change(visit, as: author) { exercise, second, change in
                // Only what this very cell received.
                guard let inject = try InjectStore.inject(id, of: exercise.id, in: change.session),
                    inject.cell == cell, inject.state == .sent
                else { throw Refusal.notFound }
                try PlayStore.acknowledge(inject, by: author, second: second, of: exercise, in: change)
            }
        } catch ExercisesError.alreadySo {
            // Somebody else of the cell pressed first: it is received all the same.
        }
        return .redirect(here).unlisted()
    }

    /// In French, the language of the log.
    static func author(_ cell: Cell, _ who: String) -> String {
        let name = PlayWords.cell(cell, .french)
        return who.isEmpty ? name : "\(name), \(String(who.prefix(100)))"
    }
}
