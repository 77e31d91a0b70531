// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a log tells of how fast people were, measured and not remembered. Seconds from the first sign; nil where the log
/// says nothing. Lines of those who direct an exercise are left out: they knew.
public struct LogDelays: Sendable, Hashable {
    /// The earliest fact of all.
    public var firstSignAt: Moment?
    /// To the first person told: a contact or a notification.
    public var alert: Int?
    /// To the first line of the strategic cell: the direction is around the table.
    public var mobilisation: Int?
    public var decision: Int?
    public var notification: Int?
    /// Between a fact and its entry, half of the lines being below; lines re-keyed from paper are left out.
    public var entry: Int?
    public var lines = 0

    public init(of entries: [LogEntry]) { self.init(in: LogReading(of: entries)) }

    public init(in reading: LogReading) {
        let played = reading.lines.filter { !$0.isCorrection && $0.current.cell != .direction }
        lines = played.count
        guard let first = played.map(\.current.factAt).min() else { return }
        firstSignAt = first
        func since(_ isMeant: (LogStatement) -> Bool) -> Int? {
            played.lazy.map(\.current).filter(isMeant).map(\.factAt).min().map { $0.seconds(since: first) }
        }
        alert = since { $0.kind == .contact || $0.kind == .notification }
        mobilisation = since { $0.cell == .strategic }
        decision = since { $0.kind == .decision }
        notification = since { $0.kind == .notification }
        let delays = played.filter { $0.entry.statement.paperSheet.isEmpty }.map { max($0.entry.delay, 0) }.sorted()
        if !delays.isEmpty { entry = delays[(delays.count - 1) / 2] }
    }
}
