// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Which text betrays each test, and where in the value it must stand.
struct LiteralIndex: Sendable {
    /// A place where a literal proves a test, or makes it worth a closer look.
    struct Use: Sendable {
        let test: Int32
        /// Nil: any field.
        let field: Int32?
        let atStart: Bool
        let atEnd: Bool
        /// Found there, the test is true; otherwise it only may be.
        let isProof: Bool
    }

    /// Shorter texts are found everywhere: their tests are made one by one when a rule asks.
    static let shortest = 3

    private(set) var literals: [[UInt8]] = []
    private(set) var uses: [[Use]] = []
    /// By test: how many bytes its literal has; nil when it has none.
    private(set) var lengths: [Int?] = []

    init(_ tests: [TestTable.Test]) {
        var places: [[UInt8]: Int] = [:]
        for (number, test) in tests.enumerated() {
            guard case .pattern(let pattern) = test.test, let found = Self.witness(pattern) else {
                lengths.append(nil)
                continue
            }
            lengths.append(found.text.count)
            let place = places[found.text] ?? literals.count
            if place == literals.count {
                places[found.text] = place
                literals.append(found.text)
                uses.append([])
            }
            uses[place].append(
                Use(
                    test: Int32(number), field: test.field.map { Int32($0) }, atStart: found.atStart,
                    atEnd: found.atEnd, isProof: found.isProof))
        }
    }

    /// The longest text of a pattern, folded as what is searched is.
    private static func witness(
        _ pattern: WildcardPattern
    ) -> (text: [UInt8], atStart: Bool, atEnd: Bool, isProof: Bool)? {
        var best: (place: Int, text: [UInt8])?
        for (place, piece) in pattern.pieces.enumerated() {
            if case .text(let text) = piece, text.count > best?.text.count ?? shortest - 1 { best = (place, text) }
        }
        guard let best else { return nil }
        let last = pattern.pieces.count - 1
        let isSimple = pattern.pieces.enumerated().allSatisfy { place, piece in
            place == best.place || piece == .anything
        }
        return (
            pattern.isCased ? CaseFolding.folded(best.text) : best.text, best.place == 0, best.place == last,
            isSimple && !pattern.isCased
        )
    }
}
