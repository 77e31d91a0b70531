// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Recovery

/// What keeps a restart from being computed, and where it is put right.
enum FaultWords {
    static func sentence(_ fault: RecoveryFault, in model: RecoveryModel) -> Phrase {
        let words = fault.message(in: model)
        return Phrase(words.french, words.english)
    }
}
