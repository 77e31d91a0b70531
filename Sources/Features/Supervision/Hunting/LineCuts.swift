// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Where a log of one event a line may be cut, so that every core reads a part of it.
///
/// An event may also take several lines, or all of them stand in one array: a cut is made only where a line ends with `}`
/// and the next begins as the first line of the file does, which inside of an object never happens: there, what follows
/// is indented, or `}` has a comma behind it.
struct LineCuts {
    static let step = 8 << 20
    private static let window = 1 << 16

    private let log: OpenLog
    private let size: Int

    init(_ log: OpenLog, size: Int) {
        self.log = log
        self.size = size
    }

    func pieces(step: Int = Self.step) -> [Range<Int>] {
        guard size > step, let first = log.read(at: 0, count: 1)?.first, first > 0x20, first != UInt8(ascii: "[")
        else { return [0..<size] }
        var cuts = [0]
        var place = step
        while place < size, let cut = cut(after: place, first) {
            cuts.append(cut)
            place = cut + step
        }
        return zip(cuts, cuts.dropFirst() + [size]).map { $0..<$1 }
    }

    /// The first place behind `start` where a line begins that may begin a part; nil when there is none before the end.
    private func cut(after start: Int, _ first: UInt8) -> Int? {
        var place = start
        while place < size {
            // The byte before and the byte behind belong to the look.
            guard let bytes = log.read(at: place, count: min(Self.window, size - place)), bytes.count > 3 else {
                return nil
            }
            for index in 2..<bytes.count - 1 where bytes[index] == 0x0A && bytes[index + 1] == first {
                let before = bytes[index - 1] == 0x0D ? bytes[index - 2] : bytes[index - 1]
                if before == UInt8(ascii: "}") { return place + index + 1 }
            }
            place += bytes.count - 3
        }
        return nil
    }
}
