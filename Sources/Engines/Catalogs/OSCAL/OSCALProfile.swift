// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Resolves a profile into the catalogue that it describes (NIST, OSCAL Profile Resolution):
/// import, then merge, then modify.
enum OSCALProfile {
    /// Profiles import profiles; no published chain is longer than three, and a cycle has no end.
    private static let largestDepth = 8
    /// Of one resolution: profiles that each import many would multiply.
    private static let largestImportCount = 100

    static func resolve(_ tree: Tree, resource: (String) -> [UInt8]?) throws(CatalogError) -> OSCALCatalog {
        var imports = 0
        return try resolve(tree, depth: 0, imports: &imports, resource: resource)
    }

    private static func resolve(
        _ tree: Tree, depth: Int, imports count: inout Int, resource: (String) -> [UInt8]?
    ) throws(CatalogError) -> OSCALCatalog {
        let log = IssueLog()
        let root = Cursor(tree: tree, path: .root, log: log)
        guard depth < largestDepth else {
            throw CatalogError("profiles import one another more than \(largestDepth) deep")
        }
        guard let profile = root.fields()?.required("profile")?.fields() else {
            throw CatalogError(issues: log.sorted)
        }
        let imports = profile.required("imports")?.items() ?? []
        if imports.isEmpty { profile.cursor.fail("a profile imports at least one catalogue") }
        var merged = OSCALCatalog()
        merged.metadata = OSCALParts.metadata(profile)
        var selected: [OSCALCatalog] = []
        for item in imports {
            guard let fields = item.fields(), let place = fields.required("href"), let href = place.text() else {
                continue
            }
            guard let bytes = bytes(behind: href, in: profile, resource: resource) else {
                place.fail("‘\(href)’ was not found")
                continue
            }
            count += 1
            guard count <= largestImportCount else { throw CatalogError("more than \(largestImportCount) imports") }
            let source = try imported(bytes, depth: depth, imports: &count, resource: resource)
            selected.append(OSCALSelection(fields, of: source).catalog(source))
        }
        try log.throwErrors()
        let isFirstKept = profile["merge"]?.fields()?["combine"]?.fields()?.text("method") != "keep"
        OSCALMerge.merge(selected, into: &merged, keepsFirst: isFirstKept, as: profile["merge"]?.fields())
        if let modify = profile["modify"]?.fields() { OSCALModification(modify).apply(to: &merged) }
        try log.throwErrors()
        return merged
    }

    private static func imported(
        _ bytes: [UInt8], depth: Int, imports count: inout Int, resource: (String) -> [UInt8]?
    ) throws(CatalogError) -> OSCALCatalog {
        let tree = try JSONParser.parse(bytes)
        if tree["profile"] != nil {
            return try resolve(tree, depth: depth + 1, imports: &count, resource: resource)
        }
        let log = IssueLog()
        let root = Cursor(tree: tree, path: .root, log: log)
        guard let fields = root.fields()?.required("catalog")?.fields() else {
            throw CatalogError(issues: log.sorted)
        }
        let catalog = OSCALParts.catalog(fields)
        try log.throwErrors()
        return catalog
    }

    /// An address that begins with # names a resource of the back matter, which says where it can be found.
    private static func bytes(
        behind href: String, in profile: Fields, resource: (String) -> [UInt8]?
    ) -> [UInt8]? {
        guard href.hasPrefix("#") else { return resource(href) }
        let resources = profile["back-matter"]?.fields()?.items("resources").compactMap { $0.fields() } ?? []
        let wanted = resources.first { $0.text("uuid").lowercased() == href.dropFirst().lowercased() }
        let addresses = wanted?.items("rlinks").compactMap { $0.fields()?.text("href") } ?? []
        for address in addresses { if let bytes = resource(address) { return bytes } }
        return resource(href)
    }
}

/// What an import takes from a catalogue.
struct OSCALSelection {
    private let chosen: Set<String>

    private static let largestCount = 500

    init(_ fields: Fields, of catalog: OSCALCatalog) {
        let all = catalog.allControls
        let included = fields.items("include-controls")
        // An import that says nothing takes everything.
        let kept = included.isEmpty ? Set(all.map(\.id)) : OSCALSelection.ids(included, among: all)
        chosen = kept.subtracting(OSCALSelection.ids(fields.items("exclude-controls"), among: all))
    }

    func takes(_ control: OSCALCatalog.Control) -> Bool { chosen.contains(control.id) }

    func catalog(_ source: OSCALCatalog) -> OSCALCatalog {
        var result = source
        result.controls = kept(source.controls)
        result.groups = source.groups.compactMap { kept($0) }
        return result
    }

    /// A control whose parent is left out takes its place.
    private func kept(_ controls: [OSCALCatalog.Control]) -> [OSCALCatalog.Control] {
        controls.flatMap { control -> [OSCALCatalog.Control] in
            let inner = kept(control.controls)
            guard chosen.contains(control.id) else { return inner }
            var copy = control
            copy.controls = inner
            return [copy]
        }
    }

    private func kept(_ group: OSCALCatalog.Group) -> OSCALCatalog.Group? {
        var copy = group
        copy.controls = kept(group.controls)
        copy.groups = group.groups.compactMap { kept($0) }
        return copy.controls.isEmpty && copy.groups.isEmpty ? nil : copy
    }

    private static func ids(_ selectors: [Cursor], among all: [OSCALCatalog.Control]) -> Set<String> {
        var ids: Set<String> = []
        // Each selector is tried against each control.
        if let last = selectors.last, selectors.count > largestCount {
            last.fail("more than \(largestCount) selections")
            return []
        }
        for selector in selectors {
            guard let fields = selector.fields() else { continue }
            let named = Set(fields.texts("with-ids"))
            let patterns = fields.items("matching").compactMap { $0.fields()?.text("pattern") }
            let takesChildren = fields.text("with-child-controls") == "yes"
            if patterns.count > largestCount {
                selector.fail("more than \(largestCount) patterns")
                continue
            }
            let isTaken = { (id: String) in named.contains(id) || patterns.contains { id.matches($0) } }
            for control in all where isTaken(control.id) {
                ids.insert(control.id)
                if takesChildren { ids.formUnion(control.descendants.map(\.id)) }
            }
        }
        return ids
    }
}

extension OSCALCatalog {
    /// Every control, at whatever depth, in order.
    var allControls: [Control] {
        controls.flatMap { [$0] + $0.descendants } + groups.flatMap(\.allControls)
    }
}

extension OSCALCatalog.Group {
    var allControls: [OSCALCatalog.Control] {
        controls.flatMap { [$0] + $0.descendants } + groups.flatMap(\.allControls)
    }
}

extension OSCALCatalog.Control {
    var descendants: [OSCALCatalog.Control] {
        controls.flatMap { [$0] + $0.descendants }
    }
}

extension String {
    /// Whether it matches a pattern where `*` stands for any run of characters and `?` for one.
    ///
    /// Goes back to the last star only: never more than the product of the two lengths.
    func matches(_ pattern: String) -> Bool {
        let (text, pattern) = (Array(utf8), Array(pattern.utf8))
        var (position, place) = (0, 0)
        var star: (place: Int, position: Int)?
        while position < text.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, position)
                place += 1
            } else if place < pattern.count, pattern[place] == UInt8(ascii: "?") || pattern[place] == text[position] {
                (position, place) = (position + 1, place + 1)
            } else if let last = star {
                star = (last.place, last.position + 1)
                (position, place) = (last.position + 1, last.place + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
