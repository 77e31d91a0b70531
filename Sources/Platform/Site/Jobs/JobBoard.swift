// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// Long work started from a page: who asked, how far it is, how it ended. Kept in memory: the work itself is one
/// transaction, so a stopped server leaves nothing half done and nothing to resume.
public actor JobBoard {
    public struct Job: Sendable, Identifiable {
        public let id: Identifier<Job>
        public let title: Phrase
        /// Only the person who started it sees it.
        public let owner: String?
        public let startedAt: Instant
        public fileprivate(set) var progress: Progress
        public fileprivate(set) var outcome: Outcome?
    }

    public struct Progress: Sendable, Hashable {
        public let done: Int
        /// Nil while the end is not known.
        public let total: Int?
        public let note: Phrase

        public init(done: Int, total: Int?, note: Phrase) {
            self.done = done
            self.total = total
            self.note = note
        }
    }

    public enum Outcome: Sendable {
        case succeeded(Result)
        case failed(Phrase)
        case cancelled
    }

    /// What a finished job shows: a sentence, a table of lines, and where to go next.
    public struct Result: Sendable {
        public let summary: Phrase
        public let detail: HTML
        public let next: (title: Phrase, href: URLPath)?

        public init(summary: Phrase, detail: HTML = HTML(), next: (title: Phrase, href: URLPath)? = nil) {
            self.summary = summary
            self.detail = detail
            self.next = next
        }
    }

    /// How the work tells how far it is. May be called often; cheap.
    public struct Reporter: Sendable {
        fileprivate let board: JobBoard
        fileprivate let id: Identifier<Job>

        public func callAsFunction(_ progress: Progress) {
            Task { await board.update(id, progress) }
        }
    }

    private var jobs: [Identifier<Job>: Job] = [:]
    private var tasks: [Identifier<Job>: Task<Void, Never>] = [:]

    /// Starts `work` and returns at once.
    public func start(
        _ title: Phrase, owner: String?, at now: Instant,
        _ work: @escaping @Sendable (Reporter) async throws -> Result
    ) -> Identifier<Job> {
        forgetOld(before: now.adding(seconds: -86_400))
        let id = Identifier<Job>.make(at: now)
        jobs[id] = Job(
            id: id, title: title, owner: owner, startedAt: now,
            progress: Progress(done: 0, total: nil, note: Phrase("Préparation", "Preparing")), outcome: nil)
        tasks[id] = Task {
            let outcome: Outcome
            do {
                outcome = .succeeded(try await work(Reporter(board: self, id: id)))
            } catch is CancellationError {
                outcome = .cancelled
            } catch let error as any ExplainedError {
                outcome = .failed(error.message)
            } catch let Refusal.invalid(message) {
                outcome = .failed(message)
            } catch {
                outcome = .failed(
                    Phrase(
                        "Le travail s’est arrêté sur une erreur du système ; rien n’a été enregistré. Le journal du serveur en garde le détail.",
                        "The work stopped on a system error; nothing was saved. The server's log has the detail."))
                failures.append((id, String(describing: error)))
            }
            finish(id, outcome)
        }
        return id
    }

    /// Details of unexpected failures for the log, taken once.
    private var failures: [(Identifier<Job>, String)] = []

    func takeFailures() -> [(Identifier<Job>, String)] {
        defer { failures = [] }
        return failures
    }

    public func job(_ id: Identifier<Job>, for owner: String?) -> Job? {
        guard let job = jobs[id], job.owner == owner else { return nil }
        return job
    }

    public func cancel(_ id: Identifier<Job>, for owner: String?) {
        guard jobs[id]?.owner == owner else { return }
        tasks[id]?.cancel()
    }

    private func update(_ id: Identifier<Job>, _ progress: Progress) {
        guard let job = jobs[id], job.outcome == nil, progress.done >= job.progress.done else { return }
        jobs[id]?.progress = progress
    }

    private func finish(_ id: Identifier<Job>, _ outcome: Outcome) {
        jobs[id]?.outcome = outcome
        tasks[id] = nil
    }

    private func forgetOld(before limit: Instant) {
        for (id, job) in jobs where job.outcome != nil && job.startedAt < limit { jobs[id] = nil }
    }
}
