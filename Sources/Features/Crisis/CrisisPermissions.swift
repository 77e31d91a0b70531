// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum CrisisPermissions {
    static let read = Permission(
        "crisis.read", Phrase("Lire les incidents et les crises", "Read incidents and crises"),
        roles: [.administrator, .securityOfficer, .director, .auditor, .contributor])
    /// At three in the morning the first to see it declares it.
    static let act = Permission(
        "crisis.act",
        Phrase("Déclarer un incident et cocher les fiches réflexes", "Declare an incident and tick the reflex sheets"),
        roles: [.administrator, .securityOfficer, .director, .contributor])
    static let manage = Permission(
        "crisis.manage",
        Phrase(
            "Qualifier un incident, tenir la crise, ses horloges et l’isolement",
            "Qualify an incident, hold the crisis, its clocks and the isolation"),
        roles: [.administrator, .securityOfficer, .director])
    static let observe = Permission(
        "crisis.observe",
        Phrase("Lire l’observatoire des incidents, sans nom", "Read the observatory of incidents, without names"),
        roles: [.administrator, .securityOfficer, .director, .auditor, .regionalOfficer, .nationalOfficer])

    static let all = [read, act, manage, observe]
}
