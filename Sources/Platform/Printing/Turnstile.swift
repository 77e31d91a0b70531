// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Lets a few through at a time; the others wait in the order in which they came, up to a number.
actor Turnstile {
    private var places: Int
    private let longestQueue: Int
    private var queue: [(ticket: Int, turn: CheckedContinuation<Bool, Never>)] = []
    private var nextTicket = 0

    init(places: Int, queue: Int) {
        self.places = max(places, 1)
        longestQueue = max(queue, 0)
    }

    /// Waits for a place, which `leave` must give back. Throws `.busy` when too many wait, `.cancelled` when the task
    /// ends before its turn; there is nothing to give back then.
    func enter() async throws(PrintingError) {
        guard !Task.isCancelled else { throw .cancelled }
        if places > 0 {
            places -= 1
            return
        }
        guard queue.count < longestQueue else { throw .busy }
        let ticket = nextTicket
        nextTicket += 1
        let isAdmitted = await withTaskCancellationHandler {
            await withCheckedContinuation { turn in
                // Cancelled just before: the handler found no ticket to take back.
                if Task.isCancelled { turn.resume(returning: false) } else { queue.append((ticket, turn)) }
            }
        } onCancel: {
            Task { await self.giveUp(ticket) }
        }
        if !isAdmitted { throw .cancelled }
    }

    func leave() {
        if queue.isEmpty {
            places += 1
        } else {
            // The place goes from hand to hand.
            queue.removeFirst().turn.resume(returning: true)
        }
    }

    private func giveUp(_ ticket: Int) {
        guard let index = queue.firstIndex(where: { $0.ticket == ticket }) else { return }
        queue.remove(at: index).turn.resume(returning: false)
    }
}
