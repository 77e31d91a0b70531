// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Foundation
import Persistence

/// What a command says: results on standard output, everything else on standard error, progress only to a terminal.
enum Terminal {
    static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    static func printOut(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    static let isInteractive = isatty(2) == 1

    /// Rewrites one line with how far the work is; silent in a pipe.
    static func progress(_ text: String) {
        guard isInteractive else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }

    static func endProgress() {
        guard isInteractive else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }

    /// The same for work that waits for nothing.
    static func report(_ work: () throws -> Void) throws {
        do {
            try work()
        } catch let failure as CommandFailure {
            endProgress()
            say("carene: \(failure.message)")
            throw ExitCode(failure.code)
        }
    }

    /// Runs a command's work and turns a failure into its sentence and exit code.
    static func run(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let failure as CommandFailure {
            endProgress()
            say("carene: \(failure.message)")
            throw ExitCode(failure.code)
        } catch let error as DatabaseError {
            // In the midst of the work: the disk filled up, the server went away, a page is damaged.
            let failure = CommandFailure(midway: error)
            endProgress()
            say("carene: \(failure.message)")
            throw ExitCode(failure.code)
        }
    }
}
