// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// On the first page: an exercise under way, or the next one.
enum ExercisesCockpit {
    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(ExercisesPermissions.read, in: organisation.lineage) else { return .nothing }
        let found = try await visit.read { session in
            try ExerciseStore.all(
                [.running, .paused, .prepared], under: [organisation.lineage], limit: 20, in: session)
        }
        return part(
            found, today: visit.today,
            mayManage: visit.access.may(ExercisesPermissions.manage, in: organisation.lineage),
            visit.language)
    }

    static func part(_ exercises: [Exercise], today: Day, mayManage: Bool, _ t: Language) -> CockpitPart {
        var part = CockpitPart()
        for exercise in exercises.filter(\.state.isLive).prefix(2) {
            let (place, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
            part.todo.append(
                TodoItem(
                    t("EXERCICE en cours\u{00A0}: \(exercise.title)", "EXERCISE under way: \(exercise.title)"),
                    reason: t(
                        "\(exercise.keeper.name)\u{00A0}: ce n’est pas une crise réelle. Mot d’arrêt\u{00A0}: \(exercise.stopWord).",
                        "\(exercise.keeper.name): this is no real crisis. Stop word: \(exercise.stopWord)."),
                    state: PlayWords.state(exercise, t),
                    href: mayManage ? ExercisesURL.console(place, id).path : ExercisesURL.exercise(place, id).path))
        }
        if let next = exercises.first(where: { $0.state == .prepared && $0.plannedOn >= today }),
            today.days(until: next.plannedOn) <= 60
        {
            let href = ExercisesURL.exercise(.init(next.keeper.id), .init(next.id)).path
            part.figures.append(
                Figure(
                    t.distance(from: today, to: next.plannedOn), meaning: t("exercice de crise", "crisis exercise"),
                    note: next.title, href: href))
        }
        for late in exercises.filter({ $0.state == .prepared && $0.plannedOn < today }).prefix(2) {
            part.todo.append(
                TodoItem(
                    t("Jouer ou reporter «\u{00A0}\(late.title)\u{00A0}»", "Play or postpone “\(late.title)”"),
                    reason: t(
                        "L’exercice était prévu le \(t.date(late.plannedOn)).",
                        "The exercise was planned on \(t.date(late.plannedOn))."),
                    state: StateBadge(.expiring, t("Date passée", "Date passed")),
                    href: ExercisesURL.exercise(.init(late.keeper.id), .init(late.id)).path))
        }
        return part
    }
}

enum ExercisesSearch {
    static func hits(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let scope = visit.access.scope(of: ExercisesPermissions.read)
        guard !scope.isEmpty, !folded(text).isEmpty else { return [] }
        let t = visit.language
        let found = try await visit.read { session in
            try ExerciseStore.page(1, under: scope, matching: text, in: session).exercises
        }
        return found.prefix(10).map { exercise in
            SearchHit(
                title: exercise.title,
                detail:
                    "\(t("Exercice de crise", "Crisis exercise")) · \(exercise.keeper.name) · \(t.date(exercise.plannedOn))",
                href: ExercisesURL.exercise(.init(exercise.keeper.id), .init(exercise.id)).path)
        }
    }
}

enum ExercisesDuties {
    /// Every health establishment plays one each year (instruction SHFDS/FSSI/2023/15, recalled on 17 January 2025).
    private static let rhythm = 365

    static func all(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        guard !scope.lineages.isEmpty else { return [] }
        let (coming, last) = try await house.database.read { session in
            (
                try ExerciseStore.all([.prepared, .running, .paused], under: scope.lineages, in: session),
                try ExerciseStore.lastPlayedWhere(under: scope.lineages, in: session)
            )
        }
        var duties = coming.filter { $0.plannedOn <= scope.until }.map { exercise in
            Duty(
                id: "exercises.planned.\(exercise.id)", kind: .meeting, day: exercise.plannedOn,
                title: Phrase("Exercice de crise\u{00A0}: \(exercise.title)", "Crisis exercise: \(exercise.title)"),
                detail: Phrase(
                    "Vérifiez que tout est prêt\u{00A0}: participants, accès des cellules, essai de liaison.",
                    "Check that everything is ready: participants, access of the cells, communication check."),
                organisation: exercise.keeper.id, organisationName: exercise.keeper.name,
                lineage: exercise.keeper.lineage,
                href: ExercisesURL.exercise(.init(exercise.keeper.id), .init(exercise.id)).path,
                audience: ExercisesPermissions.read)
        }
        let planned = Set(coming.map(\.keeper.id))
        for (keeper, day) in last where !planned.contains(keeper.id) {
            let due = day.adding(days: rhythm)
            guard due <= scope.until else { continue }
            duties.append(
                Duty(
                    id: "exercises.yearly.\(keeper.id)", kind: .recurring, day: due,
                    title: Phrase("Jouer l’exercice de crise annuel", "Play the yearly crisis exercise"),
                    detail: Phrase(
                        "Le dernier a été joué le \(Language.french.date(day))\u{00A0}: un exercice est attendu chaque année.",
                        "The last was played on \(Language.english.date(day)): one is expected each year."),
                    organisation: keeper.id, organisationName: keeper.name, lineage: keeper.lineage,
                    href: ExercisesURL.library(.init(keeper.id)).path, audience: ExercisesPermissions.read))
        }
        return duties
    }
}
