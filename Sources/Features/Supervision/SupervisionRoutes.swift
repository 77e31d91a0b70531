// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address for people, its gate and its handler.
enum SupervisionRoutes {
    static func all(_ office: SupervisionOffice) -> [Route] {
        typealias P = SupervisionPermissions
        typealias U = SupervisionURL
        let place = URLPath.Part.parameter("organisation")
        let alert = URLPath.Part.parameter("alerteSupervision")
        let host = URLPath.Part.parameter("machine")
        let proposal = URLPath.Part.parameter("proposition")
        let filter = URLPath.Part.parameter("filtre")
        let silence = URLPath.Part.parameter("silence")
        let sender = URLPath.Part.parameter("emetteur")
        let alerts = AlertHandlers(office: office)
        let senders = SendersPage(office: office)
        let rules = RulesPage(office: office)
        let coverage = CoveragePage(office: office)
        let hunt = HuntPage(office: office)
        return [
            .get(U.alerts(place), .holding(P.read)) { visit in try await AlertsPage.show(visit, office) },
            .get(U.alertsLive(place), .holding(P.read)) { visit in try await AlertsPage.stream(visit, office) },
            .get(U.alert(place, alert), .holding(P.read), alerts.show),
            .post(U.alertState(place, alert), .holding(P.manage), alerts.move),
            .get(U.alertFilter(place, alert), .holding(P.manage), alerts.proposeFilter),
            .post(U.alertFilter(place, alert), .holding(P.manage), alerts.addFilter),
            .post(U.alertSilence(place, alert), .holding(P.manage), alerts.silence),
            .get(U.fleet(place), .holding(P.read), FleetPage.show),
            .get(U.host(place, host), .holding(P.read), HostPage.show),
            .post(U.hostImportance(place, host), .holding(P.manage), HostPage.setImportance),
            .get(U.inventory(place), .holding(P.manage), InventoryPage.show),
            .post(U.inventory(place), .holding(P.manage), InventoryPage.load),
            .get(U.coverage(place), .holding(P.read), coverage.show),
            .get(U.rules(place), .holding(P.read), rules.show),
            .post(U.rules(place), .holding(P.manage), rules.propose),
            .get(U.rulesProposal(place, proposal), .holding(P.manage), rules.showProposal),
            .post(U.rulesApplication(place, proposal), .holding(P.manage), rules.apply),
            .post(U.rulesWithdrawal(place, proposal), .holding(P.manage), rules.withdraw),
            .get(U.filters(place), .holding(P.read), FiltersPage.show),
            .post(U.filterRemoval(place, filter), .holding(P.manage), FiltersPage.remove),
            .post(U.filterRestoration(place, filter), .holding(P.manage), FiltersPage.restore),
            .post(U.silenceEnd(place, silence), .holding(P.manage), FiltersPage.endSilence),
            .get(U.senders(place), .holding(P.read), senders.show),
            .post(U.senders(place), .holding(P.manage), senders.create),
            .post(U.senderRevocation(place, sender), .holding(P.manage), senders.revoke),
            .post(U.keptErasure(place), .holding(P.manage), senders.eraseKept),
            .get(U.hunt(place), .holding(P.read), hunt.show),
            .post(U.hunt(place), .holding(P.manage), hunt.start),
            .get(U.notices(place), .holding(P.read), NoticesPage.show),
            .post(U.notices(place), .holding(P.manage), NoticesPage.keep),
        ]
    }
}
