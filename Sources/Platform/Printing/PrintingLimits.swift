// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What one PDF may cost, and how many are made at once.
public struct PrintingLimits: Sendable, Hashable {
    /// From start to end, for one PDF; the time spent waiting for a turn does not count.
    public var time: Duration
    /// Bytes of address space of one process.
    public var memory: Int
    /// Bytes of markup that are accepted.
    public var markup: Int
    /// Bytes of PDF that are accepted.
    public var document: Int
    public var atOnce: Int
    /// How many may wait for their turn beyond those that are being made.
    public var waiting: Int

    public init(
        time: Duration = .seconds(30), memory: Int = 1 << 30, markup: Int = 20_000_000, document: Int = 40_000_000,
        atOnce: Int = 2, waiting: Int = 8
    ) {
        self.time = time
        self.memory = memory
        self.markup = markup
        self.document = document
        self.atOnce = atOnce
        self.waiting = waiting
    }
}
