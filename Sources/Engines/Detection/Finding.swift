// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Sigma

/// A rule that an event matched, and what tells which event it was.
public struct Finding: Sendable, Hashable {
    /// By number in the rule set; correlations are numbered behind the rules.
    public var rule: Int
    /// Nanoseconds since 1970; nil when the event has no time.
    public var time: Int64?
    public var recordID: UInt64?
    public var channel: String
    public var eventID: Int
    public var host: String
    /// The few values that say what happened, in the order in which they matter.
    public var details: [Detail]

    public init(
        rule: Int, time: Int64?, recordID: UInt64?, channel: String, eventID: Int, host: String, details: [Detail]
    ) {
        self.rule = rule
        self.time = time
        self.recordID = recordID
        self.channel = channel
        self.eventID = eventID
        self.host = host
        self.details = details
    }

    public struct Detail: Sendable, Hashable {
        public var field: String
        public var value: String

        public init(field: String, value: String) {
            self.field = field
            self.value = value
        }
    }
}

/// What a person wants to know of an event at first sight.
public struct DetailFields: Sendable {
    static let names = [
        "CommandLine", "ParentCommandLine", "Image", "NewProcessName", "ParentImage", "ParentProcessName",
        "ScriptBlockText", "TargetFilename", "TargetObject", "Details", "ImageLoaded", "TargetImage", "SourceImage",
        "PipeName", "QueryName", "DestinationIp", "DestinationPort", "ServiceName", "ImagePath", "ServiceFileName",
        "TaskName", "ShareName", "RelativeTargetName", "TargetUserName", "SubjectUserName", "User", "IpAddress",
        "WorkstationName", "LogonType", "Path", "Threat Name", "ProcessName", "ObjectName", "Payload", "Data",
    ]
    /// Enough to understand; a script of 30 kB is in the log.
    static let longest = 400
    static let most = 6

    let keys: [(key: FieldKey, name: String)]

    public init(_ fields: FieldTable) {
        keys = Self.names.compactMap { name in fields.key(for: name).map { ($0, name) } }
    }

    public func details(of record: inout Event) -> [Finding.Detail] {
        var details: [Finding.Detail] = []
        for (key, name) in keys {
            guard details.count < Self.most else { break }
            let value = record.withField(key) { bytes -> String in
                let part = bytes.extracting(first: min(bytes.count, Self.longest))
                let text = part.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
                return bytes.count > Self.longest ? text + "…" : text
            }
            if let value, !value.isEmpty, value != "-" { details.append(Finding.Detail(field: name, value: value)) }
        }
        return details
    }
}
