// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Which text betrays each test, and where in the value it must stand. Words looked for anywhere have an index of their
/// own: they are few, and the only ones for which values that no rule asks for must be read.
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
    /// Of all literals, one after the other, and where those of each begin: read for each text that is found.
    private(set) var uses: [Use] = []
    private(set) var starts: [Int] = [0]
    /// By test: how many bytes its literal has; nil when it has none.
    private(set) var lengths: [Int?] = []

    init(_ tests: [TestTable.Test], anywhere: Bool) {
        var list: [[Use]] = []
        var places: [[UInt8]: Int] = [:]
        for (number, test) in tests.enumerated() {
            guard (test.field == nil) == anywhere, case .pattern(let pattern) = test.test,
                let found = Self.witness(pattern)
            else {
                lengths.append(nil)
                continue
            }
            lengths.append(found.text.count)
            let place = places[found.text] ?? literals.count
            if place == literals.count {
                places[found.text] = place
                literals.append(found.text)
                list.append([])
            }
            list[place].append(
                Use(
                    test: Int32(number), field: test.field.map { Int32($0) }, atStart: found.atStart,
                    atEnd: found.atEnd, isProof: found.isProof))
        }
        for some in list {
            uses += some
            starts.append(uses.count)
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
