// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives

/// The names of the fields of one answer. A chapter shows many answers, and a name gives its field an identifier that
/// must be unique in the page: so each name ends with the requirement's code.
struct AnswerFields: Sendable, Hashable {
    let code: String

    var answer: String { "reponse-\(code)" }
    var comment: String { "commentaire-\(code)" }
    var review: String { "a-revoir-\(code)" }
    var target: String { "cible-\(code)" }
    var targetOn: String { "date-cible-\(code)" }
    var responsible: String { "responsable-\(code)" }
    var cardID: String { "exigence-\(code)" }

    static let revision = "revision"
    static let page = "page"
    static let clearing = "effacer"
}

/// The page that a form was sent from, to come back to it.
enum AnswerOrigin: String, Sendable {
    case chapter = "chapitre"
    case requirement = "exigence"

    init(_ text: String) { self = AnswerOrigin(rawValue: text) ?? .chapter }
}
