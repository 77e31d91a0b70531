// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Embedded
import Foundation
import Primitives

/// The scenarios that come with the program, read once.
enum ShippedScenarios {
    static let all: [Scenario] = EmbeddedFile.all.filter {
        $0.name.hasPrefix("scenarios/") && $0.name.hasSuffix(".yaml")
    }.compactMap { file in
        // A shipped file that cannot be read is a fault of the build, which a test finds; a hospital does without it.
        try? ScenarioReader.read(String(decoding: file.bytes, as: UTF8.self), file: file.name).scenario
    }.sorted { ($0.level.rank, folded($0.title)) < ($1.level.rank, folded($1.title)) }

    static func named(_ code: String) -> Scenario? { all.first { $0.id == code } }
}

extension Scenario.Level {
    var rank: Int {
        switch self {
        case .beginner: 0
        case .intermediate: 1
        case .confirmed: 2
        }
    }
}
