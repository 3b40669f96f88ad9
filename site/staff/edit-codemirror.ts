import { markdown } from '@codemirror/lang-markdown'
import { yamlFrontmatter } from '@codemirror/lang-yaml'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import { tags } from '@lezer/highlight'
import { basicSetup, EditorView } from 'codemirror'

/** What the page does with the editor; the textarea has the same without script of ours. */
export interface Editor {
  text(): string
  replace(text: string): void
  /** Puts text where the caret is. */
  insert(text: string): void
  /** Marks lines with what is wrong in them, 1-based. */
  mark(issues: readonly { line: number; message: string; hint: string; stops: boolean }[]): void
  goTo(line: number): void
}

/**
 * CodeMirror 6 in a shadow root: there it puts its styles into constructable style sheets, which a policy without inline
 * styles allows. Colours are the page's own variables, so both schemes follow.
 */
export function codeMirror(
  host: HTMLElement,
  { text, label, changed }: { text: string; label: string; changed: (text: string) => void },
): Editor {
  const root = host.attachShadow({ mode: 'open' })
  const view = new EditorView({
    doc: text,
    root,
    parent: root,
    extensions: [
      basicSetup,
      yamlFrontmatter({ content: markdown() }),
      lintGutter(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'true', tabindex: '0' }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed(update.state.doc.toString())
      }),
      EditorView.domEventHandlers({ beforeinput: replaceSelected }),
      look,
      syntaxHighlighting(colours),
    ],
  })
  const lineAt = (line: number) => view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines))
  return {
    text: () => view.state.doc.toString(),
    replace: (all) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: all } }),
    insert: (piece) => view.dispatch(view.state.replaceSelection(piece)),
    mark(issues) {
      const marks = issues.map(({ line, message, hint, stops }) => {
        const { from, to } = lineAt(line)
        const severity = stops ? ('error' as const) : ('warning' as const)
        return { from, to, severity, message: [message, hint].filter(Boolean).join(' ') }
      })
      view.dispatch(setDiagnostics(view.state, marks))
    },
    goTo(line) {
      view.dispatch({ selection: { anchor: lineAt(line).from }, scrollIntoView: true })
      view.focus()
    },
  }
}

/**
 * Typing over selected text, done in CodeMirror's state. Chromium's own replacement gives the new text the colours of the
 * old one in a style attribute, which the policy refuses and reports.
 */
function replaceSelected({ inputType, data: text, isComposing }: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main
  if (inputType !== 'insertText' || text === null || isComposing || empty) return false
  const insert = () =>
    view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true })
  const handlers = view.state.facet(EditorView.inputHandler)
  if (!handlers.some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert())
  return true
}

const look = EditorView.theme({
  '&': {
    color: 'var(--ink)',
    backgroundColor: 'var(--field)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    fontSize: '0.9375rem',
    blockSize: '34rem',
  },
  '&.cm-focused': { outline: '3px solid var(--ring)', outlineOffset: '3px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, Menlo, Consolas, monospace', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { color: 'var(--ink-2)', backgroundColor: 'var(--wash)', border: '0' },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in oklab, var(--accent) 8%, transparent)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in oklab, var(--accent) 28%, transparent)',
  },
  '.cm-panels, .cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--paper)',
    borderColor: 'var(--line)',
  },
})

/** The editor's own colours are for white paper; these follow the page's scheme. */
const colours = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '600' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  {
    tag: [tags.propertyName, tags.definition(tags.propertyName), tags.link, tags.url],
    color: 'var(--accent)',
  },
  { tag: [tags.meta, tags.comment, tags.processingInstruction, tags.quote], color: 'var(--ink-2)' },
])
