// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The sections of a single-mode file, in their order.
struct PSPLIBReader {
    private let bytes: [UInt8]
    private var place = 0
    /// Where the reader stands, from 1.
    private(set) var line = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    // MARK: Sections

    mutating func sizes() throws(PSPLIBFault) -> (jobs: Int, horizon: Int, resources: Int) {
        try skip(past: "jobs (incl. supersource/sink )")
        let jobs = try numberAfterColon("the number of jobs")
        guard (1...SchedulingProblem.mostActivities).contains(jobs) else {
            throw fault(.outOfRange("the number of jobs", value: jobs))
        }
        try skip(past: "horizon")
        let horizon = try numberAfterColon("the horizon")
        try skip(past: "- renewable")
        let resources = try numberAfterColon("the number of resources")
        guard (0...SchedulingProblem.mostResources).contains(resources) else {
            throw fault(.outOfRange("the number of resources", value: resources))
        }
        try skip(past: "- nonrenewable")
        if try numberAfterColon("the number of nonrenewable resources") > 0 {
            throw fault(.unsupported("a resource that is used up"))
        }
        return (jobs, horizon, resources)
    }

    /// Absent where the header of projects is followed by no row.
    mutating func criticalPath() throws(PSPLIBFault) -> Int? {
        try skip(past: "MPM-Time")
        skipLine()
        var row: [Int] = []
        skipBlanks()
        while let byte = peek(), byte != Self.newline, byte != Self.star {
            row.append(try number("a figure of the project"))
            skipBlanks()
        }
        return row.count >= 6 ? row.last : nil
    }

    mutating func precedences(jobs: Int) throws(PSPLIBFault) -> [Precedence] {
        try skip(past: "PRECEDENCE RELATIONS:")
        skipLine()
        skipLine()
        var result: [Precedence] = []
        for job in 1...jobs {
            try expect(job, "the job")
            try expect(1, "the number of modes", orUnsupported: "a job of several modes")
            let successors = try number("a number of successors")
            guard (0...jobs).contains(successors) else {
                throw fault(.outOfRange("the number of successors", value: successors))
            }
            for _ in 0..<successors {
                let successor = try number("a successor")
                guard (1...jobs).contains(successor) else {
                    throw fault(.outOfRange("the successor", value: successor))
                }
                result.append(Precedence(before: job - 1, after: successor - 1))
                if result.count > SchedulingProblem.mostPrecedences {
                    throw fault(.problem(.tooManyPrecedences(limit: SchedulingProblem.mostPrecedences)))
                }
            }
        }
        return result
    }

    mutating func requests(jobs: Int, resources: Int) throws(PSPLIBFault) -> [Activity] {
        try skip(past: "REQUESTS/DURATIONS:")
        skipLine()
        skipLine()
        skipRule()
        var result: [Activity] = []
        for job in 1...jobs {
            try expect(job, "the job")
            try expect(1, "the mode", orUnsupported: "a job of several modes")
            let duration = try number("a duration")
            guard (0..<SchedulingProblem.timeLimit).contains(duration) else {
                throw fault(.outOfRange("the duration", value: duration))
            }
            var demands: [Int: Int] = [:]
            for resource in 0..<resources {
                let demand = try number("a demand")
                guard (0...SchedulingProblem.largestDemand).contains(demand) else {
                    throw fault(.outOfRange("the demand", value: demand))
                }
                demands[resource] = demand
            }
            result.append(Activity(name: String(job), duration: duration, demands: demands))
        }
        return result
    }

    mutating func availabilities(_ resources: Int) throws(PSPLIBFault) -> [Resource] {
        try skip(past: "RESOURCEAVAILABILITIES:")
        skipLine()
        skipLine()
        var result: [Resource] = []
        for resource in 0..<resources {
            let capacity = try number("a capacity")
            guard capacity >= 0 else { throw fault(.outOfRange("the capacity", value: capacity)) }
            result.append(Resource(name: "R \(resource + 1)", capacity: CapacityProfile(constant: capacity)))
        }
        return result
    }

    // MARK: Words and numbers

    private static let newline = UInt8(ascii: "\n")
    private static let star = UInt8(ascii: "*")

    private func fault(_ reason: PSPLIBFault.Reason) -> PSPLIBFault { PSPLIBFault(line: line, reason: reason) }

    private func peek() -> UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func advance() {
        if peek() == Self.newline { line += 1 }
        place += 1
    }

    private mutating func skipLine() {
        while let byte = peek(), byte != Self.newline { advance() }
        if peek() != nil { advance() }
    }

    private mutating func skipBlanks() {
        while let byte = peek(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") {
            advance()
        }
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte <= UInt8(ascii: " ") { advance() }
    }

    /// A line of dashes or stars under a header, where there is one.
    private mutating func skipRule() {
        skipSpace()
        if peek() == UInt8(ascii: "-") || peek() == Self.star { skipLine() }
    }

    private mutating func skip(past words: String) throws(PSPLIBFault) {
        let wanted = Array(words.utf8)
        while place + wanted.count <= bytes.count {
            if bytes[place..<(place + wanted.count)].elementsEqual(wanted) {
                for _ in wanted { advance() }
                return
            }
            advance()
        }
        while peek() != nil { advance() }
        throw fault(.missing("“\(words)”"))
    }

    private mutating func numberAfterColon(_ what: String) throws(PSPLIBFault) -> Int {
        skipBlanks()
        if peek() == UInt8(ascii: ":") { advance() }
        return try number(what)
    }

    private mutating func number(_ what: String) throws(PSPLIBFault) -> Int {
        skipSpace()
        guard peek() != nil else { throw fault(.missing(what)) }
        let began = place
        while let byte = peek(), byte > UInt8(ascii: " ") { advance() }
        let word = String(decoding: bytes[began..<place].prefix(40), as: UTF8.self)
        guard place - began <= 20, let value = Int(word) else { throw fault(.notANumber(expected: what, found: word)) }
        return value
    }

    private mutating func expect(
        _ expected: Int, _ what: String, orUnsupported unsupported: String? = nil
    ) throws(PSPLIBFault) {
        let value = try number(what)
        if value == expected { return }
        throw fault(unsupported.map { .unsupported($0) } ?? .unexpected(what, value: value))
    }
}
