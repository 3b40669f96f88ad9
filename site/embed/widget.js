// Kindred's help in your product: a button, and a dialog with the help centre in it. Commands: Kindred('open'), …
;(() => {
  /** Words by locale and the accent colour; the build fills them in. */
  const { words, hue, chroma } = {}
  /** Where the help centre lies: beside this script. */
  const { origin, href } = new URL('.', document.currentScript.src)
  const before = window.Kindred?.q ?? []
  const heard = {}
  const waiting = []
  let locale
  let host
  let dialog
  let frame
  let port
  /** Whom to sign in before anything else is shown: a token, a function that fetches one, null for nobody. */
  let identity
  /** What Kindred('suggest') said last: a path, or articles. */
  let subject

  const tell = (event, what) => {
    for (const listener of heard[event] ?? []) listener(what)
  }
  const send = (message) => (port ? port.postMessage(message) : waiting.push(message))

  const sheet = () => {
    const made = new CSSStyleSheet()
    made.replaceSync(`
      button, dialog { position: fixed; inset: auto 1rem 1rem auto; border: 0; }
      button { padding: .75rem 1.25rem; border-radius: 2rem; cursor: pointer; font: 600 1rem/1.5 system-ui, sans-serif;
        color: light-dark(#fff, oklch(.2 .02 ${hue})); background: light-dark(oklch(.435 ${chroma} ${hue}), oklch(.785 ${chroma} ${hue}));
        box-shadow: 0 1px 6px rgb(0 0 0 / .35); z-index: 2147483000; }
      button:focus-visible { outline: 3px solid; outline-offset: 3px; }
      dialog { margin: 0; padding: 0; box-sizing: border-box; width: min(26rem, 100% - 2rem); max-width: none;
        height: min(42rem, 100% - 2rem); max-height: none; border-radius: 6px; overflow: hidden; background: none;
        box-shadow: 0 4px 30px rgb(0 0 0 / .35); }
      dialog::backdrop { background: rgb(0 0 0 / .2); }
      iframe { display: block; width: 100%; height: 100%; border: 0; }
      @media (max-width: 30rem) { dialog { inset: 0; width: 100%; height: 100%; border-radius: 0; } }`)
    return made
  }

  const load = () => {
    if (frame) return
    frame = document.createElement('iframe')
    frame.title = words[locale].title
    frame.src = `${href}${locale}/widget/`
    frame.addEventListener('load', () => {
      const { port1, port2 } = new MessageChannel()
      port = port1
      port.onmessage = ({ data: { did, what } }) => {
        if (did === 'close') dialog.close()
        else tell(did, what)
      }
      frame.contentWindow.postMessage({ kindred: 'widget' }, origin, [port2])
      for (const message of waiting.splice(0)) port.postMessage(message)
    })
    dialog.append(frame)
  }

  const signIn = async () => {
    if (identity === undefined) return
    const given = identity
    identity = undefined
    send({ to: 'identify', token: typeof given === 'function' ? await given() : given })
  }

  const commands = {
    init(options = {}) {
      if (host) return
      const wanted = [options.locale, document.documentElement.lang, ...navigator.languages]
        .filter(Boolean)
        .flatMap((tag) => [tag.toLowerCase(), tag.toLowerCase().split('-')[0]])
      locale = wanted.find((tag) => words[tag]) ?? Object.keys(words)[0]
      host = document.createElement('div')
      host.lang = locale
      const root = host.attachShadow({ mode: 'open' })
      root.adoptedStyleSheets = [sheet()]
      dialog = document.createElement('dialog')
      dialog.setAttribute('aria-label', words[locale].title)
      dialog.addEventListener('close', () => tell('close'))
      if (options.launcher !== false) {
        const button = document.createElement('button')
        button.type = 'button'
        button.textContent = words[locale].title
        button.setAttribute('aria-haspopup', 'dialog')
        button.addEventListener('click', () => commands.open())
        root.append(button)
      }
      root.append(dialog)
      document.body.append(host)
    },
    identify(token) {
      identity = token
      // A token lives for minutes, so it is exchanged at once; a function is asked when help is opened.
      if (typeof token !== 'function') {
        if (token !== null) load()
        if (frame) signIn()
      }
    },
    suggest(what) {
      subject = what
    },
    async open(at = '') {
      load()
      if (!dialog.open) {
        dialog.showModal()
        frame.focus()
        tell('open')
      }
      await signIn()
      const articles = Array.isArray(subject) ? subject : []
      const path = typeof subject === 'string' ? subject : location.pathname
      send({ to: 'open', path, articles, at })
    },
    async search(text) {
      await commands.open()
      send({ to: 'search', words: text })
    },
    close() {
      dialog?.close()
    },
    on(event, listener) {
      heard[event] ??= []
      heard[event].push(listener)
    },
  }

  const run = ([name, ...given]) => {
    if (!commands[name])
      throw new Error(`Kindred knows no command "${name}". It knows ${Object.keys(commands).join(', ')}.`)
    if (!host && name !== 'init' && name !== 'on') commands.init()
    return commands[name](...given)
  }
  window.Kindred = (...command) => run(command)
  const begin = () => {
    for (const command of before) run(command)
  }
  if (document.body) begin()
  else addEventListener('DOMContentLoaded', begin)
})()
