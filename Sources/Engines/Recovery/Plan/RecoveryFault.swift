// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Why a restart cannot be computed. Keys are those of the model; `message` puts the names.
public enum RecoveryFault: Error, Sendable, Hashable {
    /// Nodes that need each other, in order, the first one named again at the end by the reader: cut one with a bootstrap.
    case cycle(nodes: [String])
    case stepCycle(steps: [String])
    case unknownNode(String, in: String)
    /// Without a step: named by helpers.
    case unknownTeam(String, step: String)
    case unknownMeans(String, step: String)
    case unknownStep(String, in: String)
    case duplicateKey(String)
    /// The team never has that many people at once (`most` says how many), or never long enough: in one piece for a step
    /// that cannot pause, in all for one that can. Means are named like teams.
    case nobodyCan(step: String, team: String, needs: Int, most: Int)
    /// Low ≤ likely ≤ high, not negative, at most `limit` hours.
    case badDuration(step: String, limit: Double)
    case badValue(String, of: String)
    case tooManySteps(limit: Int)
    case tooManyNodes(limit: Int)
    case nothingToDo
    case stopped
    /// The schedule found broke a rule when it was checked again: a fault of the program, and the plan is not shown.
    case notVerified
}
