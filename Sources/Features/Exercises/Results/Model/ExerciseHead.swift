// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// Which exercise a row of results belongs to, and where the journal tells of it.
struct ExerciseHead: Sendable, Hashable {
    let id: Exercise.ID
    let keeper: Keeper
    let title: String
}
