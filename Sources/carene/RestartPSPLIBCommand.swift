// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Foundation
import Scheduling

/// Schedules instances of the project scheduling library: how good the engine is, on problems that everyone knows.
struct RestartPSPLIBCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "psplib",
        abstract: "Schedule instances of PSPLIB (single mode, .sm) and print their makespans.",
        discussion: """
            Prints for each instance the makespan found, the length of the critical path, the best lower bound and the \
            seconds taken. A makespan equal to its lower bound is proven the least. Instances are solved one after \
            another in the natural order of their names; threads work together on each.
            """)

    @Argument(help: ArgumentHelp("Files, or folders of .sm files.", valueName: "dir|file"))
    var sources: [String]
    @Option(help: "Schedules tried for each instance (5000 when there is no limit of time either).")
    var schedules: Int?
    @Option(help: "Seconds for each instance.")
    var seconds: Double?
    @Option(help: "Threads, all on the same instance.") var threads = 1
    @Option(help: "Another seed gives other schedules; the same one always the same.") var seed: UInt64 = 1
    @Flag(help: "Print comma-separated values.") var csv = false

    func validate() throws {
        if let schedules, schedules < 1 { throw ValidationError("--schedules takes a number of at least 1.") }
        if let seconds, !(seconds > 0 && seconds <= 1e6) {
            throw ValidationError("--seconds takes a number above 0 and up to 1000000.")
        }
        if !(1...64).contains(threads) { throw ValidationError("--threads takes a number from 1 to 64.") }
    }

    func run() async throws {
        try await Terminal.run {
            var failed = 0
            let files = sources.flatMap { PSPLIBFiles.found(at: $0) }
            let table = MakespanTable(names: files.map(PSPLIBFiles.name), isCSV: csv)
            Terminal.printOut(table.header)
            for file in files {
                do throws(UnreadInstance) {
                    Terminal.printOut(table.row(try solve(file)))
                } catch {
                    failed += 1
                    Terminal.say("\(file):\(error.line): \(error.reason)")
                }
            }
            if failed > 0 { throw ExitCode(1) }
            if files.isEmpty { throw CommandFailure("there is no .sm file in \(sources.joined(separator: ", ")).") }
        }
    }

    private func solve(_ file: String) throws(UnreadInstance) -> MakespanTable.Row {
        let name = PSPLIBFiles.name(file)
        guard let bytes = PSPLIBFiles.bytes(of: file) else { throw UnreadInstance(line: 1, reason: "cannot be read") }
        do {
            let instance = try PSPLIB.read(bytes, name: name)
            let clock = ContinuousClock()
            let began = clock.now
            let end = seconds.map { began + .seconds($0) }
            let limit = SearchLimit(schedules: schedules ?? (seconds == nil ? 5_000 : nil))
            let found = try ScheduleSearch(instance.problem, objective: .makespan, seed: seed, threads: threads)
                .run(limit, shouldStop: { end.map { clock.now >= $0 } ?? false })
            return MakespanTable.Row(
                name: name, makespan: found.schedule.makespan,
                criticalPath: LowerBounds(instance.problem).criticalPath, lowerBound: found.lowerBound,
                time: clock.now - began)
        } catch let fault as PSPLIBFault {
            throw UnreadInstance(line: fault.line, reason: "\(fault.reason)")
        } catch {
            throw UnreadInstance(line: 1, reason: "\(error)")
        }
    }
}

private struct UnreadInstance: Error {
    let line: Int
    let reason: String
}

private enum PSPLIBFiles {
    /// The file itself, or the instances of a folder in natural order: number 2 before number 10.
    static func found(at source: String) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: source, isDirectory: &isFolder), isFolder.boolValue else {
            return [source]
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: source)) ?? []
        return names.filter { $0.lowercased().hasSuffix(".sm") }
            .sorted { one, other in
                let order = one.compare(other, options: [.numeric, .caseInsensitive])
                return order == .orderedSame ? one < other : order == .orderedAscending
            }
            .map { source.hasSuffix("/") ? source + $0 : source + "/" + $0 }
    }

    static func name(_ file: String) -> String {
        let last = file.split(separator: "/").last.map(String.init) ?? file
        return last.lowercased().hasSuffix(".sm") ? String(last.dropLast(3)) : last
    }

    /// One more than are allowed at the most: whatever is behind the name, memory holds it.
    static func bytes(of file: String) -> [UInt8]? {
        guard let handle = FileHandle(forReadingAtPath: file) else { return nil }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: PSPLIB.mostBytes + 1) else { return nil }
        return [UInt8](data)
    }
}

private struct MakespanTable {
    let names: [String]
    let isCSV: Bool

    struct Row {
        let name: String
        let makespan: Int
        let criticalPath: Int
        let lowerBound: Int
        let time: Duration
    }

    var header: String {
        let columns = ["instance", "makespan", "critical_path", "lower_bound", "seconds"]
        return isCSV ? columns.joined(separator: ",") : aligned(columns)
    }

    func row(_ row: Row) -> String {
        let parts = row.time.components
        let seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
        let cells = [
            row.name, String(row.makespan), String(row.criticalPath), String(row.lowerBound),
            String(format: "%.4f", seconds),
        ]
        if !isCSV { return aligned(cells) }
        return ([quoted(row.name)] + cells.dropFirst()).joined(separator: ",")
    }

    private func quoted(_ text: String) -> String {
        text.contains { ",\"\n\r".contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }

    private func aligned(_ cells: [String]) -> String {
        let width = max(8, names.map(\.count).max() ?? 0)
        let name = cells[0] + String(repeating: " ", count: max(0, width - cells[0].count))
        let figures = zip(cells.dropFirst(), [10, 15, 13, 10]).map { cell, width in
            String(repeating: " ", count: max(1, width - cell.count)) + cell
        }
        return name + figures.joined()
    }
}
