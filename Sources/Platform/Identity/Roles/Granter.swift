// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations

/// In whose name accounts and roles are changed.
public enum Granter: Sendable, Hashable {
    /// Whoever runs commands on the server: already holds the database.
    case serverOperator
    case person(Access)

    func mayGive(_ role: Role, in lineage: Lineage) -> Bool {
        switch self {
        case .serverOperator: true
        case .person(let access): access.mayGive(role, in: lineage)
        }
    }

    func sees(_ lineage: Lineage) -> Bool {
        switch self {
        case .serverOperator: true
        case .person(let access): access.sees(lineage)
        }
    }

    func mayAdminister(holderOf grants: [Grant]) -> Bool {
        switch self {
        case .serverOperator: true
        case .person(let access): access.mayAdminister(holderOf: grants)
        }
    }
}
