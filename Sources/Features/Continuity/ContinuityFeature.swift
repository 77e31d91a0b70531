// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Site

/// What an interruption does, how long care holds without computers, and the plans that say so.
public struct ContinuityFeature: Feature {
    public let identifier = "continuity"

    public init() {}
}
