// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Testing

@Suite struct PlayTests {
    private static func clock(_ events: (Int64, PlayClock.Gesture)...) -> PlayClock {
        PlayClock(events.map { PlayClock.Event(at: $0.0 * 1000, $0.1) })
    }

    @Test func `Time stands still while it is paused`() {
        let clock = Self.clock((100, .start), (160, .pause), (500, .resume))
        #expect(clock.seconds(at: 510_000) == 70)
        #expect(clock.state == .running)
    }

    @Test func `A faster clock goes by in proportion, from the moment it is made faster`() {
        let clock = Self.clock((0, .start), (60, .speed(60)))
        #expect(clock.seconds(at: 61_000) == 120)
        #expect(clock.wall(reaching: 3660, from: 61_000) == 120_000)
    }

    @Test func `A shift moves the play, never before its start`() {
        #expect(Self.clock((0, .start), (10, .shift(300))).seconds(at: 20_000) == 320)
        #expect(Self.clock((0, .start), (10, .shift(-300))).seconds(at: 20_000) == 10)
    }

    @Test func `Gestures that cannot be change nothing`() {
        let clock = Self.clock((0, .resume), (1, .start), (2, .start), (3, .pause), (4, .pause), (5, .speed(900)))
        #expect(clock.state == .paused)
        #expect(clock.seconds(at: 99_000) == 2)
        #expect(clock.speed == 60)
        #expect(Self.clock((0, .start), (10, .end), (20, .resume), (30, .shift(60))).seconds(at: 40_000) == 10)
    }

    @Test func `A clock on the wall that jumps does not turn the play back`() {
        let clock = Self.clock((1000, .start), (400, .pause), (300, .resume))
        #expect(clock.seconds(at: 0) == 0)
        #expect(PlayClock([.init(at: .min / 2, .start)]).seconds(at: .max / 2) == PlayClock.longest)
        #expect(PlayClock([.init(at: 0, .start), .init(at: 1, .shift(.max))]).seconds(at: 2) == PlayClock.longest)
        #expect(PlayClock([.init(at: 0, .start), .init(at: 1, .shift(.min))]).seconds(at: 2) == 0)
    }

    /// Whatever is pressed in whatever order, the play never goes back by itself and never leaves its bounds.
    @Test func `Between gestures the play only goes forward`() {
        var generator = Steady(seed: 7)
        for _ in 0..<300 {
            var events: [PlayClock.Event] = []
            var at: Int64 = 0
            for _ in 0..<12 {
                at += Int64.random(in: -50...4000, using: &generator)
                let gestures: [PlayClock.Gesture] = [
                    .start, .pause, .resume, .shift(Int.random(in: -900...900, using: &generator)),
                    .speed(Int.random(in: 0...70, using: &generator)), .end,
                ]
                events.append(.init(at: at, gestures[Int.random(in: 0..<(at < 9000 ? 5 : 6), using: &generator)]))
            }
            let clock = PlayClock(events)
            let times = (0..<20).map { clock.seconds(at: at + $0 * 700) }
            #expect(times == times.sorted())
            #expect(times.allSatisfy { (0...PlayClock.longest).contains($0) })
            #expect(PlayClock(events) == clock)
        }
    }

    // MARK: Timeline

    @Test func `What is late, next, awaited and in reserve`() throws {
        let injects = try Sample.scenario().injects
        let start = Timeline(injects, []).standing(at: 0)
        #expect(start.late.map(\.inject.id) == ["s01"])
        #expect(start.next.map(\.inject.id) == ["s02"])
        #expect(start.reserve.map(\.id) == ["r01"])
        let later = Timeline(injects, [.sent("s01", at: 60)]).standing(at: 700)
        #expect(later.awaited.map(\.deadline) == [660])
        #expect(later.overdue(at: 700).count == 1)
        #expect(later.proposals.isEmpty)
    }

    @Test func `A branch is proposed when the reaction does not come, and goes away when it does`() throws {
        let injects = try Sample.scenario().injects
        var facts: [Timeline.Fact] = [.sent("s01", at: 60)]
        #expect(Timeline(injects, facts).standing(at: 959).proposals.isEmpty)
        let proposed = Timeline(injects, facts).standing(at: 960).proposals
        #expect(proposed.map(\.next.id) == ["r01"])
        #expect(proposed.map(\.since) == [960])
        #expect(Timeline(injects, facts + [.skipped("r01", at: 970)]).standing(at: 990).proposals.isEmpty)
        #expect(
            Timeline(injects, facts + [.missed("s01", expectation: 1, at: 970)]).standing(at: 990).proposals.count == 1)
        facts.append(.met("s01", expectation: 1, at: 970))
        #expect(Timeline(injects, facts).standing(at: 5000).proposals.isEmpty)
    }

    @Test func `An inject of which nothing is expected branches when nobody acknowledged it`() {
        let injects = [
            Inject(
                id: "a", at: 0, to: "care", channel: .mail, title: "A", branches: [.init(ifNotDoneBy: 5, then: "b")]),
            Inject(id: "b", degree: .reserve, to: "care", channel: .mail, title: "B"),
        ]
        #expect(Timeline(injects, [.sent("a", at: 0)]).standing(at: 300).proposals.count == 1)
        #expect(Timeline(injects, [.sent("a", at: 0), .acknowledged("a", at: 9)]).standing(at: 300).proposals.isEmpty)
    }

    @Test func `A reserve that is placed is on the timeline, and a delayed inject comes at its new time`() throws {
        let injects = try Sample.scenario().injects
        let standing = Timeline(injects, [.delayed("r01", to: 600), .delayed("s01", to: 700)]).standing(at: 650)
        #expect(standing.late.map(\.inject.id) == ["r01"])
        #expect(standing.next.map(\.inject.id) == ["s01", "s02"])
        #expect(standing.reserve.isEmpty)
    }

    /// Each inject is in exactly one place, and facts about unknown ones change nothing.
    @Test func `Nothing is lost and nothing is counted twice`() throws {
        var generator = Steady(seed: 3)
        for _ in 0..<300 {
            let injects = (0..<20).map { index in
                Inject(
                    id: "i\(index)", at: index % 5 == 0 ? nil : Int.random(in: 0...60, using: &generator),
                    degree: index % 5 == 0 ? .reserve : .main, to: "care", channel: .mail, title: "x",
                    expected: index % 3 == 0 ? [] : [.init(text: "y", within: 5)],
                    branches: [.init(ifNotDoneBy: 3, then: "i\((index * 7 + 1) % 23)")])
            }
            let facts: [Timeline.Fact] = (0..<30).map { _ in
                let id = "i\(Int.random(in: 0..<24, using: &generator))"
                let at = Int.random(in: 0...4000, using: &generator)
                let all: [Timeline.Fact] = [
                    .sent(id, at: at), .skipped(id, at: at), .delayed(id, to: at), .acknowledged(id, at: at),
                    .met(id, expectation: 1, at: at), .missed(id, expectation: 1, at: at),
                ]
                return all[Int.random(in: 0..<6, using: &generator)]
            }
            let now = Int.random(in: 0...4000, using: &generator)
            let standing = Timeline(injects, facts).standing(at: now)
            let waiting = standing.late.map(\.inject.id) + standing.next.map(\.inject.id) + standing.reserve.map(\.id)
            #expect(Set(waiting).count == waiting.count)
            #expect(waiting.count + standing.sent + standing.skipped == injects.count)
            #expect(standing.late.allSatisfy { $0.at <= now })
            #expect(standing.next.allSatisfy { $0.at > now })
            #expect(standing.proposals.allSatisfy { waiting.contains($0.next.id) && $0.since <= now })
            #expect(Set(standing.proposals.map(\.next.id)).count == standing.proposals.count)
        }
    }
}

/// SplitMix64: the same numbers each time.
struct Steady: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
