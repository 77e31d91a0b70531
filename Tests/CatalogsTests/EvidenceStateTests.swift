// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

@Suite struct EvidenceStateTests {
    @Test func `lets proofs speak before answers, and shows where they differ`() throws {
        let day = try Evidence.day("2026-01-10")
        let (near, far) = (try Evidence.day("2026-03-11"), try Evidence.day("2026-03-12"))
        let past = try Evidence.day("2025-12-31")
        let (none, no, partly, yes) = (Response.unanswered, Response.level(0), Response.level(1), Response.level(2))
        let rows: [(EvidenceStanding, Response, RequirementState, RequirementState.Difference?)] = [
            (.holds(until: nil), none, .proven, nil),
            (.holds(until: nil), yes, .proven, nil),
            (.holds(until: nil), partly, .proven, .provenButAnsweredLess),
            (.holds(until: nil), no, .proven, .provenButAnsweredLess),
            (.holds(until: nil), .notApplicable, .notApplicable, .setAsideButProven),
            (.holds(until: far), yes, .proven, nil),
            (.holds(until: near), yes, .expiring(near), nil),
            (.holds(until: day), no, .expiring(day), .provenButAnsweredLess),
            (.lapsed(on: past), none, .expired(past), nil),
            (.lapsed(on: past), yes, .expired(past), .answeredButLapsed),
            (.lapsed(on: past), partly, .expired(past), nil),
            (.lapsed(on: past), .notApplicable, .notApplicable, nil),
            (.partial(0.5), none, .partial, nil),
            (.partial(0.5), no, .partial, nil),
            (.partial(0.5), yes, .partial, .answeredButPartlyProven),
            (.partial(0.5), .notApplicable, .notApplicable, nil),
            (.missing, none, .open, nil),
            (.missing, no, .notMet, nil),
            (.missing, partly, .partial, nil),
            (.missing, yes, .declared, nil),
            (.missing, .notApplicable, .notApplicable, nil),
            (.missing, .level(7), .open, nil),
            (.holds(until: nil), .level(7), .proven, nil),
        ]
        for (standing, response, state, difference) in rows {
            let found = RequirementState.of(
                response, reading: RequirementReading(standing: standing, rule: nil, coverage: nil),
                scale: .compliance, on: day)
            #expect(found.state == state, "\(standing) \(response)")
            #expect(found.difference == difference, "\(standing) \(response)")
        }
    }

    @Test func `takes the best score of a scale for entirely`() throws {
        let scale = try #require(
            Scale(levels: [
                .init(value: 1, title: "Un", score: 0), .init(value: 2, title: "Deux", score: 0.4),
                .init(value: 3, title: "Trois", score: 0.8), .init(value: 4, title: "Quatre", score: 0.8),
            ]))
        let nothing = RequirementReading(standing: .missing, rule: nil, coverage: nil)
        let day = try Evidence.day("2026-01-10")
        let states = (1...4).map {
            RequirementState.of(.level($0), reading: nothing, scale: scale, on: day).state
        }
        #expect(states == [.notMet, .partial, .declared, .declared])
    }

    @Test func `says how soon is soon`() throws {
        let (day, end) = (try Evidence.day("2026-01-10"), try Evidence.day("2026-01-20"))
        let reading = RequirementReading(standing: .holds(until: end), rule: nil, coverage: nil)
        func state(_ soon: Int) -> RequirementState {
            RequirementState.of(.unanswered, reading: reading, scale: .compliance, on: day, soon: soon).state
        }
        #expect(state(10) == .expiring(end))
        #expect(state(9) == .proven)
    }

    /// The timing, when it was last done, when it is due next, seen from 10 January 2026.
    @Test(
        arguments: [
            ("P1Y", nil, "2026-01-10"), ("P1Y", "2025-06-30", "2026-06-30"), ("P1Y", "2024-02-29", "2025-02-28"),
            ("P1M", "2026-01-31", "2026-02-28"), ("P1Y", "2026-03-01", "2027-03-01"),
            ("P1Y", "9999-06-01", "9999-12-31"),
        ] as [(String, String?, String)])
    func `comes back one period after it was last done`(_ every: String, _ last: String?, _ due: String) throws {
        let deadline = Deadline(title: "Revue", timing: .every(try #require(Period(every))))
        let next = deadline.next(after: try last.map { try Evidence.day($0) }, from: try Evidence.day("2026-01-10"))
        #expect(next.description == due)
    }

    @Test func `is due once on its last day`() throws {
        let (first, last) = (try Evidence.day("2025-09-02"), try Evidence.day("2025-10-31"))
        let day = try Evidence.day("2026-01-10")
        #expect(Deadline(title: "T", timing: .on(first)).next(after: day, from: day) == first)
        #expect(Deadline(title: "T", timing: .window(from: first, to: last)).next(after: nil, from: day) == last)
    }
}
