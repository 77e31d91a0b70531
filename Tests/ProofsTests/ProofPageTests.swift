// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Identity
import Markup
import Organisations
import Primitives
import Testing

@testable import Proofs

@Suite struct ProofPageTests {
    private static func model(
        _ proof: Proof, file: ProofPage.FileState = .none, versions: [Proof] = [], served: [ServedRequirement]? = [],
        manages: Bool = true, replaces: Bool = true
    ) -> ProofPage.Model {
        ProofPage.Model(
            proof: proof, kind: ProofVocabulary.all.first { $0.id == proof.kind }, file: file, versions: versions,
            pins: [ProofPin(framework: "essai", requirement: ProofSample.hostile)], served: served,
            rights: ProofDesk.Rights(manages: manages, replaces: replaces, readsAll: true), today: ProofSample.today,
            zone: .paris)
    }

    private static func served(_ obstacle: String?) -> ServedRequirement {
        ServedRequirement(
            code: "R1", title: ProofSample.hostile, frameworkTitle: "Essai", state: .proven, obstacle: obstacle,
            href: "/evaluations/x")
    }

    @Test(arguments: Language.allCases)
    func `says what it is, for whom and until when`(_ t: Language) {
        let proof = ProofSample.proof(
            5, ProofSample.hostile, note: ProofSample.hostile, until: ProofSample.today.adding(days: 30),
            source: .document(ProofSample.file),
            holders: [ProofSample.organisation(), ProofSample.organisation(2, ProofSample.hostile)])
        let html = ProofPage.render(
            Self.model(proof, file: .entire, served: [Self.served(nil), Self.served("le niveau relevé est 2")]), t)
        ProofSample.check(html)
        #expect(html.text.contains("/fichier\""))
        #expect(html.text.contains("/remplacement\""))
        #expect(html.text.contains("data-confirm"))
        let text = ProofSample.plain(html)
        #expect(text.contains(t("La sécurité", "Security")))
        #expect(text.contains(t("1,4 Mo", "1.4 MB")))
        #expect(text.contains(t("Ne compte pas : le niveau relevé est 2.", "Does not count: le niveau relevé est 2.")))
    }

    @Test func `a file that is missing or altered is said plainly, and not offered`() {
        let proof = ProofSample.proof(source: .document(ProofSample.file))
        for (state, words) in [
            (ProofPage.FileState.missing, "Le fichier manque"), (.altered, "Le fichier est altéré"),
        ] {
            let html = ProofPage.render(Self.model(proof, file: state), .french)
            ProofSample.check(html)
            #expect(ProofSample.plain(html).contains(words))
            #expect(!html.text.contains("/fichier\""))
            #expect(html.text.contains("role=\"alert\""))
        }
    }

    @Test func `what may not be changed is not offered`() {
        let measured = ProofPage.render(
            Self.model(ProofSample.proof(source: .measurement(feature: "governance", object: "x"))), .french)
        #expect(ProofSample.plain(measured).contains("Tenue par Carène"))
        let replaced = ProofPage.render(Self.model(ProofSample.proof(replacedBy: ProofSample.id(9))), .french)
        #expect(ProofSample.plain(replaced).contains("ancienne version"))
        let reader = ProofPage.render(Self.model(ProofSample.proof(), manages: false, replaces: false), .french)
        for html in [measured, replaced, reader] {
            ProofSample.check(html)
            #expect(!html.text.contains("/remplacement"))
            #expect(!html.text.contains("/retrait"))
        }
        let withdrawn = ProofPage.render(Self.model(ProofSample.proof(withdrawn: true)), .french)
        ProofSample.check(withdrawn)
        #expect(withdrawn.text.contains("/retablissement"))
        #expect(!withdrawn.text.contains("/remplacement"))
    }

    @Test func `older versions are linked with their files`() {
        let newest = ProofSample.proof(3, source: .document(ProofSample.file), version: 2)
        let old = ProofSample.proof(2, source: .document(ProofSample.file), replacedBy: newest.id)
        let html = ProofPage.render(Self.model(newest, file: .entire, versions: [newest, old]), .french)
        ProofSample.check(html)
        #expect(html.text.contains("/preuves/\(old.id)\""))
        #expect(html.text.contains("/preuves/\(old.id)/fichier\""))
    }

    @Test func `rights follow roles and authorship`() {
        let (me, other) = (ProofSample.id(1, of: Account.self), ProofSample.id(2, of: Account.self))
        func rights(_ role: Role, author: Account.ID?, elsewhere: Bool = false) -> ProofDesk.Rights? {
            let place = ProofSample.organisation(elsewhere ? 8 : 1)
            let access = Access(
                account: me, name: "",
                grants: [Grant(role: role, organisation: place.id, organisationName: "", lineage: place.lineage)],
                today: ProofSample.today)
            return ProofDesk.rights(access, over: ProofSample.proof(author: author))
        }
        #expect(rights(.securityOfficer, author: other) == .init(manages: true, replaces: true, readsAll: true))
        #expect(rights(.administrator, author: nil) == .init(manages: true, replaces: true, readsAll: true))
        #expect(rights(.director, author: other) == .init(manages: false, replaces: false, readsAll: true))
        #expect(rights(.auditor, author: other) == .init(manages: false, replaces: false, readsAll: true))
        #expect(rights(.contributor, author: me) == .init(manages: false, replaces: true, readsAll: false))
        #expect(rights(.contributor, author: other) == nil)
        #expect(rights(.contributor, author: me, elsewhere: true) == nil)
        #expect(rights(.securityOfficer, author: me, elsewhere: true) == nil)
        #expect(rights(.regionalOfficer, author: me) == nil)
        #expect(rights(.nationalOfficer, author: me) == nil)
    }

    @Test func `only requirements without a rule are offered for attachment`() throws {
        let framework = try Framework(
            identity: try #require(Framework.Identity(identifier: "essai", version: "1.0")), title: "Essai",
            requirements: [
                Requirement(code: "R1", title: "Avec règle", evidence: .proof(ProofCondition(kind: "plan.tested"))),
                Requirement(code: "R2", title: ProofSample.hostile), Requirement(code: "R3", title: "Écrire la charte"),
                Requirement(code: "C", isAssessable: false, title: "Chapitre charte"),
            ])
        func model(_ text: String, pins: [ProofPin] = []) -> AttachmentPage.Model {
            AttachmentPage.model(ProofSample.proof(), pins: pins, text: text, framework: nil, in: [framework])
        }
        #expect(model("").found == nil)
        #expect(model("ecrire CHARTE").found?.map(\.pin.requirement) == ["R3"])
        #expect(model("r").found?.map(\.pin.requirement) == ["R2", "R3"])
        let pinned = model("charte", pins: [ProofPin(framework: "essai", requirement: "R3")])
        #expect(pinned.found?.isEmpty == true)
        #expect(pinned.attached.map(\.title) == ["Écrire la charte"])
        for model in [model(""), model("introuvable"), model("r"), pinned] {
            ProofSample.check(AttachmentPage.render(model, .french))
        }
    }
}
