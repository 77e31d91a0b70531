// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Access
import Establishments
import SelfAssessment
import Site

/// The rooms of the house. Taking one out leaves a program that works.
let features: [any Feature] = [
    SelfAssessmentFeature(),
    EstablishmentsFeature(),
    AccessFeature(),
]
