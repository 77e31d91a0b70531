// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Site

public struct LogbookFeature: Feature {
    public let identifier = "logbook"

    public init() {}
}
