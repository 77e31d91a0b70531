// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// A page of the list, with the campaigns that its assessments belong to.
struct AssessmentListing: Sendable {
    var rows: [Assessment] = []
    var total = 0
    /// In the order in which the rows name them.
    var campaigns: [Mention] = []

    struct Mention: Sendable, Hashable {
        let id: Campaign.ID
        let title: String
        let dueOn: Day?
        let isClosed: Bool
        let organisationName: String
        let lineage: Lineage
    }
}
