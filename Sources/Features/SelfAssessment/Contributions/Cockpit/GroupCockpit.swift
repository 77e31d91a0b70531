// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Frameworks
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The first page of a group: how its campaign goes, and what to do first for the members together.
enum GroupCockpit {
    /// The running campaign, else the last one; nil without a campaign that the person may read.
    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart? {
        let access = visit.access
        let found = try await visit.read { session -> CampaignReader.Reading? in
            let campaigns = try CampaignStore.campaigns(under: organisation.lineage, limit: 5, in: session)
            guard let campaign = campaigns.first(where: { $0.closedAt == nil }) ?? campaigns.first else { return nil }
            return try CampaignReader.read(campaign, for: access, in: session)
        }
        guard let found, !found.members.isEmpty,
            let framework = try await visit.house.library.framework(found.campaign.framework)
        else { return nil }
        let model = CampaignModel(
            comparison: CampaignComparison(found, in: framework, missedBelow: 1, limit: .max),
            today: visit.today)
        return render(model, visit.language)
    }

    static func render(_ model: CampaignModel, _ t: Language) -> CockpitPart {
        let panel = sheet(
            model.campaign.title,
            action: Action(
                t("Comparer les membres", "Compare the members"), href: model.address(.mean, CampaignOrder())),
            CampaignPanel.html(model, t))
        let map = sheet(
            t("Où en est chacun, chapitre par chapitre", "Where each one stands, chapter by chapter"),
            CampaignTables(model: model, t: t).heatMap)
        return CockpitPart(
            figures: GroupFigures(model: model, t: t).list, todo: GroupSteps(model: model, t: t).list, panels: [panel],
            wide: [map])
    }
}
