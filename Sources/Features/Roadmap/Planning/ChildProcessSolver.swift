// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Planning
import Subprocess

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs `carene roadmap solve` in a process of its own: CBC cannot be stopped and may crash, and neither may touch the server.
/// JSON goes in by the standard input, JSON lines come out; memory and processor time are bounded by the system (`setrlimit`,
/// through prlimit of util-linux); cancelling kills the process group.
public struct ChildProcessSolver: PlanSolving {
    private let executable: String

    /// Virtual memory: CBC's own, and what Swift reserves without using.
    static let memory = 4 << 30
    static let longestLine = 16 << 20

    /// - Parameter executable: the path of `carene`; nil for the program that runs.
    public init(executable: String? = nil) { self.executable = executable ?? Self.thisProgram }

    /// The file behind the link, since the link would mean prlimit by the time it is followed.
    private static var thisProgram: String {
        do {
            return try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        } catch {
            // No /proc here (macOS, a bare container): the name by which it was called.
            return CommandLine.arguments.first ?? "carene"
        }
    }

    public func solve(
        _ problem: PlanningProblem, from plan: Plan, seconds: Int,
        report: @escaping @Sendable (SolverProgress) -> Void
    ) async throws -> Plan {
        let limits = SolverLimits(seconds: Double(seconds)).bounded
        let request = try JSONEncoder().encode(SolverRequest(problem: problem, limits: limits))
        return try await withThrowingTaskGroup(of: Plan?.self) { group in
            group.addTask { try await execute([UInt8](request), limits, report) }
            group.addTask {
                // Between two programmes CBC does not look at the clock: some grace, then the end.
                try await Task.sleep(for: .seconds(limits.seconds + 30))
                return nil
            }
            defer { group.cancelAll() }
            guard let found = try await group.next() ?? nil else {
                throw SolverFailure("out of time")
            }
            // The child starts from its own quick plan, which may be another.
            guard found.value >= plan.value else {
                return Plan(
                    starts: plan.starts, value: plan.value, bound: min(plan.bound, max(found.bound, plan.value)),
                    origin: .optimised)
            }
            return found
        }
    }

    /// To write to a program that has ended is an error to handle, not a signal that ends the server.
    private static let brokenPipesAreErrors: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    private func execute(
        _ request: [UInt8], _ limits: SolverLimits, _ report: @escaping @Sendable (SolverProgress) -> Void
    ) async throws -> Plan? {
        Self.brokenPipesAreErrors
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(50))
        ]
        let result = try await Subprocess.run(
            .name("prlimit"),
            arguments: Arguments([
                "--as=\(Self.memory)", "--cpu=\(Int(limits.seconds) + 30)", "--core=0", "--nofile=64", "--", executable,
                "roadmap", "solve",
            ]),
            environment: .custom(["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"]),
            platformOptions: options, input: .inputWriter, output: .sequence, error: .discarded
        ) { execution in
            do throws(SubprocessError) {
                _ = try await execution.standardInputWriter.write(request)
            } catch {
                // The child ended without reading its request. Its status says why, better than this error.
            }
            // It reads everything before it says anything: the end of the request is what it waits for.
            try await execution.standardInputWriter.finish()
            var last: SolverMessage?
            for try await line in execution.standardOutput.strings(
                bufferingPolicy: .maxLineLength(Self.longestLine))
            {
                let message = try Self.message(line)
                if case .progress(let progress) = message { report(progress) } else { last = message }
            }
            return last
        }
        switch (result.closureResult, result.terminationStatus) {
        case (.plan(let plan)?, _): return plan
        case (.refused(.invalid(let faults))?, _): throw SolverFailure("\(faults.count) faults in the problem")
        case (.refused(.unreadable)?, _): throw SolverFailure("the problem could not be read")
        case (_, .exited(127)), (_, .exited(126)): throw SolverFailure("\(executable) cannot be run")
        case (_, .exited(let status)): throw SolverFailure("exit status \(status)")
        case (_, .signaled(let signal)): throw SolverFailure("signal \(signal)")
        }
    }

    private static func message(_ line: String) throws(SolverFailure) -> SolverMessage {
        do {
            return try JSONDecoder().decode(SolverMessage.self, from: Data(line.utf8))
        } catch {
            throw SolverFailure("what came is not a message")
        }
    }
}
