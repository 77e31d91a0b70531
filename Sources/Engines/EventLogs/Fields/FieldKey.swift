// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A field's place in a `FieldTable`: what a rule compares names with, so that no name is compared per event.
public struct FieldKey: Hashable, Sendable {
    public let index: Int

    @inlinable
    init(index: Int) {
        self.index = index
    }
}

/// The fields of `System`, that every event has. They hold the first places of every table. Sigma's names.
public enum SystemField: Int, CaseIterable, Sendable {
    case provider
    case eventID
    case channel
    case computer
    case recordID
    case time
    case level
    case qualifiers
    case version
    case task
    case opcode
    case keywords
    case activityID
    case relatedActivityID
    case processID
    case threadID
    case userID
    case providerGUID
    case eventSource

    public var key: FieldKey { FieldKey(index: rawValue) }

    public var name: StaticString {
        switch self {
        case .provider: "Provider_Name"
        case .eventID: "EventID"
        case .channel: "Channel"
        case .computer: "Computer"
        case .recordID: "EventRecordID"
        case .time: "TimeCreated"
        case .level: "Level"
        case .qualifiers: "Qualifiers"
        case .version: "Version"
        case .task: "Task"
        case .opcode: "Opcode"
        case .keywords: "Keywords"
        case .activityID: "ActivityID"
        case .relatedActivityID: "RelatedActivityID"
        case .processID: "ProcessID"
        case .threadID: "ThreadID"
        case .userID: "UserID"
        case .providerGUID: "Provider_Guid"
        case .eventSource: "EventSourceName"
        }
    }

    /// Whether nothing an event carries under the same name hides this field. The others give way: in event 4688,
    /// `ProcessId` is the process that starts the new one, not the one that writes the log.
    var prevails: Bool { rawValue <= SystemField.time.rawValue }
}

extension FieldKey {
    public static let provider = SystemField.provider.key
    public static let eventID = SystemField.eventID.key
    public static let channel = SystemField.channel.key
    public static let computer = SystemField.computer.key
    public static let recordID = SystemField.recordID.key
    public static let time = SystemField.time.key
}
