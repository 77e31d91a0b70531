// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import Scheduling

/// The published instances, which are not part of this repository.
private enum PublishedSets {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data/psplib").standardizedFileURL
    static let arePresent = FileManager.default.fileExists(atPath: folder.appending(path: "best_known.csv").path)

    static func bestKnown() throws -> [(set: String, instance: String, makespan: Int)] {
        let text = try String(contentsOf: folder.appending(path: "best_known.csv"), encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            let cells = line.split(separator: ",").map(String.init)
            guard cells.count == 3, let makespan = Int(cells[2]) else { return nil }
            return (cells[0], cells[1], makespan)
        }
    }
}

@Suite(.enabled(if: PublishedSets.arePresent, "the PSPLIB sets are missing (../shared/data/psplib)"))
struct `The published instances` {
    @Test(arguments: ["j30", "j60"]) func `are never beaten beyond what is known, and nearly reached`(_ set: String)
        throws
    {
        var excess = 0.0
        var count = 0
        for known in try PublishedSets.bestKnown() where known.set == set {
            let file = PublishedSets.folder.appending(path: "\(set)/\(known.instance).sm")
            let instance = try PSPLIB.read([UInt8](try Data(contentsOf: file)), name: known.instance)
            let bounds = LowerBounds(instance.problem)
            #expect(bounds.criticalPath == instance.statedCriticalPath, "\(known.instance)")
            #expect(bounds.best <= known.makespan, "\(known.instance)")
            let search = ScheduleSearch(instance.problem, objective: .makespan)
            let found = try search.run(SearchLimit(schedules: 60)).schedule
            #expect(found.makespan >= known.makespan, "\(known.instance)")
            #expect(ScheduleVerifier.violations(of: found, in: instance.problem) == [])
            excess += Double(found.makespan - known.makespan) / Double(known.makespan)
            count += 1
        }
        #expect(count == 480)
        // Sixty schedules are next to nothing, and yet near.
        #expect(excess / Double(count) < 0.03)
    }
}
