// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives

/// Places legal entities in their hospital groups.
enum GroupPlacement {
    struct Member {
        let line: Int
        let finess: FINESS
        let role: Organisation.GroupRole
    }

    struct Group {
        let code: String
        var name: String
        var members: [Member]
    }

    /// - Parameter keepsOtherGroups: a legal entity that already stands in another group stays there.
    static func apply(
        _ groups: [Group], root: Organisation, keepsOtherGroups: Bool, at now: Instant, report: inout ImportReport,
        in session: any Session
    ) throws {
        for group in groups {
            let members = try entities(of: group, report: &report, in: session)
            guard let leader = members.first(where: { $0.member.role == .support }) ?? members.first else { continue }
            let place = try place(of: group, led: leader.entity, root: root, at: now, report: &report, in: session)
            for (member, entity) in members {
                try put(
                    entity, as: member, in: place, keepsOtherGroups: keepsOtherGroups, report: &report, session)
            }
        }
    }

    private static func entities(
        of group: Group, report: inout ImportReport, in session: any Session
    ) throws(DatabaseError) -> [(member: Member, entity: Organisation)] {
        var found: [(member: Member, entity: Organisation)] = []
        for member in group.members {
            guard let entity = try OrganisationStore.organisation(finess: member.finess, in: session) else {
                report.refuse(
                    member.line,
                    Phrase(
                        "Aucune entité juridique ne porte le numéro \(member.finess). Importez d’abord l’extrait FINESS.",
                        "No legal entity has the number \(member.finess). Import the FINESS extract first."))
                continue
            }
            guard entity.kind == .legalEntity else {
                report.refuse(
                    member.line,
                    Phrase(
                        "Le numéro \(member.finess) est celui d’un établissement géographique\u{00A0}: un GHT réunit des "
                            + "entités juridiques.",
                        "The number \(member.finess) belongs to a site: a GHT brings legal entities together."))
                continue
            }
            found.append((member, entity))
        }
        return found
    }

    /// The group, made under the region of its support when it does not exist, renamed when its name changed.
    private static func place(
        of group: Group, led leader: Organisation, root: Organisation, at now: Instant, report: inout ImportReport,
        in session: any Session
    ) throws -> Organisation {
        let name = shortened(cleaned(group.name), to: 300)
        if let found = try OrganisationStore.organisation(kind: .ght, code: group.code, in: session) {
            if !name.isEmpty, name != found.name {
                try session.execute(
                    """
                    UPDATE organisation SET name = \(name), folded_name = \(folded(name)), search_text = \(folded(name))
                    WHERE id = \(found.id)
                    """)
                report.changed += 1
            }
            return found
        }
        let above = try OrganisationStore.ancestors(of: leader, in: session)
        let parent = above.last { $0.kind == .region } ?? root
        let id = Organisation.ID.make(at: now)
        let fullName = name.isEmpty ? "GHT \(group.code)" : name
        try session.execute(
            """
            INSERT INTO organisation (id, parent_id, kind, code, name, folded_name, search_text, lineage)
            VALUES (\(id), \(parent.id), 'ght', \(group.code), \(fullName), \(folded(fullName)), \(folded(fullName)),
                \(Lineage(under: parent.lineage, id: id).text))
            """)
        report.created += 1
        guard let made = try OrganisationStore.organisation(id, in: session) else { throw OrganisationError.notFound }
        return made
    }

    private static func put(
        _ entity: Organisation, as member: Member, in place: Organisation, keepsOtherGroups: Bool,
        report: inout ImportReport, _ session: any Session
    ) throws {
        let isThere = entity.parent == place.id
        if isThere, entity.groupRole == member.role {
            report.unchanged += 1
            return
        }
        if !isThere {
            if keepsOtherGroups, let parent = entity.parent,
                try OrganisationStore.organisation(parent, in: session)?.kind == .ght
            {
                report.unchanged += 1
                return
            }
            do {
                try OrganisationStore.relocate(entity, under: place, in: session)
            } catch let error as OrganisationError {
                report.refuse(member.line, error.message)
                return
            }
        }
        try session.execute("UPDATE organisation SET group_role = \(member.role.rawValue) WHERE id = \(entity.id)")
        report.changed += 1
    }
}
