// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Site

public struct IndicatorsFeature: Feature {
    public let identifier = "indicators"

    public init() {}
}
