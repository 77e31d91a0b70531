// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads `carene-framework/1`, the format in which frameworks are shipped.
public enum FrameworkReader {
    public static let format = "carene-framework/1"

    /// - Throws: every error of the file, with its line. A broken file never loads in part.
    public static func read(_ bytes: [UInt8]) throws(CatalogError) -> Framework {
        try read(try YAMLComposer.parse(bytes))
    }

    public static func read(_ text: String) throws(CatalogError) -> Framework {
        try read(Array(text.utf8))
    }

    static let keys: Set<String> = [
        "format", "identifier", "version", "title", "summary", "language", "publisher", "license", "status", "sources",
        "scale", "profiles", "deadlines", "requirements", "translations",
    ]

    static func read(_ tree: Tree) throws(CatalogError) -> Framework {
        let log = IssueLog()
        let root = Cursor(tree: tree, path: .root, log: log)
        guard let fields = root.fields(only: keys) else { throw CatalogError(issues: log.sorted) }
        checkFormat(fields, is: format)
        let status = fields["status"]?.choice(of: Status.self) ?? .confirmed
        let language = fields.text("language", upTo: 35)
        if let cursor = fields["language"], !isLanguage(language) { cursor.fail("‘\(language)’ is not a language tag") }
        let scale = fields["scale"].map { readScale($0) } ?? .compliance
        let profiles = fields.items("profiles").compactMap { readProfile($0) }
        var reader = RequirementReader(frameworkStatus: status)
        reader.read(fields.required("requirements"), parent: nil, pillar: nil)
        let identity = readIdentity(fields)
        let title = fields.requiredText("title", upTo: 200)

        // Structure is checked even when a text is wrong, so that everything is told at once.
        if !reader.requirements.isEmpty, !title.isEmpty {
            let rules = FrameworkRules(
                scale: scale ?? .compliance, profiles: profiles, requirements: reader.requirements, title: title,
                reportsMissingTexts: false)
            for flaw in rules.flaws {
                let cursor = flaw.place.flatMap { reader.cursors.indices.contains($0) ? reader.cursors[$0] : nil }
                (cursor ?? root).fail(flaw.message)
            }
        } else if let list = fields["requirements"], !log.hasErrors {
            list.fail("a framework has at least one requirement")
        }
        let sources = fields.items("sources").compactMap { readSource($0) }
        let deadlines = fields.items("deadlines").compactMap { readDeadline($0, status: status) }
        let translations = readTranslations(fields, keys: ["title", "summary"]).mapValues {
            Framework.Translation(title: $0.text("title"), summary: $0.text("summary"))
        }
        let summary = fields.text("summary")
        let publisher = fields.text("publisher")
        let license = fields.text("license")
        try log.throwErrors()
        guard let identity, let scale else { throw CatalogError(issues: log.sorted) }
        return try Framework(
            identity: identity, title: title, summary: summary, language: language.isEmpty ? "fr" : language,
            publisher: publisher, license: license, status: status, sources: sources, scale: scale,
            profiles: profiles, deadlines: deadlines, requirements: reader.requirements, translations: translations)
    }

    static func checkFormat(_ fields: Fields, is expected: String) {
        guard let cursor = fields.required("format"), let found = cursor.text(), found != expected else { return }
        cursor.fail("‘\(found)’ is not \(expected)")
    }

    private static func readIdentity(_ fields: Fields) -> Framework.Identity? {
        let identifier = fields.requiredText("identifier")
        let version = fields.requiredText("version")
        if !identifier.isEmpty, !Framework.Identity.isIdentifier(identifier) {
            fields["identifier"]?.fail("‘\(identifier)’ is not an identifier: [a-z0-9-]{2,60}")
        }
        if !version.isEmpty, !Framework.Identity.isVersion(version) {
            fields["version"]?.fail("‘\(version)’ is not a version: [A-Za-z0-9._-]{1,30}")
        }
        return Framework.Identity(identifier: identifier, version: version)
    }

    /// A BCP 47 tag, without checking that such a language exists.
    static func isLanguage(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isAlphanumeric = parts.allSatisfy { part in
            (1...8).contains(part.count) && part.allSatisfy { $0.isDigit || $0.isLowerLetter || $0.isUpperLetter }
        }
        let isPrimary = parts.first.map { (2...3).contains($0.count) && !$0.contains(where: \.isDigit) } ?? false
        return isAlphanumeric && isPrimary
    }
}
