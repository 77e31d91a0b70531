// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import Proofs

@Suite struct RegistrationTests {
    private static func model(_ kind: String?) -> RegistrationPage.Model {
        let group = ProofSample.organisation()
        var model = RegistrationPage.Model(
            organisation: group, kinds: ProofVocabulary.all, kind: ProofVocabulary.all.first { $0.id == kind },
            today: ProofSample.today)
        model.places = [group, ProofSample.organisation(2, ProofSample.hostile, kind: .legalEntity, under: group)]
        model.words = ["scope": ["backup", "production"], "subject": ["backup", "security"]]
        return model
    }

    private static func framework() throws -> Framework {
        try Framework(
            identity: try #require(Framework.Identity(identifier: "essai", version: "1.0")), title: "Essai",
            requirements: [
                Requirement(
                    code: "R1", title: "Sauvegardes",
                    evidence: .any([
                        .proof(
                            ProofCondition(
                                kind: "policy.document",
                                facts: [FactCondition(name: "subject", value: .text("backup"))])),
                        .proof(ProofCondition(kind: "plan.tested")),
                    ])),
                Requirement(code: "R2", title: "Sans règle"),
            ])
    }

    @Test(arguments: Language.allCases)
    func `the kind is asked first, by family`(_ t: Language) throws {
        var model = Self.model(nil)
        model.target = RegistrationPage.target("essai/R1", in: [try Self.framework()])
        let html = RegistrationPage.render(model, t)
        ProofSample.check(html)
        #expect(html.text.contains("<optgroup"))
        #expect(html.text.contains("method=\"get\""))
        // What the requirement asks for is chosen already.
        #expect(html.text.contains("value=\"policy.document\" selected"))
        #expect(html.text.contains("name=\"exigence\" value=\"essai/R1\""))
    }

    @Test func `a requirement is found by its framework and code`() throws {
        let frameworks = [try Self.framework()]
        #expect(RegistrationPage.target("essai/R1", in: frameworks)?.kinds == ["policy.document", "plan.tested"])
        #expect(RegistrationPage.target("essai/R2", in: frameworks)?.kinds == [])
        for text in ["", "essai", "essai/", "autre/R1", "essai/R9", "essai/R1/R2"] {
            #expect(RegistrationPage.target(text, in: frameworks) == nil)
        }
    }

    @Test func `places stand by name, each before what it holds`() {
        let group = ProofSample.organisation()
        let south = ProofSample.organisation(2, "Sud", kind: .legalEntity, under: group)
        let north = ProofSample.organisation(3, "Nord", kind: .legalEntity, under: group)
        let site = ProofSample.organisation(4, "Annexe", kind: .site, under: south)
        let order = RegistrationPage.ordered([site, group, north, south], under: group.id)
        #expect(order.map(\.name) == ["Nord", "Sud", "Annexe"])
    }

    @Test func `words are those of the rules`() throws {
        let kind = try #require(ProofVocabulary.all.first { $0.id == "policy.document" })
        #expect(FactVocabularies.words(of: kind, in: [try Self.framework()]) == ["subject": ["backup"]])
    }

    @Test(arguments: Language.allCases)
    func `the form shows the facts of the kind`(_ t: Language) {
        var model = Self.model("directory.level")
        model.entry.facts = ["scope": "backup", "level": "3"]
        model.entry.title = ProofSample.hostile
        model.entry.holders = [model.organisation.id.text]
        let html = RegistrationPage.render(model, t)
        ProofSample.check(html)
        #expect(html.text.contains("enctype=\"multipart/form-data\""))
        #expect(html.text.contains("value=\"backup\" selected"))
        #expect(html.text.contains("value=\"3\" selected"))
        #expect(html.text.contains("name=\"autre-scope\""))
        #expect(ProofSample.plain(html).contains(t("Tout le groupement", "The whole group")))
        #expect(ProofSample.plain(html).contains(t("Les sauvegardes", "Backups")))
    }

    @Test func `a form that comes back keeps what was typed, with each fault beside its field`() throws {
        var model = Self.model("policy.document")
        model.entry.title = "Une politique"
        model.entry.months = "douze"
        model.entry.otherWords = ["subject": "un autre sujet"]
        model.errors.add("Trop long.", to: "mois")
        model.errors.add("Choisissez le fichier à nouveau.", to: "fichier")
        let html = RegistrationPage.render(model, .french)
        ProofSample.check(html)
        #expect(html.text.contains("value=\"Une politique\""))
        #expect(html.text.contains("value=\"douze\""))
        #expect(html.text.contains("value=\"un autre sujet\""))
        #expect(html.text.contains("href=\"#champ-mois\""))
        #expect(html.text.contains("id=\"champ-fichier-erreur\""))
    }

    @Test func `a newer version may keep the document`() {
        var model = Self.model("policy.document")
        model.previous = ProofSample.proof(7, source: .document(ProofSample.file))
        let html = RegistrationPage.render(model, .french)
        ProofSample.check(html)
        #expect(html.text.contains("/remplacement"))
        #expect(html.text.contains("name=\"meme-fichier\""))
        #expect(ProofSample.plain(html).contains("politique.pdf"))
    }

    @Test func `links of other features lead to the form`() {
        let group = ProofSample.organisation()
        let path = ProofAddress.registration(
            at: group.id, kind: "directory.level", facts: [("scope", "backup"), ("subject", "a b")],
            requirement: ProofPin(framework: "essai", requirement: "R1"))
        #expect(
            path.full
                == "\(ProofsURL.registration(.init(group.id)).path.full)?nature=directory.level&fait-scope=backup"
                + "&sujet=a%20b&exigence=essai%2FR1")
        #expect(ProofAddress.list(of: group.id) == ProofsURL.list(.init(group.id)).path)
        let proof = ProofSample.proof()
        #expect(ProofAddress.proof(proof.id) == ProofsURL.proof(.init(proof.id)).path)
    }
}
