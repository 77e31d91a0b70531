// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Frameworks
import Markup
import Organisations
import Primitives
import Site

extension OpeningPage {
    /// - Parameter framework: the identity that the first step sent; an unknown one shows the first step again.
    static func model(_ place: Place, framework text: String?, _ visit: Visit) async throws -> Model {
        let lineage = place.organisation.lineage
        let below = try await visit.read { session in
            try OrganisationStore.members(of: lineage, kinds: [.legalEntity, .site], in: session)
        }
        let frameworks = try await visit.house.library.summaries()
        let summary = frameworks.first { $0.identity.description == text }
        var framework: Framework?
        if let summary { framework = try await visit.house.library.framework(summary.identity) }
        let members = members(below, of: place.organisation)
        let isGroup = ![Organisation.Kind.legalEntity, .site].contains(place.organisation.kind)
        return Model(
            organisation: place.organisation, frameworks: frameworks, framework: framework,
            isInterview: summary?.isInterview ?? false, members: members,
            entry: Entry(
                audience: isGroup && !members.isEmpty ? .members : .one, members: Set(members.map(\.id.text)),
                profiles: framework?.defaultProfiles ?? [],
                title: framework.map { proposedTitle($0, visit.today, visit.language) } ?? "", dueOn: ""),
            today: visit.today)
    }

    /// The topmost of what stands below: a hospital stands for its own sites, so that nothing is assessed twice.
    static func members(_ below: [Organisation], of group: Organisation) -> [Organisation] {
        let candidates = below.filter { $0.id != group.id }
        let known = Set(candidates.map(\.id))
        return candidates.filter { member in
            !member.lineage.identifiers.contains { $0 != member.id && known.contains($0) }
        }
    }

    /// "Guide d’hygiène informatique, novembre 2026".
    static func proposedTitle(_ framework: Framework, _ today: Day, _ t: Language) -> String {
        // The long form of a date without its day, which ends at the no-break space.
        let month = t.date(today).split(separator: "\u{00A0}", maxSplits: 1).last.map(String.init) ?? today.text
        return "\(framework.title(t).prefix(150 - month.count - 2)), \(month)"
    }
}
