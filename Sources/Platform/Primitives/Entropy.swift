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
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
