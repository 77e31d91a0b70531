// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// Who follows a campaign sees that an exercise is planned, was played and counts; nothing of what it showed.
enum CampaignPermissions {
    static let read = Permission(
        "exercises.campaign", Phrase("Suivre les campagnes d’exercices", "Follow the exercise campaigns"),
        roles: [.administrator, .securityOfficer, .director, .auditor, .regionalOfficer, .nationalOfficer])

    static let all = [read]
}
