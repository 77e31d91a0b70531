// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Scheduling

@Suite struct `A PSPLIB file` {
    static let sample = """
        ************************************************************************
        file with basedata            : made_for_a_test.bas
        initial value random generator: 1
        ************************************************************************
        projects                      :  1
        jobs (incl. supersource/sink ):  6
        horizon                       :  14
        RESOURCES
          - renewable                 :  2   R
          - nonrenewable              :  0   N
          - doubly constrained        :  0   D
        ************************************************************************
        PROJECT INFORMATION:
        pronr.  #jobs rel.date duedate tardcost  MPM-Time
            1      4      0        9       26        9
        ************************************************************************
        PRECEDENCE RELATIONS:
        jobnr.    #modes  #successors   successors
           1        1          2           2   3
           2        1          1           4
           3        1          1           5
           4        1          1           6
           5        1          1           6
           6        1          0
        ************************************************************************
        REQUESTS/DURATIONS:
        jobnr. mode duration  R 1  R 2
        ------------------------------------------------------------------------
          1      1     0       0    0
          2      1     4       2    0
          3      1     3       1  112
          4      1     5       0   12
          5      1     2       2  100
          6      1     0       0    0
        ************************************************************************
        RESOURCEAVAILABILITIES:
          R 1  R 2
            2  112
        ************************************************************************

        """

    @Test func `is read by blanks, whatever the columns`() throws {
        for text in [
            Self.sample, Self.sample.replacing("\n", with: "\r\n"), Self.sample.replacing("  ", with: "\t "),
            Self.sample.replacing("-----", with: ""),
        ] {
            let instance = try PSPLIB.read(text, name: "made")
            #expect(instance.name == "made")
            #expect(instance.statedHorizon == 14)
            #expect(instance.statedCriticalPath == 9)
            let problem = instance.problem
            #expect(problem.activities.map(\.duration) == [0, 4, 3, 5, 2, 0])
            #expect(problem.activities[2].demands == [0: 1, 1: 112])
            #expect(problem.resources.map { $0.capacity.capacity(at: 3) } == [2, 112])
            #expect(problem.precedences.count == 6)
            #expect(LowerBounds(problem).criticalPath == 9)
            let found = try ScheduleSearch(problem).run(.init(schedules: 100))
            #expect(found.schedule.makespan == SmallPlans.best(problem, .makespan)?.makespan)
        }
    }

    /// What is replaced, by what, and the line that is then complained about.
    static let changes: [(String, String, Int)] = [
        ("):  6", "):  0", 6), ("):  6", "):  99999", 6), ("):  6", "):  -3", 6),
        ("):  6", "):  99999999999999999999", 6),
        ("):  6", "):  six", 6), ("renewable                 :  2", "renewable                 :  999", 9),
        ("nonrenewable              :  0", "nonrenewable              :  2", 10), ("horizon", "horizont", 7),
        ("2   3\n", "2   7\n", 19), ("2   3\n", "2   0\n", 19), ("2   3\n", "2   x\n", 19),
        ("1          2 ", "1          9 ", 19), ("   4        1          1 ", "   4        3          1 ", 22),
        ("  3      1     3", "  4      1     3", 31), ("  3      1     3", "  3      1    -3", 31),
        ("  3      1     3", "  3      1     3000000", 31), ("1  112", "1  -12", 31), ("1  112", "1  1.5", 31),
        ("1  112", "1  113", 39), ("2  112", "2", 38), ("2  112", "2  -4", 37),
        ("5        1          1           6", "5        1          1           3", 37),
    ]

    @Test(arguments: changes.indices) func `that is wrong says on which line`(_ index: Int) {
        let (from, to, line) = Self.changes[index]
        let text = Self.sample.replacing(from, with: to, maxReplacements: 1)
        #expect(text != Self.sample)
        #expect {
            try PSPLIB.read(text, name: "made")
        } throws: { error in
            guard let fault = error as? PSPLIBFault else { return false }
            #expect(!"\(fault)".isEmpty)
            // A problem is told at the end of what was read; elsewhere the very line is named.
            return abs(fault.line - line) <= (index >= 18 ? 3 : 0)
        }
    }

    @Test func `cut anywhere or with any byte changed ends in a sentence or in a plan`() {
        let bytes = Array(Self.sample.utf8)
        for length in bytes.indices {
            let read = try? PSPLIB.read(Array(bytes[..<length]), name: "cut")
            // Without its last line of stars the file is whole.
            if length < bytes.count - 75 { #expect(read == nil, "\(length)") }
        }
        for index in bytes.indices {
            for byte in [0x20, 0x2D, 0x39] as [UInt8] where index % 2 == Int(byte) % 2 {
                var changed = bytes
                changed[index] = byte
                guard let read = try? PSPLIB.read(changed, name: "changed"), index % 40 == 0 else { continue }
                _ = try? firstPlan(read.problem)
            }
        }
    }

    @Test func `that is too large or empty is refused`() {
        #expect(throws: PSPLIBFault(line: 1, reason: .tooLarge(bytes: PSPLIB.mostBytes))) {
            try PSPLIB.read(String(repeating: "*", count: PSPLIB.mostBytes + 1), name: "")
        }
        #expect(throws: PSPLIBFault.self) { try PSPLIB.read("", name: "") }
    }
}
