// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Recovery
import Site

/// Ends a board: what one learnt, then the real durations, which may replace the estimates.
enum ClosurePage {
    static func show(_ visit: Visit, _ room: BoardRoom) async throws -> Reply {
        let desk = try await BoardDesk.open(visit, room, for: RestartPermissions.manage)
        return page(visit, desk, "", FormErrors())
    }

    static func close(_ visit: Visit, _ room: BoardRoom) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await BoardDesk.open(visit, room, for: RestartPermissions.manage)
        let (board, t) = (desk.board, visit.language)
        var errors = FormErrors()
        let lessons = form["lecons"]
        errors.bound(lessons, "lecons", limit: 4000, in: t)
        guard errors.isEmpty else { return page(visit, desk, lessons, errors, status: .unprocessable) }
        try await visit.change { change in
            _ = try visit.place(board.organisation, for: RestartPermissions.manage, in: change.session)
            try BoardChanges.close(board, lessons: lessons, in: change)
        }
        await room.forget(board.id)
        return .redirect(
            RestartURL.board(desk.part, desk.id).path,
            notice: t("Le tableau est clos\u{00A0}: voici son bilan.", "The board is closed: here is its summary."))
    }

    /// Keeps the real durations as measures of the steps.
    static func keepDurations(_ visit: Visit, _ room: BoardRoom) async throws -> Reply {
        let desk = try await BoardDesk.open(visit, room, for: RestartPermissions.manage)
        let (board, reading, t) = (desk.board, desk.reading, visit.language)
        guard !board.isOpen else { throw RestartError.alreadySo }
        let durations = reading.state.model.steps.compactMap { step in
            reading.real(step).map { (step: step.key, hours: $0) }
        }
        let day = visit.zone.day(at: board.closedAt ?? visit.now)
        let changed = try await visit.change { change in
            _ = try visit.place(board.organisation, for: RestartPermissions.manage, in: change.session)
            return try StepStore.learn(durations, on: day, of: board.organisation, from: board.title, in: change)
        }
        return .redirect(
            RestartURL.steps(desk.part).path.with("etat", StepsPage.Filter.measured.rawValue),
            notice: t(
                "\(t.count(changed, ("durée réelle remplace son estimation", "durées réelles remplacent leurs estimations"), ("", ""))).",
                "\(t.count(changed, ("", ""), ("real duration replaces its estimate", "real durations replace their estimates")))."
            ))
    }

    private static func page(
        _ visit: Visit, _ desk: BoardDesk, _ lessons: String, _ errors: FormErrors, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        let title = t("Clore le tableau", "Close the board")
        return desk.page(visit, title, [Crumb(title)], status: status, render(desk, lessons, errors, t))
    }

    static func render(_ desk: BoardDesk, _ lessons: String, _ errors: FormErrors, _ t: Language) -> HTML {
        let left = desk.reading.state.model.steps.count - desk.reading.done
        let lead =
            left == 0
            ? t("Toutes les étapes sont réglées.", "Every step is settled.")
            : t(
                "\(t.count(left, ("étape n’est pas réglée", "étapes ne sont pas réglées"), ("", "")))\u{00A0}: le tableau ne pourra plus être coché.",
                "\(t.count(left, ("", ""), ("step is not settled", "steps are not settled"))): the board can no longer be ticked."
            )
        let view = FormView(
            title: t("Clore le tableau\u{00A0}?", "Close the board?"), lead: lead,
            button: t("Clore le tableau", "Close the board"), action: RestartURL.closure(desk.part, desk.id).path,
            back: RestartURL.board(desk.part, desk.id).path, errors: errors)
        return view.render(
            t,
            textArea(
                Field(
                    t, "lecons", label: t("Ce qu’on en retient", "What was learnt"),
                    hint: t(
                        "Ce qui a manqué, ce qui a aidé, ce qu’il faut changer au plan.",
                        "What was missing, what helped, what to change in the plan."),
                    error: errors["lecons"]), value: lessons, rows: 6, maxLength: 4000))
    }
}

/// The summary of a closed board.
enum ClosureParts {
    static func summary(_ model: BoardPage.Model, _ t: Language) -> HTML {
        let (desk, reading) = (model.desk, model.reading)
        let rows: [[HTML]] = reading.state.model.steps.compactMap { step in
            guard let real = reading.real(step) else { return nil }
            let likely = step.duration.likely
            let isOutside = real > step.duration.high || real < step.duration.low
            return [
                "\(step.title)<p class=\"quiet\">\(reading.state.model.map[step.node]?.name ?? "")</p>",
                "\(HourWords.range(step.duration.low, likely, step.duration.high, t))", "\(HourWords.length(real, t))",
                isOutside
                    ? badge(t, .missing, t("Hors de la fourchette", "Outside the range"))
                    : badge(t, .proven, t("Dans la fourchette", "Within the range")),
            ]
        }
        let keep = Action(
            t("Retenir ces durées", "Keep these durations"), post: RestartURL.durations(desk.part, desk.id).path,
            confirm: t(
                "Remplacer les estimations par les durées réelles de ce tableau\u{00A0}?",
                "Replace the estimates by the real durations of this board?"))
        let lessons: HTML = when(
            !desk.board.lessons.isEmpty, sheet(t("Ce qu’on en retient", "What was learnt"), prose(desk.board.lessons)))
        let title = t("Durées réelles", "Real durations")
        guard !rows.isEmpty else { return lessons }
        return """
            \(lessons)\(sheet(title, action: desk.mayManage ? keep : nil, table(t, Table(
                caption: t(
                    "Heures de travail, nuits de l’équipe déduites. Les retenir rend le prochain plan plus vrai.",
                    "Working hours, less the nights of the team. Keeping them makes the next plan truer."),
                columns: [
                    Column(t("Étape", "Step")), Column(t("Prévue", "Planned")), Column(t("Réelle", "Real"), isNumber: true),
                    Column(t("Verdict", "Verdict"), isShort: true),
                ], rows: rows))))
            """
    }
}
