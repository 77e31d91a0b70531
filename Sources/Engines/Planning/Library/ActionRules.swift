// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What holds for every candidate action, shipped or written by an establishment.
public enum ActionRules {
    public static let longestTitle = 120
    public static let longestDescription = 4_000
    public static let durations = 1...20
    public static let factors = 0.1...100.0

    /// `[A-Z0-9-]{2,30}`
    public static func isIdentifier(_ text: String) -> Bool {
        (2...30).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    /// The actions of a list that wait for one another, by identifier; prerequisites that the list lacks are not waited for.
    public static func waitingForThemselves(_ actions: [CandidateAction]) -> [String] {
        let places = Dictionary(actions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let prerequisites = actions.map { $0.after.compactMap { places[$0] } }
        return PrerequisiteOrder(prerequisites).unordered.map { actions[$0].id }
    }
}
