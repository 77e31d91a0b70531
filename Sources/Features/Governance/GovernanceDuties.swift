// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What has its day in the governance: appointments that end, meetings, decisions that are due.
enum GovernanceDuties {
    static func all(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        guard !scope.lineages.isEmpty, scope.until >= scope.today else { return [] }
        let (ending, meeting, due) = try await house.database.read { session in
            (
                try AppointmentStore.ending(
                    under: scope.lineages, from: scope.today, to: scope.until, in: session),
                try CommitteeStore.meeting(under: scope.lineages, until: scope.until, in: session),
                try DecisionStore.due(under: scope.lineages, until: scope.until, in: session)
            )
        }
        return ending.compactMap(duty) + meeting.compactMap { duty($0, from: scope.today) } + due.compactMap(duty)
    }

    private static func duty(_ one: Appointment) -> Duty? {
        guard let end = one.endsOn else { return nil }
        return Duty(
            id: "governance.appointment.\(one.id)", kind: .expiry, day: end,
            title: Phrase(
                "Fin de nomination\u{00A0}: \(one.name(.french))", "End of appointment: \(one.name(.english))"),
            detail: Phrase(
                "\(one.person) cesse d’exercer la fonction\u{00A0}: prolongez la nomination ou nommez quelqu’un "
                    + "d’autre.",
                "\(one.person) leaves the function: extend the appointment or appoint somebody else."),
            organisation: one.keeper.id, organisationName: one.keeper.name, lineage: one.keeper.lineage,
            href: GovernanceURL.appointments(.init(one.keeper.id)).path, owner: one.account,
            audience: GovernancePermissions.read)
    }

    /// A meeting of the past is not owed any more: its next day is to be set.
    private static func duty(_ one: Committee, from today: Day) -> Duty? {
        guard let day = one.nextOn, day >= today else { return nil }
        return Duty(
            id: "governance.committee.\(one.id)", kind: .meeting, day: day, title: Phrase(one.name, one.name),
            detail: Phrase(
                "Préparez l’ordre du jour\u{00A0}: \(Language.french.count(one.open, ("décision à suivre", "décisions à suivre"), ("", ""))).",
                "Prepare the agenda: \(Language.english.count(one.open, ("", ""), ("decision to follow", "decisions to follow")))."
            ),
            organisation: one.keeper.id, organisationName: one.keeper.name, lineage: one.keeper.lineage,
            href: GovernanceURL.committee(.init(one.keeper.id), .init(one.id)).path,
            audience: GovernancePermissions.read)
    }

    private static func duty(_ one: Decision) -> Duty? {
        guard let day = one.dueOn else { return nil }
        let owner =
            one.owner.isEmpty
            ? Phrase("Personne n’en est encore chargé.", "Nobody is in charge of it yet.")
            : Phrase("Confiée à \(one.owner).", "In the charge of \(one.owner).")
        return Duty(
            id: "governance.decision.\(one.id)", kind: .task, day: day, title: Phrase(one.text, one.text),
            detail: Phrase("\(one.committeeName). \(owner.french)", "\(one.committeeName). \(owner.english)"),
            organisation: one.keeper.id, organisationName: one.keeper.name, lineage: one.keeper.lineage,
            href: GovernanceURL.decision(.init(one.keeper.id), .init(one.id)).path, audience: GovernancePermissions.read
        )
    }
}
