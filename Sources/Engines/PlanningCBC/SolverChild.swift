// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import Planning

/// What the child process of the solver does: one request in, lines of JSON out.
public enum SolverChild {
    /// Reads a `SolverRequest` and writes one `SolverMessage` a line: progress, then the plan or a refusal, always
    /// last.
    public static func run(input: [UInt8], output: (String) -> Void) {
        let encoder = JSONEncoder()
        // The same input gives the same bytes, which eases comparing runs.
        encoder.outputFormatting = [.sortedKeys]
        func send(_ message: SolverMessage) {
            // A message is numbers and known words; bounds are finite by construction: encoding has nothing to refuse.
            guard let data = try? encoder.encode(message) else { return }
            output(String(decoding: data, as: UTF8.self))
        }
        guard let request = try? JSONDecoder().decode(SolverRequest.self, from: Data(input)) else {
            send(.refused(.unreadable))
            return
        }
        do {
            let plan = try CBCPlanner.plan(request.problem, limits: request.limits) { send(.progress($0)) }
            send(.plan(plan))
        } catch {
            send(.refused(.invalid(error.faults)))
        }
    }
}
