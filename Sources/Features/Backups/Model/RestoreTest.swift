// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Organisations
import Primitives
import ServiceMaps

/// Data was brought back from a copy, and somebody looked whether it was good.
struct RestoreTest: Sendable, Hashable {
    typealias ID = Identifier<RestoreTest>

    enum Result: String, Sendable, Hashable, CaseIterable {
        case succeeded
        case partial
        case failed

        func title(_ t: Language) -> String {
            switch self {
            case .succeeded: t("Réussi", "Succeeded")
            case .partial: t("Partiel", "Partial")
            case .failed: t("Échoué", "Failed")
            }
        }
    }

    struct Node: Sendable, Hashable {
        let id: PlacedNode.ID
        let name: String
    }

    let id: ID
    let keeper: Keeper
    let testedOn: Day
    let copy: String
    let hours: Double
    let gigabytes: Double?
    let result: Result
    /// The function of whoever checked it: never a name (D2.O4 asks for referents "by function").
    let checker: String
    let note: String
    let proof: Proof.ID?
    let proofTitle: String?
    let isRemoved: Bool
    var nodes: [Node] = []

    /// Restored, and found good by somebody of the trade.
    var isChecked: Bool { result == .succeeded && !checker.isEmpty }
}

struct RestoreTestDraft: Sendable, Hashable {
    var testedOn: Day
    var copy = ""
    var hours: Double
    var gigabytes: Double?
    var result: RestoreTest.Result
    var checker = ""
    var note = ""
    var proof: Proof.ID?
    var run: StoredRun.ID?
    var nodes: [PlacedNode.ID]
}
