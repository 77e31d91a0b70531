// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import TestSupport
import Testing

@testable import Identity

@Suite struct RateLimiterTests {
    @Test func `allows a burst, then one attempt a minute`() async {
        let clock = MovableClock()
        let limiter = RateLimiter(clock: clock.wallClock)
        for _ in 0..<10 { #expect(await limiter.take([.account("a")]) == nil) }
        #expect(await limiter.take([.account("a")]) == 60)
        #expect(await limiter.take([.account("b")]) == nil, "others are not concerned")
        clock.advance(seconds: 59)
        #expect(await limiter.take([.account("a")]) == 1)
        clock.advance(seconds: 1)
        #expect(await limiter.take([.account("a")]) == nil)
        #expect(await limiter.take([.account("a")]) == 60)
    }

    @Test func `takes from every bucket or from none`() async {
        let limiter = RateLimiter(clock: MovableClock().wallClock)
        for _ in 0..<10 { #expect(await limiter.take([.account("a")]) == nil) }
        for _ in 0..<100 { #expect(await limiter.take([.account("a"), .address("x")]) == 60) }
        for _ in 0..<60 { #expect(await limiter.take([.address("x")]) == nil) }
        #expect(await limiter.take([.address("x")]) == 5)
    }

    @Test func `gives back what was honest`() async {
        let limiter = RateLimiter(clock: MovableClock().wallClock)
        for _ in 0..<50 {
            #expect(await limiter.take([.account("a")]) == nil)
            await limiter.giveBack([.account("a"), .account("never taken")])
        }
    }

    @Test func `stays within its memory, and forgets the deepest debt last`() async {
        let clock = MovableClock()
        let limiter = RateLimiter(clock: clock.wallClock, capacity: 100)
        for _ in 0..<10 { _ = await limiter.take([.account("guesser")]) }
        for flood in 0..<5000 {
            _ = await limiter.take([.account("flood \(flood)")])
            let count = await limiter.count
            #expect(count <= 101)
        }
        #expect(await limiter.take([.account("guesser")]) == 60)
    }

    /// Never more than the burst, plus one for each period that has passed, whatever the order of attempts and pauses.
    @Test(arguments: 1...20)
    func `never allows more than its rate`(seed: Int) async {
        var random = SplitMix64(seed: UInt64(seed) &* 991)
        let clock = MovableClock()
        let limiter = RateLimiter(clock: clock.wallClock)
        var (allowed, elapsed) = (0, 0)
        for _ in 0..<300 {
            if await limiter.take([.link("l")]) == nil { allowed += 1 }
            #expect(allowed <= 10 + elapsed / 60)
            let pause = Int.random(in: 0...70, using: &random)
            clock.advance(seconds: pause)
            elapsed += pause
        }
    }
}
