// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Recovery

/// The kind of a node as the database keeps it.
enum NodeKindText {
    static func scope(_ text: String) -> CareScope? { NodeKind(rawValue: text).flatMap { CareScope($0) } }
}
