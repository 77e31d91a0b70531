// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Journal
import Primitives

/// Adds what files hold to the library, in one transaction.
enum FrameworkLoading {
    struct Outcome: Sendable, Hashable {
        var frameworks = 0
        var mappings = 0
        var unchanged = 0
    }

    /// Another text has the same identity: its answers would change their meaning.
    struct Refused: ExplainedError, Hashable {
        let identity: Framework.Identity

        var message: Phrase {
            Phrase(
                "Rien n’a été chargé\u{00A0}: la version \(identity.version) de «\u{00A0}\(identity.identifier)\u{00A0}» est déjà là avec un autre texte. Donnez au fichier un autre numéro de version.",
                "Nothing was loaded: version \(identity.version) of “\(identity.identifier)” is already here with another text. Give the file another version number."
            )
        }
    }

    static func load(_ files: FrameworkFiles, in change: Change) throws -> Outcome {
        var outcome = Outcome()
        for framework in files.frameworks {
            switch try FrameworkStore.add(framework, origin: .imported, in: change) {
            case .added: outcome.frameworks += 1
            case .unchanged: outcome.unchanged += 1
            case .refused: throw Refused(identity: framework.identity)
            }
        }
        for mapping in files.mappings {
            switch try FrameworkStore.add(mapping, in: change) {
            case .added: outcome.mappings += 1
            case .unchanged: outcome.unchanged += 1
            case .refused: break  // A mapping replaces the one of the same name.
            }
        }
        // Also when everything was there already: who offered files to the library is worth knowing.
        try change.record(
            "framework.loaded", detail: "\(outcome.frameworks)+\(outcome.mappings), \(outcome.unchanged) unchanged")
        return outcome
    }
}
