// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import TestSupport

/// What another program reads in a PDF.
enum Poppler {
    static let isInstalled = ["pdfinfo", "pdftotext"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/" + $0)
    }

    /// The lines "Name: value" of pdfinfo.
    static func facts(_ pdf: [UInt8]) async throws -> [String: String] {
        var facts: [String: String] = [:]
        for line in try await output("pdfinfo", ["-"], pdf).split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            facts[String(line[..<colon])] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return facts
    }

    static func text(_ pdf: [UInt8]) async throws -> String {
        try await output("pdftotext", ["-layout", "-", "-"], pdf)
    }

    private static func output(_ tool: String, _ arguments: [String], _ pdf: [UInt8]) async throws -> String {
        try await withTemporaryDirectory { directory in
            let file = directory + "/page.pdf"
            try Data(pdf).write(to: URL(filePath: file))
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/" + tool)
            process.arguments = arguments.enumerated().map { $0 == arguments.firstIndex(of: "-") ? file : $1 }
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return String(decoding: output, as: UTF8.self)
        }
    }
}
