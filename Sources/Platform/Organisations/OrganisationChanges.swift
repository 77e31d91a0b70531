// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

/// What somebody says of an organisation when it is made or corrected.
public struct OrganisationDetails: Sendable, Hashable {
    public var name: String
    public var finess: FINESS?
    public var code: String?
    public var category: Organisation.Category?
    public var town: String?
    public var department: String?
    public var groupRole: Organisation.GroupRole?

    public init(
        name: String, finess: FINESS? = nil, code: String? = nil, category: Organisation.Category? = nil,
        town: String? = nil, department: String? = nil, groupRole: Organisation.GroupRole? = nil
    ) {
        self.name = name
        self.finess = finess
        self.code = code
        self.category = category
        self.town = town
        self.department = department
        self.groupRole = groupRole
    }

    public init(_ organisation: Organisation) {
        self.init(
            name: organisation.name, finess: organisation.finess, code: organisation.code,
            category: organisation.category, town: organisation.town, department: organisation.department,
            groupRole: organisation.groupRole)
    }

    var searchText: String { Self.searchText(name: name, town: town, finess: finess) }

    static func searchText(name: String, town: String?, finess: FINESS?) -> String {
        folded(name + " " + (town ?? "") + " " + (finess?.text ?? ""))
    }
}

/// Every statement that changes the tree, outside imports. Each writes to the journal. They throw `OrganisationError` for
/// what a person can correct, `DatabaseError` for the rest.
extension OrganisationStore {
    @discardableResult
    public static func create(
        _ details: OrganisationDetails, kind: Organisation.Kind, under parent: Organisation.ID?, in change: Change
    ) throws -> Organisation {
        let above = try parent.map { try existing($0, in: change.session) }
        if let above, !above.kind.canHold(kind) {
            throw OrganisationError.parentCannotHold(parent: above.kind, child: kind)
        }
        let details = try checked(details, kind: kind, except: nil, in: change.session)
        let id = Organisation.ID.make(at: change.now)
        let lineage = Lineage(under: above?.lineage, id: id)
        guard lineage.text.utf8.count <= Lineage.maximumLength else { throw OrganisationError.tooDeep }
        try change.session.execute(
            """
            INSERT INTO organisation
                (id, parent_id, kind, code, name, folded_name, search_text, finess, category_code, category_label, town,
                department, group_role, lineage)
            VALUES (\(id), \(parent), \(kind.rawValue), \(details.code), \(details.name), \(folded(details.name)),
                \(details.searchText), \(details.finess), \(details.category?.code), \(details.category?.label),
                \(details.town), \(details.department), \(details.groupRole?.rawValue), \(lineage.text))
            """)
        try change.record("organisation.created", organisation: id.text, subject: id.text, detail: details.name)
        return try existing(id, in: change.session)
    }

    public static func edit(_ id: Organisation.ID, _ details: OrganisationDetails, in change: Change) throws {
        let before = try existing(id, in: change.session)
        let details = try checked(details, kind: before.kind, except: id, in: change.session)
        try change.session.execute(
            """
            UPDATE organisation SET name = \(details.name), folded_name = \(folded(details.name)),
                search_text = \(details.searchText), finess = \(details.finess), code = \(details.code),
                category_code = \(details.category?.code), category_label = \(details.category?.label),
                town = \(details.town), department = \(details.department), group_role = \(details.groupRole?.rawValue)
            WHERE id = \(id)
            """)
        try change.record("organisation.edited", organisation: id.text, subject: id.text, detail: details.name)
    }

    /// Hangs an organisation, with all that stands below it, under another; under nothing when `parent` is nil.
    public static func move(_ id: Organisation.ID, to parent: Organisation.ID?, in change: Change) throws {
        let moved = try existing(id, in: change.session)
        let target = try parent.map { try existing($0, in: change.session) }
        try relocate(moved, under: target, in: change.session)
        try change.record(
            "organisation.moved", organisation: id.text, subject: id.text, detail: target?.name ?? "")
    }

    /// - Parameter day: nil when nobody knows it.
    public static func close(_ id: Organisation.ID, on day: Day?, in change: Change) throws {
        _ = try existing(id, in: change.session)
        try change.session.execute("UPDATE organisation SET is_closed = 1, closed_on = \(day) WHERE id = \(id)")
        try change.record("organisation.closed", organisation: id.text, subject: id.text, detail: day?.text ?? "")
    }

    public static func reopen(_ id: Organisation.ID, in change: Change) throws {
        _ = try existing(id, in: change.session)
        try change.session.execute("UPDATE organisation SET is_closed = 0, closed_on = NULL WHERE id = \(id)")
        try change.record("organisation.reopened", organisation: id.text, subject: id.text)
    }

    /// Rewrites the lineage of a whole subtree, without a word in the journal.
    static func relocate(
        _ moved: Organisation, under target: Organisation?, in session: any Session
    ) throws {
        if let target {
            guard !moved.lineage.contains(target.lineage) else { throw OrganisationError.cycle }
            guard target.kind.canHold(moved.kind) else {
                throw OrganisationError.parentCannotHold(parent: target.kind, child: moved.kind)
            }
        }
        let fresh = Lineage(under: target?.lineage, id: moved.id)
        let within = moved.lineage.sqlCondition(on: "lineage")
        let longest = try session.count("SELECT MAX(length(lineage)) FROM organisation WHERE \(within)")
        guard longest - moved.lineage.text.utf8.count + fresh.text.utf8.count <= Lineage.maximumLength else {
            throw OrganisationError.tooDeep
        }
        try session.execute(
            """
            UPDATE organisation SET lineage = \(fresh.text) || substr(lineage, \(moved.lineage.text.utf8.count + 1))
            WHERE \(within)
            """)
        try session.execute("UPDATE organisation SET parent_id = \(target?.id) WHERE id = \(moved.id)")
    }

    private static func existing(_ id: Organisation.ID, in session: any Session) throws -> Organisation {
        guard let found = try organisation(id, in: session) else { throw OrganisationError.notFound }
        return found
    }

    private static func checked(
        _ details: OrganisationDetails, kind: Organisation.Kind, except id: Organisation.ID?, in session: any Session
    ) throws -> OrganisationDetails {
        var details = details
        details.name = cleaned(details.name)
        details.town = details.town.map(cleaned).flatMap { $0.isEmpty ? nil : $0 }
        details.code = details.code.map(cleaned).flatMap { $0.isEmpty ? nil : $0 }
        guard !details.name.isEmpty else { throw OrganisationError.emptyName }
        guard details.name.unicodeScalars.count <= 300 else { throw OrganisationError.nameTooLong }
        if kind != .legalEntity { details.groupRole = nil }
        if let finess = details.finess {
            guard kind.hasFINESS else { throw OrganisationError.unexpectedFINESS(kind) }
            if let other = try organisation(finess: finess, in: session), other.id != id {
                throw OrganisationError.duplicateFINESS(finess)
            }
        }
        if let code = details.code, let other = try organisation(kind: kind, code: code, in: session), other.id != id {
            throw OrganisationError.duplicateCode(code)
        }
        return details
    }
}

/// A cell as every import reads it. Whoever checks a file before its import must read it the same way: a space that
/// one of them ignores and the other does not would let a line through.
public func importedText(_ cell: String) -> String { cleaned(cell) }

/// One space between words, none around, no control character: names come from files and forms.
func cleaned(_ text: String) -> String {
    if isClean(text) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var pendingSpace = false
    for scalar in text.unicodeScalars {
        if scalar.value <= 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar.value == 0xFEFF {
            pendingSpace = !result.isEmpty
            continue
        }
        if pendingSpace { result.append(" ") }
        pendingSpace = false
        result.unicodeScalars.append(scalar)
    }
    return result
}

/// The beginning of a text. Counted in code points, as databases do: one letter that people see may carry thousands.
func shortened(_ text: String, to limit: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
}

/// Nearly every cell of a real extract: visible ASCII with single spaces.
private func isClean(_ text: String) -> Bool {
    var previous: UInt8 = 0x20
    for byte in text.utf8 {
        guard 0x20...0x7E ~= byte, byte != 0x20 || previous != 0x20 else { return false }
        previous = byte
    }
    return text.isEmpty || previous != 0x20
}
