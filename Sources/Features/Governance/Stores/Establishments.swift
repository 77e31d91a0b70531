// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence

/// Whom an appointment kept at an organisation may serve.
enum Establishments {
    /// Of a group, its legal entities; of an entity, itself and its sites; elsewhere, the organisation itself.
    static func served(
        from organisation: Organisation, in session: any Session
    ) throws(DatabaseError) -> [Keeper] {
        switch organisation.kind {
        case .national, .region, .site: return [Keeper(organisation)]
        case .ght:
            let members = try OrganisationStore.members(of: organisation.lineage, kinds: [.legalEntity], in: session)
            return members.isEmpty
                ? [Keeper(organisation)] : members.prefix(AppointmentStore.servedLimit).map(Keeper.init)
        case .legalEntity:
            let sites = try OrganisationStore.members(of: organisation.lineage, kinds: [.site], in: session)
            // One site is the entity under another name.
            return [Keeper(organisation)]
                + (sites.count > 1 ? sites.prefix(AppointmentStore.servedLimit - 1).map(Keeper.init) : [])
        }
    }
}
