// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Writes a mapping as a file of our own format. Reading it back gives an equal mapping.
public enum MappingWriter {
    public static func write(_ mapping: MappingSet) -> String {
        var output = YAMLWriter()
        output.text("format", MappingReader.format)
        output.text("identifier", mapping.identifier)
        output.text("title", mapping.title)
        output.text("status", mapping.status.rawValue)
        output.optional("license", mapping.license)
        output.text("source", mapping.source)
        if let version = mapping.sourceVersion { output.text("sourceVersion", version) }
        output.text("target", mapping.target)
        if let version = mapping.targetVersion { output.text("targetVersion", version) }
        output.list("pairs", mapping.pairs) { pair, item in
            item.text("from", pair.from)
            item.text("to", pair.to)
            item.text("relation", pair.relation.rawValue)
            if let strength = pair.strength { item.raw("strength", YAMLWriter.number(strength)) }
            item.optional("note", pair.note)
        }
        return output.content
    }
}
