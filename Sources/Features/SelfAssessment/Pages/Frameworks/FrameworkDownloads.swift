// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Primitives
import Site

/// A framework as a file, for other tools.
enum FrameworkDownloads {
    /// The form that keeps everything, and that this page's own loading reads back.
    @Sendable
    static func yaml(_ visit: Visit) async throws -> Reply {
        let framework = try await FrameworkPage.framework(visit)
        return .download(
            Array(FrameworkWriter.write(framework).utf8), name: name(framework, "yaml"), mediaType: "application/yaml")
    }

    /// NIST OSCAL, the exchange format of catalogues of controls.
    @Sendable
    static func oscal(_ visit: Visit) async throws -> Reply {
        let framework = try await FrameworkPage.framework(visit)
        let summary = try await visit.house.library.summaries().first { $0.identity == framework.identity }
        guard let summary else { throw AssessmentError.unknownFramework }
        return .download(
            OSCALWriter.write(framework, lastModified: summary.addedAt.text), name: name(framework, "oscal.json"),
            mediaType: "application/json")
    }

    private static func name(_ framework: Framework, _ ending: String) -> String {
        "\(framework.identity.identifier)-\(framework.identity.version).\(ending)"
    }
}
