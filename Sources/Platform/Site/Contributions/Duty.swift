// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Organisations
import Primitives

/// Something that has its day: a deadline of a framework, a proof that ends, an action that is due. Features compute them;
/// the calendar shows them and reminds of them.
public struct Duty: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Due by this day.
        case deadline
        /// A window that opens and closes.
        case window
        /// Comes back: an annual exercise, a review.
        case recurring
        /// A proof, an appointment or a right that ends.
        case expiry
        /// An action of the roadmap, or an answer somebody owes.
        case task
        case meeting

        public var title: Phrase {
            switch self {
            case .deadline: Phrase("Échéance", "Deadline")
            case .window: Phrase("Fenêtre", "Window")
            case .recurring: Phrase("Rendez-vous régulier", "Recurring duty")
            case .expiry: Phrase("Fin de validité", "Expiry")
            case .task: Phrase("Action", "Task")
            case .meeting: Phrase("Réunion", "Meeting")
            }
        }
    }

    /// Stable from one day to the next: calendars recognise an event by it.
    public let id: String
    public let kind: Kind
    /// When it must be done, or the last day of the window.
    public let day: Day
    /// The first day of the window.
    public let from: Day?
    public let title: Phrase
    /// Why, and what to do.
    public let detail: Phrase
    public let organisation: Organisation.ID
    public let organisationName: String
    public let lineage: Lineage
    public let href: URLPath
    /// The person it is entrusted to, who sees it whatever their role.
    public let owner: Account.ID?
    /// Who else sees it, where the organisation stands.
    public let audience: Permission
    /// No public source settles the date yet.
    public let isToConfirm: Bool

    public init(
        id: String, kind: Kind, day: Day, from: Day? = nil, title: Phrase, detail: Phrase,
        at organisation: Organisation,
        href: URLPath, owner: Account.ID? = nil, audience: Permission, isToConfirm: Bool = false
    ) {
        self.init(
            id: id, kind: kind, day: day, from: from, title: title, detail: detail, organisation: organisation.id,
            organisationName: organisation.name, lineage: organisation.lineage, href: href, owner: owner,
            audience: audience, isToConfirm: isToConfirm)
    }

    public init(
        id: String, kind: Kind, day: Day, from: Day? = nil, title: Phrase, detail: Phrase,
        organisation: Organisation.ID, organisationName: String, lineage: Lineage, href: URLPath,
        owner: Account.ID? = nil, audience: Permission, isToConfirm: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.day = day
        self.from = from
        self.title = title
        self.detail = detail
        self.organisation = organisation
        self.organisationName = organisationName
        self.lineage = lineage
        self.href = href
        self.owner = owner
        self.audience = audience
        self.isToConfirm = isToConfirm
    }
}

/// Which duties are wanted.
public struct DutyScope: Sendable, Hashable {
    /// The parts of the tree: everything in them and below.
    public let lineages: [Lineage]
    public let today: Day
    /// Overdue ones are wanted too: there is no first day.
    public let until: Day

    public init(lineages: [Lineage], today: Day, until: Day) {
        self.lineages = lineages
        self.today = today
        self.until = until
    }
}
