// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HTTPTypes
import Markup
import Organisations
import Primitives
import Site
import TestSupport
import Testing

/// Whole pages as their readers get them, with identifiers made anonymous.
@Suite("Pages", .serialized)
struct PageSnapshotTests {
    @Test func `pages of the demonstration are the golden ones`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let inside = try await Fixture.inside(test)
            let group = try test.demonstration.organisation(.group).id.text
            let pages: [(String, String, Demonstration.Position?)] = [
                ("sign-in", "/connexion", nil),
                ("cockpit-establishment", "/etablissements/\(inside.organisation)", .rssi),
                ("cockpit-group", "/etablissements/\(group)", .rssi),
                ("assessments", "/etablissements/\(group)/evaluations", .rssi),
                ("assessment", "/evaluations/\(inside.assessment)", .rssi),
                ("chapter", "/evaluations/\(inside.assessment)/chapitres/T1", .rssi),
                ("campaign", "/campagnes/\(inside.campaign)", .rssi),
                ("frameworks", "/referentiels", .director),
                ("establishments", "/etablissements", .administrator),
                ("not-found", "/n-existe-pas", .rssi),
            ]
            for (name, path, role) in pages {
                let answer = try await test.get(path, as: role)
                #expect(TagBalance.fault(in: answer.text) == nil, "\(name)")
                let difference = try SnapshotText.difference(Self.anonymous(answer.text), named: "\(name).html")
                #expect(difference == nil)
            }
        }
    }

    /// Every page in English too: balanced, and without a French word of the frame.
    @Test func `pages speak English to who asks for it`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let inside = try await Fixture.inside(test)
            for path in [
                "/etablissements/\(inside.organisation)", "/evaluations/\(inside.assessment)", "/referentiels",
            ] {
                let language = try await test.get("/langue/en?suite=\(path)", as: .rssi)
                #expect(language.headers[values: .setCookie].contains { $0.hasPrefix("carene-langue=en") })
                let answer = try await test.get(path, as: .rssi, language: "en")
                let isEnglish = answer.text.contains("<html lang=\"en\"")
                #expect(isEnglish, "\(path)")
                #expect(TagBalance.fault(in: answer.text) == nil)
                let french = ["Tableau de bord", "Se déconnecter", "Gouvernance et résilience"]
                let shown = french.filter { answer.text.contains($0) }
                #expect(shown.isEmpty, "\(path)")
            }
        }
    }

    private static func anonymous(_ text: String) -> String {
        text.replacing(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "ID")
            .replacing(/\/fichiers\/[0-9a-f]{16}\//, with: "/fichiers/DIGEST/")
            .replacing("><", with: ">\n<")
    }
}
