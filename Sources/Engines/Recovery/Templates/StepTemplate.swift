// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A step first proposed for every node of a kind. Its durations are orders of magnitude that nobody confirmed.
public struct StepTemplate: Sendable, Hashable {
    /// Unique among the templates of its kind; stable, so that a step made of it is recognised.
    public let key: String
    public let phase: RecoveryStep.Phase
    public let title: String
    public let duration: Estimate
    public let people: [String: Int]
    public let means: [String: Int]
    public let mayPause: Bool

    public init(
        key: String, phase: RecoveryStep.Phase, title: String, duration: Estimate, people: [String: Int],
        means: [String: Int], mayPause: Bool
    ) {
        self.key = key
        self.phase = phase
        self.title = title
        self.duration = duration
        self.people = people
        self.means = means
        self.mayPause = mayPause
    }
}

/// What is wrong with a file of templates.
public struct InvalidTemplates: Error, Sendable, Hashable {
    public let file: String
    public let message: String

    public init(file: String, message: String) {
        self.file = file
        self.message = message
    }
}
