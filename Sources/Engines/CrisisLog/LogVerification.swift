// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Whether the lines of each device still follow one another as they were entered.
public struct LogVerification: Sendable, Hashable {
    public enum Fault: String, Sendable, Hashable, CaseIterable, Codable {
        /// A number between the first and the last is not there.
        case missing
        /// The line does not say today what it said when it was entered.
        case altered
        /// The line does not follow the one that stands before it.
        case unlinked
        /// Two lines have this number: the device's database was copied, and both copies went on.
        case forked
    }

    /// What was found of one device: its first fault, or none.
    public struct Device: Sendable, Hashable {
        public let device: String
        public let count: Int
        /// The hash of the last line, of each branch in order; what a print or an archive quotes.
        public let heads: [String]
        public let firstFault: (sequence: Int, fault: Fault)?

        public static func == (left: Self, right: Self) -> Bool {
            left.device == right.device && left.count == right.count && left.heads == right.heads
                && left.firstFault?.sequence == right.firstFault?.sequence
                && left.firstFault?.fault == right.firstFault?.fault
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(device)
            hasher.combine(count)
            hasher.combine(heads)
            hasher.combine(firstFault?.sequence)
            hasher.combine(firstFault?.fault)
        }
    }

    /// By device.
    public let devices: [Device]
    public let count: Int

    public var isIntact: Bool { devices.allSatisfy { $0.firstFault == nil } }

    /// Lost or changed lines; a fork alone loses nothing.
    public var isDamaged: Bool {
        devices.contains { device in device.firstFault.map { $0.fault != .forked } ?? false }
    }

    /// In time proportional to the number of lines, whatever their order.
    ///
    /// - Parameter checked: hashes of lines that were found intact a moment ago and kept in memory since.
    public init(of entries: [LogEntry], in log: String, checked: Set<String> = []) {
        var own: [String: [LogEntry]] = [:]
        for entry in entries { own[entry.reference.device, default: []].append(entry) }
        devices = own.sorted { $0.key < $1.key }.map { Self.device($0.key, $0.value, log, checked) }
        count = entries.count
    }

    private static func device(
        _ name: String, _ entries: [LogEntry], _ log: String, _ checked: Set<String>
    ) -> Device {
        var bySequence: [Int: [LogEntry]] = [:]
        for entry in entries { bySequence[entry.reference.sequence, default: []].append(entry) }
        var fault: (sequence: Int, fault: Fault)?
        /// Damage comes before a fork at the same number: it is worse.
        func note(_ sequence: Int, _ found: Fault) {
            if let known = fault, known.sequence < sequence || (known.sequence == sequence && known.fault != .forked) {
                return
            }
            fault = (sequence, found)
        }
        let numbers = bySequence.keys.sorted()
        var expected = 1
        for number in numbers {
            if number != expected { note(expected, .missing) }
            let (next, isTooLarge) = number.addingReportingOverflow(1)
            expected = isTooLarge ? number : next
            let lines = bySequence[number] ?? []
            if lines.count > 1 { note(number, .forked) }
            let before = number > 1 ? bySequence[number - 1]?.map(\.hash) : [LogChain.origin]
            for line in lines {
                if !checked.contains(line.hash), !LogChain.isIntact(line, in: log) { note(number, .altered) }
                if let before, !before.contains(line.previousHash) { note(number, .unlinked) }
            }
            if let fault, fault.fault != .forked { break }
        }
        let followed = Set(entries.map(\.previousHash))
        let heads = entries.filter { !followed.contains($0.hash) }.map(\.hash).sorted()
        return Device(device: name, count: entries.count, heads: heads, firstFault: fault)
    }
}
