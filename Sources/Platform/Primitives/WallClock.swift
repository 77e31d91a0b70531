// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the time comes from: the system, or an instant that a test chose. Nothing else in the house asks the time.
public struct WallClock: Sendable {
    private let source: @Sendable () -> Instant

    public init(_ source: @escaping @Sendable () -> Instant) {
        self.source = source
    }

    public var now: Instant { source() }

    public static let system = WallClock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(millisecondsSinceEpoch: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    public static func fixed(_ instant: Instant) -> WallClock {
        WallClock { instant }
    }
}
