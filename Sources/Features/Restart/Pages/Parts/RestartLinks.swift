// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// Where other rooms put right what keeps a restart from being computed. Their addresses are part of what they offer; a page
/// that is not there answers that it does not exist.
enum RestartLinks {
    static func map(_ place: URLPath.Part) -> URLPath { "/etablissements/\(place)/cartographie" }

    static func node(_ place: URLPath.Part, _ node: String) -> URLPath {
        "/etablissements/\(place)/cartographie/elements/\(URLPath.Part(node))"
    }
}
