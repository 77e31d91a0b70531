// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Primitives
import Site

/// Turning the second factor on, and looking after it.
enum SecondFactorPage {
    struct Model: Sendable {
        enum Stage: Sendable {
            case off
            /// The secret waits for its first code.
            case started(drawing: SVG, key: String)
            case on(recoveryCodes: Int)
        }

        let stage: Stage
        let isMandatory: Bool
        /// Nothing else opens until it is set up.
        let isBlocking: Bool
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        guard try !isHalfway(visit) else { return .redirect(DoorURL.secondStep.path) }
        return page(try await model(visit), visit)
    }

    @Sendable
    static func start(_ visit: Visit) async throws -> Reply {
        guard try !isHalfway(visit) else { return .redirect(DoorURL.secondStep.path) }
        _ = try await OwnAccount(visit.house.entrance).startSecondFactor(try visit.ownPerson().session)
        return .redirect(SiteAddress.secondFactor.path)
    }

    @Sendable
    static func enable(_ visit: Visit) async throws -> Reply {
        guard try !isHalfway(visit) else { return .redirect(DoorURL.secondStep.path) }
        let form = try await visit.form()
        let info = try visit.ownPerson().session
        do {
            let (codes, token) = try await OwnAccount(visit.house.entrance).enableSecondFactor(
                info, code: form["code"])
            return RecoveryCodesPage.reply(codes.map(\.text), isFirst: true, visit)
                .setting(visit.sessionCookie(token.text))
        } catch let error as IdentityError where error == .wrongCode {
            return try await again(error, beside: "code", visit)
        }
    }

    @Sendable
    static func renewCodes(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let info = try visit.ownPerson().session
        do {
            let codes = try await OwnAccount(visit.house.entrance).renewRecoveryCodes(
                info, code: form["code-renouvellement"])
            return RecoveryCodesPage.reply(codes.map(\.text), isFirst: false, visit)
        } catch IdentityError.tooManyAttempts(let seconds) {
            throw Refusal.tooMany(retryAfterSeconds: seconds)
        } catch let error as IdentityError where error == .wrongCode {
            return try await again(error, beside: "code-renouvellement", visit)
        }
    }

    @Sendable
    static func disable(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let info = try visit.ownPerson().session
        do {
            try await OwnAccount(visit.house.entrance).disableSecondFactor(info, code: form["code-retrait"])
        } catch IdentityError.tooManyAttempts(let seconds) {
            throw Refusal.tooMany(retryAfterSeconds: seconds)
        } catch let error as IdentityError where error == .wrongCode || error == .secondFactorMandatory {
            return try await again(error, beside: "code-retrait", visit)
        }
        return .redirect(
            SiteAddress.secondFactor.path,
            notice: visit.language(
                "La double authentification est retirée\u{00A0}: votre mot de passe suffit de nouveau.",
                "The second factor is removed: your password is enough again."))
    }

    /// Whoever has one must show it first: the password alone must not replace it.
    private static func isHalfway(_ visit: Visit) throws -> Bool {
        try visit.ownPerson().session.standing == .secondFactorPending
    }

    private static func again(_ error: IdentityError, beside field: String, _ visit: Visit) async throws -> Reply {
        var model = try await model(visit)
        model.errors.add(error.message(visit.language), to: field)
        return page(model, visit, .unprocessable)
    }

    private static func model(_ visit: Visit) async throws -> Model {
        let person = try visit.ownPerson()
        let (id, key) = (person.access.account, visit.house.entrance.secretKey)
        let (account, started, codes) = try await visit.read { session in
            (
                try AccountStore.find(id, in: session),
                try SecondFactorStore.started(for: id, under: key, in: session),
                try SecondFactorStore.recoveryCodesLeft(of: id, in: session)
            )
        }
        guard let account else { throw Refusal.signInNeeded }
        let isBlocking = person.session.standing == .secondFactorMissing
        let stage: Model.Stage
        if account.hasSecondFactor {
            stage = .on(recoveryCodes: codes)
        } else if let started {
            let label = visit.language(
                "Code QR à scanner avec votre application", "QR code to scan with your application")
            let matrix = try QRCode.matrix(of: started.provisioningURI(account: account.email.text))
            stage = .started(drawing: QRDrawing.svg(matrix, label: label), key: started.typedKey)
        } else {
            stage = .off
        }
        return Model(
            stage: stage, isMandatory: isBlocking || visit.requiresSecondFactor, isBlocking: isBlocking)
    }

    private static func page(_ model: Model, _ visit: Visit, _ status: Status = .ok) -> Reply {
        let t = visit.language
        let title = t("Double authentification", "Second factor")
        let trail = [Crumb(t("Mon compte", "My account"), href: SiteAddress.account.path), Crumb(title)]
        let page = Page(title, trail: trail, main: SecondFactorView.render(model, t))
        return model.isBlocking ? visit.plainPage(page, status: status) : visit.page(page, status: status)
    }
}
