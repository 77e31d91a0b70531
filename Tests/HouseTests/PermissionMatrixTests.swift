// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Identity
import Markup
import TestSupport
import Testing

@testable import SelfAssessment
@testable import Site

/// Who gets which status on which route, inside the group and outside it. The golden file is read by a person whenever it
/// changes: that is the review of every permission.
@Suite("Permission matrix", .serialized)
struct PermissionMatrixTests {
    @Test(arguments: TestEngine.available)
    func `every route answers every role as the golden matrix says`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            for position in Demonstration.Position.allCases {
                #expect(test.isSignedIn(position), "\(position) could not sign in")
            }
            test.stage.rehearse(true)
            let fixtures = [try await Fixture.inside(test), try await Fixture.outside(test)]
            var lines = [header]
            for route in test.house.routes {
                let pattern = route.pattern.text
                var cells: [String] = []
                for position in [nil] + Demonstration.Position.allCases.map(Optional.some) {
                    var statuses: [String] = []
                    for fixture in fixtures {
                        let path = try #require(fixture.path(of: pattern), "no value for a parameter of \(pattern)")
                        let answer = try await test.ask(route.method, path, as: position)
                        await test.house.jobs.settled()
                        #expect(
                            answer.status < 500,
                            "\(route.method.rawValue) \(path) as \(position.map(\.rawValue) ?? "visitor")")
                        statuses.append(String(answer.status))
                    }
                    cells.append(statuses[0] == statuses[1] ? statuses[0] : statuses.joined(separator: "/"))
                }
                lines.append(([route.method.rawValue, pattern] + cells).joined(separator: "\t"))
            }
            let difference = try SnapshotText.difference(lines.joined(separator: "\n") + "\n", named: "permissions.tsv")
            #expect(difference == nil)
        }
    }

    private var header: String {
        (["method", "route", "visitor"] + Demonstration.Position.allCases.map(\.rawValue)).joined(separator: "\t")
            + "\t(inside the group/clinic outside)"
    }

    @Test func `every permission that a route asks for is declared by a feature`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let declared = Set(test.house.features.flatMap(\.permissions) + SitePermissions.all)
            for route in test.house.routes {
                if case .holding(let permission) = route.gate {
                    #expect(declared.contains(permission), "\(route.pattern.text) asks for \(permission.id)")
                }
            }
        }
    }
}

extension JobBoard {
    /// Until nothing is under way: what one row started must not refuse the next ones for want of a place.
    fileprivate func settled() async {
        for task in tasks.values { await task.value }
    }
}
