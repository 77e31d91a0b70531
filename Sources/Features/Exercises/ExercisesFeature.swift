// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Site

public struct ExercisesFeature: Feature {
    public let identifier = "exercises"

    public init() {}
}
