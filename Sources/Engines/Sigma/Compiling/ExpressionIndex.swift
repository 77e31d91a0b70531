// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The regular expressions of all rules, by the field that they are about: each field's value is read once for all.
struct ExpressionIndex: Sendable {
    struct Group: Sendable {
        /// Nil: any field.
        let field: Int?
        /// By number in the automaton.
        let tests: [Int]
        let expressions: [RegularExpression]
    }

    let groups: [Group]
    /// By test: its group, or -1.
    let groupNumbers: [Int32]

    init(_ tests: [TestTable.Test]) {
        var found: [Int?: [(Int, RegularExpression)]] = [:]
        for (number, test) in tests.enumerated() {
            if case .expression(let expression) = test.test {
                found[test.field, default: []].append((number, expression))
            }
        }
        groups = found.sorted { ($0.key ?? -1) < ($1.key ?? -1) }.map { field, list in
            Group(field: field, tests: list.map(\.0), expressions: list.map(\.1))
        }
        var numbers = Array(repeating: Int32(-1), count: tests.count)
        for (number, group) in groups.enumerated() {
            for test in group.tests { numbers[test] = Int32(number) }
        }
        groupNumbers = numbers
    }
}
