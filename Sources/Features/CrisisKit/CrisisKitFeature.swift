// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Site

/// What a crisis cell reads when nothing else answers.
public struct CrisisKitFeature: Feature {
    public let identifier = "crisis-kit"

    public init() {}
}
