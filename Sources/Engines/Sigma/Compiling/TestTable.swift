// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The tests of all rules, each once: rules share many of them.
struct TestTable: Sendable {
    struct Test: Sendable, Hashable {
        /// By number in the table of fields; nil: any value of the event.
        let field: Int?
        let test: ValueTest
        /// The other field of `sameAs`.
        let other: Int?
    }

    private(set) var tests: [Test] = []
    private(set) var uses: [Int] = []
    private var places: [Test: Int] = [:]
    private(set) var fields = FieldNames()

    mutating func number(of field: FieldTest) -> Int {
        var other: Int?
        if case .sameAs(let name, _, _) = field.test { other = fields.intern(name) }
        return number(of: Test(field: fields.intern(field.field), test: field.test, other: other))
    }

    mutating func number(ofKeyword test: ValueTest) -> Int {
        number(of: Test(field: nil, test: test, other: nil))
    }

    mutating func intern(field: String) -> Int { fields.intern(field) }

    private mutating func number(of test: Test) -> Int {
        if let place = places[test] {
            uses[place] += 1
            return place
        }
        places[test] = tests.count
        tests.append(test)
        uses.append(1)
        return tests.count - 1
    }
}

/// The names of fields that rules ask about, numbered. Letter case does not matter.
public struct FieldNames: Sendable {
    private var numbers: [String: Int] = [:]
    public private(set) var names: [String] = []

    public func number(of name: String) -> Int? {
        if let number = numbers[name] ?? numbers[name.lowercased()] { return number }
        // Defender writes "Threat Name" where Sigma's taxonomy says ThreatName.
        guard name.utf8.contains(UInt8(ascii: " ")) else { return nil }
        return numbers[name.lowercased().filter { $0 != " " }]
    }

    mutating func intern(_ name: String) -> Int {
        if let number = numbers[name.lowercased()] { return number }
        let number = names.count
        names.append(name)
        numbers[name.lowercased()] = number
        // As it is written, so that the usual spelling is found at once.
        numbers[name] = number
        return number
    }
}
