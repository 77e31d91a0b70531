// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

@testable import Identity

/// Organisations and grants made up for tests without a database: a place is the path of child numbers from the root.
enum Sample {
    static let today = Day(daysSinceEpoch: 20_000)
    static let account = Account.ID.make(at: Instant(millisecondsSinceEpoch: 1))

    /// Always the same identifier for the same path.
    static func organisation(_ path: [Int]) -> Organisation.ID {
        let text = Hexadecimal.text(of: path.map { UInt8(truncatingIfNeeded: $0 + 1) })
        let digits = Array(text + String(repeating: "0", count: max(0, 32 - text.count)))
        let groups = [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
        return Organisation.ID(stored: groups.map { String($0) }.joined(separator: "-"))
    }

    static func lineage(_ path: [Int]) -> Lineage {
        Lineage(stored: (0...path.count).map { organisation(Array(path.prefix($0))).text + "/" }.joined())
    }

    static func grant(_ role: Role, _ path: [Int], until: Day? = nil) -> Grant {
        Grant(
            role: role, organisation: organisation(path), organisationName: "\(path)", lineage: lineage(path),
            until: until)
    }

    static func access(_ grants: [(Role, [Int])]) -> Access {
        Access(account: account, name: "Claire Morel", grants: grants.map { grant($0.0, $0.1) }, today: today)
    }
}
