// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Planning
import Primitives
import Site
import Testing

@testable import Roadmap

struct DraftTests {
    private let t = Language.french
    private let today = RoadmapSample.today

    private func opening(_ changes: [String: String] = [:]) -> (RoadmapSettings, FormErrors) {
        var fields = [
            "titre": "Feuille", "debut": Quarter(today).adding(1).text, "trimestres": "8", "poids-care-d2@1": "2",
            "poids-autre@1": "0", "budget-1": "400 000 €", "budget-2": "", "budget-3": "1,5", "etablissement": "nord",
        ]
        for skill in Skill.allCases { fields["jours-\(skill.rawValue)"] = "20" }
        fields.merge(changes) { $1 }
        let draft = OpeningDraft(
            Form(fields.map { ($0.key, $0.value) }), frameworks: ["care-d2@1", "autre@1"])
        var errors = FormErrors()
        let settings = draft.settings(
            members: ["nord", "sud"], actions: ["ACT-01"], today: today, &errors, t)
        return (settings, errors)
    }

    @Test func `the form of a roadmap becomes its settings`() {
        let (settings, errors) = opening()
        #expect(errors.isEmpty)
        #expect(settings.frameworks == [.init(identity: "care-d2@1", weight: 2)] && settings.members == ["nord"])
        #expect(settings.budgets.prefix(2) == [400_000, 400_000] && settings.capacity[.care] == 20)
    }

    @Test(arguments: [
        ("titre", ""), ("titre", String(repeating: "a", count: 151)), ("debut", "2019-1"), ("debut", "x"),
        ("trimestres", "3"), ("trimestres", "13"), ("trimestres", "99999999999999999999"), ("poids-care-d2@1", "7"),
        ("budget-1", ""), ("budget-1", "-4"), ("budget-1", "1e9"), ("budget-1", "99999999999"),
        ("jours-care", "beaucoup"),
        ("jours-care", ""), ("etablissement", "ailleurs"),
    ])
    func `what is wrong in the form of a roadmap is told`(field: String, value: String) {
        #expect(!opening([field: value]).1.isEmpty)
    }

    private func action(_ changes: [String: String] = [:]) -> (CandidateAction, FormErrors) {
        var fields = [
            "code": "loc-01", "titre": "Essayer", "description": "", "pilier": "operations", "cout-bas": "1 000",
            "cout-haut": "2 000,5", "annuel-bas": "0", "annuel-haut": "0", "duree": "2", "prealables": "act-01",
            "mutualisable": "oui", "facteur-cout": "1,2", "facteur-jours": "1.5", "jours-care": "3",
            "exigences": "care-d2 D2.1 0,6\ncare-d2 D2.2 1",
        ]
        fields.merge(changes) { $1 }
        var errors = FormErrors()
        let draft = ActionDraft(Form(fields.map { ($0.key, $0.value) }))
        let action = draft.action(
            keeping: nil, known: ["ACT-01"],
            codes: { framework, code in framework == "care-d2" ? ["D2.1", "D2.2"].contains(code) : nil }, &errors, t)
        return (action, errors)
    }

    @Test func `the form of an action becomes an action, and shows it again`() {
        let (made, errors) = action()
        #expect(errors.isEmpty)
        #expect(made.id == "LOC-01" && made.cost == .init(low: 1000, high: 2000.5) && made.after == ["ACT-01"])
        #expect(made.sharing == .init(costFactor: 1.2, effortFactor: 1.5) && made.effort == [.care: 3])
        #expect(made.closes.map(\.share) == [0.6, 1])
        let draft = ActionDraft(made)
        #expect(draft.costHigh == "2000,5" && draft.closes.contains("care-d2 D2.1 0,6") && draft.isShared)
    }

    @Test(arguments: [
        ("code", "a b"), ("code", ""), ("titre", ""), ("pilier", "x"), ("cout-bas", "x"), ("cout-haut", "10"),
        ("duree", "0"), ("duree", "21"), ("prealables", "ACT-99"), ("prealables", "LOC-01"), ("facteur-cout", "0"),
        ("facteur-jours", ""), ("jours-care", "-1"), ("exigences", "care-d2 D2.1"), ("exigences", "care-d2 D9 0,5"),
        ("exigences", "autre D2.1 0,5"), ("exigences", "care-d2 D2.1 1,5"),
        ("exigences", String(repeating: "care-d2 D2.1 1\n", count: 300)),
    ])
    func `what is wrong in the form of an action is told`(field: String, value: String) {
        #expect(!action([field: value]).1.isEmpty)
    }

    private func update(_ changes: [String: String]) -> (TaskUpdate, FormErrors) {
        let day = today.adding(days: -3).text
        var fields = [
            "etat": "underWay", "avancement": "40", "debut": day, "fin": "", "depense": "1 200", "note": "Oui.",
            "revision": "2",
        ]
        fields.merge(changes) { $1 }
        var errors = FormErrors()
        return (TaskDraft(Form(fields.map { ($0.key, $0.value) })).update(today: today, &errors, t), errors)
    }

    @Test func `an update is read`() {
        let (made, errors) = update([:])
        #expect(errors.isEmpty && made.status == .underWay && made.progress == 40 && made.spent == 1200)
        #expect(made.basedOn == 2)
    }

    @Test(arguments: [
        ("etat", "x"), ("avancement", "101"), ("avancement", "-1"), ("avancement", "x"), ("depense", "x"),
        ("debut", ""), ("debut", "2026-02-30"), ("debut", "2999-01-01"), ("etat", "done"), ("fin", "2000-01-01"),
        ("note", String(repeating: "a", count: 2001)),
    ])
    func `what is wrong in an update is told beside a field that exists`(field: String, value: String) {
        let errors = update([field: value]).1
        let known: Set<String> = ["etat", "avancement", "debut", "fin", "depense", "note"]
        #expect(!errors.isEmpty && errors.all.allSatisfy { known.contains($0.field) })
    }

    @Test(
        arguments: [
            ([:], false), (["budget": "0.8"], true), (["budget": "7"], false), (["personne": "care"], true),
            (["personne": "magie"], false), (["avec": "ACT-01"], true), (["avec": "X"], false),
            (["avec": "ACT-01", "sans": "ACT-01"], false),
        ] as [([String: String], Bool)])
    func `a supposition changes at least one thing that exists`(changes: [String: String], isSound: Bool) throws {
        var fields = ["budget": "1.0", "personne": "", "avec": "", "sans": ""]
        fields.merge(changes) { $1 }
        var errors = FormErrors()
        let whatIf = ScenarioDraft(Form(fields.map { ($0.key, $0.value) })).whatIf(
            try RoadmapSample.snapshot(), &errors, t)
        #expect(errors.isEmpty == isSound)
        if isSound { #expect(whatIf != .none) }
    }

    @Test(arguments: [
        ("400 000", 400_000.0 as Double?), ("400\u{202F}000\u{00A0}€", 400_000), ("12,5", 12.5), ("0", 0), ("", nil),
        ("-1", nil), ("1e5", nil), ("inf", nil), ("nan", nil), ("1,2,3", nil), ("999999999999999999999", nil),
    ])
    func `a number is read as people type it`(text: String, value: Double?) {
        #expect(TypedNumber.value(text) == value)
    }

    @Test func `each permission belongs to those who were named`() {
        #expect(RoadmapPermissions.read.roles == [.administrator, .securityOfficer, .director, .auditor])
        #expect(RoadmapPermissions.manage.roles == [.administrator, .securityOfficer])
        #expect(RoadmapPermissions.contribute.roles == [.contributor])
        #expect(RoadmapPermissions.enter.roles.isSuperset(of: RoadmapPermissions.read.roles))
        #expect(Set(RoadmapPermissions.all.map(\.id)).count == RoadmapPermissions.all.count)
        #expect(RoadmapPermissions.all.allSatisfy { $0.id.hasPrefix("roadmap.") })
    }

    @Test func `every action that is written to the journal is told`() {
        for action in [
            "roadmapAction.added", "roadmapAction.changed", "roadmapAction.reset", "roadmap.opened", "roadmap.computed",
            "roadmap.supposed", "roadmap.supposed.removed", "roadmap.split", "roadmap.adopted", "roadmap.released",
            "roadmap.closed", "roadmap.reopened", "roadmap.exported", "roadmapTask.updated", "roadmapTask.entrusted",
            "roadmapTask.takenBack", "roadmapTask.proven", "roadmapTask.unproven",
        ] {
            let words = Language.allCases.compactMap { JournalWords.sentence(action, "détail", $0) }
            #expect(Set(words).count == 2, "\(action)")
        }
        #expect(JournalWords.sentence("autre.chose", "", .french) == nil)
    }
}
