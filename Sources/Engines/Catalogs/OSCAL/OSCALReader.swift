// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads OSCAL catalogues and profiles written in JSON.
public enum OSCALReader {
    /// Groups become sections, and controls requirements, whatever they contain.
    public static func readCatalog(_ bytes: [UInt8]) throws(CatalogError) -> Framework {
        try readCatalog(try JSONParser.parse(bytes))
    }

    /// Resolves a profile against the catalogues and profiles that it imports.
    ///
    /// - Parameter resource: the bytes behind an address, as the profile writes it; for an address inside the
    ///   document (`#…`), the addresses of the resource of its back matter are tried in turn, and the address itself
    ///   when none is known.
    public static func readProfile(
        _ bytes: [UInt8], resource: (String) -> [UInt8]?
    ) throws(CatalogError) -> Framework {
        try readProfile(try JSONParser.parse(bytes), resource: resource)
    }

    static func readCatalog(_ tree: Tree) throws(CatalogError) -> Framework {
        let log = IssueLog()
        let root = Cursor(tree: tree, path: .root, log: log)
        guard let fields = root.fields()?.required("catalog")?.fields() else {
            throw CatalogError(issues: log.sorted)
        }
        let catalog = OSCALParts.catalog(fields)
        try log.throwErrors()
        return try OSCALFramework(catalog: catalog).framework()
    }

    static func readProfile(_ tree: Tree, resource: (String) -> [UInt8]?) throws(CatalogError) -> Framework {
        let catalog = try OSCALProfile.resolve(tree, resource: resource)
        return try OSCALFramework(catalog: catalog).framework()
    }
}
