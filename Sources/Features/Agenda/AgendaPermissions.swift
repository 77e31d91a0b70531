// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum AgendaPermissions {
    /// Opens the agenda to every role; what it shows is settled duty by duty (`DutySight`).
    static let read = Permission(
        "agenda.read", Phrase("Consulter l’agenda", "Read the agenda"), roles: Set(Role.allCases))

    static let all = [read]
}
