// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads the parts of catalogues and profiles, which share most of their forms. What the format allows and no
/// framework uses (links, roles, back matter) is passed over in silence.
enum OSCALParts {
    static func catalog(_ fields: Fields) -> OSCALCatalog {
        var catalog = OSCALCatalog()
        catalog.metadata = metadata(fields)
        catalog.parameters = fields.items("params").compactMap { parameter($0) }
        catalog.groups = fields.items("groups").compactMap { group($0) }
        catalog.controls = fields.items("controls").compactMap { control($0) }
        return catalog
    }

    static func metadata(_ fields: Fields) -> OSCALCatalog.Metadata {
        guard let content = fields.required("metadata")?.fields() else { return OSCALCatalog.Metadata() }
        var metadata = OSCALCatalog.Metadata()
        metadata.title = content.requiredText("title")
        metadata.version = content.requiredText("version")
        metadata.summary = content.text("remarks")
        let organisations = content.items("parties").compactMap { $0.fields()?.text("name") }
        metadata.publisher = organisations.first ?? ""
        metadata.properties = properties(content)
        metadata.language = metadata.properties.own("language") ?? content.text("language")
        return metadata
    }

    static func group(_ cursor: Cursor) -> OSCALCatalog.Group? {
        guard let fields = cursor.fields() else { return nil }
        return OSCALCatalog.Group(
            id: fields.text("id"), title: fields.requiredText("title"), properties: properties(fields),
            parameters: fields.items("params").compactMap { parameter($0) },
            parts: parts(fields), groups: fields.items("groups").compactMap { group($0) },
            controls: fields.items("controls").compactMap { control($0) })
    }

    static func control(_ cursor: Cursor) -> OSCALCatalog.Control? {
        guard let fields = cursor.fields() else { return nil }
        return OSCALCatalog.Control(
            id: fields.requiredText("id"), title: fields.requiredText("title"), properties: properties(fields),
            parameters: fields.items("params").compactMap { parameter($0) }, parts: parts(fields),
            controls: fields.items("controls").compactMap { control($0) })
    }

    static func parts(_ fields: Fields) -> [OSCALCatalog.Part] {
        fields.items("parts").compactMap { cursor in
            guard let part = cursor.fields() else { return nil }
            return OSCALCatalog.Part(
                id: part.text("id"), name: part.requiredText("name"), partClass: part.text("class"),
                title: part.text("title"), prose: part.text("prose"), properties: properties(part),
                parts: parts(part))
        }
    }

    static func properties(_ fields: Fields) -> [OSCALCatalog.Property] {
        fields.items("props").compactMap { cursor in
            guard let property = cursor.fields() else { return nil }
            return OSCALCatalog.Property(
                name: property.requiredText("name"), value: property.requiredText("value"),
                namespace: property.text("ns"), propertyClass: property.text("class"),
                group: property.text("group"), remarks: property.text("remarks"))
        }
    }

    /// - Parameter key: `id` in a catalogue, `param-id` where a profile sets it.
    static func parameter(_ cursor: Cursor, key: String = "id") -> OSCALCatalog.Parameter? {
        guard let fields = cursor.fields() else { return nil }
        let select = fields["select"]?.fields()
        return OSCALCatalog.Parameter(
            id: fields.requiredText(key), label: fields.text("label"), values: fields.texts("values"),
            choices: select?.texts("choice") ?? [])
    }
}
