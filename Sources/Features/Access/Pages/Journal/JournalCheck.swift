// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Walks the whole chain, as work under way: a large journal takes more than the time of a page.
enum JournalCheck {
    @Sendable
    static func start(_ visit: Visit) async throws -> Reply {
        let id: Organisation.ID = try visit.identifier("organisation")
        _ = try await visit.place(id, for: AccessPermissions.readJournal)
        let database = visit.house.database
        let back = PeopleURL.journal(.init(id)).path
        let job = try await visit.house.jobs.start(
            Phrase("Vérification du journal", "Checking the journal"), owner: visit.actor.account, at: visit.now
        ) { _ in
            result(try await JournalStore.verify(database), back: back)
        }
        return .redirect(SiteAddress.job(.init(job)).path)
    }

    static func result(_ verification: Verification, back: URLPath) -> JobBoard.Result {
        let next = (title: Phrase("Revenir au journal", "Back to the journal"), href: back)
        switch verification {
        case .intact(let entries, let head):
            return JobBoard.Result(
                summary: Phrase(
                    "La chaîne est intacte\u{00A0}: \(Language.french.count(entries, ("ligne", "lignes"), ("", "")))",
                    "The chain is whole: \(Language.english.count(entries, ("", ""), ("line", "lines")))"),
                detail: detail(head), next: next)
        case .broken(let sequence, let fault):
            return JobBoard.Result(
                summary: Phrase(
                    "La chaîne est rompue à la ligne \(Language.french.number(sequence))\u{00A0}: "
                        + "\(words(fault).french)",
                    "The chain is broken at line \(Language.english.number(sequence)): \(words(fault).english)"),
                detail: "<p><span class=\"code\">carene journal verify</span></p>", next: next)
        }
    }

    /// The last hash, in groups: short enough for a telephone, and to be copied to paper.
    private static func detail(_ head: String) -> HTML {
        let groups = stride(from: 0, to: head.count, by: 8).map { String(head.dropFirst($0).prefix(8)) }
        return "<p>\(groups.html { "<span class=\"code\">\($0)</span> " })</p>"
    }

    private static func words(_ fault: Verification.Fault) -> Phrase {
        switch fault {
        case .missing: Phrase("une ligne a été retirée.", "a line was removed.")
        case .unlinked: Phrase("elle ne suit pas la précédente.", "it does not follow the one before.")
        case .altered: Phrase("elle a été modifiée.", "it was changed.")
        }
    }
}
