// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

struct PlanForecaster {
    let model: RecoveryModel
    let network: PlanNetwork
    let found: FoundSchedule
    let progress: RecoveryProgress
    let options: RecoveryPlanner.Options
    func run(shouldStop: @Sendable () -> Bool) throws(RecoveryFault) -> PlanForecast? { nil }
}
