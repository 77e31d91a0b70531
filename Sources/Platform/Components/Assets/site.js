// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2
//
// Every page works without this module. It saves while one types, answers by keyboard, asks before what cannot be
// undone, follows long work, and remembers the colours. Its sentences come from the page (`data-…` of <html>).

const root = document.documentElement
const words = root.dataset
const fragmentHeaders = { 'X-Requested-With': 'carene' }
root.classList.add('js')

function announce(text) {
    const region = document.getElementById('annonces')
    if (region) region.textContent = text
}

// Regions: a part of the page that the server sends again.

function elementIn(html, id) {
    return new DOMParser().parseFromString(html, 'text/html').getElementById(id)
}

// Where the person is, in words that still hold after the region was replaced.
function placeIn(region) {
    const active = document.activeElement
    if (!region.contains(active)) return null
    const hasSelection = typeof active.selectionStart === 'number' && active.matches('textarea, input')
    return {
        id: active.id,
        name: active.name ?? '',
        value: ['radio', 'checkbox', 'submit'].includes(active.type) ? active.value : null,
        selection: hasSelection ? [active.selectionStart, active.selectionEnd] : null,
    }
}

function returnTo(place, region) {
    if (!place) return
    const candidates = [region, ...region.querySelectorAll('a, button, input, select, textarea, [tabindex]')]
    const target =
        candidates.find((e) => e.name && e.name === place.name && [null, e.value].includes(place.value)) ??
        candidates.find((e) => e.id && e.id === place.id) ?? region
    target.focus({ preventScroll: true })
    if (place.selection && typeof target.selectionStart === 'number') target.setSelectionRange(...place.selection)
}

function swap(region, next) {
    const place = placeIn(region)
    const open = [...region.querySelectorAll('details')].map((details) => details.open)
    const isCurrent = region.getAttribute('aria-current')
    region.replaceWith(next)
    next.querySelectorAll('details').forEach((details, index) => { if (open[index]) details.open = true })
    if (isCurrent) next.setAttribute('aria-current', isCurrent)
    returnTo(place, next)
    prepare(next)
}

// Autosave. One request at a time for a form; what is typed meanwhile is carried into the new form and sent after it.

const saves = new Map()

function saveSoon(form, delay) {
    const save = saves.get(form) ?? { isSending: false, isDirty: false, failures: 0, timer: 0 }
    saves.set(form, save)
    save.isDirty = true
    clearTimeout(save.timer)
    save.timer = setTimeout(() => send(form, save), delay)
}

function status(form, text, kind = '') {
    let line = form.querySelector('.save-status')
    if (!line) {
        line = document.createElement('p')
        line.className = 'save-status'
        form.append(line)
    }
    line.textContent = text
    line.dataset.kind = kind
    if (kind) announce(text)
}

async function send(form, save) {
    if (save.isSending) return
    if (!form.isConnected) return void saves.delete(form)
    save.isSending = true
    save.isDirty = false
    status(form, words.saving)
    let response
    try {
        response = await fetch(form.action, {
            method: 'POST', body: bodyOf(form), headers: fragmentHeaders, redirect: 'manual', cache: 'no-store',
        })
        if (response.status >= 500) throw new Error(String(response.status))
        receive(form, save, response.status, await response.text())
    } catch {
        tryAgain(form, save)
    }
}

function bodyOf(form) {
    const data = new FormData(form)
    return form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data)
}

function tryAgain(form, save) {
    save.isSending = false
    save.failures += 1
    const seconds = Math.min(2 ** save.failures, 30)
    status(form, `${words.offline}${seconds} s.`, 'failure')
    save.timer = setTimeout(() => send(form, save), seconds * 1000)
}

function receive(form, save, code, html) {
    save.isSending = false
    save.failures = 0
    const region = form.closest('[data-region]')
    const sent = new DOMParser().parseFromString(html, 'text/html')
    const next = region?.id ? sent.getElementById(region.id) : null
    // 409: the two versions; 422: the same card with its faults. Anything else without a fragment is a refusal,
    // such as an ended session: the person keeps what was typed and decides.
    if (!next || ![200, 409, 422].includes(code)) {
        saves.delete(form)
        refused.add(form)
        return status(form, words.refused, 'failure')
    }
    if (!save.isDirty) saves.delete(form)
    refused.delete(form)
    const twins = [...next.querySelectorAll('form[data-autosave]')]
    const again = []
    let own
    for (const [index, old] of [...region.querySelectorAll('form[data-autosave]')].entries()) {
        const twin = twins[index]
        if (old === form) own = twin
        if (!saves.has(old)) continue
        clearTimeout(saves.get(old).timer)
        saves.delete(old)
        if (!twin) continue
        carry(old, twin)
        again.push(twin)
    }
    swap(region, next)
    // What the answer changes elsewhere on the page, such as how far the chapter is.
    for (const other of sent.querySelectorAll('[data-region]')) {
        const old = document.getElementById(other.id)
        if (old) swap(old, other)
    }
    if (code === 409) announce(words.conflict)
    else if (code === 200 && own) status(own, words.saved, 'success')
    for (const twin of again) saveSoon(twin, 0)
}

function carry(from, to) {
    for (const control of to.elements) {
        if (!control.name || control.type === 'hidden' || control.type === 'file') continue
        const known = [...from.elements].filter((e) => e.name === control.name)
        if (control.type === 'radio' || control.type === 'checkbox') {
            control.checked = known.some((e) => e.value === control.value && e.checked)
        } else if (known.length === 1) {
            control.value = known[0].value
        }
    }
}

const refused = new Set()

document.addEventListener('change', ({ target }) => {
    if (target.form?.matches('[data-autosave]')) saveSoon(target.form, 0)
    if (target.matches('[data-shortcuts]')) localStorage.setItem('carene-shortcuts', target.checked ? 'on' : 'off')
})

document.addEventListener('input', ({ target }) => {
    if (target.matches('[data-autosave] :is(textarea, input[type=text])')) saveSoon(target.form, 900)
})

// Enter in a field, or the button of a browser where the style sheet failed: saved in place like the rest.
document.addEventListener('submit', (event) => {
    if (!event.target.matches('[data-autosave]') || event.submitter?.name || event.defaultPrevented) return
    event.preventDefault()
    saveSoon(event.target, 0)
})

addEventListener('beforeunload', (event) => {
    if (saves.size > 0 || [...refused].some((form) => form.isConnected)) event.preventDefault()
})

// Keyboard.

const cards = () => [...document.querySelectorAll('[data-card]')]

function currentCard() {
    return document.activeElement.closest?.('[data-card]') ?? document.querySelector('[data-card][aria-current]')
}

const shortcutsAreOn = () => localStorage.getItem('carene-shortcuts') !== 'off'

function isTyping(target) {
    return target.closest('textarea, select, [contenteditable], dialog, input:not([type=radio], [type=checkbox])')
}

function move(step) {
    const all = cards()
    const index = all.indexOf(currentCard())
    const card = all[index < 0 ? (step > 0 ? 0 : all.length - 1) : index + step]
    if (!card) return
    card.focus({ preventScroll: true })
    card.scrollIntoView({ block: 'nearest' })
}

function answer(number) {
    const card = currentCard() ?? (cards().length === 1 ? cards()[0] : null)
    const choice = card?.querySelectorAll('.scale input, .choices input')[number - 1]
    if (!choice || choice.disabled) return
    choice.click()
    if (choice.closest('.choices')) choice.focus()
}

document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (cards().length === 0 || !shortcutsAreOn() || isTyping(event.target)) return
    // In a group of radio buttons the arrows belong to the group, as everywhere else.
    if (event.key.startsWith('Arrow') && (event.target.matches('input') || cards().length < 2)) return
    if (event.key === 'j' || event.key === 'ArrowDown') move(1)
    else if (event.key === 'k' || event.key === 'ArrowUp') move(-1)
    else if (/^[1-9]$/.test(event.key)) answer(Number(event.key))
    else if (event.key === 'c') {
        const comment = currentCard()?.querySelector('textarea')
        if (!comment) return
        const folded = comment.closest('details')
        if (folded) folded.open = true
        comment.focus()
    } else {
        return
    }
    event.preventDefault()
})

document.addEventListener('focusin', (event) => {
    const card = event.target.closest('[data-card]')
    if (!card) return
    for (const other of document.querySelectorAll('[data-card][aria-current]')) other.removeAttribute('aria-current')
    card.setAttribute('aria-current', 'true')
})

// Questions before what cannot be undone.

document.addEventListener('submit', (event) => {
    const button = event.submitter
    if (!button?.dataset.confirm || button.dataset.confirmed) return
    event.preventDefault()
    ask(button.dataset.confirm, button.textContent.trim() || words.yes, () => {
        button.dataset.confirmed = 'true'
        event.target.requestSubmit(button)
        delete button.dataset.confirmed
    })
}, true)

function ask(question, verb, proceed) {
    const dialog = document.createElement('dialog')
    const text = Object.assign(document.createElement('p'), { id: 'question', textContent: question })
    const line = Object.assign(document.createElement('div'), { className: 'actions' })
    const no = Object.assign(document.createElement('button'), { className: 'button plain', textContent: words.no })
    const yes = Object.assign(document.createElement('button'), { className: 'button danger', textContent: verb })
    dialog.setAttribute('aria-labelledby', 'question')
    no.addEventListener('click', () => dialog.close())
    yes.addEventListener('click', () => { dialog.close(); proceed() })
    dialog.addEventListener('close', () => dialog.remove())
    line.append(no, yes)
    dialog.append(text, line)
    document.body.append(dialog)
    dialog.showModal()
    no.focus()
}

// Long work: the region asks for itself again until the server stops giving an address.

function follow(region, delay = 2000) {
    setTimeout(async () => {
        if (!region.isConnected) return
        if (document.hidden) return follow(region)
        try {
            const response = await fetch(region.dataset.refreshUrl, { headers: fragmentHeaders, cache: 'no-store' })
            const next = response.ok ? elementIn(await response.text(), region.id) : null
            if (!next) return follow(region, Math.min(delay * 2, 30000))
            swap(region, next)
            if (!next.dataset.refreshUrl) announce(next.textContent.trim().slice(0, 200))
        } catch {
            follow(region, Math.min(delay * 2, 30000))
        }
    }, delay)
}

// Live parts: the server says that something changed, the part is fetched again. One stream for each, whatever the number
// of times it was replaced.

const streams = new Map()

function listen(region) {
    if (streams.has(region.id) || !window.EventSource) return
    const source = new EventSource(region.dataset.live)
    streams.set(region.id, source)
    source.addEventListener('change', ({ data }) => { liveStatus(region.id, false); fetchLive(region.id, data) })
    source.addEventListener('error', () => liveStatus(region.id, true))
}

// A lost connection is said: what one sees may be old.
function liveStatus(id, isLost) {
    const line = document.getElementById(id)?.querySelector('[data-live-status]')
    if (line) line.textContent = isLost ? line.dataset.lost : ''
}

async function fetchLive(id, serial, attempt = 0) {
    const region = document.getElementById(id)
    if (!region || region.dataset.liveSerial === serial) return
    try {
        const response = await fetch(region.dataset.liveFrom, { headers: fragmentHeaders, cache: 'no-store' })
        const next = response.ok ? elementIn(await response.text(), id) : null
        if (!next) throw new Error(String(response.status))
        const old = document.getElementById(id)
        if (!old) return
        swap(old, next)
        if (next.dataset.live) return
        streams.get(id)?.close()
        streams.delete(id)
    } catch {
        if (attempt < 5) setTimeout(() => fetchLive(id, serial, attempt + 1), 2000 * (attempt + 1))
        else liveStatus(id, true)
    }
}

function prepare(scope) {
    if (scope.matches?.('[data-live]')) listen(scope)
    for (const region of scope.querySelectorAll('[data-live]')) listen(region)
    if (scope.matches?.('[data-refresh-url]')) follow(scope)
    for (const region of scope.querySelectorAll('[data-refresh-url]')) follow(region)
    for (const box of scope.querySelectorAll('[data-shortcuts]')) box.checked = shortcutsAreOn()
}

// Colours.

document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-theme-choice] button')
    if (!button) return
    event.preventDefault()
    root.dataset.theme = button.value
    const secure = location.protocol === 'https:' ? '; secure' : ''
    document.cookie = `theme=${button.value}; path=/; max-age=31536000; samesite=lax${secure}`
    for (const other of button.closest('form').querySelectorAll('button')) {
        other.setAttribute('aria-pressed', String(other === button))
    }
})

prepare(document)
document.querySelector('[data-focus]')?.focus()
