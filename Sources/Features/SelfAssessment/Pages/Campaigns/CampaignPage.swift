// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Frameworks
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// The members of a group side by side: who is where, and what they would gain to do together.
enum CampaignPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let reading = try await reading(visit)
        let t = visit.language
        let model = CampaignModel(
            comparison: try await comparison(reading, visit),
            measure: visit.query["mesure"].flatMap(CampaignMeasure.init(rawValue:)) ?? .mean,
            order: order(visit), today: visit.today,
            manages: visit.access.may(AssessmentPermissions.manage, in: reading.campaign.lineage))
        let list = Crumb(
            t("Évaluations", "Assessments"),
            href: place(reading).map { AssessmentURL.list(.init($0.organisation.id)).path })
        return visit.page(
            Page(
                model.title(t), at: place(reading), trail: [list, Crumb(reading.campaign.title)],
                main: CampaignModel.render(model, t)))
    }

    /// The table of the page, for a spreadsheet.
    @Sendable
    static func export(_ visit: Visit) async throws -> Reply {
        let (comparison, measure) = try await exported(visit, as: "CSV")
        return .download(
            CampaignCSV.write(comparison, measure), name: "comparaison-\(comparison.campaign.title).csv",
            mediaType: "text/csv; charset=utf-8")
    }

    @Sendable
    static func exportWorkbook(_ visit: Visit) async throws -> Reply {
        let (comparison, measure) = try await exported(visit, as: "Excel")
        return .download(
            try CampaignWorkbook.bytes(of: comparison, measure, at: visit.now, visit.language),
            name: "comparaison-\(comparison.campaign.title).xlsx", mediaType: AssessmentDownloads.workbookType)
    }

    /// What leaves Carène is noted in the journal.
    private static func exported(
        _ visit: Visit, as format: String
    ) async throws -> (CampaignComparison, CampaignMeasure) {
        let reading = try await reading(visit)
        let measure = visit.query["mesure"].flatMap(CampaignMeasure.init(rawValue:)) ?? .mean
        let comparison = try await comparison(reading, visit)
        let campaign = reading.campaign
        try await visit.change { change in
            try change.record(
                "campaign.exported", organisation: campaign.organisation.text, subject: campaign.id.text, detail: format
            )
        }
        return (comparison, measure)
    }

    @Sendable
    static func close(_ visit: Visit) async throws -> Reply {
        let campaign = try await managed(visit)
        try await visit.change { change in try CampaignStore.close(campaign, in: change) }
        return .redirect(
            AssessmentURL.campaign(.init(campaign.id)).path,
            notice: visit.language("La campagne est close.", "The campaign is closed."))
    }

    @Sendable
    static func reopen(_ visit: Visit) async throws -> Reply {
        let campaign = try await managed(visit)
        try await visit.change { change in try CampaignStore.reopen(campaign, in: change) }
        return .redirect(
            AssessmentURL.campaign(.init(campaign.id)).path,
            notice: visit.language("La campagne est de nouveau ouverte.", "The campaign is open again."))
    }

    private static func managed(_ visit: Visit) async throws -> Campaign {
        let campaign = try await reading(visit).campaign
        guard visit.access.may(AssessmentPermissions.manage, in: campaign.lineage) else { throw Refusal.forbidden }
        return campaign
    }

    private static func reading(_ visit: Visit) async throws -> CampaignReader.Reading {
        let id: Campaign.ID = try visit.identifier("campaign")
        let access = visit.access
        let found = try await visit.read { session in try CampaignReader.read(id, for: access, in: session) }
        guard let found else { throw Refusal.notFound }
        return found
    }

    private static func comparison(
        _ reading: CampaignReader.Reading, _ visit: Visit
    ) async throws -> CampaignComparison {
        guard let framework = try await visit.house.library.framework(reading.campaign.framework) else {
            throw AssessmentError.unknownFramework
        }
        return CampaignComparison(reading, in: framework)
    }

    private static func place(_ reading: CampaignReader.Reading) -> Place? {
        reading.path.last.map { Place(organisation: $0, ancestors: reading.path.dropLast()) }
    }

    private static func order(_ visit: Visit) -> CampaignOrder {
        guard let key = visit.query["tri"].flatMap(CampaignOrder.Key.init(rawValue:)) else { return CampaignOrder() }
        return CampaignOrder(key: key, isDescending: visit.query["ordre"] == "decroissant")
    }
}

extension CampaignComparison {
    init(
        _ reading: CampaignReader.Reading, in framework: Framework, missedBelow share: Double = 0.5, limit: Int = 10
    ) {
        self.init(
            campaign: reading.campaign, vision: reading.vision, members: reading.members, medians: reading.medians,
            misses: Self.misses(reading.levels, in: framework, below: share, limit: limit),
            history: reading.history)
    }
}
