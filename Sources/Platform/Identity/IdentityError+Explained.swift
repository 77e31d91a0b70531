// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

extension IdentityError: ExplainedError {
    public var nature: ErrorNature {
        switch self {
        case .unknownAccount, .unknownOrganisation, .linkInvalid: .notFound
        case .roleNotYours, .accountNotYours: .forbidden
        case .secondFactorAlreadyEnabled, .secondFactorNotStarted, .sessionEnded, .lastAdministrator: .conflict
        case .tooManyAttempts, .busy: .limited
        default: .invalid
        }
    }
}
