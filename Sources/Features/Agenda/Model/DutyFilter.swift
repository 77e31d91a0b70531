// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Organisations
import Primitives
import Site

/// What the reader of an agenda asked to see.
struct DutyFilter: Sendable, Hashable {
    var kind: Duty.Kind?
    var organisation: Organisation.ID?
    var text = ""
    var isMineOnly = false

    init(kind: Duty.Kind? = nil, organisation: Organisation.ID? = nil, text: String = "", isMineOnly: Bool = false) {
        self.kind = kind
        self.organisation = organisation
        self.text = text
        self.isMineOnly = isMineOnly
    }

    /// A value that nobody could have chosen counts as none.
    init(_ query: Query) {
        kind = query["nature"].flatMap(Duty.Kind.init(rawValue:))
        organisation = query["etablissement"].flatMap { Organisation.ID($0) }
        text = query["q"] ?? ""
        isMineOnly = query["confie"] == "oui"
    }

    var isEmpty: Bool { self == DutyFilter() }

    /// The same filter on another page.
    func kept(on path: URLPath) -> URLPath {
        path.with("nature", kind?.rawValue).with("etablissement", organisation?.text)
            .with("q", text.isEmpty ? nil : text).with("confie", isMineOnly ? "oui" : nil)
    }

    /// Every word must be found, whatever its accents: in the title, the reason or the establishment's name.
    func apply(to duties: [Duty], for account: Account.ID) -> [Duty] {
        let words = folded(text).split(separator: " ")
        return duties.filter { duty in
            if let kind, duty.kind != kind { return false }
            if let organisation, duty.organisation != organisation { return false }
            if isMineOnly, !duty.isEntrusted(to: account) { return false }
            guard !words.isEmpty else { return true }
            let all = folded(
                [
                    duty.title.french, duty.title.english, duty.detail.french, duty.detail.english,
                    duty.organisationName,
                ].joined(separator: " "))
            return words.allSatisfy { all.contains($0) }
        }
    }
}
