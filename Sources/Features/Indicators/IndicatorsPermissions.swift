// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

enum IndicatorsPermissions {
    static let read = Permission(
        "indicators.read",
        Phrase(
            "Lire les indicateurs de compromission et ce qui en a été vu",
            "Read the indicators of compromise and what was seen of them"),
        roles: [.administrator, .securityOfficer, .director, .auditor])
    static let manage = Permission(
        "indicators.manage",
        Phrase(
            "Tenir les indicateurs de compromission, les reprendre, les transmettre et les chercher",
            "Keep the indicators of compromise, take them in, pass them on and look for them"),
        roles: [.administrator, .securityOfficer])

    static let all = [read, manage]
}
