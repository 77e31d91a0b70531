// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads the library files of CISO Assistant (`backend/library/libraries/*.yaml`).
///
/// The format has no schema: what is accepted here is what its own loader accepts (`backend/library/utils.py`,
/// `backend/core/models.py`) and what the 288 files published with it hold.
public enum CISOAssistantReader {
    /// - Parameter knownCodes: the codes of requirements of other libraries, by URN (``Library/codes``). A mapping
    ///   to a requirement that is in neither gets a code made from the end of its URN.
    public static func read(
        _ bytes: [UInt8], knownCodes: [String: String] = [:]
    ) throws(CatalogError) -> Library {
        try read(try YAMLComposer.parse(bytes), knownCodes: knownCodes)
    }

    public static func read(_ text: String) throws(CatalogError) -> Library {
        try read(Array(text.utf8))
    }

    static func read(_ tree: Tree, knownCodes: [String: String] = [:]) throws(CatalogError) -> Library {
        let log = IssueLog()
        let root = Cursor(tree: tree, path: .root, log: log)
        guard let fields = root.fields(), let objects = fields.required("objects")?.fields() else {
            throw CatalogError(issues: log.sorted)
        }
        let language = fields.optionalText("locale", upTo: 35) ?? "en"
        if !FrameworkReader.isLanguage(language) { fields["locale"]?.fail("‘\(language)’ is not a language tag") }
        noteIgnored(objects)
        let dependencies = fields.texts("dependencies").map { $0.lowercased() }
        let controls = objects.items("reference_controls").compactMap { readControl($0) }
        let threats = objects.items("threats").compactMap { readControl($0) }
        let context = CISOAssistantContext(
            version: fields.required("version").flatMap { readVersion($0) } ?? 0, language: language,
            publisher: fields.text("provider"), license: fields.text("copyright"),
            controls: Set(controls.map(\.urn)), threats: Set(threats.map(\.urn)),
            hasDependencies: !dependencies.isEmpty)
        let parts = read(objects, one: "framework", many: "frameworks").compactMap { context.readFramework($0) }
        var codes = knownCodes
        for part in parts { codes.merge(part.codes) { _, own in own } }
        let mappings = read(objects, one: "requirement_mapping_set", many: "requirement_mapping_sets")
            .compactMap { context.readMapping($0, codes: codes) }
        let library = Library(
            urn: fields.requiredText("urn").lowercased(), version: context.version,
            name: fields.requiredText("name"), summary: fields.text("description"), language: language,
            provider: context.publisher, packager: fields.text("packager"), copyright: context.license,
            dependencies: dependencies, translations: translations(fields), frameworks: parts.map(\.framework),
            mappings: mappings, referenceControls: controls, threats: threats,
            questions: Dictionary(parts.map { ($0.framework.identity, $0.questions) }) { first, _ in first },
            codes: parts.reduce(into: [:]) { $0.merge($1.codes) { first, _ in first } }, notes: log.sorted)
        try log.throwErrors()
        return library
    }

    /// Some objects are written alone or in a list, under two names; older files use the singular for a list too.
    private static func read(_ objects: Fields, one: String, many: String) -> [Cursor] {
        if objects[one] != nil, let list = objects[many] { list.fail("‘\(one)’ and ‘\(many)’ exclude each other") }
        guard let cursor = objects[one] ?? objects[many] else { return [] }
        if case .mapping = cursor.tree.content { return [cursor] }
        return cursor.items()
    }

    private static func noteIgnored(_ objects: Fields) {
        let read: Set<String> = [
            "framework", "frameworks", "reference_controls", "threats", "requirement_mapping_set",
            "requirement_mapping_sets",
        ]
        for entry in objects.entries where !read.contains(entry.key) {
            let place = Cursor(tree: entry.value, path: .key(objects.cursor.path, entry.key), log: objects.cursor.log)
            place.note("this is not read: only frameworks, mappings, controls and threats are")
        }
    }

    /// A whole number, which some files write between quotes.
    private static func readVersion(_ cursor: Cursor) -> Int? {
        guard let text = cursor.text(upTo: 20) else { return nil }
        if let version = Int(text), version >= 0 { return version }
        cursor.fail("a version is a whole number")
        return nil
    }

    private static func readControl(_ cursor: Cursor) -> Library.Control? {
        guard let fields = cursor.fields() else { return nil }
        return Library.Control(
            urn: fields.requiredText("urn").lowercased(), code: fields.requiredText("ref_id"),
            name: fields.text("name"), description: fields.text("description"),
            annotation: fields.text("annotation"), typicalEvidence: fields.text("typical_evidence"),
            category: fields.text("category"), function: fields.text("csf_function"),
            translations: translations(fields))
    }

    static func translations(_ fields: Fields) -> [String: Framework.Translation] {
        languages(fields).mapValues {
            Framework.Translation(title: $0.text("name"), summary: $0.text("description"))
        }
    }

    /// The texts of each language; what is not a language tag is left out.
    static func languages(_ fields: Fields) -> [String: Fields] {
        guard let cursor = fields["translations"], let languages = cursor.fields() else { return [:] }
        var found: [String: Fields] = [:]
        for entry in languages.entries {
            let place = Cursor(tree: entry.value, path: .key(cursor.path, entry.key), log: cursor.log)
            guard FrameworkReader.isLanguage(entry.key) else {
                place.note("‘\(entry.key)’ is not a language tag: left out")
                continue
            }
            if let texts = place.fields() { found[entry.key] = texts }
        }
        return found
    }
}
