// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Site

public struct CrisisFeature: Feature {
    public let identifier = "crisis"

    public init() {}
}
