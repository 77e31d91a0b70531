// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Recovery

/// A gesture in one press: what it says, and the version that the person has before their eyes.
enum GestureButton {
    static func html(
        _ step: String, _ state: BoardStep.State, seen: Int, desk: BoardDesk, anchor: String, isPrimary: Bool,
        title: String? = nil, _ t: Language
    ) -> HTML {
        // The button has an identity of its own: after the part around it was fetched again, the focus comes back to this
        // very button, and a second press cannot fall on another step.
        """
        <form class="inline" method="post" action="\(RestartURL.gesture(desk.part, desk.id).path)">\
        <input type="hidden" name="etape" value="\(step)"><input type="hidden" name="etat" value="\(state.rawValue)">\
        <input type="hidden" name="version" value="\(seen)"><input type="hidden" name="retour" value="\(anchor)">\
        <button class="button \(isPrimary ? "primary" : "plain")" type="submit" \
        id="geste-\(state.rawValue)-\(step)-\(anchor)">\(title ?? BoardWords.verb(state, t))\
        <span class="visually-hidden">\(t("\u{00A0}: ", ": "))\(name(step, desk))</span></button></form>
        """
    }

    private static func name(_ step: String, _ desk: BoardDesk) -> String {
        desk.reading.state.model.steps.first { $0.key == step }?.title ?? step
    }
}
