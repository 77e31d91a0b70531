// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Puts together what the imports of a profile gave.
enum OSCALMerge {
    /// - Parameter form: the `merge` of the profile: `as-is` keeps the groups, `custom` gives others, and anything
    ///   else makes one list.
    static func merge(
        _ imports: [OSCALCatalog], into result: inout OSCALCatalog, keepsFirst: Bool, as form: Fields?
    ) {
        var seen: Set<String> = []
        let distinct = keepsFirst ? imports.map { OSCALMerge.withoutRepeated($0, seen: &seen) } : imports
        result.parameters = distinct.flatMap(\.parameters)
        if let custom = form?["custom"]?.fields() {
            var pool = OSCALCatalog()
            pool.controls = distinct.flatMap(\.topControls)
            result.groups = custom.items("groups").compactMap { group($0, pool: pool) }
            result.controls = inserted(custom, pool: pool)
        } else if form?["as-is"]?.truth() ?? false {
            result.groups = distinct.flatMap(\.groups)
            result.controls = distinct.flatMap(\.controls)
        } else {
            // The parameters of groups that disappear are still inserted by their controls.
            result.parameters += distinct.flatMap(\.groups).flatMap(\.allParameters)
            result.controls = distinct.flatMap(\.topControls)
        }
    }

    private static func group(_ cursor: Cursor, pool: OSCALCatalog) -> OSCALCatalog.Group? {
        guard let fields = cursor.fields() else { return nil }
        return OSCALCatalog.Group(
            id: fields.text("id"), title: fields.requiredText("title"), properties: OSCALParts.properties(fields),
            parameters: fields.items("params").compactMap { OSCALParts.parameter($0) },
            parts: OSCALParts.parts(fields), groups: fields.items("groups").compactMap { group($0, pool: pool) },
            controls: inserted(fields, pool: pool))
    }

    private static func inserted(_ fields: Fields, pool: OSCALCatalog) -> [OSCALCatalog.Control] {
        fields.items("insert-controls").flatMap { cursor -> [OSCALCatalog.Control] in
            guard let insertion = cursor.fields() else { return [] }
            let controls = OSCALSelection(insertion, of: pool).catalog(pool).controls
            switch insertion.text("order") {
            case "ascending": return controls.sorted { $0.id < $1.id }
            case "descending": return controls.sorted { $0.id > $1.id }
            default: return controls
            }
        }
    }

    private static func withoutRepeated(_ catalog: OSCALCatalog, seen: inout Set<String>) -> OSCALCatalog {
        var copy = catalog
        copy.controls = withoutRepeated(catalog.controls, seen: &seen)
        copy.groups = withoutRepeated(catalog.groups, seen: &seen)
        return copy
    }

    private static func withoutRepeated(
        _ groups: [OSCALCatalog.Group], seen: inout Set<String>
    ) -> [OSCALCatalog.Group] {
        var kept: [OSCALCatalog.Group] = []
        for group in groups {
            var copy = group
            copy.controls = withoutRepeated(group.controls, seen: &seen)
            copy.groups = withoutRepeated(group.groups, seen: &seen)
            kept.append(copy)
        }
        return kept
    }

    private static func withoutRepeated(
        _ controls: [OSCALCatalog.Control], seen: inout Set<String>
    ) -> [OSCALCatalog.Control] {
        var kept: [OSCALCatalog.Control] = []
        for control in controls where seen.insert(control.id).inserted {
            var copy = control
            copy.controls = withoutRepeated(control.controls, seen: &seen)
            kept.append(copy)
        }
        return kept
    }
}

extension OSCALCatalog {
    /// Without their groups; a control inside another stays there.
    fileprivate var topControls: [Control] { controls + groups.flatMap(\.topControls) }
}

extension OSCALCatalog.Group {
    fileprivate var topControls: [OSCALCatalog.Control] { controls + groups.flatMap(\.topControls) }
    fileprivate var allParameters: [OSCALCatalog.Parameter] { parameters + groups.flatMap(\.allParameters) }
}
