// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Markup
import Organisations
import Primitives
import Site

/// What the address asks of the vault's list; every link of the page is made from it.
struct ProofFilter: Sendable, Hashable {
    var text: String?
    var kind: String?
    var validity: ProofQuery.Validity?
    var page = 1

    static let pageSize = 50

    static let validities: [(word: String, validity: ProofQuery.Validity)] = [
        ("valables", .valid), ("bientot-perimees", .ending), ("perimees", .ended), ("retirees", .withdrawn),
    ]

    init() {}

    init(_ query: Query) {
        text = query["titre"].map { ProofWords.line(String($0.prefix(100))) }
        kind = query["nature"].map { ProofWords.line(String($0.prefix(80))) }
        validity = Self.validities.first { $0.word == query["validite"] }?.validity
        page = query.page
    }

    var isSet: Bool { text != nil || kind != nil || validity != nil }
    var word: String? { Self.validities.first { $0.validity == validity }?.word }
    var offset: Int { (page - 1) * Self.pageSize }

    func href(_ organisation: Organisation.ID, page: Int = 1) -> URLPath {
        ProofsURL.list(.init(organisation)).path.with("titre", text).with("nature", kind).with("validite", word)
            .with("page", page > 1 ? String(page) : nil)
    }

    func form(at organisation: Organisation.ID, kinds: [ProofKind], _ t: Language) -> HTML {
        let path = ProofsURL.list(.init(organisation)).path
        let states = [
            Choice("valables", t("Valables", "Valid")),
            Choice("bientot-perimees", t("Bientôt périmées", "Ending soon")),
            Choice("perimees", t("Périmées", "Expired")), Choice("retirees", t("Retirées", "Withdrawn")),
        ]
        let fields: HTML = """
            \(textField(Field(t, "titre", label: t("Titre", "Title")), value: text ?? "", maxLength: 100))\
            \(select(
                Field(t, "nature", label: t("Nature", "Kind")), groups: ProofFamily.groups(kinds, t), selected: kind,
                placeholder: t("Toutes", "All")))\
            \(select(
                Field(t, "validite", label: t("Validité", "Validity")), states, selected: word,
                placeholder: t("Toutes sauf retirées", "All but withdrawn")))
            """
        return filterForm(t, action: path, fields: fields, reset: isSet ? path : nil)
    }
}
