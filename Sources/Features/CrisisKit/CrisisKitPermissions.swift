// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do. The auditor has none of it: private numbers, and the order in which a hospital
/// comes back, are for those who act.
enum CrisisKitPermissions {
    static let read = Permission(
        "kit.read",
        Phrase(
            "Lire les contacts de crise, numéros privés compris, et ce que contient la mallette",
            "Read the crisis contacts, private numbers included, and what the kit holds"),
        roles: [.administrator, .securityOfficer, .director])
    static let manage = Permission(
        "kit.manage",
        Phrase(
            "Tenir les contacts, les cellules et les points de coupure, faire la mallette",
            "Keep the contacts, cells and cut-off points, make the kit"),
        roles: [.administrator, .securityOfficer])

    static let all = [read, manage]
}
