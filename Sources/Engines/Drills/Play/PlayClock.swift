// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The clock of a play: what its gestures make of it. It can be stopped, pushed forward or back, and made to run faster, so
/// that a night is rehearsed in an hour. Times on the wall are milliseconds since 1970, times of play are seconds.
public struct PlayClock: Sendable, Hashable {
    public enum Gesture: Sendable, Hashable {
        case start
        case pause
        case resume
        /// Seconds of play, forward or back. Never before the start.
        case shift(Int)
        /// How many seconds of play go by in a second.
        case speed(Int)
        case end
    }

    public struct Event: Sendable, Hashable {
        public let at: Int64
        public let gesture: Gesture

        public init(at: Int64, _ gesture: Gesture) {
            self.at = at
            self.gesture = gesture
        }
    }

    public enum State: Sendable, Hashable {
        case notStarted, running, paused, ended
    }

    public static let speeds = 1...60
    /// Two weeks and a day: nothing plays longer, and no sum of seconds overflows.
    public static let longest = 15 * 86_400

    public private(set) var state = State.notStarted
    public private(set) var speed = 1
    /// Seconds of play when the last gesture was made.
    private var elapsed = 0
    /// What was left of a second of play then, in thousandths.
    private var rest = 0
    /// On the wall, of the last gesture.
    private var mark: Int64 = 0

    /// What cannot be (a pause of what does not run, a time before the last one) changes nothing: two people press the same
    /// button, and a server's clock is set back.
    public init(_ events: [Event]) {
        for event in events { apply(event) }
    }

    private mutating func apply(_ event: Event) {
        let now = state == .notStarted ? event.at : max(event.at, mark)
        if state == .running { (elapsed, rest) = reached(at: now) }
        switch event.gesture {
        case .start: if state == .notStarted { state = .running }
        case .pause: if state == .running { state = .paused }
        case .resume: if state == .paused { state = .running }
        case .shift(let seconds):
            guard state == .running || state == .paused else { break }
            let moved = elapsed + min(max(seconds, -Self.longest), Self.longest)
            elapsed = min(max(moved, 0), Self.longest)
        case .speed(let wanted):
            if state != .ended { speed = min(max(wanted, Self.speeds.lowerBound), Self.speeds.upperBound) }
        case .end: if state != .notStarted { state = .ended }
        }
        mark = now
    }

    private func reached(at now: Int64) -> (seconds: Int, rest: Int) {
        // A wall clock further away than the longest play is a fault of the wall clock.
        let passed = min(max(now - mark, 0), Int64(Self.longest) * 1000)
        let total = passed * Int64(speed) + Int64(rest)
        let seconds = elapsed + Int(total / 1000)
        return seconds >= Self.longest ? (Self.longest, 0) : (seconds, Int(total % 1000))
    }

    /// Seconds of play at a time on the wall.
    public func seconds(at now: Int64) -> Int {
        state == .running ? reached(at: max(now, mark)).seconds : elapsed
    }

    /// When the play will be there if nobody touches the clock; nil while it does not run. In the past when it was already.
    public func wall(reaching seconds: Int, from now: Int64) -> Int64? {
        guard state == .running else { return nil }
        let missing = Int64(min(max(seconds, -Self.longest), Self.longest)) - Int64(self.seconds(at: now))
        return now + missing * 1000 / Int64(max(speed, 1))
    }
}
