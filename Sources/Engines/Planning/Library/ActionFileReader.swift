// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads one file of format `carene-actions/1`, collecting every fault rather than stopping at the first.
struct ActionFileReader {
    struct Read {
        let action: CandidateAction
        let file: String
        let line: Int
    }

    static let format = "carene-actions/1"
    static let mostActions = 500
    private static let header: Set<String> = [
        "format", "identifier", "title", "status", "license", "note", "actions",
    ]

    let file: String
    private(set) var faults: [LibraryFault] = []

    init(file: String) { self.file = file }

    mutating func read(_ bytes: [UInt8]) -> [Read] {
        let root: LibraryTree
        do throws(LibraryTree.Refusal) {
            root = try LibraryTree.parse(bytes)
        } catch {
            fault(error.line, error.message)
            return []
        }
        guard case .entries(let entries) = root.content else {
            fault(root.line, "the file holds a mapping: format, identifier, title, actions")
            return []
        }
        for entry in entries where !Self.header.contains(entry.key) {
            fault(entry.line, "the key ‘\(entry.key)’ is not known here")
        }
        let format = entries.first { $0.key == "format" }
        if case .text(Self.format)? = format?.value.content {
        } else {
            fault(format?.line ?? root.line, "the first line says ‘format: \(Self.format)’")
        }
        guard let list = entries.first(where: { $0.key == "actions" }), case .list(let items) = list.value.content
        else {
            fault(root.line, "‘actions’ is a list of actions")
            return []
        }
        guard items.count <= Self.mostActions else {
            fault(list.line, "a file holds at most \(Self.mostActions) actions")
            return []
        }
        return items.compactMap { item in
            var reader = ActionReader(file: file, line: item.line)
            let action = reader.read(item)
            faults += reader.faults
            return action.map { Read(action: $0, file: file, line: item.line) }
        }
    }

    private mutating func fault(_ line: Int?, _ message: String) {
        faults.append(LibraryFault(file: file, line: line, message: message))
    }
}
