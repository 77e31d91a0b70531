// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Persistence
import Site

/// Crisis exercises: prepared from a scenario, played, learnt from.
public struct ExercisesFeature: Feature {
    public let identifier = "exercises"

    public init() {}

    public var migrations: [Migration] { ExercisesMigrations.all }
    public var permissions: [Permission] { ExercisesPermissions.all }
}
