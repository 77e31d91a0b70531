// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What this room has to say on the first page and in the agenda: only once somebody works with it.
enum CrisisKitCockpit {
    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard organisation.kind.hasKit, visit.access.may(CrisisKitPermissions.read, in: organisation.lineage) else {
            return .nothing
        }
        let (state, counts) = try await visit.read { session in
            (
                try KitStore.state(of: organisation.id, in: session),
                try KitStore.counts(under: organisation.lineage, in: session)
            )
        }
        return render(
            organisation.id, KitAge(newest: state.newest, limit: state.limit, today: visit.today), counts,
            visit.language)
    }

    static func render(
        _ organisation: Organisation.ID, _ age: KitAge, _ counts: KitCounts, _ t: Language
    ) -> CockpitPart {
        let href = CrisisKitURL.overview(.init(organisation)).path
        var part = CockpitPart()
        switch age {
        case .never where counts.isEmpty: return .nothing
        case .never:
            part.todo.append(
                TodoItem(
                    t("Faire la mallette de crise", "Make the crisis kit"),
                    reason: t(
                        "Ce qui est noté ici disparaît avec le serveur tant qu’aucune mallette n’est faite.",
                        "What is noted here goes with the server as long as no kit is made."),
                    state: StateBadge(.missing), href: href))
        case .tooOld(let day, _):
            part.todo.append(
                TodoItem(
                    t("Refaire la mallette de crise", "Make the crisis kit again"),
                    reason: t(
                        "La dernière date du \(t.date(day))\u{00A0}: elle a dépassé l’âge que vous avez choisi.",
                        "The last one is of \(t.date(day)): it is past the age that you chose."),
                    state: StateBadge(.expiring, t("Trop ancienne", "Too old")), href: href))
        case .fresh, .unbounded: break
        }
        return part
    }

    /// One duty for each organisation that chose a limit: the day on which its newest kit becomes too old; today when it has
    /// none.
    static func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        guard !scope.lineages.isEmpty else { return [] }
        let limits = try await house.database.read { session in
            try KitStore.limits(under: scope.lineages, in: session)
        }
        return limits.compactMap { one in
            let day = one.newest?.adding(days: one.limit) ?? scope.today
            guard day <= scope.until else { return nil }
            let detail =
                one.newest.map { newest in
                    Phrase(
                        "La dernière date du \(Language.french.date(newest)).",
                        "The last one is of \(Language.english.date(newest)).")
                } ?? Phrase("Aucune n’a encore été faite.", "None was made yet.")
            return Duty(
                id: "crisis-kit.\(one.keeper.id)", kind: .recurring, day: day,
                title: Phrase("Refaire la mallette de crise", "Make the crisis kit again"),
                detail: detail, organisation: one.keeper.id, organisationName: one.keeper.name, lineage: one.lineage,
                href: CrisisKitURL.overview(.init(one.keeper.id)).path, audience: CrisisKitPermissions.read)
        }
    }
}
