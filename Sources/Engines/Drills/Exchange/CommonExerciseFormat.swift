// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// The Common Exercise Format of the MISP project (https://github.com/MISP/cexf, format-description.md): one object with
/// `exercise`, `inject_flow`, `inject_payloads` and `injects`. Its `requirements` name one inject that must be resolved, so a
/// branch is written as what is played when the reaction did not come by its time.
public enum CommonExerciseFormat {
    private struct File: Encodable {
        let exercise: Head
        let injectFlow: [Flow]
        let injectPayloads: [Payload]
        let injects: [Item]
    }

    private struct Head: Encodable {
        let name: String
        let description: String
        let expanded: String
        let meta: [String: String]
        let namespace: String
        let tags: [String]
        /// Seconds, as a text: so the format says.
        let totalDuration: String
        let uuid: String
        let version: String
    }

    private struct Flow: Encodable {
        struct Sequence: Encodable {
            let trigger: [String]
            let completionTrigger: [String]
            let followedBy: [String]
        }

        struct Timing: Encodable {
            /// Seconds after the start; none for a reserve.
            let triggeredAt: Int?
        }

        let description: String
        let injectUuid: String
        let reportingCallback: [String]
        let requirements: [String: String]
        let sequence: Sequence
        let timing: Timing
    }

    private struct Payload: Encodable {
        let name: String
        let type: String
        let uuid: String
        let parameters: [String: String]
    }

    private struct Item: Encodable {
        struct Evaluation: Encodable {
            let result: String
            let parameters: [[String: String]]
            let scoreRange: [Int]
        }

        let name: String
        let action: String
        let actionPayloadResourceUuid: String
        let targetTool: String
        let uuid: String
        let injectEvaluation: [Evaluation]
    }

    /// - Parameters:
    ///   - identifier: of the exercise; the same each time.
    ///   - uuids: of each inject, by its number. One without is left out.
    public static func json(
        _ scenario: Scenario, title: String, identifier: String, injects: [Inject], uuids: [String: String],
        author: String
    ) throws -> [UInt8] {
        let known = injects.filter { uuids[$0.id] != nil }
        var origins: [String: (inject: Inject, branch: Branch)] = [:]
        for inject in known {
            for branch in inject.branches where origins[branch.then] == nil { origins[branch.then] = (inject, branch) }
        }
        let file = File(
            exercise: Head(
                name: title, description: scenario.summary, expanded: scenario.synopsis,
                meta: ["author": author, "level": level(scenario.level), "scenario": scenario.id],
                namespace: scenario.threat.rawValue, tags: ["exercise:software-scope=\"carene\""],
                totalDuration: String(scenario.duration * 60), uuid: identifier, version: String(scenario.version)),
            injectFlow: known.map { flow($0, origins[$0.id], uuids) },
            injectPayloads: known.map { payload($0, uuids) }, injects: known.map { item($0, uuids) })
        let encoder = JSONEncoder()
        // The format writes its keys in snake case.
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(file))
    }

    private static func level(_ level: Scenario.Level) -> String {
        switch level {
        case .beginner: "beginner"
        case .intermediate: "intermediate"
        case .confirmed: "advanced"
        }
    }

    private static func flow(
        _ inject: Inject, _ origin: (inject: Inject, branch: Branch)?, _ uuids: [String: String]
    ) -> Flow {
        var requirements: [String: String] = [:]
        var trigger = [inject.at == 0 ? "startex" : "timed"]
        if let origin {
            requirements["inject_uuid"] = uuids[origin.inject.id]
            requirements["resolution_requirement"] = "not done after \(origin.branch.ifNotDoneBy * 60) s"
            trigger = ["inject-resolution"]
        }
        return Flow(
            description: inject.title, injectUuid: uuids[inject.id] ?? "", reportingCallback: [],
            requirements: requirements,
            sequence: .init(
                trigger: trigger, completionTrigger: ["time_expiration", "completion"],
                followedBy: inject.branches.compactMap { uuids[$0.then] }),
            timing: .init(triggeredAt: inject.at.map { $0 * 60 }))
    }

    private static func payload(_ inject: Inject, _ uuids: [String: String]) -> Payload {
        Payload(
            name: inject.id, type: "file", uuid: payloadIdentifier(uuids[inject.id] ?? ""),
            parameters: [
                "content": Data(inject.text.utf8).base64EncodedString(), "content-type": "base64",
                "filename": "\(inject.id).txt", "sender": inject.from, "recipient": inject.to,
                "channel": inject.channel.rawValue, "degree": inject.degree.rawValue,
            ])
    }

    private static func item(_ inject: Inject, _ uuids: [String: String]) -> Item {
        Item(
            name: inject.title, action: inject.channel == .mail ? "email_to_participants" : "manual",
            actionPayloadResourceUuid: payloadIdentifier(uuids[inject.id] ?? ""), targetTool: "manual",
            uuid: uuids[inject.id] ?? "",
            injectEvaluation: inject.expected.map { expectation in
                var parameters = ["kind": expectation.kind.rawValue]
                if let within = expectation.within { parameters["within_seconds"] = String(within * 60) }
                return .init(result: expectation.text, parameters: [parameters], scoreRange: [0, 3])
            })
    }

    /// Another identifier that follows from the first: the format wants one for what is sent too.
    private static func payloadIdentifier(_ uuid: String) -> String {
        guard let last = uuid.last, let digit = last.hexDigitValue else { return uuid }
        return String(uuid.dropLast()) + String(digit ^ 1, radix: 16)
    }
}
