// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Hummingbird
import Logging
import NIOCore

/// What Hummingbird keeps for a request: its own core, and where the connection came from.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    let remoteAddress: String
    let requestID: String

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress ?? "local"
        requestID = source.logger[metadataKey: "hb.request.id"]?.description ?? "-"
    }
}
