// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Why a problem cannot be scheduled. Positions are those of the arrays of `SchedulingProblem`.
public enum SchedulingFault: Error, Equatable, Sendable {
    case tooManyActivities(limit: Int)
    case tooManyResources(limit: Int)
    case tooManyPrecedences(limit: Int)
    /// More changes of capacity than the engine accepts.
    case tooManySteps(resource: Int, limit: Int)
    /// A change of capacity later than the engine accepts.
    case stepTooLate(resource: Int)
    /// A precedence names an activity that does not exist.
    case unknownActivity(precedence: Int)
    case unknownResource(activity: Int, resource: Int)
    case negativeDuration(activity: Int)
    /// The duration or a time of the activity is beyond what the engine accepts.
    case tooLong(activity: Int)
    /// A release or the start of what runs already lies before time zero.
    case negativeTime(activity: Int)
    case negativeDemand(activity: Int, resource: Int)
    case demandTooLarge(activity: Int, resource: Int)
    /// The weight is negative or beyond what the engine accepts.
    case weightOutOfRange(activity: Int)
    case negativeLag(precedence: Int)
    case lagTooLong(precedence: Int)
    /// Activities that wait for one another: each for the one before it, the first for the last.
    case cycle(path: [Int])
    /// Even alone, the activity never has the resource in sufficient number for long enough. `capacity` is the most
    /// that the resource ever has when that is too little, and otherwise what it has for ever in the end.
    case demandNeverMet(activity: Int, resource: Int, demand: Int, capacity: Int)
    /// The activities before it take what it would need as long as that exists: no order tried leaves room for it.
    case noRoom(activity: Int)
    /// A duration given for a replay is not one of the right number, or is negative or too long.
    case invalidDurations
    /// A schedule broke a rule when it was checked: a fault of the engine, and the schedule is not shown.
    case checkFailed(ScheduleViolation)
}

/// For logs and terminals, positions from 0; pages have names and say it in their own words.
extension SchedulingFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooManyActivities(let limit): "there are more than \(limit) activities"
        case .tooManyResources(let limit): "there are more than \(limit) resources"
        case .tooManyPrecedences(let limit): "there are more than \(limit) precedences"
        case .tooManySteps(let resource, let limit): "resource \(resource) changes more than \(limit) times"
        case .stepTooLate(let resource): "resource \(resource) changes too late"
        case .unknownActivity(let precedence): "precedence \(precedence) names an activity that does not exist"
        case .unknownResource(let activity, let resource):
            "activity \(activity) demands resource \(resource), which does not exist"
        case .negativeDuration(let activity): "activity \(activity) lasts less than nothing"
        case .tooLong(let activity): "activity \(activity) lasts too long or has a time too far away"
        case .negativeTime(let activity): "activity \(activity) has a time before the beginning"
        case .negativeDemand(let activity, let resource):
            "activity \(activity) demands less than nothing of resource \(resource)"
        case .demandTooLarge(let activity, let resource):
            "activity \(activity) demands too much of resource \(resource)"
        case .weightOutOfRange(let activity): "the weight of activity \(activity) is negative or too large"
        case .negativeLag(let precedence): "the lag of precedence \(precedence) is negative"
        case .lagTooLong(let precedence): "the lag of precedence \(precedence) is too long"
        case .cycle(let path):
            "activities wait for one another: \((path + path.prefix(1)).map(String.init).joined(separator: " → "))"
        case .demandNeverMet(let activity, let resource, let demand, let capacity):
            "activity \(activity) demands \(demand) of resource \(resource), which never has so much for long enough "
                + "(\(capacity))"
        case .noRoom(let activity): "no order tried leaves room for activity \(activity) before capacities end"
        case .invalidDurations: "the durations are not one for each activity, or not in the accepted range"
        case .checkFailed(let violation): "a schedule failed its check: \(violation)"
        }
    }
}
