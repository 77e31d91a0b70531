// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Drills
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What exercises taught, where other pages ask for it: indicators, duties, the first page.
enum ResultsContributions {
    struct Facts: Sendable {
        let organisation: Organisation
        let today: Day
        /// The last one that was played, and whether it counts.
        let last: CampaignExercise?
        /// The last one that counts.
        let counted: CampaignExercise?
        /// The next one.
        let next: CampaignExercise?
        let actions: [CorrectiveAction]

        var open: [CorrectiveAction] { actions.filter { $0.state == .open } }
        var late: [CorrectiveAction] { actions.filter { $0.isLate(on: today) } }
        var waiting: [CorrectiveAction] { actions.filter { $0.state == .done && !$0.isConfirmed } }
        /// An exercise is due every year (instructions SHFDS/FSSI/2023/15 and DNS/2025/12).
        var isYearly: Bool { counted.map { $0.day.days(until: today) <= 365 } ?? false }
    }

    static func read(_ organisation: Organisation, on today: Day, in session: any Session) throws -> Facts {
        let exercises = try CampaignStore.exercises(
            under: organisation.lineage, from: today.adding(days: -3653), to: today.adding(days: 731), in: session)
        let played = exercises.filter { $0.stage == .played }
        return Facts(
            organisation: organisation, today: today, last: played.last, counted: played.last(where: \.countsForCrisis),
            next: exercises.first { $0.stage == .planned && $0.day >= today },
            actions: try ActionStore.under(organisation.lineage, in: session))
    }

    static func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        let today = house.today
        let facts = try await house.database.read { session in try read(organisation, on: today, in: session) }
        return [yearly(facts), confirmed(facts)]
    }

    private static func yearly(_ facts: Facts) -> Indicator {
        func sentence(_ t: Language) -> String {
            guard let last = facts.counted else {
                return t("Aucun exercice qui compte n’a été joué ici.", "No exercise that counts was played here.")
            }
            let day = t.date(last.day)
            return facts.isYearly
                ? t("Le dernier exercice qui compte date du \(day).", "The last exercise that counts was on \(day).")
                : t(
                    "Le dernier exercice qui compte date du \(day)\u{00A0}: il a plus d’un an.",
                    "The last exercise that counts was on \(day): more than a year ago.")
        }
        return Indicator(
            "exercises.yearly", Phrase("Exercice de crise dans l’année", "Crisis exercise within the year"),
            // Nothing entered is nothing known: an exercise may have been held elsewhere.
            value: facts.last == nil ? nil : (facts.isYearly ? 1 : 0), unit: .flag, target: 1,
            sentence: Phrase(sentence(.french), sentence(.english)),
            href: ExercisesURL.home(.init(facts.organisation.id)).path, rank: 45)
    }

    private static func confirmed(_ facts: Facts) -> Indicator {
        let kept = facts.actions.filter { $0.state != .dropped }
        let settled = kept.count { $0.state == .done }
        func sentence(_ t: Language) -> String {
            guard !kept.isEmpty else {
                return t("Aucune action corrective n’est notée.", "No corrective action is written.")
            }
            return t(
                "\(t.count(settled, ("action corrective faite", "actions correctives faites"), ("", ""))) sur \(t.number(kept.count)), \(t.number(facts.late.count)) en retard.",
                "\(t.number(settled)) of \(t.count(kept.count, ("", ""), ("corrective action", "corrective actions"))) done, \(t.number(facts.late.count)) late."
            )
        }
        return Indicator(
            "exercises.corrected",
            Phrase("Actions correctives d’exercice faites", "Corrective actions of exercises done"),
            value: kept.isEmpty ? nil : Double(settled) / Double(kept.count), unit: .share, target: 1,
            sentence: Phrase(sentence(.french), sentence(.english)),
            href: ResultsURL.actions(.init(facts.organisation.id)).path)
    }

    static func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(ExercisesPermissions.read, in: organisation.lineage) else { return .nothing }
        let (today, t) = (visit.today, visit.language)
        let facts = try await visit.read { session in try read(organisation, on: today, in: session) }
        var part = CockpitPart()
        let actions = ResultsURL.actions(.init(organisation.id)).path
        if let last = facts.last {
            part.figures.append(
                Figure(
                    t.distance(from: today, to: last.day).capitalised,
                    meaning: t("le dernier exercice", "the last exercise"),
                    note: t(
                        "\(t.count(facts.open.count, ("action ouverte", "actions ouvertes"), ("", "")))",
                        "\(t.count(facts.open.count, ("", ""), ("open action", "open actions")))"),
                    tone: facts.isYearly ? .good : .warn, href: ExercisesURL.home(.init(organisation.id)).path))
        }
        if let first = facts.late.first {
            part.todo.append(
                TodoItem(
                    t("Finir une action corrective d’exercice", "Finish a corrective action of an exercise"),
                    reason: t(
                        "«\u{00A0}\(first.draft.title)\u{00A0}» est en retard\u{00A0}: l’exercice l’avait montrée.",
                        "“\(first.draft.title)” is late: the exercise had shown it."),
                    state: StateBadge(.missing, t.number(facts.late.count)), href: actions))
        }
        if facts.next == nil, !facts.isYearly, facts.last != nil {
            part.todo.append(
                TodoItem(
                    t("Fixer le prochain exercice de crise", "Set the next crisis exercise"),
                    reason: t(
                        "Un exercice est attendu chaque année, et \(t.count(facts.waiting.count, ("action faite attend d’être rejouée", "actions faites attendent d’être rejouées"), ("", ""))).",
                        "One is expected each year, and \(t.count(facts.waiting.count, ("", ""), ("action done waits", "actions done wait"))) to be played again."
                    ), state: StateBadge(.expiring), href: ExercisesURL.creation(.init(organisation.id)).path))
        }
        return part
    }

    static func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        guard !scope.lineages.isEmpty, scope.until >= scope.today else { return [] }
        let actions = try await house.database.read { session in
            try ActionStore.due(under: scope.lineages, until: scope.until, in: session)
        }
        return actions.compactMap { action in
            guard let day = action.draft.dueOn else { return nil }
            return Duty(
                id: "exercises.action.\(action.id)", kind: .task, day: day,
                title: Phrase("Corriger\u{00A0}: \(action.draft.title)", "Put right: \(action.draft.title)"),
                detail: Phrase(
                    "Montré par l’exercice «\u{00A0}\(action.exerciseTitle)\u{00A0}». "
                        + (action.draft.owner.isEmpty
                            ? "Personne n’en est chargé." : "Responsable\u{00A0}: \(action.draft.owner)."),
                    "Shown by the exercise “\(action.exerciseTitle)”. "
                        + (action.draft.owner.isEmpty ? "Nobody is in charge of it." : "Owner: \(action.draft.owner).")),
                organisation: action.keeper.id, organisationName: action.keeper.name, lineage: action.keeper.lineage,
                href: ResultsURL.action(.init(action.keeper.id), .init(action.id)).path,
                audience: ExercisesPermissions.read)
        }
    }

    static func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        let place =
            organisation.map { visit.access.may(CampaignPermissions.read, in: $0.lineage) ? $0 : nil } ?? nil
        guard let place, [.national, .region, .ght].contains(place.kind) else { return [] }
        let path = ResultsURL.campaign(.init(place.id)).path
        return [
            MenuEntry(
                pillar: .operations, title: Phrase("Campagne d’exercices", "Exercise campaign"), href: path,
                area: [path.text])
        ]
    }
}
