// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Where unpredictable bytes come from: the system, or a sequence that a test chose.
public struct Entropy: Sendable {
    private let source: @Sendable (Int) -> [UInt8]

    /// - Parameter source: returns exactly as many bytes as it is asked for.
    public init(_ source: @escaping @Sendable (Int) -> [UInt8]) {
        self.source = source
    }

    public func bytes(_ count: Int) -> [UInt8] {
        source(count)
    }

    /// The system's generator (`getrandom` on Linux), fit for secrets.
    public static let system = Entropy { count in
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(max(count, 0) + 8)
        // Eight bytes for each call to the system.
        while bytes.count < count { withUnsafeBytes(of: generator.next()) { bytes += $0 } }
        return Array(bytes.prefix(max(count, 0)))
    }
}
