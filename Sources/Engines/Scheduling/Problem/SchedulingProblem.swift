// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Activities that wait for one another and share resources: the resource-constrained project scheduling problem
/// (Brucker, Drexl, Möhring, Neumann and Pesch, 1999), with minimum lags, capacities that vary with time, releases and
/// due dates.
///
/// What is once made is valid: every activity can be done alone after what it waits for, and nothing waits for itself.
public struct SchedulingProblem: Sendable {
    public let activities: [Activity]
    public let resources: [Resource]
    public let precedences: [Precedence]
    /// What every computation needs, worked out once.
    let tables: ProblemTables

    public static let mostActivities = 5_000
    public static let mostResources = 200
    public static let mostPrecedences = 200_000
    public static let mostStepsPerResource = 20_000
    /// Of a duration, a release, a due date, a lag or a change of capacity: below this.
    public static let timeLimit = 1_000_000
    /// Of a demand. Larger capacities are as good as this one.
    public static let largestDemand = 1_000_000_000
    /// Tardiness multiplied by weights and summed stays an exact number.
    public static let largestWeight = 100_000

    public init(activities: [Activity], resources: [Resource], precedences: [Precedence] = []) throws(SchedulingFault) {
        try Self.checkSizes(activities, resources, precedences)
        for (index, resource) in resources.enumerated() { try Self.check(resource, at: index) }
        for (index, activity) in activities.enumerated() {
            try Self.check(activity, at: index, resources: resources.count)
        }
        for (index, precedence) in precedences.enumerated() {
            try Self.check(precedence, at: index, activities: activities.count)
        }
        self.activities = activities
        self.resources = resources
        self.precedences = precedences
        tables = try ProblemTables(activities: activities, resources: resources, precedences: precedences)
    }

    /// The most that any schedule without needless waiting can last.
    public var horizon: Int { tables.horizon(durations: tables.durations) }

    private static func checkSizes(
        _ activities: [Activity], _ resources: [Resource], _ precedences: [Precedence]
    ) throws(SchedulingFault) {
        if activities.count > mostActivities { throw .tooManyActivities(limit: mostActivities) }
        if resources.count > mostResources { throw .tooManyResources(limit: mostResources) }
        if precedences.count > mostPrecedences { throw .tooManyPrecedences(limit: mostPrecedences) }
    }

    private static func check(_ resource: Resource, at index: Int) throws(SchedulingFault) {
        let steps = resource.capacity.steps
        if steps.count > mostStepsPerResource { throw .tooManySteps(resource: index, limit: mostStepsPerResource) }
        if let last = steps.last, last.from >= timeLimit { throw .stepTooLate(resource: index) }
    }

    private static func check(_ activity: Activity, at index: Int, resources: Int) throws(SchedulingFault) {
        if activity.duration < 0 { throw .negativeDuration(activity: index) }
        if activity.release < 0 || activity.pinnedStart ?? 0 < 0 { throw .negativeTime(activity: index) }
        let times = [activity.duration, activity.release, activity.pinnedStart ?? 0, activity.due ?? 0]
        if times.contains(where: { $0 >= timeLimit || $0 <= -timeLimit }) { throw .tooLong(activity: index) }
        if !(0...largestWeight).contains(activity.weight) { throw .weightOutOfRange(activity: index) }
        for (resource, demand) in activity.demands.sorted(by: { $0.key < $1.key }) {
            if !(0..<resources).contains(resource) { throw .unknownResource(activity: index, resource: resource) }
            if demand < 0 { throw .negativeDemand(activity: index, resource: resource) }
            if demand > largestDemand { throw .demandTooLarge(activity: index, resource: resource) }
        }
    }

    private static func check(_ precedence: Precedence, at index: Int, activities: Int) throws(SchedulingFault) {
        let known = 0..<activities
        if !known.contains(precedence.before) || !known.contains(precedence.after) {
            throw .unknownActivity(precedence: index)
        }
        if precedence.lag < 0 { throw .negativeLag(precedence: index) }
        if precedence.lag >= timeLimit { throw .lagTooLong(precedence: index) }
    }
}
