// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Logging
import ServiceLifecycle
import Site

/// Examines what the intake put down, for as long as the server runs.
struct DetectionService: Service {
    let office: SupervisionOffice
    let house: House

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let spool = try await office.spool(for: house)
                    _ = await office.rules(for: house)
                    let office = office
                    let detector = Detector(
                        database: house.database, clock: house.clock, library: office.library(for: house), spool: spool,
                        archive: office.archive(for: house), logger: house.logger, alarm: { office.ring() },
                        changed: { office.alertsChanged() })
                    await detector.run()
                    return
                } catch {
                    house.logger.error("detection cannot begin", metadata: ["detail": "\(error)"])
                    try? await Task.sleep(for: .seconds(10))
                }
            }
        }
    }
}
