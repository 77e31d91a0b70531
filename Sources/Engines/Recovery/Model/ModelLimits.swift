// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension RecoveryModel {
    public static let mostSteps = 2_000
    /// Hours that one step may last.
    public static let longestStep = 2_000.0
    /// Hours of the crisis beyond which no date is taken for one.
    public static let longestCrisis = ServiceMap.longestPeriod
    public static let mostTeamsAndMeans = 150
    public static let mostPeople = 10_000
    static let mostPeriods = 200
    static let mostReinforcements = 500
    static let mostSetbacks = 200
    static let mostLinks = 20_000
    static let largestFactor = 100.0
}
