// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Hummingbird
import Logging
import ServiceLifecycle

/// The HTTP server and the background work of the features, started and stopped together.
public struct SiteServer: Sendable {
    private let house: House
    private let host: String
    private let port: Int

    public init(_ house: House, host: String, port: Int) {
        self.house = house
        self.host = host
        self.port = port
    }

    /// Serves until the process is asked to stop (SIGTERM, SIGINT); requests under way are finished first.
    ///
    /// - Parameter whenReady: called once the port is open.
    public func run(whenReady: @escaping @Sendable () async -> Void) async throws {
        var application = Application(
            responder: SiteRouter.build(house),
            // A connection on which nothing comes for a minute is closed: idle browsers come back by themselves, and who
            // sends a request drop by drop keeps nothing open.
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { _ in await whenReady() }, logger: house.logger)
        // A copy stays as it was made: nothing works on it by itself.
        if house.closure == nil, !house.settings.isReadOnly {
            for feature in house.features { application.addServices(feature.jobs(in: house)) }
            application.addServices(DailyRound(house))
        }
        try await application.runService()
    }
}

extension House {
    /// The site as a function from request to response, for tests.
    public func front() -> Front { SiteRouter.build(self) }

    /// Every route of the site and of its features, for the permission matrix.
    public var routes: [Route] { SiteRouter.routes(of: self) }
}
