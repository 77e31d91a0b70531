// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Logging
import Organisations
import Primitives
import Recovery

/// The plans of the boards, computed from what happened so far. Kept in memory only: a plan follows from the board, which is
/// in the database, so a killed server loses nothing and computes it again.
actor BoardRoom {
    /// A plan from now, or why there is none; a board without plan is ticked all the same.
    struct Outlook: Sendable {
        let revision: Int
        /// Grows when a better plan replaces the one found at once.
        let number: Int
        let at: Instant
        let plan: RecoveryPlan?
        let fault: FaultNotice.Fault?
    }

    private var outlooks: [Board.ID: Outlook] = [:]
    private var coming: [Board.ID: (revision: Int, task: Task<Outlook, Never>)] = [:]
    private var better: [Board.ID: Task<Void, Never>] = [:]
    private var number = 0

    /// Time goes by without gestures too: what was to begin has not.
    private static let freshness = 300
    /// Boards that nobody looks at any more leave first.
    private static let mostKept = 50

    func serial(of board: Board.ID) -> Int { outlooks[board]?.number ?? 0 }

    /// The plan from now: at once, then better in the background.
    func outlook(of state: BoardState, at now: Instant, _ logger: Logger) async -> Outlook {
        let id = state.board.id
        if let known = outlooks[id], known.revision == state.board.revision,
            now.seconds(since: known.at) < Self.freshness
        {
            return known
        }
        if let under = coming[id], under.revision == state.board.revision { return await under.task.value }
        better[id]?.cancel()
        let order = outlooks[id]?.plan?.order ?? state.initial.order
        number += 1
        let number = number
        let task = Task { await Self.quick(state, order, number, now) }
        coming[id] = (state.board.revision, task)
        let found = await task.value
        if coming[id]?.revision == found.revision { coming[id] = nil }
        keep(found, of: id)
        if state.board.isOpen, let plan = found.plan { improve(state, plan, now, logger) }
        return found
    }

    func forget(_ board: Board.ID) {
        better[board]?.cancel()
        (better[board], outlooks[board]) = (nil, nil)
    }

    private static func quick(_ state: BoardState, _ order: [String], _ number: Int, _ now: Instant) async -> Outlook {
        let progress = state.progress(at: state.board.closedAt ?? now)
        do {
            let plan = try await Planner.quick(
                state.model, at: state.board.organisation, from: progress, keeping: order)
            return Outlook(revision: state.board.revision, number: number, at: now, plan: plan, fault: nil)
        } catch RestartError.notComputable(let fault) {
            return Outlook(revision: state.board.revision, number: number, at: now, plan: nil, fault: fault)
        } catch {
            return Outlook(revision: state.board.revision, number: number, at: now, plan: nil, fault: nil)
        }
    }

    private func keep(_ found: Outlook, of id: Board.ID) {
        if let known = outlooks[id], known.revision > found.revision { return }
        outlooks[id] = found
        guard outlooks.count > Self.mostKept else { return }
        if let oldest = outlooks.min(by: { $0.value.at < $1.value.at })?.key { forget(oldest) }
    }

    private func improve(_ state: BoardState, _ first: RecoveryPlan, _ now: Instant, _ logger: Logger) {
        let id = state.board.id
        var options = RecoveryPlanner.Options()
        (options.schedules, options.runs, options.threads) = (800, 500, 1)
        better[id] = Task { [options] in
            let plan: RecoveryPlan
            do {
                plan = try await Planner.better(
                    state.model, at: state.board.organisation, options, from: state.progress(at: now),
                    keeping: first.order)
            } catch {
                // The quick plan stays; a newer gesture stops this one, which is no fault.
                if !Task.isCancelled { logger.warning("the better plan of board \(id) failed: \(error)") }
                return
            }
            guard !Task.isCancelled else { return }
            self.number += 1
            let number = self.number
            guard self.outlooks[id]?.revision == state.board.revision else { return }
            self.outlooks[id] = Outlook(
                revision: state.board.revision, number: number, at: now, plan: plan, fault: nil)
        }
    }
}
