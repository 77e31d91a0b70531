// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a profile changes in what it imported.
struct OSCALModification {
    private let settings: [String: OSCALCatalog.Parameter]
    private let alterations: [String: [Fields]]

    init(_ fields: Fields) {
        let parameters = fields.items("set-parameters").compactMap { OSCALParts.parameter($0, key: "param-id") }
        settings = Dictionary(parameters.map { ($0.id, $0) }) { _, last in last }
        let alters = fields.items("alters").compactMap { $0.fields() }
        alterations = Dictionary(grouping: alters) { $0.requiredText("control-id") }
    }

    func apply(to catalog: inout OSCALCatalog) {
        catalog.parameters = catalog.parameters.map { set($0) }
        catalog.controls = catalog.controls.map { changed($0) }
        catalog.groups = catalog.groups.map { changed($0) }
    }

    private func changed(_ group: OSCALCatalog.Group) -> OSCALCatalog.Group {
        OSCALCatalog.Group(
            id: group.id, title: group.title, properties: group.properties,
            parameters: group.parameters.map { set($0) }, parts: group.parts,
            groups: group.groups.map { changed($0) }, controls: group.controls.map { changed($0) })
    }

    private func changed(_ control: OSCALCatalog.Control) -> OSCALCatalog.Control {
        var copy = control
        copy.parameters = control.parameters.map { set($0) }
        copy.controls = control.controls.map { changed($0) }
        for alteration in alterations[control.id] ?? [] {
            for removal in alteration.items("removes").compactMap({ $0.fields() }) { remove(removal, from: &copy) }
            for addition in alteration.items("adds").compactMap({ $0.fields() }) { add(addition, to: &copy) }
        }
        return copy
    }

    /// Only what the profile says replaces what the catalogue said.
    private func set(_ parameter: OSCALCatalog.Parameter) -> OSCALCatalog.Parameter {
        guard let setting = settings[parameter.id] else { return parameter }
        return OSCALCatalog.Parameter(
            id: parameter.id, label: setting.label.isEmpty ? parameter.label : setting.label,
            values: setting.values.isEmpty ? parameter.values : setting.values,
            choices: setting.choices.isEmpty ? parameter.choices : setting.choices)
    }

    /// Everything that the removal says has to be true of what it removes.
    private func remove(_ removal: Fields, from control: inout OSCALCatalog.Control) {
        let name = removal.optionalText("by-name")
        let itsClass = removal.optionalText("by-class")
        let id = removal.optionalText("by-id")
        let item = removal.optionalText("by-item-name")
        let namespace = removal.optionalText("by-ns")
        guard [name, itsClass, id, item, namespace].contains(where: { $0 != nil }) else { return }
        if id == nil, item == nil || item == "prop" {
            control.properties.removeAll { property in
                (name.map { $0 == property.name } ?? true) && (itsClass.map { $0 == property.propertyClass } ?? true)
                    && (namespace.map { $0 == property.namespace } ?? true)
            }
        }
        if name == nil, itsClass == nil, namespace == nil, item == nil || item == "param" {
            control.parameters.removeAll { parameter in id.map { $0 == parameter.id } ?? true }
        }
        guard item == nil || item == "part", namespace == nil else { return }
        func kept(_ parts: [OSCALCatalog.Part]) -> [OSCALCatalog.Part] {
            parts.compactMap { part in
                let isRemoved =
                    (name.map { $0 == part.name } ?? true) && (id.map { $0 == part.id } ?? true)
                    && (itsClass.map { $0 == part.partClass } ?? true)
                if isRemoved { return nil }
                var copy = part
                copy.parts = kept(part.parts)
                return copy
            }
        }
        control.parts = kept(control.parts)
    }

    /// At the start or the end of the control, or beside or inside the part that `by-id` names.
    private func add(_ addition: Fields, to control: inout OSCALCatalog.Control) {
        let parts = OSCALParts.parts(addition)
        let position = addition.optionalText("position") ?? "ending"
        control.properties += OSCALParts.properties(addition)
        control.parameters += addition.items("params").compactMap { OSCALParts.parameter($0) }.map { set($0) }
        if let id = addition.optionalText("by-id"), id != control.id {
            control.parts = placed(parts, position: position, beside: id, in: control.parts)
            return
        }
        if let title = addition.optionalText("title") { control.title = title }
        control.parts = position == "starting" ? parts + control.parts : control.parts + parts
    }

    private func placed(
        _ added: [OSCALCatalog.Part], position: String, beside id: String, in parts: [OSCALCatalog.Part]
    ) -> [OSCALCatalog.Part] {
        parts.flatMap { part -> [OSCALCatalog.Part] in
            var copy = part
            guard part.id == id else {
                copy.parts = placed(added, position: position, beside: id, in: part.parts)
                return [copy]
            }
            switch position {
            case "before": return added + [part]
            case "after": return [part] + added
            case "starting": copy.parts = added + part.parts
            default: copy.parts = part.parts + added
            }
            return [copy]
        }
    }
}
