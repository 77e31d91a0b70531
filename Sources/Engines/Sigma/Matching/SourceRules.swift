// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What is the same for all events of one source: made once, when the first of them comes.
struct SourceRules: Sendable {
    /// By rule: whether it is about such events.
    let isActive: [Bool]
    let unwitnessed: [Int32]
    /// Groups of regular expressions that an active rule asks for.
    let groups: [Int]
    let asked: AskedFields

    init(_ rules: RuleSet, _ source: EventSource, number: Int) {
        let isCovered = rules.logSources.map { $0.covers(source) }
        var isActive = Array(repeating: false, count: rules.rules.count)
        var isWanted = Array(repeating: false, count: rules.fields.names.count)
        var isGroup = Array(repeating: false, count: rules.expressionIndex.groups.count)
        var (isAny, isEverything, wantsNumbers) = (false, false, false)
        for rule in rules.rules.indices
        where isCovered[Int(rules.logSourceNumbers[rule])] && rules.mayMatch(rule, eventID: source.eventID) {
            isActive[rule] = true
            isAny = true
            rules.program.forEachTest(of: rule) { number in
                let test = rules.tests[Int(number)]
                if let field = test.field {
                    isWanted[field] = true
                } else {
                    isEverything = true
                    wantsNumbers = wantsNumbers || test.test.mayBeInNumber
                }
                if let other = test.other { isWanted[other] = true }
                let group = rules.expressionIndex.groupNumbers[Int(number)]
                if group >= 0 { isGroup[Int(group)] = true }
            }
        }
        for field in rules.correlatedFields { isWanted[field] = true }
        self.isActive = isActive
        unwitnessed = rules.unwitnessed.filter { isActive[Int($0)] }
        groups = isGroup.indices.filter { isGroup[$0] }
        asked = AskedFields(
            number: number, isNothing: !isAny, isEverything: isEverything, wantsNumbers: wantsNumbers,
            isWanted: isWanted)
    }
}

/// Which fields of a source's events the rules ask for: what they do not need be handed.
public struct AskedFields: Sendable {
    /// Another one for each source that the matcher met.
    public let number: Int
    /// No rule is about such events.
    public let isNothing: Bool
    /// A rule looks for words anywhere.
    public let isEverything: Bool
    /// And those words may stand in what is a number, a date or an identifier.
    public let wantsNumbers: Bool
    private let isWanted: [Bool]

    fileprivate init(number: Int, isNothing: Bool, isEverything: Bool, wantsNumbers: Bool, isWanted: [Bool]) {
        self.number = number
        self.isNothing = isNothing
        self.isEverything = isEverything
        self.wantsNumbers = wantsNumbers
        self.isWanted = isWanted
    }

    /// Whether a rule asks for it by name.
    /// - Parameter number: of the field, in `RuleSet.fields`.
    public func contains(_ number: Int) -> Bool { isWanted.indices.contains(number) && isWanted[number] }
}

extension ValueTest {
    /// Characters of numbers, dates, GUIDs and SIDs as logs write them, folded.
    private static let ofNumbers = Set("0123456789abcdefxstz{}-.: ".utf8)

    fileprivate var mayBeInNumber: Bool {
        guard case .pattern(let pattern) = self else { return true }
        return pattern.pieces.allSatisfy { piece in
            guard case .text(let text) = piece else { return true }
            return CaseFolding.folded(text).allSatisfy(Self.ofNumbers.contains)
        }
    }
}
