// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension Framework {
    /// Which framework, in which version. What is behind an identity never changes.
    public struct Identity: Sendable, Hashable, Comparable, CustomStringConvertible {
        public let identifier: String
        public let version: String

        /// - Returns: nil unless the identifier is `[a-z0-9-]{2,60}` and the version `[A-Za-z0-9._-]{1,30}`.
        public init?(identifier: String, version: String) {
            guard Identity.isIdentifier(identifier), Identity.isVersion(version) else { return nil }
            self.identifier = identifier
            self.version = version
        }

        /// Reads what ``description`` writes.
        public init?(parsing text: String) {
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            guard parts.count == 2, let identifier = parts.first, let version = parts.last else { return nil }
            self.init(identifier: String(identifier), version: String(version))
        }

        public var description: String { "\(identifier)@\(version)" }

        /// By identifier, then by version: a run of digits is compared as a number, so that 1.10 follows 1.9.
        public static func < (left: Identity, right: Identity) -> Bool {
            guard left.identifier == right.identifier else { return left.identifier < right.identifier }
            let (mine, other) = (Identity.pieces(of: left.version), Identity.pieces(of: right.version))
            for (first, second) in zip(mine, other) where first != second { return first < second }
            return mine.count == other.count ? left.version < right.version : mine.count < other.count
        }

        /// A piece of a version: digits without their leading zeros, or text, which comes after any number.
        private struct Piece: Comparable {
            let isText: Bool
            let characters: String

            static func < (left: Piece, right: Piece) -> Bool {
                if left.isText != right.isText { return right.isText }
                if left.isText || left.characters.utf8.count == right.characters.utf8.count {
                    return left.characters < right.characters
                }
                return left.characters.utf8.count < right.characters.utf8.count
            }
        }

        private static func pieces(of version: String) -> [Piece] {
            version.split(whereSeparator: { ".-_".contains($0) }).flatMap { part -> [Piece] in
                var pieces: [Piece] = []
                var rest = part[...]
                while let first = rest.first {
                    let isDigit = first.isASCII && first.isNumber
                    let run = rest.prefix { ($0.isASCII && $0.isNumber) == isDigit }
                    rest = rest.dropFirst(run.count)
                    let characters = isDigit ? run.drop { $0 == "0" } : run
                    pieces.append(Piece(isText: !isDigit, characters: String(characters)))
                }
                return pieces
            }
        }

        static func isIdentifier(_ text: String) -> Bool {
            (2...60).contains(text.utf8.count) && text.utf8.allSatisfy { $0.isLowerLetter || $0.isDigit || $0 == 0x2D }
        }

        static func isVersion(_ text: String) -> Bool {
            (1...30).contains(text.utf8.count) && text.utf8.allSatisfy(\.isCodeByte)
        }
    }
}

extension UInt8 {
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isLowerLetter: Bool { (0x61...0x7A).contains(self) }
    var isUpperLetter: Bool { (0x41...0x5A).contains(self) }
    /// A byte that codes and versions may hold: `[A-Za-z0-9._-]`.
    var isCodeByte: Bool { isDigit || isLowerLetter || isUpperLetter || self == 0x2E || self == 0x5F || self == 0x2D }
}
