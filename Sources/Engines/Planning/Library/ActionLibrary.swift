// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The candidate actions that Carène ships: figures are estimates of ours, to be replaced by quotes.
public struct ActionLibrary: Sendable {
    /// In the order of the files, then as written.
    public let actions: [CandidateAction]
    private let places: [String: Int]

    /// One file of the library: its name, for the messages, and what it holds.
    public struct File: Sendable {
        public let name: String
        public let bytes: [UInt8]

        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    public static let empty = ActionLibrary(checked: [])

    private init(checked actions: [CandidateAction]) {
        self.actions = actions
        places = Dictionary(actions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Reads files and checks what only shows when all are there: identifiers taken twice, prerequisites that do not exist
    /// or wait for one another.
    ///
    /// - Throws: everything that is wrong with all of them.
    public init(_ files: [File]) throws(InvalidLibrary) {
        var faults: [LibraryFault] = []
        var read: [ActionFileReader.Read] = []
        for file in files {
            var reader = ActionFileReader(file: file.name)
            read += reader.read(file.bytes)
            faults += reader.faults
        }
        faults += Self.faults(between: read)
        guard faults.isEmpty else { throw InvalidLibrary(faults) }
        self.init(checked: read.map(\.action))
    }

    public subscript(id: String) -> CandidateAction? {
        places[id].map { actions[$0] }
    }

    private static func faults(between read: [ActionFileReader.Read]) -> [LibraryFault] {
        var faults: [LibraryFault] = []
        var places: [String: Int] = [:]
        for (index, item) in read.enumerated() {
            if let first = places[item.action.id] {
                faults.append(
                    LibraryFault(
                        file: item.file, line: item.line,
                        message: "the identifier ‘\(item.action.id)’ is already taken in \(read[first].file), line "
                            + "\(read[first].line)"))
            } else {
                places[item.action.id] = index
            }
        }
        for item in read {
            for needed in item.action.after where places[needed] == nil {
                faults.append(
                    LibraryFault(
                        file: item.file, line: item.line,
                        message: "‘\(item.action.id)’ comes after ‘\(needed)’, which does not exist"))
            }
        }
        let prerequisites = read.map { $0.action.after.compactMap { places[$0] } }
        for index in PrerequisiteOrder(prerequisites).unordered {
            faults.append(
                LibraryFault(
                    file: read[index].file, line: read[index].line,
                    message: "‘\(read[index].action.id)’ waits for itself, through what it comes after"))
        }
        return faults
    }
}
