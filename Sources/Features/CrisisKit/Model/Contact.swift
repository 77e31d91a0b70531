// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Identity
import Organisations
import Primitives

/// Somebody to call in a crisis: first a role, then whoever holds it today.
struct Contact: Sendable, Hashable {
    typealias ID = Identifier<Contact>

    enum Circle: String, Sendable, Hashable, CaseIterable {
        case direction
        case digital
        case care
        case logistics
        case supplier
        case authority

        /// A telephone that somebody else keeps answered: whoever picks it up has no name here, and no deputy.
        var isOutside: Bool { self == .supplier || self == .authority }

        var title: Phrase {
            switch self {
            case .direction: Phrase("Direction", "Management")
            case .digital: Phrase("Numérique et sécurité", "Digital and security")
            case .care: Phrase("Soins et plateau technique", "Care and technical platform")
            case .logistics: Phrase("Technique et logistique", "Building and logistics")
            case .supplier: Phrase("Fournisseur", "Supplier")
            case .authority: Phrase("Autorité et secours", "Authority and rescue")
            }
        }
    }

    let id: ID
    let keeper: Keeper
    let role: String
    let person: String
    let circle: Circle
    /// Nil when nothing is known, or when it cannot be unsealed.
    let reach: Reach?
    /// Sealed under another key than this installation's.
    let isUnreadable: Bool
    let deputy: ID?
    /// The deputy's role and name, for lists.
    let deputyName: String?
    /// The day on which the numbers were last tried.
    let checkedOn: Day?
    let isRemoved: Bool

    /// "RSSI, Claire Morvan"; the role alone when nobody is named.
    var name: String { Self.name(role, person) }

    static func name(_ role: String, _ person: String) -> String { person.isEmpty ? role : "\(role), \(person)" }
}

/// How somebody can be reached when the hospital's own means are down. Personal data: sealed at rest, shown only to those
/// who may read the kit, never in a log nor in the journal.
struct Reach: Sendable, Hashable, Codable {
    var work = ""
    var first = ""
    var second = ""
    /// Outside of the information system: radio, messenger, meeting place.
    var channel = ""

    static let purpose = SecretKey.Purpose("carene.crisis-contact.v1")
    static let numberLimit = 40
    static let channelLimit = 300

    var isEmpty: Bool { work.isEmpty && first.isEmpty && second.isEmpty && channel.isEmpty }
    var hasPrivateNumber: Bool { !first.isEmpty || !second.isEmpty }

    func sealed(under key: SecretKey, of owner: Contact.ID) throws -> [UInt8]? {
        guard !isEmpty else { return nil }
        return try key.seal(Array(try JSONEncoder().encode(self)), for: Self.purpose, of: owner.text)
    }

    static func unsealed(_ bytes: [UInt8], under key: SecretKey, of owner: String) -> Reach? {
        guard let plain = try? key.unseal(bytes, for: purpose, of: owner) else { return nil }
        return try? JSONDecoder().decode(Reach.self, from: Data(plain))
    }

    /// What a telephone number may be made of; letters too, for "poste 12" and "demander le cadre".
    static func isNumber(_ text: String) -> Bool {
        text.isEmpty
            || text.unicodeScalars.count <= numberLimit && text.contains { $0.isNumber }
                && !text.contains { $0.isNewline }
    }
}

struct ContactDraft: Sendable, Hashable {
    var role = ""
    var person = ""
    var circle = Contact.Circle.direction
    var reach = Reach()
    var deputy: Contact.ID?
    var checkedOn: Day?
}
