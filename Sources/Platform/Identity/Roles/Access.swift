// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// What a person may do and see. A value: computed once for a request, then asked by every page.
///
/// Nothing is allowed unless a grant in force says so; an organisation outside of every grant does not exist for the
/// person.
public struct Access: Sendable, Hashable {
    public let account: Account.ID
    public let name: String
    /// Only those in force.
    public let grants: [Grant]

    /// - Parameter today: the civil day that decides which grants have ended.
    public init(account: Account.ID, name: String, grants: [Grant], today: Day) {
        self.account = account
        self.name = name
        self.grants = grants.filter { $0.isInForce(on: today) }
    }

    /// The roles held on an organisation, there or above it.
    public func roles(in lineage: Lineage) -> Set<Role> {
        Set(grants.lazy.filter { $0.lineage.contains(lineage) }.map(\.role))
    }

    public func may(_ permission: Permission, in lineage: Lineage) -> Bool {
        grants.contains { permission.roles.contains($0.role) && $0.lineage.contains(lineage) }
    }

    public func maySomewhere(_ permission: Permission) -> Bool {
        grants.contains { permission.roles.contains($0.role) }
    }

    /// Whether the organisation exists for the person.
    public func sees(_ lineage: Lineage) -> Bool {
        grants.contains { $0.lineage.contains(lineage) }
    }

    /// The tops of the subtrees where the permission holds, none of them inside another: the condition of every list.
    public func scope(of permission: Permission) -> [Lineage] {
        tops(grants.filter { permission.roles.contains($0.role) })
    }

    /// The tops of everything the person sees.
    public var horizon: [Lineage] { tops(grants) }

    public var requiresSecondFactor: Bool { grants.contains { $0.role.requiresSecondFactor } }

    /// Whether the person may give this role on an organisation, or take it away.
    public func mayGive(_ role: Role, in lineage: Lineage) -> Bool {
        roles(in: lineage).contains { $0.givable.contains(role) }
    }

    /// Whether the person may rename, disable or send a new link to somebody who holds `others`.
    ///
    /// Every role of the other must lie within what the person administers: else the administrator of a nursing home
    /// could reset the password of the administrator of the region and take his place.
    public func mayAdminister(holderOf others: [Grant]) -> Bool {
        let administered = grants.filter { $0.role == .administrator }
        guard !administered.isEmpty else { return false }
        return others.allSatisfy { other in administered.contains { $0.lineage.contains(other.lineage) } }
    }

    private func tops(_ grants: [Grant]) -> [Lineage] {
        var tops: [Lineage] = []
        // A prefix sorts before what it begins, so a top always comes before what lies under it.
        for lineage in grants.map(\.lineage).sorted(by: { $0.text < $1.text })
        where !tops.contains(where: { $0.contains(lineage) }) {
            tops.append(lineage)
        }
        return tops
    }
}
