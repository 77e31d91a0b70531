// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of the vault, its gate and its handler.
enum ProofsRoutes {
    private typealias P = ProofPermissions

    private static let organisation = URLPath.Part.parameter("organisation")
    private static let proof = URLPath.Part.parameter("proof")

    static let all: [Route] = [
        .get(ProofsURL.list(organisation), .holding(P.enter), ProofListPage.show),
        .get(ProofsURL.registration(organisation), .holding(P.register), RegistrationPage.show),
        .post(ProofsURL.registration(organisation), .holding(P.register), RegistrationHandler.register),
        .get(ProofsURL.expiry(organisation), .holding(P.read), ExpiryPage.show),
        .get(ProofsURL.proof(proof), .holding(P.enter), ProofPage.show),
        .get(ProofsURL.file(proof), .holding(P.enter), ProofDownload.send),
        .get(ProofsURL.replacement(proof), .holding(P.register), ReplacementHandler.show),
        .post(ProofsURL.replacement(proof), .holding(P.register), ReplacementHandler.replace),
        .get(ProofsURL.attachments(proof), .holding(P.manage), AttachmentPage.show),
        .post(ProofsURL.attachments(proof), .holding(P.manage), AttachmentPage.save),
        .post(ProofsURL.withdrawal(proof), .holding(P.manage), WithdrawalHandler.withdraw),
        .post(ProofsURL.restoration(proof), .holding(P.manage), WithdrawalHandler.restore),
    ]
}
