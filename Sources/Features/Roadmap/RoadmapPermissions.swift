// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Primitives

/// What this feature lets each role do.
enum RoadmapPermissions {
    static let read = Permission(
        "roadmap.read", Phrase("Lire la feuille de route", "Read the roadmap"),
        roles: [.administrator, .securityOfficer, .director, .auditor])
    static let manage = Permission(
        "roadmap.manage", Phrase("Établir et adopter la feuille de route", "Make and adopt the roadmap"),
        roles: [.administrator, .securityOfficer])
    /// Only the actions that were entrusted to the person.
    static let contribute = Permission(
        "roadmap.contribute", Phrase("Suivre les actions confiées", "Follow entrusted actions"), roles: [.contributor])
    /// Reads followed actions: all of them, or those that were entrusted.
    static let enter = Permission(
        "roadmap.enter", Phrase("Ouvrir une action suivie", "Open a followed action"),
        roles: read.roles.union(contribute.roles))
    /// Updates followed actions: all of them, or those that were entrusted.
    static let follow = Permission(
        "roadmap.follow", Phrase("Mettre à jour une action suivie", "Update a followed action"),
        roles: manage.roles.union(contribute.roles))

    static let all = [read, manage, contribute, enter, follow]
}

extension Access {
    /// Whether an action of a roadmap kept there can be entrusted to the person today: they hold a role that updates
    /// actions there, above, or in a member. It is asked at each reading, for a role may end after the action was given.
    func mayFollow(in lineage: Lineage) -> Bool {
        grants.contains {
            RoadmapPermissions.follow.roles.contains($0.role)
                && ($0.lineage.contains(lineage) || lineage.contains($0.lineage))
        }
    }
}
