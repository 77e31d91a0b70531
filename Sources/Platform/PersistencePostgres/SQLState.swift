// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

/// PostgreSQL's error codes (PostgreSQL documentation, appendix A) as the house's cases.
enum SQLState {
    static func kind(of state: String) -> DatabaseError.Kind {
        switch state {
        case "23505": return .duplicate
        case "23503": return .brokenReference
        case "53100": return .diskFull
        case "25006", "42501": return .readOnly
        case "40001", "40P01", "55P03": return .conflict
        case "XX001", "XX002": return .corrupt
        default: break
        }
        return switch state.prefix(2) {
        case "23", "22": .refusedValue
        case "08", "57", "53", "28", "3D": .unavailable
        default: .other
        }
    }
}
