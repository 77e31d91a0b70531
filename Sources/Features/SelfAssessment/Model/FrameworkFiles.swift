// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs

/// Files sent together to the library, read before anything is kept: all of them, or none.
///
/// An OSCAL profile only selects from a catalogue that it names: the catalogue is looked for among the files sent with
/// it, by its file name, never on the network.
struct FrameworkFiles: Sendable {
    struct File: Sendable {
        let name: String
        let bytes: [UInt8]
    }

    struct Fault: Sendable, Hashable {
        let file: String
        let issue: Issue
    }

    private(set) var frameworks: [Framework] = []
    private(set) var mappings: [MappingSet] = []
    private(set) var notes: [Fault] = []
    private(set) var faults: [Fault] = []
    /// Catalogues that a profile asked for and that are not among the files.
    private(set) var missingResources: [String] = []

    init(_ files: [File]) {
        var resources: Set<String> = []
        var read: [(file: File, content: CatalogFile)] = []
        for file in files {
            var used: Set<String> = []
            var missing: [String] = []
            do throws(CatalogError) {
                let content = try CatalogFile.read(bytes: file.bytes, name: file.name) { address in
                    let name = Self.fileName(address)
                    guard let found = files.first(where: { $0.name == name && $0.name != file.name }) else {
                        missing.append(name)
                        return nil
                    }
                    used.insert(name)
                    return found.bytes
                }
                read.append((file, content))
            } catch {
                faults += error.issues.map { Fault(file: file.name, issue: $0) }
            }
            resources.formUnion(used)
            missingResources += missing
        }
        // A catalogue that came only because a profile selects from it is not a framework of its own.
        for (file, content) in read where !resources.contains(file.name) {
            frameworks += content.frameworks
            mappings += content.mappings
            notes += content.notes.filter { $0.severity != .error }.map { Fault(file: file.name, issue: $0) }
        }
    }

    private static func fileName(_ address: String) -> String {
        String(address.split(separator: "/").last ?? "")
    }
}
