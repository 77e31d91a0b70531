// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Planning
import TestSupport
import Testing

@testable import Roadmap

struct SolverTests {
    @Test func `CBC proves a small plan in this process`() async throws {
        let problem = try RoadmapSample.snapshot().problem
        let start = GreedyPlanner.plan(problem)
        let plan = try await InProcessSolver().solve(problem, from: start, seconds: 20) { _ in }
        #expect(plan.value >= start.value - 1e-9 && plan.bound >= plan.value - 1e-6)
        #expect(problem.violations(of: plan).isEmpty)
    }

    /// A program in the place of `carene`, to say what a child may say.
    private func child(
        _ script: String, _ body: (ChildProcessSolver) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/enfant"
            try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
            try await body(ChildProcessSolver(executable: path))
        }
    }

    private func line(_ message: SolverMessage) throws -> String {
        String(decoding: try JSONEncoder().encode(message), as: UTF8.self)
    }

    @Test func `a child's last word is the plan, unless what there was is better`() async throws {
        let problem = try RoadmapSample.snapshot().problem
        let start = GreedyPlanner.plan(problem)
        var better = start
        better.value += 1
        better.bound = better.value
        let progress = SolverProgress(value: 1, bound: 2, seconds: 1, step: .bound)
        let script = "cat > /dev/null; echo '\(try line(.progress(progress)))'; echo '\(try line(.plan(better)))'"
        try await child(script) { solver in
            let plan = try await solver.solve(problem, from: start, seconds: 5) { #expect($0 == progress) }
            #expect(plan == better)
            var best = better
            best.value += 10
            best.bound = best.value
            #expect(try await solver.solve(problem, from: best, seconds: 5) { _ in }.value == best.value)
        }
    }

    @Test(arguments: [
        "cat > /dev/null; echo n’importe quoi", "cat > /dev/null; exit 3", "kill -9 $$", "exit 0",
        #"cat > /dev/null; echo '{"refused":{"_0":{"unreadable":{}}}}'"#,
    ])
    func `a child that goes wrong is told, and the server goes on`(script: String) async throws {
        let problem = try RoadmapSample.snapshot().problem
        try await child(script) { solver in
            await #expect(throws: SolverFailure.self) {
                _ = try await solver.solve(problem, from: GreedyPlanner.plan(problem), seconds: 5) { _ in }
            }
        }
    }

    @Test func `a program that does not exist is told`() async throws {
        let problem = try RoadmapSample.snapshot().problem
        await #expect(throws: SolverFailure.self) {
            _ = try await ChildProcessSolver(executable: "/nonexistent/carene").solve(
                problem, from: GreedyPlanner.plan(problem), seconds: 5
            ) { _ in }
        }
    }

    @Test func `cancelling ends a child that would not`() async throws {
        let problem = try RoadmapSample.snapshot().problem
        try await child("cat > /dev/null; sleep 600") { solver in
            let search = Task {
                try await solver.solve(problem, from: GreedyPlanner.plan(problem), seconds: 500) { _ in }
            }
            try await Task.sleep(for: .milliseconds(200))
            search.cancel()
            await #expect(throws: (any Error).self) { _ = try await search.value }
        }
    }
}
