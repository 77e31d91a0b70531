// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// Objectives and what is handed in: where each objective stands with its proofs, and the dossier that shows it to others.
public struct DossiersFeature: Feature {
    public let identifier = "dossiers"

    public init() {}

    public var permissions: [Permission] { DossierPermissions.all }

    public var routes: [Route] {
        let parts = DossierURL.Part.parameter
        let (organisation, framework, version) = (parts("organisation"), parts("framework"), parts("version"))
        return [
            .get(DossierURL.list(organisation), .holding(DossierPermissions.read), ObjectiveListPage.show),
            .get(
                DossierURL.objectives(organisation, framework, version), .holding(DossierPermissions.read),
                ObjectivePage.show),
            .get(
                DossierURL.archive(organisation, framework, version), .holding(DossierPermissions.export),
                DossierDownloads.archive),
            .get(
                DossierURL.report(organisation, framework, version), .holding(DossierPermissions.read),
                DossierDownloads.report),
        ]
    }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard let place = place(visit, organisation) else { return [] }
        let href = DossierURL.list(.init(place)).path
        return [
            MenuEntry(
                pillar: .governance, title: Phrase("Objectifs et dossiers", "Objectives and dossiers"), href: href,
                area: [href.text])
        ]
    }

    /// The organisation in view; on a person's own pages, the first where they may read, so that the menu does not move.
    private func place(_ visit: Visit, _ organisation: Organisation?) -> Organisation.ID? {
        guard let organisation else {
            let kept: Set<Role> = [.regionalOfficer, .nationalOfficer]
            return visit.access.grants.first {
                DossierPermissions.read.roles.contains($0.role) && !kept.contains($0.role)
            }?.organisation
        }
        let holds = [.ght, .legalEntity, .site].contains(organisation.kind)
        return holds && visit.access.may(DossierPermissions.read, in: organisation.lineage) ? organisation.id : nil
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        switch action {
        case "dossier.exported":
            language(
                "A sorti le dossier «\u{00A0}\(detail)\u{00A0}» avec ses preuves",
                "Took out the dossier “\(detail)” with its proofs")
        case "objectives.exported":
            language(
                "A imprimé l’état des objectifs «\u{00A0}\(detail)\u{00A0}»", "Printed the objectives of “\(detail)”")
        default: nil
        }
    }
}
