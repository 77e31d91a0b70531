// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Contacts as a table, out and in. What goes out holds private numbers: the journal keeps who took it.
enum ContactsFile {
    static let columns = [
        "role", "personne", "cercle", "numero_prive_1", "numero_prive_2", "numero_travail", "autre_moyen", "suppleant",
        "essaye_le",
    ]
    /// Nobody has more to type by hand; a larger file is a mistake.
    static let rowLimit = 500
    private static let fileLimit = 2 << 20

    @Sendable
    static func export(_ visit: Visit) async throws -> Reply {
        let place = try await visit.kitPlace()
        let organisation = place.organisation
        let key = visit.secretKey
        let contacts = try await visit.read { session in
            try ContactStore.all(under: organisation.lineage, under: key, in: session)
        }
        try await visit.change { change in
            try change.record(
                "kit.contacts.exported", organisation: organisation.id.text, detail: String(contacts.count))
        }
        return .download(
            write(contacts), name: "contacts-de-crise-\(organisation.name).csv", mediaType: "text/csv; charset=utf-8")
    }

    static func write(_ contacts: [Contact]) -> [UInt8] {
        var file = CSVWriter(.frenchExcel)
        file.write(columns + ["etablissement"])
        for contact in contacts { file.write(row(contact) + [contact.keeper.name]) }
        return file.take()
    }

    static func row(_ contact: Contact) -> [String] {
        let reach = contact.reach ?? Reach()
        return [
            contact.role, contact.person, contact.circle.title(.french), reach.first, reach.second, reach.work,
            reach.channel, contact.deputyName ?? "", contact.checkedOn?.text ?? "",
        ]
    }

    @Sendable
    static func load(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form(fileLimit: fileLimit)
        let place = try await visit.kitPlace(CrisisKitPermissions.manage)
        let t = visit.language
        guard let upload = form.file("fichier") else {
            return try await ContactsPage.show(
                visit, at: place, fault: t("Choisissez d’abord un fichier.", "Choose a file first."))
        }
        let path = upload.path
        let (key, keeper) = (visit.secretKey, place.organisation.id)
        do {
            let rows = try withExtendedLifetime(upload) { try read(.file(path: path)) }
            let (added, changed) = try await visit.change { change in
                _ = try visit.place(keeper, for: CrisisKitPermissions.manage, in: change.session)
                return try keep(rows, at: keeper, under: key, in: change)
            }
            return .redirect(
                CrisisKitURL.contacts(.init(keeper)).path,
                notice: t(
                    "Contacts repris\u{00A0}: \(t.number(added)) ajoutés, \(t.number(changed)) mis à jour.",
                    "Contacts taken: \(t.number(added)) added, \(t.number(changed)) updated."))
        } catch let error as any ExplainedError {
            return try await ContactsPage.show(visit, at: place, fault: error.message(t))
        }
    }

    struct Line: Sendable {
        let number: Int
        var draft: ContactDraft
        /// The deputy as written: a role, or "role, name".
        let deputy: String
    }

    static func read(_ source: ByteSource) throws -> [Line] {
        let file = try TableFile(source)
        let header = CSVHeader(names: file.header)
        let role = try header.columns(["role"])[0]
        guard !file.rows.isEmpty else { throw CrisisKitError.emptyImport }
        guard file.rows.count <= rowLimit else { throw CrisisKitError.tooMany(limit: rowLimit) }
        return try zip(file.lines, file.rows).map { number, row in
            func cell(_ name: String) -> String {
                guard let index = header.column(name), row.indices.contains(index) else { return "" }
                return row[index].trimmed
            }
            var draft = ContactDraft()
            draft.role = row.indices.contains(role) ? row[role].trimmed : ""
            draft.person = cell("personne")
            draft.reach = Reach(
                work: cell("numero_travail"), first: cell("numero_prive_1"), second: cell("numero_prive_2"),
                channel: cell("autre_moyen"))
            draft.circle = try circle(cell("cercle"), number)
            draft.checkedOn = try day(cell("essaye_le"), number)
            try check(draft, number)
            return Line(number: number, draft: draft, deputy: cell("suppleant"))
        }
    }

    private static func circle(_ text: String, _ line: Int) throws(CrisisKitError) -> Contact.Circle {
        if text.isEmpty { return .digital }
        let wanted = folded(text)
        let found = Contact.Circle.allCases.first {
            [folded($0.title.french), folded($0.title.english), folded($0.rawValue)].contains(wanted)
        }
        guard let found else {
            let known = Contact.Circle.allCases
            throw .refusedLine(
                line,
                Phrase(
                    "le cercle «\u{00A0}\(text.prefix(60))\u{00A0}» n’est pas l’un de\u{00A0}: \(known.map(\.title.french).joined(separator: ", ")).",
                    "the circle “\(text.prefix(60))” is none of: \(known.map(\.title.english).joined(separator: ", "))."
                ))
        }
        return found
    }

    private static func day(_ text: String, _ line: Int) throws(CrisisKitError) -> Day? {
        if text.isEmpty { return nil }
        guard let day = Day(text: text), (1990...2200).contains(day.year) else {
            throw .refusedLine(
                line, Phrase("une date s’écrit 2026-11-30.", "a date is written 2026-11-30."))
        }
        return day
    }

    private static func check(_ draft: ContactDraft, _ line: Int) throws(CrisisKitError) {
        guard !draft.role.isEmpty else {
            throw .refusedLine(line, Phrase("le rôle est vide.", "the role is empty."))
        }
        guard [draft.reach.work, draft.reach.first, draft.reach.second].allSatisfy(Reach.isNumber) else {
            throw .refusedLine(
                line,
                Phrase(
                    "un numéro n’a pas de chiffre ou dépasse \(Reach.numberLimit) caractères.",
                    "a number has no digit or is longer than \(Reach.numberLimit) characters."))
        }
        guard draft.role.unicodeScalars.count <= 150, draft.person.unicodeScalars.count <= 150,
            draft.reach.channel.unicodeScalars.count <= Reach.channelLimit
        else { throw .refusedLine(line, Phrase("un texte est trop long.", "a text is too long.")) }
    }

    /// All or nothing. Deputies are looked up once everybody is there.
    static func keep(
        _ lines: [Line], at keeper: Organisation.ID, under key: SecretKey, in change: Change
    ) throws -> (added: Int, changed: Int) {
        guard let place = try OrganisationStore.organisation(keeper, in: change.session) else {
            throw CrisisKitError.unknown
        }
        func known() throws -> [Contact] {
            try ContactStore.all(under: place.lineage, under: key, in: change.session).filter { $0.keeper.id == keeper }
        }
        let before = Dictionary(try known().map { (folded($0.name), $0) }, uniquingKeysWith: { first, _ in first })
        var added = 0
        for line in lines {
            let name = folded(Contact.name(line.draft.role, line.draft.person))
            if let contact = before[name] {
                var draft = line.draft
                draft.deputy = contact.deputy
                try ContactStore.correct(contact, draft, under: key, isQuiet: true, in: change)
            } else {
                try ContactStore.add(line.draft, at: keeper, under: key, isQuiet: true, in: change)
                added += 1
            }
        }
        try appoint(lines, try known(), under: key, in: change)
        try change.record("kit.contacts.imported", organisation: keeper.text, detail: String(lines.count))
        return (added, lines.count - added)
    }

    private static func appoint(
        _ lines: [Line], _ all: [Contact], under key: SecretKey, in change: Change
    ) throws {
        for line in lines where !line.deputy.isEmpty {
            let wanted = folded(line.deputy)
            let own = folded(Contact.name(line.draft.role, line.draft.person))
            guard let contact = all.first(where: { folded($0.name) == own }),
                let deputy = all.first(where: { folded($0.name) == wanted })
                    ?? all.first(where: { folded($0.role) == wanted }), deputy.id != contact.id
            else {
                throw CrisisKitError.refusedLine(
                    line.number,
                    Phrase(
                        "le suppléant «\u{00A0}\(line.deputy.prefix(80))\u{00A0}» n’est pas un autre contact.",
                        "the deputy “\(line.deputy.prefix(80))” is not another contact."))
            }
            var draft = line.draft
            draft.deputy = deputy.id
            try ContactStore.correct(contact, draft, under: key, isQuiet: true, in: change)
        }
    }
}
