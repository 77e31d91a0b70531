// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Evidence
import Identity
import Markup
import Primitives
import Site

/// What adds a line. Each answers once the line is kept.
enum LineHandlers {
    /// One line by keyboard. Never refused for its form: what is not understood stays text.
    static func quick(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await LogDesk.open(visit, shelf, for: LogbookPermissions.write)
        let t = visit.language
        let cell = LogCell(rawValue: form["saisie"]) ?? .operational
        let line = QuickLine(form["ligne"], at: desk.now, zone: visit.wallOffset)
        do {
            let entry = try await desk.append(line.statement(at: desk.now, in: cell), visit)
            return .redirect(
                LogbookURL.log(desk.part).path.with("saisie", cell == .operational ? nil : cell.rawValue),
                notice: understood(entry, line, desk, t))
        } catch let fault as CrisisLogError where fault.nature == .invalid {
            var model = LogPage.model(desk, visit)
            (model.quick, model.quickError) = (form["ligne"], fault.message(t))
            return desk.page(visit, desk.record.title, [], status: .unprocessable, LogPage.render(model, visit, t))
        }
    }

    /// "KXR-12 : décision, cellule stratégique, fait à 14 h 32, confié à RSSI."
    static func understood(_ entry: LogEntry, _ line: QuickLine, _ desk: LogDesk, _ t: Language) -> String {
        let said = entry.statement
        var parts = [LogWords.kind(said.kind, t).lowercased(), LogWords.cell(said.cell, t).lowercased()]
        for piece in line.understood {
            switch piece {
            case .fact(let moment):
                parts.append(t("fait à \(desk.clock(moment, t))", "fact at \(desk.clock(moment, t))"))
            case .owner(let name): parts.append(t("par \(name)", "by \(name)"))
            case .due(let moment): parts.append(t("échéance \(desk.clock(moment, t))", "due \(desk.clock(moment, t))"))
            case .unconfirmed: parts.append(LogWords.confidence(.unconfirmed, t).lowercased())
            case .kind, .cell: break
            }
        }
        return String("\(entry.reference)\(t("\u{00A0}: ", ": "))\(parts.joined(separator: ", ")).".prefix(280))
    }

    /// The whole form, with attachments.
    static func whole(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let form = try await visit.form(fileLimit: Attachments.formLimit)
        let desk = try await LogDesk.open(visit, shelf, for: LogbookPermissions.write)
        let t = visit.language
        var draft = LineDraft(form)
        if var statement = draft.statement(at: desk.now, desk.zone, t) {
            do {
                let files = form.files.filter { $0.field == "fichiers" && $0.size > 0 }
                statement.attachments = try await Attachments.keep(files, in: visit.house)
                let entry = try await desk.append(statement, visit)
                return .redirect(
                    LogbookURL.log(desk.part).path,
                    notice: t("\(entry.reference) est consignée.", "\(entry.reference) is entered."))
            } catch let fault as LogbookError {
                draft.errors.add(fault.message(t), to: "fichiers")
            } catch let fault as ProofError {
                draft.errors.add(fault.message(t), to: "fichiers")
            } catch let fault as CrisisLogError where fault.nature == .invalid {
                draft.errors.add(fault.message(t), to: "texte")
            }
        }
        var model = LogPage.model(desk, visit)
        model.draft = draft
        return desk.page(visit, desk.record.title, [], status: .unprocessable, LogPage.render(model, visit, t))
    }

    static func correct(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await LogDesk.open(visit, shelf, for: LogbookPermissions.write)
        let line = try desk.line(visit)
        guard !line.isCorrection else { throw Refusal.notFound }
        let t = visit.language
        var draft = LineDraft(form)
        guard var statement = draft.statement(at: line.current.factAt, desk.zone, correcting: line.current, t) else {
            var model = LinePage.model(desk, line)
            model.draft = draft
            return LinePage.page(visit, model, status: .unprocessable)
        }
        let replaced = line.conflicting.first {
            "\($0.reference.device)-\($0.reference.sequence)" == form["version-corrigee"]
        }
        (statement.relation, statement.about) = (.corrects, replaced?.reference ?? line.reference)
        let entry = try await desk.append(statement, visit)
        return .redirect(
            desk.href(line),
            notice: t(
                "\(line.reference) est corrigée par \(entry.reference).",
                "\(line.reference) is corrected by \(entry.reference)."))
    }

    static func answer(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        try await follow(visit, shelf, outcome: { _ in .open })
    }

    /// Says how a request or an action ended; one press is enough.
    static func end(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        try await follow(visit, shelf) { form in LogStatus(rawValue: form["issue"]) ?? .done }
    }

    private static func follow(
        _ visit: Visit, _ shelf: CrisisLogShelf, outcome: (Site.Form) -> LogStatus
    ) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await LogDesk.open(visit, shelf, for: LogbookPermissions.write)
        let line = try desk.line(visit)
        guard !line.isCorrection else { throw Refusal.notFound }
        let (t, status) = (visit.language, outcome(form))
        let typed = form["texte-reponse"]
        var model = LinePage.model(desk, line)
        model.answer = typed
        model.errors.bound(typed, "texte-reponse", limit: CrisisLogError.textLimit, in: t)
        if status == .open, typed.isEmpty { model.errors.add(CrisisLogError.emptyText.message(t), to: "texte-reponse") }
        guard model.errors.isEmpty else { return LinePage.page(visit, model, status: .unprocessable) }
        let back =
            form["retour"] == "main-courante"
            ? LogbookURL.log(desk.part).path.anchored(at: "main-courante") : desk.href(line)
        guard status == .open || line.isOpen else {
            return .redirect(
                back,
                notice: t("\(line.reference) était déjà close.", "\(line.reference) was closed already."))
        }
        let said = status == .dropped ? t("On y renonce.", "Given up.") : t("C’est fait.", "Done.")
        let statement = LogStatement(
            factAt: desk.now, kind: .information, cell: line.current.cell, text: typed.isEmpty ? said : typed,
            status: status == .open ? nil : status, relation: status == .open ? .answers : .closes,
            about: line.reference)
        let entry = try await desk.append(statement, visit)
        return .redirect(
            back,
            notice: status == .open
                ? t("\(entry.reference) répond à \(line.reference).", "\(entry.reference) answers \(line.reference).")
                : t(
                    "\(line.reference) est close par \(entry.reference).",
                    "\(line.reference) is closed by \(entry.reference)."))
    }
}
