// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Subprocess

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One run of a fixed Python program, held within limits: its own process group, killed as a whole when time passes or
/// the task is cancelled; no environment of ours; memory and processor time bounded by the system (`setrlimit`, through
/// prlimit of util-linux).
struct PythonProcess: Sendable {
    enum Ending: Sendable, Hashable {
        /// The program ended by itself, with this status and this output.
        case exited(Int32, [UInt8])
        /// A signal ended it: the limit of processor time, or a library that found no memory.
        case killed(signal: Int32)
        case outOfTime
    }

    static let processorTimePassed = SIGXCPU

    let python: String
    let limits: PrintingLimits

    func run(_ program: String, arguments: [String], input: [UInt8]) async throws(PrintingError) -> Ending {
        do {
            return try await withThrowingTaskGroup(of: Ending.self) { group in
                group.addTask { try await execute(program, arguments, input) }
                group.addTask {
                    try await Task.sleep(for: limits.time)
                    return .outOfTime
                }
                // What is left of the two ends before the group does: no process outlives its page.
                defer { group.cancelAll() }
                return try await group.next() ?? .outOfTime
            }
        } catch let error as PrintingError {
            throw error
        } catch {
            throw Task.isCancelled ? .cancelled : Self.explained(error)
        }
    }

    /// To write to a program that has ended is an error to handle, not a signal that ends the server. NIO asks the same
    /// of the system when it opens its first socket.
    private static let brokenPipesAreErrors: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    private func execute(_ program: String, _ arguments: [String], _ input: [UInt8]) async throws -> Ending {
        Self.brokenPipesAreErrors
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(50))
        ]
        let seconds = Int(limits.time.components.seconds.clamped(to: 1...86_400))
        let result = try await Subprocess.run(
            .name("prlimit"),
            arguments: Arguments(
                [
                    "--as=\(limits.memory)", "--cpu=\(seconds + 1)", "--core=0", "--nofile=64", "--", python,
                    // Isolated: neither PYTHON… variables nor the user's or the working directory's modules.
                    "-I", "-B", "-c", program,
                ] + arguments),
            // A home that does not exist: no font, setting or module that somebody left there is read.
            environment: .custom(["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"]),
            platformOptions: options, input: .inputWriter, output: .bytes(limit: limits.document), error: .discarded
        ) { execution in
            do throws(SubprocessError) {
                _ = try await execution.standardInputWriter.write(input)
            } catch {
                // The program ended without reading its input. Its status says why, better than this error.
            }
        }
        switch result.terminationStatus {
        case .exited(let status): return .exited(status, result.standardOutput)
        case .signaled(let signal): return .killed(signal: signal)
        }
    }

    private static func explained(_ error: any Error) -> PrintingError {
        switch (error as? SubprocessError)?.code {
        case SubprocessError.Code.executableNotFound?: .notInstalled
        case SubprocessError.Code.outputLimitExceeded?: .tooBig
        default: .failed("\(error)")
        }
    }
}

extension Comparable {
    fileprivate func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}
