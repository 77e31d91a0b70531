// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// An instance of the project scheduling library (Kolisch and Sprecher, 1997).
public struct PSPLIBInstance: Sendable {
    public var name: String
    public var problem: SchedulingProblem
    public var statedHorizon: Int
    /// The length of the critical path as the file states it (“MPM-Time”), where it does.
    public var statedCriticalPath: Int?
}

/// Reads single-mode files (`.sm`): the source and the sink are activities like others, without duration.
public enum PSPLIB {
    public static let mostBytes = 4_000_000

    /// Columns are separated by blanks, never by position: numbers of three digits overflow the columns of the format.
    public static func read(_ text: String, name: String) throws(PSPLIBFault) -> PSPLIBInstance {
        try read(Array(text.utf8.prefix(mostBytes + 1)), name: name)
    }

    /// The bytes of a file, in any encoding that keeps ASCII.
    public static func read(_ bytes: [UInt8], name: String) throws(PSPLIBFault) -> PSPLIBInstance {
        if bytes.count > mostBytes { throw PSPLIBFault(line: 1, reason: .tooLarge(bytes: mostBytes)) }
        var reader = PSPLIBReader(bytes)
        let sizes = try reader.sizes()
        let criticalPath = try reader.criticalPath()
        let precedences = try reader.precedences(jobs: sizes.jobs)
        var activities = try reader.requests(jobs: sizes.jobs, resources: sizes.resources)
        let resources = try reader.availabilities(sizes.resources)
        for index in activities.indices {
            activities[index].demands = activities[index].demands.filter { $0.value > 0 }
        }
        do {
            let problem = try SchedulingProblem(activities: activities, resources: resources, precedences: precedences)
            return PSPLIBInstance(
                name: name, problem: problem, statedHorizon: sizes.horizon, statedCriticalPath: criticalPath)
        } catch {
            throw PSPLIBFault(line: reader.line, reason: .problem(error))
        }
    }
}
