// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Site

/// The service map: what care stands on, drawn, listed, imported.
public struct CartographyFeature: Feature {
    public let identifier = "cartography"

    public init() {}
}
