// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Logging
import Markup
import Persistence
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
    private(set) var tasks: [Identifier<Job>: Task<Void, Never>] = [:]
    private let logger: Logger

    /// What one person may have under way at once: each holds a file of hundreds of megabytes, and writers wait in line.
    static let runningPerOwner = 3
    static let runningInAll = 20
    /// Ended jobs that are kept to be read; the oldest leave first.
    static let endedKept = 200

    public init(logger: Logger) { self.logger = logger }

    /// Starts `work` and returns at once.
    ///
    /// - Throws: `Refusal.conflict` when too much is under way already.
    public func start(
        _ title: Phrase, owner: String?, at now: Instant,
        _ work: @escaping @Sendable (Reporter) async throws -> Result
    ) throws(Refusal) -> Identifier<Job> {
        let running = jobs.values.filter { $0.outcome == nil }
        guard running.count < Self.runningInAll,
            running.count(where: { $0.owner == owner }) < Self.runningPerOwner
        else {
            throw .conflict(
                Phrase(
                    "Plusieurs travaux sont déjà en cours\u{00A0}: attendez la fin de l’un d’eux, ou arrêtez-le, puis "
                        + "recommencez.",
                    "Several pieces of work are under way: wait until one ends, or stop it, then try again."))
        }
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
            } catch let refusal as Refusal {
                outcome = .failed(Self.sentence(refusal))
            } catch {
                outcome = .failed(Self.sentence(error))
                logger.error("job failed", metadata: ["job": "\(id)", "detail": "\(error)"])
            }
            finish(id, outcome)
        }
        return id
    }

    private static func sentence(_ refusal: Refusal) -> Phrase {
        switch refusal {
        case .invalid(let message), .conflict(let message), .malformed(let message): message
        case .notFound, .forbidden, .signInNeeded, .secondFactorNeeded, .tooLarge, .tooMany:
            Phrase(
                "Vos droits ont changé avant que ce travail ne commence\u{00A0}; rien n’a été enregistré.",
                "Your rights changed before this work began; nothing was saved.")
        }
    }

    private static func sentence(_ error: any Error) -> Phrase {
        switch (error as? DatabaseError)?.kind {
        case .diskFull, .readOnly:
            Phrase(
                "Le disque du serveur est plein ou protégé en écriture\u{00A0}; rien n’a été enregistré.",
                "The server's disk is full or read-only; nothing was saved.")
        case .unavailable, .conflict:
            Phrase(
                "La base de données ne répond pas\u{00A0}; rien n’a été enregistré. Recommencez dans un instant.",
                "The database does not answer; nothing was saved. Try again in a moment.")
        default:
            Phrase(
                "Le travail s’est arrêté sur une erreur du système\u{00A0}; rien n’a été enregistré. Le journal du serveur en garde le détail.",
                "The work stopped on a system error; nothing was saved. The server's log has the detail.")
        }
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
        let ended = jobs.values.filter { $0.outcome != nil }.sorted { $0.id.text < $1.id.text }
        for job in ended.prefix(max(0, ended.count - Self.endedKept)) { jobs[job.id] = nil }
    }
}
