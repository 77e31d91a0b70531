// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A file of any of the formats that are read, told from what it says rather than from its name.
public enum CatalogFile: Sendable {
    case framework(Framework)
    case mapping(MappingSet)
    /// A library of CISO Assistant.
    case library(Library)
    /// An OSCAL catalogue, or a profile with what it imports.
    case oscal(Framework)

    /// - Parameters:
    ///   - name: of the file, for what is said of it.
    ///   - resource: what an OSCAL profile imports, by address.
    /// - Throws: every error of the file.
    public static func read(
        bytes: [UInt8], name: String, resource: (String) -> [UInt8]? = { _ in nil }
    ) throws(CatalogError) -> CatalogFile {
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let first = start.first(where: { !blanks.contains($0) }) else {
            throw CatalogError("\(name) is empty")
        }
        if first == UInt8(ascii: "{") {
            let tree = try JSONParser.parse(bytes)
            if tree["catalog"] != nil { return .oscal(try OSCALReader.readCatalog(tree)) }
            if tree["profile"] != nil { return .oscal(try OSCALReader.readProfile(tree, resource: resource)) }
            throw CatalogError("\(name) is JSON, but neither an OSCAL catalogue nor an OSCAL profile")
        }
        let tree = try YAMLComposer.parse(bytes)
        if case .scalar(let format, _)? = tree["format"]?.content {
            if format.hasPrefix("carene-mapping/") { return .mapping(try MappingReader.read(tree)) }
            return .framework(try FrameworkReader.read(tree))
        }
        if tree["objects"] != nil { return .library(try CISOAssistantReader.read(tree)) }
        throw CatalogError(
            "\(name) is neither a framework (format: \(FrameworkReader.format)), nor a mapping "
                + "(format: \(MappingReader.format)), nor a library of CISO Assistant")
    }

    /// Every framework of the file.
    public var frameworks: [Framework] {
        switch self {
        case .framework(let framework), .oscal(let framework): [framework]
        case .library(let library): library.frameworks
        case .mapping: []
        }
    }

    /// Every mapping of the file.
    public var mappings: [MappingSet] {
        switch self {
        case .mapping(let mapping): [mapping]
        case .library(let library): library.mappings
        case .framework, .oscal: []
        }
    }

    /// What is worth saying of a file that was read.
    public var notes: [Issue] {
        if case .library(let library) = self { library.notes } else { [] }
    }
}
