// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Detection
import Documents
import Foundation
import Sigma
import Supervision
import Synchronization

/// Where the findings of a hunt go, one after the other: files for programs, counts for people.
final class HuntOutput: Sendable {
    private let rules: RuleSet
    private let lines: HuntLines
    private let state: Mutex<State>

    private struct State {
        var tally = HuntTally()
        var jsonl: LineFile?
        var csv: LineFile?
        var cells = CSVWriter()
    }

    init(jsonl: String?, csv: String?, rules: RuleSet) throws {
        self.rules = rules
        lines = HuntLines(rules)
        var state = State()
        state.jsonl = try jsonl.map { try LineFile($0) }
        state.csv = try csv.map { try LineFile($0) }
        state.cells.write(HuntLines.header)
        state.csv?.write(state.cells.take())
        self.state = Mutex(state)
    }

    func add(_ finding: Finding, _ file: String) {
        let level = rules.headline(finding.rule).level
        state.withLock { state in
            state.tally.add(finding, file, level: level)
            state.jsonl?.write(Array((lines.json(finding, file) + "\n").utf8))
            guard state.csv != nil else { return }
            state.cells.write(lines.cells(finding, file))
            state.csv?.write(state.cells.take())
        }
    }

    /// - Throws: `CommandFailure` when something could not be written: a report cut short must not pass for a whole one.
    func finish() throws -> HuntTally {
        try state.withLock { state in
            try state.jsonl?.close()
            try state.csv?.close()
            return state.tally
        }
    }
}

/// A file written line by line, through a buffer.
private struct LineFile {
    private let path: String
    private let handle: FileHandle
    private var buffer = Data()
    private var isBroken = false

    init(_ path: String) throws {
        self.path = path
        if path == "-" {
            handle = .standardOutput
            return
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandFailure("cannot write \(path): \(String(cString: strerror(errno)))") }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    mutating func write(_ line: [UInt8]) {
        buffer.append(contentsOf: line)
        if buffer.count > 1 << 16 { flush() }
    }

    private mutating func flush() {
        do {
            try handle.write(contentsOf: buffer)
        } catch {
            isBroken = true
        }
        buffer.removeAll(keepingCapacity: true)
    }

    mutating func close() throws {
        flush()
        if isBroken { throw CommandFailure("\(path) could not be written whole.") }
    }
}
